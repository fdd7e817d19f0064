"""Where a proposition stands: computed from its positions, by docs/standing.md, never stored as truth.

When in doubt the answer is `claimed`: a false confirmation is the one mistake that nobody can see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.records import Assessment, Standing, Tie
from twosource.weaving.grounds import Grounds, grounds
from twosource.weaving.reasons import reason
from twosource.weaving.relays import relays
from twosource.weaving.sides import Base, Contested, Sides
from twosource.weaving.stands import POSITIVE, Matter, Stand

STAGE = "weave.standing/5"

_STRENGTH = ("corroborated", "confirmed across sides")
"""What a contested affiliation mustn't lend: where one way of reading it gives these and the other doesn't, neither."""


def assess(
    stands: Sequence[Stand],
    matter: Matter,
    base: Base,
    part_of: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    disputed: Mapping[str, tuple[Tie, ...]] | None = None,
) -> Assessment:
    """The standing of one proposition, with its reason and the positions that lead to it.

    `part_of` places parties that the data don't know (party id -> what the reports say it belongs to); parties' own
    `part_of` counts too; `disputed` are affiliations that the reports' parties dispute, by party id.
    `names` are for parties that are named in the reason and take no stand (a tie's target).
    Raises ValueError where there is no position: there is then nothing said that could stand anywhere.
    """
    if not stands:
        raise ValueError(f"proposition {matter.proposition!r} has no position: nothing is said of it")
    sides = Sides(base, matter.on, part_of or {}, disputed=disputed or {}).placing(s.party for s in stands)
    return weigh(stands, matter, sides, names_of(stands, base, names))


def weigh(stands: Sequence[Stand], matter: Matter, sides: Sides, called: Mapping[str, str]) -> Assessment:
    """The same with the sides and names made: for one who assesses many heaps of one proposition."""
    relayed = relays(stands, sides)
    distorted = {relay.position for relay in relayed if relay.distorts is not None}
    stands = [s for s in stands if s.id not in distorted]
    usual = grounds(stands, matter, sides)
    status = status_of(usual)
    ways = _ways(stands, matter, sides, status, called)
    weaker = sorted((s for _, s in ways if s not in _STRENGTH and status in _STRENGTH))
    if weaker:
        status = min(weaker)
    return Assessment(
        proposition=matter.proposition,
        status=status,
        contested=status in _STRENGTH and bool(usual.denials),
        unverifiable=bool(usual.with_stance("unverified")),
        origins=usual.backing.origins,
        asserted_by=usual.with_stance("asserts"),
        confirmed_by=usual.with_stance("confirms"),
        denied_by=usual.with_stance("denies"),
        unverified_by=usual.with_stance("unverified"),
        reason=reason(usual, status, called, distorted=len(distorted)),
        because=tuple(p.id for s in usual.stances for p in s.positions),
        alternatives=tuple(Standing(condition, other) for condition, other in ways),
        chains=usual.backing.chains,
        admissions=usual.admissions,
        echoes=usual.echoes,
        findings=usual.findings,
        denials=usual.denials,
        relays=relayed,
    )


def status_of(found: Grounds) -> str:
    """The first status that holds, in design order."""
    backed = [s for s in found.stances if s.backed]
    if backed and all(s.stance == "retracts" for s in backed):
        return "retracted"
    if found.corroborated:
        return "corroborated"
    if found.across:
        return "confirmed across sides"
    if found.voiced:
        return "disputed" if found.denials else "claimed"
    if found.denials:
        return "denied"
    return "claimed" if found.with_stance(*POSITIVE) else "unverified"


def names_of(stands: Sequence[Stand], base: Base, names: Mapping[str, str] | None) -> Mapping[str, str]:
    """Party id -> name: the reports', else those given, else the data's; never a KeyError."""
    return _Names(base, {**(names or {}), **{s.party.id: s.party.name for s in stands}})


@dataclass(frozen=True)
class _Names(Mapping[str, str]):
    """Names by party id: the reports', else the data's, else the id itself."""

    base: Base
    known: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, key: str) -> str:
        if key in self.known:
            return self.known[key]
        entry = self.base.by_id(key)
        return entry.name if entry is not None else key

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


def _ways(
    stands: Sequence[Stand], matter: Matter, sides: Sides, usual: str, names: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """For each contested affiliation that bears on the proposition: (condition, status) if it holds and if not.

    It bears on it where both ends figure in it, or where the status turns on it.
    """
    parties = sorted({*(s.party.id for s in stands), *matter.actors, *matter.targets})
    out: list[tuple[str, str]] = []
    for tie in sides.contested(parties):
        held = status_of(grounds(stands, matter, sides.holding(tie)))
        figures = any(p != tie.party and sides.kin(p, tie.tie.target) for p in parties)
        if held != usual or figures:
            out += [(_condition(tie, names, holds=True), held), (_condition(tie, names, holds=False), usual)]
    return tuple(out)


_RELATIONS = {
    "part_of": "part of",
    "allied_with": "allied with",
    "side": "on the side of",
    "succeeds": "the heir of",
}


def _condition(contested: Contested, names: Mapping[str, str], *, holds: bool) -> str:
    relation = _RELATIONS[contested.tie.relation]
    verb = "is" if holds else "is not"
    return f"{names[contested.party]} {verb} {relation} {names[contested.tie.target]}"
