"""Who can take a stand: the parties' knowledge base, by id, by name, and in a text (docs/parties.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from twosource.data import parties_bodies, parties_index, parties_sides, parties_toml
from twosource.data.parties_bodies import STATE, Bodies
from twosource.data.parties_index import CAPITAL, DEMONYM, LONGEST, NAME, NameIndex
from twosource.data.parties_names import Word, key, last_forms, pieces, split, window
from twosource.data.parties_sides import Conflict, holds
from twosource.data.parties_toml import Listed, PartyDataError
from twosource.records import PartyEntry, Tie

__all__ = ["PartyBase", "PartyDataError"]


@dataclass(frozen=True, slots=True)
class PartyBase:
    """The parties known beforehand. Made by `load`; never changes.

    Ties marked `contested` are kept in the entries, and followed only where a method is asked to (`contested=True`).
    """

    _entries: Mapping[str, PartyEntry]
    _index: NameIndex
    _bodies: Bodies
    _conflicts: Mapping[str, Conflict]

    @classmethod
    def load(cls, extra: tuple[Path, ...] = ()) -> PartyBase:
        """The shipped data and then the user's files, which add to it (docs/parties.md).

        Raises PartyDataError (a ValueError) naming the file, the entry and the remedy.
        """
        return _load(extra)

    def __iter__(self) -> Iterator[PartyEntry]:
        """Every listed entry, by id; bodies made by pattern are not among them."""
        return iter(self._entries[identity] for identity in sorted(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def by_id(self, identity: str) -> PartyEntry | None:
        """The entry, listed or made by pattern (`sy/mod`); None where there is none."""
        found = self._entries.get(identity)
        if found is None and "/" in identity:
            state, _, body = identity.rpartition("/")
            owner, pattern = self._entries.get(state), self._bodies.by_key.get(body)
            if owner is not None and owner.kind == "state" and pattern is not None:
                return self._bodies.entry(owner, pattern)
        return found

    def lookup(self, name: str) -> PartyEntry | None:
        """The party of that name, or None where none or several claim it (see `candidates`).

        Case, accents, articles, dots, hyphens, apostrophes (kept or lost) and American spelling don't count, but short
        acronyms ("US", "WHO") must match case. Bodies are found by pattern: "Russias defence ministry".
        """
        words = split(name)
        if not words:
            return None
        found = self._index.best(words, strict=False, whole=True)
        if found is None:
            found = self._index.best(self._without_suffix(words), strict=False, whole=True)
        return self.by_id(found[0]) if found else None

    def candidates(self, name: str) -> tuple[PartyEntry, ...]:
        """Every listed party that claims the name, the one that `lookup` gives first."""
        words = split(name)
        claims = self._index.claims(words) if words else ()
        return tuple(self._entries[claim.id] for claim in claims)

    def demonym(self, word: str) -> PartyEntry | None:
        """The state whose adjective or people's name this is: "Russian", "Russians", "South Korean"."""
        words = split(word)
        if not words:
            return None
        for tail, _ in last_forms(words[-1]):
            spelled = key([*words[:-1], Word(tail, words[-1].surface, False, 0)])
            for prefix in self._index.prefixes.get(spelled, ()):
                if prefix.type == DEMONYM and (words[0].surface[0].isupper()):
                    return self._entries[prefix.state]
        return None

    def names_place(self, name: str) -> bool:
        """Whether the name is also a place's: a country's or a capital's. "In Damascus" is no party's."""
        words = split(name)
        found = self._index.prefixes.get(key(words), ()) if words else ()
        return any(prefix.type in (NAME, CAPITAL) for prefix in found)

    def body(self, state: str, head: str) -> PartyEntry | None:
        """The body that `head` ("the defence ministry", "army", "government") is in that state, or None."""
        words = split(head)
        for found, end in self._index.heads(words, 0) if words else ():
            if end == len(words):
                owner = self._bodies.by_head[found]
                return self.by_id(state if owner == STATE else f"{state}/{owner}")
        return None

    def longest_match(self, tokens: Sequence[str], start: int) -> tuple[PartyEntry, int] | None:
        """The longest known name that begins at `tokens[start]`: (entry, index after its last token), or None.

        Tokens may split or keep hyphens and "'s". Capitals must stand as in the name. A leading "the" is not part of
        the match, save in a one-word title ("The Times"); nor is a "'s" after it.
        """
        reach = self._index.reach(tokens, start)
        if not reach:
            return None
        words = window(tokens, start, reach)
        found = self._index.best(words, strict=True)
        if found is None:
            return None
        if found[1] < len(words) and words[found[1]].dashed and words[found[1]].folded in self._bodies.compounds:
            return None
        entry = self.by_id(found[0])
        return (entry, words[found[1] - 1].end) if entry else None

    def longest_head(self, tokens: Sequence[str], start: int) -> tuple[str, int] | None:
        """A body's head without its state ("the defence ministry") at `tokens[start]`: (body key, end), or None.

        The key is that of bodies.toml, or `@state` for "government" and the like; `body` makes the party of it.
        """
        first = pieces(tokens[start])
        if not first or first[0][0] not in self._bodies.longest:
            return None
        words = window(tokens, start, LONGEST)
        for head, end in self._index.heads(words, 0):
            return self._bodies.by_head[head], words[end - 1].end
        return None

    def mentions(self, tokens: Sequence[str]) -> tuple[tuple[PartyEntry, int, int], ...]:
        """Every known name in a text, left to right, longest first, never overlapping: (entry, start, end)."""
        found: list[tuple[PartyEntry, int, int]] = []
        at = 0
        while at < len(tokens):
            match = self.longest_match(tokens, at)
            if match is None:
                at += 1
                continue
            found.append((match[0], at, match[1]))
            at = match[1]
        return tuple(found)

    def part_of(self, identity: str, on: date | None = None, contested: bool = False) -> str | None:
        """The id of what the party belongs to (on that day), or None."""
        entry = self.by_id(identity)
        for tie in entry.ties if entry else ():
            if tie.relation == "part_of" and (contested or not tie.contested) and holds(tie, on):
                return tie.target
        return None

    def ancestors(self, identity: str, on: date | None = None, contested: bool = False) -> tuple[str, ...]:
        """What the party belongs to, and what that belongs to, nearest first."""
        found: list[str] = []
        parent = self.part_of(identity, on, contested)
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self.part_of(parent, on, contested)
        return tuple(found)

    def state_of(self, identity: str, on: date | None = None) -> str | None:
        """The id of the state that the party is or belongs to, or None."""
        for candidate in (identity, *self.ancestors(identity, on)):
            entry = self.by_id(candidate)
            if entry is not None and entry.kind == "state":
                return candidate
        return None

    def sides(self, identity: str, on: date | None = None, contested: bool = False) -> frozenset[str]:
        """The sides ("syria-2011/government") on which the party stands, its own or those of what it belongs to.

        Its own side in a conflict stands before what it belongs to. Without a day: every side it ever stood on.
        """
        found: dict[str, set[str]] = {}
        for candidate in (identity, *self.ancestors(identity, on, contested)):
            entry = self.by_id(candidate)
            here: dict[str, set[str]] = {}
            for tie in entry.ties if entry else ():
                if tie.relation == "side" and (contested or not tie.contested) and holds(tie, on):
                    here.setdefault(tie.target.rpartition("/")[0], set()).add(tie.target)
            for conflict, sides in here.items():
                found.setdefault(conflict, sides)
        return frozenset(side for sides in found.values() for side in sides)

    def opposed(self, left: str, right: str, on: date | None = None, contested: bool = False) -> bool | None:
        """True: on opposed sides of a conflict. False: same side, allied, or one belongs to the other. None: unknown.

        Where both hold (allies in one conflict, enemies in another) the enmity counts.
        """
        if left == right:
            return False
        mine = {left, *self.ancestors(left, on, contested)}
        theirs = {right, *self.ancestors(right, on, contested)}
        if mine & theirs:
            return False
        if self._against(left, theirs) or self._against(right, mine):
            return True
        ours, others = self.sides(left, on, contested), self.sides(right, on, contested)
        for side in ours:
            for other in others:
                conflict = self._conflicts.get(side.rpartition("/")[0])
                if conflict is not None and frozenset((side, other)) in conflict.opposed:
                    return True
        if ours & others or self._allied(mine, theirs, on) or self._allied(theirs, mine, on):
            return False
        return None

    def conflict(self, side: str) -> Conflict | None:
        """The conflict of a side ("syria-2011/government") or of an id ("syria-2011")."""
        return self._conflicts.get(side) or self._conflicts.get(side.rpartition("/")[0])

    def conflicts(self) -> tuple[Conflict, ...]:
        """Every named conflict, by id."""
        return tuple(self._conflicts[identity] for identity in sorted(self._conflicts))

    def _against(self, identity: str, others: set[str]) -> bool:
        """Whether the party is a state's rebels or opposition by pattern, and that state is among the others."""
        state, _, body = identity.rpartition("/")
        pattern = self._bodies.by_key.get(body)
        return pattern is not None and pattern.against_state and state in others

    def _allied(self, mine: set[str], theirs: set[str], on: date | None) -> bool:
        for identity in mine:
            entry = self.by_id(identity)
            for tie in entry.ties if entry else ():
                if tie.relation == "allied_with" and not tie.contested and tie.target in theirs and holds(tie, on):
                    return True
        return False

    def _without_suffix(self, words: list[Word]) -> list[Word]:
        """Without words at the end that only say what it is: "Interfax news agency"."""
        for count in (3, 2, 1):
            if len(words) > count and " ".join(word.folded for word in words[-count:]) in self._bodies.suffixes:
                return words[:-count]
        return words


