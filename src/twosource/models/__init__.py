"""Adapters for models, one file each, behind a small protocol."""
