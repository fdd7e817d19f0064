"""A story's weaving kept up to date: a new report touches the blocks, units, components and parties that it stands in.

All that is kept is a function of the reports, readings and judgements that there are now; the order in which they came,
at once or one by one, leaves no trace. The steps in order: parties, tellings, threads and units, reprints, components.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from twosource.data.parties import PartyBase
from twosource.records import Judgement, Reading, Report
from twosource.run import components, copies, people
from twosource.run.collecting import seldom
from twosource.run.people import PeopleChanged
from twosource.run.rows import Row
from twosource.run.state import State
from twosource.run.telling import Telling, refs_of, tell
from twosource.store.rows import row_id
from twosource.weaving import units
from twosource.weaving.event_score import LinkWeights
from twosource.weaving.events import doubt, group_unit
from twosource.weaving.parties import counted
from twosource.weaving.report_threads import threads
from twosource.weaving.sketch import Sketch, document_of, sketches
from twosource.weaving.threads import Item

_WEIGHTS = LinkWeights()


@seldom()
def update(
    state: State,
    base: PartyBase,
    given: Sequence[tuple[Report, Reading]] = (),
    gone: Iterable[str] = (),
    judgements: Sequence[Judgement] | None = None,
    again: Iterable[str] = (),
) -> list[Row]:
    """Takes in reports with their readings (in place of those of their ids), takes reports out by id, and lets just
    these judgements of persons hold (None: those that did). Gives the rows of all that was woven anew, also those that
    came out as they were.

    `base`: the parties' data, always the same for one state. `again`: positions whose rows are to be made anew though
    nothing touched them.
    """
    before = state.judgements
    if judgements is not None:
        state.judgements = tuple(sorted(set(judgements)))
        state.rows.drop("judgements", map(row_id, before))
        state.rows.put("judgements", state.judgements)
    redecided = set(before) ^ set(state.judgements)
    fresh = {report.id: (report, reading) for report, reading in given}
    lost = {document for document in gone if document not in fresh}

    named = {document: counted(refs_of(reading)) for document, (_, reading) in sorted(fresh.items())}
    named.update({document: {} for document in sorted(lost)})
    changed = people.update(state.people, named, state.judgements, redecided, base)
    _put_people(state, changed)
    retold = _retell(state, base, fresh, lost, changed)
    stirred = _rethread(state, retold, lost)
    recopied = copies.update(state, [report for report, _ in fresh.values()], lost, retold, redecided)
    components.update(state, base, stirred, {*retold, *recopied}, lost, changed, redecided, again)
    return state.rows.touched()


def _put_people(state: State, changed: PeopleChanged) -> None:
    state.rows.drop("parties", (old.id for old, _ in changed.parties.values() if old is not None))
    state.rows.put("parties", (new for _, new in changed.parties.values() if new is not None))
    state.rows.drop("judgements", (row_id(j) for old, _ in changed.judgements.values() for j in old))
    kept = state.people
    ends = {end for old, _ in changed.judgements.values() for j in old for end in (j.left, j.right)}
    still = {j for end in ends for group in kept.tied.of(end) for j in kept.judged[group]}
    state.rows.put("judgements", sorted(still.union(*(new for _, new in changed.judgements.values()))))


def _retell(
    state: State,
    base: PartyBase,
    fresh: Mapping[str, tuple[Report, Reading]],
    lost: Iterable[str],
    changed: PeopleChanged,
) -> dict[str, Telling]:
    """The new reports, and those that name a party which is told of otherwise now."""
    documents = {d for identity in changed.ids for d in state.people.reports.of(identity)} | fresh.keys()
    retold: dict[str, Telling] = {}
    for document in sorted({*documents, *lost}):
        state.rows.drop("evidence", state.evidence.pop(document, ()))
        if document in lost:
            state.told.pop(document, None)
            continue
        if document in fresh:
            report, reading = fresh[document]
        else:
            report, reading = state.told[document].report, state.told[document].reading
        before = {position for _, positions in state.members.get(document, ()) for position in positions}
        retold[document] = state.told[document] = tell(report, reading, state.people.party, base)
        state.known.pairs.forget(before.union(item.position.id for item in retold[document].items))
        if keys := state.rows.put("evidence", retold[document].evidence):
            state.evidence[document] = keys
    return retold


def _rethread(state: State, retold: Mapping[str, Telling], lost: Iterable[str]) -> set[str]:
    """Brings threads, units and events up to date. Gives the names of events that are gone, new or changed."""
    out: list[str] = []
    come: list[Sketch] = []
    for document in sorted({*retold, *lost}):
        old = {key for key, _ in state.members.get(document, ())}
        found = sketches(threads(retold[document].items)) if document in retold else ()
        out += sorted(old - {sketch.key for sketch, _ in found})
        for sketch, _ in found:
            if sketch.key not in old:
                come.append(sketch)
            elif state.threads.sketches[sketch.key] != sketch:
                out.append(sketch.key)
                come.append(sketch)
        if found:
            members = tuple((sketch.key, tuple(item.position.id for item in items)) for sketch, items in found)
            state.members[document] = members
        else:
            state.members.pop(document, None)
    state.thread_pairs.forget([*out, *(sketch.key for sketch in come)])
    changed = units.update(state.threads, out, come, _WEIGHTS)
    before = {group for name in changed.gone for group in state.groups.pop(name)}
    for name in changed.gone:
        state.doubts.pop(name)
    now: set[tuple[str, ...]] = set()
    for name, unit in sorted(changed.come.items()):
        threaded = [state.threads.sketches[key] for key in unit]
        grouped = group_unit(threaded, _WEIGHTS, state.thread_pairs, changed.scores)
        state.groups[name], state.doubts[name] = grouped.groups, grouped.doubts
        now.update(grouped.groups)
    _doubt(state, {*changed.gone, *changed.come}, retold)
    return {group[0] for group in before ^ now}


def _doubt(state: State, units: Iterable[str], retold: Iterable[str]) -> None:
    """Writes down which events of these units, and of those that hold a report told anew, may be one."""
    keys = (key for document in retold for key, _ in state.members.get(document, ()))
    for unit in sorted({*units, *(state.threads.unit_of[key] for key in keys)}):
        state.rows.drop("judgements", state.doubted.pop(unit, ()))
        if unit not in state.groups:
            continue
        events = {group[0]: group for group in state.groups[unit]}
        found = [
            doubt(_items(state, events[one]), _items(state, events[other]), score)
            for one, other, score in state.doubts[unit]
        ]
        if found:
            state.doubted[unit] = state.rows.put("judgements", found)


def _items(state: State, event: Sequence[str]) -> list[Item]:
    """An event's items, by its threads' keys."""
    out: list[Item] = []
    for document in sorted({document_of(key) for key in event}):
        held = {p for key, positions in state.members[document] if key in event for p in positions}
        out += [item for item in state.told[document].items if item.position.id in held]
    return out
