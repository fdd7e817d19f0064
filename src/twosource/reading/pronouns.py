"""Who "he", "it" or "they" is, by who spoke before."""

from __future__ import annotations

from spacy.tokens import Token

from twosource.reading.refs import again, entry_ref
from twosource.reading.spoken import Spoken
from twosource.reading.tree import Range
from twosource.records import PartyRef

PERSONAL = frozenset({"he", "she", "him", "her"})
PLURAL = frozenset({"they", "them"})
NEUTER = frozenset({"it", "its"})


def pronoun(told: Spoken, top: Token, stretch: Range) -> PartyRef | None:
    """Who "he", "it" or "they" is: the last speaker whom the pronoun fits, or a later name that fits."""
    lower = top.lower_
    spoken = [(at, ref) for at, ref in told.parties if at < top.i][-6:]
    if lower in PERSONAL:
        human = [
            (at, ref)
            for at, ref in spoken
            if ref.kind in {"person"} or at in told.spokesmen or _is_one_human(told, ref)
        ]
        named = [i for i in told.cast.at if i < top.i and told.doc[i].head.dep_ != "poss"]
        last = human[-1][0] if human else -1
        subjects = [i for i in named if i > last and told.doc[i].dep_ in {"nsubj", "nsubjpass"}]
        if subjects:
            return told.person(told.cast.at[subjects[-1]], stretch)
        if human:
            return again(human[-1][1], told.doc, stretch)
        return told.person(told.cast.at[max(named)], stretch) if named else None
    bodies = [ref for _, ref in spoken if ref.kind not in {"person"}]
    if lower in NEUTER:  # "it" is no "medical sources"
        bodies = [ref for ref in bodies if not _is_many(told, ref)] or bodies
    if bodies:
        return again(bodies[-1], told.doc, stretch)
    subjects_ = [m for m in told.cast.mentions if m.stretch[0] < top.i and m.entry.kind != "person"]
    return entry_ref(subjects_[-1].entry, told.doc, stretch) if subjects_ else None


def _is_one_human(told: Spoken, ref: PartyRef) -> bool:
    """An unnamed party that is one person ("a doctor in the town")."""
    words = ref.name.lower().split()
    return ref.kind in {"unnamed", "medical"} and any(w in told.roles.members and not w.endswith("s") for w in words)


def _is_many(told: Spoken, ref: PartyRef) -> bool:
    """Unnamed people ("medical sources")."""
    last = ref.name.lower().split()[-1]
    return ref.kind in {"unnamed", "medical"} and last.endswith("s") and last in told.roles.members
