"""Weaving in order, over one story: parties, events, propositions, copies, standing; a pure function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from twosource.data.parties import PartyBase
from twosource.data.user_parties import party_base, user_stages
from twosource.records import Judgement, Ledger, Reading, Report, Stage
from twosource.run.component import Component, Woven, surroundings, weave_component
from twosource.run.telling import Telling, position_refs, refs_of, tell
from twosource.run.weave import Weaver
from twosource.weaving.event_score import LinkWeights
from twosource.weaving.events import MAKER as EVENTS
from twosource.weaving.events import group_unit
from twosource.weaving.origins import STAGE as ORIGINS
from twosource.weaving.parties import STAGE as PARTIES
from twosource.weaving.parties import party_map, same_parties
from twosource.weaving.propositions import MAKER as PROPOSITIONS
from twosource.weaving.report_threads import threads
from twosource.weaving.reprints import STAGE as REPRINTS
from twosource.weaving.reprints import copied_positions, find_reprints, reprint_judgements, settled
from twosource.weaving.sketch import sketches
from twosource.weaving.standing import STAGE as STANDING
from twosource.weaving.threads import Item
from twosource.weaving.units import Kept, update

STAGES = tuple(Stage(*stage.split("/")) for stage in (EVENTS, ORIGINS, PARTIES, PROPOSITIONS, REPRINTS, STANDING))
"""What a ledger is stamped with besides its readings' stages; raised whenever weaving or the parties' data change."""


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
    by_id = {report.id: report for report in reports}
    readings = sorted(readings, key=lambda r: r.document)
    refs = [ref for reading in readings for ref in refs_of(reading)]
    same_party = same_parties(refs, base)
    parties = party_map(refs, [*same_party, *judgements], base)
    tellings = {r.document: tell(by_id[r.document], r, parties, base) for r in readings}
    rows = [row for telling in tellings.values() for row in telling.rows]
    reprints = settled(find_reprints(list(by_id.values())), judgements)
    copied = copied_positions(rows, by_id, reprints)

    of_id = {party.id: party for party in parties.values()}
    woven: list[Woven] = []
    for groups in components(_event_groups(tellings), judgements):
        items = [item for group in groups for item in group]
        used = {ref.id: parties[ref.id] for item in items for ref in position_refs(item.position)}
        here = {item.position.id for item in items}
        documents = sorted({item.position.document for item in items})
        component = Component(
            groups,
            {document: tellings[document] for document in documents},
            tuple(j for j in judgements if j.left in here and j.right in here),
            used,
            surroundings([p.id for p in used.values()], of_id.get, base)[0],
            {p: copied[p] for p in here if p in copied},
        )
        woven.append(weave_component(component, base))
    return Ledger(
        stages=STAGES,
        documents=(),
        parties=tuple(of_id[key] for key in sorted(of_id)),
        events=tuple(sorted((row for w in woven for row in w.events), key=lambda r: r.id)),
        propositions=tuple(sorted((row for w in woven for row in w.propositions), key=lambda r: r.id)),
        positions=tuple(sorted((row for w in woven for row in w.positions), key=lambda r: r.id)),
        evidence=tuple(sorted((row for t in tellings.values() for row in t.evidence), key=lambda r: r.id)),
        reprints=reprints,
        assessments=tuple(sorted((row for w in woven for row in w.assessments), key=lambda r: r.proposition)),
        judgements=tuple(
            sorted({*same_party, *(j for w in woven for j in w.judgements), *reprint_judgements(reprints), *judgements})
        ),
        issues=(),
    )


def _event_groups(tellings: Mapping[str, Telling]) -> list[tuple[Item, ...]]:
    """All items in events, as the stage groups them."""
    told = {
        sketch.key: (sketch, items)
        for document in sorted(tellings)
        for sketch, items in sketches(threads(tellings[document].items))
    }
    units = update(Kept(), (), (sketch for sketch, _ in told.values()), LinkWeights()).come
    return [
        tuple(item for key in group for item in told[key][1])
        for _, unit in sorted(units.items())
        for group in group_unit([told[key][0] for key in unit])
    ]


def components(
    groups: Sequence[tuple[Item, ...]], judgements: Iterable[Judgement]
) -> list[tuple[tuple[Item, ...], ...]]:
    """Groups that a person's decision ties or keeps apart, together; every other group alone. In the groups' order."""
    home = {item.position.id: n for n, group in enumerate(groups) for item in group}
    root = list(range(len(groups)))

    def find(n: int) -> int:
        while root[n] != n:
            n = root[n]
        return n

    for judgement in judgements:
        if judgement.left in home and judgement.right in home:
            low, high = sorted((find(home[judgement.left]), find(home[judgement.right])))
            root[high] = low
    out: dict[int, list[tuple[Item, ...]]] = defaultdict(list)
    for n, group in enumerate(groups):
        out[find(n)].append(group)
    return [tuple(found) for _, found in sorted(out.items())]
