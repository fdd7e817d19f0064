"""The cue lexicon of English: which words mark a saying, and what they do (data in cues.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class CueGroup:
    """What the words of one group do to the words that they introduce."""

    name: str
    stance: str | None
    certainty: str
    about: str
    content: frozenset[str]


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Cue words by lemma."""

    verbs: Mapping[str, CueGroup]
    nouns: Mapping[str, CueGroup]
    objects: frozenset[str]
    prepositions: Mapping[str, Mapping[str, str]]
    only_with: Mapping[str, frozenset[str]]
    not_said: Mapping[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...]
    checking: frozenset[str]
    obtaining: frozenset[str]
    unverified_adjectives: frozenset[str]
    negated_adjectives: frozenset[str]
    inability: frozenset[str]
    information: frozenset[str]
    hedges: frozenset[str]
    fabrication: frozenset[str]
    idioms: Mapping[str, tuple[tuple[tuple[str, ...], CueGroup], ...]]
    """By their first lemma: turns of phrase as lemmas, longest first, with what they do."""
    adjectives: Mapping[str, CueGroup]
    """Adjectives that take a clause ("is adamant that ...")."""
    denying: tuple[tuple[str, ...], ...]
    naming: frozenset[str]
    trying: frozenset[str]
    knowing: frozenset[str]
    watching: frozenset[str]
    """Those whose seeing is a telling: reporters, observers, witnesses."""
    responsibility: frozenset[str]
    responsibility_verbs: frozenset[str]


def _group(name: str, row: Mapping[str, Any]) -> CueGroup:
    stance = row["stance"]
    return CueGroup(
        name=name,
        stance=None if stance == "none" else stance,
        certainty=row.get("certainty", "certain"),
        about=row.get("about", "fact"),
        content=frozenset(row["content"]),
    )


def _idioms(
    rows: Mapping[str, list[str]], groups: Mapping[str, CueGroup]
) -> dict[str, tuple[tuple[tuple[str, ...], CueGroup], ...]]:
    out: dict[str, list[tuple[tuple[str, ...], CueGroup]]] = {}
    for name, phrases in rows.items():
        for phrase in sorted(phrases, key=lambda p: (-len(p), p)):
            words = tuple(phrase.split())
            out.setdefault(words[0], []).append((words, groups[name]))
    return {first: tuple(found) for first, found in out.items()}


@cache
def cue_lexicon() -> CueLexicon:
    """The lexicon, read once a process. Raises KeyError where cues.toml lacks a table that the reader needs."""
    data = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    groups = {name: _group(name, row) for name, row in data["groups"].items()}
    verbs: dict[str, CueGroup] = {}
    for name, row in data["groups"].items():
        for verb in row["verbs"]:
            verbs.setdefault(verb, groups[name])
    unverified = data["unverified"]
    return CueLexicon(
        verbs=verbs,
        nouns={noun: groups[name] for name, nouns in data["nouns"].items() for noun in nouns},
        objects=frozenset(data["objects"]["verbs"]),
        prepositions=data["prepositions"],
        only_with={verb: frozenset(forms) for verb, forms in data["only_with"].items()},
        not_said={verb: frozenset(nouns) for verb, nouns in data["not_said"].items()},
        phrases=tuple(tuple(phrase.split()) for phrase in data["phrases"]["say"]),
        checking=frozenset(unverified["checking"]),
        obtaining=frozenset(unverified["obtaining"]),
        unverified_adjectives=frozenset(unverified["adjectives"]),
        negated_adjectives=frozenset(unverified["negated_adjectives"]),
        inability=frozenset(unverified["inability"]),
        information=frozenset(unverified["information"]),
        hedges=frozenset(data["hedges"]["words"]),
        fabrication=frozenset(data["fabrication"]["words"]),
        idioms=_idioms(data["idioms"], groups),
        adjectives={word: groups[name] for name, words in data["adjectives"].items() for word in words},
        denying=tuple(tuple(phrase.split()) for phrase in data["denying"]["phrases"]),
        naming=frozenset(data["naming"]["verbs"]),
        trying=frozenset(data["trying"]["verbs"]),
        knowing=frozenset(data["knowing"]["verbs"]),
        watching=frozenset(data["watching"]["people"]),
        responsibility=frozenset(data["responsibility"]["nouns"]),
        responsibility_verbs=frozenset(data["responsibility"]["verbs"]),
    )
