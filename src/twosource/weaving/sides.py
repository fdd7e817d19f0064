"""Whose side a party is on, and what stake it has in a proposition: affiliations are claims, and may be contested.

An unknown affiliation is an unknown stake, never "no stake".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, Protocol

from twosource.records import Party, PartyEntry, Tie

Stake = Literal["none", "own", "unknown"]

_WATCHERS = frozenset({"international body", "monitor", "agency", "outlet", "medical"})
"""Kinds that may be without a stake, where the parties' data know them and tie them to nobody."""


class Base(Protocol):
    """What standing asks of the parties' data."""

    def by_id(self, identity: str, /) -> PartyEntry | None:
        """The entry of that id, or None."""
        ...

    def opposed(self, left: str, right: str, on: date | None = None, /) -> bool | None:
        """True where the two stand on opposed sides, False where on the same, None where the data don't say."""
        ...

    def sides(self, identity: str, on: date | None = None, /) -> frozenset[str]:
        """The sides ("syria-2011/government") on which the party stands, by ties that nobody contests."""
        ...


@dataclass(frozen=True, slots=True)
class Contested:
    """A contested tie of a party: what a standing is computed both ways for."""

    party: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class Sides:
    """Affiliations as of a day, with the contested ties that are supposed to hold. By default none of those does."""

    base: Base
    on: date | None = None
    part_of: Mapping[str, str] = field(default_factory=dict)
    """Of parties that the reports place and the data don't: party id -> id of what it belongs to."""
    disputed: Mapping[str, tuple[Tie, ...]] = field(default_factory=dict)
    """Ties that parties of the reports dispute among themselves, by party id: contested ones like the data's."""
    held: frozenset[tuple[str, str, str]] = frozenset()
    """Contested ties supposed to hold, as (party, relation, target)."""
    _chains: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _opposed: dict[tuple[str, str], bool | None] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Answers given before: a proposition asks the same pairs again and again."""

    def holding(self, contested: Contested) -> Sides:
        """The same, if that contested tie holds."""
        key = (contested.party, contested.tie.relation, contested.tie.target)
        return replace(self, held=self.held | {key})

    def placing(self, parties: Iterable[Party]) -> Sides:
        """The same, knowing also where the reports place these parties."""
        here = list(parties)
        placed = {p.id: p.part_of for p in here if p.part_of is not None and p.part_of != p.id}
        disputed = {p.id: p.disputed for p in here if p.disputed}
        new = any(self.part_of.get(party) != whole for party, whole in placed.items())
        if not new and all(self.disputed.get(party) == ties for party, ties in disputed.items()):
            return self
        return replace(
            self,
            part_of={**self.part_of, **dict(sorted(placed.items()))},
            disputed={**self.disputed, **dict(sorted(disputed.items()))},
        )

    def chain(self, party: str) -> tuple[str, ...]:
        """The party, then what it belongs to, outwards, each once; contested ties only where held."""
        if party not in self._chains:
            self._chains[party] = self._chain(party)
        return self._chains[party]

    def _chain(self, party: str) -> tuple[str, ...]:
        out = [party]
        for one in out:  # grows while it is walked
            up = [t.target for t in self._ties(one) if t.relation == "part_of"]
            said = self.part_of.get(one)
            if not up and said is not None and all(t.target != said for t in self._all_ties(one)):
                up = [said]  # by the reports; a tie that the data hold contested isn't settled by one of them
            out.extend(u for u in dict.fromkeys(up) if u not in out)
        return tuple(out)

    def principal(self, party: str) -> str:
        """For whom the party speaks in the end: its state, its movement, its organisation, or itself."""
        return self.chain(party)[-1]

    def kin(self, a: str, b: str) -> bool:
        """Whether the two are one voice: one belongs to the other, or both to a third."""
        return not set(self.chain(a)).isdisjoint(self.chain(b))

    def opposed(self, a: str, b: str) -> bool | None:
        """True where on opposed sides, False where on one side, None where unknown or where the data say both."""
        pair = (a, b) if a < b else (b, a)
        if pair not in self._opposed:
            self._opposed[pair] = self._opposition(*pair)
        return self._opposed[pair]

    def _opposition(self, a: str, b: str) -> bool | None:
        if self.kin(a, b):
            return False
        left, right = self._stands_with(a), self._stands_with(b)
        if not set(left).isdisjoint(self.chain(b)) or not set(right).isdisjoint(self.chain(a)):
            return False
        said = {self.base.opposed(x, y, self.on) for x in left for y in right}
        for mine, theirs in ((a, b), (b, a)):
            said |= {
                x != y for x in self._held_sides(mine) for y in self._sides(theirs) if _conflict(x) == _conflict(y)
            }
        said -= {None}
        return said.pop() if len(said) == 1 else None

    def contested(self, parties: Iterable[str]) -> tuple[Contested, ...]:
        """The contested ties of these parties and of what they belong to, on the day. Sorted."""
        found = {
            (one, tie.relation, tie.target): Contested(one, tie)
            for party in parties
            for one in self.chain(party)
            for tie in self._all_ties(one)
            if tie.contested is not None
        }
        return tuple(found[key] for key in sorted(found))

    def stake(self, party: str, concerned: Iterable[str]) -> Stake:
        """A party's stake in what concerns others (who is said to have done it, who is said to have suffered it).

        `own` where it is one of them, belongs to one, stands with or against one, or has a side in a conflict; `none`
        only where the data know it as a watcher tied to nobody, from another country than theirs; else `unknown`.
        """
        others = sorted(set(concerned))
        if any(self.opposed(party, other) is not None for other in others):
            return "own"
        entries = [entry for one in self.chain(party) if (entry := self.base.by_id(one)) is not None]
        if any(tie.relation == "side" for entry in entries for tie in self._ties(entry.id)):
            return "own"
        if not entries or any(entry.kind not in _WATCHERS for entry in entries):
            return "unknown"
        if any(self._all_ties(entry.id) and not self._only_part_of(entry.id) for entry in entries):
            return "unknown"
        countries = {entry.country for entry in entries} - {None}
        theirs = {e.country for o in others for one in self.chain(o) if (e := self.base.by_id(one)) is not None}
        return "none" if countries.isdisjoint(theirs) else "unknown"

    def _only_part_of(self, party: str) -> bool:
        return all(tie.relation == "part_of" and tie.contested is None for tie in self._all_ties(party))

    def _stands_with(self, party: str) -> tuple[str, ...]:
        """Whose sides the party's are: the nearest that the data know (they follow its ties), those whom it succeeds
        (a state speaks for the one whose heir it is), and held allies.
        """
        chain = self.chain(party)
        known = next((one for one in chain if self.base.by_id(one) is not None), party)
        heirs = [t.target for one in chain for t in self._ties(one) if t.relation == "succeeds"]
        held = sorted(t for one, relation, t in self.held if relation != "side" and one in chain)
        return tuple(dict.fromkeys((known, *heirs, *held)))

    def _held_sides(self, party: str) -> frozenset[str]:
        chain = self.chain(party)
        return frozenset(target for one, relation, target in self.held if relation == "side" and one in chain)

    def _sides(self, party: str) -> frozenset[str]:
        return self._held_sides(party).union(*(self.base.sides(one, self.on) for one in self._stands_with(party)))

    def _ties(self, party: str) -> tuple[Tie, ...]:
        """Ties that hold: uncontested ones, and contested ones supposed to."""
        return tuple(
            t for t in self._all_ties(party) if t.contested is None or (party, t.relation, t.target) in self.held
        )

    def _all_ties(self, party: str) -> tuple[Tie, ...]:
        entry = self.base.by_id(party)
        known = tuple(tie for tie in entry.ties if self._current(tie)) if entry is not None else ()
        ends = {(tie.relation, tie.target) for tie in known}
        return (*known, *(tie for tie in self.disputed.get(party, ()) if (tie.relation, tie.target) not in ends))

    def _current(self, tie: Tie) -> bool:
        """Whether the tie is in force on the day; where the day isn't known, every tie is."""
        if self.on is None:
            return True
        day = self.on.isoformat()
        since, until = tie.since or "", tie.until or "9999"
        return since <= day and day[: len(until)] <= until


def _conflict(side: str) -> str:
    return side.rpartition("/")[0]
