"""One report's positions as threads: what it tells of each event, before reports are compared.

A report has a main event, told in its headline and lead, and background. What points back ("the attack") or names no
time, place or kind of its own goes on with the thread it stands in; another time, a far place or another kind of
happening opens a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

from twosource.language.en.events import lexicon
from twosource.records import Frame, Interval, Place, Position
from twosource.weaving.deeds import deeds_of, family_of, sites_of
from twosource.weaving.similarity import place_fit

_ANSWERS = frozenset({"confirms", "denies", "retracts"})
_MARKS = {"earlier": "before", "often": "before", "again": "after", "answer": "after", "beside": "after"}
NEWS_DAYS = 3
"""An undated main event is taken to lie within so many days before its report."""
_CLASSES = {
    "ASSAULT": "violence",
    "COERCE": "force",
    "MOBILIZE": "force",
    "RETREAT": "retreat",
    "CONSULT": "talk",
    "AGREE": "peace",
    "REQUEST": "peace",
    "COOPERATE": "talk",
    "CONCEDE": "peace",
    "AID": "aid",
    "PROTEST": "protest",
    "SANCTION": "sanction",
}


@dataclass(frozen=True)  # no slots: the order, asked for again and again, is kept once made
class Item:
    """A position as weaving sees it."""

    position: Position
    published: date | None
    publisher: str
    sentence: int
    """Ordinal in its report; positions of one sentence share what is said of time and place."""
    paragraph: int
    party: str
    """The party's id across reports."""
    roots: tuple[str, ...] = ()
    """Ids that the frame's actors come down to across reports (the state behind its army), in the frame's order."""
    leads: bool = False
    """Whether it comes first in its report."""

    @cached_property
    def order(self) -> tuple[str, str, int, int, str]:
        """By publication, report and place in it: the earliest names an event."""
        content = self.position.content
        day = self.published.isoformat() if self.published else "9999"
        return (day, self.position.document, content.start, content.end, self.position.id)


@dataclass(frozen=True, slots=True)
class Facts:
    """An item and what its frame comes to: looked up once, compared with every thread of its report."""

    item: Item
    frame: Frame
    kind: str | None
    family: str | None
    families: Mapping[str, int]
    """The family, as a thread counts them."""
    deeds: frozenset[str]
    sites: frozenset[str]
    names: frozenset[str]
    marks: frozenset[str]
    doers: frozenset[str]
    targets: frozenset[str]
    taken: Place | None
    """The place that it says was taken."""
    says_where: bool
    """Whether its own words hold a word of its place's name."""


@dataclass(slots=True)
class Thread:
    """Positions of one report on one event, and what they say of it together; grows while its report is read."""

    main: bool
    published: date | None
    items: list[Item] = field(default_factory=list)
    time: Interval | None = None
    place: Place | None = None
    kinds: Counter[str] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    lemmas: Counter[str] = field(default_factory=Counter)
    weapons: Counter[str] = field(default_factory=Counter)
    deeds: Counter[str] = field(default_factory=Counter)
    actors: Counter[str] = field(default_factory=Counter)
    names: set[str] = field(default_factory=set)
    """Words of the places and parties that it names."""
    sites: Counter[str] = field(default_factory=Counter)
    marks: Counter[str] = field(default_factory=Counter)
    """How many of its positions set their deed apart, by how: see `kinds_of`."""
    times: set[Interval] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    figures: set[tuple[str, int | None]] = field(default_factory=set)
    """Unit and lower bound of the figures that it gives."""
    captured: Place | None = None
    """Set for the taking of a place: each place taken is an event of its own."""

    @property
    def kind(self) -> str | None:
        """Its commonest class of happening."""
        return min(self.kinds, key=lambda name: (-self.kinds[name], name)) if self.kinds else None

    @property
    def span(self) -> Interval | None:
        """Its time: as said, else for a report's main event the days before publication."""
        if self.time is not None:
            return self.time
        return news_time(self.published) if self.main else None

    @property
    def answers(self) -> bool:
        """Whether it takes up what was told before, however long ago: its first words admit, deny or take back."""
        return bool(self.items) and self.items[0].position.stance in _ANSWERS

    def add(self, facts: Facts) -> None:
        """Takes an item in; the first time and the most exact place said hold."""
        item, frame = facts.item, facts.frame
        self.items.append(item)
        if frame.time is not None and (self.time is None or frame.time.precision < self.time.precision):
            self.time = frame.time
        if frame.place is not None and not frame.anaphoric and (self.place is None or _finer(frame.place, self.place)):
            self.place = frame.place
        if facts.kind is not None:
            self.kinds[facts.kind] += 1
        self.families.update(facts.families)
        self.lemmas.update(frame.lemmas)
        self.weapons.update(frame.weapons)
        self.deeds.update(facts.deeds)
        self.actors.update(facts.doers)
        self.names.update(facts.names)
        self.sites.update(facts.sites)
        self.marks.update(facts.marks)
        self.targets.update(facts.targets)
        if frame.time is not None:
            self.times.add(frame.time)
        self.parties.add(item.party)
        if frame.figure is not None:
            self.figures.add((frame.figure.unit, frame.figure.low))


