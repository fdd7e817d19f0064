"""The store in one SQLite file, through the standard library."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from twosource.records import Capture, Issue, Item, Judgement, Reading, Report, Review
from twosource.records.identity import content_id
from twosource.store.base import Added, KeptJudgement, KeptReview, instant, recency
from twosource.store.rows import better, earlier, kept_judgement, kept_review, read, write
from twosource.store.schema import connect, transaction, translated
from twosource.store.sqlite_ledgers import SqliteLedgers

R = TypeVar("R")


class SqliteStore(SqliteLedgers):
    """A Store in the SQLite file at `path`, made where it isn't there; `:memory:` keeps nothing beyond the process.

    With `create` false a file that isn't there raises StoreError, as does one that isn't a ledger file.
    """

    def __init__(self, path: Path | str, *, create: bool = True) -> None:
        self._name = str(path)
        self._connection = connect(path, create=create)

    def close(self) -> None:
        """See Store."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # -- inputs ----------------------------------------------------------------------------------------------------

    def add(self, *items: Item) -> Added:
        """See Store."""
        total = Added()
        with self._write():
            for item in items:
                if item.capture:
                    self._keep_capture(item.capture, item.data)
                for report in item.reports:
                    total += self._keep_report(report)
                    if item.capture:
                        self._run(
                            "INSERT OR IGNORE INTO sightings VALUES (?, ?, ?, ?, ?)",
                            *report.key,
                            item.capture.sha256,
                            item.capture.address,
                        )
                self._keep_issues(item)
                total += Added(issues=len(item.issues))
        return total

    def _keep_capture(self, capture: Capture, data: bytes) -> None:
        key = (capture.sha256, capture.address)
        if not self._run("SELECT 1 FROM blobs WHERE sha256 = ?", capture.sha256):
            self._run("INSERT INTO blobs VALUES (?, ?, ?)", capture.sha256, capture.size, zlib.compress(data, 6))
        before = self._run("SELECT captured, collector FROM captures WHERE sha256 = ? AND address = ?", *key)
        first = min([(capture.captured, capture.collector), *before], key=earlier)
        if not before:
            self._run("INSERT INTO captures VALUES (?, ?, ?, ?, ?)", *key, *first, capture.media)
        elif first != before[0]:
            self._run("UPDATE captures SET captured = ?, collector = ? WHERE sha256 = ? AND address = ?", *first, *key)

    def _keep_report(self, report: Report) -> Added:
        versions = dict(
            self._run("SELECT version, record FROM reports WHERE story = ? AND id = ?", report.story, report.id)
        )
        if report.version not in versions:
            self._run("INSERT INTO reports VALUES (?, ?, ?, ?, ?)", *report.key, report.sha256, write(report))
            self._pend(report.story, report.id)
            return Added(versions=1) if versions else Added(new=1)
        before = read(Report, versions[report.version])
        kept = better(before, report)
        if kept == before:
            return Added(known=1)
        where = "WHERE story = ? AND id = ? AND version = ?"
        self._run(f"UPDATE reports SET sha256 = ?, record = ? {where}", kept.sha256, write(kept), *kept.key)
        self._pend(kept.story, kept.id)
        if replace(kept, sha256=before.sha256) == before:
            return Added(known=1)
        # Readings rest on the facts (a date resolves "on Monday"): with others they are made anew.
        self._run(f"DELETE FROM readings {where}", *kept.key)
        return Added(known=1, changed=1)

    def _keep_issues(self, item: Item) -> None:
        capture = item.capture.sha256 if item.capture else ""
        # Standard input is no place to come back to: other bytes there are another input.
        same = "story = ? AND address = ?" + (" AND capture = ?" if item.address == "-" else "")
        place = (item.story, item.address, capture) if item.address == "-" else (item.story, item.address)
        rows = {(capture, write(each)) for each in item.issues}
        if rows != set(self._run(f"SELECT capture, record FROM issues WHERE {same}", *place)):
            self._run(f"DELETE FROM issues WHERE {same}", *place)
            for row in sorted(rows):
                self._run("INSERT INTO issues VALUES (?, ?, ?, ?)", item.story, item.address, *row)

    # -- reports ---------------------------------------------------------------------------------------------------

    def stories(self) -> tuple[str, ...]:
        """See Store."""
        return tuple(story for (story,) in self._get("SELECT DISTINCT story FROM reports ORDER BY story"))

    def reports(self, story: str | None = None) -> Iterator[Report]:
        """See Store."""
        where, given = ("", ()) if story is None else ("WHERE story = ?", (story,))
        keys = self._get(f"SELECT rowid FROM reports {where} ORDER BY story, id, version", *given)
        yield from self._each(Report, "reports", keys)

    def latest(self, story: str) -> tuple[Report, ...]:
        """See Store."""
        found: dict[str, Report] = {}
        for report in self.reports(story):
            if report.id not in found or recency(found[report.id]) < recency(report):
                found[report.id] = report
        return tuple(found[document] for document in sorted(found))

    def versions(self, story: str, document: str) -> tuple[Report, ...]:
        """See Store."""
        rows = self._get("SELECT record FROM reports WHERE story = ? AND id = ?", story, document)
        return tuple(sorted((read(Report, record) for (record,) in rows), key=recency))

    def head(self, story: str, document: str) -> Report | None:
        """See Store."""
        versions = self.versions(story, document)
        return versions[-1] if versions else None

    def captures(self, report: Report) -> tuple[Capture, ...]:
        """See Store."""
        rows = self._get(
            "SELECT sha256, address, captured, collector, media, size FROM sightings"
            " JOIN captures USING (sha256, address) JOIN blobs USING (sha256)"
            " WHERE story = ? AND id = ? AND version = ?",
            *report.key,
        )
        return tuple(sorted((Capture(*row) for row in rows), key=lambda each: (instant(each.captured), each.address)))

    def data(self, sha256: str) -> bytes:
        """See Store."""
        rows = self._get("SELECT data FROM blobs WHERE sha256 = ?", sha256)
        if not rows:
            raise KeyError(f"{self._name} has no capture {sha256}")
        return zlib.decompress(rows[0][0])

    def issues(self, story: str | None = None) -> tuple[Issue, ...]:
        """See Store."""
        where, given = ("", ()) if story is None else ("WHERE story = ?", (story,))
        found = {read(Issue, record) for (record,) in self._get(f"SELECT record FROM issues {where}", *given)}
        return tuple(sorted(found, key=lambda each: (each.input or "", each.line or 0, each.code, each.detail)))

    # -- readings --------------------------------------------------------------------------------------------------

    def unread(self, story: str, stages: str) -> Iterator[Report]:
        """See Store."""
        keys = self._get(
            "SELECT rowid FROM reports AS r WHERE story = ? AND NOT EXISTS (SELECT 1 FROM readings AS g"
            " WHERE g.story = r.story AND g.id = r.id AND g.version = r.version AND stages = ?) ORDER BY id, version",
            story,
            stages,
        )
        yield from self._each(Report, "reports", keys)

    def put_readings(self, stages: str, readings: Iterable[Reading]) -> None:
        """See Store."""
        with self._write():
            for reading in readings:
                put = self._connection.execute(
                    "INSERT INTO readings VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET record = excluded.record"
                    " WHERE record != excluded.record",
                    (reading.story, reading.document, reading.version, stages, write(reading)),
                )
                if put.rowcount:
                    self._pend(reading.story, reading.document)

    def readings(self, story: str, stages: str) -> Iterator[Reading]:
        """See Store."""
        keys = self._get(
            "SELECT rowid FROM readings WHERE story = ? AND stages = ? ORDER BY id, version", story, stages
        )
        yield from self._each(Reading, "readings", keys)

    def reading(self, report: Report, stages: str) -> Reading | None:
        """See Store."""
        rows = self._get(
            "SELECT record FROM readings WHERE story = ? AND id = ? AND version = ? AND stages = ?",
            *report.key,
            stages,
        )
        return read(Reading, rows[0][0]) if rows else None

    # -- judgements ------------------------------------------------------------------------------------------------

    def judge(self, story: str, judgement: Judgement, made_at: str) -> KeptJudgement:
        """See Store."""
        record = write(judgement)
        key = content_id("j", story, record, made_at)
        with self._write():
            self._run("INSERT OR IGNORE INTO judgements VALUES (?, ?, ?, ?, NULL)", key, story, record, made_at)
        return self._judgement(key)

    def undo(self, judgement: str, undone_at: str) -> KeptJudgement:
        """See Store."""
        with self._write():
            self._run("UPDATE judgements SET undone_at = ? WHERE id = ? AND undone_at IS NULL", undone_at, judgement)
        return self._judgement(judgement)

    def redo(self, judgement: str) -> KeptJudgement:
        """See Store."""
        with self._write():
            self._run("UPDATE judgements SET undone_at = NULL WHERE id = ? AND undone_at IS NOT NULL", judgement)
        return self._judgement(judgement)

    def judgements(self, story: str, *, undone: bool = False) -> tuple[KeptJudgement, ...]:
        """See Store."""
        rows = self._get("SELECT * FROM judgements WHERE story = ?", story)
        kept = sorted(map(kept_judgement, rows), key=lambda each: (instant(each.made_at), each.id))
        return tuple(each for each in kept if undone or each.undone_at is None)

    def _judgement(self, key: str) -> KeptJudgement:
        rows = self._get("SELECT * FROM judgements WHERE id = ?", key)
        if not rows:
            raise KeyError(f"{self._name} has no judgement {key}")
        return kept_judgement(rows[0])

    # -- reviews ---------------------------------------------------------------------------------------------------

    def review(self, story: str, review: Review, made_at: str) -> KeptReview:
        """See Store."""
        record = write(review)
        key = content_id("w", story, record, made_at)
        with self._write():
            self._run("INSERT OR IGNORE INTO reviews VALUES (?, ?, ?, ?, NULL)", key, story, record, made_at)
        return self._review(key)

    def undo_review(self, review: str, undone_at: str) -> KeptReview:
        """See Store."""
        with self._write():
            self._run("UPDATE reviews SET undone_at = ? WHERE id = ? AND undone_at IS NULL", undone_at, review)
        return self._review(review)

    def redo_review(self, review: str) -> KeptReview:
        """See Store."""
        with self._write():
            self._run("UPDATE reviews SET undone_at = NULL WHERE id = ? AND undone_at IS NOT NULL", review)
        return self._review(review)

    def reviews(self, story: str, *, undone: bool = False) -> tuple[KeptReview, ...]:
        """See Store."""
        kept = map(kept_review, self._get("SELECT * FROM reviews WHERE story = ? ORDER BY rowid", story))
        found = sorted(kept, key=lambda each: instant(each.made_at))  # of one second, in the order in which they came
        return tuple(each for each in found if undone or each.undone_at is None)

    def _review(self, key: str) -> KeptReview:
        rows = self._get("SELECT * FROM reviews WHERE id = ?", key)
        if not rows:
            raise KeyError(f"{self._name} has no review {key}")
        return kept_review(rows[0])

    # -- SQLite ----------------------------------------------------------------------------------------------------

    @contextmanager
    def _write(self) -> Iterator[None]:
        with translated(self._name), transaction(self._connection):
            yield

    def _run(self, sql: str, *given: Any) -> list[Any]:
        """All rows of a statement, inside a transaction."""
        return self._connection.execute(sql, given).fetchall()

    def _get(self, sql: str, *given: Any) -> list[Any]:
        """All rows of a query."""
        with translated(self._name):
            return self._connection.execute(sql, given).fetchall()

    def _each(self, cls: type[R], table: str, keys: list[tuple[int]]) -> Iterator[R]:
        """Records one by one, so that a large story needn't be in memory and may be written to meanwhile."""
        for key in keys:
            for (record,) in self._get(f"SELECT record FROM {table} WHERE rowid = ?", *key):
                yield read(cls, record)
