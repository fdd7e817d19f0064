"""The parties of a story kept up to date: a report's names are looked at only in the small groups they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from twosource.data.parties import PartyBase
from twosource.records import Judgement, Party, PartyRef
from twosource.weaving.parties import RELATION, Counts, merged
from twosource.weaving.party_groups import groups_of, judge_group
from twosource.weaving.tables import Members, MemoryMembers, Table


@dataclass(slots=True)
class KeptPeople:
    """The tables of parties."""

    by_report: Table[Mapping[str, Counts]] = field(default_factory=dict)
    """Report -> id -> the ways in which the report names it, each with how often."""
    counts: Table[Counts] = field(default_factory=dict)
    """Id -> the ways in which all reports name it."""
    reports: Members = field(default_factory=MemoryMembers)
    """Id -> the reports that name it."""
    groups: Members = field(default_factory=MemoryMembers)
    """Group -> its ids."""
    judged: Table[tuple[Judgement, ...]] = field(default_factory=dict)
    """Group -> the stage's judgements on its ids."""
    tied: Members = field(default_factory=MemoryMembers)
    """Id -> the groups in which a judgement ties it to another."""
    party: Table[Party] = field(default_factory=dict)
    """Id -> the party that it stands for."""
    same: Members = field(default_factory=MemoryMembers)
    """A party's own id -> the ids that stand for it."""


@dataclass(frozen=True, slots=True)
class PeopleChanged:
    """What an update came to."""

    ids: frozenset[str]
    """Ids, as readings use them, that stand for another party than before, or for one that is told of otherwise."""
    parties: Mapping[str, tuple[Party | None, Party | None]]
    """By a party's own id: as it was and as it is; None where there was or is none."""
    judgements: Mapping[str, tuple[Sequence[Judgement], Sequence[Judgement]]]
    """By group: the stage's judgements as they were and as they are."""


def update(
    kept: KeptPeople,
    named: Mapping[str, Mapping[str, Counts]],
    decided: Iterable[Judgement],
    redecided: Iterable[Judgement],
    base: PartyBase,
) -> PeopleChanged:
    """Brings the parties up to date. `named`: for each report that changed, whom it names now (nobody: it is gone).

    `decided` are all judgements of persons that hold, `redecided` those that were made or undone since.
    """
    touched, regrouped = _recount(kept, named, base)
    judgements = _rejudge(kept, regrouped, base)
    touched |= {end for j in redecided if j.relation == RELATION for end in (j.left, j.right)}
    touched |= {end for old, new in judgements.values() for j in (*old, *new) for end in (j.left, j.right)}
    own: dict[str, list[Judgement]] = {}
    for judgement in decided:
        if judgement.relation == RELATION:
            for end in (judgement.left, judgement.right):
                own.setdefault(end, []).append(judgement)
    ids, parties = _remerge(kept, touched, own, base)
    return PeopleChanged(ids, parties, judgements)


def _recount(
    kept: KeptPeople, named: Mapping[str, Mapping[str, Counts]], base: PartyBase
) -> tuple[set[str], dict[str, set[str]]]:
    """Ids that are named more or less often; and the groups that must be judged anew, with the ids that changed there.

    A group is judged by the ways in which its ids are named, however often: a name that comes once more changes none.
    """
    difference: dict[str, dict[PartyRef, int]] = {}
    for report, now in named.items():
        before = kept.by_report.get(report) or {}
        for sign, ways in ((-1, before), (1, now)):
            for identity, counts in ways.items():
                total = difference.setdefault(identity, {})
                for ref, n in counts.items():
                    total[ref] = total.get(ref, 0) + sign * n
        for identity in before.keys() - now.keys():
            kept.reports.discard(identity, report)
        for identity in now.keys() - before.keys():
            kept.reports.add(identity, report)
        if now:
            kept.by_report[report] = now
        else:
            kept.by_report.pop(report, None)
    touched: set[str] = set()
    regrouped: dict[str, set[str]] = {}
    for identity, change in sorted(difference.items()):
        if not any(change.values()):
            continue
        touched.add(identity)
        old = kept.counts.get(identity) or {}
        sums = {ref: old.get(ref, 0) + change.get(ref, 0) for ref in (*old, *(c for c in change if c not in old))}
        new = {ref: n for ref, n in sorted(sums.items(), key=_ref_order) if n}
        if new:
            kept.counts[identity] = new
        else:
            kept.counts.pop(identity, None)
        if new.keys() != old.keys():
            before_groups, groups = groups_of(identity, old, base), groups_of(identity, new, base)
            for group in before_groups - groups:
                kept.groups.discard(group, identity)
            for group in groups - before_groups:
                kept.groups.add(group, identity)
            for group in before_groups | groups:
                regrouped.setdefault(group, set()).add(identity)
    return touched, regrouped


