"""Denials inside what is said: "there is no truth in ...", "the claim that ... is false"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from twosource.language.en.cues import CueLexicon
from twosource.reading.tree import Range, child, is_negated, subtree, within_claim

_POINTERS = {"it", "this", "that", "these", "those", "they"}


@dataclass(frozen=True, slots=True)
class Falsity:
    """What a stretch calls untrue."""

    stretch: Range | None
    """The words called untrue; None where a pronoun stands for what was said before."""
    whole: Range
    """The words that call it so, with what they call so."""


def find_falsity(doc: Doc, stretch: Range, cues: CueLexicon) -> Falsity | None:
    """The first denial inside a stretch, or None."""
    lower = [t.lower_ for t in doc[stretch[0] : stretch[1]]]
    for phrase in cues.denying:
        for k in range(len(lower) - len(phrase)):
            if tuple(lower[k : k + len(phrase)]) == phrase:
                start = stretch[0] + k + len(phrase)
                return Falsity(within_claim(doc, (start, stretch[1]), cues.nouns), (stretch[0] + k, stretch[1]))
    for token in doc[stretch[0] : stretch[1]]:
        if token.lemma_ == "be" and not is_negated(token):
            found = _copula(doc, token, stretch, cues)
            if found is not None:
                return found
    return None


def _copula(doc: Doc, token: Token, stretch: Range, cues: CueLexicon) -> Falsity | None:
    """A copula with a word of fabrication: "... is false", "... is a lie"."""
    said = child(token, "acomp", "attr", "oprd")
    thing = child(token, "nsubj", "csubj")
    if said is None or thing is None or thing.i > token.i:
        return None
    if said.lemma_.lower() not in cues.fabrication and said.lower_ not in cues.fabrication:
        return None
    whole = (max(stretch[0], min(thing.left_edge.i, token.left_edge.i)), min(stretch[1], token.right_edge.i + 1))
    if thing.lower_ in _POINTERS:
        return Falsity(None, whole)
    left, right = subtree(thing)
    named = (max(left, stretch[0]), min(right, token.i))
    content = within_claim(doc, named, cues.nouns)
    bare = thing.lemma_.lower() in cues.nouns and content == named
    return Falsity(None if bare else content, whole)
