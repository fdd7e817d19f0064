"""What one report has told so far of who speaks: the memory that pronouns and descriptions are read by."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from twosource.language.en.roles import RoleLexicon
from twosource.reading.cast import Cast, KnownParties, Person
from twosource.reading.refs import person_ref
from twosource.reading.tree import Range
from twosource.records import PartyRef


@dataclass(slots=True)
class Spoken:
    """A report's cast and who of it has spoken, in the text's order. Grows while the report is read."""

    doc: Doc
    cast: Cast
    base: KnownParties
    roles: RoleLexicon
    parties: list[tuple[int, PartyRef]] = field(default_factory=list)
    """Where a source begins, and who it is."""
    spokesmen: set[int] = field(default_factory=set)
    """Where a source is a spokesman's words: one man speaks, though his body is the party."""

    def person(self, person: Person, stretch: Range) -> PartyRef:
        """A person of the cast at the words that name it."""
        return person_ref(person, self.base, self.doc, stretch)
