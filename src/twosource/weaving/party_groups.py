"""Which names may be one party's: looked at within small groups that share a surname, an office, words or initials.

A group can be judged anew alone, so that a report with a new name touches only the groups of that name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from twosource.data.parties_names import split
from twosource.language.en.roles import role_lexicon
from twosource.records import Judgement, PartyEntry, PartyRef

STAGE = "weave.parties/3"
RELATION = "same party"

_FILLING = frozenset({"of", "the", "and", "for", "affairs"})
"""Words that one way of naming a body has and another hasn't: "Ministry of Foreign Affairs", "foreign ministry"."""
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
class Named:
    """A party as all reports of the story name it, under one id."""

    id: str
    name: str
    kind: str
    core: tuple[str, ...]
    """The words of its name, comparable; a person's without titles."""
    part_of: frozenset[str]


def groups_of(identity: str, refs: Collection[PartyRef], base: Known) -> frozenset[str]:
    """The groups in which an id is compared with others. `refs`: all ways in which the story's reports name it."""
    one = named(identity, refs, base)
    found = {f"office {ref.office}" for ref in refs if ref.office is not None}
    if one is None:
        return frozenset(found)
    if one.kind == "person":
        return frozenset({*found, f"surname {one.core[-1]}"})
    found.add(f"words {' '.join(_bag(one))}")
    initials = _initials(one)
    if len(initials) > 2:
        found.add(f"initials {initials}")
    if _acronym(one):
        found.add(f"initials {one.core[0]}")
    return frozenset(found)


def judge_group(group: str, members: Mapping[str, Collection[PartyRef]], base: Known) -> tuple[Judgement, ...]:
    """Judgements on which of a group's ids name one party, each with its score and reason. Sorted.

    One id is one party already, so those that the data know need none. Persons: the same name but for titles and
    middle names, initials, or the surname alone where only one person in the story can be meant and their affiliations
    don't clash (else `unsure`). Bodies: the same words in any order, or an acronym of one. Who has no
    name is never merged.
    """
    kind, _, value = group.partition(" ")
    all_named = [one for one in (named(key, refs, base) for key, refs in sorted(members.items())) if one is not None]
    if kind == "office":
        found: Iterator[_Found] = _holders(value, members, all_named)
    elif kind == "surname":
        found = _persons([one for one in all_named if one.kind == "person"], base)
    elif kind == "words":
        found = _same_words([one for one in all_named if one.kind != "person"], base)
    else:
        found = _acronyms(value, [one for one in all_named if one.kind != "person"], base)
    out: dict[tuple[str, str], Judgement] = {}
    for left, right, verdict, score, reason in found:
        a, b = sorted((left, right.id))
        judged = Judgement(RELATION, a, b, verdict, score, STAGE, reason)
        if (a, b) not in out or judged.score > out[a, b].score:
            out[a, b] = judged
    return tuple(sorted(out.values()))


def named(identity: str, refs: Collection[PartyRef], base: Known) -> Named | None:
    """An id's name, or None where it has none that could be compared."""
    proper = [ref for ref in refs if ref.kind != "unnamed"]
    if not proper:
        return None
    entry = base.by_id(identity)
    fullest = min(proper, key=fullness)
    name, kind = (entry.name, entry.kind) if entry is not None else (fullest.name, fullest.kind)
    core = _person_words(name) if kind == "person" else tuple(w.folded for w in split(name))
    return (
        Named(identity, name, kind, core, frozenset(r.part_of for r in proper if r.part_of and r.said_by is None))
        if core
        else None
    )


def fullness(ref: PartyRef) -> tuple[int, int, str]:
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


_Found = tuple[str, Named, str, float, str]
"""(one id, the other, verdict, score, reason)."""


def _persons(group: Sequence[Named], base: Known) -> Iterator[_Found]:
    """Persons of one surname."""
    full = [one for one in group if len(one.core) > 1]
    bare = [one for one in group if len(one.core) == 1]
    for left, right in combinations(full, 2):
        reason = _same_full_name(left.core, right.core)
        if reason is not None and _places_agree(left, right, base):
            yield left.id, right, "positive", 0.9, reason
    for left, right in combinations(bare, 2):
        if _places_agree(left, right, base):
            yield left.id, right, "positive", 0.9, "the same surname"
    for short in bare:
        fitting = [one for one in full if _places_agree(short, one, base)]
        one_person = all(_same_full_name(a.core, b.core) for a, b in combinations(fitting, 2))
        for one in fitting:
            if one_person:
                yield short.id, one, "positive", 0.85, "the surname of the only person so named in the story"
            else:
                yield short.id, one, "unsure", 0.5, "several persons of that surname in the story"


def _same_full_name(a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    """Why two names of one surname are one person's, or None."""
    short, long = sorted((a, b), key=len)
    if short == long[-len(short) :]:
        return "the same name" if len(short) == len(long) else "the same name, longer"
    if short[0] == long[0]:
        return "the same first and last name"
    initials = any(len(x) == 1 and y.startswith(x) for x, y in ((short[0], long[0]), (long[0], short[0])))
    return "the same surname and initial" if initials else None


def _places_agree(left: Named, right: Named, base: Known) -> bool:
    """Whether the reports can mean one person: nothing said of one's affiliation, or one in the other's line."""
    if not left.part_of or not right.part_of:
        return True
    lines = [{x for one in side.part_of for x in (one, *base.ancestors(one))} for side in (left, right)]
    return not lines[0].isdisjoint(lines[1])


def _holders(office: str, members: Mapping[str, Collection[PartyRef]], all_named: Sequence[Named]) -> Iterator[_Found]:
    """An office without a name is the one person of the story who is named with it ("the Ostrana governor")."""
    persons = {one.id: one for one in all_named if one.kind == "person"}
    with_it = {key for key, refs in members.items() if any(ref.office == office for ref in refs)}
    held = sorted(key for key in with_it if key in persons)
    if len({persons[key].core[-1] for key in held}) == 1:
        for one in sorted(with_it - persons.keys()):
            yield one, persons[held[0]], "positive", 0.8, "the only holder of that office named in the story"


def _same_words(bodies: Sequence[Named], base: Known) -> Iterator[_Found]:
    for left, right in combinations(bodies, 2):
        if base.by_id(left.id) is None or base.by_id(right.id) is None:
            same = left.core == right.core
            yield (
                left.id,
                right,
                "positive",
                0.95 if same else 0.9,
                f"the same words{'' if same else ' in another order'}",
            )


def _bag(one: Named) -> tuple[str, ...]:
    """A body's words in no order: "the Ministry of Health of X" and "X's health ministry" are one."""
    return tuple(sorted(set(one.core) - _FILLING)) or one.core


def _acronyms(initials: str, bodies: Sequence[Named], base: Known) -> Iterator[_Found]:
    written_out = [one for one in bodies if _initials(one) == initials]
    if len({full.core for full in written_out}) == 1:
        for one in bodies:
            if _acronym(one) and one.core[0] == initials and _places_agree(one, written_out[0], base):
                yield one.id, written_out[0], "positive", 0.85, "the initials of its name"


def _initials(one: Named) -> str:
    return "".join(word[0] for word in one.core if word not in _SMALL)


def _acronym(one: Named) -> bool:
    return len(one.core) == 1 and one.name.replace(".", "").isupper()
