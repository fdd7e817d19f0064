"""Which parties of one story's reports are the same: judgements that can be undone, and the parties they come to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from twosource.data.parties_names import split
from twosource.language.en.roles import role_lexicon
from twosource.records import Judgement, Party, PartyEntry, PartyRef

STAGE = "weave.parties/1"
RELATION = "same party"

_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "an", "de", "la"})


class Known(Protocol):
    """What party identity asks of the parties' data."""

    def by_id(self, identity: str, /) -> PartyEntry | None:
        """The entry of that id, or None."""
        ...

    def ancestors(self, identity: str, /) -> tuple[str, ...]:
        """What the party belongs to, and what that belongs to, nearest first."""
        ...


@dataclass(frozen=True, slots=True)
class _Named:
    """A party as all reports of the story name it, under one id."""

    id: str
    name: str
    kind: str
    core: tuple[str, ...]
    """The words of its name, comparable; a person's without titles."""
    part_of: frozenset[str]


def same_parties(refs: Sequence[PartyRef], base: Known) -> tuple[Judgement, ...]:
    """Judgements on which ids of one story name one party, each with its score and reason. Sorted, without repeats.

    One id is one party already, so those that the data know need none. Persons: the same name but for titles and
    middle names, initials, or the surname alone where only one person in the story can be meant and their affiliations
    don't clash (else `unsure`). Bodies: the same words, or an acronym of one. Who has no name is never merged.
    """
    named = _named(refs, base)
    out: dict[tuple[str, str], Judgement] = {}
    for left, right, verdict, score, reason in (*_persons(named, base), *_bodies(named, base), *_holders(refs, named)):
        a, b = sorted((left.id, right.id))
        found = Judgement(RELATION, a, b, verdict, score, STAGE, reason)
        if (a, b) not in out or found.score > out[a, b].score:
            out[a, b] = found
    return tuple(sorted(out.values()))


def party_map(refs: Sequence[PartyRef], judgements: Sequence[Judgement], base: Known) -> Mapping[str, Party]:
    """Each ref's id -> the party that it stands for, by these judgements; ids that nothing joins stand for themselves.

    A person's judgement outranks a stage's, and a negative one keeps two apart through whatever joins them; so do two
    ids of the data. The name is the data's, else the fullest proper name; part_of the data's, else the commonest that
    the reports give, None where they tie.
    """
    by_id: dict[str, list[PartyRef]] = defaultdict(list)
    for ref in refs:
        by_id[ref.id].append(ref)
    groups = {identity: frozenset({identity}) for identity in by_id}
    apart = {frozenset(pair) for pair, verdict in _verdicts(judgements).items() if verdict == "negative"}
    for pair, verdict in sorted(_verdicts(judgements).items()):
        if verdict != "positive" or any(one not in groups for one in pair):
            continue
        union = groups[pair[0]] | groups[pair[1]]
        known = sum(base.by_id(one) is not None for one in union)
        if known > 1 or any(separate <= union for separate in apart):
            continue
        groups.update(dict.fromkeys(union, union))
    parties = {group: _party(group, by_id, base) for group in set(groups.values())}
    return {identity: parties[group] for identity, group in sorted(groups.items())}


def _verdicts(judgements: Sequence[Judgement]) -> dict[tuple[str, str], str]:
    """(lower id, higher id) -> the verdict that counts: a person's before a stage's, and of equals the negative one."""
    ranked: dict[tuple[str, str], tuple[bool, bool, str]] = {}
    for j in judgements:
        if j.relation != RELATION or j.left == j.right:
            continue
        a, b = sorted((j.left, j.right))
        rank = (j.maker.startswith("weave."), j.verdict != "negative", j.verdict)
        ranked[a, b] = min(rank, ranked.get((a, b), rank))
    return {pair: rank[2] for pair, rank in ranked.items()}


def _named(refs: Sequence[PartyRef], base: Known) -> tuple[_Named, ...]:
    grouped: dict[str, list[PartyRef]] = defaultdict(list)
    for ref in refs:
        if ref.kind != "unnamed":
            grouped[ref.id].append(ref)
    out = []
    for identity, group in sorted(grouped.items()):
        entry = base.by_id(identity)
        fullest = min(group, key=_fullness)
        name, kind = (entry.name, entry.kind) if entry is not None else (fullest.name, fullest.kind)
        core = _person_words(name) if kind == "person" else tuple(w.folded for w in split(name))
        if core:
            out.append(_Named(identity, name, kind, core, frozenset(r.part_of for r in group if r.part_of)))
    return tuple(out)


def _fullness(ref: PartyRef) -> tuple[int, int, str]:
    """Sorts the fullest proper name first: most words once titles are gone, then the shorter, then by letters."""
    core = _person_words(ref.name) if ref.kind == "person" else tuple(ref.name.split())
    return (-len(core), len(ref.name), ref.name)


def _person_words(name: str) -> tuple[str, ...]:
    """A person's name in comparable words, from after the last title: "Karvel Gov. Ana Belo" gives (ana, belo)."""
    words = [w.folded for w in split(name)]
    lexicon = role_lexicon()
    titles = {t.casefold().rstrip(".") for t in lexicon.titles} | lexicon.offices
    last = max((i for i, w in enumerate(words[:-1]) if w in titles), default=-1)
    return tuple(words[last + 1 :])


