"""A component: events that nothing ties to others, woven into their rows. It can be made anew alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from twosource.data.parties import PartyBase
from twosource.records import (
    Assessment,
    Event,
    Judgement,
    LedgerPosition,
    Party,
    Proposition,
    Tie,
)
from twosource.run.telling import Telling
from twosource.weaving.clusters import cluster
from twosource.weaving.event_rows import event_id, event_rows
from twosource.weaving.events import SAME as SAME_EVENT
from twosource.weaving.events import tie
from twosource.weaving.history import assess_over_time
from twosource.weaving.implied import implied
from twosource.weaving.pairs import Pairs
from twosource.weaving.proposition_score import claims_deed
from twosource.weaving.propositions import RIVAL, judge_propositions, proposition_id, proposition_rows
from twosource.weaving.propositions import SAME as SAME_PROPOSITION
from twosource.weaving.reprints import Copied
from twosource.weaving.sides import Sides
from twosource.weaving.stands import Matter, Stand, stands
from twosource.weaving.threads import Item

HELD = 200_000
"""Standings kept at most."""


@dataclass(frozen=True, slots=True)
class Component:
    """All that the rows of some events are made from: the same component, the same rows."""

    groups: tuple[tuple[Item, ...], ...]
    """Items in events, as the stage groups them."""
    tellings: Mapping[str, Telling]
    """Of the reports that the items stand in."""
    judgements: tuple[Judgement, ...]
    """Persons' decisions on these positions; no position of another component figures in them."""
    parties: Mapping[str, Party]
    """For every id that the items use, the party that it stands for."""
    around: Mapping[str, Party]
    """Those parties and whatever they belong to, by the parties' own ids (see `surroundings`)."""
    copied: Mapping[str, Copied]
    """Of the items' positions, those whose words stand in another report."""


Asked = tuple[tuple[Stand, ...], Matter, tuple[tuple[str, str, str | None, tuple[Tie, ...]], ...]]
"""All that a standing is computed from: positions, what they are on, the parties around and what they belong to."""


class Standings:
    """Standings computed before, by proposition: one whose grounds are what they were needn't be computed again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Asked, Assessment]] = {}

    def get(self, asked: Asked) -> Assessment | None:
        """The standing that was computed from just this; else None."""
        held = self._known.get(asked[1].proposition)
        return held[1] if held is not None and held[0] == asked else None

    def put(self, asked: Asked, standing: Assessment) -> None:
        """Keeps a standing, in place of the proposition's former one."""
        if len(self._known) > HELD:
            self._known.clear()
        self._known[asked[1].proposition] = (asked, standing)


@dataclass(frozen=True, slots=True)
class Known:
    """Answers kept from one time to the next to spare asking again; what comes out is the same without them."""

    pairs: Pairs = field(default_factory=Pairs)
    standings: Standings = field(default_factory=Standings)


