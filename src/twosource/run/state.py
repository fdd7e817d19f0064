"""What weaving keeps of one story: in memory, or behind a store, table by table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from twosource.records import Judgement, Report, Reprint
from twosource.run.component import Known
from twosource.run.people import KeptPeople
from twosource.run.rows import Rows
from twosource.run.telling import Telling
from twosource.weaving.pairs import Pairs
from twosource.weaving.reprint_index import ReprintIndex
from twosource.weaving.reprints import Copied
from twosource.weaving.tables import Members, MemoryMembers, Table
from twosource.weaving.units import Kept

Group = tuple[str, ...]
"""An event's threads as the stage groups them, sorted; its name is the first of them."""
Doubt = tuple[str, str, float]
"""Two events' names and how likely they are one."""
Keys = Mapping[str, tuple[str, ...]]
"""Keys of rows by kind."""


class Index(Protocol):
    """What is asked of an index of reprints; see ReprintIndex."""

    def update(self, added: Iterable[Report] = (), removed: Iterable[tuple[str, str]] = ()) -> frozenset[str]:
        """Takes reports out, by id and version, then in; gives the ids of those whose reprints changed."""
        ...

    def reprints_of(self, document: str) -> tuple[Reprint, ...]:
        """Those in which the report is the copy or the original."""
        ...


@dataclass(slots=True)
class Copies:
    """The tables of reprints."""

    index: Index = field(default_factory=ReprintIndex)
    versions: Table[str] = field(default_factory=dict)
    """By report: the version that the index holds."""
    pairs: Table[tuple[Reprint, ...]] = field(default_factory=dict)
    """By the copy: its originals, once persons' judgements are heard."""
    copies: Members = field(default_factory=MemoryMembers)
    """An original -> its copies."""
    positions: Table[Mapping[str, Copied]] = field(default_factory=dict)
    """By report: its positions whose words stand in an original."""


@dataclass(slots=True)
class State:
    """All that is kept. Everything is a function of the reports, readings and judgements that there are."""

    told: Table[Telling] = field(default_factory=dict)
    """By report; what isn't there any more can be told again from the reading."""
    evidence: Table[tuple[str, ...]] = field(default_factory=dict)
    """By report: the keys of its rows of evidence."""
    people: KeptPeople = field(default_factory=KeptPeople)
    threads: Kept = field(default_factory=Kept)
    members: Table[tuple[tuple[str, tuple[str, ...]], ...]] = field(default_factory=dict)
    """By report: its threads' keys, each with its positions."""
    groups: Table[tuple[Group, ...]] = field(default_factory=dict)
    """By unit: its events."""
    doubts: Table[tuple[Doubt, ...]] = field(default_factory=dict)
    """By unit: which of its events may be one."""
    doubted: Table[tuple[str, ...]] = field(default_factory=dict)
    """By unit: the keys of the judgements that say so."""
    copies: Copies = field(default_factory=Copies)
    home: Table[str] = field(default_factory=dict)
    """By an event's name: its component's."""
    components: Table[tuple[Group, ...]] = field(default_factory=dict)
    """By the component's name, which is its first event's: its events."""
    woven: Table[Keys] = field(default_factory=dict)
    """By the component's name: the keys of its rows."""
    asked: Members = field(default_factory=MemoryMembers)
    """A party's own id -> the components whose standing asked for it."""
    asks: Table[tuple[str, ...]] = field(default_factory=dict)
    """By the component's name: the parties that it asked for."""
    judged: Members = field(default_factory=MemoryMembers)
    """A report -> those of its positions on which a person judged."""
    judged_at: Table[str] = field(default_factory=dict)
    """Such a position's report."""
    judgements: tuple[Judgement, ...] = ()
    """Of persons, sorted."""
    rows: Rows = field(default_factory=Rows)
    thread_pairs: Pairs = field(default_factory=Pairs)
    known: Known = field(default_factory=Known)
    """Scores and standings, kept in memory only; what comes out is the same without them."""
