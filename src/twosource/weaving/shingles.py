"""Words and shingles of a text: what reprints are found by."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

SIZE = 8
"""Words in a shingle: long enough that two writers rarely choose the same by chance."""

SAMPLE = 4
"""One shingle in so many is indexed, the same ones in every text (Broder 1997's sampling by hash)."""

_WORD = re.compile(r"\w+(?:['’ʼ`]\w+)*")
_QUOTES = re.compile(r"['’ʼ`]")
_BASE = 1_000_003
_PRIME = (1 << 61) - 1
_TOP = pow(_BASE, SIZE, _PRIME)


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    """A word's number, the same on every machine and run: case, accents and apostrophes don't count."""
    folded = _QUOTES.sub("", unicodedata.normalize("NFKC", word)).casefold()
    return zlib.crc32(folded.encode("utf-8", "surrogatepass")) + 1


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words as numbers, with the offset at which each starts and ends."""

    codes: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def inside(self, start: int, end: int) -> tuple[int, ...]:
        """Numbers of the words that lie wholly between two offsets of the text."""
        return tuple(c for c, s, e in zip(self.codes, self.starts, self.ends, strict=True) if s >= start and e <= end)


def word_codes(text: str) -> list[int]:
    """The numbers of a text's words, in order: `words` without the offsets, at half the cost."""
    return list(map(_code, _WORD.findall(text)))


def words(text: str) -> Words:
    """The words of a text. Punctuation, case and apostrophes are dropped, so that a text that lost them is the same."""
    found = [(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    return Words(tuple(_code(w) for w, _, _ in found), tuple(s for _, s, _ in found), tuple(e for _, _, e in found))


def shingles(codes: Sequence[int]) -> list[int]:
    """The rolling hash of every stretch of SIZE words, in order; none where there are fewer words."""
    if len(codes) < SIZE:
        return []
    value = 0
    for code in codes[:SIZE]:
        value = (value * _BASE + code) % _PRIME
    out = [value]
    for old, new in zip(codes, codes[SIZE:], strict=False):
        value = (value * _BASE + new - old * _TOP) % _PRIME
        out.append(value)
    return out


def sampled(hashes: Sequence[int]) -> frozenset[int]:
    """The shingles that are indexed: those whose hash falls in the sample."""
    return frozenset(h for h in hashes if h % SAMPLE == 0)
