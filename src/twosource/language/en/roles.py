"""English words for what somebody is: spokesman, official, governor, "the group" (data in roles.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class RoleLexicon:
    """Role words in lower case."""

    mouthpieces: frozenset[str]
    texts: frozenset[str]
    members: frozenset[str]
    offices: frozenset[str]
    ranks: frozenset[str]
    of_the_state: frozenset[str]
    parts: frozenset[str]
    links: frozenset[str]
    titles: Mapping[str, str]
    """Title before a name, as written, to the office it shortens ("" for a mere form of address)."""
    descriptions: Mapping[str, frozenset[str]]
    """Noun to the kinds of party that "the <noun>" can stand for."""
    kinds: Mapping[str, str]
    """Last word of a body's own name to the kind of party that it is."""


@cache
def role_lexicon() -> RoleLexicon:
    """The lexicon, read once a process."""
    data = tomllib.loads(files(__package__).joinpath("roles.toml").read_text(encoding="utf-8"))
    return RoleLexicon(
        mouthpieces=frozenset(data["mouthpieces"]),
        texts=frozenset(data["texts"]),
        members=frozenset(data["members"]),
        offices=frozenset(data["offices"]),
        ranks=frozenset(data["ranks"]),
        of_the_state=frozenset(data["of_the_state"]),
        parts=frozenset(data["parts"]),
        links=frozenset(data["links"]),
        titles=data["titles"],
        descriptions={noun: frozenset(kinds) for noun, kinds in data["descriptions"].items()},
        kinds={word: kind for kind, words in data["kinds"].items() for word in words},
    )
