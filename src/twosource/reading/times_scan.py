"""Words with their classes: the string that the grammar of times is matched against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from twosource.language.en.times import OTHER, TimeGrammar

_SHORTEST_CAPITALS = 4
"""Words in capitals are looked up as if capitalised from this length on: "MAY" and "SUN" are too often others."""
_LONGEST_NUMBER = 4
_FIRST_YEAR, _LAST_YEAR = 1500, 2099


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words and marks: where they stand, one code character each, and the value of those that have one."""

    starts: list[int]
    ends: list[int]
    codes: str
    values: list[int | str]


def scan(text: str, grammar: TimeGrammar) -> Words:
    """Cuts a text into words and marks and classes them, in one pass."""
    starts: list[int] = []
    ends: list[int] = []
    codes: list[str] = []
    values: list[int | str] = []
    exact, lower, of_class = grammar.exact, grammar.lower, grammar.codes
    nothing = (OTHER, 0)
    for match in grammar.shapes.finditer(text):
        kind = match.lastgroup
        word = match[0]
        if kind == "word":
            entry = exact.get(word) or lower.get(word.lower())
            if entry is None and len(word) >= _SHORTEST_CAPITALS and word.isupper():
                entry = exact.get(word.capitalize())
            code, value = entry or nothing
        elif kind == "digits":
            code, value = _number(word, of_class)
        elif kind == "BIG":
            code, value = (OTHER, 0) if "." in word else (of_class["NUM"], int(word.replace(",", "")))
        elif kind is not None and kind in of_class:
            code, value = of_class[kind], word
        else:
            code, value = nothing
        start, end = match.span()
        starts.append(start)
        ends.append(end)
        codes.append(code)
        values.append(value)
    return Words(starts, ends, "".join(codes), values)


def _number(word: str, of_class: Mapping[str, str]) -> tuple[str, int]:
    """A day of the month, a year or another number, by its figures; too long a string of figures is none."""
    if len(word) > _LONGEST_NUMBER:
        return OTHER, 0
    value = int(word)
    if len(word) <= 2 and 1 <= value <= 31:
        return of_class["DNUM"], value
    if len(word) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
        return of_class["YEAR"], value
    return of_class["NUM"], value
