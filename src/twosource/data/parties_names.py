"""Names made comparable: accents, dots, apostrophes, hyphens and American spelling folded; short acronyms keep case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´ʻʿʾ", "'"))
_TOKEN = re.compile(r"[^\W_]+(?:[.'&][^\W_]+)*\.?|&")
_SPELLING = (
    (re.compile(r"defens(e|es)$"), r"defenc\1"),
    (re.compile(r"^center(s?)$"), r"centre\1"),
    (re.compile(r"^theater(s?)$"), r"theatre\1"),
    (re.compile(r"^labor$"), "labour"),
    (re.compile(r"^armored$"), "armoured"),
    (re.compile(r"iz(ation|ations|ed|ing)$"), r"is\1"),
)
_EXACT_LETTERS = 4
"""Acronyms of up to so many letters must match case: "US", "WHO", "IS", "AP", "FACT" are words too."""
_DASHES = frozenset("-‐‑")


class Word(NamedTuple):
    """One word of a name: folded, as it stands (dots and accents gone), whether "'s" followed it, its token's end.

    A named tuple, not a data class: thousands are made for each report.
    """

    folded: str
    surface: str
    possessive: bool
    end: int
    dashed: bool = False
    """A dash stands before it: "al-Qaeda", but also "London - Warplanes"."""


@lru_cache(maxsize=1 << 16)
def pieces(token: str) -> tuple[tuple[str, str, bool], ...]:
    """The words inside one token: (folded, surface, possessive). "al-Qaeda's" gives al, Qaeda (possessive).

    A lone "'s" gives ("", "s", True): it belongs to the word before. Punctuation gives nothing.
    """
    text = token if token.isascii() else _bare(token)
    text = text.translate(_APOSTROPHES)
    if text in ("'s", "'S"):
        return (("", "s", True),)
    found = []
    for raw in _TOKEN.findall(text):
        word, possessive = raw, False
        if word[-2:] in ("'s", "'S"):
            word, possessive = word[:-2], True
        surface = word.replace(".", "").replace("'", "")
        if surface == "&":
            surface = "and"
        if surface:
            found.append((_spelling(surface.casefold()), surface, possessive))
    return tuple(found)


def _bare(text: str) -> str:
    """Without accents; letters that don't decompose are spelled out."""
    text = text.translate({0x131: "i", 0x142: "l", 0x141: "L", 0xF8: "o", 0xD8: "O", 0x111: "d", 0x110: "D"})
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _spelling(word: str) -> str:
    for pattern, replacement in _SPELLING:
        word, changed = pattern.subn(replacement, word)
        if changed:
            break
    return word


def window(tokens: Sequence[str], start: int, limit: int) -> list[Word]:
    """The first `limit` words of `tokens` from `start`, whatever the tokeniser did with hyphens and "'s".

    Stops at a token that ends a name: a comma, bracket, quotation mark or full stop.
    """
    words: list[Word] = []
    dashed = False
    for at in range(start, len(tokens)):
        token = tokens[at]
        found = pieces(token)
        if not found:
            if token in _DASHES:
                dashed = True
                continue
            if token in ("'", "’", "") or token.isspace():
                continue
            break
        for folded, surface, possessive in found:
            if folded:
                words.append(Word(folded, surface, possessive, at + 1, dashed))
                dashed = False
            elif words and not words[-1].possessive:
                words[-1] = words[-1]._replace(possessive=True)
        dashed = token[-1] in _DASHES
        if len(words) > limit:
            break
    return words


def split(name: str) -> list[Word]:
    """A whole name as words; a leading article is dropped."""
    words = window(name.replace("(", " ").replace(")", " ").replace(",", " ").split(), 0, 64)
    if len(words) > 1 and words[0].folded == "the":
        return words[1:]
    return words


def glued(word: Word) -> str:
    """The word with its "'s" written on, as inside "People's Republic" and, apostrophe lost, "Peoples Republic"."""
    return word.folded + "s" if word.possessive else word.folded


def last_forms(word: Word) -> tuple[tuple[str, bool], ...]:
    """How a name's last word may be read: (form, whether a possessive s was taken off), likeliest first.

    A word with its apostrophe is only the bare form ("Hama's" is never "Hamas"); a word that ends in s may have lost
    its apostrophe ("Syrias").
    """
    if word.possessive:
        return ((word.folded, True),)
    if len(word.folded) > 2 and word.folded[-1] == "s":
        return ((word.folded, False), (word.folded[:-1], True))
    return ((word.folded, False),)


def closed(words: Sequence[Word], end: int) -> bool:
    """Whether a name may end before `words[end]`: never inside a token ("U.S.-led" doesn't name the U.S.)."""
    return end == len(words) or words[end].end != words[end - 1].end


def key(words: Sequence[Word]) -> str:
    """The index key of a name as written in the data: its words joined, the last one without "'s"."""
    return " ".join([*(glued(word) for word in words[:-1]), words[-1].folded]) if words else ""


Needs = tuple[tuple[int, str | None], ...]
"""(place of a word, its exact surface), or (place, None) where that word must start with a capital."""


def needs(words: Sequence[Word]) -> Needs:
    """What a text's words must look like to be this name: short acronyms exactly, else the first capital kept."""
    found: list[tuple[int, str | None]] = []
    capital_seen = False
    for at, word in enumerate(words):
        letters = word.surface
        if 1 < len(letters) <= _EXACT_LETTERS and letters.isupper():
            found.append((at, letters))
            capital_seen = True
        elif not capital_seen and letters[:1].isupper():
            found.append((at, None))
            capital_seen = True
    return tuple(found)


def fits(asked: Needs, words: Sequence[Word], offset: int, strict: bool) -> bool:
    """Whether `words` from `offset` look as asked; capitals count only where `strict`."""
    for at, exact in asked:
        surface = words[offset + at].surface
        if exact is None:
            if strict and not (surface[0].isupper() or surface[0].isdigit()):
                return False
        elif surface != exact and not (surface[-1] == "s" and surface[:-1] == exact):
            return False
    return True
