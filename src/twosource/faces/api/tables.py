"""The shelf: a ledger's rows laid out for reading by many at once, in an SQLite file of their own.

The ledger file has a rollback journal: whoever writes to it stops its readers for as long as the disk takes. The
API reads beside that from here, a file that can be thrown away and is made anew. It is opened through apsw alone,
whose SQLite has no race in its write-ahead log, and the ledger file through the standard library alone: two copies
of SQLite in one process must never open one file, since closing it in one drops the locks of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import apsw

VERSION = 5
"""Of the tables and of how rows are made: a shelf of another version is thrown away."""
WAIT_MS = 10_000
FILLING_KB = 262_144
"""Of pages that filling may hold before it writes them out, unfinished: from there each is read back by a call."""

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE stories (story TEXT PRIMARY KEY, made_from TEXT NOT NULL, row TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE redirects (story TEXT NOT NULL, old TEXT PRIMARY KEY, new TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- what was there and isn't; seq, here and below, is the generation of the shelf in which a row became what it is
CREATE TABLE gone (
    kind TEXT NOT NULL, id TEXT NOT NULL, story TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX gone_seq ON gone (seq, kind, id);

-- what the ledger says, row by row, as it is kept there
CREATE TABLE kept (
    n INTEGER PRIMARY KEY, story TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, parent TEXT, record TEXT NOT NULL,
    seq INTEGER NOT NULL, UNIQUE (story, kind, id)
) STRICT;
CREATE INDEX kept_seq ON kept (kind, seq, id);
CREATE INDEX kept_parent ON kept (kind, parent, id);
CREATE INDEX kept_id ON kept (kind, id);

-- an event in a few columns to filter and sort by, and apart from them the rows as they are answered
CREATE TABLE events (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, story TEXT NOT NULL, type TEXT,
    first TEXT, last TEXT, up TEXT NOT NULL, down TEXT NOT NULL,
    lat REAL, lon REAL, headline TEXT, reports INTEGER NOT NULL, positions INTEGER NOT NULL,
    at_least INTEGER NOT NULL, unreviewed INTEGER NOT NULL, seq INTEGER NOT NULL
) STRICT;
CREATE INDEX events_seq ON events (seq, id);
CREATE INDEX events_up ON events (up, id);
CREATE INDEX events_down ON events (down, id);
CREATE INDEX events_story ON events (story, up, id);
CREATE INDEX events_reports ON events (reports, id);
CREATE INDEX events_origins ON events (at_least, id);
CREATE INDEX events_positions ON events (positions, id);
CREATE TABLE event_rows (n INTEGER PRIMARY KEY, row TEXT NOT NULL) STRICT;
CREATE TABLE tags (tag TEXT NOT NULL, value TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (tag, value, n))
    STRICT, WITHOUT ROWID;
CREATE INDEX tags_n ON tags (n, tag, value);
CREATE VIRTUAL TABLE geo USING rtree (n, west, east, south, north);
-- of events longer than a day: from when to when, as days since the year 1
CREATE VIRTUAL TABLE spans USING rtree_i32 (n, first, last);

CREATE TABLE propositions (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, story TEXT NOT NULL, event TEXT NOT NULL, aspect TEXT NOT NULL,
    status TEXT, unreviewed INTEGER NOT NULL, row TEXT NOT NULL, seq INTEGER NOT NULL
) STRICT;
CREATE INDEX propositions_seq ON propositions (seq, id);
CREATE INDEX propositions_event ON propositions (event, id);
CREATE INDEX propositions_story ON propositions (story, id);

CREATE TABLE positions (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, story TEXT NOT NULL, event TEXT NOT NULL,
    proposition TEXT NOT NULL, report TEXT NOT NULL, party TEXT NOT NULL, stance TEXT NOT NULL, review TEXT NOT NULL,
    confidence REAL NOT NULL, start INTEGER NOT NULL
) STRICT;
CREATE INDEX positions_event ON positions (event, id);
CREATE INDEX positions_proposition ON positions (proposition, id);
CREATE INDEX positions_report ON positions (report, start, id);
CREATE INDEX positions_party ON positions (party, id);
CREATE INDEX positions_story ON positions (story, id);
CREATE INDEX positions_unsure ON positions (review, confidence, id);

CREATE TABLE reports (
    n INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, story TEXT NOT NULL, document TEXT NOT NULL, day TEXT NOT NULL,
    publisher TEXT
) STRICT;
CREATE INDEX reports_day ON reports (day, key);
CREATE INDEX reports_story ON reports (story, day, key);

CREATE TABLE copies (story TEXT NOT NULL, report TEXT NOT NULL, of TEXT NOT NULL, share REAL NOT NULL,
    PRIMARY KEY (report, of)) STRICT, WITHOUT ROWID;
CREATE INDEX copies_of ON copies (of, report);

CREATE TABLE parties (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, positions INTEGER NOT NULL, row TEXT NOT NULL
) STRICT;
CREATE INDEX parties_positions ON parties (positions, id);

CREATE TABLE pointing (position TEXT NOT NULL, evidence TEXT NOT NULL, PRIMARY KEY (position, evidence))
    STRICT, WITHOUT ROWID;
CREATE INDEX pointing_evidence ON pointing (evidence);

CREATE TABLE judgements (
    id TEXT PRIMARY KEY, story TEXT NOT NULL, relation TEXT NOT NULL, verdict TEXT NOT NULL, left TEXT NOT NULL,
    right TEXT NOT NULL, person INTEGER NOT NULL, score REAL NOT NULL, record TEXT NOT NULL, made_at TEXT,
    undone_at TEXT
) STRICT;
CREATE INDEX judgements_left ON judgements (left);
CREATE INDEX judgements_right ON judgements (right);
CREATE INDEX judgements_story ON judgements (story, person, id);
CREATE INDEX judgements_unsure ON judgements (verdict, score, id);

CREATE TABLE reviews (
    n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, story TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL,
    maker TEXT NOT NULL, reason TEXT NOT NULL, status TEXT, change TEXT NOT NULL, positions TEXT NOT NULL,
    made_at TEXT NOT NULL, undone_at TEXT
) STRICT;
CREATE INDEX reviews_target ON reviews (target);

CREATE VIRTUAL TABLE report_words USING fts5 (title, body, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE proposition_words USING fts5 (body, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE event_words USING fts5 (body, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE party_words USING fts5 (body, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2');
"""


