"""Positions as weaving sees them: with their report's date and sentence, and with parties one across reports."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from twosource.records import Interval, PartyRef, Place, Position, Report
from twosource.weaving.similarity import time_fit
from twosource.weaving.threads import Item, news_time

_ENDS = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-z])|\n+")
TOWN = 2
"""The vaguest place that is a town's (`where_prec`)."""
_PARAGRAPHS = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class _Cuts:
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]


def _cuts(text: str) -> _Cuts:
    return _Cuts(
        tuple(m.end() for m in _ENDS.finditer(text)),
        tuple(m.end() for m in _PARAGRAPHS.finditer(text)),
    )


def _root(ref: PartyRef, party_of: Mapping[str, str], root_of: Callable[[str], str]) -> str:
    """What an actor comes down to: by what is known of it, else by whom the report says that it belongs to."""
    party = party_of.get(ref.id, ref.id)
    root = root_of(party)
    if root == party and ref.part_of is not None:
        return root_of(party_of.get(ref.part_of, ref.part_of))
    return root


def items(
    positions: Iterable[Position],
    reports: Mapping[tuple[str, str, str], Report],
    party_of: Mapping[str, str],
    root_of: Callable[[str], str],
) -> tuple[Item, ...]:
    """Items in the order of publication, report and place in it.

    `reports` are keyed by story, id and version; `party_of` gives a party's id across reports (its own where absent);
    `root_of` gives the id of what a party comes down to (the state behind its army), its own where nothing stands
    behind it. Raises KeyError where a position's report is missing.
    """
    cuts: dict[tuple[str, str, str], _Cuts] = {}
    out: list[Item] = []
    for position in positions:
        key = (position.story, position.document, position.version)
        report = reports[key]
        if key not in cuts:
            cuts[key] = _cuts(report.text)
        start = position.content.start
        roots = (_root(ref, party_of, root_of) for ref in position.frame.actors)
        out.append(
            Item(
                position=position,
                published=report.day,
                publisher=report.publisher or "",
                sentence=bisect_right(cuts[key].sentences, start),
                paragraph=bisect_right(cuts[key].paragraphs, start),
                party=party_of.get(position.party.id, position.party.id),
                roots=tuple(dict.fromkeys(roots)),
            )
        )
    return settled(lead(out))


def settled(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items of which those told beside the deed at hand ("struck a clinic where victims of the attack were treated")
    lie in the town that the report named last and on the days of its news, if their own words don't say; what answers
    it ("rebels responded with shells") on those days.
    """
    out: list[Item] = []
    place: Place | None = None
    news: Interval | None = None
    report: tuple[str, str] | None = None
    for item in items:
        frame = item.position.frame
        here = (item.position.story, item.position.document)
        if here != report:
            report, place, news = here, None, None
        beside = "beside" in frame.marks
        if (beside and frame.place is None) or ((beside or "answer" in frame.marks) and frame.time is None):
            where = place if beside else None
            frame = replace(frame, place=frame.place or where, time=frame.time or news)
            out.append(replace(item, position=replace(item.position, frame=frame)))
            continue
        out.append(item)
        if frame.place is not None and frame.place.precision <= TOWN:
            place = frame.place
        if news is None and time_fit(frame.time, news_time(item.published)) > 0:
            news = frame.time
    return tuple(out)


def lead(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items in order, each report's first one marked as what leads it; all items of a report are asked."""
    seen: set[tuple[str, str]] = set()
    out = []
    for item in sorted(items, key=lambda i: i.order):
        report = (item.position.story, item.position.document)
        out.append(item if report in seen else replace(item, leads=True))
        seen.add(report)
    return tuple(out)
