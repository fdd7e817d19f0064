"""How likely two tellings are of one event: an item and a thread of its own report, or threads of two reports.

Each score is a pure function of the two alone (their words' nearness is given), so that a new report never changes
what two others come to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from twosource.language.en.events import lexicon
from twosource.weaving.deeds import deeds_of, family_of, share_apart
from twosource.weaving.similarity import other_span, place_fit, time_fit
from twosource.weaving.sketch import Sketch
from twosource.weaving.threads import NEWS_DAYS, Item, Thread, kind_of, taken

APART = -9.0
"""The link of two threads whose times, both said, lie apart: they are never one, not even through others."""


def family_fit(families: Mapping[str, int], others: Mapping[str, int]) -> float:
    """1 where two sides name one kind of happening, -1 where each names a kind that the other doesn't, else 0."""
    specific = lexicon().among("specific")
    mine, theirs = set(families) & specific, set(others) & specific
    if mine & theirs:
        return 1.0
    return -1.0 if mine and theirs else 0.0


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


def thread_fit(item: Item, thread: Thread, near: float, *, last: bool, w: Weights) -> float:
    """How well an item goes on with a thread of its report; `near` is how near their words are (0..1), `last` whether
    the item before it joined this thread.
    """
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
    score += w.words * near
    if frame.anaphoric and last:
        score += w.pointing
    previous = thread.items[-1]
    if previous.sentence == item.sentence:
        score += w.sentence
    elif previous.paragraph == item.paragraph:
        score += w.paragraph
    elif last:
        score += w.recent
    score -= w.other_deed * share_apart(deeds_of(frame), thread.deeds)
    if thread.main and (thread.items[-1].sentence != item.sentence or len(frame.lemmas) < 4):
        score -= w.earlier * bool(set(frame.lemmas) & lexicon().among("earlier"))
    return score


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """How much each sign says that two reports' threads are one event."""

    time: float = 0.3
    other_time: float = 1.2
    place: float = 0.5
    far: float = 0.8
    kind: float = 0.1
    other_kind: float = 0.45
    words: float = 1.3
    family: float = 0.6
    weapons: float = 0.4
    other_deed: float = 0.3
    other_span: float = 0.5
    actors: float = 0.15
    mains: float = 0.55
    main_background: float = 0.3
    capture: float = 0.8
    join: float = 0.35


def event_fit(a: Sketch, b: Sketch, near: float, w: LinkWeights) -> float:
    """How likely two threads are one event, `near` being how near their words are (0..1); APART where their times lie
    apart. The two may be given in either order.
    """
    when, where = time_fit(a.span, b.span), place_fit(a.place, b.place)
    if when <= -1.0 and a.time is not None and b.time is not None:
        return APART
    score = (w.time if when > -1.0 else w.other_time) * when + (w.place if where >= 0 else w.far) * where
    if a.kind is not None and b.kind is not None:
        score += w.kind if a.kind == b.kind else -w.other_kind
    score += w.words * near
    score += w.family * family_fit(a.families, b.families)
    score += w.weapons * bool(a.weapons & b.weapons)
    score -= w.other_deed * min(share_apart(frozenset(a.deeds), b.deeds), share_apart(frozenset(b.deeds), a.deeds))
    score += w.actors * bool(a.actors & b.actors)
    if other_span(a.time, b.time, a.published):
        score -= w.other_span
    if a.main and b.main and (a.kind is None or b.kind is None or a.kind == b.kind):
        score += w.mains if _days_between(a, b) <= NEWS_DAYS else 0.0
    elif a.main != b.main:
        score -= w.main_background
    if (a.captured is None) != (b.captured is None):
        score -= w.capture
    return score


def _days_between(a: Sketch, b: Sketch) -> int:
    """Days between two reports' publication; 0 where either date is unknown."""
    return abs((a.published - b.published).days) if a.published and b.published else 0
