"""How near two frames' times, places and words are."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from twosource.language.en.events import lexicon
from twosource.records import Interval, Place

_EARTH_KM = 6371.0
PROVINCE = 4
"""The precision of a first-level division (UCDP's `where_prec`)."""


def km(a: Place, b: Place) -> float:
    """Great-circle distance of two places' points in kilometres."""
    la1, lo1, la2, lo2 = map(math.radians, (a.lat, a.lon, b.lat, b.lon))
    h = math.sin((la2 - la1) / 2) ** 2 + math.cos(la1) * math.cos(la2) * math.sin((lo2 - lo1) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(h))


def place_fit(a: Place | None, b: Place | None) -> float:
    """1 the same place, down over "inside" and "near" to -1 for places that can't be one; 0 where either is unknown.

    A country or a vague region holds too much to say that two are one: inside it counts little.
    """
    if a is None or b is None:
        return 0.0
    if a.ref is not None and a.ref == b.ref:
        return 1.0 if a.precision <= 4 else 0.3
    if a.admin1 is not None and a.admin1 == b.admin1 and a.country == b.country and (_seat(a) or _seat(b)):
        return 0.4
    if _other_province(a, b) or _other_province(b, a):
        return -1.0
    distance = km(a, b)
    wide, narrow = max(a.radius_km, b.radius_km), min(a.radius_km, b.radius_km)
    if distance <= max(3.0, narrow):
        return 0.9 if wide <= 60 else 0.3
    if distance <= wide + narrow:
        return 0.5 if wide <= 200 else 0.15
    if distance <= wide + narrow + 15:
        return 0.1
    return -1.0 if max(a.precision, b.precision) <= 4 else -0.25  # a country or a sea is often named in passing


def _other_province(wide: Place, narrow: Place) -> bool:
    """Whether a province is named and a place in another province of the same country."""
    known = wide.admin1 is not None and narrow.admin1 is not None and wide.country == narrow.country
    return known and wide.precision == PROVINCE and narrow.precision < PROVINCE and wide.admin1 != narrow.admin1


def _seat(place: Place) -> bool:
    """Whether a town bears its province's name: "in Idlib" may mean either."""
    province = (place.admin1 or "").casefold()
    name = place.name.casefold()
    return place.precision <= 2 and bool(province) and (province.startswith(name) or name.startswith(province))


def time_fit(a: Interval | None, b: Interval | None) -> float:
    """1 the same days, less where one is vaguer, -1 for days that lie apart; 0 where either is unknown."""
    if a is None or b is None:
        return 0.0
    if a.overlaps(b):
        days = max((a.end - a.start).days, (b.end - b.start).days)
        return 1.0 if days <= 1 else 0.6 if days <= 7 else 0.3 if days <= 62 else 0.1
    gap = max((a.start - b.end).days, (b.start - a.end).days)
    slack = max(min((a.end - a.start).days, (b.end - b.start).days) // 4, 1)
    return -0.2 if gap <= slack else -1.0


def other_span(a: Interval | None, b: Interval | None, published: date | None) -> bool:
    """Whether one time is a news day or a few and the other a stretch of weeks or more around it: "earlier this month"
    is said of something else than yesterday's news. Both must be known, and the short one near publication.
    """
    if a is None or b is None or published is None or not a.overlaps(b):
        return False
    short, long = sorted((a, b), key=lambda t: t.end - t.start)
    news = (short.end - short.start).days < 4 and abs((published - short.end).days) < 8
    return news and (long.end - long.start).days > 6


COMMON = 0.2
"""What a word weighs beside another where it says little of which event is meant: a word that names happenings, since
all conflict news is full of those, or one of a name, since places and parties are compared for themselves.
"""


def weigh(lemmas: Mapping[str, float], names: Collection[str] = ()) -> dict[str, float]:
    """A unit vector of lemma weights; an empty bag gives an empty vector.

    `names` are words of the places and parties that the bag speaks of. A weight is the lemma's own: it never depends
    on other reports, so that a new one changes no score of old ones.
    """
    raw = {
        lemma: (1 + math.log(n)) * (COMMON if lemma in names or _names_happening(lemma) else 1.0)
        for lemma, n in lemmas.items()
        if n > 0
    }
    norm = math.sqrt(sum(value * value for value in raw.values()))
    return {lemma: value / norm for lemma, value in sorted(raw.items())} if norm else {}


@lru_cache(maxsize=65536)
def _names_happening(lemma: str) -> bool:
    return lexicon().any(lemma) is not None


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Cosine of two unit vectors."""
    if len(a) > len(b):
        a, b = b, a
    return sum(value * b[lemma] for lemma, value in a.items() if lemma in b)
