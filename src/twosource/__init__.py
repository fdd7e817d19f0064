"""Twosource reads a heap of reports and keeps the ledger of who says what; see README.md."""

__version__ = "0.1.0"
