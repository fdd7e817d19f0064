"""English words for rows: nouns for kinds of happening, and what to cut from a content's ends (wording.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Wording:
    """The data of wording.toml; made once by `wording()`."""

    types: Mapping[str, str]
    """PLOVER type -> noun."""
    nouns: Mapping[str, str]
    """Family of event words -> noun."""
    by_weapon: Mapping[str, str]
    """Group of weapons -> noun for a blow with one of them."""
    armed: frozenset[str]
    """Families whose noun gives way to the weapon's."""
    taking: frozenset[str]
    """Nouns that are "of" a place."""
    ties: frozenset[str]
    """Lemmas for being tied to a deed without having done it."""
    harms: frozenset[str]
    """Units of tolls that are participles: "killed"."""
    pronouns: frozenset[str]
    """First words that leave open of whom or what a content speaks."""
    done: frozenset[str]
    """PLOVER types of what is carried out; the rest is said or agreed."""
    leading: str
    """Regular expression for what a content's start can lose."""
    trailing: str
    """Regular expression for what its end can lose."""
    affirmed: tuple[tuple[str, str], ...]
    """Regular expressions, and what stands for them once a negated statement is put as what it denies."""


@cache
def wording() -> Wording:
    """The words that ship, read once a process."""
    raw = tomllib.loads(resources.files(__package__).joinpath("wording.toml").read_text(encoding="utf-8"))
    lists = {name: frozenset(words) for name, words in raw["lists"].items()}
    return Wording(
        types=raw["types"],
        nouns=raw["nouns"],
        by_weapon=raw["by_weapon"],
        leading=raw["ties"]["leading"],
        trailing=raw["ties"]["trailing"],
        affirmed=tuple((pattern, instead) for pattern, instead in raw["affirmed"]["patterns"]),
        **lists,
    )