@dataclass(frozen=True, slots=True)
class Woven:
    """A component's rows, each list sorted by id, and the stages' judgements behind them."""

    events: tuple[Event, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    positions: tuple[LedgerPosition, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def surroundings(
    ids: Sequence[str], party: Callable[[str], Party | None], base: PartyBase
) -> tuple[dict[str, Party], frozenset[str]]:
    """The parties among `ids` and what they belong to, outwards, by the reports and by the data; and all ids asked for.

    `party` gives a party of the story by its own id, None where the story has none of that id.
    """
    found: dict[str, Party] = {}
    asked: set[str] = set()
    ahead = sorted(ids)
    while ahead:
        one = ahead.pop()
        if one in asked:
            continue
        asked.add(one)
        here = party(one)
        if here is not None:
            found[one] = here
            ahead += [here.part_of] if here.part_of is not None else []
            ahead += [tie.target for tie in here.disputed]
        entry = base.by_id(one)
        if entry is not None:
            ahead += [tie.target for tie in entry.ties if tie.relation != "side"]
    return dict(sorted(found.items())), frozenset(asked)


def weave_component(component: Component, base: PartyBase, known: Known | None = None) -> Woven:
    """The component's rows. Pure; the order of groups, items and judgements doesn't matter.

    `known` keeps answers from one time to the next.
    """
    known = known or Known()
    items = sorted((item for group in component.groups for item in group), key=lambda i: i.order)
    same_event = [judgement for group in component.groups for judgement in tie(group)]
    event_ids = _ids(items, [*same_event, *_of(component.judgements, SAME_EVENT)], event_id)
    events = tuple(_canonical(event, component.parties) for event in event_rows(items, event_ids))

    same_proposition = judge_propositions(items, event_ids, known.pairs)
    proposition_ids = _ids(items, _of([*same_proposition, *component.judgements], SAME_PROPOSITION), proposition_id)
    rivals = [j for j in (*same_proposition, *component.judgements) if j.relation == RIVAL]
    reports = {document: telling.report for document, telling in component.tellings.items()}
    texts = {(report.story, report.id): report.text for report in reports.values()}
    propositions = proposition_rows(items, proposition_ids, event_ids, texts, rivals, events)

    here = {item.position.id for item in items}
    positions = tuple(
        replace(row, proposition=proposition_ids[row.id])
        for row in sorted((r for t in component.tellings.values() for r in t.rows if r.id in here), key=lambda r: r.id)
    )
    tellings = [component.tellings[document] for document in sorted(component.tellings)]
    stood = stands(
        positions,
        {**{party.id: party for party in component.parties.values()}, **component.parties},
        reports,
        {t.report.id: t.outlet for t in tellings if t.outlet is not None},
        component.copied,
        {p: agency for t in tellings for p, agency in t.credits.items()},
        [row for t in tellings for row in t.evidence],
    )
    by_proposition: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_proposition[proposition_ids[item.position.id]].append(item)
    return Woven(
        events,
        propositions,
        positions,
        _assessments(
            component,
            base,
            propositions,
            {e.id: e for e in events},
            by_proposition,
            {s.id: s for s in stood},
            known.standings,
        ),
        tuple(sorted({*same_event, *same_proposition})),
    )


def _of(judgements: Sequence[Judgement], relation: str) -> list[Judgement]:
    return [judgement for judgement in judgements if judgement.relation == relation]


def _ids(
    items: Sequence[Item], judgements: Sequence[Judgement], name: Callable[[Sequence[Item]], str]
) -> dict[str, str]:
    """Each position's group by the id that its row gets; two groups that come to one id are one row."""
    groups: dict[str, list[Item]] = defaultdict(list)
    home = cluster((item.position.id for item in items), judgements)
    for item in items:
        groups[home[item.position.id]].append(item)
    return {item.position.id: key for group in groups.values() for key in [name(group)] for item in group}


def _canonical(event: Event, known: Mapping[str, Party]) -> Event:
    """An event whose actors and targets are parties across reports."""

    def merged(parties: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        said: dict[str, set[str]] = defaultdict(set)
        for party, positions in parties:
            said[known[party].id].update(positions)
        return tuple((party, tuple(sorted(positions))) for party, positions in sorted(said.items()))

    return replace(event, actors=merged(event.actors), targets=merged(event.targets))


def _assessments(
    component: Component,
    base: PartyBase,
    propositions: Sequence[Proposition],
    events: Mapping[str, Event],
    items: Mapping[str, Sequence[Item]],
    stood: Mapping[str, Stand],
    known: Standings,
) -> tuple[Assessment, ...]:
    part_of = {p.id: p.part_of for p in component.around.values() if p.part_of is not None}
    names = {p.id: p.name for p in component.around.values()}
    disputed = {p.id: p.disputed for p in component.around.values() if p.disputed}
    around = tuple((p.id, p.name, p.part_of, p.disputed) for p in component.around.values())
    claims: dict[str, list[Item]] = defaultdict(list)
    for proposition in propositions:
        if proposition.aspect == "responsibility":
            claims[proposition.event] += filter(claims_deed, items[proposition.id])
    sides = Sides(base, None, part_of)
    out = []
    for proposition in propositions:
        group = items[proposition.id]
        matter = _matter(component, proposition, events[proposition.event], group)
        confirm = {item.party for item in group if item.position.stance == "confirms"} if claims else set()
        losers = {party for party in confirm if any(sides.kin(party, target) for target in matter.targets)}
        more = implied(proposition.aspect, group, claims[proposition.event], losers)
        found = tuple(stood[item.position.id] for item in (*group, *more))
        asked = (found, matter, around)
        standing = known.get(asked)
        if standing is None:
            standing = assess_over_time(found, matter, base, part_of, names, disputed)
            known.put(asked, standing)
        out.append(standing)
    return tuple(sorted(out, key=lambda a: a.proposition))


def _matter(component: Component, proposition: Proposition, event: Event, items: Sequence[Item]) -> Matter:
    """What the standing of a proposition turns on; on responsibility the accused are those whom its own words name."""
    named = {component.parties[ref.id].id for item in items for ref in item.position.frame.actors}
    actors = {party for party, _ in event.actors}
    if proposition.aspect == "responsibility" and named:
        actors = named
    days: list[date] = [item.published for item in items if item.published]
    on = event.time.start if event.time else min(days, default=None)
    targets = tuple(sorted(party for party, _ in event.targets))
    return Matter(proposition.id, proposition.aspect, tuple(sorted(actors)), targets, on)
