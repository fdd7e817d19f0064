"""What the resolvers of times share: a matched expression, what it stands in, and what it comes to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc, Token

from twosource.language.en.times import Rule, TimeGrammar
from twosource.reading.times_calendar import part_of
from twosource.reading.times_outlook import bounded, outlook
from twosource.reading.times_scan import Words
from twosource.records import Interval

_PARTS = {"early": "early", "beginning": "early", "start": "early", "outset": "early", "mid": "mid", "middle": "mid"}
NO_DAY = "the report's day is not known"
NO_YEAR = "no year is given, and the report's day is not known"
NO_ANCHOR = "counts from a time that the words just before don't name"


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression comes to: days, or none and the reason."""

    interval: Interval | None
    kind: str = "date"
    reason: str | None = None


UNRESOLVED = Resolved(None, reason=NO_DAY)
DURATION = Resolved(None, "duration", "a length of time")
SET = Resolved(None, "set", "a recurring time")


@dataclass(frozen=True, slots=True)
class Scene:
    """The text that expressions stand in, and what they are resolved against."""

    doc: Doc
    text: str
    day: date | None
    words: Words
    grammar: TimeGrammar
    tokens: Sequence[int]
    """Where each of the parse's tokens starts."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: a rule, and the words that matched it."""

    rule: Rule
    match: re.Match[str]
    scene: Scene
    anchor: Interval | None = None
    """The time named last before it, near by."""
    year: int | None = None
    """The year that a neighbour lends ("3 March and 5 April 2015")."""

    @property
    def start(self) -> int:
        """The first word's index."""
        return self.match.start()

    @property
    def end(self) -> int:
        """The index behind the last word."""
        return self.match.end()

    def has(self, group: str) -> bool:
        """Whether the group took part."""
        return group in self.rule.pattern.groupindex and self.match[group] is not None

    def value(self, group: str) -> int | str | None:
        """The value of the group's first word; None where it took no part."""
        return self.scene.words.values[self.match.start(group)] if self.has(group) else None

    def number(self, group: str) -> int | None:
        """The value as a number; None where it has none."""
        value = self.value(group)
        return value if isinstance(value, int) else None

    def word(self, group: str) -> str:
        """The group's first word, in lower case; empty where it took no part."""
        return self.text_of(self.match.start(group)) if self.has(group) else ""

    def text_of(self, index: int) -> str:
        """A word of the text, in lower case; empty outside the text."""
        words = self.scene.words
        if not 0 <= index < len(words.starts):
            return ""
        return self.scene.text[words.starts[index] : words.ends[index]].lower()

    def is_class(self, index: int, *names: str) -> bool:
        """Whether the word at an index belongs to one of the classes; False outside the text."""
        codes = self.scene.words.codes
        return 0 <= index < len(codes) and any(codes[index] == self.scene.grammar.codes[name] for name in names)

    def led(self, by: str, index: int) -> bool:
        """Whether a word of the classes in the grammar's list `by` stands before an index."""
        codes = self.scene.words.codes
        return index > 0 and codes[index - 1] in self.scene.grammar.leads[by]

    def token(self, index: int) -> Token:
        """The parse's token in which a word starts."""
        return self.scene.doc[max(0, bisect_right(self.scene.tokens, self.scene.words.starts[index]) - 1)]

    def counts(self, index: int) -> bool:
        """Whether a number counts what follows it ("2000 rebels fled")."""
        token = self.token(index)
        if token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS":
            return True
        return token.i + 1 < len(token.doc) and token.nbor().tag_ == "NNS"

    def outlook(self) -> str | None:
        """Whether the words around look back or ahead."""
        return outlook(self.token(self.end - 1), self.scene.grammar)

    def bounded(self) -> bool:
        """Whether "until" or "by" before the expression sets a term still to come."""
        return bounded(self.token(self.start - 1), self.scene.grammar)

    def count(self, group: str) -> int | None:
        """How many a count says ("two", "a", "twenty-four", "couple"); None where it doesn't ("several")."""
        if not self.has(group):
            return None
        words, codes = self.scene.words, self.scene.grammar.codes
        total = 0
        for index in range(self.match.start(group), self.match.end(group)):
            code, value = words.codes[index], words.values[index]
            if code == codes["FEW"]:
                return int(value) or None
            if code in (codes["HUNDRED"], codes["DOZEN"]):
                total = max(total, 1) * int(value)
            elif code in (codes["DNUM"], codes["NUM"], codes["YEAR"], codes["WORDNUM"]):
                total += int(value)
            elif code == codes["AND"]:
                break
        return total or 1


def narrowed(found: Found, whole: Interval) -> Interval:
    """The early, middle or late part, where the words ask for one (the group "q")."""
    word = found.word("q")
    if not word or word in ("earlier", "later"):
        return whole
    return part_of(whole, _PARTS.get(word, "late"))


def ordinal(value: int | str) -> int:
    """The number of "3", "3rd" or "third"."""
    return value if isinstance(value, int) else int("".join(character for character in value if character.isdigit()))
