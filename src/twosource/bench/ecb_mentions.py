"""What a bare mention of an event tells, for the comparison of two mentions: its word, what stands around it, its text.

ECB+ marks words ("quake", "was arrested"), most of them of no war. So a mention has less than a thread of a report:
no place, no party, often no time. Its own signs are made here; the model and the grouping are weaving's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from twosource.bench.ecb_data import Document, Mention
from twosource.language.en.events import lexicon
from twosource.models.spacy_en import SpacyEnglish
from twosource.weaving.learned import graded, steps, yes
from twosource.weaving.similarity import cosine

_CONTENT = frozenset({"NOUN", "VERB", "PROPN", "ADJ", "NUM"})
_LIGHT = frozenset({"be", "have", "do", "say", "will", "would", "can", "could", "may", "get", "make", "take", "go"})
"""Verbs too common to tell two texts apart."""
_ARGUMENTS = frozenset(
    {"nsubj", "nsubjpass", "dobj", "attr", "agent", "prep", "compound", "poss", "amod", "nmod", "npadvmod", "acl"}
)
_MODIFIERS = frozenset({"compound", "amod", "acl", "relcl"})
_LINKED = frozenset({"conj", "xcomp", "ccomp", "advcl", "dobj", "pobj"})
ARGUMENT_WORDS = 8
"""Words of one argument that are compared at most."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a whole text is about."""

    name: str
    names: frozenset[str]
    vector: Mapping[str, float]
    """Its content lemmas, of length 1."""


@dataclass(frozen=True, slots=True)
class Told:
    """A mention and what stands around it; lemmas in lower case."""

    mention: Mention
    text: Text
    head: str
    part: str
    words: str
    """As they stand, in lower case."""
    lemmas: frozenset[str]
    family: str | None
    """The lexicon's family of its head."""
    arguments: frozenset[str]
    argument_names: frozenset[str]
    sentence: int
    sentence_names: frozenset[str]
    sentence_words: frozenset[str]
    numbers: frozenset[str]


def told(documents: Iterable[Document]) -> Iterator[tuple[Document, tuple[Told, ...]]]:
    """Each document with its mentions, parsed."""
    kept = list(documents)
    for document, doc in zip(kept, SpacyEnglish().parse([each.text for each in kept]), strict=True):
        text = _text(document, doc)
        yield document, tuple(_told(mention, text, doc) for mention in document.mentions)


def _text(document: Document, doc: Doc) -> Text:
    counted = Counter(token.lemma_.lower() for token in doc if _is_content(token))
    raw = {lemma: 1 + math.log(n) for lemma, n in sorted(counted.items())}
    norm = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    names = frozenset(token.lemma_.lower() for token in doc if _is_name(token))
    return Text(document.name, names, {lemma: value / norm for lemma, value in raw.items()})


def _is_content(token: Token) -> bool:
    return token.pos_ in _CONTENT and token.lemma_.lower() not in _LIGHT


def _is_name(token: Token) -> bool:
    return not token.is_punct and (token.pos_ == "PROPN" or (token.text[:1].isupper() and token.i > token.sent.start))


def _lemmas(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(token.lemma_.lower() for token in tokens)


def _told(mention: Mention, text: Text, doc: Doc) -> Told:
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    assert span is not None
    head, around = span.root, _arguments(span.root)
    word = lexicon().any(head.lemma_.lower())
    return Told(
        mention=mention,
        text=text,
        head=head.lemma_.lower(),
        part=head.pos_,
        words=span.text.lower(),
        lemmas=_lemmas(t for t in span if _is_content(t) or t == head),
        family=word.family if word else None,
        arguments=_lemmas(around),
        argument_names=_lemmas(t for t in around if _is_name(t)),
        sentence=head.sent.start,
        sentence_names=_lemmas(t for t in head.sent if _is_name(t)),
        sentence_words=_lemmas(t for t in head.sent if _is_content(t) and t != head),
        numbers=_lemmas(t for t in head.sent if t.like_num),
    )


def _arguments(head: Token) -> list[Token]:
    """Content words that the head's clause says of it: who, whom, where, of what; of what it stands in, where bare."""
    out: list[Token] = []
    for child in head.children:
        if child.dep_ in _ARGUMENTS:
            out += [token for token in child.subtree if _is_content(token)][:ARGUMENT_WORDS]
    if head.dep_ in _MODIFIERS:
        out += [token for token in (head.head, *head.head.children) if _is_content(token) and token != head]
    elif head.dep_ in _LINKED:
        above = head.head.head if head.head.dep_ == "prep" else head.head
        for child in above.children:
            if child.dep_ in {"nsubj", "nsubjpass"}:
                out += [token for token in child.subtree if _is_content(token)][:ARGUMENT_WORDS]
    return out


def mention_signs(a: Told, b: Told) -> dict[str, float]:
    """What a comparison of two mentions shows; the same in either order."""
    out: dict[str, float] = {}
    same = a.text.name == b.text.name
    head, stem = a.head == b.head, _one_stem(a.head, b.head)
    yes(out, "one text", same)
    yes(out, "head", head)
    yes(out, "stem", stem)
    yes(out, "as it stands", a.words == b.words)
    yes(out, "part of speech", a.part == b.part)
    out["lemmas"] = len(a.lemmas & b.lemmas) / len(a.lemmas | b.lemmas)
    family = a.family == b.family if a.family and b.family else None
    yes(out, "family", family)
    alike = 0.6 if same else cosine(a.text.vector, b.text.vector)
    named = 0.6 if same else _share(a.text.names, b.text.names)
    out["texts"], out["texts squared"], out["texts' names"] = alike, alike * alike, named
    steps(out, "texts", alike, (0.2, 0.3, 0.4))
    arguments = _share(a.arguments, b.arguments)
    out["arguments"] = arguments
    yes(out, "no arguments", not a.arguments or not b.arguments)
    for name, mine, theirs in (
        ("argument's name", a.argument_names, b.argument_names),
        ("number", a.numbers, b.numbers),
        ("sentence's name", a.sentence_names, b.sentence_names),
    ):
        out[f"{name}s"] = _share(mine, theirs)
        yes(out, name, bool(mine & theirs) if mine and theirs else None)
    every = a.sentence_words | b.sentence_words
    out["sentences"] = len(a.sentence_words & b.sentence_words) / len(every) if every else 0.0
    out["head among the other's arguments"] = float((a.head in b.arguments) + (b.head in a.arguments))
    out["head in the other's sentence"] = float((a.head in b.sentence_words) + (b.head in a.sentence_words))
    yes(out, "one sentence", same and a.sentence == b.sentence)
    for name, holds in (("head", head), ("stem", stem and not head), ("family", bool(family) and not head)):
        if holds:
            out[f"{name}, texts"], out[f"{name}, names"], out[f"{name}, arguments"] = alike, named, arguments
            out[f"{name}, sentence's names"] = out["sentence's names"]
            out[f"{name}, one text"] = float(same)
    graded(out, "others", arguments if not head and family is not True else 0.0)
    return out


def _share(a: frozenset[str], b: frozenset[str]) -> float:
    """Of the smaller, how much stands in the other."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _one_stem(a: str, b: str) -> bool:
    """Whether one is likely derived from the other: "announce", "announcement"."""
    one, other = (word[: max(4, len(word) - 3)] for word in (a, b))
    return one == other or a.startswith(other) or b.startswith(one)
