"""From the ledger's records to the rows that the API answers with: pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from twosource.faces.api.shapes import (
    Alternative,
    EventRow,
    EvidenceRow,
    Extract,
    FigureShape,
    Headline,
    OriginsShape,
    Override,
    PartyName,
    PlaceShape,
    PositionRow,
    PropositionRow,
    ReportName,
    ReviewCount,
    StandingShape,
    TimeShape,
    Words,
)
from twosource.faces.marked import passage
from twosource.records import (
    Assessment,
    Event,
    Evidence,
    Figure,
    Interval,
    LedgerPosition,
    Place,
    Proposition,
    Report,
    Span,
)
from twosource.records.identity import content_id
from twosource.records.reading import ASPECTS

LONGEST = 280
"""Code points of a report that are given at once where it may not be shown whole."""
Name = Callable[[str], PartyName]


@dataclass(frozen=True, slots=True)
class Part:
    """A proposition with its standing and the positions on it."""

    proposition: Proposition
    standing: Assessment | None
    positions: Sequence[LedgerPosition]
    override: Override | None = None

    @property
    def order(self) -> tuple[int, int, str]:
        """By aspect, then those that most take a stand on."""
        return (ASPECTS.index(self.proposition.aspect), -len(self.positions), self.proposition.id)


def report_key(story: str, document: str) -> str:
    """The API's id of a report: its own may be any text, and stand in two stories."""
    return content_id("r", story, document)


def event_row(event: Event, parts: Sequence[Part], name: Name) -> EventRow:
    """An event with what its list and its map show."""
    positions = [position for part in parts for position in part.positions]
    found = [part.standing.origins for part in parts if part.standing]
    return EventRow(
        id=event.id,
        story=event.story,
        label=event.label,
        type=event.type,
        mode=event.mode,
        place=place(event.place),
        time=time(event.time),
        actors=[name(party) for party, _ in event.actors],
        targets=[name(party) for party, _ in event.targets],
        headline=headline(parts),
        standings=dict(sorted(Counter(p.standing.status for p in parts if p.standing).items())),
        propositions=len(parts),
        positions=len(positions),
        reports=len(event.documents),
        origins=OriginsShape(
            max((o.at_least for o in found), default=0),
            max((o.at_most or 0 for o in found), default=0) if all(o.at_most is not None for o in found) else None,
        ),
        review=review(positions),
    )


def headline(parts: Sequence[Part]) -> Headline | None:
    """The proposition that stands for the event: an occurrence before others, then the one that most speak on."""
    stood = [part for part in parts if part.standing]
    if not stood:
        return None
    part = min(stood, key=lambda p: (p.proposition.aspect != "occurrence", -len(p.positions), p.proposition.id))
    row, standing = part.proposition, part.standing
    assert standing is not None
    return Headline(row.id, row.text, row.aspect, standing.status, standing.contested, standing.unverifiable)  # type: ignore[arg-type]


def proposition_row(part: Part, story: str, name: Name) -> PropositionRow:
    """A proposition and where it stands; one without an assessment stands nowhere, which weaving doesn't give."""
    row = part.proposition
    return PropositionRow(
        id=row.id,
        story=story,
        event=row.event,
        aspect=row.aspect,  # type: ignore[arg-type]
        text=row.text,
        rivals=list(row.rivals),
        standing=standing(part.standing, part.override, name),
        positions=len(part.positions),
        reports=len({position.document for position in part.positions}),
        review=review(part.positions),
    )


def standing(found: Assessment | None, override: Override | None, name: Name) -> StandingShape:
    """An assessment, its parties by name."""
    if found is None:
        return StandingShape("unverified", False, False, OriginsShape(0, None), [], [], [], [], "", [], [])
    return StandingShape(
        status=found.status,  # type: ignore[arg-type]
        contested=found.contested,
        unverifiable=found.unverifiable,
        origins=OriginsShape(found.origins.at_least, found.origins.at_most),
        asserted_by=[name(party) for party in found.asserted_by],
        confirmed_by=[name(party) for party in found.confirmed_by],
        denied_by=[name(party) for party in found.denied_by],
        unverified_by=[name(party) for party in found.unverified_by],
        reason=found.reason,
        because=list(found.because),
        alternatives=[Alternative(other.condition, other.status) for other in found.alternatives],  # type: ignore[arg-type]
        override=override,
    )


def review(positions: Iterable[LedgerPosition]) -> ReviewCount:
    """How many of the positions somebody has looked at."""
    seen = [position.review != "unreviewed" for position in positions]
    return ReviewCount(unreviewed=len(seen) - sum(seen), reviewed=sum(seen))


