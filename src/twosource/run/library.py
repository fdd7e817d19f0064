"""The library's front door: reports in, a ledger out, in one call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path

from twosource.intake import Options
from twosource.intake.options import DEFAULT_STORY
from twosource.records import Ledger
from twosource.run import pipeline
from twosource.store import SqliteStore

PathName = str | PathLike[str]


def read(
    paths: PathName | Sequence[PathName],
    *,
    db: PathName | None = None,
    story: str = DEFAULT_STORY,
    published: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    collector: str | None = None,
) -> Ledger:
    """Reads a file, a folder or several of them and gives the story's ledger.

    With `db` the reports are kept in that file, beside what was read into it before; without, in memory only. The
    other options say of the inputs what they don't say themselves, as `twosource read` has them. What could not be
    read is in the ledger's `issues`; nothing is raised for it.

    Raises ValueError on an option that can't be used, StoreError where the file can't, and OSError with the remedy
    where the English model isn't installed.
    """
    options = Options(
        captured=datetime.now(UTC).isoformat(timespec="seconds"),
        story=story,
        published=published,
        publisher=publisher,
        url=url,
        collector=collector,
    )
    with SqliteStore(Path(db) if db is not None else ":memory:") as store:
        given = [paths] if isinstance(paths, str | PathLike) else paths
        pipeline.read(map(Path, given), store=store, options=options)
        return pipeline.ledger_of(store, story)
