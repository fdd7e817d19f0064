"""The server's own: the ledger file, its shelf, and what the operator allows; keeps the shelf up to the file."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from twosource.faces.api.fill import Tell
from twosource.faces.api.shapes import StandingChange
from twosource.faces.api.shelf import Refreshed, Shelf, silent
from twosource.faces.api.tables import shelf_path
from twosource.records import Report
from twosource.run.pipeline import ledger_of
from twosource.run.reader import Reader, default_reader
from twosource.store import SqliteStore, StoreError

T = TypeVar("T")
LOOK = 1.0
"""Seconds between looks at the ledger file."""


class Desk:
    """What every route works with. Close it when done."""

    def __init__(
        self,
        db: Path,
        *,
        full_text: bool = False,
        own: Sequence[str] = (),
        tiles: str | None = None,
        shelf: Path | None = None,
    ) -> None:
        self.db = db
        self.full_text = full_text
        self.own = tuple(own)
        self.tiles = tiles
        self.shelf = Shelf(shelf or shelf_path(db))
        self.writing = threading.Lock()
        """Held by the one write that is under way."""
        self._seen: tuple[int, int] | None = None
        self._done = threading.Event()
        self._watcher: threading.Thread | None = None

    @contextmanager
    def store(self) -> Iterator[SqliteStore]:
        """The ledger file, for one piece of work in one thread."""
        with SqliteStore(self.db, create=False) as store:
            yield store

    def whole(self, report: Report) -> bool:
        """Whether a report may be shown whole: the operator says so, or it is the user's own."""
        return self.full_text or (report.publisher is not None and report.publisher in self.own)

    @cached_property
    def reader(self) -> Reader:
        """The reader that ships, loaded when the first decision asks for it."""
        return default_reader()

    def change(self, story: str, work: Callable[[SqliteStore], T]) -> tuple[T, tuple[StandingChange, ...]]:
        """Does a piece of writing, weaves the story anew, and brings the shelf up; what came of it."""
        with self.writing, self.store() as store:
            done = work(store)
            ledger_of(store, story, reader=self.reader)
            return done, self.shelf.refresh(store).standings

    def refresh(self, tell: Tell = silent) -> Refreshed:
        """Brings the shelf up to the ledger file; what changed."""
        with self.store() as store:
            return self.shelf.refresh(store, tell)

    def watch(self) -> None:
        """Looks at the ledger file every LOOK seconds, from now on, in a thread."""
        self._seen = self._stamp()
        self._watcher = threading.Thread(target=self._look, name="shelf", daemon=True)
        self._watcher.start()

    def _look(self) -> None:
        while not self._done.wait(LOOK):
            stamp = self._stamp()
            if stamp is not None and stamp != self._seen:
                try:
                    self.refresh()
                except StoreError:
                    continue  # somebody is writing for long: looked at again
                self._seen = stamp

    def _stamp(self) -> tuple[int, int] | None:
        try:
            found = self.db.stat()
        except FileNotFoundError:
            return None
        return (found.st_mtime_ns, found.st_size)

    def close(self) -> None:
        """Stops watching and lets go of the shelf."""
        self._done.set()
        if self._watcher is not None:
            self._watcher.join()
        self.shelf.close()
