"""Keeps what was read and what was made of it: SQLite first, any backend that passes the conformance tests."""

from twosource.store.base import (
    Added,
    KeptJudgement,
    KeptReview,
    Store,
    StoreError,
    Touched,
    Update,
    fingerprint,
    instant,
    recency,
)
from twosource.store.sqlite import SqliteStore

__all__ = [
    "Added",
    "KeptJudgement",
    "KeptReview",
    "SqliteStore",
    "Store",
    "StoreError",
    "Touched",
    "Update",
    "fingerprint",
    "instant",
    "recency",
]
