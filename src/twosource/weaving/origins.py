"""Who vouches at the bottom, and how many of them are independent: counted over origins, never over outlets."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from twosource.records import Chain, Fold, Origins
from twosource.weaving.sides import Sides
from twosource.weaving.stands import POSITIVE, Stand

STAGE = "weave.origins/3"

_OUTLETS = frozenset({"outlet", "agency"})
_OWNERS = frozenset({"state", "armed group"})


@dataclass(frozen=True, slots=True)
class Backing:
    """The origins behind a proposition, and the chains that lead to them."""

    origins: Origins
    chains: tuple[Chain, ...]

    def chain_of(self, position: str) -> Chain | None:
        """The chain in which a position stands."""
        return next((chain for chain in self.chains if position in chain.positions), None)


def origins(stands: Sequence[Stand], sides: Sides) -> Backing:
    """Counts the independent origins of those who assert or confirm one proposition; other stances are passed over.

    A party, its spokesman and its state media are one; an outlet quoting somebody adds nothing of its own; a copy
    shares its parent's origin, a credited text its agency's; joint speakers and those who rest on one video are one
    for *at least*. *At least* counts only origins whose words state access; *at most* everyone who may be a bottom,
    and is None where nobody can tell how many they are ("officials said", "reports said").
    """
    backers = sorted((s for s in stands if s.stance in POSITIVE), key=lambda s: s.id)
    sides = sides.placing(s.party for s in backers)
    keys = _keys(backers, sides)
    coarse = _coarse(backers, keys, sides)
    chains = _chains(backers, coarse, keys, _folds(backers, keys, sides))
    unbounded = any(s.nameless and several(s.party.name) and _owner(s, sides) is None for s in backers)
    return Backing(Origins(_at_least(chains, backers), None if unbounded else len(set(keys.values()))), chains)


@lru_cache(maxsize=4096)
def several(name: str) -> bool:
    """Whether a description stands for nobody knows how many: "officials", "local media", "reports"."""
    return not _words("several").isdisjoint(re.findall(r"\w+", name.casefold()))


def official(name: str) -> bool:
    """Whether a description is of somebody in a state's or an army's service: "a military source", "the officer"."""
    return not _words("official").isdisjoint(re.findall(r"\w+", name.casefold()))


@lru_cache(maxsize=4)
def _words(which: str) -> frozenset[str]:
    data = tomllib.loads(resources.files("twosource.language.en").joinpath("nameless.toml").read_text("utf-8"))
    return frozenset(data[which])


def _keys(backers: Sequence[Stand], sides: Sides) -> dict[str, str]:
    """Position id -> who vouches for it at the bottom, as far as the reports tell: the finer count, for *at most*."""
    by_id = {s.id: s for s in backers}
    own = {s.id: _own_key(s, sides) for s in backers}
    published: dict[str, list[Stand]] = defaultdict(list)
    for s in backers:
        if s.outlet:
            published[s.outlet].append(s)

    def bottom(s: Stand) -> str:
        """What an outlet is cited for rests on whom it cites in turn, by its own reports among these."""
        reached, real = [s.party.id], set()
        for outlet in reached:  # grows while it is walked
            if outlet not in published:
                real.add(sides.principal(outlet))
            for other in published.get(outlet, ()):
                if not _cites_outlet(other):
                    real.add(own[other.id])
                elif other.party.id not in reached:
                    reached.append(other.party.id)
        return min(real) if real else "circle:" + min(reached)

    def key(s: Stand) -> str:
        seen = {s.id}
        while _may_copy(s) and s.copied_from in by_id and s.copied_from not in seen:
            s = by_id[s.copied_from]
            seen.add(s.id)
        return bottom(s) if _cites_outlet(s) else own[s.id]

    return {s.id: key(s) for s in backers}


def _may_copy(s: Stand) -> bool:
    """Whether words that stand in another report too are that report's: an outlet's own, its reporters' included, and
    those of the nameless; a party with a name says them wherever they stand.
    """
    return s.own_voice or s.nameless or s.party.id == s.outlet


def _cites_outlet(s: Stand) -> bool:
    return not s.own_voice and s.party.kind in _OUTLETS and s.party.id != s.outlet


def _own_key(s: Stand, sides: Sides) -> str:
    speaks_itself = s.party.kind in _OUTLETS and not _cites_outlet(s)
    if s.evidence and (speaks_itself or s.nameless):
        return f"shown:{s.evidence[0]}"
    if s.nameless:
        return _owner(s, sides) or "?" + "@".join(s.voice)
    if speaks_itself:
        return sides.principal(s.copied_outlet or s.credit or s.party.id)
    return sides.principal(s.party.id)


def _owner(s: Stand, sides: Sides) -> str | None:
    """For whom an official without a name speaks: the state or movement whose own media carry the words."""
    if not s.nameless or not official(s.party.name):
        return None
    carrier = s.voice[1]
    owner = sides.principal(carrier)
    entry = sides.base.by_id(owner) if owner != carrier else None
    return owner if entry is not None and entry.kind in _OWNERS else None


def _coarse(backers: Sequence[Stand], keys: Mapping[str, str], sides: Sides) -> _Classes:
    """The coarser count, for *at least*: also one are a party's positions, one utterance, what rests on one thing."""
    classes = _Classes(s.id for s in backers)
    for s in backers:
        classes.unite(s.id, f"key {keys[s.id]}")
        classes.unite(s.id, f"voice {'@'.join(s.voice) if s.nameless else sides.principal(s.party.id)}")
        for thing in s.evidence:
            classes.unite(s.id, f"thing {thing}")
        if s.copied_from is not None and _may_copy(s):
            classes.unite(s.id, f"copied {s.copied_from}")
            if s.copied_from in keys:
                classes.unite(s.copied_from, f"copied {s.copied_from}")
    for together in _joint(backers, sides):
        for other in together[1:]:
            classes.unite(together[0], other)
    return classes


