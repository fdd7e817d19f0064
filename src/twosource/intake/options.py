"""What the user says of the inputs, where they don't say it themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from twosource.intake.dates import read_published

DEFAULT_STORY = "default"
SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Said once for a run. What an input says of itself goes before `published`, `publisher` and `url`.

    Raises ValueError, naming the option and the remedy, on a date that isn't one, an empty story or text that no
    file can hold.
    """

    captured: str
    """The time of capture, an ISO time with its zone: given by the caller, so that a run can be repeated."""
    story: str = DEFAULT_STORY
    published: str | None = None
    """An ISO date, or an ISO time with its zone."""
    publisher: str | None = None
    url: str | None = None
    """The address of the one page that is read; not applied where an input holds several reports."""
    collector: str | None = None
    """Who took the bytes in."""

    def __post_init__(self) -> None:
        for name in ("captured", "story", "published", "publisher", "url", "collector"):
            value = getattr(self, name)
            if value is not None and SURROGATE.search(value):
                raise ValueError(f"{name} {value!r} can't be written as UTF-8: give it in UTF-8")
            if value is not None and not value.strip():
                raise ValueError(f"{name} is empty: leave it out, or give one")
        for name in ("captured", "published"):
            value = getattr(self, name)
            if value is None:
                continue
            stated = read_published(value)
            if stated.problem or (name == "captured" and "T" not in stated.value):
                asked = "2023-05-23T14:05:00+02:00" if name == "captured" else "2023-05-23 or 2023-05-23T14:05:00+02:00"
                raise ValueError(f"{name} {value!r} is no {'time' if name == 'captured' else 'date'}: write {asked}")
