"""Times that count from the report's day or from a time named before it."""

from __future__ import annotations

import math
from datetime import date, timedelta

from twosource.reading.times_calendar import (
    DAY,
    FEW_DAYS,
    MONTH,
    WEEK,
    by_length,
    one,
    shift,
    unit_around,
)
from twosource.reading.times_found import DURATION, NO_ANCHOR, SET, UNRESOLVED, Found, Resolved, narrowed
from twosource.records import Interval

_SOME_DAYS = 6
"""How far "recent days" and "days ago" reach."""
_STEPS = {"last": -1, "past": -1, "this": 0, "current": 0, "the": 0, "next": 1, "coming": 1}


def read_weekday(found: Found) -> Resolved | None:
    """Reads "Monday": the latest one, the report's day included, or the next one where the words look ahead."""
    weekday, day = found.number("w"), found.scene.day
    index = found.match.start("w")
    if weekday is None or found.is_class(index - 1, "NAMING") or found.is_class(found.end, "PAPER"):
        return None
    if found.is_class(index - 1, "EVERY"):
        return SET
    if found.is_class(index, "WDAYS") and found.is_class(index - 1, "ON") and not _before_noun(found, index):
        return SET
    if found.has("rwu") and found.value("rwu") != "week":
        return None
    if day is None:
        return UNRESOLVED
    if found.has("rwu"):
        monday = unit_around(day, "week").start + timedelta(days=7 * _STEPS[found.word("rw")])
        return Resolved(one(monday + timedelta(days=weekday)))
    back, ahead = (day.weekday() - weekday) % 7, (weekday - day.weekday()) % 7
    rel = found.word("rel")
    second = found.text_of(found.match.start("rel") + 1) if rel in ("this", "the") else ""
    if rel in ("last", "past") or second == "past":
        target = day - timedelta(days=back or 7)
    elif rel == "next":
        target = day + timedelta(days=ahead or 7)
    elif "coming" in (rel, second):
        target = day + timedelta(days=ahead)
    elif rel == "the":  # "the previous Friday"
        if found.anchor is None or found.anchor.precision != DAY:
            return Resolved(None, reason=NO_ANCHOR)
        from_anchor = (found.anchor.start.weekday() - weekday) % 7 or 7
        ahead_of = (weekday - found.anchor.start.weekday()) % 7 or 7
        target = found.anchor.start + timedelta(days=ahead_of if second in ("following", "ensuing") else -from_anchor)
    elif _ahead(found):
        target = day + timedelta(days=ahead)
    else:
        target = day - timedelta(days=back)
    if found.has("o") or found.is_class(found.end - 1, "OVERNIGHT"):
        return Resolved(_night(target, day))
    return Resolved(one(target))


def _night(evening: date, day: date) -> Interval:
    """A night: its evening's day and the next, or the one before where the next lies ahead of the report."""
    if evening == day:
        evening -= timedelta(days=1)
    return Interval(evening, evening + timedelta(days=1), FEW_DAYS)


def _ahead(found: Found) -> bool:
    """Whether a weekday lies ahead. "Monday's raid" doesn't, nor does "By Monday, ten had died"."""
    if found.is_class(found.end, "APOS") or found.is_class(found.match.start("w"), "WDAYS"):
        return False
    if found.is_class(found.start - 1, "UNTIL", "BY") and found.text_of(found.start - 1) != "through":
        return found.bounded()
    return found.outlook() == "future"


def _before_noun(found: Found, index: int) -> bool:
    token = found.token(index)
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return following is not None and following.pos_ in ("NOUN", "ADJ", "PROPN")


def read_today(found: Found) -> Resolved | None:
    """Reads "today", "late yesterday", "tomorrow night"."""
    day, offset = found.scene.day, found.number("t")
    if day is None:
        return UNRESOLVED
    return Resolved(one(day + timedelta(days=offset or 0)))


