"""What shows that an item goes on with a thread of its report, or that it opens one of its own.

Pure functions of the item and of what the report told before it. What each sign counts was learned from labelled
reports (`weights/same_thread.toml`, training/weaving/README.md).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from twosource.records import Interval
from twosource.weaving.deeds import share_apart
from twosource.weaving.event_score import family_fit
from twosource.weaving.learned import UNKNOWN, graded, steps, yes
from twosource.weaving.similarity import cosine, other_span, place_fit, time_fit, weigh
from twosource.weaving.threads import Facts, Thread, news_time

CAME_OF = frozenset({"toll", "outcome"})
"""Aspects that tell what came of an event: in one sentence, the event that it came of is placed first."""
LATER = CAME_OF | {"means"}
"""Aspects that need not be of the thread's kind of happening: how it was done, and what came of it."""
_DOUBTS = frozenset({"denies", "unverified"})
_BEST = ("words", "time same", "family near", "deed", "names shared")
_TAKEN = 0.8
"""Two places taken are one from this fit on."""
Signs = dict[str, float]


def choice_signs(
    facts: Facts, told: Sequence[Thread], last: Thread | None, *, paragraphs: bool
) -> tuple[list[Signs], Signs]:
    """What there is to choose from for an item: to go on with a thread told before, each in its turn, or to open one.

    `last` is the thread that the item before it joined; `paragraphs`: whether the report has more than one.
    """
    own = weigh(Counter(facts.frame.lemmas), facts.names)
    joining = []
    for thread in told:
        near = cosine(own, weigh(thread.lemmas, thread.names))
        joining.append(joining_signs(facts, thread, near, last=thread is last, paragraphs=paragraphs))
    return joining, opening_signs(facts, told, joining)


def joining_signs(facts: Facts, thread: Thread, near: float, *, last: bool, paragraphs: bool) -> dict[str, float]:
    """Of an item and a thread of its report. `near`: how near their words are (0..1); `last`: whether the item before
    it joined this thread; `paragraphs`: whether the report has more than one.
    """
    frame = facts.frame
    out: dict[str, float] = {"join": 1.0}
    _order(out, facts, thread, last=last, paragraphs=paragraphs)
    _times(out, facts, thread)
    _places(out, facts, thread)
    yes(
        out,
        "kind of what came" if frame.aspect in LATER else "kind",
        facts.kind == thread.kind if facts.kind and thread.kind else None,
    )
    graded(out, "family", family_fit(facts.families, thread.families))
    yes(out, "any family", facts.family in thread.families if facts.family and thread.families else None)
    if facts.sites:
        yes(out, "site", not facts.sites.isdisjoint(thread.sites) if thread.sites else None)
    _shared(out, "weapon", frame.weapons, thread.weapons)
    _shared(out, "doer", facts.doers, thread.actors)
    _shared(out, "target", facts.targets, thread.targets)
    out["words"] = near
    steps(out, "words", near, (0.1, 0.25, 0.5))
    out["names shared"] = min(3, len(facts.names & thread.names)) / 3
    out["other deeds"] = share_apart(facts.deeds, thread.deeds)
    yes(out, "deed", not facts.deeds.isdisjoint(thread.deeds) if facts.deeds and thread.deeds else None)
    if facts.marks:
        out["other mark" if facts.marks.isdisjoint(thread.marks) else "mark shared"] = 1.0
    elif thread.marks:
        away = facts.item.sentence > thread.items[-1].sentence
        out["unmarked" if away else "unmarked, one sentence"] = 1.0
    _parties(out, facts, thread)
    if frame.figure is not None and any(unit == frame.figure.unit for unit, _ in thread.figures):
        yes(out, "figure", (frame.figure.unit, frame.figure.low) in thread.figures)
    return out


