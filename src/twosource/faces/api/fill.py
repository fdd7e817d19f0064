"""Brings the shelf up to the ledger file: what changed there is copied, and the rows that rest on it are made anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import apsw
import msgspec

from twosource.faces.api import tables
from twosource.faces.api.rows import report_key
from twosource.records import Judgement, Party, Report, Reprint
from twosource.records.identity import content_id

T = TypeVar("T")
BATCH = 500
Tell = Callable[[str, int, int | None], None]
_PARENT = {"propositions": "$.event", "positions": "$.proposition"}
TOLD = {"positions": "position", "parties": "party", "documents": "report"}
"""Kinds whose changes are told as they come; those of events and propositions when their rows are made."""
_BY_ROW = ("events", "propositions", "positions", "assessments", "parties", "documents", "evidence")
"""Kinds of ledger rows whose ids are their own; the others are replaced whole where any of them changed."""


def decode(kind: type[T], record: str) -> T:
    """A record out of its JSON, as the store wrote it."""
    return msgspec.json.decode(record, type=kind)


def encode(row: object) -> str:
    """A row as JSON."""
    return msgspec.json.encode(row).decode()


class Filler:
    """Fills one shelf. Rows come in per story; `finish` makes what rests on them."""

    def __init__(self, shelf: apsw.Connection, seq: int, tell: Tell) -> None:
        """`seq`: the generation that is being made."""
        self._db = shelf
        self._seq = seq
        self._tell = tell
        self.events: set[str] = set()
        self.propositions: set[str] = set()
        self.parties: set[str] = set()

    def story(self, story: str, made_from: str, rows: Iterable[tuple[str, str, str]]) -> None:
        """Takes in a story's ledger rows as (kind, id, record): what is new, what changed, what is gone."""
        db = self._db
        db.execute("CREATE TEMP TABLE IF NOT EXISTS came (kind TEXT, id TEXT, record TEXT, PRIMARY KEY (kind, id))")
        db.execute("DELETE FROM came")
        db.executemany("INSERT OR IGNORE INTO came VALUES (?, ?, ?)", _identified(rows))
        gone = (
            "SELECT kind, id, parent, record FROM kept WHERE story = ?"
            f" AND NOT EXISTS (SELECT 1 FROM came WHERE came.kind = kept.kind AND came.id = kept.id) LIMIT {BATCH}"
        )
        while batch := tables.rows(db, gone, (story,)):
            self.apply(story, batch, ())
        changed = (
            "SELECT came.kind, came.id, kept.parent, kept.record, came.record, came.rowid FROM came LEFT JOIN kept"
            " ON kept.story = ? AND kept.kind = came.kind AND kept.id = came.id"
            f" WHERE came.rowid > ? AND kept.record IS NOT came.record ORDER BY came.rowid LIMIT {BATCH}"
        )
        at, total = 0, tables.rows(db, "SELECT count(*) FROM came")[0][0]
        while batch := tables.rows(db, changed, (story, at)):
            at = batch[-1][-1]
            self.apply(story, (), [row[:5] for row in batch])
            self._tell("copying", at, total)
        db.execute("DELETE FROM came")
        db.execute("INSERT OR REPLACE INTO stories (story, made_from) VALUES (?, ?)", (story, made_from))

    def apply(
        self,
        story: str,
        gone: Sequence[tuple[Any, ...]],
        changed: Sequence[tuple[Any, ...]],
    ) -> None:
        """Takes in what is gone, as (kind, id, parent, record), and what changed, as (…, record before, after)."""
        db = self._db
        for kind, row, parent, record in gone:
            if kind in TOLD:
                name = report_key(story, row) if kind == "documents" else row
                db.execute("INSERT OR REPLACE INTO gone VALUES (?, ?, ?, ?)", (TOLD[kind], name, story, self._seq))
            self._touch(kind, row, parent)
            self._let_go(story, kind, row, record)
        db.executemany(
            "DELETE FROM kept WHERE story = ? AND kind = ? AND id = ?", [(story, kind, row) for kind, row, _, _ in gone]
        )
        for kind, row, parent, before, record in changed:
            after = json.loads(record)[_PARENT[kind][2:]] if kind in _PARENT else None
            self._touch(kind, row, parent)
            self._touch(kind, row, after)
            if before is not None:
                self._let_go(story, kind, row, before)
            db.execute(
                "INSERT INTO kept (story, kind, id, parent, record, seq) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET parent = excluded.parent, record = excluded.record, seq = excluded.seq",
                (story, kind, row, after, record, self._seq),
            )
            self._take_in(story, kind, row, record)
            if kind == "parties" and _shown(before) != _shown(record):
                self._renamed(story, row)

    def drop_story(self, story: str) -> None:
        """Takes out a story that the ledger file no longer has."""
        self.story(story, "", ())
        self._db.execute("DELETE FROM stories WHERE story = ?", (story,))

    def _touch(self, kind: str, row: str, parent: str | None) -> None:
        """Notes whose rows have to be made anew."""
        if kind == "events":
            self.events.add(row)
        elif kind == "propositions":
            self.propositions.add(row)
            if parent:
                self.events.add(parent)
        elif kind == "assessments":
            self.propositions.add(row)
        elif kind == "parties":
            self.parties.add(row)
        elif kind == "positions" and parent:
            self.propositions.add(parent)

    def _renamed(self, story: str, party: str) -> None:
        """Notes the story's events on which a party is that is called otherwise now."""
        asked = "SELECT id FROM tags CROSS JOIN events USING (n) WHERE tag = 'party' AND value = ? AND story = ?"
        self.events.update(event for (event,) in tables.rows(self._db, asked, (party, story)))

    def _let_go(self, story: str, kind: str, row: str, record: str) -> None:
        """Removes what was made from a record alone."""
        db = self._db
        if kind == "documents":
            for (n,) in tables.rows(db, "SELECT n FROM reports WHERE key = ?", (report_key(story, row),)):
                db.execute("DELETE FROM report_words WHERE rowid = ?", (n,))
                db.execute("DELETE FROM reports WHERE n = ?", (n,))
        elif kind == "evidence":
            db.execute("DELETE FROM pointing WHERE evidence = ?", (row,))
        elif kind == "reprints":
            copy = decode(Reprint, record)
            keys = (report_key(story, copy.document), report_key(story, copy.of))
            db.execute("DELETE FROM copies WHERE report = ? AND of = ?", keys)
        elif kind == "judgements":
            db.execute("DELETE FROM judgements WHERE id = ?", (row,))
        elif kind == "positions":
            db.execute("DELETE FROM positions WHERE id = ?", (row,))

    def _take_in(self, story: str, kind: str, row: str, record: str) -> None:
        """Makes what rests on a record alone."""
        db = self._db
        if kind == "documents":
            report = decode(Report, record)
            key, day = report_key(story, row), (report.published or "")[:10]
            db.execute(
                "INSERT INTO reports (key, story, document, day, publisher) VALUES (?, ?, ?, ?, ?)",
                (key, story, row, day, report.publisher),
            )
            given = (db.last_insert_rowid(), report.title or "", report.text)
            db.execute("INSERT INTO report_words (rowid, title, body) VALUES (?, ?, ?)", given)
        elif kind == "evidence":
            for position in json.loads(record)["positions"]:
                db.execute("INSERT OR IGNORE INTO pointing VALUES (?, ?)", (position, row))
        elif kind == "reprints":
            copy = decode(Reprint, record)
            keys = (report_key(story, copy.document), report_key(story, copy.of))
            db.execute("INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?)", (story, *keys, copy.share))
        elif kind == "judgements":
            made = decode(Judgement, record)
            if "/" in made.maker:  # people's own are taken from where they are kept, with their times
                told = (row, story, made.relation, made.verdict, made.left, made.right, 0, made.score, record)
                db.execute("INSERT OR REPLACE INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)", told)


def _shown(record: str | None) -> tuple[Any, ...]:
    """What other rows show of a party."""
    if record is None:
        return ()
    party = decode(Party, record)
    return (party.name, party.kind)


def _identified(rows: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Ledger rows with ids of their own."""
    for kind, row, record in rows:
        if kind in _BY_ROW:
            yield kind, row, record
        elif kind == "reprints":
            copy = decode(Reprint, record)
            yield kind, f"{copy.document}\x1f{copy.of}", record
        elif kind == "judgements":
            yield kind, content_id("k", record), record
