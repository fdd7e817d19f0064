"""Which times and places of a sentence are the saying's, not the deed's: "said in Karvel on Monday that …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Token

from twosource.language.en.cues import cue_lexicon
from twosource.language.en.events import lexicon
from twosource.records import Span, TimeMention


class Mention(Protocol):
    """A stretch that names a time or a place."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        ...


_SAYING = frozenset({"say", "confirm", "deny", "accuse"})
_APART = frozenset({"relcl", "acl"})
M = TypeVar("M", bound=Mention)


def of_the_deed(
    doc: Doc, mentions: Sequence[M], content: Span, sentence: Span, saying: Sequence[Span]
) -> tuple[M, ...]:
    """`mentions` without those of the sentence that stand outside the content and hang on the words of saying.

    A full date that opens the sentence is kept: it heads an entry of a chronicle.
    `saying` holds the source's and the cue's words; without any, all mentions are kept.
    """
    mentions = [
        m
        for m in mentions
        if not (isinstance(m, TimeMention) and (_compares(doc, m.span) or _of_another(doc, m.span, content, sentence)))
    ]
    if not saying:
        return tuple(mentions)
    return tuple(
        m
        for m in mentions
        if not sentence.covers(m.span)
        or (content.covers(m.span) and not _hangs_on(doc, m.span, saying[-1]))
        or (not content.covers(m.span) and not _of_saying(doc, m.span, content, saying))
    )


def _compares(doc: Doc, mention: Span) -> bool:
    """Whether a stretch of time only measures ("the heaviest loss this year", "the worst attack since May")."""
    tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if tokens is None:
        return False
    nouns = [tokens.root.head.head if tokens.root.head.dep_ == "prep" else tokens.root.head]
    since = next((t for t in doc[max(tokens.start - 1, 0) : tokens.end] if t.lower_ == "since"), None)
    if since is not None and since.i > 0:  # the parse often hangs "since" on the verb
        nouns.append(since.nbor(-1))
    return any(noun.pos_ == "NOUN" and any(c.tag_ == "JJS" for c in noun.children) for noun in nouns)


def _of_another(doc: Doc, mention: Span, content: Span, sentence: Span) -> bool:
    """Whether a sentence's time is another deed's: "struck on Sunday a town that has been starved of food", "marched on
    Sunday in breach of the truce": what the relative clause and the truce tell isn't of Sunday.
    """
    if content.covers(mention) or not sentence.covers(mention):
        return False
    tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    told = doc.char_span(content.start, content.end, alignment_mode="expand")
    if tokens is None or told is None or not any(_deed(t) for t in told):
        return False
    token: Token = told.root
    for _ in range(4):
        head = token.head
        if _against(token):
            return True
        holds = head.i == tokens.root.i or head.is_ancestor(tokens.root)
        if token.dep_ in _APART or holds or head.i == token.i:
            return token.dep_ in _APART and not holds
        token = head
    return False


def _deed(token: Token) -> bool:
    """Whether a word names a happening by itself, and not what came of one (deaths, ruins)."""
    word = lexicon().lookup(token.lemma_, token.pos_)
    return word is not None and not word.weak and word.aspect is None


def _against(token: Token) -> bool:
    """Whether a noun names what a deed was done in spite of."""
    link = token.head
    if token.dep_ != "pobj" or link.pos_ not in {"ADP", "SCONJ"}:
        return False
    return link.lower_ in {"despite", "notwithstanding"} or (
        link.lower_ == "of" and link.head.lower_ in {"defiance", "spite", "violation", "breach", "contravention"}
    )


def _hangs_on(doc: Doc, mention: Span, cue: Span) -> bool:
    """Whether words inside a content are the saying's own: "accused the army on Tuesday of shelling"."""
    tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if tokens is None or tokens.root.head.dep_ != "prep":
        return False
    verb = tokens.root.head.head
    return cue.start <= verb.idx < cue.end and verb.lemma_ in {"accuse", "blame", "suspect"}


def _of_saying(doc: Doc, mention: Span, content: Span, saying: Sequence[Span]) -> bool:
    tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if tokens is None:
        return False
    if any(span.overlaps(mention) for span in saying):
        return True
    token: Token = tokens.root
    for _ in range(4):  # a preposition, a day's part and the like stand between
        token = token.head
        here = Span(token.idx, token.idx + len(token))
        if content.covers(here):
            return False
        if any(span.overlaps(here) for span in saying):
            if token.lemma_ == "claim":  # a claim is made when its deed is news
                return False
            return tokens.start > token.sent.start or tokens[0].pos_ == "ADP" or len(tokens) < 3
        group = cue_lexicon().verbs.get(token.lemma_.lower()) if token.pos_ == "VERB" else None
        if group is not None and group.name in _SAYING:
            return True
        if token.pos_ in {"VERB", "AUX"}:  # another verb's own time and place, unless that only passes the word on
            return token.pos_ == "VERB" and lexicon().lookup(token.lemma_, "VERB") is None
    return False
