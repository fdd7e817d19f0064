"""The words that two texts share: how much of each stands in the other, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from twosource.records import Report, Span
from twosource.weaving.shingles import GRAM, Codes, Hashes, Words, hashes, words

Mask = npt.NDArray[np.bool_]
"""One truth value a word."""


@dataclass(frozen=True, slots=True, order=True)
class Shared:
    """A stretch of words that stands in two texts: where in the one, where in the other."""

    left: Span
    right: Span


def shared_stretches(left: Report, right: Report) -> tuple[Shared, ...]:
    """The stretches of words that stand in both reports, in the order of the left one; to be shown side by side.

    Every word of a stretch is one of five or more in a row that both have. Case, apostrophes and punctuation don't
    count, so the two spans of a stretch may differ in them. No two spans of the left report overlap; two of the right
    may, where the left one repeats itself. Nothing shared: none.
    """
    mine, theirs = words(left.text), words(right.text)
    return tuple(
        Shared(
            Span(mine.starts[i], mine.ends[i + length - 1]),
            Span(theirs.starts[j], theirs.ends[j + length - 1]),
        )
        for i, j, length in runs(mapped(mine, theirs))
    )


def stretches(copy: str, original: str) -> tuple[Span, ...]:
    """The stretches of `copy` whose words stand in `original`, five or more together; in order, never overlapping."""
    mine, theirs = words(copy), words(original)
    covered, _ = coverages(Grams.of(mine.codes), theirs.codes)
    return tuple(Span(mine.starts[i], mine.ends[j - 1]) for i, j in stretches_of(covered))


@dataclass(frozen=True, slots=True, eq=False)
class Grams:
    """A text's stretches of GRAM words, ready to be looked up from others."""

    words: int
    ranked: Hashes
    """Their hashes, sorted, each once."""
    places: npt.NDArray[np.intp]
    """For each stretch in the order of the text, where its hash stands in `ranked`."""

    @classmethod
    def of(cls, codes: Codes) -> Grams:
        """The stretches of a text's words; none where there are fewer than GRAM."""
        return cls(len(codes), *np.unique(hashes(codes, GRAM), return_inverse=True))


def coverages(mine: Grams, theirs: Codes) -> tuple[Mask, Mask]:
    """Which of my words stand in stretches of GRAM words that the others have too, and which of theirs."""
    if not len(mine.ranked):
        return np.zeros(mine.words, dtype=bool), np.zeros(len(theirs), dtype=bool)
    there = hashes(theirs, GRAM)
    at = np.searchsorted(mine.ranked, there)
    at[at == len(mine.ranked)] = 0
    hit = mine.ranked[at] == there
    found = np.zeros(len(mine.ranked), dtype=bool)
    found[at[hit]] = True
    return _words_under(found[mine.places], mine.words), _words_under(hit, len(theirs))


def mapped(mine: Words, theirs: Words) -> list[int | None]:
    """For each of my words, the index of the same word there, inside a common stretch; runs are kept unbroken.

    Of several places there the one that goes on from the word before is taken, else the first.
    """
    here, there = hashes(mine.codes, GRAM), hashes(theirs.codes, GRAM)
    out: list[int | None] = [None] * len(mine.codes)
    if not len(there) or not len(here):
        return out
    order = np.argsort(there, kind="stable")
    ranked = there[order]
    at = np.searchsorted(ranked, here)
    at[at == len(ranked)] = 0
    for i in np.flatnonzero(ranked[at] == here).tolist():
        going_on = out[i]
        if going_on is None or going_on >= len(there) or there[going_on] != here[i]:
            going_on = int(order[at[i]])
        for k in range(GRAM):
            if out[i + k] is None:
                out[i + k] = going_on + k
    return out


def runs(targets: Sequence[int | None]) -> Iterator[tuple[int, int, int]]:
    """(start here, start there, length) of each run of words that goes on unbroken in both texts."""
    start = 0
    for i in range(1, len(targets) + 1):
        before = targets[i - 1]
        if i == len(targets) or before is None or targets[i] != before + 1:
            first = targets[start]
            if first is not None:
                yield start, first, i - start
            start = i


def stretches_of(mask: Mask) -> list[tuple[int, int]]:
    """(start, end) of each run of true values."""
    edges = np.flatnonzero(np.diff(mask.astype(np.int8), prepend=0, append=0))
    return [(int(s), int(e)) for s, e in zip(edges[::2], edges[1::2], strict=True)]


def _words_under(hit: Mask, words: int) -> Mask:
    """The words that lie under the stretches that were hit."""
    covered = np.zeros(words, dtype=bool)
    for k in range(GRAM):
        covered[k : k + len(hit)] |= hit
    return covered
