"""What a report puts forward itself: clauses about happenings that no attribution covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from twosource.reading.attribution import Found
from twosource.reading.datelines import datelines
from twosource.reading.frames import triggers
from twosource.reading.parties import Resolver
from twosource.reading.positions import make_position
from twosource.reading.scene import SEEMING, Scene, Voiced, is_agentless
from twosource.reading.tree import Range, chars, child, trim, within
from twosource.reading.units import Unit, is_unreal, names_happening, split
from twosource.reading.worth import asks, is_bare_judgement, root_of
from twosource.records import PartyRef, Position

TOLD = 0.6
"""Share of the positions in a report's own voice that people mark so too (LedgerBench dev)."""
_HAPPENING = {
    "happen",
    "occur",
    "erupt",
    "break",
    "continue",
    "begin",
    "start",
    "cause",
    "take",
    "follow",
    "intensify",
    "increase",
    "rage",
    "escalate",
    "resume",
    "leave",
    "spread",
    "flare",
    "stop",
    "end",
}


def own_voice(
    scene: Scene, voices: Sequence[Voiced], resolver: Resolver, outlets: Mapping[int, PartyRef]
) -> list[Position]:
    """What the report puts forward itself: clauses about happenings that no attribution covers.

    `outlets` gives, by token index, whose voice the text is (a page may carry another outlet's article).
    """
    doc = scene.doc
    blocked: set[int] = {i for line in datelines(doc) for i in range(*line)}
    for voiced in voices:
        found = voiced.found
        if scene.doc[found.head].lemma_ in SEEMING or is_agentless(voiced):
            continue
        covered: set[int] = set()
        for stretch in (found.cue, *found.content, *((found.source,) if found.source else ())):
            covered.update(range(*stretch))
        for c in doc[found.head].children:  # "said after inspecting it": how they know, nothing that is put forward
            if c.dep_ == "prep" and c.lower_ in {"after", "before", "on", "from"} and c.i >= found.head:
                covered.update(range(c.left_edge.i, c.right_edge.i + 1))
        if voiced.taken.about != "fact":
            covered -= _asides(doc, found)
        blocked |= covered
    out: list[Position] = []
    for sentence in doc.sents:
        whole = trim(doc, (sentence.start, sentence.end), marks=False)
        if whole is None or sentence[-1].text == "?" or doc[whole[1] - 1].text == "?":
            continue
        for piece in _free(whole, blocked):
            for unit in _own_units(scene, piece):
                if not _reports(scene, unit, blocked):
                    continue
                outlet = outlets[unit.head]
                made = make_position(scene, unit, "asserts", outlet, resolver, None, None, "certain", TOLD)
                was_there = made.basis == "unknown" and _was_there(doc[unit.head])
                out.append(replace(made, basis="saw") if was_there else made)
    return _seen_there(scene, voices, out)


def _seen_there(scene: Scene, voices: Sequence[Voiced], told: list[Position]) -> list[Position]:
    """With the basis of what the outlet's own reporter was there to see, by the sentence right behind.

    As in "The bridge was blown up on Sunday. A Karvel Wire reporter at the river saw it go down." Who did it and how
    many died isn't seen by being there.
    """
    doc = scene.doc
    before = {sentence.start: earlier for earlier, sentence in pairwise(doc.sents)}
    out = list(told)
    for voiced in voices:
        found = voiced.found
        if "watcher" not in scene.cues.only_with.get(doc[found.head].lemma_.lower(), ()) or found.source is None:
            continue
        earlier = before.get(doc[found.head].sent.start)
        placed = any(t.lower_ in {"there", "at", "near"} for t in doc[found.source[0] : found.cue[0]])
        if earlier is None or not placed or "\n" in doc[earlier.start : found.head].text.strip():
            continue
        for n, position in enumerate(out):
            inside = earlier.start_char <= position.content.start < earlier.end_char
            own = any(position.party.id in (p.id, p.part_of) for p in voiced.parties)
            if (
                inside
                and own
                and position.basis == "unknown"
                and position.frame.aspect not in {"toll", "responsibility"}
            ):
                out[n] = replace(position, basis="saw")
    return out


