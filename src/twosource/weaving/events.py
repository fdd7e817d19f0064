"""Which positions of all reports speak of one event.

Threads of single reports that are compared at all (`blocks.py`) make units that are bounded (`units.py`); each unit is
grouped for itself by average-link agglomeration, in which what lies apart in time or space is never joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from twosource.records import Judgement
from twosource.weaving.event_score import APART, LinkWeights
from twosource.weaving.linkage import BARRED, link, nearly
from twosource.weaving.pairs import Pairs
from twosource.weaving.report_threads import threads
from twosource.weaving.sketch import Sketch, sketches
from twosource.weaving.thread_score import Weights
from twosource.weaving.threads import Item
from twosource.weaving.units import Kept, fit, update

MAKER = "weave.events/5"
SAME = "same event"


def judge_events(
    items: Iterable[Item], weights: Weights | None = None, links: LinkWeights | None = None
) -> tuple[Judgement, ...]:
    """Positive judgements that tie every position of an event to the event's earliest position, and unsure ones between
    the earliest positions of events that may be one; sorted.

    Two positions of different stories are never tied. The same items in any order give the same judgements.
    """
    by_report: dict[str, dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        by_report[item.position.story][item.position.document].append(item)
    out: list[Judgement] = []
    for _, reports in sorted(by_report.items()):
        told = {
            sketch.key: (sketch, members)
            for report in sorted(reports)
            for sketch, members in sketches(threads(reports[report], weights))
        }
        kept = Kept()
        changed = update(kept, (), (sketch for sketch, _ in told.values()), links or LinkWeights())
        for _, unit in sorted(changed.come.items()):
            grouped = group_unit([told[key][0] for key in unit], links, scores=changed.scores)
            events = {group[0]: [item for key in group for item in told[key][1]] for group in grouped.groups}
            for event in events.values():
                out.extend(tie(event))
            out.extend(doubt(events[one], events[other], score) for one, other, score in grouped.doubts)
    return tuple(sorted(out))


@dataclass(frozen=True, slots=True)
class Grouped:
    """A unit's threads in events."""

    groups: tuple[tuple[str, ...], ...]
    """Each event's threads by their keys, groups and members sorted; the first names it."""
    doubts: tuple[tuple[str, str, float], ...]
    """Two events, by name, that may be one, and how likely."""


def group_unit(
    unit: Sequence[Sketch],
    links: LinkWeights | None = None,
    known: Pairs | None = None,
    scores: Mapping[str, Mapping[str, float]] | None = None,
) -> Grouped:
    """A unit's threads in events, and which of these may be one. Pure; the order of `unit` is nothing.

    `known` keeps scores from one time to the next, `scores` are those of pairs that were found tied just now (see
    `units.Changed`); what comes out is the same without them.
    """
    w = links or LinkWeights()
    ordered = sorted(unit, key=lambda sketch: sketch.key)

    found = [(scores or {}).get(sketch.key) or {} for sketch in ordered]

    def score(i: int, j: int) -> float:
        value = found[i].get(ordered[j].key)
        if value is None:
            value = fit(ordered[i], ordered[j], w)
        return BARRED if value == APART else value

    within = (known or Pairs()).within([sketch.key for sketch in ordered], score)
    linked = link(len(ordered), within, w.join)
    groups = tuple(tuple(ordered[n].key for n in group) for group in linked)
    near = nearly(linked, within, w.unsure, w.join)
    return Grouped(groups, tuple((groups[n][0], groups[m][0], round(mean, 3)) for n, m, mean in near))


def doubt(one: Iterable[Item], other: Iterable[Item], score: float) -> Judgement:
    """That two events may be one, between the earliest positions of each; it joins nothing until a person says so."""
    left, right = sorted(min(items, key=lambda i: i.order).position.id for items in (one, other))
    return Judgement(SAME, left, right, "unsure", score, MAKER, "told alike, but not enough to be joined")


def tie(items: Iterable[Item]) -> tuple[Judgement, ...]:
    """The judgements that tie one event's positions to its earliest, sorted."""
    anchor, *others = sorted(items, key=lambda i: i.order)
    reports = {item.position.document for item in (anchor, *others)}
    reason = "one report's thread" if len(reports) == 1 else f"threads of {len(reports)} reports agree"
    out = []
    for item in others:
        score = 0.9 if item.position.document == anchor.position.document else 0.7
        out.append(Judgement(SAME, anchor.position.id, item.position.id, "positive", score, MAKER, reason))
    return tuple(sorted(out))


def groups_of(judged: Mapping[str, str], items: Iterable[Item]) -> dict[str, list[Item]]:
    """Items by their group, each group in order."""
    out: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda i: i.order):
        out[judged[item.position.id]].append(item)
    return dict(out)
