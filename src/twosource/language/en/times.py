"""The English grammar of times, compiled from times.toml once a process."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

OTHER = "."
"""The code of a word that the grammar doesn't know."""

# Shapes of words that no list holds; the group's name is the class.
# Words come first: most of a text is words. `BREAK` ends every expression.
_SHAPES = r"""
    (?P<word>(?![ap]\.\s?m\b)[^\W\d_]+)
  | (?P<BREAK>\n\s*\n)
  | (?P<ISO>\d{4}-\d\d-\d\d)(?!\d)
  | (?P<SLASHED>\d{1,4}(?P<sep>[/.])\d{1,2}(?P=sep)\d{2,4})(?![\d/])
  | (?P<FRACTION>\d/\d)(?![\d/])
  | (?P<CLOCK>\d{1,2}:\d\d)(?!\d)
  | (?P<BIG>\d{1,3}(?:,\d{3})+(?!\d)|\d+\.\d+)
  | (?P<ORDN>\d{1,2}(?:st|nd|rd|th))\b
  | (?P<DECADE>(?:1[5-9]|20)\d0s|[2-9]0s)\b
  | (?P<digits>\d+)
  | (?P<AMPM>[ap]\.\s?m\b\.?)
  | (?P<COMMA>,)
  | (?P<DOT>\.)
  | (?P<APOS>['’‘])
  | (?P<HY>[-‐‑–—])
  | (?P<other>\S)
"""
_SHAPE_CLASSES = (
    "BREAK",
    "ISO",
    "SLASHED",
    "FRACTION",
    "CLOCK",
    "ORDN",
    "DECADE",
    "AMPM",
    "COMMA",
    "DOT",
    "APOS",
    "HY",
    "DNUM",
    "NUM",
    "YEAR",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of expression: its name, the resolver that reads it, and its pattern over class codes."""

    name: str
    how: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TimeGrammar:
    """Words by class, and rules over strings that hold one code character for each word."""

    shapes: re.Pattern[str]
    exact: Mapping[str, tuple[str, int | str]]
    """Code and value of words found only as they are written here."""
    lower: Mapping[str, tuple[str, int | str]]
    """Code and value of words found in any case."""
    codes: Mapping[str, str]
    """The code character of each class."""
    rules: tuple[Rule, ...]
    known: re.Pattern[str]
    """Stretches of known words."""
    anchor: re.Pattern[str]
    """A word without which a stretch holds no time."""
    leads: Mapping[str, str]
    """Codes of the classes that may stand before a month, a year or a length, by that name."""
    page_words: frozenset[str]
    """Words behind which the date of the page itself stands."""
    planning: frozenset[str]
    """Lemmas of words that look ahead: what hangs on them hadn't happened yet."""
    bounding: frozenset[str]
    """Lemmas of words whose "until" or "by" sets a term."""
    appointed: frozenset[str]
    """Those of the planning words whose own time lies ahead too ("scheduled on Friday"; but "ordered on Friday")."""
    beginning: frozenset[str]
    """Lemmas of verbs whose present tense speaks of what is to come ("opens on Friday")."""


@cache
def time_grammar() -> TimeGrammar:
    """The grammar, read and compiled once. Raises ValueError where a rule names a class that doesn't exist."""
    source = resources.files(__package__).joinpath("times.toml").read_text(encoding="utf-8")
    data = tomllib.loads(source)
    classes = [*data["words"], *data["plain"], *_SHAPE_CLASSES]
    codes = {name: chr(0x100 + i) for i, name in enumerate(dict.fromkeys(classes))}
    exact: dict[str, tuple[str, int | str]] = {}
    lower: dict[str, tuple[str, int | str]] = {}
    for name, words in data["words"].items():
        for word, value in words.items():
            (lower if word.islower() else exact)[word] = (codes[name], value)
    for name, plain in data["plain"].items():
        for word in plain:
            lower[word] = (codes[name], 0)
    rules = tuple(
        Rule(rule["name"], rule["how"], _compiled(rule["pattern"], data["macros"], codes)) for rule in data["rules"]
    )
    anchors = "".join(codes[name] for name in data["leads"]["anchors"])
    return TimeGrammar(
        shapes=re.compile(_SHAPES, re.VERBOSE),
        exact=exact,
        lower=lower,
        codes=codes,
        rules=rules,
        known=re.compile(f"[^{re.escape(OTHER)}{codes['BREAK']}]+"),
        anchor=re.compile(f"[{anchors}]"),
        leads={name: "".join(codes[row] for row in rows) for name, rows in data["leads"].items()},
        page_words=frozenset(data["page"]["date"]),
        planning=frozenset(data["outlook"]["planning"]),
        bounding=frozenset(data["outlook"]["bounding"]),
        appointed=frozenset(data["outlook"]["appointed"]),
        beginning=frozenset(data["outlook"]["beginning"]),
    )


def _compiled(pattern: str, macros: Mapping[str, str], codes: Mapping[str, str]) -> re.Pattern[str]:
    def expand(match: re.Match[str]) -> str:
        name = match[0]
        if name in macros:
            return re.sub(r"[A-Z]{2,}", expand, macros[name])
        if name not in codes:
            raise ValueError(f"times.toml: a rule names the class {name}, which no list defines: {pattern}")
        return codes[name]

    return re.compile(re.sub(r"[A-Z]{2,}", expand, pattern).replace(" ", ""))
