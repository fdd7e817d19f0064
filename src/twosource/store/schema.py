"""The tables of a ledger file, and opening one: ours, of a version that is known, or a clear error."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twosource.store.base import StoreError

APPLICATION = 0x54775372
"""SQLite's application_id of a ledger file ("TwSr"): tells it from any other SQLite file."""
VERSION = 3
"""SQLite's user_version: the tables below. A change to them raises it, and brings older files up to it here."""
WAIT = 30.0
"""Seconds to wait for another process that is writing."""

_TABLES = """
CREATE TABLE blobs (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
CREATE TABLE captures (
    sha256 TEXT NOT NULL REFERENCES blobs, address TEXT NOT NULL,
    captured TEXT NOT NULL, collector TEXT, media TEXT NOT NULL,
    PRIMARY KEY (sha256, address)
) STRICT;
CREATE TABLE reports (
    story TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (story, id, version)
) STRICT;
CREATE TABLE sightings (
    story TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL, address TEXT NOT NULL,
    PRIMARY KEY (story, id, version, sha256, address),
    FOREIGN KEY (story, id, version) REFERENCES reports,
    FOREIGN KEY (sha256, address) REFERENCES captures
) STRICT, WITHOUT ROWID;
CREATE TABLE readings (
    story TEXT NOT NULL, id TEXT NOT NULL, version TEXT NOT NULL, stages TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (story, id, version, stages),
    FOREIGN KEY (story, id, version) REFERENCES reports
) STRICT;
CREATE TABLE judgements (
    id TEXT PRIMARY KEY, story TEXT NOT NULL, record TEXT NOT NULL, made_at TEXT NOT NULL, undone_at TEXT
) STRICT;
CREATE TABLE ledgers (story TEXT PRIMARY KEY, made_from TEXT NOT NULL) STRICT;
CREATE TABLE ledger_rows (
    story TEXT NOT NULL REFERENCES ledgers, kind TEXT NOT NULL, n INTEGER NOT NULL, id TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (story, kind, n)
) STRICT;
CREATE TABLE redirects (story TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL, PRIMARY KEY (story, old)) STRICT;
CREATE TABLE issues (
    story TEXT NOT NULL, address TEXT NOT NULL, capture TEXT NOT NULL, record TEXT NOT NULL,
    PRIMARY KEY (story, address, capture, record)
) STRICT, WITHOUT ROWID;
"""
_SINCE = {
    2: """
CREATE TABLE reviews (
    id TEXT PRIMARY KEY, story TEXT NOT NULL, record TEXT NOT NULL, made_at TEXT NOT NULL, undone_at TEXT
) STRICT;
""",
    3: """
ALTER TABLE ledger_rows RENAME TO ledger_rows_2;
CREATE TABLE ledger_rows (
    story TEXT NOT NULL REFERENCES ledgers, kind TEXT NOT NULL, id TEXT NOT NULL, n INTEGER, record TEXT NOT NULL,
    cursor INTEGER NOT NULL,
    PRIMARY KEY (story, kind, id)
) STRICT;
INSERT OR IGNORE INTO ledger_rows SELECT story, kind, id, n, record, 0 FROM ledger_rows_2
    WHERE kind NOT IN ('reprints', 'judgements', 'issues');
DROP TABLE ledger_rows_2;
CREATE INDEX ledger_rows_touched ON ledger_rows (cursor);
ALTER TABLE ledgers ADD COLUMN cursor INTEGER NOT NULL DEFAULT 0;
UPDATE ledgers SET made_from = '';
CREATE TABLE gone (
    story TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, cursor INTEGER NOT NULL, PRIMARY KEY (story, kind, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE pending (story TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (story, id)) STRICT, WITHOUT ROWID;
INSERT INTO pending SELECT DISTINCT story, id FROM reports;
CREATE TABLE weaving_values (
    story TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (story, kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE weaving_members (
    story TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, member TEXT NOT NULL,
    PRIMARY KEY (story, kind, key, member)
) STRICT, WITHOUT ROWID;
""",
}
"""By version, what it added to the one before."""


def connect(path: Path | str, *, create: bool) -> sqlite3.Connection:
    """A connection to the ledger file at `path` (`:memory:` for none), its tables made where it is new.

    Raises StoreError where the file isn't there and `create` is false, can't be opened, isn't a ledger file, or
    was made by a newer Twosource.
    """
    name = str(path)
    if sqlite3.sqlite_version_info < (3, 37):
        raise StoreError(f"SQLite {sqlite3.sqlite_version} is too old: Python with SQLite 3.37 or newer is needed")
    if not create and name != ":memory:" and not Path(name).is_file():
        raise StoreError(f"{name}: there is no such ledger file: `twosource read` makes one, --db names another")
    with translated(name):
        connection = sqlite3.connect(name, timeout=WAIT, isolation_level=None)
        try:
            _set_up(connection, name)
        except BaseException:
            connection.close()
            raise
    return connection


def _set_up(connection: sqlite3.Connection, name: str) -> None:
    # A rollback journal, not WAL: SQLite 3.7.0 to 3.51.2 (Python 3.11 commonly brings 3.40) has a race that can
    # corrupt a file when a WAL is reset while another process writes. A ledger is written by one run at a time.
    mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    if mode not in ("delete", "memory"):
        raise StoreError(f"{name}: its journal is {mode!r} and can't be changed: close other programs that use it")
    # EXTRA is FULL, and the folder synced once the journal is gone: without it a power cut just after a commit can
    # bring the journal back, and with it the state before what was acknowledged.
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA foreign_keys = ON")
    if _number(connection, "application_id") != APPLICATION:
        with transaction(connection):
            if _number(connection, "application_id") != APPLICATION:  # another process may have been faster
                _create(connection, name)
    version = _number(connection, "user_version")
    if version > VERSION:
        raise StoreError(
            f"{name}: made by a newer Twosource (tables {version}, this one knows {VERSION}): upgrade Twosource"
        )
    if version < VERSION:
        with transaction(connection):
            _bring_up(connection)


def _create(connection: sqlite3.Connection, name: str) -> None:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables or _number(connection, "user_version") or _number(connection, "application_id"):
        raise StoreError(f"{name}: an SQLite file, but not a ledger of Twosource: name another with --db")
    for statement in _TABLES.split(";\n"):
        connection.execute(statement)
    connection.execute("PRAGMA user_version = 1")
    _bring_up(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")


def _bring_up(connection: sqlite3.Connection) -> None:
    """Adds what later versions of the tables have; nothing where another process was faster."""
    for version in range(_number(connection, "user_version") + 1, VERSION + 1):
        for statement in _SINCE[version].split(";\n"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {version}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside is kept once this is left, or none of it where it is left by an error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def translated(name: str) -> Iterator[None]:
    """SQLite's errors as StoreError with the file's name and a remedy."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(f"{name}: {error}: {_remedy(str(error))}") from error


def _remedy(message: str) -> str:
    if "locked" in message:
        return "another process is writing to it; wait for it, or end it"
    if "unable to open" in message:
        return "check that its folder exists and may be written to"
    if "not a database" in message:
        return "it is no SQLite file; name another with --db"
    if "full" in message:
        return "make room on the disk and run again; what was acknowledged is kept"
    if "readonly" in message:
        return "it can't be written to; check its permissions"
    return "check the file and the disk (sqlite3 FILE 'PRAGMA integrity_check')"
