"""What a proposition's status rests on: the axes kept apart, before one word is put on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from twosource.records import Admission, Chain, Denial, Echo, Finding
from twosource.weaving.figures import compatible
from twosource.weaving.latest import Stance, latest
from twosource.weaving.origins import Backing, origins
from twosource.weaving.sides import Sides
from twosource.weaving.stands import POSITIVE, Matter, Stand

_FINDERS = frozenset({"international body", "monitor"})
_NO_SIDE = frozenset({"outlet", "agency", "monitor", "international body"})
"""Kinds that can't admit anything on behalf of a side: an outlet's "confirmed" is a report of a confirmation."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """All that a status is read from. Lists of party ids are sorted and without repeats."""

    matter: Matter
    stances: tuple[Stance, ...]
    voiced: tuple[str, ...]
    """Who asserts or confirms with a voice of its own: not only in its denier's words."""
    backing: Backing
    corroborated: tuple[Chain, ...]
    """Two chains, independent and without a stake, both with access; or a finding and another; else none."""
    across: tuple[str, str] | None
    """(who confirms, who of an opposed side states it too)."""
    admissions: tuple[Admission, ...]
    echoes: tuple[Echo, ...]
    findings: tuple[Finding, ...]
    denials: tuple[Denial, ...]

    def with_stance(self, *stances: str) -> tuple[str, ...]:
        """Ids of the parties whose latest stance is one of these."""
        return tuple(sorted({s.party.id for s in self.stances if s.stance in stances}))


def grounds(stands: Sequence[Stand], matter: Matter, sides: Sides) -> Grounds:
    """Weighs the positions on one proposition. Pure; the order of `stands` doesn't matter."""
    stances = latest(stands)
    backers = [s for s in stances if s.stance in POSITIVE]
    deniers = [s for s in stances if s.stance == "denies"]
    voiced = [s for s in backers if _own_voice(s, deniers, sides)]
    current = [p for s in backers for p in s.positions]
    backing = origins(current, sides)
    concerned = (*matter.actors, *matter.targets)
    findings = tuple(
        Finding(s.party.id, tuple(p.id for p in found))
        for s in backers
        if s.party.kind in _FINDERS
        and (found := [p for p in s.positions if p.basis == "examined" and p.certainty == "certain"])
        and sides.stake(s.party.id, concerned) == "none"
    )
    return Grounds(
        matter,
        stances,
        tuple(sorted({s.party.id for s in voiced})),
        backing,
        _corroboration(backing, {p.id: p for p in current}, findings, concerned, sides),
        _across(voiced, stances, matter, sides),
        _admissions(backers, matter, sides),
        _echoes(backers, matter, sides),
        findings,
        tuple(
            Denial(
                s.party.id,
                sides.stake(s.party.id, concerned),
                any(sides.kin(s.party.id, a) for a in matter.actors),
                tuple(p.id for p in s.positions),
            )
            for s in deniers
        ),
    )


def _own_voice(backer: Stance, deniers: Sequence[Stance], sides: Sides) -> bool:
    """Whether the reports give the backer's words otherwise than through those who deny them."""
    return any(
        not any(sides.kin(carrier, d.party.id) for carrier in _carriers(p) for d in deniers) for p in backer.positions
    )


def _carriers(p: Stand) -> tuple[str, ...]:
    """Who relays the position: those named, and the report's outlet, unless it speaks for itself."""
    return (*p.via, *((p.outlet,) if p.outlet is not None and p.outlet != p.party.id else ()))


def _corroboration(
    backing: Backing,
    by_id: dict[str, Stand],
    findings: Sequence[Finding],
    concerned: Sequence[str],
    sides: Sides,
) -> tuple[Chain, ...]:
    """Two independent chains that carry it, on figures that can both be right; none where there are no such two."""
    found = {position for finding in findings for position in finding.positions}
    open_chains = [c for c in backing.chains if c.access and not _only_nameless(c, by_id)]
    for first, second in combinations(open_chains, 2):
        if not _agree(first, second, by_id):
            continue
        if any(p in found for c in (first, second) for p in c.positions):
            return (first, second)
        if all(_stakeless(c, by_id, concerned, sides) for c in (first, second)):
            return (first, second)
    return ()


def _only_nameless(chain: Chain, by_id: dict[str, Stand]) -> bool:
    return all(by_id[p].nameless for p in chain.positions if by_id[p].access)


def _stakeless(chain: Chain, by_id: dict[str, Stand], concerned: Sequence[str], sides: Sides) -> bool:
    knowing = {by_id[p].party.id for p in chain.positions if by_id[p].access}
    return all(sides.stake(party, concerned) == "none" for party in knowing)


def _agree(first: Chain, second: Chain, by_id: dict[str, Stand]) -> bool:
    """Whether what the two know can both be right: a toll of 30 and one of 80 don't corroborate each other."""
    left = [by_id[p].figure for p in first.positions if by_id[p].access]
    right = [by_id[p].figure for p in second.positions if by_id[p].access]
    return any(compatible(a, b) for a in left for b in right)


