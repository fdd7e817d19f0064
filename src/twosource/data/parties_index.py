"""Finds parties by name: listed names, and bodies by pattern, longest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from twosource.data.parties_bodies import STATE, Bodies
from twosource.data.parties_names import Needs, Word, closed, fits, glued, key, last_forms, needs, pieces, split
from twosource.data.parties_toml import Listed

LONGEST = 14
"""Words of a text that a name may take; listed names and patterns stay under it."""

DEMONYM, NAME, CAPITAL, LEADER = "demonym", "name", "capital", "leader"


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry's claim to a name."""

    id: str
    needs: Needs
    primary: bool = True
    """False where the entry marks the name as ambiguous: another entry's, first of all."""
    scan: bool = True
    """False where the name counts only when it is looked up, never when a text is searched."""
    alone: bool = False
    """True where a capital after it makes it another name: "The National" isn't in "the National Guard"."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that stand before a body's head for the state: "Russian", "Russia's", "Moscow", "Assad"."""

    state: str
    type: str
    needs: Needs


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every listed name by its folded key, and the states' prefixes."""

    names: Mapping[str, tuple[Claim, ...]]
    longest: Mapping[str, int]
    prefixes: Mapping[str, tuple[Prefix, ...]]
    longest_prefix: Mapping[str, int]
    starters: frozenset[str]
    """First words of all of these, with and without an s that may be a possessive's."""
    low_starters: frozenset[str]
    """Those of the names that start in lower case: "al-Qaeda", "chemical weapons watchdog"."""
    titles: frozenset[str]
    """One-word titles that need their article: "times" for "The Times"."""
    countries: Mapping[str, str | None]
    """Party id -> country."""
    states: frozenset[str]
    bodies: Bodies

    def reach(self, tokens: Sequence[str], start: int) -> int:
        """How many words a name at `tokens[start]` may take; 0 where none can start there. Made to be cheap."""
        first = pieces(tokens[start])
        if not first or not first[0][0]:
            return 0
        folded, surface = first[0][0], first[0][1]
        if folded == "the":
            after = pieces(tokens[start + 1]) if start + 1 < len(tokens) else ()
            return 2 if after and after[0][0] in self.titles else 0
        if surface[0].islower():
            if folded in self.low_starters:
                return LONGEST
            return LONGEST if folded in self.bodies.longest and "of" in tokens[start + 1 : start + LONGEST] else 0
        if folded not in self.starters:
            return 0
        stem = folded.removesuffix("s")
        if stem in self.longest_prefix or folded in self.longest_prefix or folded in self.bodies.longest:
            return LONGEST
        return max(self.longest.get(form, 0) for form in (folded, stem, f"{folded}s"))

    def best(self, words: Sequence[Word], strict: bool, whole: bool = False) -> tuple[str, int] | None:
        """The longest name at the start of `words`: (party id, number of words), or None.

        `strict`: capitals must stand as in the name, and look-up-only names don't count.
        `whole`: only a name that takes all the words.
        """
        found: tuple[str, int] | None = None
        for way in (self._named, self._prefixed, self._of):
            candidate = way(words, 0, strict, whole)
            if candidate and (found is None or candidate[1] > found[1]):
                found = candidate
        return found

    def claims(self, words: Sequence[Word]) -> tuple[Claim, ...]:
        """All claims to a whole name, case asked only of short acronyms; the primary ones first."""
        found: dict[str, Claim] = {}
        for tail, _ in last_forms(words[-1]):
            for claim in self.names.get(_joined(words, 0, len(words), tail), ()):
                if fits(claim.needs, words, 0, False):
                    found.setdefault(claim.id, claim)
        return tuple(sorted(found.values(), key=lambda claim: not claim.primary))

    def _named(self, words: Sequence[Word], at: int, strict: bool, whole: bool) -> tuple[str, int] | None:
        """A listed name at `at`: (id, where it ends)."""
        most = min(_most(self.longest, words[at]), len(words) - at)
        for count in range(most, 0, -1):
            end = at + count
            if whole and end != len(words):
                return None
            if not closed(words, end):
                continue
            for tail, _ in last_forms(words[end - 1]):
                claims = self.names.get(_joined(words, at, end, tail), ())
                fitting = [c for c in claims if fits(c.needs, words, at, strict) and (c.scan or not strict)]
                if strict and end < len(words) and words[end].surface[0].isupper():
                    fitting = [c for c in fitting if not c.alone]
                primary = [c.id for c in fitting if c.primary]
                if primary:
                    return primary[0], end
        return None

    def _prefixed(self, words: Sequence[Word], at: int, strict: bool, whole: bool) -> tuple[str, int] | None:
        """A state's prefix and a head, or a prefix and the name of a party of that country."""
        found: tuple[str, int] | None = None
        most = min(_most(self.longest_prefix, words[at]), len(words) - at)
        for count in range(most, 0, -1):
            mid = at + count
            if mid == len(words) or words[mid].dashed:
                continue
            for tail, possessive in last_forms(words[mid - 1]):
                for prefix in self.prefixes.get(_joined(words, at, mid, tail), ()):
                    if not fits(prefix.needs, words, at, strict) or (possessive and prefix.type == DEMONYM):
                        continue
                    for candidate in (
                        self._head(words, mid, prefix, possessive, whole),
                        self._own(words, mid, prefix, strict, whole),
                    ):
                        if candidate and (found is None or candidate[1] > found[1]):
                            found = candidate
        return found

    def _head(
        self, words: Sequence[Word], at: int, prefix: Prefix, possessive: bool, whole: bool
    ) -> tuple[str, int] | None:
        for head, end in self.heads(words, at):
            if (whole and end != len(words)) or not closed(words, end):
                continue
            if prefix.type == CAPITAL and head not in self.bodies.capital_heads:
                continue
            if prefix.type == LEADER and not (
                head in self.bodies.leader_heads or (possessive and head in self.bodies.capital_heads)
            ):
                continue
            if prefix.type == NAME and not possessive and head in self.bodies.not_bare:
                continue
            owner = self.bodies.by_head[head]
            return (prefix.state if owner == STATE else f"{prefix.state}/{owner}"), end
        return None

    def _own(self, words: Sequence[Word], at: int, prefix: Prefix, strict: bool, whole: bool) -> tuple[str, int] | None:
        """A listed name after the prefix of its own country: "Russia's FSB"."""
        if prefix.type not in (NAME, DEMONYM):
            return None
        named = self._named(words, at, strict, whole)
        if named and named[0] not in self.states and self.countries.get(named[0]) == self.countries[prefix.state]:
            return named
        return None

    def heads(self, words: Sequence[Word], at: int) -> Iterable[tuple[str, int]]:
        """The heads of bodies that stand at `at`, longest first: (head, where it ends)."""
        most = min(self.bodies.longest.get(words[at].folded, 0), len(words) - at)
        most = max(most, min(self.bodies.longest.get(glued(words[at]), 0), len(words) - at))
        for end in range(at + most, at, -1):
            for tail, _ in last_forms(words[end - 1]):
                head = _joined(words, at, end, tail)
                if head in self.bodies.by_head:
                    yield head, end

    def _of(self, words: Sequence[Word], at: int, strict: bool, whole: bool) -> tuple[str, int] | None:
        """A head and its state: "Ministry of Defence of the Russian Federation"."""
        for head, end in self.heads(words, at):
            mid = end + 1
            if end >= len(words) or words[end].folded != "of":
                continue
            if mid < len(words) and words[mid].folded == "the":
                mid += 1
            if mid >= len(words):
                continue
            most = min(_most(self.longest_prefix, words[mid]), len(words) - mid)
            for stop in range(mid + most, mid, -1):
                if whole and stop != len(words):
                    break
                if not closed(words, stop):
                    continue
                for tail, _ in last_forms(words[stop - 1]):
                    for prefix in self.prefixes.get(_joined(words, mid, stop, tail), ()):
                        if prefix.type == NAME and fits(prefix.needs, words, mid, strict):
                            owner = self.bodies.by_head[head]
                            return (prefix.state if owner == STATE else f"{prefix.state}/{owner}"), stop
        return None


