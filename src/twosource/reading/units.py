"""A stretch of text cut into the units that can each be true or false: clauses, and parts of a toll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from twosource.language.en.events import Lexicon as EventLexicon
from twosource.language.en.events import lexicon
from twosource.reading.frames import triggers, weapons_of
from twosource.reading.tolls import FoundFigure
from twosource.reading.tree import Range, agent, auxiliaries, child, overlap, subtree, trim

_CLAUSES = {"conj", "advcl", "relcl", "acl", "ccomp", "pcomp", "parataxis", "csubj", "dep", "ROOT"}
_HARM = {"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST", "CONCEDE"}
"""PLOVER types whose clauses put forward something of their own inside a longer one."""

_BY_WHAT = {"in", "by", "from", "during"}
_EYES = {"see", "watch", "witness", "hear", "observe"}
_UNREAL = {"will", "would", "should", "must", "may", "might", "shall", "'ll", "’ll", "wo", "ought", "'d", "can"}
_CONDITIONS = {"if", "unless", "whether", "should", "lest", "until"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing put forward."""

    stretch: Range
    head: int
    part: bool = False
    """Part of a toll ("including 11 children")."""


def split(doc: Doc, stretch: Range, figures: Sequence[FoundFigure], events: EventLexicon) -> list[Unit]:
    """The units of a stretch, in order: its own clause, and each clause inside that names a happening of its own."""
    inside = range(*stretch)
    tops = [doc[i] for i in inside if (doc[i].head.i not in inside or doc[i].dep_ == "ROOT") and not doc[i].is_punct]
    main = _main_tops(tops)
    heads = list(main)
    for i in inside:
        token = doc[i]
        if token in main or token.pos_ not in {"VERB", "AUX"} or token.dep_ not in _CLAUSES:
            continue
        if token.dep_ == "acl" and token.tag_ == "VBN" and token.head in main and token.head.pos_ == "NOUN":
            continue  # a headline's "three guards killed in Karvel" is one thing
        if _stands_alone(token, events):
            heads.append(token)
    heads.extend(_events_of_tolls(heads, inside, events))
    chosen = sorted({t.i for t in heads})
    full = {
        i: _clip(subtree(doc[i]) if i not in {t.i for t in main} else _joined(doc[i], inside), stretch) for i in chosen
    }
    if len(main) == 1:
        full[main[0].i] = stretch
    units: list[Unit] = []
    parts = _parts(doc, stretch, figures)
    for i in chosen:
        mine = full[i]
        start, end = mine
        for j in chosen:
            if j == i or not (start <= j < end) or not _under(doc[j], doc[i]):
                continue
            left, right = full[j]
            if left > i:
                before = left - 1 if doc[left - 1].dep_ == "prep" else left
                end = min(end, max(before, i + 1))
            elif right <= i:
                start = max(start, right)
        for left, _right in parts:
            if i < left < end:
                end = left
        cut = trim(doc, (start, end), marks=False)
        cut = trim(doc, cut) if cut else None
        if cut is not None:
            units.append(Unit(cut, i))
    units.extend(Unit(part, part[0], part=True) for part in parts)
    return sorted(units, key=lambda u: u.stretch)


def _events_of_tolls(heads: Sequence[Token], inside: range, events: EventLexicon) -> list[Token]:
    """Event nouns that a clause about its dead hangs on ("30 died in a rocket attack on the market of Karvel").

    The toll and the attack are two things put forward; a bare "in the attack" is none of its own.
    """
    out: list[Token] = []
    for head in heads:
        word = events.lookup(head.lemma_.lower(), "VERB")
        if word is None or word.aspect != "toll":
            continue
        for prep in (c for c in head.children if c.dep_ in {"prep", "agent"} and c.i > head.i and c.lower_ in _BY_WHAT):
            for noun in (t for t in prep.subtree if t.dep_ == "pobj" and t.pos_ == "NOUN"):
                named = events.lookup(noun.lemma_.lower(), "NOUN")
                if named is None or named.weak or named.type not in _HARM or noun.right_edge.i not in inside:
                    continue
                if noun.right_edge.i - noun.left_edge.i >= 4:
                    out.append(noun)
                break
    return out


