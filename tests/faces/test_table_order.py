"""In which order events are told."""

from __future__ import annotations

from datetime import date

from twosource.faces.table import in_time_order
from twosource.records import Event, Interval, Ledger


def test_a_year_stands_at_its_end_and_no_time_last() -> None:
    def event(name: str, time: Interval | None) -> Event:
        return Event(name, "story", name, None, None, None, time)

    day = event("day", Interval(date(1939, 11, 26), date(1939, 11, 26), 1))
    year = event("year", Interval(date(1939, 1, 1), date(1939, 12, 31), 5))
    unknown = event("unknown", None)
    ledger = Ledger((), (), (), (unknown, year, day), (), (), (), (), (), (), ())
    assert [e.id for e in in_time_order(ledger)] == ["day", "year", "unknown"]
