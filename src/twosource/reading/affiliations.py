"""Who is said to belong to whom, and who denies it: "the Grey Company is part of its army", "denied any link to it"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from twosource.language.en.roles import RoleLexicon
from twosource.reading.parties import Resolver
from twosource.reading.refs import stranger
from twosource.reading.scene import Scene, Voiced
from twosource.reading.tree import Range, agent, child, is_negated, noun_phrase
from twosource.records import PartyRef

_STANCES = {"asserts", "confirms", "denies"}
_NO_PARTY = {"outlet", "agency"}
_MINE = {"its", "our", "their", "his", "her", "ours", "theirs"}
_VERBS = {"belong": "to", "answer": "to", "report": "to"}
_COMMANDS = {"control", "command", "run", "direct", "operate", "lead"}
_UNDER = {"command", "control", "order", "orders", "authority", "direction", "leadership"}

Tied = tuple[Token, Token | None, bool]
"""Who belongs, to whom (None: to the speaker), whether the words negate it."""


def find_affiliations(
    scene: Scene, voices: Sequence[Voiced], resolver: Resolver, roles: RoleLexicon
) -> tuple[PartyRef, ...]:
    """What parties that the report quotes say of who belongs to whom, each as the member with `said_by` and the whole
    in `part_of`; the wholes follow as they are named. In the text's order, each once.

    Outlets' own words place nobody: they are read where they name a party.
    """
    out: dict[tuple[str, str | None, str | None, bool], PartyRef] = {}
    for voiced in voices:
        speakers = [p for p in voiced.parties if p.kind not in _NO_PARTY]
        if voiced.taken.stance not in _STANCES or voiced.taken.about != "fact" or not speakers:
            continue
        denies = voiced.found.group.stance == "denies" and not voiced.found.negated
        for content in voiced.found.content:
            for member, whole, negated in _ties(scene, content, roles, denies=denies):
                found = _resolve(scene, member, resolver)
                for speaker in speakers:
                    to = _state_of(speaker, resolver) if whole is None else _resolve(scene, whole, resolver)
                    if found is None or to is None or to.id == found.id:
                        continue
                    claim = replace(found, part_of=to.id, said_by=speaker.id, denied=denies != negated)
                    out.setdefault((claim.id, claim.part_of, claim.said_by, claim.denied), claim)
                    out.setdefault((to.id, None, None, False), to)
    return tuple(out.values())


def _resolve(scene: Scene, token: Token, resolver: Resolver) -> PartyRef | None:
    """The party of a noun; a proper name that says nothing of what it is is a party all the same."""
    stretch = noun_phrase(token)
    found = resolver.name(stretch)
    words = [t for t in scene.doc[stretch[0] : stretch[1]] if t.pos_ != "DET"]
    named = all(t.pos_ == "PROPN" and t.ent_type_ not in {"GPE", "LOC", "FAC", "DATE", "TIME"} for t in words)
    if found is not None or not words or not named:
        return found
    name = " ".join(t.text for t in words)
    return stranger(name, "unnamed", scene.doc, stretch)


def _state_of(speaker: PartyRef, resolver: Resolver) -> PartyRef:
    """For whom a speaker denies or owns it: a ministry's "our forces" are its state's."""
    entry = resolver.base.by_id(speaker.id.split("/")[0])
    return (
        replace(speaker, id=entry.id, name=entry.name, kind=entry.kind, part_of=None) if entry is not None else speaker
    )


def _ties(scene: Scene, content: Range, roles: RoleLexicon, *, denies: bool) -> Iterator[Tied]:
    for token in scene.doc[content[0] : content[1]]:
        if token.pos_ in {"VERB", "AUX"}:
            yield from _by_verb(token, roles)
        elif denies and token.lemma_.lower() in roles.links and token.head.i < content[0]:
            for prep in token.children:  # "denied any link to the Grey Company"
                noun = child(prep, "pobj") if prep.lower_ in {"to", "with", "over"} else None
                if noun is not None:
                    yield noun, None, False


def _by_verb(verb: Token, roles: RoleLexicon) -> Iterator[Tied]:
    who = child(verb, "nsubj", "nsubjpass")
    if who is not None and who.lower_ in {"which", "who", "that"}:
        who = verb.head if verb.dep_ == "relcl" else None
    if who is None:
        ruled = child(verb, "dobj") if verb.tag_ == "VBG" and verb.lemma_ in _COMMANDS else None
        if ruled is not None:  # "denied controlling the Grey Company"
            yield ruled, None, is_negated(verb)
        return
    negated = is_negated(verb)
    if verb.lemma_ == "be":
        noun = child(verb, "attr")
        if noun is not None and noun.lemma_.lower() in roles.parts:
            whole = _whole_of(noun)
            no = any(c.lower_ == "no" for c in noun.children)
            if whole is not None:
                yield who, None if whole.lower_ in _MINE else whole, negated != no
        under = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "under"), None)
        rule = None if under is None else child(under, "pobj")
        whose = None if rule is None or rule.lower_ not in _UNDER else child(rule, "poss")
        if whose is not None:
            yield who, None if whose.lower_ in _MINE else whose, negated
    elif verb.lemma_ in _VERBS:
        prep = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == _VERBS[verb.lemma_]), None)
        whole = None if prep is None else child(prep, "pobj")
        if whole is not None:
            yield who, _owner(whole), negated
    elif verb.lemma_ in _COMMANDS:
        ruler = agent(verb) if who.dep_ == "nsubjpass" or verb.tag_ == "VBN" else None
        ruled = child(verb, "dobj") if who.dep_ == "nsubj" and ruler is None else None
        if ruler is not None:
            yield who, _owner(ruler), negated
        elif ruled is not None:
            yield ruled, _owner(who), negated


def _whole_of(noun: Token) -> Token | None:
    """Of whom a part is: "part of its army", "Karvelian soldiers", "our men"."""
    of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "in", "from"}), None)
    inside = None if of is None else child(of, "pobj")
    if inside is not None:
        mine = child(inside, "poss")
        return mine if mine is not None and mine.lower_ in _MINE else inside
    return next((c for c in noun.children if c.dep_ in {"poss", "amod", "compound"} and c.text != "part"), None)


def _owner(noun: Token) -> Token | None:
    """The noun itself; None where it is the speaker or something of the speaker's ("its army", "it")."""
    mine = child(noun, "poss")
    speakers = noun.lower_ in {"it", "we", "us", "they"} or (mine is not None and mine.lower_ in _MINE)
    return None if speakers else noun
