"""How well two positions on one event put forward the same thing, beyond their words."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.records import Interval, Place
from twosource.weaving.deeds import again, apart, deeds_of, sites_of
from twosource.weaving.linkage import BARRED
from twosource.weaving.similarity import place_fit, time_fit
from twosource.weaving.threads import Item

_PERIODS = (1, 3, 16, 62, 366)
"""Days up to which spans of time are of one class: a day's dead, some days', a week's or two, months', a year's."""


@dataclass(frozen=True, slots=True)
class Told:
    """What an item's own words tell of kind, site, time and place."""

    deeds: frozenset[str]
    sites: frozenset[str]
    again: bool
    time: Interval | None
    place: Place | None

    @classmethod
    def of(cls, item: Item) -> Told:
        """As read from its frame."""
        frame = item.position.frame
        return cls(deeds_of(frame), sites_of(frame), again(frame), frame.time, frame.place)


def occurrence_fit(a: Told, b: Told, near: float) -> float:
    """How likely two tellings of an event tell of the same happening; `near` is how near their words are (0..1).

    Different kinds of deed, days and places that lie apart are never one, not even through a vaguer third.
    """
    if apart(a.deeds, b.deeds) or time_fit(a.time, b.time) <= -1.0 or place_fit(a.place, b.place) <= -1.0:
        return BARRED
    score = 0.4 + 0.6 * near
    if a.again != b.again:
        score -= 0.3
    if a.sites and b.sites:
        score += 0.2 if a.sites & b.sites else -0.3
    elif a.sites or b.sites:
        score -= 0.15
    return score


def toll_fit(a: Told, b: Told) -> float:
    """Two tolls of one kind are one with several figures, save where they count other days or periods."""
    if a.time is None or b.time is None:
        return 1.0
    return BARRED if time_fit(a.time, b.time) <= -1.0 or _period(a.time) != _period(b.time) else 1.0


def _period(time: Interval) -> int:
    days = (time.end - time.start).days + 1
    return sum(days > bound for bound in _PERIODS)
