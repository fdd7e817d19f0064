"""Who can take a stand."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.records.span import Span

KINDS = (
    "state",
    "body",
    "military",
    "armed group",
    "international body",
    "monitor",
    "medical",
    "outlet",
    "agency",
    "company",
    "person",
    "unnamed",
)
"""The contract's vocabulary of party kinds."""


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """An affiliation: a sourced, dated, contestable claim that a party belongs to another or stands on a side."""

    relation: str
    """`part_of` (a body of a state, a unit of a force), `side` (a side in a named conflict), `allied_with`,
    `succeeds` (a state or body of today the one that is gone; undated, since it answers for its past)."""
    target: str
    """The other party's id, or the side's name ("syria-2011/government")."""
    source: str
    """Where this is from, as a reader could look it up."""
    since: str | None = None
    until: str | None = None
    """ISO dates or years; None is open."""
    contested: str | None = None
    """Who disputes it and why, where somebody does."""


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """An entry of the parties' knowledge base."""

    id: str
    """A slug that never changes: `ru`, `ru/mod`, `sohr`, `reuters`."""
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166 alpha-2 of the state it belongs to or sits in, upper case."""
    demonyms: tuple[str, ...] = ()
    """Adjectives that stand for it: "Russian". States only."""
    ties: tuple[Tie, ...] = ()
    source: str = ""
    """Where the entry is from, as a reader could look it up."""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"party {self.id!r}: kind {self.kind!r} is none of {', '.join(KINDS)}")


@dataclass(frozen=True, slots=True, order=True)
class PartyRef:
    """A party as one report names it, resolved as far as the report and the knowledge base allow."""

    id: str
    """The knowledge base's id, else one made from the name: `x/karel-vost`."""
    name: str
    """Canonical name: the knowledge base's, else the fullest name in the report."""
    kind: str
    span: Span | None = None
    """The words that name it here; None where the party is the report's own voice."""
    part_of: str | None = None
    """Id of the party it speaks for or belongs to, where the report or the knowledge base says so."""
    office: str | None = None
    """The office under which the report names it, with its scope: `governor/ostrana`; None where it names none."""
    said_by: str | None = None
    """Id of the party that says where it belongs, where that is a claim: `part_of` is then what they say."""
    denied: bool = False
    """Whether `said_by` says that it doesn't belong there."""
