"""Headlines that state as fact what the text below gives as a party's word: they are that party's, not the outlet's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from twosource.records import Figure, Position

_POSITIVE = {"asserts", "confirms"}
_ALIKE = 0.6
"""Share of a headline's content words that a sentence of the text must have to say the same."""
_FEW = 3
"""Words that they must have in common."""


def settle(doc: Doc, positions: Sequence[Position]) -> list[Position]:
    """The positions, with a headline's own word given to the party to whom the text attributes it.

    Only where the text nowhere says it in its own voice. Where several say it, the headline is the first one's; whom it
    calls the doer by a common noun ("Rebels shoot ...") is then the one whom that party names.
    """
    bodies = [p for p in positions if not p.headline and p.stance in _POSITIVE]
    out = []
    for position in positions:
        if not position.headline or position.source is not None or position.stance not in _POSITIVE:
            out.append(position)
            continue
        same = [p for p in bodies if _says(doc, position, p)]
        told = next((p for p in same if p.source is not None and p.party.id != position.party.id), None)
        if told is None or any(p.source is None or p.party.id == position.party.id for p in same):
            out.append(position)
            continue
        frame = position.frame
        bare = all(a.id.startswith("x/") and " " not in a.name for a in frame.actors)
        if told.frame.actors and bare and _acts(doc, position, told):
            frame = replace(frame, actors=told.frame.actors, aspect=told.frame.aspect)
        out.append(
            replace(
                position,
                party=told.party,
                source=told.source,
                cue=told.cue,
                via=told.via,
                said=told.said,
                certainty=told.certainty,
                frame=frame,
            )
        )
    return out


def _acts(doc: Doc, headline: Position, told: Position) -> bool:
    """Whether a headline tells who does it, as the text does: not "Granary shelled", which is silent on who."""
    tokens = doc.char_span(headline.content.start, headline.content.end, alignment_mode="expand")
    doers = {word.lower() for actor in told.frame.actors for word in actor.name.split()}
    return any(t.dep_ == "nsubj" or t.lower_ in doers for t in tokens or ())


def _says(doc: Doc, headline: Position, other: Position) -> bool:
    mine, theirs = _words(doc, headline), _words(doc, other)
    common = mine & theirs
    return (
        _fits(headline.frame.figure, other.frame.figure)
        and len(common) >= min(_FEW, len(mine))
        and len(common) >= _ALIKE * len(mine)
    )


def _fits(mine: Figure | None, theirs: Figure | None) -> bool:
    """Whether a headline's toll, where it has one, is the text's."""
    if mine is None or theirs is None:
        return mine is None
    low, high = max(mine.low or 0, theirs.low or 0), [f.high for f in (mine, theirs) if f.high is not None]
    return all(low <= top for top in high)


def _words(doc: Doc, position: Position) -> set[str]:
    tokens = doc.char_span(position.content.start, position.content.end, alignment_mode="expand")
    kinds = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
    return {t.lemma_.lower() for t in tokens or () if t.pos_ in kinds and not t.is_stop}
