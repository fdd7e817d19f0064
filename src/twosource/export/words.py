"""Times, places, figures and counts as a person writes them: the same in every export and on every screen."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date

from twosource.records import Event, Figure, Interval, Origins, Place

WIDER: Mapping[int, str] = {3: "district", 4: "province", 5: "area", 6: "country", 7: "water or airspace"}
"""UCDP's where_prec from 3 on, as what the place stands for."""


def origins(found: Origins) -> str:
    """Independent origins, at least and at most: "1", "1-3", or "1-?" where no bound is known."""
    if found.at_most is None:
        return f"{found.at_least}-?"
    return str(found.at_least) if found.at_least == found.at_most else f"{found.at_least}-{found.at_most}"


def time(interval: Interval | None) -> str:
    """An interval of days as a person writes it; "time not known" where it is None."""
    if interval is None:
        return "time not known"
    start, end = interval.start, interval.end
    if start == end:
        return _day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        month = f"{end:%B} {end.year}"
        return month if (start.year, start.month) == (end.year, end.month) else f"{start:%B} {start.year} to {month}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{_day(end)}"
    return f"{start.day} {start:%B} to {_day(end)}" if start.year == end.year else f"{_day(start)} to {_day(end)}"


def _day(day: date) -> str:
    # %-d and years under 1000 differ between platforms
    return f"{day.day} {day:%B} {day.year}"


def place(where: Place | None) -> str:
    """A place with how exactly it is known; "place not known" where it is None."""
    if where is None:
        return "place not known"
    near = "near " if where.precision == 2 else ""
    wider = WIDER.get(where.precision, "")
    said = f" ({wider})" if wider and wider not in where.name.casefold() else ""
    return f"{near}{where.name}{said}"


def when_and_where(event: Event) -> str:
    """An event's time and place on one line."""
    return f"{time(event.time)} · {place(event.place)}"


def figure(stated: Figure) -> str:
    """A toll as stated: "at least 3", "up to 30", "about 80", "4-6", or its own words where both bounds are open."""
    about = "about " if stated.approximate else ""
    match stated.low, stated.high:
        case None, None:
            return stated.words
        case low, None:
            return f"{about}at least {low}"
        case None, high:
            return f"{about}up to {high}"
        case low, high if low == high:
            return f"{about}{low}"
        case low, high:
            return f"{about}{low}-{high}"


def listed(names: Iterable[str]) -> str:
    """Names joined as a person lists them: "A", "A and B", "A, B and C"."""
    parts = list(names)
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else "".join(parts)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "3 reports"."""
    return f"{number} {one if number == 1 else many or one + 's'}"
