"""Rows by their ids as a user types them: whole, by their first signs, or as they were called before."""

from __future__ import annotations

from twosource.faces.common import Refusal
from twosource.records import Event, Ledger, LedgerPosition, Proposition
from twosource.store import SqliteStore

Row = Event | Proposition | LedgerPosition


def find(ledger: Ledger, row: str) -> Row | None:
    """The event, proposition or position of that ID, or of the one ID that begins so; None where there is none.

    Raises Refusal where several begin so.
    """
    rows: dict[str, Row] = {}
    rows.update({event.id: event for event in ledger.events})
    rows.update({proposition.id: proposition for proposition in ledger.propositions})
    rows.update({position.id: position for position in ledger.positions})
    if row in rows:
        return rows[row]
    begin = [key for key in rows if key.startswith(row)]
    if len(begin) > 1:
        some = ", ".join(sorted(begin)[:5])
        raise Refusal(f"{len(begin)} rows begin with {row!r} ({some} ...): give more of the ID")
    return rows[begin[0]] if begin else None


def present(store: SqliteStore, story: str | None, row: str) -> str:
    """The present ID of a row that has been renamed since."""
    for name in [story] if story else store.stories():
        if (onward := store.resolve(name, row)) != row:
            return onward
    return row
