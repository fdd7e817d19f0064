"""Which parties of one story's reports are the same: judgements that can be undone, and the parties they come to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from twosource.records import Judgement, Party, PartyRef, Tie
from twosource.weaving.party_groups import RELATION, STAGE, Known, fullness, groups_of, judge_group

__all__ = ["RELATION", "STAGE", "Known", "counted", "merged", "party_map", "same_parties"]

Counts = Mapping[PartyRef, int]
"""The ways in which reports name one id (without where), each with how often."""


def counted(refs: Iterable[PartyRef]) -> dict[str, dict[PartyRef, int]]:
    """Refs by their ids: what matters of them is how often an id is named in which way, not where."""
    out: dict[str, dict[PartyRef, int]] = defaultdict(dict)
    for ref in refs:
        bare = ref if ref.span is None else replace(ref, span=None)
        out[ref.id][bare] = out[ref.id].get(bare, 0) + 1
    return dict(out)


def same_parties(refs: Iterable[PartyRef], base: Known) -> tuple[Judgement, ...]:
    """Judgements on which ids of one story name one party (see `judge_group`). Sorted, without repeats."""
    counts = counted(refs)
    groups: dict[str, dict[str, Collection[PartyRef]]] = defaultdict(dict)
    for identity, ways in counts.items():
        for group in groups_of(identity, ways, base):
            groups[group][identity] = ways
    return tuple(sorted({j for group, members in groups.items() for j in judge_group(group, members, base)}))


def party_map(refs: Iterable[PartyRef], judgements: Sequence[Judgement], base: Known) -> Mapping[str, Party]:
    """Each ref's id -> the party that it stands for, by these judgements; ids that nothing joins stand for themselves.

    A person's judgement outranks a stage's, and a negative one keeps two apart through whatever joins them; so do two
    ids of the data. The name is the data's, else the fullest proper name; part_of the data's, else the commonest that
    the reports give, None where they tie (of those without a name, where they differ at all).
    """
    return merged(counted(refs), judgements, base)


def merged(counts: Mapping[str, Counts], judgements: Iterable[Judgement], base: Known) -> dict[str, Party]:
    """See `party_map`. Ids that no judgement ties, even through others, don't bear on each other."""
    verdicts = _verdicts(judgements)
    groups = {identity: frozenset({identity}) for identity in counts}
    apart = {frozenset(pair) for pair, verdict in verdicts.items() if verdict == "negative"}
    for pair, verdict in sorted(verdicts.items()):
        if verdict != "positive" or any(one not in groups for one in pair):
            continue
        union = groups[pair[0]] | groups[pair[1]]
        known = sum(base.by_id(one) is not None for one in union)
        if known > 1 or any(separate <= union for separate in apart):
            continue
        groups.update(dict.fromkeys(union, union))
    parties = {group: _party(group, counts, base) for group in set(groups.values())}
    return {identity: parties[group] for identity, group in sorted(groups.items())}


def _verdicts(judgements: Iterable[Judgement]) -> dict[tuple[str, str], str]:
    """(lower id, higher id) -> the verdict that counts: a person's before a stage's, and of equals the negative one."""
    ranked: dict[tuple[str, str], tuple[bool, bool, str]] = {}
    for j in judgements:
        if j.relation != RELATION or j.left == j.right:
            continue
        a, b = sorted((j.left, j.right))
        rank = (j.maker.startswith("weave."), j.verdict != "negative", j.verdict)
        ranked[a, b] = min(rank, ranked.get((a, b), rank))
    return {pair: rank[2] for pair, rank in ranked.items()}


def _party(group: frozenset[str], counts: Mapping[str, Counts], base: Known) -> Party:
    ways = [(ref, n) for identity in sorted(group) for ref, n in counts[identity].items()]
    names = tuple(sorted({ref.name for ref, _ in ways}))
    entry = next((e for identity in sorted(group) if (e := base.by_id(identity)) is not None), None)
    if entry is not None:
        parents = base.ancestors(entry.id)
        whole = parents[0] if parents else _commonest(ways)
        return Party(entry.id, entry.name, entry.kind, names, whole, _disputed(ways, base))
    people = [ref for ref, _ in ways if ref.kind == "person"]
    fullest = min(people or [ref for ref, _ in ways], key=lambda r: (*fullness(r), r.id, r.kind))
    return Party(fullest.id, fullest.name, fullest.kind, names, _commonest(ways), _disputed(ways, base))


def _disputed(ways: Iterable[tuple[PartyRef, int]], base: Known) -> tuple[Tie, ...]:
    """Where it belongs by one party's word and not by another's, who denies it of that body, its whole or its part."""
    said: dict[str, set[str]] = defaultdict(set)
    denied: list[tuple[str, str]] = []
    for ref, _ in ways:
        if ref.part_of is not None and ref.said_by is not None:
            if ref.denied:
                denied.append((ref.part_of, ref.said_by))
            else:
                said[ref.part_of].add(ref.said_by)
    out = []
    for whole, by in sorted(said.items()):
        line = {whole, *base.ancestors(whole)}
        against = {who for of, who in denied if of in line or whole in base.ancestors(of)} - by
        if against:
            out.append(Tie("part_of", whole, min(by), contested=min(against)))
    return tuple(out)


def _commonest(ways: Iterable[tuple[PartyRef, int]]) -> str | None:
    counts: Counter[str] = Counter()
    nameless = True
    for ref, n in ways:
        nameless = nameless and ref.kind == "unnamed"
        if ref.part_of is not None and ref.said_by is None:
            counts[ref.part_of] += n
    first, second = (*counts.most_common(2), None, None)[:2]
    if first is None or (second is not None and (nameless or first[1] == second[1])):
        return None  # "officials" of two states are nobody's
    return first[0]