def read_part(found: Found) -> Resolved | None:
    """Reads "this morning" (the report's day) and "last night" (the day before)."""
    day = found.scene.day
    if day is None:
        return UNRESOLVED
    return Resolved(one(day - timedelta(days=1) if found.word("rel") == "last" else day))


def read_overnight(found: Found) -> Resolved | None:
    """Reads "overnight": the night to the report's day."""
    day = found.scene.day
    return Resolved(_night(day, day)) if day is not None else UNRESOLVED


def read_relative_unit(found: Found) -> Resolved | None:
    """Reads "last week", "this month", "early next year"; "earlier this month" runs up to the report's day."""
    unit, day, rel, asked = found.value("u"), found.scene.day, found.word("rel"), found.word("q")
    plural = found.is_class(found.match.start("u"), "UNITS")
    if plural and not (rel in ("last", "this") and _before_noun(found, found.match.start("u"))):
        return None
    if unit in ("day", "century", "decade") and rel not in ("this", "last"):
        return None
    if unit == "day" or (rel == "past" and found.text_of(found.start) in ("the", "past")):
        return None
    if day is None:
        return UNRESOLVED
    unit = str(unit)
    step = _STEPS[rel]
    if found.text_of(found.match.start("rel") + 1) in ("past", "coming"):
        step = _STEPS[found.text_of(found.match.start("rel") + 1)]
    if unit == "weekend" and rel == "this" and found.outlook() == "past" and day.weekday() < 5:
        step -= 1
    whole = unit_around(shift(day, "week" if unit == "weekend" else unit, step), "week" if unit == "weekend" else unit)
    if unit == "weekend":
        whole = unit_around(whole.start, "weekend")
    if asked == "earlier" and whole.start <= day <= whole.end:
        return Resolved(Interval(whole.start, day, whole.precision))
    if asked == "later" and whole.start <= day <= whole.end:
        return Resolved(Interval(day, whole.end, whole.precision))
    return Resolved(narrowed(found, whole))


def read_the_weekend(found: Found) -> Resolved | None:
    """Reads "the weekend", "at the weekend": the latest one, or the next where the words look ahead."""
    day = found.scene.day
    if found.value("u") != "weekend":
        return None
    if day is None:
        return UNRESOLVED
    if day.weekday() >= 5 or found.outlook() == "future":
        return Resolved(unit_around(day, "weekend"))
    return Resolved(unit_around(day - timedelta(days=7), "weekend"))


def back_or_on(day: date, unit: str, count: int, sign: int) -> Interval:
    """So many units before the day up to it, or from it on."""
    if unit in ("hour", "minute"):
        hours = count if unit == "hour" else 1
        other = day + timedelta(days=sign * (math.ceil(hours / 24) if hours > 12 else 0))
    else:
        other = shift(day, "week" if unit == "weekend" else unit, sign * count)
    return by_length(min(day, other), max(day, other))


def read_rolling(found: Found) -> Resolved | None:
    """Reads "the past three months", "the last 48 hours", "recent days": up to the report's day, or from it."""
    unit, day, rel = str(found.value("u")), found.scene.day, found.word("rel")
    if rel == "next" and unit == "day" and not found.has("n"):
        return None
    if not found.has("n") and found.is_class(found.match.start("u"), "UNITS", "SMALL"):
        if rel == "last" or (rel == "next" and unit != "day"):
            return None
        count = None
    else:
        count = found.count("n") if found.has("n") else 1
        if found.is_class(found.end, "OF") and rel in ("last", "next"):
            return DURATION
    if day is None:
        return UNRESOLVED
    sign = 1 if rel in ("next", "coming") else -1
    if count is None:
        if unit in ("hour", "minute"):
            return Resolved(one(day))
        if unit == "day":
            return Resolved(by_length(*sorted((day, day + timedelta(days=sign * _SOME_DAYS)))))
        if unit == "week":
            return Resolved(by_length(*sorted((day, day + timedelta(days=sign * 28)))))
        return Resolved(None, reason=f"how many {unit}s isn't said")
    return Resolved(back_or_on(day, unit, count, sign))


