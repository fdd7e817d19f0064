"""The API under /api/v1 and the server behind `twosource serve`; docs/api.md is its contract."""
