"""Ids that were merged into others: asked for, they lead on."""

from __future__ import annotations

from litestar.exceptions import HTTPException

from twosource.faces.api.shelf import Shelf


class Moved(HTTPException):
    """The row asked for has another id now."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(detail=f"{old} went into {new}", status_code=308)
        self.old = old
        self.new = new


def present(shelf: Shelf, table: str, key: str) -> str:
    """The id itself, where it is there or never was. Raises Moved where it leads to another that is there."""
    if shelf.one(f"SELECT 1 FROM {table} WHERE id = ?", (key,)) is not None:
        return key
    row, passed = key, {key}
    while (new := shelf.value("SELECT new FROM redirects WHERE old = ?", (row,))) is not None and new not in passed:
        row = new
        passed.add(row)
    if row != key and shelf.one(f"SELECT 1 FROM {table} WHERE id = ?", (row,)) is not None:
        raise Moved(key, row)
    return key
