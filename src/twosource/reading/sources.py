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


def before_place(top: Token, stretch: Range) -> Token:
    """The noun before the words that say where, all in the stretch ("medical workers in the area": the workers)."""
    where = top.head
    if top.dep_ != "pobj" or where.lower_ not in {"in", "at", "near"} or not stretch[0] < where.i < top.i:
        return top
    noun = where.nbor(-1)
    return noun if noun.pos_ in {"NOUN", "PROPN"} else top


def antecedent(relative: Token) -> Token | None:
    """The noun that a "who" or "which" takes up, None where the parse shows none."""
    clause = next((t for t in (relative.head, *relative.head.ancestors) if t.dep_ == "relcl"), None)
    noun = None if clause is None else clause.head
    return noun if noun is not None and noun.i < relative.i and noun.pos_ in {"NOUN", "PROPN"} else None


_WITH = (["as", "well", "as"], ["along", "with"], ["together", "with"])


def alone(doc: Doc, stretch: Range, top: Token) -> Range:
    """A source up to the "as well as", "along with" or "together with" that joins another to it."""
    for words in _WITH:
        for i in range(top.i + 1, stretch[1] - len(words)):
            if [t.lower_ for t in doc[i : i + len(words)]] == words:
                return stretch[0], i - (doc[i - 1].text == ",")
    return stretch


def beside(doc: Doc, stretch: Range) -> list[Range]:
    """The noun phrases that such words join to a source, before or behind it."""
    out: list[Range] = []
    for words in _WITH:
        end = stretch[0] - len(words)
        if end > 0 and [t.lower_ for t in doc[end : stretch[0]]] == words:
            end -= doc[end - 1].text == ","
            start = end
            while start > 0 and doc[start - 1].pos_ in {"NOUN", "PROPN", "ADJ"}:
                start -= 1
            if start < end:
                out.append((start - (start > 0 and doc[start - 1].pos_ == "DET"), end))
        start = stretch[1] + (doc[stretch[1] : stretch[1] + 1].text == ",")
        if [t.lower_ for t in doc[start : start + len(words)]] == words:
            start += len(words)
            end = start + (start < len(doc) and doc[start].pos_ == "DET")
            while end < len(doc) and doc[end].pos_ in {"NOUN", "PROPN", "ADJ"}:
                end += 1
            if end > start:
                out.append((start, end))
    return out
