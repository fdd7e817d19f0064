"""Where the rows of an earlier ledger went, so that an id once shown or cited still leads somewhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from twosource.records import Ledger, Proposition
from twosource.run.rows import Row


def redirects(before: Ledger, after: Ledger) -> dict[str, str]:
    """Old ids of events and propositions that are gone, each to the present one that holds most of its positions.

    Equal shares go to the lower id. A row none of whose positions is left leads nowhere and isn't in the answer.
    """
    old_proposition = {p.id: p.proposition for p in before.positions}
    new_proposition = {p.id: p.proposition for p in after.positions}
    old_event = {p.id: p.event for p in before.propositions}
    new_event = {p.id: p.event for p in after.propositions}
    pairs = [(old_proposition[p], new_proposition[p]) for p in old_proposition.keys() & new_proposition.keys()]
    events = [(old_event[a], new_event[b]) for a, b in pairs if a in old_event and b in new_event]
    return {**_most(pairs, set(new_event)), **_most(events, {e.id for e in after.events})}


def led_on(rows: Iterable[Row], proposition: Callable[[str], Proposition | None]) -> dict[str, str]:
    """The same from the rows of an update, which hold all of an event where they hold any of it.

    `proposition` gives the present row of a proposition by its id.
    """
    told = list(rows)
    moved = [(r.old.proposition, r.new.proposition) for r in told if r.kind == "positions" and r.old and r.new]
    old_event = {r.key: r.old.event for r in told if r.kind == "propositions" and r.old}
    pairs = [(a, b) for a, b in moved if a in old_event]
    here = {b: row for _, b in pairs if (row := proposition(b)) is not None}
    events = [(old_event[a], here[b].event) for a, b in pairs if b in here]
    present = {r.key for r in told if r.kind in ("propositions", "events") and r.new}
    return {**_most(pairs, present), **_most(events, present)}


def _most(pairs: Iterable[tuple[str, str]], present: set[str]) -> dict[str, str]:
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for old, new in pairs:
        if old not in present:
            shared[old][new] += 1
    return {old: min(counts, key=lambda new: (-counts[new], new)) for old, counts in sorted(shared.items())}