def _joint(backers: Sequence[Stand], sides: Sides) -> list[list[str]]:
    """Positions that are one utterance of several parties: the same words for source and content at one place.

    Opposed parties don't speak jointly: "both sides confirmed" reports two confirmations in one breath.
    """
    groups: dict[tuple[object, ...], list[Stand]] = defaultdict(list)
    for s in backers:
        if not s.own_voice:
            groups[(s.document, s.start, s.end)].append(s)
    out = []
    for group in groups.values():
        if len({s.party.id for s in group}) < 2:
            continue
        first = group[0]
        out.append([s.id for s in group if s is first or sides.opposed(first.party.id, s.party.id) is not True])
    return out


def _folds(backers: Sequence[Stand], keys: Mapping[str, str], sides: Sides) -> dict[str, tuple[Fold, ...]]:
    """Why positions share an origin, by position: what a person is shown when she asks where a count comes from."""
    known = {s.id for s in backers}
    first: dict[tuple[str, str], str] = {}
    out: dict[str, list[Fold]] = defaultdict(list)
    joint = {other: together[0] for together in _joint(backers, sides) for other in together[1:]}
    for s in sorted(backers, key=lambda s: (s.published is None, s.published or "", s.document, s.start, s.id)):
        if s.copied_from is not None and s.copied_from in known:
            out[s.id].append(Fold(s.id, s.copied_from, "copies"))
        elif s.own_voice and s.credit is not None and s.credit != s.outlet:
            out[s.id].append(Fold(s.id, s.credit, "agency's words"))
        elif _cites_outlet(s):
            out[s.id].append(Fold(s.id, keys[s.id], "cites"))
        voices = [("nameless" if s.nameless else "same party", "@".join(s.voice) if s.nameless else s.party.id)]
        principal = sides.principal(s.party.id)
        owner = _owner(s, sides)
        if owner is not None or (not s.nameless and principal != s.party.id):
            voices.append(("speaks for", owner or principal))
        voices += [("one thing shown", thing) for thing in s.evidence]
        for why, voice in voices:
            if why == "speaks for":
                out[s.id].append(Fold(s.id, voice, why))
            elif (before := first.setdefault((why, voice), s.id)) != s.id:
                out[s.id].append(Fold(s.id, before, why))
        if s.id in joint:
            out[s.id].append(Fold(s.id, joint[s.id], "said jointly"))
    return {position: tuple(found) for position, found in out.items()}


def _chains(
    backers: Sequence[Stand], coarse: _Classes, keys: Mapping[str, str], folds: Mapping[str, tuple[Fold, ...]]
) -> tuple[Chain, ...]:
    groups: dict[str, list[Stand]] = defaultdict(list)
    for s in backers:
        groups[coarse.find(s.id)].append(s)
    chains = [
        Chain(
            origin=min(keys[s.id] for s in group),
            positions=tuple(s.id for s in group),
            parties=tuple(sorted({s.party.id for s in group})),
            access=any(s.access for s in group),
            folds=tuple(fold for s in group for fold in folds.get(s.id, ())),
        )
        for group in groups.values()
    ]
    return tuple(sorted(chains, key=lambda c: (c.origin, c.positions)))


def _at_least(chains: Sequence[Chain], backers: Sequence[Stand]) -> int:
    """Chains with access. The nameless may all be one, and one of the named, unless those only examined it."""
    by_id = {s.id: s for s in backers}
    named = nameless = only_examined = 0
    for chain in chains:
        if not chain.access:
            continue
        knowing = [by_id[p] for p in chain.positions if by_id[p].access]
        if all(s.nameless for s in knowing):
            nameless = 1
        else:
            named += 1
            only_examined += all(s.basis == "examined" for s in knowing)
    return named + (nameless if named == only_examined else 0)


class _Classes:
    """Disjoint sets of strings (union-find); the smallest member stands for its set, so that order doesn't matter."""

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {m: m for m in members}

    def find(self, member: str) -> str:
        root = self._parent.setdefault(member, member)
        while root != self._parent[root]:
            root = self._parent[root]
        return root

    def unite(self, a: str, b: str) -> None:
        low, high = sorted((self.find(a), self.find(b)))
        self._parent[high] = low