def position_row(
    position: LedgerPosition,
    report: Report,
    *,
    event: str,
    aspect: str,
    side: str | None,
    evidence: Sequence[str],
    added_by: str | None = None,
) -> PositionRow:
    """A position with its words and the passage around them."""
    party, text = position.party, report.text
    spans = [span for span in (position.content, position.source, position.cue) if span]
    return PositionRow(
        id=position.id,
        story=report.story,
        event=event,
        proposition=position.proposition,
        aspect=aspect,  # type: ignore[arg-type]
        report=report_name(report),
        party=PartyName(party.id, party.name, party.kind),
        side=side,
        stance=position.stance,  # type: ignore[arg-type]
        certainty=position.certainty,  # type: ignore[arg-type]
        basis=position.basis,  # type: ignore[arg-type]
        day=position.said or (report.published[:10] if report.published else None),
        figure=figure(position.figure),
        via=list(position.via),
        content=words(text, position.content),
        source=words(text, position.source) if position.source else None,
        cue=words(text, position.cue) if position.cue else None,
        extract=extract(text, spans),
        confidence=min(1.0, max(0.0, position.confidence)),
        review=position.review,  # type: ignore[arg-type]
        evidence=list(evidence),
        added_by=added_by,
    )


def evidence_row(found: Evidence, report: Report) -> EvidenceRow:
    """A thing that positions point to, with the words that name it."""
    return EvidenceRow(
        id=found.id,
        kind=found.kind,
        report=report_key(report.story, report.id),
        words=words(report.text, found.span),
        first_published_by=found.first_published_by,
        authenticated_by=found.authenticated_by,
        positions=list(found.positions),
    )


def report_name(report: Report) -> ReportName:
    """A report, in short."""
    key = report_key(report.story, report.id)
    return ReportName(key, report.id, report.title, report.publisher, report.published, report.url)


def words(text: str, span: Span) -> Words:
    """The words of a span, its first LONGEST code points where it is longer."""
    cut = span.end - span.start > LONGEST
    return Words(span.start, span.end, text[span.start : min(span.end, span.start + LONGEST)], cut)


def extract(text: str, spans: Sequence[Span]) -> Extract:
    """The sentences around marked words, at most LONGEST code points.

    Where the sentences are longer, as much of them as fits on both sides of the marked words. Where these are
    longer themselves, the content's beginning (`spans[0]`) with what fits before it, and `cut`.
    """
    around = passage(text, list(spans))
    if around.end - around.start <= LONGEST:
        return Extract(around.start, around.end, text[around.start : around.end])
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    cut = end - start > LONGEST
    if cut:
        start, end = spans[0].start, min(spans[0].end, spans[0].start + LONGEST)
    room = LONGEST - (end - start)
    first = max(around.start, start - room // 2)
    last = min(around.end, first + LONGEST)
    first = max(around.start, last - LONGEST)
    return Extract(first, last, text[first:last], cut)


def place(where: Place | None) -> PlaceShape | None:
    """A place as the API gives it."""
    if where is None:
        return None
    return PlaceShape(
        where.name,
        round(where.lat, 5),
        round(where.lon, 5),
        where.precision,
        round(where.radius_km, 3),
        where.country,
        where.admin1,
        where.kind,
    )


def time(interval: Interval | None) -> TimeShape | None:
    """Days as the API gives them."""
    if interval is None:
        return None
    return TimeShape(interval.start.isoformat(), interval.end.isoformat(), interval.precision)


def figure(stated: Figure | None) -> FigureShape | None:
    """A figure as the API gives it."""
    if stated is None:
        return None
    return FigureShape(stated.low, stated.high, stated.unit, stated.words, stated.approximate)


def place_tags(where: Place | None) -> list[str]:
    """What an event's place can be filtered by: its name, its division and its country's code."""
    return sorted({tag for tag in (where.name, where.admin1, where.country) if tag}) if where else []


def concerned(event: Event, parts: Sequence[Part]) -> list[str]:
    """Ids of the parties that take a stand on an event, or are said to have done or suffered it."""
    speak = {position.party.id for part in parts for position in part.positions}
    return sorted(speak | {party for party, _ in (*event.actors, *event.targets)})


def named(names: Mapping[str, PartyName], party: str) -> PartyName:
    """A party's name; its id where the ledger has none."""
    return names.get(party) or PartyName(party, party, "unnamed")