def shelf_path(db: Path) -> Path:
    """Where the shelf of a ledger file lies: beside it."""
    return db.with_name(db.name + "-shelf")


def connect(path: Path) -> apsw.Connection:
    """A connection to the shelf at `path`, made where it isn't there or is of another version."""
    connection = _opened(path)
    if _version(connection) == VERSION:
        return connection
    connection.close()
    for each in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
        with suppress(FileNotFoundError):
            each.unlink()
    connection = _opened(path)
    with connection:
        connection.execute(_TABLES)
        connection.execute("INSERT INTO meta VALUES ('born', lower(hex(randomblob(4)))), ('generation', '0')")
        connection.execute(f"PRAGMA user_version = {VERSION}")
    return connection


def _opened(path: Path) -> apsw.Connection:
    connection = apsw.Connection(str(path))
    connection.set_busy_timeout(WAIT_MS)
    connection.execute("PRAGMA journal_mode = WAL")
    # nothing is lost with it that can't be made again
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA temp_store = MEMORY")
    # one copy of the file in memory for all connections
    connection.execute("PRAGMA mmap_size = 4294967296")
    connection.execute("PRAGMA cache_size = -8192")
    return connection


def _version(connection: apsw.Connection) -> int:
    try:
        return int(rows(connection, "PRAGMA user_version")[0][0])
    except apsw.NotADBError:
        return -1


def rows(connection: apsw.Connection, sql: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows of a statement."""
    return connection.execute(sql, tuple(given)).fetchall()


def first(connection: apsw.Connection, sql: str, given: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """A statement's first row; None where it has none."""
    return connection.execute(sql, tuple(given)).fetchone()
