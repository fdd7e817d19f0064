"""How well a position goes on with a thread of its report: rules with weights set by hand, and a learned score.

Pure functions of the position and of what its report told before. The rules hold what is known of reports; what they
don't weigh (who speaks, how far back a thread lies, what others of its kind do) was learned from labelled reports.
Together they do better on reports that neither was made from than each by itself (training/weaving/README.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from twosource.weaving.deeds import share_apart
from twosource.weaving.event_score import family_fit
from twosource.weaving.learned import model
from twosource.weaving.similarity import other_span, place_fit, time_fit
from twosource.weaving.thread_signs import CAME_OF, LATER, choice_signs, same_taken
from twosource.weaving.threads import Facts, Thread


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
    learned: float = 0.25
    """What a unit of the learned log-odds, of going on against opening, counts beside these."""


def fits(facts: Facts, told: Sequence[Thread], last: Thread | None, *, paragraphs: bool, w: Weights) -> list[float]:
    """How well an item goes on with each thread that its report told before; below `w.open` it opens its own.

    `last` is the thread that the item before it joined; `paragraphs`: whether the report has more than one.
    """
    joining, opening = choice_signs(facts, told, last, paragraphs=paragraphs)
    learned = model("same_thread")
    to_open = learned.log_odds(opening)
    return [
        thread_fit(facts, thread, signs["words"], last=thread is last, paragraphs=paragraphs, w=w)
        + w.learned * (learned.log_odds(signs) - to_open)
        for thread, signs in zip(told, joining, strict=True)
    ]


def thread_fit(facts: Facts, thread: Thread, near: float, *, last: bool, paragraphs: bool, w: Weights) -> float:
    """How well an item goes on with a thread of its report by the rules; `near` is how near their words are (0..1),
    `last` whether the item before it joined this thread, `paragraphs` whether the report has more than one.
    """
    item, frame = facts.item, facts.frame
    score = w.main if thread.main else 0.0
    when = time_fit(frame.time, thread.span)
    score += w.time * when if when >= 0 else w.other_time * when
    if other_span(frame.time, thread.span, item.published):
        score -= w.other_span
    previous = thread.items[-1]
    where = 0.0 if frame.anaphoric else place_fit(frame.place, thread.place)
    if frame.aspect in CAME_OF and previous.sentence == item.sentence and not facts.says_where:
        where = max(where, 0.0)  # the sentence may name a place for another reason: its source's, above all
    score += w.place * where if where >= 0 else w.far * where
    kind, other = facts.kind, thread.kind
    if kind is not None and other is not None:
        later = frame.aspect in LATER
        score += w.same_kind if kind == other else (0.0 if later and other == "violence" else -w.other_kind)
    score += w.family * family_fit(facts.families, thread.families)
    if facts.taken is not None:
        score += w.capture if same_taken(facts, thread) else -w.capture
    elif thread.captured is not None:
        score += w.capture if facts.family == "capture" else -w.capture
    if not facts.sites.isdisjoint(thread.sites):
        score += w.site
    score += w.words * near
    if frame.anaphoric and last:
        score += w.pointing
    if previous.sentence == item.sentence:
        score += w.sentence + (w.came_of if frame.aspect in CAME_OF else 0.0)
    elif paragraphs and previous.paragraph == item.paragraph:
        score += w.paragraph
    elif last:
        score += w.recent
    score -= w.other_deed * share_apart(facts.deeds, thread.deeds)
    if facts.marks:
        score += -w.other_mark if facts.marks.isdisjoint(thread.marks) else w.marked
    elif thread.marks and previous.sentence != item.sentence:
        score -= w.unmarked
    return score
