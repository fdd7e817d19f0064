"""English words of counting harm, read once from `tolls.toml` beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class TollWords:
    """The words of tolls, indexed; made once by `toll_words()`. Units: see the contract's figure units."""

    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    vague: frozenset[tuple[str, ...]]
    none: frozenset[str]
    before: Mapping[tuple[str, ...], str]
    """Words before a number to `low`, `high`, `short` or `about`."""
    after: Mapping[tuple[str, ...], str]
    participles: Mapping[str, str]
    """Word to unit: "58 killed", "were injured"."""
    verbs: Mapping[str, str]
    """Word to unit, the counted being the subject: "58 died"."""
    takes: Mapping[str, str]
    """Word to unit, the counted being the object: "killing 12"."""
    nouns: Mapping[str, str]
    tolls: Mapping[tuple[str, ...], str]
    leaving: frozenset[str]
    harm: frozenset[str]
    symptoms: frozenset[str]
    openers: frozenset[str]
    groups: Mapping[str, str]
    """Word to who they are: "babies" to `children`."""
    units: frozenset[str]
    ages: frozenset[str]
    months: frozenset[str]
    passable: frozenset[str]
    stops: frozenset[str]
    reach: frozenset[str]
    labels: frozenset[str]
    year_before: frozenset[str]
    victims: Mapping[str, str]
    """Nouns for those harmed, to the unit of a part of them where no other word tells."""


def _split(phrases: list[str]) -> list[tuple[str, ...]]:
    return [tuple(phrase.split(" ")) for phrase in phrases]


@cache
def toll_words() -> TollWords:
    """The English words of tolls, read once a process."""
    text = resources.files("twosource.language.en").joinpath("tolls.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    bounds, classes = raw["bounds"], raw["classes"]
    before = {p: kind for kind in ("low", "high", "short", "about") for p in _split(bounds[kind])}
    after = {p: kind for kind in ("low", "high", "about") for p in _split(bounds[f"{kind}_after"])}

    def by_word(key: str) -> Mapping[str, str]:
        return MappingProxyType({word: unit for unit, lists in classes.items() for word in lists[key]})

    return TollWords(
        numbers=MappingProxyType(raw["numbers"]),
        multipliers=MappingProxyType(raw["multipliers"]),
        vague=frozenset(_split(raw["vague"]["words"])),
        none=frozenset(raw["none"]["words"]),
        before=MappingProxyType(before),
        after=MappingProxyType(after),
        participles=by_word("participles"),
        verbs=by_word("verbs"),
        takes=by_word("takes"),
        nouns=by_word("nouns"),
        tolls=MappingProxyType({p: unit for unit, lists in classes.items() for p in _split(lists["tolls"])}),
        leaving=frozenset(raw["leaving"]["words"]),
        harm=frozenset(raw["leaving"]["harm"]),
        symptoms=frozenset(raw["leaving"]["symptoms"]),
        openers=frozenset(raw["parts"]["openers"]),
        groups=MappingProxyType({word: who for who, words in raw["parts"]["groups"].items() for word in words}),
        units=frozenset(raw["units"]["words"]),
        ages=frozenset(raw["units"]["ages"]),
        months=frozenset(raw["units"]["months"]),
        passable=frozenset(raw["small"]["passable"]),
        stops=frozenset(raw["small"]["stops"]),
        reach=frozenset(raw["small"]["reach"]),
        labels=frozenset(raw["small"]["labels"]),
        year_before=frozenset(raw["small"]["year_before"]),
        victims=MappingProxyType(raw["parts"]["victims"]),
    )
