"""Places that a report names, resolved as far as the report and the gazetteer allow."""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc

from twosource.data.gazetteer import Gazetteer
from twosource.language.en.places import place_lexicon
from twosource.reading.places_find import find
from twosource.reading.places_resolve import resolve
from twosource.records import Place, PlaceMention, Span, Stage

STAGE = Stage("read.places", "1")

_FINENESS = {1: 0, 2: 1, 3: 2, 4: 3, 5: 4, 7: 4, 6: 5}
"""UCDP's precisions from the finest: a sea or a wide region says more of where than a country does."""


def find_places(doc: Doc, gazetteer: Gazetteer, *, context_country: str | None = None) -> tuple[PlaceMention, ...]:
    """Mentions of places in the parse's order, none overlapping.

    `context_country` (ISO 3166 alpha-2) is the country that a name is likelier to lie in, where the caller knows one.
    A name known to be a place's that the gazetteer lacks has `place` None. A demonym ("Syrian") is no place, but
    counts as a hint; one name has one sense in a report.
    """
    lexicon = place_lexicon()
    found = find(doc, gazetteer, lexicon)
    hints: Counter[str] = Counter()
    for token in doc:
        country = lexicon.demonyms.get(token.text)
        if country:
            hints[country] += 1
    places = resolve(found, gazetteer, hints, context_country)
    return tuple(PlaceMention(Span(one.start, one.end), places.get(one.first)) for one in found)


def pick_place(mentions: tuple[PlaceMention, ...], clause: Span, sentence: Span, *, text: str) -> Place | None:
    """Where a clause puts what it says: the finest place inside it, else the finest elsewhere in its sentence.

    "in Kozar in northern Ostrana province" gives the town. Among equally fine ones, those after "in", "at", "near"
    and the like go first, then the earliest. None where neither holds a resolved place.
    """
    for where in (clause, sentence):
        inside = [m for m in mentions if m.place is not None and where.covers(m.span)]
        if inside:
            best = min(inside, key=lambda mention: _order(mention, text))
            return best.place
    return None


def _order(mention: PlaceMention, text: str) -> tuple[int, int, int]:
    assert mention.place is not None
    lexicon = place_lexicon()
    words = text[max(0, mention.span.start - 60) : mention.span.start].lower().replace("(", " ").split()
    while words and words[-1] in lexicon.skipped:
        words.pop()
    placed = bool(words) and (words[-1] in lexicon.strong or words[-1] in ("on", "of"))
    return (_FINENESS[mention.place.precision], 0 if placed else 1, mention.span.start)
