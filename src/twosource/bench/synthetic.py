"""Invented reports with their readings, as many as asked: what the growth of weaving is measured on.

A world of invented towns, parties and outlets; things happen there day by day, several reports tell of each, some look
back on others, and some are copies. Every report can be made alone from its number: nothing is kept between them.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from twosource.records import Figure, Frame, Interval, PartyRef, Place, Position, Reading, Report, Span

STORY = "synthetic"
FIRST = date(2031, 1, 1)
_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "kr", "st", "tr")
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ou")
_KINDS = (
    # PLOVER type, mode, lemma, what is hit, weapon
    ("ASSAULT", "artillery", "shell", "depot", "artillery"),
    ("ASSAULT", "aerial", "strike", "market", "aircraft"),
    ("ASSAULT", "aerial", "strike", "refinery", "drone"),
    ("ASSAULT", None, "raid", "checkpoint", None),
    ("PROTEST", "demo", "protest", "square", None),
    ("COERCE", "arrest", "arrest", "office", None),
)


@dataclass(frozen=True, slots=True)
class World:
    """How many reports there are and how thick they lie."""

    reports: int
    days: int
    per_event: int = 8
    """Reports on one event, on average."""
    towns: int = 300
    parties: int = 60
    outlets: int = 150
    words: int = 4000
    seed: int = 0

    @property
    def events(self) -> int:
        """How many things happen."""
        return max(1, self.reports // self.per_event)


def longer(reports: int, per_day: int = 120) -> World:
    """A world in which more reports make a longer period."""
    return World(reports, max(1, reports // per_day))


def denser(reports: int) -> World:
    """A world of one week, in which more reports lie thicker."""
    return World(reports, 7)


@dataclass(frozen=True, slots=True)
class _Event:
    day: date
    town: int
    kind: int
    actor: int
    target: int
    words: tuple[int, ...]
    killed: int


def report(world: World, number: int) -> tuple[Report, Reading]:
    """The report of that number, from 0, with its reading. The same world and number give the same report."""
    chance = random.Random(f"{world.seed}/report/{number}")
    copied = chance.random() < 0.12 and number > 20
    source = number - chance.randrange(1, 20) if copied else number
    told = random.Random(f"{world.seed}/told/{source}")
    main = _event(world, _index(world, source, told, 3))
    past = _event(world, _index(world, source, told, 40))
    at = f"r-{number:06d}"
    published = main.day + timedelta(told.randrange(3) + copied)
    outlet = chance.randrange(world.outlets)
    text = _Text(world, at, published, f"{_name(world, 'outlet', outlet)} Post", told)
    text.headline(main)
    text.claim(main)
    text.toll(main)
    if told.random() < 0.5:
        text.denial(main)
    if told.random() < 0.4:
        text.claim(past, background=True)
    if told.random() < 0.3:
        text.doubt(main)
    return text.done()


def _index(world: World, number: int, chance: random.Random, reach: int) -> int:
    middle = number * world.events // world.reports
    return max(0, min(world.events - 1, middle + chance.randrange(-reach, reach + 1)))


def _event(world: World, number: int) -> _Event:
    chance = random.Random(f"{world.seed}/event/{number}")
    actor, target = chance.sample(range(world.parties), 2)
    return _Event(
        FIRST + timedelta(number * world.days // world.events),
        chance.randrange(world.towns),
        chance.randrange(len(_KINDS)),
        actor,
        target,
        tuple(int(world.words * chance.random() ** 2) for _ in range(5)),
        chance.randrange(1, 40),
    )


def _name(world: World, what: str, number: int) -> str:
    return _made_name(world.seed, what, number)


@lru_cache(maxsize=50_000)
def _made_name(seed: int, what: str, number: int) -> str:
    chance = random.Random(f"{seed}/{what}/{number}")
    syllables = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((2, 3, 3))))
    return ("".join(syllables) + chance.choice(("n", "r", "l", "st", ""))).capitalize()


def _town(world: World, number: int) -> Place:
    chance = random.Random(f"{world.seed}/at/{number}")
    lat, lon = round(44 + 8 * chance.random(), 3), round(20 + 14 * chance.random(), 3)
    return Place(_name(world, "town", number), lat, lon, 1, 4.0, "XX", f"Province {number % 12}", f"invented:{number}")


class _Text:
    """A report that grows sentence by sentence, and the positions in it."""

    def __init__(self, world: World, at: str, published: date, outlet: str, chance: random.Random) -> None:
        self._world, self._at, self._published, self._chance = world, at, published, chance
        self._publisher = outlet
        self._outlet = PartyRef(f"x/{outlet.lower().replace(' ', '-')}", outlet, "outlet")
        self._parts: list[str] = []
        self._length = 0
        self._positions: list[Position] = []

    def _army(self, number: int) -> PartyRef:
        name = f"{_name(self._world, 'party', number)} army"
        return PartyRef(f"x/{name.lower().replace(' ', '-')}", name, "military")

    def _spokesman(self, number: int) -> PartyRef:
        """A person by his full name or by the surname alone."""
        first, last = (_name(self._world, part, number) for part in ("first", "last"))
        name = f"{first} {last}" if self._chance.random() < 0.6 else last
        army = self._army(number)
        return PartyRef(f"x/{name.lower().replace(' ', '-')}", name, "person", None, army.id)

    def _say(
        self,
        before: str,
        content: str,
        after: str,
        frame: Frame,
        party: PartyRef,
        stance: str,
        *,
        source: str | None = None,
        headline: bool = False,
    ) -> None:
        start = self._length + len(before)
        span = Span(start, start + len(content))
        sentence = f"{before}{content}{after}"
        at = sentence.find(source) if source else -1
        said_by = Span(self._length + at, self._length + at + len(source)) if source and at >= 0 else None
        self._parts.append(sentence)
        self._length += len(sentence)
        self._positions.append(
            Position(STORY, self._at, "1", party, stance, span, said_by, None, frame, headline=headline)
        )

    def _around(self, words: Sequence[str]) -> str:
        """Words with others between them, as each reporter has their own."""
        own = (_name(self._world, "word", self._chance.randrange(self._world.words)).lower() for _ in words)
        return " ".join(f"{word} {other}" for word, other in zip(words, own, strict=True))

    def _frame(self, event: _Event, aspect: str, *more: str, **facts: object) -> Frame:
        type_, mode, lemma, thing, weapon = _KINDS[event.kind]
        town = _town(self._world, event.town)
        own = [_name(self._world, "word", n).lower() for n in event.words]
        lemmas = (lemma, thing, town.name.lower(), *self._chance.sample(own, 3), *more)
        given: dict[str, object] = {
            "mode": mode,
            "lemmas": lemmas,
            "weapons": (weapon,) if weapon else (),
            "time": Interval(event.day, event.day, 1) if self._chance.random() < 0.6 else None,
            "place": town,
            "actors": (self._army(event.actor),),
            "targets": (self._army(event.target),),
            **facts,
        }
        return Frame(aspect, type_, **given)  # type: ignore[arg-type]

    def headline(self, event: _Event) -> None:
        frame = self._frame(event, "occurrence")
        self._say("", self._around(frame.lemmas).capitalize(), "\n\n", frame, self._outlet, "asserts", headline=True)

    def claim(self, event: _Event, *, background: bool = False) -> None:
        frame = self._frame(event, "responsibility" if self._chance.random() < 0.4 else "occurrence")
        who = self._spokesman(event.target)
        day = f" on {event.day:%A}" if not background else " some days before"
        content = f"the {self._army(event.actor).name} had hit {self._around(frame.lemmas[1:])}{day}"
        self._say(f"{who.name} said that ", content, ". ", frame, who, "asserts", source=who.name)

    def toll(self, event: _Event) -> None:
        killed = event.killed + self._chance.choice((0, 0, 0, 2))
        figure = Figure(killed, killed, "killed", str(killed))
        frame = self._frame(event, "toll", "kill", figure=figure, anaphoric=True, time=None)
        who = self._spokesman(event.target)
        content = f"{killed} people died near {self._around(frame.lemmas[1:4])}"
        self._say("At least ", content, f", {who.name} added. ", frame, who, "asserts", source=who.name)

    def denial(self, event: _Event) -> None:
        frame = self._frame(event, "responsibility", "responsibility", time=None)
        who = self._army(event.actor)
        content = f"any part in it near {self._around(frame.lemmas[1:5])}"
        self._say(f"The {who.name} denied ", content, ". ", frame, who, "denies", source=who.name)

    def doubt(self, event: _Event) -> None:
        frame = self._frame(event, "occurrence", time=None, anaphoric=True)
        content = f"{self._around(frame.lemmas[1:4])}"
        self._say(f"{self._publisher} could not verify ", content, ".", frame, self._outlet, "unverified")

    def done(self) -> tuple[Report, Reading]:
        text = "".join(self._parts)
        told = Report(self._at, "1", STORY, text, None, self._publisher, self._published.isoformat())
        return told, Reading(STORY, self._at, "1", positions=tuple(self._positions))
