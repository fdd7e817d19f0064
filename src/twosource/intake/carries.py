"""Whether a page carries another outlet's article, by its own words (language/en/carries.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

HEAD = 3000
"""Code points from the text's start in which the words of an introduction stand."""
FOOT = 800
"""Code points at the text's start and end in which a note on the whole text stands."""
_LEAST = 40
"""Words that have to follow an introduction: fewer are a quotation, not an article."""
_QUOTES = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Carried:
    """The outlet whose article a page carries, as the page names it, and the offset at which it begins."""

    outlet: str
    start: int


@dataclass(frozen=True, slots=True)
class _Rule:
    words: tuple[re.Pattern[str], ...]
    place: str
    known: bool


@cache
def _load() -> tuple[tuple[_Rule, ...], re.Pattern[str]]:
    """The rules, and the words that the name of an outlet can't hold. Raises ValueError on a place not known."""
    package = resources.files("twosource.language.en")
    data = tomllib.loads((package / "carries.toml").read_text("utf-8"))
    credits_ = tomllib.loads((package / "credits.toml").read_text("utf-8"))
    names = dict(data["names"])
    trade = "|".join(map(re.escape, names.pop("trade")))
    signs = [sign for agency in credits_["agencies"] for sign in agency["signs"]]
    barred = re.compile(
        rf"\b(?:{'|'.join(map(re.escape, names.pop('not_outlets')))})\b|^(?:{'|'.join(map(re.escape, signs))})$"
    )
    upper = names["upper"]
    word = names["word"].replace("{upper}", upper)
    filled = {key: value.replace("{word}", word).replace("{trade}", trade) for key, value in names.items()}
    rules = []
    for rule in data["rules"]:
        if rule["place"] not in ("before", "note"):
            raise ValueError(f"carries.toml: {rule['name']!r}: place {rule['place']!r} is neither before nor note")
        begins, ends = (r"^[ \t]*", r"[ \t]*$") if rule.get("line") else (r"(?:^|(?<=[.!?”\"’')\]] ))[ \t]*", r"")
        words = (re.compile(begins + _fill(words, filled) + ends, re.MULTILINE) for words in rule["words"])
        rules.append(_Rule(tuple(words), rule["place"], rule.get("known", False)))
    return tuple(rules), barred


def _fill(words: str, names: dict[str, str]) -> str:
    for key in ("outlet", "paper"):
        words = words.replace(f"{{{key}}}", f"(?P<outlet>{names[key]})")
    return words.replace("{person}", names["person"])


def find_carried(text: str, publisher: str | None) -> Carried | None:
    """The carried article of a text, by the first words that say so; None where it speaks for itself throughout.

    `publisher` is the page's own outlet: to name itself is to carry nobody. Rules whose words name one's own outlet
    as readily as another's are left out where it isn't known.
    """
    return min(_candidates(text, publisher), key=lambda ranked: ranked[:2], default=(0, 0, None))[2]


def _candidates(text: str, publisher: str | None) -> Iterator[tuple[int, int, Carried]]:
    """(rank, start, carried): an introduction goes before a note on the whole, the first before others."""
    rules, barred = _load()
    for rule in rules:
        if rule.known and publisher is None:
            continue
        for start, stretch in _stretches(text, rule.place):
            for words in rule.words:
                for match in words.finditer(stretch):
                    outlet = match["outlet"].rstrip(".,;:'’ ")
                    if barred.search(outlet) or (publisher and same_outlet(outlet, publisher)):
                        continue
                    if rule.place == "note":
                        begin = _skip_blanks(text, 0)
                        yield 1, begin, Carried(outlet, begin)
                    elif _is_article(text[start + match.end() :]):
                        begin = _skip_blanks(text, start + match.end())
                        yield 0, begin, Carried(outlet, begin)


def _is_article(rest: str) -> bool:
    """Whether what follows an introduction is an article: not a line or two, not a passage in quotation marks."""
    if len(rest.split(maxsplit=_LEAST)) < _LEAST:
        return False
    first = rest.lstrip().partition("\n")[0].rstrip()
    if first[0] not in _QUOTES:
        return True
    # A passage that is quoted closes at the end of its paragraph, or runs on into the next without closing.
    return any(mark in _QUOTES for mark in first[1:-1]) and first[-1] not in _QUOTES


def _stretches(text: str, place: str) -> Iterator[tuple[int, str]]:
    if place == "before":
        yield 0, text[:HEAD]
    else:
        yield 0, text[:FOOT]
        if len(text) > FOOT:
            start = max(FOOT, len(text) - FOOT)
            yield start, text[start:]


def _skip_blanks(text: str, offset: int) -> int:
    return offset + len(text[offset:]) - len(text[offset:].lstrip())


def same_outlet(one: str, other: str) -> bool:
    """Whether two names are of one outlet: the same words, or one's words inside the other's ("CNN", "CNN News")."""
    first, second = _key(one), _key(other)
    return bool(first and second) and (f" {first} " in f" {second} " or f" {second} " in f" {first} ")


def _key(name: str) -> str:
    name = re.sub(r"^(?:https?://)?(?:www\.)?|\.(?:com|org|net|co\.uk|info|news)\b.*$", "", name.casefold())
    return " ".join(word for word in re.findall(r"\w+", name.replace("'", "").replace("’", "")) if word != "the")
