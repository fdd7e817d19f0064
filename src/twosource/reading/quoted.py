"""Positions of the parties that a report quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from twosource.models.kinds import NONE
from twosource.reading.answers import answers, points_back
from twosource.reading.attribution import Found
from twosource.reading.attribution.learned import RULED
from twosource.reading.falsity import Falsity, find_falsity
from twosource.reading.parties import Resolver
from twosource.reading.positions import make_position
from twosource.reading.refs import stranger
from twosource.reading.scene import SEEMING, Scene, Voiced, by_reporters, holds, is_agentless, is_show
from twosource.reading.stance import denies_deed
from twosource.reading.tree import Range, auxiliaries, chars, overlap, subtree, trim
from twosource.reading.units import Unit, is_unreal, names_happening, split
from twosource.reading.voices import said_on
from twosource.reading.worth import asks, has_verb, is_bare_judgement, root_of, sentences_of, tells
from twosource.records import PartyRef, Position, Span

PLAIN = 0.97
"""From this confidence on an assertion in which the rules see nothing that happened makes a position as it stands."""
SPOKEN = 0.6
"""From this confidence on whoever a model says to speak is somebody, whether or not the rules know who."""
SETTLED = 0.9
"""From this probability on what a model takes for an assertion is one, whatever it says was not done."""
TYPED = 0.8
"""From this probability on a model's type of event is taken where the words name none that the lexicon knows."""
_ANSWERS = {"denies", "confirms", "unverified", "retracts"}
_WEAK_OBJECTS = {"object", "to", "preposition"}


def attributed(
    scene: Scene, voices: Sequence[Voiced], resolver: Resolver, outlet: PartyRef, told: Sequence[Position] = ()
) -> list[Position]:
    """Positions of the parties that the report quotes. `told` are those in its own voice: an answer may mean one."""
    said = list(told)
    for voiced in voices:
        parties = voiced.parties if not by_reporters(scene, voiced) else ()
        parties = parties or _own(scene, voiced, voices, outlet) or _nameless(scene, voiced)
        if not takes_stand(scene, voiced) or not parties:
            continue
        made = _said(scene, voiced, voices, parties, resolver, said)
        said.extend(made or _plain(scene, voiced, parties, resolver))
    return said[len(told) :]


def _said(
    scene: Scene,
    voiced: Voiced,
    voices: Sequence[Voiced],
    parties: Sequence[PartyRef],
    resolver: Resolver,
    before: Sequence[Position],
) -> list[Position]:
    """The positions that an attribution's contents hold; `before` are those found so far, which an answer may mean."""
    out: list[Position] = []
    for content in voiced.found.content:
        untrue = _untrue(scene, voiced, content)
        if untrue is not None:
            denial = replace(voiced, taken=replace(voiced.taken, stance="denies"))
            if untrue.stretch is None:
                out.extend(answers(scene, denial, parties, [*before, *out], reach=250))
            elif (cut := trim(scene.doc, untrue.stretch)) is not None:
                out.extend(_positions(scene, denial, parties, Unit(cut, root_of(scene.doc, cut)), resolver))
            if untrue.whole[0] <= content[0] + 2:
                continue
            content = (content[0], untrue.whole[0])
        if points_back(scene.doc, content, scene.cues):
            # "a charge refuted by X" renames the words before it; "X refuted the charge" stands for itself
            renames = scene.doc[voiced.found.head].dep_ in {"acl", "relcl"} and content[0] < voiced.found.cue[0]
            at = None if renames else chars(scene.doc, content)
            out.extend(answers(scene, voiced, parties, [*before, *out], at=at))
            continue
        for stretch in _clear(content, voiced, voices, scene):
            for unit in _units(scene, stretch, voiced):
                out.extend(_positions(scene, voiced, parties, unit, resolver))
    return out


def _plain(scene: Scene, voiced: Voiced, parties: Sequence[PartyRef], resolver: Resolver) -> list[Position]:
    """The contents as they stand, where a model finds an answer or is sure of an assertion and the rules find nothing.

    What a desk must not miss needs no word that the lexicon knows.
    """
    found = voiced.found
    if found.kinds is None or found.kinds.stance.name != voiced.taken.stance:
        return []
    if voiced.taken.stance not in _ANSWERS and (found.sure is None or found.sure < PLAIN):
        return []
    cuts = (trim(scene.doc, content) for content in found.content)
    units = [Unit(cut, root_of(scene.doc, cut)) for cut in cuts if cut is not None]
    return [p for unit in units for p in _positions(scene, voiced, parties, unit, resolver)]


