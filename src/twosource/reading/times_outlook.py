"""Whether the words around a time look back or ahead: which Monday "Monday" is."""

from __future__ import annotations

from spacy.tokens import Token

from twosource.language.en.times import TimeGrammar

_MODALS = frozenset({"will", "shall", "wo", "'ll", "’ll", "ll", "would", "'d"})
_POSSIBLE = frozenset({"may", "might", "can", "should", "must"})
_CLIMB = 8
"""Heads looked at, at most: further up another clause speaks."""


def outlook(token: Token, grammar: TimeGrammar) -> str | None:
    """`past`, `future` or None (the words don't say), by the nearest verbs that the token hangs on.

    A bare infinitive takes the outlook of what it hangs on: ahead of "planned" and "ordered", as past as "managed".
    """
    current = token
    below: Token | None = None
    through_verb = False
    for _ in range(_CLIMB):
        if _plans(current, grammar):
            return _of_plan(current, below, through_verb, grammar)
        if current.pos_ in ("VERB", "AUX"):
            found = _of_verb(current, grammar)
            if found is not None:
                return found
            if any(child.dep_ == "acomp" and _plans(child, grammar) for child in current.children):
                return "future"  # "is due to land"
            through_verb = True
        if current.head is current:
            return None
        below, current = current, current.head
    return None


def _of_plan(word: Token, below: Token | None, through_verb: bool, grammar: TimeGrammar) -> str:
    """What a word that looks ahead says of a time that hangs on it: "ordered on Monday" is past, "to leave" ahead."""
    if below is not None and below.lower_ == "for":
        return "future"  # "called a meeting for Monday"
    if any(token.lower_ == "had" for token in (*word.children, *word.head.children)):
        return "past"
    if through_verb or word.lemma_.lower() in grammar.appointed:
        return "past" if word.tag_ == "VBD" and not through_verb else "future"
    return _of_verb(word, grammar) or "future"


def bounded(preposition: Token, grammar: TimeGrammar) -> bool:
    """Whether an "until" or "by" sets a term ("gave them until Friday") rather than ends what went on until then."""
    if preposition.is_sent_start:
        return False
    head = preposition.head
    return head.lemma_.lower() in grammar.bounding or outlook(head, grammar) == "future"


def _plans(token: Token, grammar: TimeGrammar) -> bool:
    """Whether a word looks ahead; "set" only in "set to" and "set for"."""
    if token.lemma_.lower() == "set":
        return token.tag_ == "VBN" and any(
            child.dep_ == "xcomp" or (child.dep_ == "prep" and child.lower_ == "for") for child in token.children
        )
    return token.lemma_.lower() in grammar.planning


def perfect(token: Token) -> bool:
    """Whether the nearest verb above stands in the present perfect ("have been killed in three days")."""
    current = token
    for _ in range(_CLIMB):
        if current.pos_ in ("VERB", "AUX") and current.tag_ in ("VBN", "VBD", "VBP", "VBZ", "VB"):
            return any(child.lower_ in ("have", "has", "'ve", "’ve") for child in current.children)
        if current.head is current:
            return False
        current = current.head
    return False


def _of_verb(verb: Token, grammar: TimeGrammar) -> str | None:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if helpers & _MODALS:
        return "past" if "have" in helpers else "future"
    if verb.tag_ == "VBD" or helpers & {"was", "were", "did", "had", "have", "has", "been"}:
        return "past"
    if helpers & _POSSIBLE:
        return "future"
    if verb.tag_ == "VBN":
        return "past"
    if verb.tag_ == "VBG" and helpers & {"is", "are", "'s", "'re", "’s", "’re"}:
        return "future"
    if verb.tag_ in ("VBZ", "VBP") and verb.lemma_.lower() in grammar.beginning:
        return "future"
    if verb.tag_ == "VB" and "to" in helpers:
        be = verb.head.lower_ in ("is", "are", "'s", "'re", "’s", "’re")
        if be or (verb.dep_ in ("acl", "relcl") and verb.lemma_.lower() in grammar.beginning):
            return "future"
    return None
