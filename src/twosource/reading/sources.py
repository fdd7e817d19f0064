"""How the words of a source hang together: head, joint parts, and names that only say where or whose."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from twosource.reading.tree import Range

TIED = {
    "based",
    "led",
    "backed",
    "run",
    "linked",
    "aligned",
    "affiliated",
    "controlled",
    "owned",
    "funded",
    "held",
    "brokered",
}
"""Words behind a hyphen that say where somebody sits or who backs them."""


def head_of(doc: Doc, stretch: Range) -> Token:
    """The syntactic head of a phrase: the token that hangs outside it, nouns before others."""
    inside = range(*stretch)
    heads = [doc[i] for i in inside if doc[i].head.i not in inside or doc[i].dep_ == "ROOT"]
    nouns = [t for t in heads if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    return (nouns or heads or [doc[stretch[1] - 1]])[0]


def split_joint(doc: Doc, stretch: Range, heads: Sequence[int]) -> list[tuple[Range, int]]:
    """A joint source in its parts, cut at the words that join them."""
    if len(heads) < 2:
        return [(stretch, heads[0])]
    out: list[tuple[Range, int]] = []
    start = stretch[0]
    for n, head in enumerate(heads):
        end = stretch[1] if n + 1 == len(heads) else head + 1
        if n + 1 < len(heads):
            while end < heads[n + 1] and doc[end].dep_ != "cc" and doc[end].text != ",":
                end += 1
        out.append(((start, max(end, head + 1)), head))
        start = max(end, head + 1)
        while start < stretch[1] and (doc[start].dep_ == "cc" or doc[start].is_punct):
            start += 1
    return out


def is_modifier(doc: Doc, stretch: Range) -> bool:
    """Whether a name only says where another sits or who backs it ("Britain-based", "US-led")."""
    return stretch[1] + 1 < len(doc) and doc[stretch[1]].text == "-" and doc[stretch[1] + 1].lower_ in TIED
