"""Longer stretches of the calendar: seasons, quarters, years, decades, centuries."""

from __future__ import annotations

from datetime import date

from twosource.reading.times_calendar import (
    months_of,
    unit_around,
    year_of,
    years_of,
)
from twosource.reading.times_found import NO_DAY, NO_YEAR, Found, Resolved, narrowed, ordinal


def read_season(found: Found) -> Resolved | None:
    """Reads "the summer of 2013", "last winter": by the northern hemisphere's months; a winter by its December.

    A bare season names no year and no season for certain ("fall" is a verb, "spring" a source): it is passed over.
    """
    month, year, rel, day = found.number("s"), found.number("y"), found.word("rel"), found.scene.day
    if month is None:
        return None
    if year is None:
        if rel not in ("last", "this", "next") or found.is_class(found.end, "OF"):
            return None
        if day is None:
            return Resolved(None, reason=NO_DAY)
        began = [y for y in (day.year - 1, day.year) if date(y, month, 1) <= day][-1]
        running = day <= months_of(began, month, 3).end
        if rel == "last":
            year = began - 1 if running else began
        elif rel == "next":
            year = began + 1
        else:
            year = began if running or found.outlook() == "past" else began + 1
    return Resolved(narrowed(found, months_of(year, month, 3)))


def read_year(found: Found) -> Resolved | None:
    """Reads "in 2015", "the 2013 attack", "late 2016"; figures that count something are no year ("2000 rebels")."""
    year = found.number("y")
    if year is None or (found.has("yu") and found.value("yu") != "year"):
        return None
    index = found.match.start("y")
    start = found.scene.words.starts[index]
    end = found.scene.words.ends[index]
    before, after = found.scene.text[start - 1 : start], found.scene.text[end : end + 1]
    if (start and not found.has("q") and before in tuple("$£€#/_.@:+%&=-")) or after in tuple("%/_@:°"):
        return None
    if not (found.has("q") or found.has("yu") or found.led("year", index)):
        if year < 1900 or not _is_year(found, index):
            return None
    elif found.is_class(index + 1, "UNITS", "SMALL") or _is_amount(found, index):
        return None
    return Resolved(narrowed(found, year_of(year)))


def _is_amount(found: Found, index: int) -> bool:
    token = found.token(index)
    return token.ent_type_ in ("MONEY", "QUANTITY", "PERCENT") or (
        token.ent_type_ == "CARDINAL" and found.counts(index)
    )


def _is_year(found: Found, index: int) -> bool:
    """Whether four figures without a word that leads a year are one."""
    token = found.token(index)
    if token.ent_type_ in ("CARDINAL", "MONEY", "QUANTITY", "PERCENT", "ORDINAL"):
        return False
    if token.ent_type_ == "DATE":
        return not found.counts(index)
    return found.is_class(index - 1, "THE", "AND") and not found.counts(index)


def read_year_range(found: Found) -> Resolved | None:
    """Reads "2015-2016", "2012-13", "1939 to 1945"."""
    first, last = found.number("y"), found.number("y2")
    if first is None or last is None:
        return None
    if last < 100 and found.is_class(found.match.start("j"), "HY"):
        last += first // 100 * 100
    return Resolved(years_of(first, last)) if first < last < first + 100 else None


def read_spelled_year(found: Found) -> Resolved | None:
    """Reads "nineteen ninety-six", as broadcasts write it."""
    century, tens, ones = found.number("c"), found.number("t"), found.number("o") or 0
    if century not in (18, 19) or tens is None or not (20 <= tens <= 90 or 10 <= tens <= 19) or ones > 9:
        return None
    return Resolved(year_of(century * 100 + tens + ones))


def read_decade(found: Found) -> Resolved | None:
    """Reads "the 1990s", "the early 80s", "the nineties"."""
    value = found.value("n")
    if value is None:
        return None
    number = value if isinstance(value, int) else int(value[:-1])
    if number < 100:
        if not isinstance(value, int) and not found.is_class(
            found.match.start("n") - 1, "APOS", "THE", "EARLY", "LATE"
        ):
            return None  # "in his 30s"
        number += 1900
    return Resolved(narrowed(found, years_of(number, number + 9)))


def read_century(found: Found) -> Resolved | None:
    """Reads "the 21st century"."""
    value = found.value("n")
    if found.value("u") != "century" or value is None:
        return None
    number = ordinal(value)
    return Resolved(years_of((number - 1) * 100 + 1, number * 100)) if 1 <= number <= 21 else None


def read_quarter(found: Found) -> Resolved | None:
    """Reads "the third quarter", "the first quarter of 2016"."""
    value, day = found.value("n"), found.scene.day
    if found.value("u") != "quarter" or value is None or not 1 <= (number := ordinal(value)) <= 4:
        return None
    year = found.number("y")
    if year is None and day is None:
        return Resolved(None, reason=NO_YEAR)
    if year is None and day is not None:
        if found.has("ry"):
            year = day.year + {"last": -1, "this": 0, "next": 1}[found.word("ry")]
        else:
            current = unit_around(day, "quarter").start
            year = day.year if number * 3 - 2 <= current.month else day.year - 1
            if found.outlook() == "future" and number * 3 - 2 < current.month:
                year = day.year + 1
            elif found.outlook() == "future":
                year = day.year
    if year is None:
        return None
    return Resolved(months_of(year, number * 3 - 2, 3))


YEARS = {
    "season": read_season,
    "year": read_year,
    "year_range": read_year_range,
    "spelled_year": read_spelled_year,
    "decade": read_decade,
    "century": read_century,
    "quarter": read_quarter,
}
