"""How well a position goes on with a thread of its report: weights set by hand.

A pure function of the position and the thread, which holds what the report told before.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from twosource.weaving.deeds import deeds_of, family_of, share_apart, sites_of
from twosource.weaving.event_score import family_fit
from twosource.weaving.similarity import other_span, place_fit, time_fit
from twosource.weaving.threads import Item, Thread, kind_of, kinds_of, taken

DEPENDENT = frozenset({"toll", "outcome"})
"""Aspects that tell what came of an event: in one sentence, the event that it came of is placed first."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each sign says that a position goes on with a thread; set by hand, checked by leaving a story out."""

    time: float = 0.55
    other_time: float = 1.55
    place: float = 0.15
    far: float = 1.4
    same_kind: float = 0.1
    other_kind: float = 1.6
    family: float = 0.25
    capture: float = 1.1
    site: float = 0.2
    words: float = 0.6
    pointing: float = 0.4
    sentence: float = 0.3
    came_of: float = 0.4
    """For a toll or an outcome, besides: in one sentence it is the deed's that the sentence tells."""
    paragraph: float = 0.2
    recent: float = 0.2
    main: float = 0.3
    marked: float = 1.0
    other_mark: float = 1.5
    unmarked: float = 0.6
    other_deed: float = 1.45
    other_span: float = 1.0
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
    previous = thread.items[-1]
    where = 0.0 if frame.anaphoric else place_fit(frame.place, thread.place)
    if frame.aspect in DEPENDENT and previous.sentence == item.sentence and not _says_where(item):
        where = max(where, 0.0)  # the sentence may name a place for another reason: its source's, above all
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
    if sites_of(frame) & set(thread.sites):
        score += w.site
    score += w.words * near
    if frame.anaphoric and last:
        score += w.pointing
    if previous.sentence == item.sentence:
        score += w.sentence + (w.came_of if frame.aspect in DEPENDENT else 0.0)
    elif previous.paragraph == item.paragraph:
        score += w.paragraph
    elif last:
        score += w.recent
    score -= w.other_deed * share_apart(deeds_of(frame), thread.deeds)
    marks = kinds_of(frame.marks)
    if marks:
        score += w.marked if marks & set(thread.marks) else -w.other_mark
    elif thread.marks and previous.sentence != item.sentence:
        score -= w.unmarked
    return score


def _says_where(item: Item) -> bool:
    """Whether an item's own words hold a word of its place's name."""
    place = item.position.frame.place
    return place is not None and bool(set(place.name.casefold().split()) & set(item.position.frame.lemmas))
