"""Whether a unit of text puts forward something that happened."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from twosource.reading.scene import Scene
from twosource.reading.tree import Range
from twosource.reading.units import Unit, names_happening


def asks(doc: Doc, unit: Unit) -> bool:
    """Whether a unit ends in a question mark."""
    last = doc[unit.stretch[1] - 1]
    return last.i + 1 < len(doc) and (doc[last.i + 1].text == "?" or last.text == "?")


def is_bare_judgement(scene: Scene, head: Token, unit: Unit) -> bool:
    """As in "It was horrific", "such attacks are unacceptable": a copula with an adjective that names no happening."""
    if head.lemma_ != "be":
        return False
    said = next((c for c in head.children if c.dep_ in {"acomp", "attr", "oprd"}), None)
    if said is None:
        return False
    if said.pos_ == "ADJ" or said.dep_ == "acomp":
        doer = scene.events.among("responsible")
        return said.lemma_.lower() not in doer and scene.events.lookup(said.lemma_.lower(), "ADJ") is None
    return not names_happening(scene.doc, unit)


def tells(head: Token) -> bool:
    """A clause in a past or perfect tense tells what was so, even where the lexicon knows no word of it."""
    if head.pos_ not in {"VERB", "AUX"}:
        return False
    return head.tag_ in {"VBD", "VBN"} or any(
        c.lower_ in {"had", "was", "were", "has", "have", "been", "did"} for c in head.children
    )


def has_verb(doc: Doc, stretch: Range) -> bool:
    """Whether a stretch holds a full verb."""
    return any(t.pos_ == "VERB" for t in doc[stretch[0] : stretch[1]])


def root_of(doc: Doc, stretch: Range) -> int:
    """Index of the token that the rest of a stretch hangs on."""
    return doc[stretch[0] : stretch[1]].root.i


def sentences_of(doc: Doc, stretch: Range) -> list[Range]:
    """A stretch cut at the ends of sentences."""
    out: list[Range] = []
    i = stretch[0]
    while i < stretch[1]:
        end = min(doc[i].sent.end, stretch[1])
        out.append((i, end))
        i = end
    return out