_Found = tuple[_Named, _Named, str, float, str]


def _persons(named: Sequence[_Named], base: Known) -> Iterator[_Found]:
    surnames: dict[str, list[_Named]] = defaultdict(list)
    for one in named:
        if one.kind == "person":
            surnames[one.core[-1]].append(one)
    for group in surnames.values():
        full = [one for one in group if len(one.core) > 1]
        for left, right in combinations(full, 2):
            reason = _same_full_name(left.core, right.core)
            if reason is not None and _places_agree(left, right, base):
                yield left, right, "positive", 0.9, reason
        for bare in (one for one in group if len(one.core) == 1):
            for other in (one for one in group if len(one.core) == 1 and one.id > bare.id):
                if _places_agree(bare, other, base):
                    yield bare, other, "positive", 0.9, "the same surname"
            fitting = [one for one in full if _places_agree(bare, one, base)]
            one_person = all(_same_full_name(a.core, b.core) for a, b in combinations(fitting, 2))
            for one in fitting:
                if one_person:
                    yield bare, one, "positive", 0.85, "the surname of the only person so named in the story"
                else:
                    yield bare, one, "unsure", 0.5, "several persons of that surname in the story"


def _same_full_name(a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    """Why two names of one surname are one person's, or None."""
    short, long = sorted((a, b), key=len)
    if short == long[-len(short) :]:
        return "the same name" if len(short) == len(long) else "the same name, longer"
    if short[0] == long[0]:
        return "the same first and last name"
    initials = any(len(x) == 1 and y.startswith(x) for x, y in ((short[0], long[0]), (long[0], short[0])))
    return "the same surname and initial" if initials else None


def _places_agree(left: _Named, right: _Named, base: Known) -> bool:
    """Whether the reports can mean one person: nothing said of one's affiliation, or one in the other's line."""
    if not left.part_of or not right.part_of:
        return True
    lines = [{x for one in side.part_of for x in (one, *base.ancestors(one))} for side in (left, right)]
    return not lines[0].isdisjoint(lines[1])


def _holders(refs: Sequence[PartyRef], named: Sequence[_Named]) -> Iterator[_Found]:
    """An office without a name is the one person of the story who is named with it ("the Ostrana governor")."""
    persons = {one.id: one for one in named if one.kind == "person"}
    held: dict[str, set[str]] = defaultdict(set)
    offices: dict[str, set[str]] = defaultdict(set)
    described: dict[str, PartyRef] = {}
    for ref in refs:
        if ref.office is None:
            continue
        if ref.id in persons:
            held[ref.office].add(ref.id)
        else:
            offices[ref.office].add(ref.id)
            described[ref.id] = ref
    for office, ids in sorted(offices.items()):
        cores = {persons[one].core[-1] for one in held.get(office, ())}
        if len(cores) != 1:
            continue
        person = persons[min(held[office])]
        for one in sorted(ids):
            ref = described[one]
            unnamed = _Named(one, ref.name, ref.kind, (ref.name,), frozenset())
            yield unnamed, person, "positive", 0.8, "the only holder of that office named in the story"


def _bodies(named: Sequence[_Named], base: Known) -> Iterator[_Found]:
    by_words: dict[tuple[str, ...], list[_Named]] = defaultdict(list)
    by_initials: dict[str, list[_Named]] = defaultdict(list)
    bodies = [one for one in named if one.kind != "person"]
    for one in bodies:
        by_words[one.core].append(one)
        initials = "".join(word[0] for word in one.core if word not in _SMALL)
        if len(initials) > 2:
            by_initials[initials].append(one)
    for same in by_words.values():
        for left, right in combinations(same, 2):
            if base.by_id(left.id) is None or base.by_id(right.id) is None:
                yield left, right, "positive", 0.95, "the same words"
    for one in bodies:
        if len(one.core) == 1 and one.name.replace(".", "").isupper():
            written_out = by_initials.get(one.core[0], [])
            if len({full.core for full in written_out}) == 1 and _places_agree(one, written_out[0], base):
                yield one, written_out[0], "positive", 0.85, "the initials of its name"


def _party(group: frozenset[str], by_id: Mapping[str, Sequence[PartyRef]], base: Known) -> Party:
    refs = [ref for identity in sorted(group) for ref in by_id[identity]]
    names = tuple(sorted({ref.name for ref in refs}))
    entry = next((e for identity in sorted(group) if (e := base.by_id(identity)) is not None), None)
    if entry is not None:
        parents = base.ancestors(entry.id)
        return Party(entry.id, entry.name, entry.kind, names, parents[0] if parents else _commonest(refs))
    people = [ref for ref in refs if ref.kind == "person"]
    fullest = min(people or refs, key=lambda r: (*_fullness(r), r.id))
    return Party(fullest.id, fullest.name, fullest.kind, names, _commonest(refs))


def _commonest(refs: Sequence[PartyRef]) -> str | None:
    counts = Counter(ref.part_of for ref in refs if ref.part_of is not None).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]