def _was_there(head: Token) -> bool:
    """As in "I was on the bridge when a shell struck it": the one who writes tells where he was."""
    when = any(c.lower_ in {"when", "as", "while"} and c.dep_ in {"advmod", "mark"} for c in head.children)
    who = child(head.head, "nsubj") if when and head.dep_ == "advcl" else None
    return who is not None and who.lower_ in {"i", "we"} and head.head.tag_ in {"VBD", "VBG"}


def _own_units(scene: Scene, piece: Range) -> list[Unit]:
    """The units of a piece in the report's own voice; a headline is one, with the parts of its toll."""
    units = split(scene.doc, piece, scene.figures, scene.events)
    cut = trim(scene.doc, piece)
    if cut is None or not within(piece, scene.headline):
        return units
    return [Unit(cut, root_of(scene.doc, cut)), *(u for u in units if u.part)]


def _asides(doc: Doc, found: Found) -> set[int]:
    """The relative clauses inside a demand or an opinion: what they tell is the report's own word."""
    out: set[int] = set()
    for content in found.content:
        for token in doc[content[0] : content[1]]:
            if token.dep_ == "relcl" and not any(t.is_quote for t in doc[content[0] : content[1]]):
                out.update(range(token.left_edge.i, token.right_edge.i + 1))
    return out


def _free(whole: Range, blocked: set[int]) -> list[Range]:
    """The stretches of a sentence that no attribution covers."""
    out: list[Range] = []
    start: int | None = None
    for i in range(whole[0], whole[1] + 1):
        if i < whole[1] and i not in blocked:
            start = i if start is None else start
        elif start is not None:
            if i - start >= 3:
                out.append((start, i))
            start = None
    return out


def _reports(scene: Scene, unit: Unit, blocked: set[int]) -> bool:
    """Whether a clause in the report's own voice puts forward a happening of the past or present."""
    doc = scene.doc
    head = doc[unit.head]
    if unit.part:
        return True
    in_headline = within(unit.stretch, scene.headline)
    if unit.head in blocked or is_unreal(head) or asks(doc, unit) or not names_happening(doc, unit):
        return False
    counted = any(f.span.overlaps(chars(doc, unit.stretch)) for f in scene.figures)
    if head.pos_ not in {"VERB", "AUX"}:
        return in_headline or counted
    if head.tag_ == "VB" or (head.tag_ in {"VBZ", "VBP"} and not in_headline and not _ongoing(head)):
        return False
    if is_bare_judgement(scene, head, unit):
        return False
    if head.lemma_.lower() in scene.cues.verbs and scene.events.lookup(head.lemma_.lower(), "VERB") is None:
        return False
    return counted or in_headline or _tells_event(scene, head)


def _ongoing(head: Token) -> bool:
    """As in "Clashes are increasing", "is under siege": a present that is going on, not a narrator's."""
    return head.lemma_ == "be" or any(c.dep_ in {"aux", "auxpass"} for c in head.children)


def _tells_event(scene: Scene, head: Token) -> bool:
    """Whether the verb itself, or what it is said to do or be, names a happening (and not merely its subject)."""
    word = scene.events.lookup(head.lemma_.lower(), "VERB")
    if word is not None and not word.weak:
        return True
    part = child(head, "prt")
    if part is not None and any(
        t.token.i == head.i and not t.word.weak for t in triggers(scene.doc[head.i : part.i + 1])
    ):
        return True  # "was blown up"
    for c in head.children:
        if c.dep_ in {"dobj", "attr", "oprd", "xcomp", "prt"} or (
            c.dep_ == "prep" and head.lemma_ in {"be", "come", "remain"}
        ):
            for t in (c, *c.children):
                named = scene.events.any(t.lemma_.lower())
                if named is not None and not named.weak:
                    return True
        if c.dep_ in {"nsubj", "nsubjpass"} and head.lemma_ in _HAPPENING:
            named = scene.events.lookup(c.lemma_.lower(), "NOUN")
            if named is not None:
                return True
    return word is not None and any(c.dep_ in {"dobj", "nsubjpass"} for c in head.children)