def _main_tops(tops: Sequence[Token]) -> list[Token]:
    """The tokens that carry the stretch: verbs where there are any, else the first noun."""
    verbs = [t for t in tops if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"}]
    if verbs:
        return verbs
    nouns = [t for t in tops if t.pos_ in {"NOUN", "PROPN", "NUM", "PRON", "ADJ"}]
    return nouns[:1] or list(tops[:1])


def _joined(token: Token, inside: range) -> Range:
    start, end = subtree(token)
    return max(start, inside.start), min(end, inside.stop)


def _clip(stretch: Range, bounds: Range) -> Range:
    return max(stretch[0], bounds[0]), min(stretch[1], bounds[1])


def _under(token: Token, head: Token) -> bool:
    return any(a.i == head.i for a in token.ancestors)


def _stands_alone(token: Token, events: EventLexicon) -> bool:
    """Whether a clause inside another puts forward something of its own."""
    if is_unreal(token) or _is_seen(token):
        return False
    if token.dep_ == "pcomp" and token.head.head.lemma_ in {"accuse", "blame", "suspect"}:
        return False
    if token.dep_ == "pcomp" and token.head.head.dep_ == "dobj" and token.head.lower_ == "of":
        return False
    own_subject = child(token, "nsubj", "nsubjpass") is not None
    if token.dep_ in {"conj", "ccomp", "parataxis", "dep"} and own_subject and is_finite(token):
        return token.right_edge.i - token.left_edge.i > 1
    if token.tag_ == "VB" and token.dep_ != "conj":
        return False
    word = events.lookup(token.lemma_.lower(), "VERB")
    if token.dep_ == "acl" and agent(token) is None and (word is None or word.aspect not in {"toll", "outcome"}):
        return False
    if word is not None and word.type in _HARM and (not word.weak or agent(token) is not None):
        return token.right_edge.i > token.left_edge.i
    things = [c for c in token.children if c.dep_ == "dobj"]
    if token.lemma_ == "be":
        things.extend(g for c in token.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj")
    if token.dep_ in {"conj", "advcl", "relcl"}:
        named = [events.lookup(thing.lemma_.lower(), "NOUN") for thing in things]
        return any(n is not None and not n.weak and n.type in _HARM for n in named)
    return False


def _is_seen(token: Token) -> bool:
    """Whether a verb says how something was seen: "had seen the bridge destroyed", "saw shells strike it".

    The two are one thing. "We are seeing hospitals attacked" has seen nothing.
    """
    verb = token.head if token.head.pos_ == "VERB" else token.head.head
    if token.dep_ == "ccomp" and verb.lemma_ in _EYES and verb.tag_ in {"VBD", "VBN"}:
        return not any(c.dep_ in {"mark", "aux", "auxpass"} for c in token.children)
    thing = child(verb, "dobj")
    if token.tag_ not in {"VBN", "VBG"} or verb.lemma_ not in lexicon().among("perceiving") or thing is None:
        return False
    return thing.i < token.i and not any(t.is_punct for t in token.doc[thing.i : token.i])


def is_finite(token: Token) -> bool:
    """Whether a verb has a tense of its own or by an auxiliary."""
    if token.tag_ in {"VBD", "VBZ", "VBP"}:
        return True
    return any(c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBD", "VBZ", "VBP", "MD"} for c in token.children)


def is_unreal(token: Token) -> bool:
    """Whether a clause speaks of what will, would or might be, or sets a condition."""
    auxiliary = auxiliaries(token)
    if auxiliary & _UNREAL and not (auxiliary & {"may", "might"} and "have" in auxiliary):
        return True
    mark = child(token, "mark")
    if mark is not None and mark.lower_ in _CONDITIONS:
        return True
    if token.dep_ in {"advcl", "acl", "relcl"} and "to" in auxiliary:
        return True
    bare = token.dep_ == "conj" and token.tag_ == "VB" and child(token, "nsubj", "nsubjpass") is None
    return bare and token.head.pos_ in {"VERB", "AUX"} and is_unreal(token.head)


def _parts(doc: Doc, stretch: Range, figures: Sequence[FoundFigure]) -> list[Range]:
    """The parts of a toll ("including 11 children and 15 women"), each stretch a unit of its own."""
    out: list[Range] = []
    for found in figures:
        if " " not in found.figure.unit:
            continue
        tokens = doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
        if tokens is None or not (stretch[0] <= tokens.start and tokens.end <= stretch[1]):
            continue
        start = tokens.start
        number = next((t for t in tokens if t.like_num), tokens[-1])
        noun = number.head if number.dep_ == "nummod" and number.head.i > number.i else number
        end = max(number.i, noun.i) + 1
        if start > stretch[0] and doc[start - 1].lower_ in {"including", "among"}:
            start -= 1
        if out and start - out[-1][1] <= 1:
            out[-1] = (out[-1][0], end)
        elif start > stretch[0] + 1:
            out.append((start, end))
    return _apart(out)


def _apart(ranges: Iterable[Range]) -> list[Range]:
    out: list[Range] = []
    for one in sorted(ranges):
        if not out or overlap(one, out[-1]) == 0:
            out.append(one)
    return out


def names_happening(doc: Doc, unit: Unit) -> bool:
    """Whether a unit's words name something that happened, and not only beside a stronger word."""
    found = triggers(doc[unit.stretch[0] : unit.stretch[1]])
    return any(not t.word.weak for t in found) or bool(found and weapons_of(doc[unit.stretch[0] : unit.stretch[1]]))