def _load(extra: tuple[Path, ...]) -> PartyBase:
    listed: dict[str, Listed] = {}
    conflicts: dict[str, Conflict] = {}
    members: list[tuple[str, Tie, str]] = []
    bodies: Bodies | None = None
    for source in (*parties_toml.shipped(), *extra):
        tables, file = parties_toml.parse(source), str(source if isinstance(source, Path) else source.name)
        if "body" in tables:
            bodies = parties_bodies.read(tables, file)
        for one in parties_toml.listed(tables, file, listed):
            listed.pop(one.entry.id, None)
            listed[one.entry.id] = one
        more, found = parties_sides.read(tables, file)
        conflicts.update(more)
        members += [(party, tie, file) for party, tie in found]
    if bodies is None:
        raise PartyDataError("bodies.toml: missing from the package; install twosource again")
    sides: dict[str, list[Tie]] = {}
    for party, tie, _ in members:
        sides.setdefault(party, []).append(tie)
    entries = {
        identity: replace(one.entry, aliases=_aliases(one)) if one.entry.kind == "state" else one.entry
        for identity, one in listed.items()
    }
    for party, ties in sides.items():
        state, _, body = party.rpartition("/")
        if party not in entries and state in entries and body in bodies.by_key:
            entries[party] = bodies.entry(entries[state], bodies.by_key[body])
        if party in entries:
            entries[party] = replace(entries[party], ties=(*entries[party].ties, *ties))
    index = parties_index.build(reversed(listed.values()), bodies)
    base = PartyBase(entries, index, bodies, conflicts)
    _check(base, listed, members)
    return base


