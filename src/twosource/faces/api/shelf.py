"""The shelf as the server holds it: a connection for each thread that reads, and one way to bring it up to date."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from twosource.faces.api.fill import Filler, Tell, encode
from twosource.faces.api.made import Maker
from twosource.faces.api.shapes import ReviewCount, StandingChange, StoryRow
from twosource.faces.api.tables import FILLING_KB, connect, first, rows
from twosource.records.identity import content_id
from twosource.run.reviewing import told
from twosource.store import KeptJudgement, KeptReview, SqliteStore
from twosource.store.rows import write


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What bringing the shelf up to date came to."""

    changed: bool
    standings: tuple[StandingChange, ...] = ()
    """The propositions whose status is another now, by id."""


def silent(step: str, done: int, total: int | None) -> None:
    """Tells nobody."""


class Shelf:
    """A shelf in a file of its own. Any thread may read; one at a time brings it up to date."""

    def __init__(self, path: Path) -> None:
        self.path = path
        connect(path).close()
        self._local = threading.local()
        self._open: list[apsw.Connection] = []
        self._lock = threading.Lock()

    @property
    def db(self) -> apsw.Connection:
        """This thread's connection."""
        found: apsw.Connection | None = getattr(self._local, "db", None)
        if found is None:
            found = connect(self.path)
            self._local.db = found
            with self._lock:
                self._open.append(found)
        return found

    def get(self, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return rows(self.db, sql, given)

    def one(self, sql: str, given: Sequence[Any] = ()) -> tuple[Any, ...] | None:
        """The first row of a query."""
        return first(self.db, sql, given)

    def value(self, sql: str, given: Sequence[Any] = ()) -> Any:
        """The first value of a query's first row; None where it has none."""
        row = self.one(sql, given)
        return row[0] if row else None

    def generation(self) -> str:
        """What changes whenever anything on the shelf does."""
        local = self._local
        version = self.value("PRAGMA data_version")
        if getattr(local, "version", None) != version:
            local.generation = "-".join(
                value
                for (value,) in self.get("SELECT value FROM meta WHERE key IN ('born', 'generation') ORDER BY key")
            )
            local.version = version
        return str(local.generation)

    def refresh(self, store: SqliteStore, tell: Tell = silent) -> Refreshed:
        """Brings the shelf up to the ledger file; what changed."""
        with self._lock:
            db = connect(self.path)
            db.execute(f"PRAGMA cache_size = -{FILLING_KB}")
            try:
                return _refresh(db, store, tell)
            finally:
                db.close()

    def close(self) -> None:
        """Lets go of the file, for every thread."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()


def _refresh(db: apsw.Connection, store: SqliteStore, tell: Tell) -> Refreshed:
    db.execute("BEGIN IMMEDIATE")
    try:
        ((before,),) = rows(db, "SELECT value FROM meta WHERE key = 'generation'")
        seq = int(before) + 1
        done = _fill(db, store, seq, tell)
        if done.changed:
            db.execute("UPDATE meta SET value = ? WHERE key = 'generation'", (str(seq),))
        db.execute("COMMIT" if done.changed else "ROLLBACK")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return done


def _fill(db: apsw.Connection, store: SqliteStore, seq: int, tell: Tell) -> Refreshed:
    had = dict(rows(db, "SELECT story, made_from FROM stories"))
    now = {story: mark for story in store.stories() if (mark := store.made_from(story)) is not None}
    decided = _decisions(db, store, sorted(now))
    filler = Filler(db, seq, tell)
    gone = sorted(had.keys() - now.keys())
    come = [(story, mark) for story, mark in sorted(now.items()) if had.get(story) != mark]
    for story in gone:
        filler.drop_story(story)
    for story, mark in come:
        filler.story(story, mark, store.ledger_rows(story))
    if not gone and not come:
        return Refreshed(decided)
    maker = Maker(db, seq, tell)
    maker.make(filler.events, filler.propositions)
    maker.parties(filler.parties)
    for story, _ in come:
        _story_row(db, story)
        for old, new in store.redirects(story).items():
            db.execute("INSERT OR REPLACE INTO redirects VALUES (?, ?, ?)", (story, old, new))
    return Refreshed(True, tuple(maker.changed()))


def _decisions(db: apsw.Connection, store: SqliteStore, stories: Sequence[str]) -> bool:
    """People's judgements and reviews, with their times, those undone too; whether they are others than before."""
    kept = [each for story in stories for each in store.judgements(story, undone=True)]
    reviews = [each for story in stories for each in store.reviews(story, undone=True)]
    mark = content_id("d", *(f"{j.id} {j.undone_at}" for j in kept), *(f"{r.id} {r.undone_at}" for r in reviews))
    if db.execute("SELECT value FROM meta WHERE key = 'decisions'").fetchone() == (mark,):
        return False
    db.execute("DELETE FROM judgements WHERE person = 1")
    db.executemany("INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)", map(_kept, kept))
    db.execute("DELETE FROM reviews")
    db.executemany("INSERT INTO reviews VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_reviewed, reviews))
    db.execute("INSERT OR REPLACE INTO meta VALUES ('decisions', ?)", (mark,))
    return True


def _kept(kept: KeptJudgement) -> tuple[Any, ...]:
    made = kept.judgement
    return (
        kept.id,
        kept.story,
        made.relation,
        made.verdict,
        made.left,
        made.right,
        made.score,
        write(made),
        kept.made_at,
        kept.undone_at,
    )


def _reviewed(kept: KeptReview) -> tuple[Any, ...]:
    made = kept.review
    return (
        kept.id,
        kept.story,
        made.action,
        made.target,
        made.maker,
        made.reason,
        made.status,
        told(made),
        json.dumps(made.positions),
        kept.made_at,
        kept.undone_at,
    )


def _story_row(db: apsw.Connection, story: str) -> None:
    def count(sql: str) -> Any:
        return rows(db, sql, (story,))[0]

    oldest, newest, reports = count(
        "SELECT min(nullif(day, '')), max(nullif(day, '')), count(*) FROM reports WHERE story = ?"
    )
    counted = "SELECT status, count(*) FROM propositions WHERE story = ? GROUP BY status ORDER BY status"
    standings = dict(rows(db, counted, (story,)))
    positions, unreviewed = count(
        "SELECT count(*), coalesce(sum(review = 'unreviewed'), 0) FROM positions WHERE story = ?"
    )
    row = StoryRow(
        story=story,
        reports=reports,
        events=count("SELECT count(*) FROM events WHERE story = ?")[0],
        propositions=sum(standings.values()),
        positions=positions,
        first=oldest,
        last=newest,
        standings=standings,
        review=ReviewCount(unreviewed, positions - unreviewed),
    )
    db.execute("UPDATE stories SET row = ? WHERE story = ?", (encode(row), story))
