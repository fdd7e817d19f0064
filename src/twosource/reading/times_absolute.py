"""Times of the calendar: dates, months, seasons, years; a missing year comes from the report's day."""

from __future__ import annotations

from datetime import date

from twosource.reading.times_calendar import (
    by_length,
    month_of,
    months_of,
    one,
    part_of,
    shift,
    unit_around,
    week_of,
    year_of,
    years_of,
)
from twosource.reading.times_found import NO_YEAR, Found, Resolved
from twosource.records import Interval

_NO_SUCH_DAY = "no such day in the calendar"
_PARTS = {"early": "early", "beginning": "early", "start": "early", "outset": "early", "mid": "mid", "middle": "mid"}
_AMBIGUOUS_MONTHS = frozenset({"march", "april", "may", "june", "august"})
_MONTH_LEADS = (
    "IN SINCE LAST THIS NEXT EARLY LATE MID OF UNTIL TO BY FROM BETWEEN AND OR WITHIN EVERY BEFORE AFTER HY THE FOR"
    " EARLIER LATER"
).split()
_YEAR_LEADS = "IN SINCE OF BY FROM UNTIL WITHIN BETWEEN AFTER BEFORE".split()


def narrowed(found: Found, whole: Interval) -> Interval:
    """The early, middle or late part, where the words ask for one ("q")."""
    word = found.word("q")
    if not word or word in ("earlier", "later"):
        return whole
    return part_of(whole, _PARTS.get(word, "late"))


def _likely_year(found: Found, month: int, day_of_month: int | None) -> int | None:
    """The year that a date without one means: the nearest by the tense, else the nearest; None with no day known."""
    day = found.scene.day
    if day is None:
        return None
    outlook = found.outlook()
    back, ahead = {"past": (1.0, 5.0), "future": (4.0, 1.0)}.get(outlook or "", (1.0, 2.5))

    def cost(year: int) -> float:
        if day_of_month is None:
            whole = month_of(year, month)
            distance = (whole.start - day).days if whole.start > day else min(0, (whole.end - day).days)
        else:
            distance = (_on(year, month, day_of_month) - day).days
        return distance * ahead if distance > 0 else -distance * back

    years = [year for year in (day.year - 1, day.year, day.year + 1) if _exists(year, month, day_of_month or 1)]
    return min(years, key=cost) if years else None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _on(year: int, month: int, day: int) -> date:
    return date(year, month, day)


def read_date(found: Found) -> Resolved | None:
    """ "April 4", "Wed 05 Apr 2017", "the 5th of May"."""
    month, day_of_month = found.number("m"), found.value("d")
    if month is None or day_of_month is None:
        return None
    number = _ordinal(day_of_month)
    given = found.number("y")
    in_month = found.is_class(found.start - 1, "IN") and found.match.start("m") == found.start
    if in_month and given is None and _counts(found, found.match.start("d")):
        return None  # "In March 14 people were killed"
    if not _exists(2000, month, number):
        return Resolved(None, reason=_NO_SUCH_DAY)
    year = given or found.year or _likely_year(found, month, number)
    if year is None:
        return Resolved(None, reason=NO_YEAR)
    if not _exists(year, month, number):
        return Resolved(None, reason=_NO_SUCH_DAY)
    return Resolved(one(date(year, month, number)))


def _ordinal(value: int | str) -> int:
    return value if isinstance(value, int) else int("".join(c for c in value if c.isdigit()))


def _counts(found: Found, index: int) -> bool:
    """Whether a number counts what follows it ("In March 14 people were killed")."""
    token = found.token(index)
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS" and token.ent_type_ != "DATE"


def read_day_range(found: Found) -> Resolved | None:
    """ "3 to 5 May", "April 3-5"; both days where it is "3 and 5 May"."""
    month, first, last = found.number("m"), found.value("d"), found.value("d2")
    if month is None or first is None or last is None:
        return None
    low, high = _ordinal(first), _ordinal(last)
    if low > high or not _exists(2000, month, high):
        return None
    year = found.number("y") or found.year or _likely_year(found, month, high)
    if year is None:
        return Resolved(None, reason=NO_YEAR)
    if not _exists(year, month, high):
        return Resolved(None, reason=_NO_SUCH_DAY)
    return Resolved(by_length(date(year, month, low), date(year, month, high)))


def read_numeric(found: Found) -> Resolved | None:
    """ "2017-04-05", "05.04.2017" (day first), "25/12/2016"; "04/05/2017" can't be told and stays unresolved."""
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
    if not 1 <= year or not _exists(year, month, day):
        return None
    return Resolved(one(date(year, month, day)))


def read_week_of(found: Found) -> Resolved | None:
    """ "the week of March 9": Monday to Sunday around it."""
    if not any(found.text_of(i) == "week" for i in (found.start, found.start + 1)):
        return None
    inner = read_date(found)
    if inner is None or inner.interval is None:
        return inner
    return Resolved(week_of(inner.interval.start))