def opening_signs(facts: Facts, told: Sequence[Thread], joining: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Of an item that would open a thread beside those told; `joining`: what it shows of each of those."""
    frame, item = facts.frame, facts.item
    out = {"open": 1.0, "open, sentence": math.log1p(item.sentence), "open, told": math.log1p(len(told))}
    window = news_time(item.published)
    graded(out, "open, news", time_fit(frame.time, window) if frame.time and window else UNKNOWN)
    yes(out, "open, place", frame.place is not None)
    yes(out, "open, place said", facts.says_where)
    yes(out, "open, pointing", frame.anaphoric)
    yes(out, "open, kind", facts.kind is not None)
    out[f"open, kind {facts.kind}"] = 1.0
    out[f"open, aspect {frame.aspect}"] = 1.0
    for mark in frame.marks:
        out[f"open, {mark}"] = 1.0
    if item.position.stance in _DOUBTS:
        out["open, doubt"] = 1.0
    if any(thread.items[-1].sentence == item.sentence for thread in told):
        out["open, sentence told of"] = 1.0
    shown = list(joining)
    for name in _BEST:
        out[f"open, best {name}"] = max((signs.get(name, 0.0) for signs in shown), default=0.0)
    return out


def _order(out: dict[str, float], facts: Facts, thread: Thread, *, last: bool, paragraphs: bool) -> None:
    frame, item, previous = facts.frame, facts.item, thread.items[-1]
    gap = item.sentence - previous.sentence
    came = frame.aspect in CAME_OF
    if gap == 0:
        out["one sentence"] = 1.0
        if came:
            out["came of, one sentence"] = 1.0
        if last:
            out["last, one sentence"] = 1.0
    elif last:
        out["last"] = 1.0
        for name, so in (("pointing", frame.anaphoric), ("came of", came), ("kindless", facts.kind is None)):
            if so:
                out[f"{name}, last"] = 1.0
    if paragraphs and gap > 0:
        yes(out, "paragraph", previous.paragraph == item.paragraph)
    steps(out, "sentences since", gap, (0, 1, 3, 8))
    out["size"] = math.log1p(len(thread.items))
    if thread.main:
        out["main"] = 1.0
        out["main, sentence"] = math.log1p(item.sentence)
        for name, so in (
            ("pointing", frame.anaphoric),
            ("responsibility", frame.aspect == "responsibility"),
            ("nowhere", frame.time is None and frame.place is None),
        ):
            if so:
                out[f"{name}, main"] = 1.0
    elif frame.anaphoric:
        out["pointing, not main"] = 1.0


def _times(out: dict[str, float], facts: Facts, thread: Thread) -> None:
    time = facts.frame.time
    graded(out, "time", time_fit(time, thread.time) if time and thread.time else UNKNOWN)
    graded(out, "span", time_fit(time, thread.span) if time and thread.span else UNKNOWN)
    if time is not None and thread.times:
        yes(out, "a time shared", time in thread.times)
        yes(out, "within time", _within(time, thread.time) if thread.time else None)
    yes(out, "other span", other_span(time, thread.span, facts.item.published))


def _within(time: Interval, other: Interval) -> bool:
    return other.start <= time.start and time.end <= other.end and (time.start, time.end) != (other.start, other.end)


def _places(out: dict[str, float], facts: Facts, thread: Thread) -> None:
    frame = facts.frame
    where = place_fit(frame.place, thread.place) if frame.place and thread.place else UNKNOWN
    if facts.says_where:
        graded(out, "place said", where)
    elif frame.anaphoric:
        graded(out, "pointing place", where)
    elif frame.aspect in CAME_OF and thread.items[-1].sentence == facts.item.sentence:
        graded(out, "place of what came", where)
    else:
        graded(out, "place", where)
    if facts.taken is not None or thread.captured is not None:
        out[_of_taking(facts, thread)] = 1.0


def same_taken(facts: Facts, thread: Thread) -> bool:
    """Whether an item tells of the taking of the place whose taking the thread tells of."""
    taken, captured = facts.taken, thread.captured
    return taken is not None and captured is not None and place_fit(taken, captured) > _TAKEN


def _of_taking(facts: Facts, thread: Thread) -> str:
    if facts.taken is not None:
        return "same taken" if same_taken(facts, thread) else "other taken"
    return "of the taking" if facts.family == "capture" else "beside the taking"


def _parties(out: dict[str, float], facts: Facts, thread: Thread) -> None:
    item = facts.item
    yes(out, "party of last", thread.items[-1].party == item.party)
    yes(out, "party", item.party in thread.parties)
    if item.party in thread.actors:
        out["party is doer"] = 1.0
    if item.position.stance in _DOUBTS:
        charged = any(told.position.frame.aspect == "responsibility" for told in thread.items)
        out["doubt of a charge" if charged else "doubt of no charge"] = 1.0


def _shared(out: dict[str, float], name: str, mine: Iterable[str], theirs: Iterable[str]) -> None:
    """A sign where both name some; none where either doesn't."""
    ours, others = set(mine), set(theirs)
    if ours and others:
        yes(out, name, not ours.isdisjoint(others))
