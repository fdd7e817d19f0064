"""How well two positions on one event put forward the same thing.

The aspect tells first, and within it a key: the accused, the substance or weapon, what a toll counts. Words, kinds of
deed, places and periods tell the rest. Each score is a pure function of the two alone.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from twosource.language.en.events import lexicon
from twosource.records import Interval, Place
from twosource.weaving.deeds import again, apart, deeds_of, family_of, sites_of
from twosource.weaving.linkage import BARRED
from twosource.weaving.similarity import place_fit, time_fit
from twosource.weaving.stands import POSITIVE
from twosource.weaving.threads import Item

JOIN = 0.3
"""Mean cosine from which two groups of words on outcome, or on something else, are one proposition."""
UNSURE = 0.2
"""Mean cosine from which a person is asked whether two that were left apart are one."""
UNKNOWN = "?"
CHANCE = "chance"
NOBODY = frozenset({UNKNOWN, CHANCE})
_PERIODS = (1, 3, 16, 62, 366)
"""Days up to which spans of time are of one class: a day's dead, some days', a week's or two, months', a year's."""


def key_of(item: Item) -> tuple[str, str]:
    """The aspect and, within it, what tells propositions apart without comparing words."""
    frame = item.position.frame
    aspect = frame.aspect
    if aspect == "responsibility":
        return aspect, _accused(item)
    if aspect == "means":
        return aspect, frame.weapons[0] if frame.weapons else UNKNOWN
    if aspect == "toll":
        return aspect, _unit(item)
    return aspect, ""


def claims_deed(item: Item) -> bool:
    """Whether a party says that it did it itself."""
    doers = {ref.id for ref in item.position.frame.actors}
    return item.position.stance in POSITIVE and item.position.party.id in doers


def _accused(item: Item) -> str:
    """Who is said to have done it: the actor as it comes down across reports, `?` where nobody is named.

    An accident is nobody's deed, save that of who owns up to it ("admitted that its jets had bombed it by mistake").
    """
    owned = item.position.stance == "confirms" and claims_deed(item)
    if set(item.position.frame.lemmas) & lexicon().among("chance") and not owned:
        return CHANCE
    return item.roots[0] if item.roots else UNKNOWN


def _unit(item: Item) -> str:
    """The toll's class: `killed`, `wounded`…; parts of those killed or hurt (women, children) are one class."""
    frame = item.position.frame
    if frame.figure is not None:
        unit = frame.figure.unit
        return "parts" if " " in unit else unit
    lemmas = set(frame.lemmas)
    if lemmas & {"woman", "child", "civilian", "baby", "infant"}:
        return "parts"
    if "missing" in lemmas:
        return "missing"
    known = lexicon()
    families = {word.family for lemma in frame.lemmas if (word := known.any(lemma)) is not None}
    return "wounded" if "wound" in families and "kill" not in families else "killed"


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


def proposition_fit(aspect: str, a: Told, b: Told, near: float) -> float:
    """How likely two positions on one event, of one aspect and key, put forward one thing; `near` is how near their
    words are (0..1). BARRED where they never do. The two may be given in either order.
    """
    if aspect == "occurrence":
        return occurrence_fit(a, b, near)
    if aspect == "toll":
        return toll_fit(a, b)
    return near


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


def bag_of(item: Item) -> Counter[str]:
    """Lemmas, and the families of happenings behind them: "captured" and "overran" are near."""
    bag = Counter(item.position.frame.lemmas)
    family = family_of(item.position.frame)
    if family:
        bag[f"+{family}"] += 1
    return bag
