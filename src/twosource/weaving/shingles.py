"""Words and shingles of a text as numbers: what reprints are found by. The same on every machine and run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
"""A text's words, each as the number of its folded letters."""
Hashes = npt.NDArray[np.uint64]

SIZE = 8
"""Words in a shingle: long enough that two writers rarely choose the same by chance."""

SAMPLE = 6
"""One shingle in so many is indexed, the same ones in every text (Broder 1997's sampling by hash)."""

_FEW = 16  # indexed shingles under which a text is indexed by more than its sample

GRAM = 5
"""Words that must stand together for a word to count as copied."""

_WORD = re.compile(r"\w(?:[\w'’ʼ`]|(?<=\w),(?=[0-9]{3}))*")
_INSIDE = re.compile(r"['’ʼ`,]")
_PLAIN = bytes(b if b > 127 or chr(b).isalnum() or b == ord("_") else ord(" ") for b in range(256)).lower()
_PLAIN_DIGITS = re.compile(r"[0-9]{3}")
_BEYOND = re.compile(r"[^\x00-\x7f]")
_MARKS = "“”‘–—…\xa0"  # what stands most often in text that is otherwise plain
_BASE = np.uint64(0x9E3779B97F4A7C15)
_UNDO = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_MIX = np.uint64(0xBF58476D1CE4E5B9)


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words as numbers, with the offset at which each starts and ends."""

    codes: Codes
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def word_codes(text: str) -> Codes:
    """The numbers of a text's words, in order: `words` without the offsets, at a third of the cost."""
    return _numbers(_plain(text) or _folded(_WORD.findall(text)))


def words(text: str) -> Words:
    """The words of a text as numbers.

    Punctuation, case, apostrophes and a number's commas are dropped, so that a text that lost them is the same.
    """
    found = list(_WORD.finditer(text))
    codes = _numbers(_folded([match.group() for match in found]))
    return Words(codes, tuple(match.start() for match in found), tuple(match.end() for match in found))


def _folded(found: Sequence[str]) -> bytes:
    """Words as they are compared, with blanks between them."""
    return b" ".join(_fold(word) for word in found)


@lru_cache(maxsize=200_000)
def _fold(word: str) -> bytes:
    folded = unicodedata.normalize("NFKC", _INSIDE.sub("", word)).casefold()
    return re.sub(r"\W", "", folded).encode("utf-8", "surrogatepass") or b"_"  # a ½ holds a slash once normalised


def _plain(text: str) -> bytes | None:
    """What `_folded` gives of a text's words, but for the width of blanks; None where other signs stand in it."""
    if not text.isascii():
        text = text.replace("’", "'")
        for mark in _MARKS:
            text = text.replace(mark, " ")
        if not text.isascii():
            if not all(map(_is_letter, set(_BEYOND.findall(text)))):
                return None
            text = text.casefold()
    head, *parts = text.replace(", ", " ").split(",")
    for part in parts:  # "4,500" is one word, "on Monday,he" is two
        joined = len(part) > 2 and _PLAIN_DIGITS.match(part) and head[-1:].replace("_", "a").isalnum()
        head += part if joined else " " + part
    return head.encode("utf-8").translate(_PLAIN, b"'`")


@lru_cache(maxsize=4096)
def _is_letter(sign: str) -> bool:
    """Whether a sign beyond ASCII is a letter that folds by itself, whatever stands beside it."""
    folded = sign.casefold()
    return sign < "\u0590" and sign.isalpha() and unicodedata.is_normalized("NFKC", sign + folded) and len(folded) == 1


def _numbers(folded: bytes) -> Codes:
    """The number of each word between blanks: a polynomial in its bytes, mixed, modulo 2**64; its upper half."""
    raw = np.frombuffer(folded, dtype=np.uint8)
    letter = np.zeros(len(raw) + 2, dtype=bool)
    np.not_equal(raw, 32, out=letter[1:-1])
    edges = np.flatnonzero(letter[1:] != letter[:-1])
    if not len(edges):
        return np.empty(0, dtype=np.uint32)
    starts, ends = edges[::2], edges[1::2]
    powers, inverses = _powers(1 << len(raw).bit_length())
    sums = np.zeros(len(raw) + 1, dtype=np.uint64)
    np.cumsum(raw * powers[: len(raw)], out=sums[1:])
    return (_mixed((sums[ends] - sums[starts]) * inverses[starts]) >> np.uint64(32)).astype(np.uint32)


@lru_cache(maxsize=32)
def _powers(size: int) -> tuple[Hashes, Hashes]:
    """The base's powers modulo 2**64, and their inverses, from the first on."""
    ones = np.ones(size, dtype=np.uint64)
    up, down = ones * _BASE, ones * _UNDO
    up[0] = down[0] = 1
    return np.cumprod(up, dtype=np.uint64), np.cumprod(down, dtype=np.uint64)


def _mixed(values: Hashes) -> Hashes:
    """Numbers whose every bit depends on all bits of those given."""
    out = values ^ (values >> np.uint64(32))
    out *= _MIX
    out ^= out >> np.uint64(29)
    return out


def hashes(codes: Codes, size: int) -> Hashes:
    """The hash of every stretch of `size` words, in order; none where there are fewer words.

    A polynomial in the words' numbers modulo 2**64.
    """
    n = len(codes) - size + 1
    if n <= 0:
        return np.empty(0, dtype=np.uint64)
    wide = codes.astype(np.uint64)
    out = wide[:n].copy()
    for k in range(1, size):
        out *= _BASE
        out += wide[k : k + n]
    return out


def sampled(shingles: Hashes) -> tuple[Hashes, int]:
    """The shingles that are indexed, sorted, each once; and how many of them are in the sample that every text has.

    Those whose hash falls in the sample; of a short text more, so that two short texts find each other.
    """
    spread = _mixed(shingles)
    regular = shingles[spread % np.uint64(SAMPLE) == 0]
    for share in (2, 1) if len(regular) < _FEW else ():
        more = np.unique(shingles[spread % np.uint64(share) == 0])
        if len(more) >= _FEW or share == 1:
            return more, len(np.unique(regular))
    found = np.unique(regular)
    return found, len(found)
