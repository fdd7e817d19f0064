"""Events as rows of the ledger, from their positions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from twosource.records import Event, Interval, Place
from twosource.records.identity import content_id
from twosource.weaving.similarity import place_fit
from twosource.weaving.threads import Item, news_time
from twosource.weaving.wording import event_label


def event_rows(items: Iterable[Item], event_of: Mapping[str, str]) -> tuple[Event, ...]:
    """A row for each event: `event_of` gives each position's group (any member's id), as `clusters.cluster` does.

    The id comes from the earliest position by (published, report, offset); place and time are those that most of its
    positions name, None where none does; a report's undated main event lies in the days before its publication.
    """
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda i: i.order):
        groups[event_of[item.position.id]].append(item)
    return tuple(sorted((_row(group) for group in groups.values()), key=lambda e: e.id))


def event_id(items: Sequence[Item]) -> str:
    """The event's id, from its earliest item."""
    first = min(items, key=lambda i: i.order)
    return content_id(
        "e",
        first.position.story,
        first.position.document,
        first.position.content.start,
        first.position.content.end,
        first.party,
    )


def _row(items: Sequence[Item]) -> Event:
    types = Counter(i.position.frame.type for i in items if i.position.frame.type)
    type_ = min(types, key=lambda name: (-types[name], name)) if types else None
    modes = Counter(i.position.frame.mode for i in items if i.position.frame.mode and i.position.frame.type == type_)
    mode = min(modes, key=lambda name: (-modes[name], name)) if modes else None
    place, time = _place(items), _time(items)
    return Event(
        id=event_id(items),
        story=items[0].position.story,
        label=event_label(items, type_, place),
        type=type_,
        mode=mode,
        place=place,
        time=time,
        actors=_parties(items, actors=True),
        targets=_parties(items, actors=False),
        documents=tuple(sorted({i.position.document for i in items})),
    )


def _parties(items: Sequence[Item], *, actors: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    said: dict[str, set[str]] = defaultdict(set)
    for item in items:
        frame = item.position.frame
        if item.position.stance in {"asserts", "confirms"}:
            for ref in frame.actors if actors else frame.targets:
                said[ref.id].add(item.position.id)
    return tuple((party, tuple(sorted(ids))) for party, ids in sorted(said.items()))


def _place(items: Sequence[Item]) -> Place | None:
    """The place that most reports name, the finer of those that agree with it."""
    votes: dict[Place, float] = defaultdict(float)
    for item in items:
        place = item.position.frame.place
        if place is not None:
            votes[place] += {1: 1.0, 2: 1.0, 3: 0.9, 4: 0.7, 5: 0.3, 6: 0.2, 7: 0.5}[place.precision]
    if not votes:
        return None
    support = {a: sum(n for b, n in votes.items() if place_fit(a, b) >= 0.5) for a in votes}
    widest = min(support, key=lambda p: (-support[p], -votes[p], p.precision, p.name, p.lat, p.lon))
    # a province is agreed with by every town in it: the town that is named most often says more
    inside = [p for p in votes if p == widest or (place_fit(p, widest) >= 0.5 and votes[p] >= votes[widest])]
    return min(inside, key=lambda p: (-votes[p], p.precision, p.name, p.lat, p.lon))


def _time(items: Sequence[Item]) -> Interval | None:
    """The days that most positions name, the more exact before the vaguer; where none names any and the event leads a
    report, the days before that report's publication: news is recent.
    """
    votes: Counter[Interval] = Counter(i.position.frame.time for i in items if i.position.frame.time is not None)
    if votes:
        support = {
            a: sum(n for b, n in votes.items() if b.overlaps(a)) / (1 + (a.end - a.start).days / 7) for a in votes
        }
        return min(support, key=lambda t: (-support[t], t))
    return next((news_time(i.published) for i in items if i.leads), None)
