"""When something is said to have happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from twosource.records.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Days from `start` to `end`, both inclusive, with UCDP's `date_prec`.

    `precision`: 1 the day; 2 two to six days; 3 a week; 4 a month; 5 a year or more.
    Raises ValueError where the end is before the start or the precision is none of these.
    """

    start: date
    end: date
    precision: int

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"interval ends ({self.end}) before it starts ({self.start})")
        if self.precision not in (1, 2, 3, 4, 5):
            raise ValueError(f"time precision {self.precision}: 1 to 5 is asked (UCDP date_prec)")

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share at least one day."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True, order=True)
class TimeMention:
    """Words of a report that name a time; `interval` is None where they can't be resolved, with the reason."""

    span: Span
    interval: Interval | None
    kind: str = "date"
    """`date` (a place on the calendar), `duration` ("for a month"), `set` ("every day")."""
    reason: str | None = None