def _across(
    voiced: Sequence[Stance], stances: Sequence[Stance], matter: Matter, sides: Sides
) -> tuple[str, str] | None:
    """A party that confirms it in its own words, and one of an opposed side that states it too; else None."""
    for confirmer in voiced:
        sound = [p for p in confirmer.positions if _is_confirmation(p, sides)]
        if not sound or confirmer.party.kind in _NO_SIDE or _own_side_denies(confirmer, stances, sides):
            continue
        for other in voiced:
            figures = [p.figure for p in other.positions if p.certainty == "certain"]
            fits = any(compatible(p.figure, f) for p in sound for f in figures)
            if other is not confirmer and fits and _opposed_on(confirmer, other, matter, sides):
                return (confirmer.party.id, other.party.id)
    return None


def _is_confirmation(p: Stand, sides: Sides) -> bool:
    """An express, unhedged confirmation that isn't an opponent's word for it."""
    return (
        p.stance == "confirms"
        and p.certainty == "certain"
        and not p.nameless
        and not any(sides.opposed(carrier, p.party.id) for carrier in _carriers(p))
    )


def _own_side_denies(confirmer: Stance, stances: Sequence[Stance], sides: Sides) -> bool:
    """Whether the confirmer's own side denies it still: on the same day or later, or on no known day."""
    return any(
        s.stance == "denies"
        and sides.opposed(s.party.id, confirmer.party.id) is False
        and (not s.since or not confirmer.since or max(p.day for p in s.positions) >= confirmer.since)
        for s in stances
    )


def _opposed_on(confirmer: Stance, other: Stance, matter: Matter, sides: Sides) -> bool:
    """Whether the two are opposed on this proposition: by the parties' data, or as the reports show it."""
    a, b = confirmer.party.id, other.party.id
    known = sides.opposed(a, b)
    actors = matter.actors
    accused = [any(sides.opposed(x, actor) is False for actor in actors) for x in (a, b)]
    owns_up = accused[0] and confirmer.had_denied  # then whoever said so is somebody else, with a name or without
    if known is False or (other.party.part_of is None and other.party.kind == "unnamed" and not owns_up):
        return False
    shared = bool(actors) and all(sides.opposed(x, actor) is True for x in (a, b) for actor in actors)
    struck = any(sides.kin(a, t) for t in matter.targets) and any(sides.kin(b, z) for z in actors)
    if matter.aspect == "responsibility" and actors:
        if accused[0] != accused[1]:  # who confirms that another, who says so too, struck its own: they fight
            return known is True or struck or (accused[0] and _accuses(other, confirmer, matter, sides))
        return False  # neither is accused: they may share the interest in blaming a third
    bridged = any({sides.opposed(a, z), sides.opposed(b, z)} == {True, False} for z in (*actors, *matter.targets))
    if known is True or bridged:  # bridged: a state of today for one that is gone, an ally against its ally's enemy
        return not shared
    fought = any(
        sides.kin(x, t) and sides.kin(y, z) for x, y in ((a, b), (b, a)) for t in matter.targets for z in actors
    )
    denied = confirmer.had_denied and other.party.kind not in _NO_SIDE
    return (fought or denied) and not shared


def _accuses(other: Stance, accused: Stance, matter: Matter, sides: Sides) -> bool:
    """Whether one party's assertion is an accusation: not an ally's praise, nor a friend's echo of a deed claimed.

    It is where the accused had denied it, where the accuser is whom it was done to, or where states accuse each other.
    """
    if other.stance != "asserts" or other.party.kind in _NO_SIDE:
        return False
    ends = [sides.base.by_id(sides.principal(s.party.id)) for s in (other, accused)]
    states = all(end is not None and end.kind == "state" for end in ends)
    suffered = any(sides.kin(other.party.id, target) for target in matter.targets)
    return accused.had_denied or suffered or states


def _admissions(backers: Sequence[Stance], matter: Matter, sides: Sides) -> tuple[Admission, ...]:
    out = []
    for s in backers:
        if s.stance != "confirms" or s.party.kind in _NO_SIDE:
            continue
        party, positions = s.party.id, tuple(p.id for p in s.positions if p.stance == "confirms")
        if s.had_denied:
            out.append(Admission(party, "had denied it", positions))
        elif matter.aspect == "responsibility" and any(sides.kin(party, x) for x in matter.actors):
            out.append(Admission(party, "is accused of it", positions))
        elif any(sides.kin(party, x) for x in matter.targets):
            out.append(Admission(party, "its own loss", positions))
    return tuple(out)


def _echoes(backers: Sequence[Stance], matter: Matter, sides: Sides) -> tuple[Echo, ...]:
    """Who repeats what another party of its side had said on an earlier day, without a word of how it knows.

    Not one who speaks of its own deed or loss, nor a body of the same whole: that is one voice.
    """
    out = []
    for s in backers:
        own = any(sides.kin(s.party.id, x) for x in (*matter.actors, *matter.targets))
        if own or s.party.kind in _NO_SIDE or any(p.access for p in s.positions):
            continue
        before = [
            o
            for o in backers
            if o.since
            and o.since < s.since
            and not sides.kin(o.party.id, s.party.id)
            and sides.opposed(o.party.id, s.party.id) is False
        ]
        if before:
            first = min(before, key=lambda o: (o.since, o.party.id))
            out.append(Echo(s.party.id, first.party.id, tuple(p.id for p in s.positions)))
    return tuple(out)
