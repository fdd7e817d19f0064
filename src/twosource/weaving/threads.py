"""One report's positions as threads: what it tells of each event, before reports are compared.

A report has a main event, told in its headline and lead, and background. What points back ("the attack") or names no
time, place or kind of its own goes on with the thread it stands in; another time, a far place or another kind of
happening opens a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from twosource.language.en.events import lexicon
from twosource.records import Interval, Place, Position
from twosource.weaving.deeds import deeds_of, family_of, share_apart
from twosource.weaving.similarity import Vocabulary, cosine, other_span, place_fit, time_fit

NEWS_DAYS = 3
"""An undated main event is taken to lie within so many days before its report."""
_DEPENDENT = frozenset({"toll", "outcome"})
"""Aspects that tell what came of an event: in one sentence, the event that it came of is placed first."""
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


@dataclass(frozen=True, slots=True)
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

    @property
    def order(self) -> tuple[str, str, int, int, str]:
        """By publication, report and place in it: the earliest names an event."""
        content = self.position.content
        day = self.published.isoformat() if self.published else "9999"
        return (day, self.position.document, content.start, content.end, self.position.id)


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

    def add(self, item: Item) -> None:
        """Takes an item in; the first time and the most exact place said hold."""
        frame = item.position.frame
        self.items.append(item)
        if frame.time is not None and (self.time is None or frame.time.precision < self.time.precision):
            self.time = frame.time
        if frame.place is not None and not frame.anaphoric and (self.place is None or _finer(frame.place, self.place)):
            self.place = frame.place
        kind = kind_of(item)
        if kind is not None:
            self.kinds[kind] += 1
        family = family_of(item.position.frame)
        if family:
            self.families[family] += 1
        self.lemmas.update(frame.lemmas)
        self.weapons.update(frame.weapons)
        self.deeds.update(deeds_of(frame))
        self.actors.update(item.roots)


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
    return _CLASSES.get(frame.type) if frame.type else None


def family_fit(families: Counter[str], others: Counter[str]) -> float:
    """1 where two sides name one kind of happening, -1 where each names a kind that the other doesn't, else 0."""
    specific = lexicon().among("specific")
    mine, theirs = set(families) & specific, set(others) & specific
    if mine & theirs:
        return 1.0
    return -1.0 if mine and theirs else 0.0


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


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign says that a position goes on with a thread; set by hand, checked by leaving a story out."""

    time: float = 0.55
    other_time: float = 1.55
    place: float = 0.15
    far: float = 1.0
    same_kind: float = 0.1
    other_kind: float = 1.6
    family: float = 0.25
    capture: float = 1.1
    words: float = 0.6
    pointing: float = 0.4
    sentence: float = 0.3
    paragraph: float = 0.2
    recent: float = 0.4
    main: float = 0.3
    earlier: float = 0.3
    other_deed: float = 1.45
    other_span: float = 0.6
    open: float = 0.3
    """Below this a position opens a thread of its own."""


def taken(item: Item) -> Place | None:
    """The place that an item says was taken (captured, overrun, liberated), where it names one as exact as a town."""
    place = item.position.frame.place
    if family_of(item.position.frame) == "capture" and place is not None and place.precision <= 2:
        return place
    return None


def _fit(item: Item, thread: Thread, last: Thread | None, vocabulary: Vocabulary, w: Weights) -> float:
    """How well an item goes on with a thread."""
    frame = item.position.frame
    score = w.main if thread.main else 0.0
    when = time_fit(frame.time, thread.span)
    score += w.time * when if when >= 0 else w.other_time * when
    if other_span(frame.time, thread.span, item.published):
        score -= w.other_span
    where = 0.0 if frame.anaphoric else place_fit(frame.place, thread.place)
    score += w.place * where if where >= 0 else w.far * where
    kind, other = kind_of(item), thread.kind
    if kind is not None and other is not None:
        dependent = frame.aspect in {"toll", "means", "outcome"}
        score += w.same_kind if kind == other else (0.0 if dependent and other == "violence" else -w.other_kind)
    family = family_of(item.position.frame)
    score += w.family * family_fit(Counter([family] if family else []), thread.families)
    place = taken(item)
    if place is not None:
        score += w.capture if thread.captured is not None and place_fit(place, thread.captured) > 0.8 else -w.capture
    elif thread.captured is not None:
        score += w.capture if family == "capture" else -w.capture
    score += w.words * cosine(vocabulary.weigh(Counter(frame.lemmas)), vocabulary.weigh(thread.lemmas))
    if frame.anaphoric and thread is last:
        score += w.pointing
    previous = thread.items[-1]
    if previous.sentence == item.sentence:
        score += w.sentence
    elif previous.paragraph == item.paragraph:
        score += w.paragraph
    elif thread is last:
        score += w.recent
    score -= w.other_deed * share_apart(deeds_of(frame), thread.deeds)
    if thread.main and (thread.items[-1].sentence != item.sentence or len(frame.lemmas) < 4):
        score -= w.earlier * bool(set(frame.lemmas) & lexicon().among("earlier"))
    return score


def threads(items: Sequence[Item], vocabulary: Vocabulary, weights: Weights | None = None) -> list[Thread]:
    """One report's items as threads, in the order in which the report opens them; every item is in one."""
    w = weights or Weights()
    out: list[Thread] = []
    last: Thread | None = None
    done: dict[tuple[int, int], Thread] = {}
    for item in sorted(items, key=lambda i: (i.sentence, i.position.frame.aspect in _DEPENDENT, i.order)):
        span = (item.position.content.start, item.position.content.end)
        home = done.get(span)
        if home is None and points_back(item):
            meant = antecedent(item, [i for thread in out for i in thread.items])
            home = next((thread for thread in out if meant in thread.items), None)
        if home is None:
            best = max(
                ((_fit(item, thread, last, vocabulary, w), -n, thread) for n, thread in enumerate(out)),
                key=lambda entry: entry[:2],
                default=None,
            )
            if best is not None and best[0] >= w.open:
                home = best[2]
            else:
                home = Thread(main=not out, published=item.published, captured=taken(item))
                out.append(home)
        home.add(item)
        done[span] = home
        last = home
    return out
