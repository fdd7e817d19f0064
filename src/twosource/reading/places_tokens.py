"""What the search for places works on: a parse as plain lists, and names found with what speaks for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from twosource.data.gazetteer import Candidate
from twosource.data.gazetteer_names import fold

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
"""The parse's labels that say "a place"."""


@dataclass(slots=True)
class Found:
    """Words that may name a place, tokens `first` to `last` inclusive, and what speaks for it."""

    first: int
    last: int
    start: int
    end: int
    key: str
    candidates: tuple[Candidate, ...]
    level: str | None = None
    """province, district, town: what the report's own words say it is."""
    word: str | None = None
    """The word that says so."""
    looseness: str | None = None
    """`near` ("outskirts of"), `vague` (a border), `part` ("northern")."""
    score: float = 0.0
    inside: list[Found] = field(default_factory=list)
    """What the words put it in: "Paris, Texas", "in Idlib province", "Russia's Belgorod"."""
    tied: bool = False
    """Something else is put inside it."""
    written_short: bool = False
    """An abbreviation after a comma: "Tex."."""
    listed: bool = False
    """Stands in a list beside a place."""
    inner: frozenset[int] = frozenset()
    """Ids of candidates that fit what it is put in."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A parse as plain lists: looking at a token through the library costs a microsecond each time."""

    words: list[str]
    lower: list[str]
    starts: list[int]
    spaced: list[bool]
    labels: list[str]
    tags: list[str]
    entities: dict[int, tuple[int, int, str]]
    """Token number -> first and last token and label of the entity that it is in."""
    sentence: list[int]
    surnames: frozenset[str]

    @classmethod
    def of(cls, doc: Doc) -> Tokens:
        """Reads what the finder needs, once."""
        words, starts, spaced, labels, tags, sentence = [], [], [], [], [], []
        number = -1
        for token in doc:
            words.append(token.text)
            starts.append(token.idx)
            spaced.append(bool(token.whitespace_))
            labels.append(token.ent_type_)
            tags.append(token.pos_)
            if token.is_sent_start:
                number += 1
            sentence.append(number)
        entities, surnames = {}, set()
        for entity in doc.ents:
            first, last = entity.start, entity.end - 1
            for at in range(first, last + 1):
                entities[at] = (first, last, entity.label_)
            if entity.label_ == "PERSON" and last > first and words[last][:1].isupper():
                surnames.add(fold(words[last]))
        lower = [word.lower() for word in words]
        return cls(words, lower, starts, spaced, labels, tags, entities, sentence, frozenset(surnames))
