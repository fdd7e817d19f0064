"""How long, how often, and words that name no time of the calendar."""

from __future__ import annotations

from twosource.reading.times_found import DURATION, SET, UNRESOLVED, Found, Resolved
from twosource.reading.times_outlook import perfect
from twosource.reading.times_relative import back_or_on


def read_duration(found: Found) -> Resolved | None:
    """Reads "for two days", "a 30-day truce"; "have been killed in three days" is the three days up to the report's."""
    unit, day = str(found.value("u")), found.scene.day
    lone = found.match.end("n") == found.match.start("u") == found.match.start("n") + 1
    lone = lone and found.is_class(found.match.start("n"), "AA")
    if found.is_class(found.end - 1, "OLD") or (unit == "quarter" and not found.is_class(found.start - 1, "FOR")):
        return None
    if lone and found.start == found.match.start("n") and not found.led("length", found.start):
        return None  # a rate: "two million a year"
    count = found.count("n")
    led = found.led("window", found.start)
    hyphened = found.is_class(found.match.start("u") - 1, "HY")
    if led and not hyphened and count and not found.has("f") and perfect(found.token(found.end - 1)):
        if day is None:
            return UNRESOLVED
        return Resolved(back_or_on(day, unit, count, -1))
    return DURATION


def read_bare_units(found: Found) -> Resolved | None:
    """Reads "for years", "a monthlong siege"."""
    led = found.led("lengths", found.start)
    if not led and not found.is_class(found.start, "LONG"):
        return None
    return DURATION


def read_set(_found: Found) -> Resolved | None:
    """Reads "every day", "daily"."""
    return SET


def read_vague(found: Found) -> Resolved | None:
    """Reads "now", "recently": names no calendar time."""
    if found.text_of(found.end - 1) == "past" and not found.is_class(found.start - 1, "IN"):
        return None
    return Resolved(None, reason="names no time of the calendar")


LENGTHS = {
    "duration": read_duration,
    "bare_units": read_bare_units,
    "set": read_set,
    "vague": read_vague,
}
