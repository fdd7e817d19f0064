"""What one report tells, with its parties one across reports: the unit of weaving that a new report adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from twosource.data.parties import PartyBase
from twosource.records import Evidence, LedgerPosition, Party, PartyRef, Position, Reading, Report
from twosource.records.identity import content_id, slug
from twosource.run.layout import Layout
from twosource.weaving.credits import agency_credits, credited
from twosource.weaving.items import lead, settled
from twosource.weaving.sides import Sides
from twosource.weaving.threads import Item


@dataclass(frozen=True, slots=True)
class Telling:
    """One report as weaving sees it. Made from the report, its reading and the parties that it names, nothing else."""

    report: Report
    reading: Reading
    items: tuple[Item, ...]
    """In the report's order."""
    rows: tuple[LedgerPosition, ...]
    """Its positions as rows, sorted by id, their propositions still empty."""
    evidence: tuple[Evidence, ...]
    outlet: str | None
    """Party id of its outlet."""
    credits: Mapping[str, str]
    """Of its positions, by id, those whose words it gives to an agency: the agency's party id."""


def refs_of(reading: Reading) -> Iterator[PartyRef]:
    """Every party that a reading names, each time."""
    for position in reading.positions:
        yield from position_refs(position)
    yield from reading.affiliations
    for mention in reading.evidence:
        yield from (ref for ref in (mention.first_published_by, mention.authenticated_by) if ref)


def position_refs(position: Position) -> tuple[PartyRef, ...]:
    """Every party that a position names."""
    return (position.party, *position.via, *position.frame.actors, *position.frame.targets)


def tell(report: Report, reading: Reading, parties: Mapping[str, Party], base: PartyBase) -> Telling:
    """The telling of a report. `parties`: for every id that the reading uses, the party that it stands for."""
    found = agency_credits(report)
    outlet = outlet_id(report.publisher, base)
    credits = {p.id: name for p in reading.positions if (name := credited(found, p.content.start)) is not None}
    return Telling(
        report,
        reading,
        _items(report, reading, parties, base),
        tuple(sorted((_row(p, parties, credits.get(p.id), base) for p in reading.positions), key=lambda row: row.id)),
        _evidence(reading, parties, Layout.of(report.text)),
        None if outlet is None else parties[outlet].id if outlet in parties else outlet,
        {p: agency for p, name in sorted(credits.items()) if (agency := outlet_id(name, base)) is not None},
    )


def outlet_id(name: str | None, base: PartyBase) -> str | None:
    """The party id of an outlet or agency by its name: the data's, else the one that reading gives it."""
    if not name:
        return None
    entry = base.lookup(name)
    return entry.id if entry is not None else f"x/{slug(name)}"


def _items(report: Report, reading: Reading, parties: Mapping[str, Party], base: PartyBase) -> tuple[Item, ...]:
    sides = Sides(base)
    layout = Layout.of(report.text)
    items = []
    for position in reading.positions:
        start = position.content.start
        roots = (sides.principal(parties[ref.id].id) for ref in position.frame.actors)
        items.append(
            Item(
                position=position,
                published=report.day,
                publisher=report.publisher or "",
                sentence=layout.sentence(start),
                paragraph=layout.line(start),
                party=parties[position.party.id].id,
                roots=tuple(dict.fromkeys(roots)),
            )
        )
    return settled(lead(items))


def _row(position: Position, parties: Mapping[str, Party], credit: str | None, base: PartyBase) -> LedgerPosition:
    """A position's row; what others are quoted with came through the agency that the words are credited to."""
    party = parties[position.party.id]
    via = [parties[ref.id].name for ref in position.via]
    if credit is not None and position.source is not None:
        entry = base.lookup(credit)
        agency = entry.name if entry is not None else credit
        via = [agency, *via] if agency not in {party.name, *via} else via
    return LedgerPosition(
        id=position.id,
        document=position.document,
        proposition="",
        party=PartyRef(party.id, party.name, party.kind, position.party.span, party.part_of),
        stance=position.stance,
        content=position.content,
        source=position.source,
        cue=position.cue,
        figure=position.frame.figure,
        via=tuple(dict.fromkeys(via)),
        basis=position.basis,
        said=position.said,
        certainty=position.certainty,
        confidence=position.confidence,
        review=position.review,
    )


_PICTURES = frozenset({"video", "photo", "satellite", "recording"})


def _evidence(reading: Reading, parties: Mapping[str, Party], layout: Layout) -> tuple[Evidence, ...]:
    """What the report points to, with the positions that rest on it: those of its sentence, and of those beside it
    whoever has examined something that its own sentence doesn't name ("... has established. It verified a clip").
    """

    def name(ref: PartyRef | None) -> str | None:
        return parties[ref.id].name if ref else None

    every = [mention.sentence or mention.span for mention in reading.evidence]
    unsaid = {
        p.id for p in reading.positions if p.basis == "examined" and not any(p.content.overlaps(s) for s in every)
    }
    rows = []
    for mention in reading.evidence:
        around = mention.sentence or mention.span
        span = mention.span
        resting = (
            p.id
            for p in reading.positions
            if p.content.overlaps(around)
            or (mention.kind in _PICTURES and p.id in unsaid and layout.beside(p.content.start, span.start))
        )
        rows.append(
            Evidence(
                id=content_id("v", reading.story, reading.document, mention.kind, span.start, span.end),
                kind=mention.kind,
                document=reading.document,
                span=span,
                first_published_by=name(mention.first_published_by),
                authenticated_by=name(mention.authenticated_by),
                positions=tuple(sorted(resting)),
            )
        )
    return tuple(sorted(rows, key=lambda row: row.id))
