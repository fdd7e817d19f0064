"""English words that say through whom a speaker's words came (data in carriers.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CarrierLexicon:
    """The words of carriers.toml, in lower case; its head says how each list is read."""

    told: frozenset[str]
    talks: frozenset[str]
    to: frozenset[str]
    carried: frozenset[str]
    quoting: frozenset[str]
    media: frozenset[str]
    agencies: frozenset[str]
    between: frozenset[str]


@cache
def carrier_lexicon() -> CarrierLexicon:
    """The lexicon, read once a process."""
    data = tomllib.loads(files(__package__).joinpath("carriers.toml").read_text(encoding="utf-8"))
    return CarrierLexicon(**{name: frozenset(words) for name, words in data.items()})
