"""How a place's name is made comparable: an exact key, and a looser one for names spelt by ear.

The looser key blocks by consonants ("Zhitomir", "Zhytomyr": jtmr) and then compares the vowels between them by
class, so that "Sarmin" meets "Sarmeen", while "Homs" never meets "Hama".
"""

from __future__ import annotations

import re
import unicodedata

_DROPPED = "'’‘ʼʻʾʿ`´ʹʺ\"“”."
_SPACED = "-‐‑‒–—−,/()_\u00a0\u202f\n\t"
_PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "ħ": "h"}
_TABLE = str.maketrans({**dict.fromkeys(_DROPPED), **dict.fromkeys(_SPACED, " "), **_PLAIN})
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}


def fold(name: str) -> str:
    """The exact key of a name: case, accents, hyphens, apostrophes and dots folded, "St" written out.

    "Deir ez-Zor" and "Deir Ez Zor" give the same; other scripts keep their letters. An empty name gives "".
    """
    text = name.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = text.translate(_TABLE).split()
    if words and words[0] == "the":
        words = words[1:] or words
    return " ".join([_WORDS.get(word, word) for word in words])


_ARTICLES = frozenset(
    "al el ul il an en as ash ad ar at az ath es esh ed er et ez".split()  # noqa: SIM905 - one line
)


def without_article(key: str) -> str:
    """A key without the Arabic article that it opens with: "al raqqa" gives "raqqa"; "" where there is none."""
    first, _, rest = key.partition(" ")
    return rest if first in _ARTICLES else ""


_WITH_H = {"tch": "S", "sch": "S", "sh": "S", "ch": "S", "dzh": "j", "zh": "j", "kh": "k", "gh": "g", "th": "t"}
_WITH_H |= {"dh": "d", "ph": "f", "h": ""}
_DIGRAPH = re.compile(r"(?<=.)(?:tch|sch|dzh|[szcktgdp]?h)|^(?:tch|sch|dzh|[szcktgdp]h)")
_SINGLE = str.maketrans({"z": "s", "q": "k", "c": "k", "x": "ks", "w": "v"})
_PAIR = re.compile(r"([aeiouy]*)([^aeiouy])")
_VOWELS = "aeiouy"
MIN_SOUND = 5
"""Letters below which a name is never looked up by ear: short names have too many neighbours."""


def _vowel(run: str) -> str:
    if not run:
        return "-"
    if run == "e":
        return "e"
    if "i" in run or "y" in run or run == "ee":
        return "i"
    return "u" if "o" in run or "u" in run else "a"


def sound(name: str) -> tuple[str, str] | None:
    """The looser key of a Latin name: its consonants, and the vowel classes between them.

    The vowel string has one letter before each consonant and one after the last ("-" where none). None where the
    name is too short, has fewer than three consonants, or isn't in Latin letters.
    """
    words = fold(name).split()
    text = "".join([word for word in words if word not in _ARTICLES] if len(words) > 1 else words)
    if len(text) < MIN_SOUND or not text.isascii() or not text.isalpha():
        return None
    if "h" in text:
        text = _DIGRAPH.sub(lambda match: _WITH_H[match[0]], text)
    if "w" in text:
        text = text.replace("aw", "o").replace("ow", "o")
    text = text.translate(_SINGLE).replace("ts", "s").replace("dj", "j")
    consonants, vowels, last = "", "", ""
    for before, consonant in _PAIR.findall(text):
        if before or consonant != last:
            consonants += consonant
            vowels += _vowel(before)
            last = consonant
    if len(consonants) < 3:
        return None
    return consonants, vowels + _vowel(text[len(text.rstrip(_VOWELS)) :])


def sounds_alike(left: str, right: str) -> bool:
    """Whether two vowel strings of the same consonants may be one name written twice.

    "e" goes with "a", "i" and nothing; beyond that, a name of five consonants or more may differ in one vowel.
    """
    if len(left) != len(right):
        return False
    differing = 0
    for a, b in zip(left, right, strict=True):
        if a != b and {a, b} not in ({"e", "a"}, {"e", "i"}, {"e", "-"}):
            differing += 1
    return differing <= (1 if len(left) > 5 else 0)
