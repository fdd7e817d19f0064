"""The date or time that an input states, in one form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]"
    r"(?P<clock>[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?)\s?(?P<zone>[Zz]|[+-][0-9]{2}:?[0-9]{2})?"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A date or time as stated. `value` is "" where none can be read; `problem` is then `bad-date`.

    A time without its zone gives its day alone, with the problem `no-zone`: the instant isn't known.
    """

    value: str
    problem: str | None = None


def read_published(words: str) -> Stated:
    """`2023-05-23`, or an ISO time with its zone, `T` and `Z` in upper case. Nothing is guessed from other forms."""
    words = words.strip()
    try:
        if _DAY.fullmatch(words):
            date.fromisoformat(words)
            return Stated(words)
        if match := _TIME.fullmatch(words):
            date.fromisoformat(match["day"])
            zone = (match["zone"] or "").upper()
            time = f"{match['day']}T{match['clock'].replace(',', '.')}{zone}"
            datetime.fromisoformat(time)
            return Stated(time) if zone else Stated(match["day"], "no-zone")
    except ValueError:  # a thirteenth month, a 25th hour
        pass
    return Stated("", "bad-date")