def _aliases(one: Listed) -> tuple[str, ...]:
    """A state's listed aliases and those that the patterns match."""
    entry = one.entry
    made = [f"{word} government" for word in entry.demonyms]
    made += [f"{word} {head}" for word in entry.demonyms[:1] for head in ("regime", "authorities")]
    made += [f"{word} {head}" for word in one.leaders for head in ("government", "regime")]
    if "government" not in entry.name.casefold():
        made.append(f"government of {entry.name}")
    return tuple(dict.fromkeys(name for name in (*entry.aliases, *made) if name != entry.name))


def _check(base: PartyBase, listed: Mapping[str, Listed], members: Sequence[tuple[str, Tie, str]]) -> None:
    """Every tie leads somewhere. Raises PartyDataError naming the file and the entry."""
    for identity, one in listed.items():
        where = f"{one.file}: party {identity!r}"
        for tie in one.entry.ties:
            parties_sides.check_dates(tie, where)
            known = base.conflict(tie.target) if tie.relation == "side" else base.by_id(tie.target)
            if known is None:
                what = "no conflict's side" if tie.relation == "side" else "no party's id"
                raise PartyDataError(f"{where}: tie to {tie.target!r}, which is {what}; correct it or add it")
    for party, tie, file in members:
        if base.by_id(party) is None:
            raise PartyDataError(f"{file}: {tie.target}: member {party!r} is no party's id; correct or add it")
