"""Ledgers in an SQLite file: their rows, what became of those that are gone, and what weaving keeps for next time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from functools import cache
from typing import Any, get_args, get_type_hints

from twosource.records import Ledger
from twosource.store.base import Touched, Update
from twosource.store.rows import read, row_id, write

Key = Callable[[Any], Any]
_SORTED: Mapping[str, Key] = {
    **dict.fromkeys(("stages", "reprints", "judgements"), lambda record: record),
    **dict.fromkeys(("documents", "parties", "events", "propositions", "positions", "evidence"), lambda r: r.id),
    "assessments": lambda record: record.proposition,
    "issues": repr,
}
"""What a ledger's lists are sorted by."""


class SqliteLedgers:
    """The part of an SQLite store that has to do with ledgers. See Store for what each method does."""

    _name: str
    _connection: sqlite3.Connection

    def _write(self) -> AbstractContextManager[None]:
        raise NotImplementedError

    def _run(self, sql: str, *given: Any) -> list[Any]:
        raise NotImplementedError

    def _get(self, sql: str, *given: Any) -> list[Any]:
        raise NotImplementedError

    # -- rows ------------------------------------------------------------------------------------------------------

    def put_ledger(
        self, story: str, ledger: Ledger, *, made_from: str = "", redirects: Mapping[str, str] | None = None
    ) -> None:
        """See Store."""
        rows = {
            (field.name, row_id(record)): (n, write(record))
            for field in fields(Ledger)
            for n, record in enumerate(getattr(ledger, field.name))
        }
        with self._write():
            found = self._run("SELECT kind, id, n, record FROM ledger_rows WHERE story = ?", story)
            before = {(kind, row): (n, record) for kind, row, n, record in found}
            changed = [(*key, *rows[key]) for key in sorted(rows) if before.get(key) != rows[key]]
            gone = sorted(before.keys() - rows.keys())
            self._put(story, made_from, changed, gone, redirects or {})

    def ledger(self, story: str) -> Ledger | None:
        """See Store."""
        if self.made_from(story) is None:
            return None
        kinds: dict[str, list[Any]] = {field.name: [] for field in fields(Ledger)}
        numbered = True
        rows = self._get("SELECT kind, n, record FROM ledger_rows WHERE story = ? ORDER BY kind, n, id", story)
        for kind, n, record in rows:
            kinds[kind].append(read(_record(kind), record))
            numbered = numbered and n is not None
        if not numbered:
            for kind, records in kinds.items():
                records.sort(key=_SORTED[kind])
        return Ledger(**{kind: tuple(records) for kind, records in kinds.items()})

    def ledger_rows(self, story: str) -> Iterator[tuple[str, str, str]]:
        """See Store."""
        yield from self._get("SELECT kind, id, record FROM ledger_rows WHERE story = ? ORDER BY kind, n, id", story)

    def row(self, story: str, kind: str, row: str) -> Any | None:
        """See Store."""
        rows = self._get("SELECT record FROM ledger_rows WHERE story = ? AND kind = ? AND id = ?", story, kind, row)
        return read(_record(kind), rows[0][0]) if rows else None

    def row_ids(self, story: str, kind: str) -> tuple[str, ...]:
        """See Store."""
        rows = self._get("SELECT id FROM ledger_rows WHERE story = ? AND kind = ? ORDER BY id", story, kind)
        return tuple(row for (row,) in rows)

    def count(self, story: str, kind: str) -> int:
        """See Store."""
        found = self._get("SELECT count(*) FROM ledger_rows WHERE story = ? AND kind = ?", story, kind)
        return int(found[0][0])

    def made_from(self, story: str) -> str | None:
        """See Store."""
        rows = self._get("SELECT made_from FROM ledgers WHERE story = ?", story)
        return rows[0][0] if rows else None

    # -- what became of rows ---------------------------------------------------------------------------------------

    def resolve(self, story: str, row: str) -> str:
        """See Store."""
        passed = {row}
        while rows := self._get("SELECT new FROM redirects WHERE story = ? AND old = ?", story, row):
            row = rows[0][0]
            if row in passed:
                break
            passed.add(row)
        return row

    def redirects(self, story: str) -> Mapping[str, str]:
        """See Store."""
        return dict(self._get("SELECT old, new FROM redirects WHERE story = ? ORDER BY old", story))

    def cursor(self) -> int:
        """See Store."""
        return int(self._get("SELECT coalesce(max(cursor), 0) FROM ledgers")[0][0])

    def touched(self, since: int = 0, story: str | None = None) -> tuple[Touched, ...]:
        """See Store."""
        where, given = ("", ()) if story is None else (" AND story = ?", (story,))
        there = self._get(f"SELECT story, kind, id, cursor FROM ledger_rows WHERE cursor > ?{where}", since, *given)
        gone = self._get(f"SELECT story, kind, id, cursor FROM gone WHERE cursor > ?{where}", since, *given)
        found = [Touched(*row) for row in there]
        for name, kind, row, cursor in gone:
            now = self.resolve(name, row)
            found.append(Touched(name, kind, row, cursor, gone=True, now=now if now != row else None))
        return tuple(sorted(found, key=lambda each: (each.cursor, each.story, each.kind, each.id)))

    # -- weaving ---------------------------------------------------------------------------------------------------

    def pending(self, story: str) -> tuple[str, ...]:
        """See Store."""
        return tuple(row for (row,) in self._get("SELECT id FROM pending WHERE story = ? ORDER BY id", story))

    def value(self, story: str, kind: str, key: str) -> str | None:
        """See Store."""
        where = "WHERE story = ? AND kind = ? AND key = ?"
        rows = self._get(f"SELECT value FROM weaving_values {where}", story, kind, key)
        return rows[0][0] if rows else None

    def members(self, story: str, kind: str, key: str) -> frozenset[str]:
        """See Store."""
        where = "WHERE story = ? AND kind = ? AND key = ?"
        return frozenset(m for (m,) in self._get(f"SELECT member FROM weaving_members {where}", story, kind, key))

    def update(self, story: str, update: Update) -> int:
        """See Store."""
        changed = [(kind, row, None, write(record)) for kind, row, record in update.rows if record is not None]
        gone = [(kind, row) for kind, row, record in update.rows if record is None]
        with self._write():
            if update.anew:
                self._run("DELETE FROM weaving_values WHERE story = ?", story)
                self._run("DELETE FROM weaving_members WHERE story = ?", story)
            many = self._connection.executemany
            many(
                "INSERT INTO weaving_values VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                [(story, kind, key, value) for kind, key, value in update.values if value is not None],
            )
            many(
                "DELETE FROM weaving_values WHERE story = ? AND kind = ? AND key = ?",
                [(story, kind, key) for kind, key, value in update.values if value is None],
            )
            many(
                "INSERT OR IGNORE INTO weaving_members VALUES (?, ?, ?, ?)",
                [(story, kind, key, member) for kind, key, member, there in update.members if there],
            )
            many(
                "DELETE FROM weaving_members WHERE story = ? AND kind = ? AND key = ? AND member = ?",
                [(story, kind, key, member) for kind, key, member, there in update.members if not there],
            )
            many("DELETE FROM pending WHERE story = ? AND id = ?", [(story, document) for document in update.done])
            self._put(story, update.made_from, changed, gone, update.redirects)
        return self.cursor()

    def _put(
        self,
        story: str,
        made_from: str,
        changed: Sequence[tuple[str, str, int | None, str]],
        gone: Sequence[tuple[str, str]],
        redirects: Mapping[str, str],
    ) -> None:
        """Writes rows as (kind, id, place in its list, JSON), takes rows out, moves the cursor where any changed."""
        cursor = self._run("SELECT coalesce(max(cursor), 0) FROM ledgers")[0][0] + 1
        self._run(
            "INSERT INTO ledgers VALUES (?, ?, 0) ON CONFLICT DO UPDATE SET made_from = excluded.made_from"
            " WHERE made_from != excluded.made_from",
            story,
            made_from,
        )
        if changed or gone:
            self._run("UPDATE ledgers SET cursor = ? WHERE story = ?", cursor, story)
        many = self._connection.executemany
        many(
            "INSERT INTO ledger_rows VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
            " SET n = excluded.n, record = excluded.record, cursor = excluded.cursor",
            [(story, *row, cursor) for row in changed],
        )
        where = "WHERE story = ? AND kind = ? AND id = ?"
        many(f"DELETE FROM gone {where}", [(story, kind, row) for kind, row, _, _ in changed])
        many(f"DELETE FROM ledger_rows {where}", [(story, *row) for row in gone])
        many("INSERT OR REPLACE INTO gone VALUES (?, ?, ?, ?)", [(story, *row, cursor) for row in gone])
        back = [(story, row) for kind, row, _, _ in changed if kind in ("events", "propositions")]
        many("DELETE FROM redirects WHERE story = ? AND old = ?", back)
        many(
            "INSERT INTO redirects VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET new = excluded.new"
            " WHERE new != excluded.new",
            [(story, old, new) for old, new in sorted(redirects.items())],
        )

    def _pend(self, story: str, document: str) -> None:
        self._run("INSERT OR IGNORE INTO pending VALUES (?, ?)", story, document)


@cache
def _record(kind: str) -> type[Any]:
    """The class of a ledger's rows of a kind."""
    record: type[Any] = get_args(get_type_hints(Ledger)[kind])[0]
    return record
