"""One unit of text as a position of one party."""

from __future__ import annotations

from spacy.tokens import Doc

from twosource.reading.evidence import basis
from twosource.reading.frames import frame
from twosource.reading.frames_around import of_the_deed
from twosource.reading.frames_own import Setting
from twosource.reading.parties import Resolver
from twosource.reading.places import pick_place
from twosource.reading.scene import Scene
from twosource.reading.stance import certainty_of, denies_deed, stands_by_it
from twosource.reading.times import pick_time
from twosource.reading.tree import chars, child, within
from twosource.reading.units import Unit
from twosource.records import Frame, PartyRef, Position, Span

_OWN_LEADS = {"we", "it", "they", "i", "he", "she", "us", "no", "nobody", "none", "neither", "our", "my", "there"}
_OWN_THINGS = {"our", "my", "ours", "its", "their", "theirs", "his", "her", "hers"}
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


def make_position(
    scene: Scene,
    unit: Unit,
    stance: str,
    party: PartyRef,
    resolver: Resolver,
    source: Span | None,
    cue: Span | None,
    certainty: str,
    confidence: float,
    *,
    settled: bool = False,
) -> Position:
    """The position of `party` on what a unit puts forward, with its frame, basis and certainty.

    `source` and `cue` are None where the report speaks in its own voice. A deed of the speaker's own side that it says
    was not done makes an assertion a denial, and one that it says was done after all ("our guns did fire") an
    admission, unless the stance is `settled`.
    """
    doc = scene.doc
    content = chars(doc, unit.stretch)
    what = _frame(scene, content, unit, stance, party, resolver, source, cue)
    open_to_doubt = stance == "asserts" and source is not None and not settled
    if open_to_doubt and denies_deed(doc, unit.stretch, unit.head, what.type, what.aspect):
        stance = "denies" if _own_side(doc, unit, party, what) else stance
    elif open_to_doubt and stands_by_it(doc, unit.stretch, unit.head) and _own_side(doc, unit, party, what):
        stance = "confirms"
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
        basis=basis(doc, source, cue, (content,)),
        confidence=confidence,
        headline=within(unit.stretch, scene.headline),
    )


def _own_side(doc: Doc, unit: Unit, party: PartyRef, what: Frame) -> bool:
    """Whether a deed said not to have been done would be the speaker's own side's: only then is it a denial.

    "We", "its planes", "the army"; a doer of the speaker's state; or, without a doer, a state's or a force's word.
    """
    words = [t.lower_ for t in doc[unit.stretch[0] : unit.stretch[1]]]
    if words[0] == "not" or set(words[:4]) & _OWN_LEADS or set(words) & _OWN_THINGS:
        return True
    if what.actors:
        return any(_state(actor) == _state(party) for actor in what.actors)
    subject = child(doc[unit.head], "nsubj", "nsubjpass")
    agentless = subject is None or subject.dep_ == "nsubjpass"
    return not agentless and subject is not None and subject.lemma_.lower() in _FORCES


def _state(party: PartyRef) -> str:
    """The state or force at the head of a party's id; a party that no base knows (`x/rebels`) stands for itself."""
    top = party.part_of or party.id
    return top if top.startswith("x/") else top.split("/")[0]


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
    times = of_the_deed(doc, scene.times, content, around, saying)
    places = of_the_deed(doc, scene.places, content, around, saying)
    time = pick_time(times, content, around, scene.report.day, exclude=saying)
    place = pick_place(places, content, around, text=scene.report.text)
    doer = party if source is not None else None
    setting = Setting(source=source, cue=cue, stance=stance, party=doer, time=time, place=place)

    def resolve(span: Span) -> PartyRef | None:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        return None if tokens is None else resolver.name((tokens.start, tokens.end))

    return frame(doc, content, setting, resolve)
