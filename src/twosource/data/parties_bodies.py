"""Bodies that every state has, made on demand from patterns (data/parties/bodies.toml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from twosource.data.parties_names import key, split
from twosource.data.parties_toml import PartyDataError
from twosource.records import PartyEntry, Tie

STATE = "@state"
"""The key of heads that stand for the state itself: "government", "regime"."""


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of body: `ru/mod` is Russia's of key `mod`."""

    key: str
    kind: str
    name: str
    """With `{d}` for the demonym."""
    heads: tuple[str, ...]
    part_of: str | None
    """Key of the body that it belongs to; "" for the state; None where it doesn't belong to the state."""
    against_state: bool = False


@dataclass(frozen=True, slots=True)
class Bodies:
    """All kinds of body, by key and by head."""

    by_key: Mapping[str, Body]
    by_head: Mapping[str, str]
    """Folded head -> key, or STATE."""
    longest: Mapping[str, int]
    """First word of a head -> words of the longest head that starts so."""
    capital_heads: frozenset[str]
    """Heads before which a capital may stand for the state."""
    leader_heads: frozenset[str]
    not_bare: frozenset[str]
    """Heads before which a country's bare name isn't one name with them: "Russia forces"."""
    suffixes: frozenset[str]
    """Words that only say what a name is: "news agency", "group"."""
    compounds: frozenset[str]
    """What after a dash makes a name part of another word: "Iran-backed"."""
    source: str

    def entry(self, state: PartyEntry, body: Body) -> PartyEntry:
        """The state's body: named by the first demonym, else by the country's name."""
        demonym = state.demonyms[0] if state.demonyms else state.name
        name = body.name.replace("{d}", demonym)
        aliases = [f"{state.name}'s {body.heads[0]}", f"{body.heads[0]} of {state.name}"]
        aliases += [f"{word} {head}" for word in state.demonyms[:1] for head in body.heads[:3]]
        ties = []
        if body.part_of is not None:
            target = f"{state.id}/{body.part_of}" if body.part_of else state.id
            ties.append(Tie("part_of", target, self.source))
        return PartyEntry(
            f"{state.id}/{body.key}",
            name,
            body.kind,
            tuple(alias for alias in dict.fromkeys(aliases) if alias != name),
            state.country,
            (),
            tuple(ties),
            self.source,
        )


def read(tables: Mapping[str, Any], file: str) -> Bodies:
    """The patterns of bodies.toml. Raises PartyDataError where a head is claimed twice or a field is missing."""
    state = tables["state"]
    by_head: dict[str, str] = {}
    by_key: dict[str, Body] = {}
    capital: set[str] = set()

    def claim(heads: Iterable[str], owner: str) -> None:
        for head in heads:
            folded = key(split(head))
            if by_head.setdefault(folded, owner) != owner:
                raise PartyDataError(f"{file}: head {head!r} stands under {by_head[folded]} and {owner}; keep one")

    claim(state["heads"], STATE)
    for row in tables["body"]:
        part_of = None if row.get("part_of") == "" else row.get("part_of", "")
        body = Body(row["key"], row["kind"], row["name"], tuple(row["heads"]), part_of, row.get("against_state", False))
        by_key[body.key] = body
        claim(body.heads, body.key)
        if row.get("capital", False):
            capital.update(key(split(head)) for head in body.heads)
    longest: dict[str, int] = {}
    for head in by_head:
        first, count = head.split(" ", 1)[0], head.count(" ") + 1
        longest[first] = max(longest.get(first, 0), count)
    return Bodies(
        by_key,
        by_head,
        longest,
        frozenset(capital | {key(split(head)) for head in state["capital_heads"]}),
        frozenset(key(split(head)) for head in state["leader_heads"]),
        frozenset(key(split(head)) for head in tables["not_bare"]),
        frozenset(key(split(word)) for word in tables["suffixes"]),
        frozenset(tables["compounds"]),
        tables["defaults"]["source"],
    )
