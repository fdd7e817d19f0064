"""What changed on the shelf since a cursor."""

from __future__ import annotations

from twosource.faces.api import cursors
from twosource.faces.api.shapes import Change
from twosource.faces.api.shelf import Shelf

_PARTS = (
    ("event", "SELECT 'event' AS kind, id, story, 'changed' AS what, seq FROM events"),
    ("gone", "SELECT kind, id, story, 'gone' AS what, seq FROM gone"),
    ("party", "SELECT 'party' AS kind, id, story, 'changed' AS what, seq FROM kept WHERE kind = 'parties'"),
    ("position", "SELECT 'position' AS kind, id, story, 'changed' AS what, seq FROM kept WHERE kind = 'positions'"),
    ("proposition", "SELECT 'proposition' AS kind, id, story, 'changed' AS what, seq FROM propositions"),
    (
        "report",
        "SELECT 'report' AS kind, r.key AS id, r.story AS story, 'changed' AS what, seq FROM kept AS k"
        " JOIN reports AS r ON r.story = k.story AND r.document = k.id WHERE k.kind = 'documents'",
    ),
)


def since(shelf: Shelf, cursor: str | None, limit: int) -> tuple[list[Change], str]:
    """Rows that changed after a cursor, each once, in the order in which they did; and the cursor after them.

    A cursor of a shelf that was made anew since starts from the beginning: everything may have changed.
    """
    born = str(shelf.value("SELECT value FROM meta WHERE key = 'born'"))
    key = cursors.unpack(cursor, str, int, str, str)
    seq, kind, one = key[1:] if key and key[0] == born else (0, "", "")
    found = []
    for _, part in _PARTS:
        sql = f"SELECT * FROM ({part}) WHERE seq >= ? AND (seq, kind, id) > (?, ?, ?) ORDER BY seq, kind, id LIMIT ?"
        found += shelf.get(sql, (seq, seq, kind, one, limit))
    rows = sorted(found, key=lambda row: (row[4], row[0], row[1]))[:limit]
    changes = [
        Change(row[0], row[1], row[2], row[3], _onward(shelf, row[1]) if row[3] == "gone" else None) for row in rows
    ]
    after = (rows[-1][4], rows[-1][0], rows[-1][1]) if rows else (seq, kind, one)
    return changes, cursors.pack(born, *after)


def _onward(shelf: Shelf, row: str) -> str | None:
    new: str | None = shelf.value("SELECT new FROM redirects WHERE old = ?", (row,))
    return new
