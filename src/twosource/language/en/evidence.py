"""English words for evidence and for how a party knows, read once from `evidence.toml` beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """The words, indexed; made once by `evidence_words()`."""

    kinds: Mapping[str, str]
    """Lemma to the kind of evidence that it names."""
    company: Mapping[str, frozenset[str]]
    """Lists of lemmas beside which a doubtful word is evidence."""
    handling: Mapping[str, frozenset[str]]
    basis: Mapping[str, frozenset[str]]


@cache
def evidence_words() -> EvidenceWords:
    """The English words of evidence, read once a process."""
    text = resources.files("twosource.language.en").joinpath("evidence.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)

    def sets(name: str) -> Mapping[str, frozenset[str]]:
        return MappingProxyType({key: frozenset(words) for key, words in raw[name].items()})

    kinds = {word: kind for kind, words in raw["kinds"].items() for word in words}
    return EvidenceWords(MappingProxyType(kinds), sets("company"), sets("handling"), sets("basis"))
