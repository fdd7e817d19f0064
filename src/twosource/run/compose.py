"""Weaving in order, over one story: parties, events, propositions, copies, standing; a pure function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from twosource.data.parties import PartyBase
from twosource.data.user_parties import party_base, user_stages
from twosource.records import (
    Assessment,
    Event,
    Evidence,
    Judgement,
    Ledger,
    LedgerPosition,
    Party,
    PartyRef,
    Position,
    Proposition,
    Reading,
    Report,
    Stage,
)
from twosource.records.identity import content_id, slug
from twosource.run.layout import Layout
from twosource.run.weave import Weaver
from twosource.weaving.clusters import cluster
from twosource.weaving.credits import UNNAMED, agency_credit
from twosource.weaving.events import MAKER as EVENTS
from twosource.weaving.events import SAME as SAME_EVENT
from twosource.weaving.events import event_id, event_rows, judge_events
from twosource.weaving.history import assess_over_time
from twosource.weaving.origins import STAGE as ORIGINS
from twosource.weaving.parties import STAGE as PARTIES
from twosource.weaving.parties import party_map, same_parties
from twosource.weaving.propositions import MAKER as PROPOSITIONS
from twosource.weaving.propositions import RIVAL, judge_propositions, proposition_id, proposition_rows
from twosource.weaving.propositions import SAME as SAME_PROPOSITION
from twosource.weaving.reprints import STAGE as REPRINTS
from twosource.weaving.reprints import copied_positions, find_reprints, reprint_judgements, settled
from twosource.weaving.sides import Sides
from twosource.weaving.standing import STAGE as STANDING
from twosource.weaving.stands import Matter, Stand, stands
from twosource.weaving.threads import Item

STAGES = tuple(Stage(*stage.split("/")) for stage in (EVENTS, ORIGINS, PARTIES, PROPOSITIONS, REPRINTS, STANDING))
"""What a ledger is stamped with besides its readings' stages; raised whenever weaving or the parties' data change."""


_OUTLETS = frozenset({"outlet", "agency"})


@dataclass(frozen=True, slots=True)
class _Story:
    """What one weaving works on."""

    base: PartyBase
    reports: Mapping[str, Report]
    readings: Sequence[Reading]
    parties: Mapping[str, Party]
    """By the ids that readings use."""

    def name(self, ref: PartyRef | None) -> str | None:
        """The name of who is meant, across reports."""
        return self.parties[ref.id].name if ref else None


@cache
def default_weaver() -> Weaver:
    """The weaving that ships, with the project's own parties and the user's."""
    return weaver_of(party_base(), user_stages())


def weaver_of(base: PartyBase, stages: tuple[Stage, ...] = ()) -> Weaver:
    """The weaving that ships, with other parties; `stages` tell them from others."""

    def weave(reports: Sequence[Report], readings: Sequence[Reading], judgements: Sequence[Judgement]) -> Ledger:
        return compose(reports, readings, judgements, base)

    return Weaver(weave, (*STAGES, *stages))


def compose(
    reports: Sequence[Report], readings: Sequence[Reading], judgements: Sequence[Judgement], base: PartyBase
) -> Ledger:
    """One story's ledger. `judgements` are an analyst's; the order of reports and readings doesn't matter.

    Documents, issues and the readings' stages are left to the caller.
    """
    readings = sorted(readings, key=lambda r: r.document)
    refs = [ref for reading in readings for position in reading.positions for ref in _refs(position)]
    refs += [
        ref
        for r in readings
        for mention in r.evidence
        for ref in (mention.first_published_by, mention.authenticated_by)
        if ref
    ]
    same_party = same_parties(refs, base)
    parties = party_map(refs, [*same_party, *judgements], base)
    story = _Story(base, {r.id: r for r in reports}, readings, parties)
    items = _items(story)

    same_event = judge_events(items)
    event_ids = _ids(items, [*same_event, *_of(judgements, SAME_EVENT)], event_id)
    events = tuple(_canonical(event, story) for event in event_rows(items, event_ids))

    same_proposition = judge_propositions(items, event_ids)
    proposition_ids = _ids(items, _of([*same_proposition, *judgements], SAME_PROPOSITION), proposition_id)
    rivals = [j for j in (*same_proposition, *judgements) if j.relation == RIVAL]
    texts = {(r.story, r.id): r.text for r in reports}
    propositions = proposition_rows(items, proposition_ids, event_ids, texts, rivals, events)

    positions = tuple(
        sorted((_row(i.position, proposition_ids[i.position.id], story) for i in items), key=lambda p: p.id)
    )
    by_proposition: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_proposition[proposition_ids[item.position.id]].append(item)
    evidence = _evidence(story)
    reprints = settled(find_reprints(list(story.reports.values())), judgements)
    stood = stands(
        positions,
        parties,
        story.reports,
        {r.id: outlet for r in reports if (outlet := _outlet(r.publisher, base))},
        copied_positions(positions, story.reports, reprints),
        _credits(story),
        evidence,
    )
    return Ledger(
        stages=STAGES,
        documents=(),
        parties=tuple(sorted({p.id: p for p in parties.values()}.values(), key=lambda p: p.id)),
        events=events,
        propositions=propositions,
        positions=positions,
        evidence=evidence,
        reprints=reprints,
        assessments=_assessments(
            story, propositions, {e.id: e for e in events}, by_proposition, {s.id: s for s in stood}
        ),
        judgements=tuple(
            sorted({*same_party, *same_event, *same_proposition, *reprint_judgements(reprints), *judgements})
        ),
        issues=(),
    )


def _refs(position: Position) -> tuple[PartyRef, ...]:
    return (position.party, *position.via, *position.frame.actors, *position.frame.targets)


def _of(judgements: Sequence[Judgement], relation: str) -> list[Judgement]:
    return [judgement for judgement in judgements if judgement.relation == relation]


def _items(story: _Story) -> list[Item]:
    sides = Sides(story.base)
    items = []
    for reading in story.readings:
        report = story.reports[reading.document]
        layout = Layout.of(report.text)
        for position in reading.positions:
            start = position.content.start
            roots = (sides.principal(story.parties[ref.id].id) for ref in position.frame.actors)
            items.append(
                Item(
                    position=position,
                    published=report.day,
                    publisher=report.publisher or "",
                    sentence=layout.sentence(start),
                    paragraph=layout.line(start),
                    party=story.parties[position.party.id].id,
                    roots=tuple(dict.fromkeys(roots)),
                )
            )
    return items


def _ids(
    items: Sequence[Item], judgements: Sequence[Judgement], name: Callable[[Sequence[Item]], str]
) -> dict[str, str]:
    """Each position's group by the id that its row gets; two groups that come to one id are one row."""
    groups: dict[str, list[Item]] = defaultdict(list)
    home = cluster((item.position.id for item in items), judgements)
    for item in items:
        groups[home[item.position.id]].append(item)
    return {item.position.id: key for group in groups.values() for key in [name(group)] for item in group}


