"""Calendar arithmetic: the days that a month, a season, a week or a part of one covers."""

from __future__ import annotations

import calendar
from datetime import MINYEAR, date, timedelta

from twosource.records import Interval

DAY, FEW_DAYS, WEEK, MONTH, LONGER = 1, 2, 3, 4, 5
"""UCDP's `date_prec`."""

_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def by_length(start: date, end: date) -> Interval:
    """The days from `start` to `end`, as precise as they are few (a day, 2 to 6, a week or so, a month, longer)."""
    days = (end - start).days + 1
    precision = DAY if days == 1 else FEW_DAYS if days < 7 else WEEK if days <= 9 else MONTH if days <= 31 else LONGER
    return Interval(start, end, precision)


def one(day: date) -> Interval:
    """The day itself."""
    return Interval(day, day, DAY)


def month_of(year: int, month: int) -> Interval:
    """A calendar month. Raises ValueError where there is none such."""
    return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), MONTH)


def year_of(year: int) -> Interval:
    """A calendar year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), LONGER)


def years_of(first: int, last: int) -> Interval:
    """Calendar years, both inclusive. Raises ValueError where the last comes before the first."""
    return Interval(date(first, 1, 1), date(last, 12, 31), LONGER)


def months_of(year: int, month: int, count: int) -> Interval:
    """`count` months from that one on."""
    last = shift_months(date(year, month, 1), count - 1)
    return Interval(date(year, month, 1), month_of(last.year, last.month).end, MONTH if count == 1 else LONGER)


def week_of(day: date) -> Interval:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return Interval(monday, monday + timedelta(days=6), WEEK)


def shift_months(day: date, months: int) -> date:
    """The same day of the month so many months on (or back), the month's last where it is shorter.

    Raises ValueError where that lies outside the calendar.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year < MINYEAR:
        raise ValueError(f"{months} months from {day} lie outside the calendar")
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift(day: date, unit: str, count: int) -> date:
    """So many units on (or back). Raises ValueError or OverflowError where that lies outside the calendar."""
    if unit in _DAYS:
        return day + timedelta(days=_DAYS[unit] * count)
    return shift_months(day, _MONTHS[unit] * count)


def unit_around(day: date, unit: str) -> Interval:
    """The calendar day, week, weekend, month, quarter, year, decade or century that a day lies in."""
    if unit == "day":
        return one(day)
    if unit == "week":
        return week_of(day)
    if unit == "fortnight":
        monday = week_of(day).start
        return Interval(monday, monday + timedelta(days=13), MONTH)
    if unit == "weekend":
        saturday = week_of(day).start + timedelta(days=5)
        return Interval(saturday, saturday + timedelta(days=1), FEW_DAYS)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return months_of(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit == "decade":
        return years_of(day.year // 10 * 10, day.year // 10 * 10 + 9)
    if unit == "century":
        first = (day.year - 1) // 100 * 100 + 1
        return years_of(first, first + 99)
    return year_of(day.year)


def part_of(whole: Interval, part: str) -> Interval:
    """The early, middle or late third of a stretch ("late March": from the 21st); a stretch of a day stays whole.

    `part` is "early", "mid" or "late".
    """
    days = (whole.end - whole.start).days + 1
    if days < 3:
        return whole
    if (whole.start.day, whole.start.month) == (1, 1) and days > 360:
        years = whole.end.year - whole.start.year + 1
        third = {"early": 0, "mid": 1, "late": 2}[part]
        return months_of(whole.start.year, 1 + third * 4, 4) if years == 1 else _years_part(whole, third)
    if whole.precision == MONTH and whole.start.day == 1 and days <= 31:
        first, second = 10, 20
    else:
        first, second = days // 3, days - days // 3
    bounds = {"early": (0, first), "mid": (first, second), "late": (second, days)}[part]
    return Interval(
        whole.start + timedelta(days=bounds[0]), whole.start + timedelta(days=bounds[1] - 1), whole.precision
    )


def _years_part(whole: Interval, third: int) -> Interval:
    years = whole.end.year - whole.start.year + 1
    bounds = (0, -(-years * 4 // 10), years - -(-years * 3 // 10), years)
    return years_of(whole.start.year + bounds[third], whole.start.year + bounds[third + 1] - 1)