def _away(day: date, unit: str, count: int, sign: int) -> Interval:
    """So many units away: a day for days, about a week for weeks, a calendar month or year for those."""
    if unit in ("hour", "minute"):
        hours = count if unit == "hour" else 0
        near = day + timedelta(days=sign * (hours // 24))
        return by_length(*sorted((near, day + timedelta(days=sign * math.ceil(hours / 24))))) if hours > 6 else one(day)
    if unit in ("week", "fortnight", "weekend"):
        middle = shift(day, "fortnight" if unit == "fortnight" else "week", sign * count)
        return Interval(middle - timedelta(days=3), middle + timedelta(days=3), WEEK)
    return unit_around(shift(day, unit, sign * count), unit)


def _some_away(day: date, unit: str, sign: int) -> Resolved:
    if unit == "day":
        near, far = sorted((day + timedelta(days=sign * 2), day + timedelta(days=sign * _SOME_DAYS)))
        return Resolved(Interval(near, far, FEW_DAYS))
    if unit == "week":
        near, far = sorted((day + timedelta(days=sign * 14), day + timedelta(days=sign * 41)))
        return Resolved(Interval(near, far, MONTH))
    if unit in ("hour", "minute"):
        return Resolved(one(day))
    return Resolved(None, reason=f"how many {unit}s isn't said")


def read_ago(found: Found) -> Resolved | None:
    """Reads "two days ago", "a week ago" (the days around it), "days ago" (2 to 6)."""
    unit, day = str(found.value("u")), found.scene.day
    if not found.has("n") and not found.is_class(found.match.start("u"), "UNITS", "SMALL"):
        return None
    if day is None:
        return UNRESOLVED
    count = found.count("n")
    return Resolved(_away(day, unit, count, -1)) if count else _some_away(day, unit, -1)


def read_anchored(found: Found) -> Resolved | None:
    """Reads "a day earlier", "the next day", "that week": counts from the time named last before it."""
    unit, direction, anchor = str(found.value("u")), found.word("dir"), found.anchor
    loose = not found.has("n") and direction in ("earlier", "later")
    if loose and not found.is_class(found.match.start("u"), "UNITS", "SMALL"):
        return None
    if direction == "before" and (last := found.token(found.end - 1)).n_lefts + last.n_rights > 0:
        return Resolved(None, reason="counts from what the words behind it name")
    if unit not in ("day", "week", "month", "year", "hour", "minute", "weekend", "decade", "quarter", "fortnight"):
        unit = "day"
    small = unit in ("day", "hour", "minute", "weekend")
    if (
        anchor is None
        or (small and anchor.precision != DAY)
        or (unit in ("week", "fortnight") and anchor.precision > WEEK)
    ):
        return Resolved(None, reason=NO_ANCHOR)
    if unit == "month" and anchor.precision > MONTH:
        return Resolved(None, reason=NO_ANCHOR)
    sign = {"earlier": -1, "previous": -1, "preceding": -1, "before": -1, "same": 0, "that": 0}.get(direction, 1)
    if found.has("n") or direction in ("earlier", "later"):
        count = found.count("n")
        return Resolved(_away(anchor.start, unit, count, sign)) if count else _some_away(anchor.start, unit, sign)
    if unit == "weekend":
        return Resolved(unit_around(anchor.start + timedelta(days=7 * sign), "weekend"))
    return Resolved(unit_around(shift(anchor.start, "day" if small else unit, sign), "day" if small else unit))


RELATIVE = {
    "weekday": read_weekday,
    "today": read_today,
    "part": read_part,
    "overnight": read_overnight,
    "relative_unit": read_relative_unit,
    "the_weekend": read_the_weekend,
    "rolling": read_rolling,
    "ago": read_ago,
    "anchored": read_anchored,
}
