"""Threads in units that are grouped each for itself: bounded, and the same in whatever order the threads came.

Two threads are near where they are compared and score as one event would. Near threads, and what is near to those,
make a unit. Where that is a crowd of more than UNIT, its members must be nearer: the score asked for rises, then days,
place and kind must be the same, then (where nothing tells a crowd apart) threads are dealt out by a hash of their keys.
Each level keeps some of the ties of the level before, so a thread is in exactly one unit: the first level's at which
those that hang together with it are no more than UNIT.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from twosource.weaving.answers import answers
from twosource.weaving.blocks import Blocks, Shelves, Signs, signs
from twosource.weaving.event_score import LinkWeights, event_fit
from twosource.weaving.similarity import cosine
from twosource.weaving.sketch import Sketch
from twosource.weaving.tables import Table

ANSWER = 0.3
"""What a telling that answers another scores above the joining score at least."""
UNIT = 128
"""Threads in a unit at most."""
RISES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
"""What a tie must score above the joining score, level by level."""
Near = Mapping[str, int]
"""The threads near to one, each with the last level at which the two are still tied."""
_Units = dict[str, tuple[str, ...]]


def fit(a: Sketch, b: Sketch, w: LinkWeights) -> float:
    """The score of two threads, the same in either order."""
    if b.key < a.key:
        a, b = b, a
    score = event_fit(a, b, cosine(a.vector, b.vector))
    return max(score, w.join + ANSWER) if answers(a, b) else score


def level(a: Signs, b: Signs, score: float, w: LinkWeights) -> int:
    """The last level at which two threads are tied, by their signs and score; -1 where they are near at none."""
    reached = -1
    for rise in RISES:
        if score < w.join + rise:
            return reached
        reached += 1
    where = ((a.day, b.day), (a.home, b.home), (a.kind, b.kind))
    for mine, theirs in chain(where, zip(a.bits, b.bits, strict=True)):
        if mine != theirs:
            return reached
        reached += 1
    return reached


@dataclass(slots=True)
class Kept:
    """The tables of threads, by thread key."""

    sketches: Table[Sketch] = field(default_factory=dict)
    near: Table[Near] = field(default_factory=dict)
    blocks: Shelves = field(default_factory=Shelves)
    unit_of: Table[str] = field(default_factory=dict)
    """The unit's name: its smallest thread."""
    units: Table[tuple[str, ...]] = field(default_factory=dict)
    """By its name, its threads, sorted."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Units by name, with their threads: those that are gone or changed, and those that took their place."""

    gone: Mapping[str, tuple[str, ...]]
    come: Mapping[str, tuple[str, ...]]
    scores: Mapping[str, Mapping[str, float]]
    """What the pairs came to that were found tied just now: by the smaller key, then by the other."""


def update(kept: Kept, gone: Iterable[str], come: Iterable[Sketch], weights: LinkWeights) -> Changed:
    """Takes threads out and puts threads in, and brings nearness and units up to date.

    A thread that changed is in both. What comes out depends on the threads that there are now, not on how they came.
    """
    scores: dict[str, dict[str, float]] = {}
    touched = _relink(kept, gone, come, weights, scores)
    before, now = _regroup(kept, touched)
    return Changed(before, now, scores)


def _relink(
    kept: Kept, gone: Iterable[str], come: Iterable[Sketch], w: LinkWeights, scores: dict[str, dict[str, float]]
) -> set[str]:
    """The threads whose ties may have changed, the gone ones among them; `scores` takes what tied pairs come to."""
    known: dict[str, Signs] = {}

    def signs_of(key: str) -> Signs:
        if key not in known:
            known[key] = signs(kept.sketches[key])
        return known[key]

    blocks = Blocks(kept.blocks, signs_of)
    touched: set[str] = set()
    restored: set[str] = set()
    near: dict[str, dict[str, int]] = {}

    def ties(key: str) -> dict[str, int]:
        if key not in near:
            near[key] = dict(kept.near.get(key) or {})
        return near[key]

    def untie(a: str, b: str) -> None:
        if ties(a).pop(b, None) is not None:
            touched.add(a)

    for key in sorted(gone):
        restored |= blocks.remove(key)
        for other in list(ties(key)):
            untie(other, key)
        near[key] = {}
        touched.add(key)
        kept.sketches.pop(key)
        known.pop(key, None)
    new = sorted(come, key=lambda sketch: sketch.key)
    for one in new:
        kept.sketches[one.key] = one
    thinned = blocks.add(one.key for one in new)
    fresh = {one.key for one in new}
    touched |= fresh
    asked = fresh | {key for key in restored if key in kept.sketches}

    def around(key: str) -> tuple[str, str, int, str]:
        own = signs_of(key)
        return own.home, own.kind, own.day or 0, key

    for key in sorted(asked, key=around):  # like beside like: what is compared is still in the processor's cache
        one = kept.sketches[key]
        for other in blocks.candidates(key):
            if other in asked and other < key:
                continue  # asked the other way round
            two = kept.sketches[other]
            score = fit(one, two, w)
            if score < w.join:
                continue
            scores.setdefault(min(key, other), {})[max(key, other)] = score
            reached = level(signs_of(key), signs_of(other), score, w)
            if ties(key).get(other) != reached:
                ties(key)[other] = ties(other)[key] = reached
                touched |= {key, other}
    for key in sorted(thinned):
        if key in kept.sketches:
            for other in blocks.beyond(key, list(ties(key))):
                untie(key, other)
                untie(other, key)
    for key, found in near.items():
        if found:
            kept.near[key] = found
        else:
            kept.near.pop(key, None)
    return touched


def _regroup(kept: Kept, touched: Iterable[str]) -> tuple[_Units, _Units]:
    """The units that are gone and those that came. Only such as hold or held a touched thread can have changed: ties
    and crowds of others are as before.
    """
    before: dict[str, tuple[str, ...]] = {}
    now: dict[str, tuple[str, ...]] = {}
    placed: set[str] = set()

    def place(key: str) -> None:
        if key not in placed and key in kept.sketches:
            unit = _unit(kept, key)
            now[unit[0]] = unit
            placed.update(unit)

    for key in sorted(touched):
        name = kept.unit_of.get(key)
        if name is not None:
            before[name] = kept.units[name]
        place(key)
    for unit in list(now.values()):
        for key in unit:
            name = kept.unit_of.get(key)
            if name is not None and name not in before:
                before[name] = kept.units[name]
    for unit in before.values():
        for key in unit:
            place(key)
    gone = {name: unit for name, unit in before.items() if now.get(name) != unit}
    come = {name: unit for name, unit in now.items() if before.get(name) != unit}
    for name, unit in gone.items():
        kept.units.pop(name)
        for key in unit:
            kept.unit_of.pop(key)
    for name, unit in come.items():
        kept.units[name] = unit
        for key in unit:
            kept.unit_of[key] = name
    return gone, come


def _unit(kept: Kept, start: str) -> tuple[str, ...]:
    asked = 0
    while True:
        found = _reach(kept, start, asked)
        if found is not None:
            return found
        asked += 1


def _reach(kept: Kept, start: str, asked: int) -> tuple[str, ...] | None:
    """All that hang together with a thread by ties of that level; None where they are more than UNIT."""
    found = {start}
    ahead = [start]
    while ahead:
        for other, reached in (kept.near.get(ahead.pop()) or {}).items():
            if reached >= asked and other not in found:
                if len(found) == UNIT:
                    return None
                found.add(other)
                ahead.append(other)
    return tuple(sorted(found))
