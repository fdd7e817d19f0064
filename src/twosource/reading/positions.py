"""From attributions and the report's own sentences to positions: who takes which stance on what, at which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from twosource.language.en.cues import CueLexicon
from twosource.language.en.events import Lexicon as EventLexicon
from twosource.reading.attribution import Found
from twosource.reading.frames import Setting, frame
from twosource.reading.parties import Resolver
from twosource.reading.places import pick_place
from twosource.reading.stance import Taken, certainty_of, denies_deed, taken
from twosource.reading.times import pick_time
from twosource.reading.tolls import FoundFigure
from twosource.reading.tree import Range, chars, child, noun_after_by, noun_phrase, overlap, subtree, trim, within
from twosource.reading.units import Unit, is_unreal, names_happening, split
from twosource.records import Attribution, Frame, PartyRef, PlaceMention, Position, Report, Span, TimeMention

_SHOWING = {
    "video",
    "videos",
    "footage",
    "photo",
    "photos",
    "photograph",
    "photographs",
    "image",
    "images",
    "picture",
    "pictures",
    "clip",
    "clips",
}
_FORCES = {
    "army",
    "force",
    "military",
    "government",
    "regime",
    "troop",
    "plane",
    "jet",
    "aircraft",
    "soldier",
    "fighter",
    "group",
    "unit",
    "police",
    "navy",
    "artillery",
    "country",
    "side",
}
_SEEMING = {"appear", "seem"}
_WEAK_OBJECTS = {"object", "to", "preposition"}


@dataclass(frozen=True, slots=True)
class Scene:
    """All that was found in one report before its positions are made."""

    report: Report
    doc: Doc
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    figures: tuple[FoundFigure, ...]
    cues: CueLexicon
    events: EventLexicon
    headline: Range


@dataclass(frozen=True, slots=True)
class Voiced:
    """An attribution with its parties and what its cue does."""

    found: Found
    taken: Taken
    parties: tuple[PartyRef, ...]
    via: tuple[PartyRef, ...]


def voice(scene: Scene, founds: Sequence[Found], resolver: Resolver, outlet: PartyRef) -> tuple[Voiced, ...]:
    """The attributions with their parties, in the text's order; nested ones name who carries them in `via`."""
    out: list[Voiced] = []
    for found in founds:
        what = taken(scene.doc, found, scene.cues)
        parties: tuple[PartyRef, ...] = ()
        if found.source is not None and not _is_show(scene, found):
            parties = resolver.source(found.source, found.source_head)
        elif found.source is not None:
            parties = _shown_by(scene, found, resolver)
        out.append(Voiced(found, what, parties, ()))
    return tuple(_carried(v, out, outlet) for v in _cited(scene, out, resolver))


def _cited(scene: Scene, voices: Sequence[Voiced], resolver: Resolver) -> list[Voiced]:
    """ "X said, citing Y": Y vouches for what X said, and X carries it."""
    out = list(voices)
    for token in scene.doc:
        if token.lemma_ != "cite" or token.tag_ != "VBG":
            continue
        thing = child(token, "dobj")
        n = next((k for k, v in enumerate(out) if v.found.head in {a.i for a in token.ancestors} and v.parties), None)
        if thing is None or n is None:
            continue
        cited = resolver.source(noun_phrase(thing), thing.i)
        if cited:
            out[n] = replace(out[n], parties=cited, via=out[n].parties)
    return out


def _shown_by(scene: Scene, found: Found, resolver: Resolver) -> tuple[PartyRef, ...]:
    """Who made or spread the pictures that show it ("photographs circulated by activists"), where that is said."""
    if found.source_head is None:
        return ()
    top = scene.doc[found.source_head]
    for holder in (top, *(c for c in top.children if c.dep_ == "acl")):
        maker = noun_after_by(holder)
        if maker is not None:
            return resolver.source(noun_phrase(maker), maker.i)
    return ()


def _carried(voiced: Voiced, others: Sequence[Voiced], outlet: PartyRef) -> Voiced:
    """With the speakers of the attributions around it as carriers, outermost first."""
    via: list[PartyRef] = []
    for other in others:
        if other is not voiced and other.parties and _holds(other.found, voiced.found):
            via.extend(
                p for p in other.parties if all(p.id != q.id for q in (*voiced.parties, *via)) and p.id != outlet.id
            )
    return replace(voiced, via=tuple(via))


