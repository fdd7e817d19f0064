"""English words that name what happens in conflicts and crises, with their PLOVER types.

The words stand in `events.toml` beside this file; here they are read once and indexed. PLOVER's sixteen types and
their modes: github.com/openeventdata/PLOVER; Halterman et al. 2023.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType

PARTS_OF_SPEECH = ("VERB", "NOUN", "ADJ")
_LISTS = (("verbs", "VERB"), ("nouns", "NOUN"), ("adjectives", "ADJ"))


@dataclass(frozen=True, slots=True)
class EventWord:
    """A lemma that names a happening."""

    lemma: str
    pos: str
    """`VERB`, `NOUN` or `ADJ`."""
    type: str
    """PLOVER event type."""
    mode: str | None
    family: str
    """The kind of happening: words of one family may name one event in two reports."""
    aspect: str | None
    """`toll` or `outcome` where a clause about it tells what came of a greater event; None elsewhere."""
    weak: bool
    """Names a happening only beside a stronger word."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of events, indexed; made once by `lexicon()`."""

    words: Mapping[tuple[str, str], EventWord]
    phrases: Mapping[tuple[str, str], EventWord]
    """Verb lemma and the next lemma that belongs to it ("shoot", "down")."""
    by_verb: Mapping[str, tuple[EventWord, ...]]
    """A phrase's verb -> the events of its phrases."""
    weapons: Mapping[str, str]
    """Lemma (or two lemmas with a space) of a weapon or substance, and the group that it belongs to."""
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Named lists of lemmas: `victims`, `things`, `forces`, `responsibility`, `doing`, `pointing` and more."""

    def lookup(self, lemma: str, pos: str) -> EventWord | None:
        """The event that a lemma names as that part of speech, or None.

        `pos` is a universal tag; PROPN is looked up as NOUN (headlines are tagged so), AUX as VERB; others give None.
        """
        tag = "NOUN" if pos == "PROPN" else "VERB" if pos == "AUX" else pos
        return self.words.get((lemma, tag)) or self.words.get((lemma.lower(), tag))

    def any(self, lemma: str) -> EventWord | None:
        """The event that a lemma names as any part of speech, verbs first: taggers err, above all in headlines."""
        for pos in PARTS_OF_SPEECH:
            found = self.words.get((lemma.lower(), pos))
            if found is not None:
                return found
        return None

    def phrase(self, verb: str, other: str) -> EventWord | None:
        """The event that a verb names together with a particle or object ("shoot", "down"), or None."""
        return self.phrases.get((verb.lower(), other.lower()))

    def particles(self, verb: str) -> tuple[EventWord, ...]:
        """The events that a verb names with particles that are not told here: "shoot" gives "shoot down"."""
        return self.by_verb.get(verb.lower(), ())

    def among(self, name: str) -> frozenset[str]:
        """A named list. Raises KeyError for a list that the data hasn't."""
        return self.lists[name]


def _read(raw: Mapping[str, object]) -> Lexicon:
    words: dict[tuple[str, str], EventWord] = {}
    phrases: dict[tuple[str, str], EventWord] = {}
    events = raw["event"]
    assert isinstance(events, list)
    for entry in events:
        weak = set(entry.get("weak", ()))
        for key, pos in _LISTS:
            for lemma in entry.get(key, ()):
                word = EventWord(
                    lemma, pos, entry["type"], entry.get("mode"), entry["family"], entry.get("aspect"), lemma in weak
                )
                words.setdefault((lemma, pos), word)  # the first family wins: order in the file is by weight
        for phrase in entry.get("phrases", ()):
            verb, other = phrase.split(" ", 1)
            phrases.setdefault(
                (verb, other),
                EventWord(
                    phrase, "VERB", entry["type"], entry.get("mode"), entry["family"], entry.get("aspect"), False
                ),
            )
    by_verb: dict[str, tuple[EventWord, ...]] = {}
    for (verb, _), word in phrases.items():
        by_verb[verb] = (*by_verb.get(verb, ()), word)
    tables = raw["words"]
    assert isinstance(tables, dict)
    weapons = {lemma: group for group, lemmas in tables["weapons"].items() for lemma in lemmas}
    lists = {name: frozenset(values) for part in ("nouns", "markers") for name, values in tables[part].items()}
    return Lexicon(
        MappingProxyType(words),
        MappingProxyType(phrases),
        MappingProxyType(by_verb),
        MappingProxyType(weapons),
        MappingProxyType(lists),
    )


@cache
def lexicon() -> Lexicon:
    """The English lexicon of events, read once a process."""
    text = resources.files("twosource.language.en").joinpath("events.toml").read_text(encoding="utf-8")
    return _read(tomllib.loads(text))
