"""Attributions by turns of phrase: "distanced itself from the raid", "called the reports nonsense"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from twosource.language.en.cues import CueGroup, CueLexicon
from twosource.reading.attribution.found import Found
from twosource.reading.attribution.verb_company import is_nobody
from twosource.reading.attribution.verb_content import said_by
from twosource.reading.tree import (
    Range,
    auxiliaries,
    child,
    is_negated,
    joint_phrase,
    subject,
    subtree,
    verb_group,
    within_claim,
)

_OWN = {"its", "their", "his", "her", "our", "my", "itself", "themselves", "himself", "herself", "ourselves", "myself"}
_PARTICLES = {"off", "away", "down", "aside", "out"}
_MODALS = {"will", "would", "may", "might", "could", "should", "must", "can", "'ll", "to"}
_GAP = 5
"""Tokens that may stand inside a phrase: an object between verb and particle ("waved the pictures away")."""


def find_idioms(doc: Doc, lexicon: CueLexicon) -> Iterator[Found]:
    """Every attribution by an idiom, and every naming of something as untrue."""
    for token in doc:
        if token.lower_ in lexicon.adjectives and token.dep_ in {"acomp", "attr", "conj"}:
            adamant = _adamant(token, lexicon.adjectives[token.lower_])
            if adamant is not None:
                yield adamant
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        found = None
        for words, group in lexicon.idioms.get(token.lemma_.lower(), ()):
            found = _idiom(token, words, group, lexicon)
            if found is not None:
                break
        if found is None and token.lemma_.lower() in lexicon.naming:
            found = _naming(token, lexicon)
        if found is not None:
            yield found


def _adamant(token: Token, group: CueGroup) -> Found | None:
    """As in "X is adamant that ...": who it is said of vouches for the clause."""
    clause = next((c for holder in (token, token.head) for c in holder.children if c.dep_ == "ccomp"), None)
    who = child(token.head, "nsubj")
    if clause is None or clause.i < token.i or who is None or who.lower_ in {"it", "this", "that", "there"}:
        return None
    return Found(
        source=joint_phrase(who),
        cue=(verb_group(token.head)[0], token.i + 1),
        content=(subtree(clause),),
        group=group,
        head=token.i,
        negated=is_negated(token.head),
        source_head=who.i,
    )


def _idiom(token: Token, words: tuple[str, ...], group: CueGroup, lexicon: CueLexicon) -> Found | None:
    doc = token.doc
    at = token.i
    inner: Range | None = None
    for word in words[1:]:
        end = min(at + 2, token.sent.end)
        if word == words[-1] and len(words) == 2 and word in _PARTICLES:
            end = min(at + 2 + _GAP, token.sent.end)
        found = next((i for i in range(at + 1, end) if _fits(doc[i], word)), None)
        if found is None:
            return None
        if found > at + 1:
            inner = (at + 1, found)
        at = found
    right = max(token.right_edge.i, doc[at].right_edge.i) + 1
    content = inner or (at + 1, min(right, token.sent.end))
    if content[1] <= content[0]:
        return None
    who = subject(token)
    nobody = who is not None and group.stance != "denies" and is_nobody(who)
    if nobody:
        who = None  # "nobody has owned up to it": it isn't known who did
    return Found(
        source=None if who is None else joint_phrase(who),
        cue=(verb_group(token)[0], at + 1) if inner is None else verb_group(token),
        content=(within_claim(doc, content, lexicon.nouns),),
        group=group,
        head=token.i,
        negated=is_negated(token),
        modal=bool(auxiliaries(token) & _MODALS),
        form="nobody" if nobody else "responsibility" if group.stance == "asserts" else "idiom",
        source_head=None if who is None else who.i,
    )


def _fits(token: Token, word: str) -> bool:
    return token.lower_ in _OWN if word == "~" else word in (token.lemma_.lower(), token.lower_)


def _naming(token: Token, lexicon: CueLexicon) -> Found | None:
    """A verb that calls something untrue: what is called so is what is denied.

    Accounts without a word of what they say ("called the accounts lies") put forward that they are made up instead:
    the verb's own finder reads those.
    """
    doc = token.doc
    thing = child(token, "dobj")
    clause = next((c for c in token.children if c.dep_ in {"ccomp", "oprd"}), None)
    if clause is not None and child(clause, "nsubj") is not None:
        thing = child(clause, "nsubj")
    if thing is None or thing.i < token.i:
        return None
    start, end = subtree(thing)
    rest = doc[token.i + 1 : token.sent.end]
    word = next((t for t in rest if t.lemma_.lower() in lexicon.fabrication or t.lower_ in lexicon.fabrication), None)
    if word is None or thing.i >= word.i:
        return None
    group = lexicon.nouns.get(thing.lemma_.lower())
    if group is None and thing.lemma_.lower() not in {"figure", "number", "list", "picture", "fall", "capture", "loss"}:
        return None
    content = (start, min(end, word.i))
    told = said_by(thing, lexicon)
    inner = subtree(told) if told is not None else within_claim(doc, content, lexicon.nouns)
    if group is not None and inner == content:
        return None
    who = subject(token)
    deny = lexicon.verbs["deny"]
    return Found(
        source=None if who is None else joint_phrase(who),
        cue=verb_group(token),
        content=((inner[0], _shorn(doc, inner, word)),),
        group=deny,
        head=token.i,
        negated=is_negated(token),
        form="idiom",
        source_head=None if who is None else who.i,
    )


def _shorn(doc: Doc, content: Range, word: Token) -> int:
    """Where a content ends before the naming: without "as", an article and the words that colour it."""
    end = min(content[1], word.i)
    while end > content[0] + 1 and (
        doc[end - 1].pos_ in {"ADP", "DET", "ADJ", "PUNCT", "ADV"} and doc[end - 1].dep_ != "prt"
    ):
        end -= 1
    return end
