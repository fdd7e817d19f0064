"""A thread in brief: what other reports' threads are compared with, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern
from typing import TypeVar

from twosource.records import Interval, Place
from twosource.weaving.similarity import weigh
from twosource.weaving.threads import Item, Thread

T = TypeVar("T")
MENTIONS = 6
"""Times and places of a thread that are compared at most."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """One report's thread as weaving across reports sees it. Equal sketches are one in every score."""

    key: str
    """Names the thread across the story, and orders it: its report's id, then its number in that report."""
    document: str
    main: bool
    answers: bool
    """Whether it opens its report with an admission, a denial or a retraction."""
    published: date | None
    time: Interval | None
    span: Interval | None
    """Its time: as said, else for a report's main event the days before publication."""
    place: Place | None
    kind: str | None
    families: Mapping[str, int]
    deeds: Mapping[str, int]
    weapons: frozenset[str]
    actors: frozenset[str]
    captured: Place | None
    times: tuple[Interval, ...]
    """Every time that it names, in order, MENTIONS at most; so the places."""
    places: tuple[Place, ...]
    targets: frozenset[str]
    sites: frozenset[str]
    tolls: frozenset[tuple[str, int]]
    """Unit and lower bound of its figures."""
    marks: frozenset[str]
    """How words set it apart from the event that its report has at hand: `before` it, `after` it (`kinds_of`)."""
    size: int
    """Its positions."""
    vector: Mapping[str, float]
    """Its lemmas' weights, of length 1."""

    @property
    def when(self) -> date | None:
        """The day by which it is looked for: the first of its time, else its report's."""
        return self.span.start if self.span is not None else self.published


def thread_key(document: str, number: int) -> str:
    """The key of a report's thread: keys sort by report, then by number."""
    return f"{document}\x1f{number:04d}"


def document_of(key: str) -> str:
    """The report of a thread, by its key."""
    return key.rpartition("\x1f")[0]


def sketch(thread: Thread, number: int) -> Sketch:
    """The thread in brief; `number` is its ordinal in its report."""
    document = thread.items[0].position.document
    frames = [item.position.frame for item in thread.items]
    return Sketch(
        key=thread_key(document, number),
        document=document,
        main=thread.main,
        answers=thread.main and thread.answers,
        published=thread.published,
        time=_shared(thread.time),
        span=None if thread.main and thread.answers and thread.time is None else _shared(thread.span),
        place=_shared(thread.place),
        kind=thread.kind,
        families=_counted(tuple(sorted(thread.families.items()))),
        deeds=_counted(tuple(sorted(thread.deeds.items()))),
        weapons=_shared(frozenset(map(intern, thread.weapons))),
        actors=_shared(frozenset(map(intern, thread.actors))),
        captured=_shared(thread.captured),
        times=tuple(dict.fromkeys(_shared(f.time) for f in frames if f.time is not None))[:MENTIONS],
        places=tuple(dict.fromkeys(_shared(f.place) for f in frames if f.place is not None and not f.anaphoric))[
            :MENTIONS
        ],
        targets=_shared(frozenset(map(intern, thread.targets))),
        sites=_shared(frozenset(thread.sites)),
        tolls=frozenset((unit, low) for unit, low in thread.figures if low),
        marks=_shared(frozenset(thread.marks)),
        size=len(thread.items),
        vector={intern(lemma): weight for lemma, weight in weigh(thread.lemmas, thread.names).items()},
    )


@lru_cache(maxsize=65536)
def _shared(value: T) -> T:
    """One and the same for all that are equal: a story names a place, a day or a party again and again. What threads
    are compared by is then found in the processor's cache.
    """
    return value


@lru_cache(maxsize=65536)
def _counted(counts: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    return dict(counts)


def sketches(threads: Sequence[Thread]) -> tuple[tuple[Sketch, tuple[Item, ...]], ...]:
    """One report's threads in brief, each with its items, in the report's order."""
    return tuple((sketch(thread, n), tuple(thread.items)) for n, thread in enumerate(threads))
