"""When two positions' words and two parties' names count as the same, by LedgerBench's guidelines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_WORD = re.compile(r"\w+")
_SIGN = re.compile(r"[^\w\s]")
_ARTICLES = frozenset({"the", "a", "an"})
_DETERMINERS = _ARTICLES | {"its", "his", "their"}
SHARE_OF_SHORTER = 0.5
SHARE_OF_UNION = 0.2


def words_of(text: str, span: Sequence[int]) -> frozenset[int]:
    """The start offsets of the words that stand inside `span` of `text`."""
    return frozenset(m.start() for m in _WORD.finditer(text, span[0], span[1]))


def overlap(a: frozenset[int], b: frozenset[int]) -> float | None:
    """The share of the union that both have, where the two match: half of the shorter and a fifth of the union.

    None where they don't, or where one has no words.
    """
    if not a or not b:
        return None
    both = len(a & b)
    jaccard = both / len(a | b)
    return jaccard if both / min(len(a), len(b)) >= SHARE_OF_SHORTER and jaccard >= SHARE_OF_UNION else None


def party_key(name: str) -> str:
    """A name with case, signs and articles aside."""
    return " ".join(word for word in _SIGN.sub(" ", name.lower()).split() if word not in _ARTICLES)


def party_names(party: Mapping[str, Any]) -> frozenset[str]:
    """Keys under which a gold party is accepted: its name, and those aliases that are names and no descriptions."""
    keys = (party_key(name) for name in (party["name"], *filter(_is_name, party.get("aliases", ()))))
    return frozenset(key for key in keys if key)


def same_party(gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> bool:
    """Whether the predicted party's name is one of the gold party's."""
    return party_key(predicted["name"]) in party_names(gold)


def _is_name(alias: str) -> bool:
    # "the group" describes; a name's first word, articles aside, is capitalised
    words = [word for word in alias.split() if word.lower() not in _DETERMINERS]
    return bool(words) and not words[0][0].islower()