def _canonical(event: Event, story: _Story) -> Event:
    """An event whose actors and targets are parties across reports."""

    def merged(parties: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        said: dict[str, set[str]] = defaultdict(set)
        for party, positions in parties:
            said[story.parties[party].id].update(positions)
        return tuple((party, tuple(sorted(positions))) for party, positions in sorted(said.items()))

    return replace(event, actors=merged(event.actors), targets=merged(event.targets))


def _row(position: Position, proposition: str, story: _Story) -> LedgerPosition:
    party = story.parties[position.party.id]
    return LedgerPosition(
        id=position.id,
        document=position.document,
        proposition=proposition,
        party=PartyRef(party.id, party.name, party.kind, position.party.span, party.part_of),
        stance=position.stance,
        content=position.content,
        source=position.source,
        cue=position.cue,
        figure=position.frame.figure,
        via=tuple(dict.fromkeys(story.parties[ref.id].name for ref in position.via)),
        basis=position.basis,
        said=position.said,
        certainty=position.certainty,
        confidence=position.confidence,
    )


def _evidence(story: _Story) -> tuple[Evidence, ...]:
    rows = []
    for reading in story.readings:
        for mention in reading.evidence:
            around = mention.sentence or mention.span
            resting = (p.id for p in reading.positions if p.content.overlaps(around))
            span = mention.span
            rows.append(
                Evidence(
                    id=content_id("v", reading.story, reading.document, mention.kind, span.start, span.end),
                    kind=mention.kind,
                    document=reading.document,
                    span=span,
                    first_published_by=story.name(mention.first_published_by),
                    authenticated_by=story.name(mention.authenticated_by),
                    positions=tuple(sorted(resting)),
                )
            )
    return tuple(sorted(rows, key=lambda row: row.id))


def _outlet(name: str | None, base: PartyBase) -> str | None:
    """The party id of an outlet or agency by its name: the data's, else the one that reading gives it."""
    if name is None:
        return None
    entry = base.lookup(name)
    return entry.id if entry is not None and entry.kind in _OUTLETS else f"x/{slug(name)}"


def _credits(story: _Story) -> dict[str, str]:
    found = ((document, agency_credit(report)) for document, report in sorted(story.reports.items()))
    return {d: outlet for d, name in found if name != UNNAMED and (outlet := _outlet(name, story.base))}


def _assessments(
    story: _Story,
    propositions: Sequence[Proposition],
    events: Mapping[str, Event],
    items: Mapping[str, Sequence[Item]],
    stood: Mapping[str, Stand],
) -> tuple[Assessment, ...]:
    part_of = {p.id: p.part_of for p in story.parties.values() if p.part_of is not None}
    names = {p.id: p.name for p in story.parties.values()}
    out = []
    for proposition in propositions:
        group = items[proposition.id]
        matter = _matter(story, proposition, events[proposition.event], group)
        found = [stood[item.position.id] for item in group]
        out.append(assess_over_time(found, matter, story.base, part_of, names))
    return tuple(sorted(out, key=lambda a: a.proposition))


def _matter(story: _Story, proposition: Proposition, event: Event, items: Sequence[Item]) -> Matter:
    """What the standing of a proposition turns on; on responsibility the accused are those whom its own words name."""
    named = {story.parties[ref.id].id for item in items for ref in item.position.frame.actors}
    actors = {party for party, _ in event.actors}
    if proposition.aspect == "responsibility" and named:
        actors = named
    days: list[date] = [item.published for item in items if item.published]
    on = event.time.start if event.time else min(days, default=None)
    targets = tuple(sorted(party for party, _ in event.targets))
    return Matter(proposition.id, proposition.aspect, tuple(sorted(actors)), targets, on)
