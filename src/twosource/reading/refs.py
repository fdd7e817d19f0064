"""A party at the words that name it: a known one, a person of the report, one that was named before."""

from __future__ import annotations

from spacy.tokens import Doc

from twosource.reading.cast import KnownParties, Person
from twosource.reading.tree import Range, chars
from twosource.records import PartyEntry, PartyRef
from twosource.records.identity import slug


def entry_ref(entry: PartyEntry, doc: Doc, stretch: Range) -> PartyRef:
    """A known party at the words that name it."""
    part_of = next((tie.target for tie in entry.ties if tie.relation == "part_of"), None)
    return PartyRef(entry.id, entry.name, entry.kind, chars(doc, stretch), part_of)


def person_ref(person: Person, base: KnownParties, doc: Doc, stretch: Range) -> PartyRef:
    """A person at the words that name it: the data's, where they know that name."""
    entry = base.lookup(person.name)
    if entry is not None:
        return entry_ref(entry, doc, stretch)
    part_of = person.entry.id if person.entry is not None else None
    office = f"{person.office}/{person.scope}" if person.office and person.scope else None
    return PartyRef(f"x/{slug(person.name)}", person.name, "person", chars(doc, stretch), part_of, office)


def stranger(name: str, kind: str, doc: Doc, stretch: Range) -> PartyRef | None:
    """A party that nobody knows, by its name at the words that give it; None where the name holds no letters."""
    key = slug(name)
    return PartyRef(f"x/{key}", name, kind, chars(doc, stretch)) if key else None


def again(ref: PartyRef, doc: Doc, stretch: Range) -> PartyRef:
    """A party that was named before, at the words that take it up."""
    return PartyRef(ref.id, ref.name, ref.kind, chars(doc, stretch), ref.part_of)