def _holds(outer: Found, inner: Found) -> bool:
    return any(c[0] <= inner.cue[0] and inner.cue[1] <= c[1] for c in outer.content) and outer.head != inner.head


def to_attribution(scene: Scene, voiced: Voiced) -> Attribution:
    """The record of an attribution."""
    doc, found = scene.doc, voiced.found
    return Attribution(
        source=chars(doc, found.source) if found.source else None,
        cue=chars(doc, found.cue),
        content=tuple(chars(doc, c) for c in found.content),
        stance=voiced.taken.stance if voiced.taken.about == "fact" else None,
        about=voiced.taken.about,
        certainty=voiced.taken.certainty,
        parties=voiced.parties,
        via=voiced.via,
    )


def attributed(scene: Scene, voices: Sequence[Voiced], resolver: Resolver, outlet: PartyRef) -> list[Position]:
    """Positions of the parties that the report quotes."""
    out: list[Position] = []
    for voiced in voices:
        parties = voiced.parties if not _by_reporters(scene, voiced) else ()
        parties = parties or _own(scene, voiced, voices, outlet)
        if not takes_stand(scene, voiced) or not parties:
            continue
        for content in voiced.found.content:
            for stretch in _clear(content, voiced, voices, scene):
                for unit in _units(scene, stretch, voiced):
                    out.extend(_positions(scene, voiced, parties, unit, resolver))
    return out


def _own(scene: Scene, voiced: Voiced, voices: Sequence[Voiced], outlet: PartyRef) -> tuple[PartyRef, ...]:
    """Who says what has no source of its own: the speaker around it, else the report's own outlet."""
    if voiced.found.source is not None and not _is_show(scene, voiced.found) and not _by_reporters(scene, voiced):
        return ()
    around = [v for v in voices if v.parties and _holds(v.found, voiced.found)]
    if around:
        return around[-1].parties
    if (
        voiced.found.form in {"unclear", "nobody"}
        or voiced.taken.stance == "unverified"
        or _is_show(scene, voiced.found)
    ):
        return (outlet,)
    return ()


def _by_reporters(scene: Scene, voiced: Voiced) -> bool:
    """ "Has not been confirmed by journalists on the ground": the outlet speaks of its trade."""
    head = voiced.found.source_head
    if voiced.found.form != "passive" or voiced.taken.stance != "unverified" or head is None:
        return False
    return scene.doc[head].lemma_.lower() in {"journalist", "reporter", "correspondent", "observer", "media", "source"}


def _is_show(scene: Scene, found: Found) -> bool:
    return found.source is not None and any(t.lower_ in _SHOWING for t in scene.doc[found.source[0] : found.source[1]])


def takes_stand(scene: Scene, voiced: Voiced) -> bool:
    """Whether an attribution puts something forward as fact."""
    found = voiced.found
    if voiced.taken.stance is None or voiced.taken.about != "fact":
        return False
    if voiced.taken.stance == "declines" or scene.doc[found.head].lemma_ in _SEEMING:
        return False
    if found.form == "passive" and found.source is None and voiced.taken.stance != "unverified":
        return False
    return not (found.group.name in {"find", "believe"} and found.form in _WEAK_OBJECTS and not _is_show(scene, found))


def _clear(content: Range, voiced: Voiced, voices: Sequence[Voiced], scene: Scene) -> list[Range]:
    """A content without the attributions inside it that speak for themselves."""
    blocks: list[Range] = []
    for other in voices:
        if other is voiced or not _holds(voiced.found, other.found):
            continue
        if not takes_stand(scene, other) and not (other.taken.stance is None and other.taken.about != "fact"):
            continue
        if other.found.form == "passive" and other.found.source is None:
            continue
        ranges = [other.found.cue, *other.found.content] + ([other.found.source] if other.found.source else [])
        blocks.append((min(r[0] for r in ranges), max(r[1] for r in ranges)))
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
    if voiced.found.form in {"responsibility", "nobody", "unclear"} or (
        voiced.found.form in {"object", "passive"} and not _has_verb(doc, stretch)
    ):
        cut = trim(doc, stretch)
        return [Unit(cut, _root(doc, cut))] if cut else []
    if voiced.found.form in {"object", "accuse"} and any(
        c.dep_ == "prep" and c.lower_ == "as" for c in doc[voiced.found.head].children
    ):
        cut = trim(doc, stretch)
        return [Unit(cut, _root(doc, cut))] if cut else []
    units: list[Unit] = []
    for sentence in _sentences(doc, stretch):
        units.extend(split(doc, sentence, scene.figures, scene.events))
    if voiced.found.form == "accuse":
        units.extend(_accused_toll(scene, stretch))
    return [u for u in units if _worth(scene, u, voiced)]


