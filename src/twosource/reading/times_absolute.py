"""Days and months of the calendar; a missing year comes from the report's day."""

from __future__ import annotations

from datetime import date

from twosource.reading.times_calendar import (
    by_length,
    month_of,
    months_of,
    one,
    shift,
    week_of,
)
from twosource.reading.times_found import NO_YEAR, Found, Resolved, narrowed, ordinal

_NO_SUCH_DAY = "no such day in the calendar"
_AMBIGUOUS_MONTHS = frozenset({"march", "april", "may", "june", "august"})


def _likely_year(found: Found, month: int, day_of_month: int | None) -> int | None:
    """The year that a date without one means: the nearest by the tense, else the nearest; None with no day known."""
    day = found.scene.day
    if day is None:
        return None
    # A day just ahead is often meant beside a past verb ("agreed to meet on 8 May"), a whole month seldom is.
    past = (1.0, 5.0 if day_of_month else 20.0)
    back, ahead = {"past": past, "future": (4.0, 1.0)}.get(found.outlook() or "", (1.0, 2.5))

    def cost(year: int) -> float:
        if day_of_month is None:
            whole = month_of(year, month)
            distance = (whole.start - day).days if whole.start > day else min(0, (whole.end - day).days)
        else:
            distance = (date(year, month, day_of_month) - day).days
        return distance * ahead if distance > 0 else -distance * back

    years = [year for year in (day.year - 1, day.year, day.year + 1) if _exists(year, month, day_of_month or 1)]
    return min(years, key=cost) if years else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def read_date(found: Found) -> Resolved | None:
    """Reads "April 4", "Wed 05 Apr 2017", "the 5th of May"."""
    month, day_of_month = found.number("m"), found.value("d")
    if month is None or day_of_month is None:
        return None
    number = ordinal(day_of_month)
    given = found.number("y")
    in_month = found.is_class(found.start - 1, "IN") and found.match.start("m") == found.start
    if in_month and given is None and found.counts(found.match.start("d")):
        return None  # "In March 14 people were killed"
    if not _exists(2000, month, number):
        return Resolved(None, reason=_NO_SUCH_DAY)
    year = given or found.year or _likely_year(found, month, number)
    if year is None:
        return Resolved(None, reason=NO_YEAR)
    if not _exists(year, month, number):
        return Resolved(None, reason=_NO_SUCH_DAY)
    return Resolved(one(date(year, month, number)))


def read_day_range(found: Found) -> Resolved | None:
    """Reads "3 to 5 May", "April 3-5"; both days where it is "3 and 5 May"."""
    month, first, last = found.number("m"), found.value("d"), found.value("d2")
    if month is None or first is None or last is None:
        return None
    low, high = ordinal(first), ordinal(last)
    if low > high or not _exists(2000, month, high):
        return None
    year = found.number("y") or found.year or _likely_year(found, month, high)
    if year is None:
        return Resolved(None, reason=NO_YEAR)
    if not _exists(year, month, high):
        return Resolved(None, reason=_NO_SUCH_DAY)
    return Resolved(by_length(date(year, month, low), date(year, month, high)))


def read_numeric(found: Found) -> Resolved | None:
    """Reads "2017-04-05", "05.04.2017" (day first), "25/12/2016"; "04/05/2017" can't be told and stays unresolved."""
    text = str(found.value("n"))
    parts = [int(part) for part in text.replace("/", "-").replace(".", "-").split("-")]
    lengths = [len(part) for part in text.replace("/", "-").replace(".", "-").split("-")]
    if lengths[0] == 4:
        year, month, day = parts
    elif lengths[2] == 4 and lengths[0] <= 2:
        day, month, year = parts
        if "/" in text and month > 12:
            day, month = month, day
        elif "/" in text and day <= 12 and day != month:
            return Resolved(None, reason="which number is the day and which the month can't be told")
    else:
        return None
    if year < 1 or not _exists(year, month, day):
        return None
    return Resolved(one(date(year, month, day)))


def read_week_of(found: Found) -> Resolved | None:
    """Reads "the week of March 9": Monday to Sunday around it."""
    if not any(found.text_of(i) == "week" for i in (found.start, found.start + 1)):
        return None
    inner = read_date(found)
    if inner is None or inner.interval is None:
        return inner
    return Resolved(week_of(inner.interval.start))


def read_month(found: Found) -> Resolved | None:
    """Reads "in March", "August 2013", "late March", "last April", "October last year"."""
    month = found.number("m")
    if month is None or (found.has("ryu") and found.value("ryu") != "year"):
        return None
    year, rel, day = found.number("y"), found.word("rel"), found.scene.day
    qualified = found.has("q") or bool(rel) or year is not None or found.has("ry")
    if not qualified and not _names_month(found):
        return None
    if year is None:
        if day is None and found.year is None:
            return Resolved(None, reason=NO_YEAR)
        if found.has("ry") and day is not None:
            year = day.year + {"last": -1, "this": 0, "next": 1}[found.word("ry")]
        elif rel == "last" and day is not None:
            year = day.year if month < day.month else day.year - 1
        elif rel == "next" and day is not None:
            year = day.year if month > day.month else day.year + 1
        elif rel and day is not None:
            year = day.year
        else:
            year = found.year or _likely_year(found, month, None)
    if year is None:
        return Resolved(None, reason=NO_YEAR)
    return Resolved(narrowed(found, month_of(year, month)))


def _names_month(found: Found) -> bool:
    """Whether a bare month's name is the month: "May" may be a name or a verb, and "March" a walk."""
    index = found.match.start("m")
    token = found.token(index)
    if token.ent_type_ == "PERSON" or token.tag_ == "MD":
        return False
    if token.text.lower() not in _AMBIGUOUS_MONTHS:
        return True
    return found.led("month", index) and not (found.text_of(index - 1) == "the" and token.dep_ == "ROOT")


def read_month_range(found: Found) -> Resolved | None:
    """Reads "March to May 2015", "March and April 2012"."""
    first, last, year = found.number("m"), found.number("m2"), found.number("y")
    if first is None or last is None or year is None or first > last:
        return None
    return Resolved(months_of(year, first, last - first + 1))


def read_holiday(found: Found) -> Resolved | None:
    """Reads "Christmas", "Christmas Eve": those of a fixed day."""
    month, number = (int(part) for part in str(found.value("h")).split("-"))
    if found.has("e") and found.value("e") not in (0, "day"):
        return None
    year = found.number("y") or _likely_year(found, month, number)
    if year is None:
        return Resolved(None, reason=NO_YEAR)
    eve = found.word("e") == "eve"
    day = date(year, month, number)
    return Resolved(one(shift(day, "day", -1) if eve else day))


ABSOLUTE = {
    "date": read_date,
    "day_range": read_day_range,
    "numeric": read_numeric,
    "week_of": read_week_of,
    "month": read_month,
    "month_range": read_month_range,
    "holiday": read_holiday,
}
