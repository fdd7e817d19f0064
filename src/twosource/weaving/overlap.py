"""The words that two texts share: how much of each stands in the other, and where."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from twosource.records import Report, Span
from twosource.weaving.shingles import GRAM, SIZE, Codes, Hashes, Words, hashes, words

_CLOSE = 3 * SIZE  # words between two shingles of one piece of boilerplate, at most

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


@dataclass(frozen=True, slots=True, eq=False)
class Boilerplate:
    """The words of a text that strangers share with it."""

    words: Mask
    leaning: npt.NDArray[np.int8]
    """By the word at which an indexed shingle starts: -1 where it is boilerplate, 1 where it isn't, 0 elsewhere."""

    @classmethod
    def of(cls, codes: Codes, indexed: Hashes, aside: Container[int]) -> Boilerplate:
        """The words under those indexed shingles that are set aside, and those between two of them that are close.

        `indexed` are sorted.
        """
        shingles = hashes(codes, SIZE)
        mask, leaning = np.zeros(len(codes), dtype=bool), np.zeros(len(codes), dtype=np.int8)
        at = np.searchsorted(indexed, shingles)
        at[at == len(indexed)] = 0
        there = np.flatnonzero(indexed[at] == shingles)
        last: int | None = None
        for i, h in zip(there.tolist(), shingles[there].tolist(), strict=True):
            if h in aside:
                leaning[i] = -1
                mask[i if last is None or i - last > _CLOSE else last : i + SIZE] = True
                last = i
            else:
                leaning[i], last = 1, None
        return cls(mask, leaning)


def own_share(covered: Mask, boilerplate: Boilerplate | None) -> float:
    """The share of a text's words that are covered, less its boilerplate and covered stretches that are mostly such."""
    if boilerplate is None:
        return int(np.count_nonzero(covered)) / max(1, len(covered))
    own = covered & ~boilerplate.words
    for start, end in stretches_of(covered):
        if boilerplate.leaning[start : max(start, end - SIZE + 1)].sum() < 0:
            own[start:end] = False
    return int(np.count_nonzero(own)) / max(1, len(covered) - int(np.count_nonzero(boilerplate.words)))


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
    padded = np.zeros(len(mask) + 2, dtype=bool)
    padded[1:-1] = mask
    edges = np.flatnonzero(padded[1:] != padded[:-1]).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _words_under(hit: Mask, words: int) -> Mask:
    """The words that lie under the stretches that were hit."""
    covered = np.zeros(words, dtype=bool)
    for k in range(GRAM):
        covered[k : k + len(hit)] |= hit
    return covered
