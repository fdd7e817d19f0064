"""The words by which English reports speak of places, from places.toml, once a process."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class PlaceLexicon:
    """Word lists of places.toml, lower case unless said otherwise."""

    after: Mapping[str, str]
    """A word after a name ("region") and the level that it says: province, district, town, near, vague."""
    before: Mapping[str, str]
    """The same for a word before "of" and the name."""
    strong: frozenset[str]
    weak: frozenset[str]
    taken: frozenset[str]
    hits: frozenset[str]
    near: frozenset[str]
    skipped: frozenset[str]
    directions: frozenset[str]
    joiners: frozenset[str]
    articles: frozenset[str]
    facilities: frozenset[str]
    features: frozenset[str]
    people: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    states: Mapping[str, tuple[str, str]]
    """As written ("Tex."): the country's code and the division's name."""
    demonyms: Mapping[str, str]
    """As written ("Syrian"): the country's code."""


@cache
def place_lexicon() -> PlaceLexicon:
    """The lexicon of this version. Raises KeyError where places.toml lacks one of its tables."""
    with (resources.files("twosource.language.en") / "places.toml").open("rb") as file:
        data = tomllib.load(file)
    words = {name: frozenset(entries) for name, entries in data["words"].items()}
    return PlaceLexicon(
        after={word: level for level, entries in data["after"].items() for word in entries},
        before={word: level for level, entries in data["before"].items() for word in entries},
        strong=words["strong"],
        weak=words["weak"],
        taken=words["taken"],
        hits=words["hits"],
        near=words["near"],
        skipped=words["skipped"],
        directions=words["directions"],
        joiners=words["joiners"],
        articles=words["articles"],
        facilities=words["facilities"],
        features=words["features"],
        people=words["people"],
        titles=words["titles"],
        never=words["never"],
        states={
            written: (country, name)
            for country, entries in data["states"].items()
            for *forms, name in entries
            for written in forms
        },
        demonyms={word: country for country, entries in data["demonyms"].items() for word in entries},
    )
