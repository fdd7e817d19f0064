"""What sets a deed apart from the one that a report has at hand: that it came before, comes after, answers, recurs.

"Planes later struck a clinic where those hurt in the attack were treated" tells of two deeds, and of the second.
The words are small ones (adverbs, determiners) that no bag of content lemmas holds.
"""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from twosource.language.en.events import lexicon
from twosource.records import Interval

EARLIER, OFTEN, AGAIN, ANSWER, BESIDE = "earlier", "often", "again", "answer", "beside"
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_AFTER = frozenset({"after", "following", "follow"})
_COUNTED = frozenset({"several", "many", "multiple", "numerous", "few"})
_DURING = frozenset({"during", "throughout"})
_UNITS = frozenset({"second", "minute", "hour", "moment", "day", "week", "month", "year", "decade", "night"})
_CARRIED = frozenset({"dobj", "nsubj", "nsubjpass", "xcomp", "pobj", "attr"})


def marks_of(tokens: DocSpan, trigger: Token | None, time: Interval | None = None) -> tuple[str, ...]:
    """The marks of a stretch whose event `trigger` names, sorted: EARLIER ("a previous raid"), OFTEN ("repeatedly",
    "on several occasions"), AGAIN ("later", "another strike"), ANSWER ("responded", "in reprisal"), BESIDE (its words
    place another deed that was told of before: "after the attack", "victims of the attack"). Words that belong to
    another clause of the stretch mark nothing, nor does "several times" where `time` is a day or two.
    """
    told = trigger or tokens.root
    found = {mark for token in tokens if (mark := _mark(token, told)) and _of(token, told, tokens)}
    if time is not None and (time.end - time.start).days < 2:
        found.discard(OFTEN)
    if any(_beside(token, told) for token in tokens):
        found.add(BESIDE)
    return tuple(sorted(found))


def _of(token: Token, told: Token, tokens: DocSpan) -> bool:
    """Whether a word stands with the deed told of: it is its verb, or hangs on it or on the verb that carries it."""
    bearers = {told.i, tokens.root.i} | ({told.head.i} if told.dep_ in _CARRIED else set())
    for _ in range(4):
        if token.i in bearers:
            return True
        if token.pos_ == "VERB" and token.dep_ != "xcomp":
            return any(c.i == told.i and c.dep_ in _CARRIED for c in token.children)
        token = token.head
    return False


def _mark(token: Token, told: Token) -> str | None:
    words, lemma = lexicon(), token.lemma_.lower()
    if lemma in words.among("earlier"):
        return EARLIER if not _dates(token) else None
    if lemma in words.among("often") or (lemma in words.among("span") and token.head.lower_ in _DURING):
        return OFTEN
    if lemma in {"time", "occasion"} and _several(token):
        return OFTEN
    if lemma in words.among("answering"):
        denied = any(c.dep_ == "neg" for c in token.children)
        return ANSWER if not denied and (lemma != "response" or token.head.lower_ == "in") else None
    if lemma in words.among("again"):
        return AGAIN if not _dates(token) else None
    if lemma in words.among("fresh") and token.head.i == told.i and token.dep_ in {"amod", "det"}:
        return AGAIN
    return None


def _dates(token: Token) -> bool:
    """Whether a word only tells a time: "earlier that day", "the past week", "seconds later"."""
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    before = token.nbor(-1).lemma_.lower() if token.i else ""
    near = {before, token.head.lemma_.lower(), *(c.lemma_.lower() for c in token.children)}
    return after in {"that", "this", "today", "in", "on"} or bool(near & _UNITS)


def _several(token: Token) -> bool:
    return token.tag_ == "NNS" and any(c.dep_ == "nummod" or c.lemma_.lower() in _COUNTED for c in token.children)


def _beside(token: Token, told: Token) -> bool:
    """Whether a noun that points back at a deed is placed beside the one told of, not as its part."""
    words = lexicon()
    if token.i == told.i or token.lemma_.lower() not in words.among("pointing"):
        return False
    deed = words.lookup(token.lemma_, "NOUN")
    if deed is None or deed.type not in {"ASSAULT", "COERCE"}:
        return False
    if not any(c.lower_ in _DEFINITE for c in token.children):
        return False
    link = token.head
    if link.lemma_.lower() in _AFTER:
        return True
    whose = link.head
    return link.lower_ == "of" and whose.lemma_.lower() in words.among("harmed") and whose.i != told.i
