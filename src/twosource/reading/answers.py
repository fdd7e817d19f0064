"""Answers to what was said before: "denied it", "a charge refuted by X", "confirmed the report"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from twosource.language.en.cues import CueLexicon
from twosource.reading.scene import Scene, Voiced
from twosource.reading.tree import Range, chars
from twosource.records import PartyRef, Position, Span

_POINTERS = {"it", "this", "that", "them", "these", "those", "so"}
_COUNTS = {"figure", "number", "toll", "count", "death", "casualty", "loss", "total"}
_REACH = 700
"""Code points: an answer stands in the same paragraph as what it answers, or in the next."""
_ANSWERS = {"denies", "confirms", "unverified", "retracts"}


def points_back(doc: Doc, content: Range, cues: CueLexicon) -> bool:
    """Whether a content only points at a claim: a pronoun, or a noun of claiming without its clause."""
    words = doc[content[0] : content[1]]
    head = words.root
    if len(words) == 1 and head.lower_ in _POINTERS:
        return True
    group = cues.nouns.get(head.lemma_.lower())
    if head.pos_ != "NOUN" or group is None or group.name not in {"claim", "say", "deny"}:
        return False
    return not any(c.dep_ in {"prep", "acl", "relcl", "ccomp"} and c.i in range(*content) for c in head.children)


def answers(
    scene: Scene,
    voiced: Voiced,
    parties: Sequence[PartyRef],
    said: Sequence[Position],
    *,
    at: Span | None = None,
    reach: int = _REACH,
) -> list[Position]:
    """The answering parties' positions; none where nothing near can be meant.

    Their content is the words that point back ("these allegations"), given as `at`, or where there are none the words
    that are answered ("Russia disagreed"). What they are about is what is answered: the last thing among `said`, the
    positions found so far, that somebody else put forward; of a deed with its toll, the deed.
    """
    doc, found = scene.doc, voiced.found
    stance = voiced.taken.stance
    if stance not in _ANSWERS:
        return []
    cue = chars(doc, found.cue)
    mine = {party.id for party in parties}
    before = [
        p
        for p in said
        if p.content.end <= cue.start
        and cue.start - p.content.end <= reach
        and p.party.id not in mine
        and p.stance in {"asserts", "confirms"}
    ]
    if not before:
        return []
    last = max(before, key=lambda p: (p.content.end, p.content.start))
    meant = [p for p in before if (p.source, p.cue, p.party.id) == (last.source, last.cue, last.party.id)]
    meant = [p for p in meant if last.content.start - p.content.end <= _REACH // 2]
    deeds = [p for p in meant if p.frame.aspect != "toll"]
    if not deeds and at is not None and _names_account(doc, at):
        deeds = [p for p in before if p.party.id == last.party.id and p.frame.aspect != "toll"]
    deeds = deeds or meant
    source = chars(doc, found.source) if found.source else None
    return [
        replace(
            p,
            content=at or p.content,
            party=party,
            stance=stance,
            source=source,
            cue=cue,
            via=voiced.via,
            headline=False,
            basis="unknown",
            confidence=p.confidence if found.sure is None else round(min(p.confidence, found.sure), 3),
        )
        for p in deeds[-1:]
        for party in parties
    ]


def _names_account(doc: Doc, at: Span) -> bool:
    """Whether words that point back name all that was told ("the army's account") rather than one thing or a count."""
    words = doc.char_span(at.start, at.end, alignment_mode="expand")
    return words is not None and words.root.pos_ == "NOUN" and words.root.lemma_.lower() not in _COUNTS