def _accused_toll(scene: Scene, stretch: Range) -> list[Unit]:
    """ "Accused the army of killing 30 people": the toll is a thing of its own beside the accusation."""
    doc = scene.doc
    for token in doc[stretch[0] : stretch[1]]:
        if token.dep_ == "pcomp" and any(f.span.overlaps(chars(doc, subtree(token))) for f in scene.figures):
            word = scene.events.lookup(token.lemma_.lower(), "VERB")
            if word is not None and word.aspect == "toll":
                return [Unit((token.i, min(token.right_edge.i + 1, stretch[1])), token.i, part=True)]
    return []


def _has_verb(doc: Doc, stretch: Range) -> bool:
    return any(t.pos_ == "VERB" for t in doc[stretch[0] : stretch[1]])


def _root(doc: Doc, stretch: Range) -> int:
    return doc[stretch[0] : stretch[1]].root.i


def _sentences(doc: Doc, stretch: Range) -> list[Range]:
    out: list[Range] = []
    i = stretch[0]
    while i < stretch[1]:
        end = min(doc[i].sent.end, stretch[1])
        out.append((i, end))
        i = end
    return out


def _worth(scene: Scene, unit: Unit, voiced: Voiced) -> bool:
    """Whether a unit of an attributed content speaks of what happened."""
    doc = scene.doc
    head = doc[unit.head]
    if unit.part:
        return True
    if is_unreal(head) or _asks(doc, unit) or _is_bare_judgement(scene, head, unit):
        return False
    if voiced.found.form in {"object", "accuse", "passive"} or (voiced.found.form == "to" and head.dep_ == "xcomp"):
        return True
    return unit.stretch[1] - unit.stretch[0] >= 2 and (names_happening(doc, unit) or _tells(scene, head))


def _asks(doc: Doc, unit: Unit) -> bool:
    last = doc[unit.stretch[1] - 1]
    return last.i + 1 < len(doc) and (doc[last.i + 1].text == "?" or last.text == "?")


def _is_bare_judgement(scene: Scene, head: Token, unit: Unit) -> bool:
    """ "It was horrific", "such attacks are unacceptable": a copula with an adjective that names no happening."""
    if head.lemma_ != "be":
        return False
    said = next((c for c in head.children if c.dep_ in {"acomp", "attr", "oprd"}), None)
    if said is None:
        return False
    if said.pos_ == "ADJ" or said.dep_ == "acomp":
        doer = scene.events.among("responsible")
        return said.lemma_.lower() not in doer and scene.events.lookup(said.lemma_.lower(), "ADJ") is None
    return not names_happening(scene.doc, unit)


def _tells(scene: Scene, head: Token) -> bool:
    """A clause in a past or perfect tense tells what was so, even where the lexicon knows no word of it."""
    if head.pos_ not in {"VERB", "AUX"}:
        return False
    return head.tag_ in {"VBD", "VBN"} or any(
        c.lower_ in {"had", "was", "were", "has", "have", "been"} for c in head.children
    )


def _positions(
    scene: Scene, voiced: Voiced, parties: Sequence[PartyRef], unit: Unit, resolver: Resolver
) -> list[Position]:
    found = voiced.found
    source = chars(scene.doc, found.source) if found.source else None
    cue = chars(scene.doc, found.cue)
    stance = voiced.taken.stance
    if stance is None:
        return []
    out: list[Position] = []
    for party in parties:
        made = _make(scene, unit, stance, party, resolver, source, cue, voiced.taken.certainty)
        out.append(replace(made, via=voiced.via))
    return out


def _make(
    scene: Scene,
    unit: Unit,
    stance: str,
    party: PartyRef,
    resolver: Resolver,
    source: Span | None,
    cue: Span | None,
    certainty: str,
) -> Position:
    doc = scene.doc
    content = chars(doc, unit.stretch)
    what = _frame(scene, content, unit, stance, party, resolver, source, cue)
    if stance == "asserts" and source is not None and denies_deed(doc, unit.stretch, unit.head, what.type, what.aspect):
        stance = "denies" if _own_side(doc, unit, party, what) else stance
    return Position(
        story=scene.report.story,
        document=scene.report.id,
        version=scene.report.version,
        party=party,
        stance=stance,
        content=content,
        source=source,
        cue=cue,
        frame=what,
        certainty=certainty_of(doc, unit.stretch, scene.cues, certainty),
        headline=within(unit.stretch, scene.headline),
    )