def facts_of(item: Item) -> Facts:
    """What an item's frame comes to."""
    frame = item.position.frame
    family, place = family_of(frame), frame.place
    return Facts(
        item=item,
        frame=frame,
        kind=kind_of(item),
        family=family,
        families={family: 1} if family else {},
        deeds=deeds_of(frame),
        sites=sites_of(frame),
        names=names_of(item),
        marks=kinds_of(frame.marks),
        doers=frozenset(item.roots),
        targets=frozenset(ref.id for ref in frame.targets),
        taken=taken(item),
        says_where=place is not None and not set(place.name.casefold().split()).isdisjoint(frame.lemmas),
    )


def kinds_of(marks: Collection[str]) -> frozenset[str]:
    """What marks come to: a deed of `before`, or one that came `after` the one at hand."""
    return frozenset(_MARKS[mark] for mark in marks)


def names_of(item: Item) -> frozenset[str]:
    """Words of the places and parties that an item names, in lower case, as lemmas have them."""
    frame = item.position.frame
    place = (frame.place.name, frame.place.admin1 or "") if frame.place is not None else ()
    parties = (ref.name for ref in (item.position.party, *frame.actors, *frame.targets))
    return frozenset(word for name in (*place, *parties) for word in name.casefold().replace("-", " ").split())


@lru_cache(maxsize=4096)
def news_time(published: date | None) -> Interval | None:
    """The days in which what a report tells as news lies: its day and the NEWS_DAYS before."""
    if published is None:
        return None
    return Interval(published - timedelta(NEWS_DAYS), published, 2)


def _finer(place: Place, than: Place) -> bool:
    return place.precision < than.precision and place_fit(place, than) > 0


def kind_of(item: Item) -> str | None:
    """The class of happening that an item's own words name; None for words of accusing, which name no other event."""
    frame = item.position.frame
    if frame.type == "RETREAT" and frame.mode == "ceasefire":
        return "peace"  # a truce is told of with the talks and votes that made it
    if frame.mode == "investigate" and frame.aspect == "occurrence":
        return "inquiry"
    return _CLASSES.get(frame.type) if frame.type else None


def points_back(item: Item) -> bool:
    """Whether an item takes a stance on what others told, without saying it again: "denied these allegations"."""
    frame = item.position.frame
    told = set(frame.lemmas) & lexicon().among("telling")
    return (
        item.position.stance in {"denies", "unverified"} and bool(told) and not frame.weapons and len(frame.lemmas) < 4
    )


def antecedent(item: Item, told: Sequence[Item]) -> Item | None:
    """What "the account" means: the last charge, else the last thing, that another party told before in that report."""
    p = item.position
    before = [
        i
        for i in told
        if i.position.document == p.document and i.position.content.start < p.content.start and i.party != item.party
    ]
    charges = [i for i in before if i.position.frame.aspect == "responsibility" and i.position.stance != "denies"]
    named = [i for i in charges if i.roots]
    own = [i for i in named if item.party in i.roots]
    return max(own or named or charges or before, key=lambda i: i.order, default=None)


def taken(item: Item) -> Place | None:
    """The place that an item says was taken (captured, overrun, liberated), where it names one as exact as a town."""
    place = item.position.frame.place
    if family_of(item.position.frame) == "capture" and place is not None and place.precision <= 2:
        return place
    return None