def _untrue(scene: Scene, voiced: Voiced, content: Range) -> Falsity | None:
    """What a speaker calls untrue inside what is said."""
    if voiced.taken.stance != "asserts" or voiced.found.form not in {"clause", "quote", "headline", "phrase"}:
        return None
    return find_falsity(scene.doc, content, scene.cues)


def _own(scene: Scene, voiced: Voiced, voices: Sequence[Voiced], outlet: PartyRef) -> tuple[PartyRef, ...]:
    """Who says what has no source of its own: the speaker around it, else the report's own outlet."""
    if voiced.found.source is not None and not is_show(scene, voiced.found) and not by_reporters(scene, voiced):
        return ()
    around = [v for v in voices if v.parties and holds(v.found, voiced.found)]
    if around:
        return around[-1].parties
    if (
        voiced.found.form in {"unclear", "nobody"}
        or voiced.taken.stance == "unverified"
        or is_show(scene, voiced.found)
    ):
        return (outlet,)
    return ()


def _nameless(scene: Scene, voiced: Voiced) -> tuple[PartyRef, ...]:
    """Whoever speaks, called as the report does, where the rules know nobody by these words and a model is sure.

    Who "he" is stays unknown where nobody was named before; that he denied it is known.
    """
    found = voiced.found
    if found.source is None or found.sure is None or found.sure < SPOKEN or is_show(scene, found):
        return ()
    words = [t for t in scene.doc[found.source[0] : found.source[1]] if not t.is_punct and t.pos_ != "DET"]
    if not words or any(t.lower_ in {"it", "that", "this", "which", "what", "there"} for t in words[:1]):
        return ()
    name = "unnamed speaker" if words[0].pos_ == "PRON" else " ".join(t.text for t in words)
    party = stranger(name, "unnamed", scene.doc, found.source)
    return () if party is None else (party,)


def takes_stand(scene: Scene, voiced: Voiced) -> bool:
    """Whether an attribution puts something forward as fact."""
    found = voiced.found
    if voiced.taken.stance is None or voiced.taken.about != "fact":
        return False
    if voiced.taken.stance == "declines" or scene.doc[found.head].lemma_ in SEEMING:
        return False
    if is_agentless(voiced):
        return False
    if found.told is not None and found.told.stance in _ANSWERS:
        return True
    if found.form == "object" and "watcher" in scene.cues.only_with.get(scene.doc[found.head].lemma_.lower(), ()):
        return True
    return not (found.group.name in {"find", "believe"} and found.form in _WEAK_OBJECTS and not is_show(scene, found))


def _clear(content: Range, voiced: Voiced, voices: Sequence[Voiced], scene: Scene) -> list[Range]:
    """A content without the attributions inside it that speak for themselves."""
    blocks: list[Range] = []
    for other in voices:
        if other is voiced or not holds(voiced.found, other.found):
            continue
        if not takes_stand(scene, other) and not (other.taken.stance is None and other.taken.about != "fact"):
            continue
        if other.found.form == "passive" and other.found.source is None:
            continue
        participle = scene.doc[other.found.head].tag_ == "VBG"  # "…, calling it a mistake": its subject is the clause's
        named = [other.found.source] if other.found.source and not participle else []
        ranges = [other.found.cue, *other.found.content, *named]
        inside = [r for r in ranges if overlap(r, content)]
        if inside:
            blocks.append((min(r[0] for r in inside), max(r[1] for r in inside)))
    left = [content]
    for block in blocks:
        left = [piece for whole in left for piece in _cut(whole, block)]
    return [piece for piece in left if piece[1] - piece[0] >= 2 or len(left) == 1]


def _cut(whole: Range, block: Range) -> list[Range]:
    if overlap(whole, block) == 0:
        return [whole]
    return [piece for piece in ((whole[0], block[0]), (block[1], whole[1])) if piece[1] > piece[0]]


