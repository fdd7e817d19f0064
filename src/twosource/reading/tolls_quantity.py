"""Numbers and vague counts in a sentence's words, with the words that bound them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan

from twosource.language.en.tolls import TollWords

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,6}")
DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words `start` to `end` of a sentence that say how many, with their bounds."""

    start: int
    end: int
    low: int | None
    high: int | None
    approximate: bool
    number_start: int


def _number(words: Sequence[str], i: int, w: TollWords) -> tuple[int, int] | None:
    """The value of the number that begins at `words[i]`, and where it ends."""
    word = words[i]
    if DIGITS.fullmatch(word):
        value, end = int(word.replace(",", "")), i + 1
        if end < len(words) and words[end] in w.multipliers and words[end] != "score":
            return value * w.multipliers[words[end]], end + 1
        return value, end
    if word in ("a", "an"):
        if i + 1 < len(words) and words[i + 1] in w.multipliers:
            return w.multipliers[words[i + 1]], i + 2
        return None
    if word not in w.numbers:
        return None
    total, current, end = 0, w.numbers[word], i + 1
    while end < len(words):
        nxt = words[end]
        if nxt in DASHES and end + 1 < len(words) and words[end + 1] in w.numbers and current >= 20:
            current, end = current + w.numbers[words[end + 1]], end + 2
        elif nxt in w.numbers and w.numbers[nxt] < 10 <= current and current % 10 == 0:
            current, end = current + w.numbers[nxt], end + 1
        elif nxt in w.multipliers:
            current *= w.multipliers[nxt]
            if current >= 1000:
                total, current = total + current, 0
            end += 1
        elif nxt == "and" and end + 1 < len(words) and words[end + 1] in w.numbers and (current % 100 == 0):
            if not total and not current:
                break
            current, end = current + w.numbers[words[end + 1]], end + 2
        else:
            break
    return total + current, end


def _single(words: Sequence[str], i: int, w: TollWords) -> tuple[int, int] | None:
    """One, as in "A nurse was killed": an article, at most three words, and a passive of harm or a death."""
    if words[i] not in {"a", "an"}:
        return None
    for j in range(i + 2, min(i + 5, len(words) - 1)):
        if words[j] in {"was", "is"} or (words[j] == "been"):
            return (1, i + 1) if words[j + 1] in w.participles else None
        if words[j] in w.verbs:
            return 1, i + 1
        if not words[j].isalpha() or words[j] in w.stops:
            return None
    return None


def quantities(words: Sequence[str], w: TollWords) -> list[Quantity]:
    """Every count of a sentence, left to right, with the words that bound it."""
    out: list[Quantity] = []
    i = 0
    while i < len(words):
        vague = max((p for p in w.vague if tuple(words[i : i + len(p)]) == p), key=len, default=None)
        if vague:
            out.append(Quantity(i, i + len(vague), None, None, False, i))
            i += len(vague)
            continue
        if words[i] in w.none:
            out.append(Quantity(i, i + 1, 0, 0, False, i))
            i += 1
            continue
        found = _number(words, i, w) or _single(words, i, w)
        if found is None:
            i += 1
            continue
        value, end = found
        low: int | None = value
        high: int | None = value
        start, approximate = i, False
        second = None
        if end + 1 < len(words) and (words[end] in DASHES or words[end] in ("to", "and", "or")):
            second = _number(words, end + 1, w)
        between = i > 0 and words[i - 1] == "between"
        if second and second[0] > value and (words[end] != "and" or between) and words[end] != ",":
            high, end = second[0], second[1]
            start = i - 1 if between else i
        bound = _before(words, start, w)
        if bound:
            start = bound[0]
            low, high, approximate = _apply(bound[1], low, high)
        for size in (2, 1):
            kind = w.after.get(tuple(words[end : end + size]))
            if kind:
                end += size
                low, high, approximate = _apply(kind, low, high)
                break
        out.append(Quantity(start, end, low, high, approximate, i))
        i = end
    return out


def _before(words: Sequence[str], start: int, w: TollWords) -> tuple[int, str] | None:
    """Where the bounding words left of `start` begin, and their kind; "some at least" takes the nearest."""
    for size in (4, 3, 2, 1):
        if start - size >= 0:
            kind = w.before.get(tuple(words[start - size : start]))
            if kind:
                return start - size, kind
    return None


def _apply(kind: str, low: int | None, high: int | None) -> tuple[int | None, int | None, bool]:
    if kind == "low":
        return low, None, False
    if kind == "high":
        return None, high, False
    if kind == "short" and high is not None:
        return high - max(1, round(high * 0.05)), high, True
    return low, high, True


def is_count(sent: DocSpan, words: Sequence[str], q: Quantity, w: TollWords) -> bool:
    """Whether the number counts people or things: no date, age, length of time, distance, money or score."""
    after = words[q.end] if q.end < len(words) else ""
    if after in w.units or (after in DASHES and q.end + 1 < len(words) and words[q.end + 1] in w.units):
        return False
    before = words[q.start - 1] if q.start else ""
    if before in w.labels:
        return False
    if q.start > 1 and words[q.start - 2] in {"age", "aged", "ages"} and before in w.ages | {"of"}:
        return False
    token = sent[q.number_start]
    value = q.high if q.high is not None else q.low
    if value is not None and DIGITS.fullmatch(words[q.number_start]) and "," not in words[q.number_start]:
        year = 1800 <= value <= 2100 and (
            before in {"in", "since", "of", "from", "by", "until", "late", "early", "mid"}
        )
        if year or token.ent_type_ in {"MONEY", "PERCENT"} or after in w.months or before in w.months:
            return False
    return True
