"""Which of two texts that share their words is the copy, told from the pair alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from twosource.records import Report
from twosource.weaving.credits import UNNAMED, agency_name

_NEAR = 2  # days by which clocks and desks may disagree: within them a credit tells more than a date
_FULLER = 0.15  # by how much more of one text than of the other must stand in its fellow for it to be a cut of it


@dataclass(frozen=True, slots=True)
class Side:
    """One report of a pair: the agency that it credits, and how much of it stands in the other."""

    report: Report
    credit: str | None
    """`weaving.credits.agency_credit` of it."""
    share: float


def is_copy(a: Side, b: Side) -> bool:
    """Whether `a` is the copy of the two; of a pair one is, and only one.

    In this order: a report that names the other's outlet as where its words come from is the copy, unless it is days
    older; the later published is; the one that credits an agency is none where the other doesn't, since it says where
    it took them; of two that still tie, the one that is all but contained in the other, then the higher id.
    """
    order = _order(a.report.published, b.report.published)
    credited = _credits(a, b), _credits(b, a)
    if credited[0] != credited[1] and (order == 0 or _days(a.report, b.report) <= _NEAR):
        return credited[0]
    if order:
        return order > 0
    if (a.credit is None) != (b.credit is None):
        return a.credit is None
    if abs(a.share - b.share) >= _FULLER:
        return a.share > b.share
    return (a.report.id, a.report.version) > (b.report.id, b.report.version)


def _order(a: str | None, b: str | None) -> int:
    """-1, 0 or 1 as `a` is before, no later than, or after `b`; days where one has no time, 0 where one is unknown."""
    if a is None or b is None:
        return 0
    if "T" in a and "T" in b:
        left, right = datetime.fromisoformat(a), datetime.fromisoformat(b)
        if left.tzinfo is not None and right.tzinfo is not None:
            x, y = left.astimezone(UTC), right.astimezone(UTC)
            return (x > y) - (x < y)
    day, other = date.fromisoformat(a[:10]), date.fromisoformat(b[:10])
    return (day > other) - (day < other)


def _days(a: Report, b: Report) -> int:
    return abs((a.day - b.day).days) if a.day is not None and b.day is not None else 0


def _credits(copy: Side, original: Side) -> bool:
    """Whether the first names the second's outlet as where its words come from, or agencies where that one is one."""
    outlet = original.report.publisher
    if not outlet:
        return False
    agency = agency_name(outlet)
    if copy.credit is not None and (copy.credit == agency or (copy.credit == UNNAMED and agency is not None)):
        return True
    return outlet.casefold() in {name.casefold() for name in (copy.credit, copy.report.carries) if name}
