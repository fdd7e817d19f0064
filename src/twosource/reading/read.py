"""One report in, one Reading out: the stages of reading in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from twosource.data.gazetteer import Gazetteer
from twosource.data.parties import PartyBase
from twosource.data.parties_names import split
from twosource.data.user_parties import party_base, user_stages
from twosource.language.en.cues import CueLexicon, cue_lexicon
from twosource.language.en.events import Lexicon as EventLexicon
from twosource.language.en.events import lexicon as event_lexicon
from twosource.language.en.roles import RoleLexicon, role_lexicon
from twosource.models.attribute import AttributionModel, default_model
from twosource.reading.affiliations import find_affiliations
from twosource.reading.attribution import find_attributions
from twosource.reading.attribution.find import first_line
from twosource.reading.attribution.learned import merge
from twosource.reading.cast import find_cast
from twosource.reading.evidence import find_evidence
from twosource.reading.headlines import settle
from twosource.reading.own_voice import own_voice
from twosource.reading.parties import Resolver
from twosource.reading.places import find_places
from twosource.reading.quoted import attributed
from twosource.reading.scene import Scene
from twosource.reading.times import find_times
from twosource.reading.tolls import find_figures
from twosource.reading.voices import to_attribution, voice
from twosource.records import Issue, PartyRef, Position, Reading, Report, Span, Stage
from twosource.records.identity import slug
from twosource.records.text import unbroken

STAGES = (Stage("read.rules.en", "11"),)
"""What a reading is stamped with besides the parser's own stage; raised whenever the rules or their data change."""


_BODIES = frozenset({"body", "military"})
"""Kinds by whose words a publisher is taken for a body that speaks for itself: papers are called "Vanguard" too."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What reading looks things up in."""

    parties: PartyBase
    gazetteer: Gazetteer
    cues: CueLexicon
    events: EventLexicon
    roles: RoleLexicon
    model: AttributionModel | None = None
    """Finds attributions beside the rules; without one the rules read alone."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What a reading with this knowledge is stamped with besides the parser's own stage, sorted."""
        models = () if self.model is None else (self.model.stage,)
        return tuple(sorted((*STAGES, *user_stages(), *models)))


@cache
def knowledge(*, trained: bool = True) -> Knowledge:
    """The knowledge that ships with the project, loaded once a process; without `trained`, the rules alone."""
    model = default_model() if trained else None
    return Knowledge(party_base(), Gazetteer.open(), cue_lexicon(), event_lexicon(), role_lexicon(), model)


def read_report(report: Report, doc: Doc, known: Knowledge) -> Reading:
    """Everything that one report says. `doc` is the parse of `report.text`.

    Raises ValueError where the parse is of another text.
    """
    if doc.text != report.text:
        raise ValueError(f"report {report.id}: the parse is of another text")
    day = report.day
    cast = find_cast(doc, known.parties, known.roles)
    headline = first_line(doc)
    scene = Scene(
        report=report,
        doc=doc,
        times=find_times(doc, day),
        places=find_places(doc, known.gazetteer),
        figures=find_figures(doc),
        cues=known.cues,
        events=known.events,
        headline=headline if any(not t.is_space for t in doc[headline[1] :]) else (0, 0),
    )
    outlets = _outlets(report, doc, known.parties)
    default = outlets.get(len(doc) - 1) or outlet_of(report.publisher, known.parties)
    resolver = Resolver(doc, cast, known.parties, known.roles, default)
    rules = find_attributions(doc, known.cues, known.events, known.roles)
    marked = () if known.model is None else known.model.find(doc.text)
    voices = voice(scene, merge(doc, rules, marked, known.cues, words=False), resolver, default)
    said = voices
    if marked:
        # a resolver of its own: pronouns are read by who spoke before
        own = Resolver(doc, cast, known.parties, known.roles, default)
        said = voice(scene, merge(doc, rules, marked, known.cues), own, default)

    def resolve(span: Span) -> PartyRef | None:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        return None if tokens is None else resolver.name((tokens.start, tokens.end))

    told = own_voice(scene, voices, resolver, outlets)
    positions = settle(doc, [*attributed(scene, voices, resolver, default, told), *told])
    noise = unbroken(report.text)  # an image in Base64 says nothing, whatever its letters look like
    issues: tuple[Issue, ...] = ()
    if day is None:
        issues = (
            Issue(
                stage="reading",
                code="times-unresolved",
                detail="the report has no date: relative times in it stay unresolved",
                remedy="give the date with --published or in the input",
                document=report.id,
            ),
        )
    return Reading(
        story=report.story,
        document=report.id,
        version=report.version,
        attributions=tuple(
            a
            for a in (to_attribution(scene, v) for v in said)
            if not any(s.overlaps(b) for b in noise for s in (a.source, a.cue, *a.content) if s is not None)
        ),
        positions=_once([p for p in positions if not any(p.content.overlaps(b) for b in noise)]),
        evidence=tuple(e for e in find_evidence(doc, resolve) if not any(e.span.overlaps(b) for b in noise)),
        affiliations=find_affiliations(scene, voices, resolver, known.roles),
        issues=issues,
        stages=known.stages,
    )


def outlet_of(publisher: str | None, parties: PartyBase) -> PartyRef:
    """The report's own voice: its publisher as a party, `unknown outlet` where the report names none.

    A ministry or a group that publishes its own statement speaks for itself; one that no data know is known by the
    word for what it is ("Ministry of Health of X", "Sefton Police"), in several words.
    """
    if publisher is None:
        return PartyRef("x/unknown-outlet", "unknown outlet", "outlet")
    entry = parties.lookup(publisher)
    if entry is not None:
        whole = next((tie.target for tie in entry.ties if tie.relation == "part_of" and tie.contested is None), None)
        return PartyRef(entry.id, entry.name, entry.kind, part_of=whole)
    words = [word.folded for word in split(publisher)]
    last = next((n for n, word in enumerate(words) if word in {"of", "for"}), len(words)) - 1
    kind = role_lexicon().kinds.get(words[last]) if len(words) > 1 else None
    return PartyRef(f"x/{slug(publisher)}", publisher, kind if kind in _BODIES else "outlet")


def _outlets(report: Report, doc: Doc, parties: PartyBase) -> Mapping[int, PartyRef]:
    """Whose voice each token is: the page's own up to where an article of another outlet begins."""
    own = outlet_of(report.publisher, parties)
    if report.carries is None:
        return dict.fromkeys(range(len(doc)), own)
    other = outlet_of(report.carries, parties)
    start = report.carries_from or 0
    return {t.i: other if t.idx >= start else own for t in doc}


def _once(positions: list[Position]) -> tuple[Position, ...]:
    """Positions in the text's order; two rules that find the same one give it once."""
    seen: dict[tuple[str, str, int, int], Position] = {}
    for position in positions:
        key = (position.party.id, position.stance, position.content.start, position.content.end)
        seen.setdefault(key, position)
    ordered = sorted(seen.values(), key=lambda p: (p.content.start, p.content.end, p.party.id, p.stance))
    return tuple(ordered)