def _own_side(doc: Doc, unit: Unit, party: PartyRef, what: Frame) -> bool:
    """Whether a deed said not to have been done would be the speaker's own side's: only then is it a denial.

    "We", "its planes", "the army"; a doer of the speaker's state; or, without a doer, a state's or a force's word.
    """
    lead = [t.lower_ for t in doc[unit.stretch[0] : unit.stretch[1]]][:4]
    if any(w in {"we", "our", "its", "it", "they", "their", "i", "he", "us", "no"} for w in lead):
        return True
    state = (party.part_of or party.id).split("/")[0]
    if what.actors:
        return any((actor.part_of or actor.id).split("/")[0] == state for actor in what.actors)
    subject = child(doc[unit.head], "nsubj", "nsubjpass")
    agentless = subject is None or subject.dep_ == "nsubjpass"
    return not agentless and subject is not None and subject.lemma_.lower() in _FORCES


def _frame(
    scene: Scene,
    content: Span,
    unit: Unit,
    stance: str,
    party: PartyRef,
    resolver: Resolver,
    source: Span | None,
    cue: Span | None,
) -> Frame:
    doc = scene.doc
    sentence = doc[unit.head].sent
    around = Span(sentence.start_char, max(sentence.end_char, sentence.start_char + 1))
    saying = tuple(s for s in (source, cue) if s is not None)
    time = pick_time(scene.times, content, around, scene.report.day, exclude=saying)
    place = pick_place(scene.places, content, around, text=doc.text)
    setting = Setting(source=source, cue=cue, stance=stance, party=party, time=time, place=place)

    def resolve(span: Span) -> PartyRef | None:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        return None if tokens is None else resolver.name((tokens.start, tokens.end))

    return frame(doc, content, setting, resolve)


def own_voice(
    scene: Scene, voices: Sequence[Voiced], resolver: Resolver, outlets: Mapping[int, PartyRef]
) -> list[Position]:
    """What the report puts forward itself: clauses about happenings that no attribution covers.

    `outlets` gives, by token index, whose voice the text is (a page may carry another outlet's article).
    """
    doc = scene.doc
    blocked: set[int] = set()
    for voiced in voices:
        found = voiced.found
        if scene.doc[found.head].lemma_ in _SEEMING or (
            found.form == "passive" and found.source is None and voiced.taken.stance != "unverified"
        ):
            continue
        covered: set[int] = set()
        for stretch in (found.cue, *found.content, *((found.source,) if found.source else ())):
            covered.update(range(*stretch))
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
                out.append(_make(scene, unit, "asserts", outlet, resolver, None, None, "certain"))
    return out


def _own_units(scene: Scene, piece: Range) -> list[Unit]:
    """The units of a piece in the report's own voice; a headline is one, with the parts of its toll."""
    units = split(scene.doc, piece, scene.figures, scene.events)
    cut = trim(scene.doc, piece)
    if cut is None or not within(piece, scene.headline):
        return units
    return [Unit(cut, _root(scene.doc, cut)), *(u for u in units if u.part)]


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
    if unit.head in blocked or is_unreal(head) or not names_happening(doc, unit):
        return False
    counted = any(f.span.overlaps(chars(doc, unit.stretch)) for f in scene.figures)
    if head.pos_ not in {"VERB", "AUX"}:
        return in_headline or counted
    if head.tag_ == "VB" or (head.tag_ in {"VBZ", "VBP"} and not in_headline and not _ongoing(head)):
        return False
    if _is_bare_judgement(scene, head, unit):
        return False
    if head.lemma_.lower() in scene.cues.verbs and scene.events.lookup(head.lemma_.lower(), "VERB") is None:
        return False
    return counted or in_headline or _tells_event(scene, head)


def _ongoing(head: Token) -> bool:
    """ "Clashes are increasing", "is under siege": a present that is going on, not a narrator's."""
    return head.lemma_ == "be" or any(c.dep_ in {"aux", "auxpass"} for c in head.children)


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


def _tells_event(scene: Scene, head: Token) -> bool:
    """Whether the verb itself, or what it is said to do or be, names a happening (and not merely its subject)."""
    word = scene.events.lookup(head.lemma_.lower(), "VERB")
    if word is not None and not word.weak:
        return True
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
