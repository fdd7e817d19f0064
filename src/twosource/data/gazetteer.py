"""Places by name: a million names of towns, divisions, countries, waters and sites, read from one compiled file."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from twosource.data.gazetteer_build import Progress, ensure
from twosource.data.gazetteer_names import fold, sound, sounds_alike, without_article
from twosource.data.gazetteer_rows import ALIAS, CAPITALS, NAMED, PRECISION, STEM
from twosource.records import Place

__all__ = ["ALIAS", "CAPITALS", "NAMED", "SOUND", "STEM", "Candidate", "Gazetteer"]

SOUND = 4
"""A candidate found by ear only (see gazetteer_names.sound); the other ways are in gazetteer_rows."""
_MOST = 60
_KEPT = 60_000
_COLUMNS = "p.id, p.ref, p.name, p.lat, p.lon, p.kind, p.country, p.admin1, p.first, p.second, p.population"
_COLUMNS += ", p.radius, p.capital"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean, with what is needed to choose among namesakes."""

    place: Place
    id: int
    """Number of its row; `first` and `second` are those of the province and the district that it lies in."""
    population: int
    how: int
    first: int | None
    second: int | None
    capital: bool = False
    """Whether it is a country's capital."""

    def inside(self, other: Candidate) -> bool:
        """Whether this lies in the other: a town in its province, anything in its country."""
        if self.id == other.id:
            return False
        if other.place.kind == "country":
            return self.place.country == other.place.country
        return other.id in (self.first, self.second)


class Gazetteer:
    """Looks names up. Opens the compiled file read-only; building it first (once) takes some 15 seconds.

    Answers are cached in memory, 60,000 names at most. May be used after a fork and may be pickled.
    """

    def __init__(self, path: Path) -> None:
        """Takes a file made by gazetteer_build; see `open` for the usual way."""
        self.path = path
        self._db: sqlite3.Connection | None = None
        self._process = -1
        self._cache: dict[str, tuple[Candidate, ...]] = {}

    @classmethod
    def open(cls, progress: Progress | None = None) -> Gazetteer:
        """The gazetteer of this installation, compiled into the user's cache where that isn't done yet."""
        return cls(ensure(progress))

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return (Gazetteer, (self.path,))

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Places of that name, most populous first; names spelt by ear where no exact one is known; else ()."""
        return tuple(candidate.place for candidate in self.candidates(name) or self.by_ear(name))

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """The same with what choosing needs, by exact key only (case, accents, hyphens, dots folded)."""
        key = fold(name)
        return self.known((key,)).get(key, ())

    def known(self, keys: Iterable[str]) -> dict[str, tuple[Candidate, ...]]:
        """For each key (as made by `fold`) that is known: its candidates, most populous first, 60 at most."""
        found: dict[str, tuple[Candidate, ...]] = {}
        missing = []
        for key in dict.fromkeys(keys):
            kept = self._cache.get(key)
            if kept is None:
                missing.append(key)
            elif kept:
                found[key] = kept
        for at in range(0, len(missing), 400):
            found.update(self._read(missing[at : at + 400]))
        return found

    def by_ear(self, name: str) -> tuple[Candidate, ...]:
        """Candidates whose name is written otherwise but sounds the same, or lacks the article; () for short names."""
        key = "\0" + fold(name)
        kept = self._cache.get(key)
        if kept is None:
            heard = sound(name)
            kept = tuple(replace(c, how=SOUND) for c in self.candidates(without_article(key[1:])))
            kept = kept or (self._hear(*heard) if heard else ())
            self._keep(key, kept)
        return kept

    def row(self, number: int) -> Candidate:
        """The place of a row's number, such as a candidate's `first`. Raises KeyError where there is none."""
        key = f"\1{number}"
        kept = self._cache.get(key)
        if kept is None:
            rows = self._ask(f"SELECT {_COLUMNS} FROM place p WHERE p.id = ?", (number,))
            if not rows:
                raise KeyError(f"the gazetteer has no row {number}")
            kept = (_candidate(rows[0], NAMED),)
            self._keep(key, kept)
        return kept[0]

    def _hear(self, consonants: str, vowels: str) -> tuple[Candidate, ...]:
        rows = self._ask(
            f"SELECT {_COLUMNS}, s.vowels FROM sound s JOIN place p ON p.id = s.place WHERE s.consonants = ?",
            (consonants,),
        )
        alike = [_candidate(row[:-1], SOUND) for row in rows if sounds_alike(row[-1], vowels)]
        return tuple(sorted(alike, key=_rank)[:10])

    def _read(self, keys: list[str]) -> dict[str, tuple[Candidate, ...]]:
        marks = ",".join("?" * len(keys))
        rows = self._ask(
            f"SELECT n.key, n.how, {_COLUMNS} FROM name n JOIN place p ON p.id = n.place WHERE n.key IN ({marks})",
            tuple(keys),
        )
        grouped: dict[str, list[tuple[Any, ...]]] = {}
        for row in rows:
            grouped.setdefault(row[0], []).append(row)
        found = {}
        for key in keys:
            best = sorted(grouped.get(key, ()), key=lambda row: -row[12])[:_MOST]
            kept = tuple(sorted((_candidate(row[2:], row[1]) for row in best), key=_rank))
            self._keep(key, kept)
            if kept:
                found[key] = kept
        return found

    def _keep(self, key: str, found: tuple[Candidate, ...]) -> None:
        if len(self._cache) >= _KEPT:
            self._cache.clear()
        self._cache[key] = found

    def _ask(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """Runs a query; a connection is never carried over a fork, which SQLite forbids."""
        if self._db is None or self._process != os.getpid():
            address = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            self._db = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._process = os.getpid()
        return self._db.execute(query, values).fetchall()


def _rank(candidate: Candidate) -> tuple[int, int]:
    return (-candidate.population, candidate.id)


def _candidate(row: tuple[Any, ...], how: int) -> Candidate:
    number, ref, name, lat, lon, kind, country, admin1, first, second, population, radius, capital = row
    place = Place(
        name=name,
        lat=lat,
        lon=lon,
        precision=PRECISION[kind],
        radius_km=radius,
        country=country,
        admin1=admin1,
        ref=ref,
        kind=kind,
    )
    return Candidate(place, number, population, how, first, second, bool(capital))
