"""Events in components, each woven into its rows for itself: only those that something touched are woven anew.

A component is an event, or several whose positions a person's decisions tie or keep apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from twosource.data.parties import PartyBase
from twosource.records import Judgement, Party
from twosource.run.component import Component, surroundings, weave_component
from twosource.run.people import PeopleChanged
from twosource.run.state import Group, State
from twosource.run.telling import position_refs
from twosource.weaving.parties import RELATION as SAME_PARTY
from twosource.weaving.sketch import document_of

_OF_OTHERS = frozenset({SAME_PARTY, "reprint of"})
"""What persons decide of parties and reports; all else is of positions."""
_LISTS = ("events", "propositions", "positions", "assessments", "judgements")


def update(
    state: State,
    base: PartyBase,
    stirred: Iterable[str],
    touched: Iterable[str],
    lost: Iterable[str],
    parties: PeopleChanged,
    redecided: Iterable[Judgement],
    again: Iterable[str] = (),
) -> None:
    """Weaves anew the components in which something is other than before.

    `stirred`: names of events that are gone, new or have other threads; `touched` reports tell something else or
    copy other positions; `lost` ones are gone; `redecided` are the judgements of persons that were made or undone;
    `again` are positions whose events are woven anew whatever happened.
    """
    decided = _by_position(state.judgements)
    _mark_judged(state, decided, touched, lost, redecided)
    names = set(stirred)
    names.update(
        group[0] for document in touched for key, _ in state.members.get(document, ()) for group in _at(state, key)
    )
    names.update(
        group[0]
        for judgement in redecided
        if judgement.relation not in _OF_OTHERS
        for end in (judgement.left, judgement.right)
        for group in _with(state, end)
    )
    for position in again:
        row = state.rows.get("positions", position)
        if row is not None:
            here = state.members.get(row.document, ())
            names.update(group[0] for key, own in here if position in own for group in _at(state, key))
    stale = {home for name in names if (home := state.home.get(name)) is not None}
    for identity, (old, new) in parties.parties.items():
        if old is None or new is None or (old.name, old.part_of) != (new.name, new.part_of):
            stale.update(state.asked.of(identity))
    come = _regroup(state, names, stale, decided)
    for name in sorted(stale):
        _drop(state, name)
    for groups in come:
        _weave(state, base, groups, decided)


def _by_position(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    out: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        if judgement.relation not in _OF_OTHERS:
            for end in {judgement.left, judgement.right}:
                out[end].append(judgement)
    return dict(out)


def _mark_judged(
    state: State,
    decided: Mapping[str, Sequence[Judgement]],
    touched: Iterable[str],
    lost: Iterable[str],
    redecided: Iterable[Judgement],
) -> None:
    """Keeps in mind which reports hold positions on which persons judged."""
    for document in {*touched, *lost}:
        here = {position for _, positions in state.members.get(document, ()) for position in positions}
        for position in set(state.judged.of(document)) - here:
            state.judged.discard(document, position)
            state.judged_at.pop(position, None)
        for position in here & decided.keys():
            state.judged.add(document, position)
            state.judged_at[position] = document
    for judgement in redecided:
        if judgement.relation in _OF_OTHERS:
            continue
        for end in (judgement.left, judgement.right):
            row = state.rows.get("positions", end)
            if end in decided and row is not None and end not in state.judged_at and row.document in state.members:
                state.judged.add(row.document, end)
                state.judged_at[end] = row.document


def _at(state: State, key: str) -> list[Group]:
    """The event in which a thread stands, if it does."""
    unit = state.threads.unit_of.get(key)
    return [group for group in state.groups[unit] if key in group] if unit is not None else []


def _with(state: State, position: str) -> list[Group]:
    """The event in which a position stands on which a person judged, if it does."""
    document = state.judged_at.get(position)
    if document is None:
        return []
    return [g for key, positions in state.members.get(document, ()) if position in positions for g in _at(state, key)]


def _regroup(
    state: State, names: Collection[str], stale: set[str], decided: Mapping[str, Sequence[Judgement]]
) -> list[tuple[Group, ...]]:
    """The components that take the place of the stale ones; a component that is drawn in becomes stale too."""
    ahead = sorted(names)
    for name in sorted(stale):
        ahead += [group[0] for group in state.components[name]]
    placed: set[str] = set()
    out: list[tuple[Group, ...]] = []
    while ahead:
        first = _named(state, ahead.pop())
        if first is None or first[0] in placed:
            continue
        placed.add(first[0])
        members = [first]
        for group in members:  # grows while it is walked
            home = state.home.get(group[0])
            if home is not None and home not in stale:
                stale.add(home)
                ahead += [other[0] for other in state.components[home]]
            for other in _tied(state, group, decided):
                if other[0] not in placed:
                    placed.add(other[0])
                    members.append(other)
        out.append(tuple(sorted(members)))
    return sorted(out)


def _named(state: State, name: str) -> Group | None:
    """The event of that name, if there is one now."""
    return next((group for group in _at(state, name) if group[0] == name), None)


def _tied(state: State, group: Group, decided: Mapping[str, Sequence[Judgement]]) -> list[Group]:
    """The events with which a person's decision ties an event, or from which it keeps it apart."""
    out = []
    for key in group:
        document = document_of(key)
        judged = state.judged.of(document)
        if judged:
            here = next(positions for thread, positions in state.members[document] if thread == key)
            for position in sorted(set(judged) & set(here)):
                for judgement in decided.get(position, ()):
                    for end in (judgement.left, judgement.right):
                        out += _with(state, end)
    return [other for other in out if other != group]


def _drop(state: State, name: str) -> None:
    for group in state.components.pop(name):
        state.home.pop(group[0])
    for kind, keys in state.woven.pop(name).items():
        state.rows.drop(kind, keys)
    for party in state.asks.pop(name):
        state.asked.discard(party, name)


def _weave(
    state: State, base: PartyBase, groups: tuple[Group, ...], decided: Mapping[str, Sequence[Judgement]]
) -> None:
    component, asked = _component(state, base, groups, decided)
    woven = weave_component(component, base, state.known)
    name = groups[0][0]
    state.components[name] = groups
    for group in groups:
        state.home[group[0]] = name
    state.woven[name] = {kind: state.rows.put(kind, getattr(woven, kind)) for kind in _LISTS}
    state.asks[name] = tuple(sorted(asked))
    for party in asked:
        state.asked.add(party, name)


def _component(
    state: State, base: PartyBase, groups: tuple[Group, ...], decided: Mapping[str, Sequence[Judgement]]
) -> tuple[Component, frozenset[str]]:
    documents = sorted({document_of(key) for group in groups for key in group})
    tellings = {document: state.told[document] for document in documents}
    places = {key: positions for d in documents for key, positions in state.members[d]}
    of_id = {item.position.id: item for telling in tellings.values() for item in telling.items}
    items = tuple(tuple(of_id[p] for key in group for p in places[key]) for group in groups)
    here = [item for group in items for item in group]
    people = state.people
    parties = {ref.id: people.party[ref.id] for item in here for ref in position_refs(item.position)}
    own = {item.position.id for item in here}

    def party(identity: str) -> Party | None:
        ids = people.same.of(identity)
        return people.party[min(ids)] if ids else None

    around, asked = surroundings(sorted({p.id for p in parties.values()}), party, base)
    judgements = {j for p in own & decided.keys() for j in decided[p] if j.left in own and j.right in own}
    copied = {p: c for d in documents for p, c in state.copies.positions.get(d, {}).items() if p in own}
    return Component(items, tellings, tuple(sorted(judgements)), parties, around, copied), asked