def _most(longest: Mapping[str, int], word: Word) -> int:
    folded = word.folded
    most = longest.get(folded, 0)
    if word.possessive:
        return max(most, longest.get(folded + "s", 0))
    return max(most, longest.get(folded[:-1], 0)) if folded[-1:] == "s" else most


def _joined(words: Sequence[Word], start: int, end: int, tail: str) -> str:
    if end - start == 1:
        return tail
    return " ".join([*(glued(word) for word in words[start : end - 1]), tail])


def build(parties: Iterable[Listed], bodies: Bodies) -> NameIndex:
    """The index over all entries. Claims of files read later come first, so that a user's name wins."""
    names: dict[str, list[Claim]] = {}
    prefixes: dict[str, list[Prefix]] = {}
    countries: dict[str, str | None] = {}
    states: set[str] = set()
    for listed in parties:
        entry = listed.entry
        countries[entry.id] = entry.country
        for name in dict.fromkeys((entry.name, *entry.aliases)):
            words = split(name)
            claim = Claim(entry.id, needs(words), name not in listed.ambiguous, name not in listed.lookup_only)
            if len(words) == 1 and name.startswith("The ") and entry.kind == "outlet":
                # "The Times": the article is part of a one-word name, or every "Times" would be one.
                names.setdefault(f"the {key(words)}", []).append(Claim(entry.id, ((1, None),), alone=True))
                claim = Claim(entry.id, claim.needs, claim.primary, False)
            names.setdefault(key(words), []).append(claim)
        if entry.kind == "state":
            states.add(entry.id)
            capitals = frozenset(listed.capitals)
            rows = [(word, DEMONYM) for word in entry.demonyms]
            rows += [(word, NAME) for word in (entry.name, *entry.aliases) if word not in capitals]
            rows += [(word, CAPITAL) for word in listed.capitals] + [(word, LEADER) for word in listed.leaders]
            for word, type_ in rows:
                words = split(word)
                prefixes.setdefault(key(words), []).append(Prefix(entry.id, type_, needs(words)))
    longest, longest_prefix = _firsts(names), _firsts(prefixes)
    low = {
        name.split(" ", 1)[0]
        for name, claims in names.items()
        if any(claim.scan and (not claim.needs or claim.needs[0][0] > 0) for claim in claims)
    }
    firsts = {*longest, *longest_prefix, *bodies.longest}
    return NameIndex(
        {name: tuple(claims) for name, claims in names.items()},
        longest,
        {name: tuple(found) for name, found in prefixes.items()},
        longest_prefix,
        frozenset(firsts | {f"{first}s" for first in firsts} | {first.removesuffix("s") for first in firsts}),
        frozenset(low - {"the"}),
        frozenset(name[4:] for name in names if name.startswith("the ")),
        countries,
        frozenset(states),
        bodies,
    )


def _firsts(keys: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in keys:
        first, count = name.split(" ", 1)[0], name.count(" ") + 1
        if count > longest.get(first, 0):
            longest[first] = count
    return longest
