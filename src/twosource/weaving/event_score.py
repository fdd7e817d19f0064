"""How likely threads of two reports are one event.

The score is a pure function of the two alone (their words' nearness is given), so that a new report never changes
what two others come to.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from twosource.language.en.events import lexicon
from twosource.weaving.deeds import share_apart
from twosource.weaving.learned import UNKNOWN, graded, model, steps, yes
from twosource.weaving.similarity import other_span, place_fit, time_fit
from twosource.weaving.sketch import Sketch
from twosource.weaving.threads import NEWS_DAYS, news_time

T = TypeVar("T")
_NEAR_TOLL, _FAR_TOLL = 0.8, 0.3
"""The smaller of two tolls as a share of the larger: from where on they are near, and below which they are far."""

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
class LinkWeights:
    """From where two reports' threads are one event; the weights themselves are `weights/same_event.toml`."""

    join: float = 0.25
    """Mean probability from which two groups of threads are one event."""
    unsure: float = 0.15
    """Mean probability from which a person is asked whether two that were left apart are one."""


def event_fit(a: Sketch, b: Sketch, near: float) -> float:
    """The probability that two threads are one event, `near` being how near their words are (0..1); APART where all
    times that the two name lie apart, or where one report's words set the one apart from the other. The two may be
    given in either order.
    """
    if a.times and b.times and _best(time_fit, a.times, b.times)[0] <= -1.0:
        return APART
    if a.document == b.document and a.marks != b.marks:
        return APART
    return model("same_event").probability(event_signs(a, b, near))


def event_signs(a: Sketch, b: Sketch, near: float) -> dict[str, float]:
    """What a comparison of two threads shows; the same in either order."""
    out: dict[str, float] = {}
    nearest, farthest = _best(time_fit, a.times, b.times)
    graded(out, "time", nearest)
    graded(out, "times all", farthest)
    graded(out, "span", time_fit(a.span, b.span) if a.span and b.span else UNKNOWN)
    news = sorted((_in_news(a, b), _in_news(b, a)))
    graded(out, "news of the other", news[1])
    graded(out, "news of both", news[0])
    nearest, farthest = _best(place_fit, a.places, b.places)
    graded(out, "place", nearest)
    graded(out, "places all", farthest)
    yes(out, "kind", a.kind == b.kind if a.kind and b.kind else None)
    graded(out, "family", family_fit(a.families, b.families))
    yes(out, "any family", not a.families.keys().isdisjoint(b.families) if a.families and b.families else None)
    out["other deeds"] = min(share_apart(frozenset(a.deeds), b.deeds), share_apart(frozenset(b.deeds), a.deeds))
    yes(out, "deed", not a.deeds.keys().isdisjoint(b.deeds))
    out["words"] = near
    steps(out, "words", near, (0.15, 0.35))
    both = [min(a.vector[word], b.vector[word]) for word in a.vector.keys() & b.vector.keys()]
    out["best words"] = shared = sum(sorted(both, reverse=True)[:3])
    steps(out, "best words", shared, (0.15, 0.35))
    for name, mine, theirs in (
        ("weapon", a.weapons, b.weapons),
        ("doer", a.actors, b.actors),
        ("target", a.targets, b.targets),
        ("site", a.sites, b.sites),
    ):
        yes(out, name, bool(mine & theirs) if mine and theirs else None)
    _tolls(out, a, b)
    days = _days_between(a, b)
    out["days between"] = math.log1p(days)
    steps(out, "days between", days, (1, 3, 7, 30))
    mains = a.main + b.main
    yes(out, "main of both", mains == 2)
    yes(out, "main of one", mains == 1)
    if mains == 2 and days <= NEWS_DAYS:
        out["main of both, days near"] = 1.0
    if mains == 2 and out.get("family near"):
        out["main of both, same family"] = 1.0
    yes(out, "only one taken", (a.captured is None) != (b.captured is None))
    graded(out, "taken", place_fit(a.captured, b.captured) if a.captured and b.captured else UNKNOWN)
    out["smaller"], out["larger"] = (math.log1p(n) for n in sorted((a.size, b.size)))
    yes(out, "marks", bool(a.marks & b.marks) if a.marks and b.marks else None)
    one_marked = bool(a.marks) != bool(b.marks)
    yes(out, "one marked", one_marked)
    yes(out, "marked and main", one_marked and (b.main if a.marks else a.main))
    yes(out, "other span", other_span(a.time, b.time, a.published) or other_span(b.time, a.time, b.published))
    if any(
        one.start == other.start and (max(one.end, other.end) - one.start).days > 1
        for one in a.times
        for other in b.times
    ):
        out["one start"] = 1.0
    _together(out)
    return out


def _tolls(out: dict[str, float], a: Sketch, b: Sketch) -> None:
    """Tolls of one unit: the same, near as those of one event are while it is counted, or far from each other."""
    nearest = max(
        (min(one, other) / max(one, other) for unit, one in a.tolls for same, other in b.tolls if unit == same),
        default=None,
    )
    yes(out, "toll", nearest == 1.0 if nearest is not None else None)
    if nearest is not None and (nearest >= _NEAR_TOLL or nearest < _FAR_TOLL):
        out["toll near" if nearest >= _NEAR_TOLL else "toll far"] = 1.0


def _together(out: dict[str, float]) -> None:
    """Signs that say more together than each by itself."""
    time, place, family = bool(out.get("time near") or out.get("span near")), "place near" in out, "family near" in out
    for name, so in (
        ("time and place", time and place),
        ("same time and place", "time same" in out and "place same" in out),
        ("place and family", place and family),
        ("time and family", time and family),
        ("place and words", place and "words > 0.35" in out),
        ("main of both, place apart", "main of both" in out and "place apart" in out),
    ):
        if so:
            out[name] = 1.0


def _best(fit: Callable[[T, T], float], ones: Sequence[T], others: Sequence[T]) -> tuple[float, float]:
    """The best and the worst fit of any two; UNKNOWN where either side has none."""
    found = [fit(one, other) for one in ones for other in others]
    return (max(found), min(found)) if found else (UNKNOWN, UNKNOWN)


def _in_news(a: Sketch, b: Sketch) -> float:
    """How well the times that one thread names lie in the days of which the other's report tells as news."""
    if not a.times or (window := news_time(b.published)) is None:
        return UNKNOWN
    return max([time_fit(time, window) for time in a.times])


def _days_between(a: Sketch, b: Sketch) -> int:
    """Days between two reports' publication; 0 where either date is unknown."""
    return abs((a.published - b.published).days) if a.published and b.published else 0
