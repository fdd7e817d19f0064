"""Somebody whom the report names elsewhere, by a description: "the group", "the governor", "a monitoring group"."""

from __future__ import annotations

from spacy.tokens import Token

from twosource.reading.bodies import own_name
from twosource.reading.cast import office_scope
from twosource.reading.pronouns import pronoun
from twosource.reading.refs import again, entry_ref
from twosource.reading.spoken import Spoken
from twosource.reading.tree import Range
from twosource.reading.unnamed import Unnamed
from twosource.records import PartyRef
from twosource.records.identity import slug


def described(told: Spoken, stretch: Range, top: Token) -> PartyRef | None:
    """As in "The group", "the governor", "a monitoring group": somebody whom the report names elsewhere."""
    doc = told.doc
    first = doc[stretch[0]].lower_
    word = top.lemma_.lower()
    pair = f"{doc[top.i - 1].lower_} {word}" if top.i > stretch[0] else word
    definite = first in {"the", "its", "their", "his", "this", "that"} or stretch[1] - stretch[0] == 1
    if definite and word in told.roles.offices:
        held = _holder(told, word, stretch, top)
        if held is not None:
            return held
    kinds = told.roles.descriptions.get(pair) or told.roles.descriptions.get(word)
    if (
        first in {"a", "an"}
        and kinds is not None
        and (pair in told.roles.descriptions or word in {"monitor", "watchdog"})
    ):
        only = {m.entry.id: m.entry for m in told.cast.mentions if m.entry.kind in kinds}
        return entry_ref(next(iter(only.values())), told.doc, stretch) if len(only) == 1 else None
    if not definite:
        return None
    if kinds is None:
        return _same_member(told, word, top, stretch) if word in told.roles.members else None
    if (word in told.roles.of_the_state and told.cast.state is not None) or own_name(told, stretch, top):
        return None
    for _, ref in reversed(told.parties):
        whole = told.base.by_id(ref.part_of) if ref.kind in {"person"} and ref.part_of is not None else None
        if whole is not None and whole.kind in kinds:  # "NAME, a spokesman for X, said. The group ..."
            return entry_ref(whole, doc, stretch)
        known = ref.kind in kinds and not (ref.kind == "body" and ref.id.startswith("x/"))
        if ref.kind == "unnamed":  # a thing that was said to speak ("the resolution") is no group
            known = known and ref.name.split()[-1][:1].isupper()
        if known or word in ref.name.lower().split():
            return again(ref, doc, stretch)
    named = [
        m.entry
        for m in told.cast.mentions
        if m.stretch[0] < top.i and (m.entry.kind in kinds or word in m.entry.name.lower())
    ]
    return entry_ref(named[-1], told.doc, stretch) if named else None


def _holder(told: Spoken, office: str, stretch: Range, top: Token) -> PartyRef | None:
    """The person of the report who holds an office, the last one named before or else the first after."""
    scope = office_scope(told.doc, (top.i, stretch[1]))
    holders = [p for p in told.cast.persons if p.office == office and (not scope or p.scope in {None, scope})]
    if not holders:
        return None
    before = [p for p in holders if p.first < top.i]
    return told.person(before[-1] if before else holders[0], stretch)


def _same_member(told: Spoken, word: str, top: Token, stretch: Range) -> PartyRef | None:
    """The last unnamed source so called; its other words, where it has any, must fit too."""
    others = {t.lower_ for t in told.doc[stretch[0] : top.i] if t.pos_ in {"NOUN", "ADJ", "PROPN"}}
    for at, ref in reversed(told.parties):
        words = ref.name.lower().split()
        if at < top.i and any(w.startswith(word) for w in words) and (not others or others & set(words)):
            return again(ref, told.doc, stretch)
    return None


def their_own(told: Spoken, unnamed: Unnamed, stretch: Range, top: Token) -> PartyRef | None:
    """As in "its investigators", "their fighters": members of the body that "its" takes up."""
    whose = told.doc[stretch[0]]
    if whose.lower_ not in {"its", "their"} or top.lower_ not in told.roles.members:
        return None
    owner = pronoun(told, whose, (whose.i, whose.i + 1))
    found = unnamed.party(stretch, None, top, None)
    if owner is None or found is None or found.kind != "unnamed" or owner.kind in {"unnamed", "person"}:
        return None
    name = f"{owner.name} {found.name}"
    return PartyRef(f"x/{slug(name)}", name, "unnamed", found.span, owner.id)