def _units(scene: Scene, stretch: Range, voiced: Voiced) -> list[Unit]:
    doc = scene.doc
    if voiced.found.form == "passive" and _only_names(doc, stretch, voiced):
        return []
    if voiced.found.form in {"responsibility", "nobody", "unclear"} or (
        voiced.found.form in {"object", "passive", "idiom"} and not has_verb(doc, stretch)
    ):
        cut = trim(doc, stretch)
        if cut is None or auxiliaries(doc[root_of(doc, cut)]) & {"will", "would", "might", "should"}:
            return []
        return [Unit(cut, root_of(doc, cut))]
    if voiced.found.form in {"object", "accuse"} and any(
        c.dep_ == "prep" and c.lower_ == "as" for c in doc[voiced.found.head].children
    ):
        cut = trim(doc, stretch)
        return [Unit(cut, root_of(doc, cut))] if cut else []
    units: list[Unit] = []
    for sentence in sentences_of(doc, stretch):
        units.extend(split(doc, sentence, scene.figures, scene.events))
    if voiced.found.form == "accuse":
        units.extend(_accused_toll(scene, stretch))
    return [u for u in units if _worth(scene, u, voiced)]


def _only_names(doc: Doc, stretch: Range, voiced: Voiced) -> bool:
    """As in "The raid was blamed on the rebels": of the parts of the content, the one that names no happening."""
    parts = voiced.found.content
    if voiced.found.group.name != "accuse" or len(parts) < 2:
        return False
    named = [names_happening(doc, Unit(part, part[0])) for part in parts]
    return any(named) and not names_happening(doc, Unit(stretch, stretch[0]))


def _accused_toll(scene: Scene, stretch: Range) -> list[Unit]:
    """As in "Accused the army of killing 30 people": the toll is a thing of its own beside the accusation."""
    doc = scene.doc
    for token in doc[stretch[0] : stretch[1]]:
        if token.dep_ == "pcomp" and any(f.span.overlaps(chars(doc, subtree(token))) for f in scene.figures):
            word = scene.events.lookup(token.lemma_.lower(), "VERB")
            if word is not None and word.aspect == "toll":
                return [Unit((token.i, min(token.right_edge.i + 1, stretch[1])), token.i, part=True)]
    return []


def _worth(scene: Scene, unit: Unit, voiced: Voiced) -> bool:
    """Whether a unit of an attributed content speaks of what happened."""
    doc = scene.doc
    head = doc[unit.head]
    if unit.part:
        return True
    if voiced.taken.stance in _ANSWERS and unit.head == _main_of(doc, voiced, unit):
        return True
    if voiced.taken.stance == "asserts" and denies_deed(doc, unit.stretch, unit.head, None, "other"):
        return not is_unreal(head) and not asks(doc, unit)
    if is_unreal(head) or asks(doc, unit) or is_bare_judgement(scene, head, unit):
        return False
    if voiced.found.form in {"object", "accuse", "passive"} or (voiced.found.form == "to" and head.dep_ == "xcomp"):
        return True
    counted = any(f.span.overlaps(chars(doc, unit.stretch)) for f in scene.figures)
    return unit.stretch[1] - unit.stretch[0] >= 2 and (counted or names_happening(doc, unit) or tells(head))


def _main_of(doc: Doc, voiced: Voiced, unit: Unit) -> int | None:
    """The head of the content that a unit stands in: what is denied, confirmed or not known, whatever it speaks of."""
    for content in voiced.found.content:
        if content[0] <= unit.head < content[1]:
            return root_of(doc, content)
    return None


def _positions(
    scene: Scene, voiced: Voiced, parties: Sequence[PartyRef], unit: Unit, resolver: Resolver
) -> list[Position]:
    found = voiced.found
    source = chars(scene.doc, found.source) if found.source else None
    cue = chars(scene.doc, found.cue)
    stance = voiced.taken.stance
    if stance is None:
        return []
    sure = RULED if found.sure is None else round(found.sure, 3)
    kinds = found.kinds
    settled = kinds is not None and kinds.stance.name == stance and kinds.stance.sure >= SETTLED
    out: list[Position] = []
    for party in parties:
        made = make_position(
            scene, unit, stance, party, resolver, source, cue, voiced.taken.certainty, sure, settled=settled
        )
        out.append(replace(_typed(made, found), via=voiced.via, said=said_on(scene, found)))
    return out


def _typed(position: Position, found: Found) -> Position:
    """With the type and the trigger that a model gives, where the lexicon knows no word of the content."""
    kinds = found.kinds
    if position.frame.type is not None or kinds is None or kinds.type.name == NONE or kinds.type.sure < TYPED:
        return position
    named = kinds.trigger if kinds.trigger and position.content.overlaps(Span(*kinds.trigger)) else None
    trigger = position.frame.trigger or (Span(*named) if named else None)
    return replace(position, frame=replace(position.frame, type=kinds.type.name, trigger=trigger))