def _ref_order(entry: tuple[PartyRef, int]) -> tuple[str, str, str, str, str, bool]:
    ref = entry[0]
    return (ref.name, ref.kind, ref.part_of or "", ref.office or "", ref.said_by or "", ref.denied)


def _rejudge(
    kept: KeptPeople, regrouped: Iterable[str], base: PartyBase
) -> dict[str, tuple[Sequence[Judgement], Sequence[Judgement]]]:
    out: dict[str, tuple[Sequence[Judgement], Sequence[Judgement]]] = {}
    for group in sorted(regrouped):
        before = kept.judged.get(group) or ()
        members = {identity: kept.counts[identity].keys() for identity in sorted(kept.groups.of(group))}
        now = judge_group(group, members, base) if len(members) > 1 else ()
        if now == before:
            continue
        out[group] = (before, now)
        for judgement in before:
            kept.tied.discard(judgement.left, group)
            kept.tied.discard(judgement.right, group)
        for judgement in now:
            kept.tied.add(judgement.left, group)
            kept.tied.add(judgement.right, group)
        if now:
            kept.judged[group] = now
        else:
            kept.judged.pop(group, None)
    return out


def _remerge(
    kept: KeptPeople, touched: Iterable[str], own: Mapping[str, Sequence[Judgement]], base: PartyBase
) -> tuple[frozenset[str], dict[str, tuple[Party | None, Party | None]]]:
    """Merges anew the ids that judgements tie to a touched one, even through others: no others are borne upon."""
    asked = set(touched)
    for identity in touched:
        party = kept.party.get(identity)
        if party is not None:
            asked.update(kept.same.of(party.id))  # what it stood for, which a judgement may tie no longer
    counts: dict[str, Counts] = {}
    judgements: set[Judgement] = set()
    ahead = sorted(asked)
    while ahead:
        identity = ahead.pop()
        ways = kept.counts.get(identity)
        if identity in counts or ways is None:
            continue
        counts[identity] = ways
        ties = [j for group in kept.tied.of(identity) for j in kept.judged[group]]
        for judgement in (*ties, *own.get(identity, ())):
            if identity in (judgement.left, judgement.right):
                judgements.add(judgement)
                ahead += [judgement.left, judgement.right]
    now = merged(dict(sorted(counts.items())), judgements, base)
    before = {identity: kept.party.get(identity) for identity in {*now, *asked}}
    parties: dict[str, tuple[Party | None, Party | None]] = {}
    for party in before.values():
        if party is not None:
            parties[party.id] = (party, None)
    for party in now.values():
        parties[party.id] = (parties.get(party.id, (None, None))[0], party)
    for identity, was in before.items():
        is_now = now.get(identity)
        if was is not None and (is_now is None or is_now.id != was.id):
            kept.same.discard(was.id, identity)
        if is_now is None:
            kept.party.pop(identity, None)
        elif is_now != was:
            kept.party[identity] = is_now
            kept.same.add(is_now.id, identity)
    ids = frozenset(i for i, was in before.items() if _told(was) != _told(now.get(i)))
    return ids, {key: pair for key, pair in sorted(parties.items()) if pair[0] != pair[1]}


def _told(party: Party | None) -> tuple[object, ...]:
    """What rows tell of a party: all but the names that it was ever given."""
    return () if party is None else (party.id, party.name, party.kind, party.part_of, party.disputed)