def read_month(found: Found) -> Resolved | None:
    """ "in March", "August 2013", "late March", "last April", "October last year"."""
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
    return found.is_class(index - 1, *_MONTH_LEADS) and not (found.text_of(index - 1) == "the" and token.dep_ == "ROOT")


def read_month_range(found: Found) -> Resolved | None:
    """ "March to May 2015", "March and April 2012"."""
    first, last, year = found.number("m"), found.number("m2"), found.number("y")
    if first is None or last is None or year is None or first > last:
        return None
    return Resolved(months_of(year, first, last - first + 1))


def read_season(found: Found) -> Resolved | None:
    """ "the summer of 2013", "last winter": by the northern hemisphere's months; a winter by its December.

    A bare season names no year and no season for certain ("fall" is a verb, "spring" a source): it is passed over.
    """
    month, year, rel, day = found.number("s"), found.number("y"), found.word("rel"), found.scene.day
    if month is None:
        return None
    if year is None:
        if rel not in ("last", "this", "next") or found.is_class(found.end, "OF"):
            return None
        if day is None:
            return Resolved(None, reason="the report's day is not known")
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
    """ "in 2015", "the 2013 attack", "late 2016"; four figures that count something are no year ("2000 rebels")."""
    year = found.number("y")
    if year is None or (found.has("yu") and found.value("yu") != "year"):
        return None
    index = found.match.start("y")
    start = found.scene.words.starts[index]
    end = found.scene.words.ends[index]
    before, after = found.scene.text[start - 1 : start], found.scene.text[end : end + 1]
    if before in tuple("$£€#/_.@:+%&=-") and start or after in tuple("%/_@:°"):
        return None
    if not (found.has("q") or found.has("yu") or found.is_class(index - 1, *_YEAR_LEADS)):
        if not 1900 <= year or not _is_year(found, index):
            return None
    elif found.is_class(index + 1, "UNITS", "SMALL") or _is_amount(found, index):
        return None
    return Resolved(narrowed(found, year_of(year)))


def _is_amount(found: Found, index: int) -> bool:
    token = found.token(index)
    return token.ent_type_ in ("MONEY", "QUANTITY", "PERCENT") or (
        token.ent_type_ == "CARDINAL" and _counts(found, index)
    )


def _is_year(found: Found, index: int) -> bool:
    """Whether four figures without a word that leads a year are one."""
    token = found.token(index)
    if token.ent_type_ in ("CARDINAL", "MONEY", "QUANTITY", "PERCENT", "ORDINAL"):
        return False
    if token.ent_type_ == "DATE":
        return not _counts(found, index)
    return found.is_class(index - 1, "THE", "AND") and not _counts(found, index)


def read_year_range(found: Found) -> Resolved | None:
    """ "2015-2016", "2012-13", "1939 to 1945"."""
    first, last = found.number("y"), found.number("y2")
    if first is None or last is None:
        return None
    if last < 100 and found.is_class(found.match.start("j"), "HY"):
        last += first // 100 * 100
    return Resolved(years_of(first, last)) if first < last < first + 100 else None


def read_spelled_year(found: Found) -> Resolved | None:
    """ "nineteen ninety-six", as broadcasts write it."""
    century, tens, ones = found.number("c"), found.number("t"), found.number("o") or 0
    if century not in (18, 19) or tens is None or not (20 <= tens <= 90 or 10 <= tens <= 19) or ones > 9:
        return None
    return Resolved(year_of(century * 100 + tens + ones))


def read_decade(found: Found) -> Resolved | None:
    """ "the 1990s", "the early 80s", "the nineties"."""
    value = found.value("n")
    if value is None:
        return None
    number = value if isinstance(value, int) else int(value[:-1])
    if number < 100:
        number += 1900
    return Resolved(narrowed(found, years_of(number, number + 9)))


def read_century(found: Found) -> Resolved | None:
    """ "the 21st century"."""
    value = found.value("n")
    if found.value("u") != "century" or value is None:
        return None
    number = _ordinal(value)
    return Resolved(years_of((number - 1) * 100 + 1, number * 100)) if 1 <= number <= 21 else None


def read_quarter(found: Found) -> Resolved | None:
    """ "the third quarter", "the first quarter of 2016"."""
    value, day = found.value("n"), found.scene.day
    if found.value("u") != "quarter" or value is None or not 1 <= (number := _ordinal(value)) <= 4:
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


def read_holiday(found: Found) -> Resolved | None:
    """ "Christmas", "Christmas Eve": those of a fixed day."""
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
    "season": read_season,
    "year": read_year,
    "year_range": read_year_range,
    "spelled_year": read_spelled_year,
    "decade": read_decade,
    "century": read_century,
    "quarter": read_quarter,
    "holiday": read_holiday,
}
