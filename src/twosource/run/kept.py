"""The state of a weaving behind a store: tables that read what is asked for and keep in mind what was changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, TypeVar

from twosource.records import Judgement, Party, PartyRef, Reprint
from twosource.records.codec import restored, written
from twosource.run.people import KeptPeople
from twosource.run.rows import KINDS, Rows
from twosource.run.state import Copies, Doubt, Group, Keys, State
from twosource.run.telling import Telling
from twosource.store import Store
from twosource.weaving.blocks import Shelves
from twosource.weaving.parties import Counts
from twosource.weaving.reprints import Copied
from twosource.weaving.sketch import Sketch
from twosource.weaving.units import Kept

V = TypeVar("V")
HELD = 200_000
"""Values that a table holds in memory at most between two updates."""
_ABSENT: Any = object()


class StoredTable(MutableMapping[str, V]):
    """A table in a store. It can be asked for single keys only: nothing asks for all."""

    def __init__(
        self, load: Callable[[str], V | None], write: Callable[[V], str] | None = None, held: int = HELD
    ) -> None:
        """`load` gives the kept value of a key; `write` puts a value as text (None: nothing is kept, only loaded)."""
        self._load, self._write, self._held = load, write, held
        self._values: dict[str, Any] = {}
        self._changed: set[str] = set()

    def _find(self, key: str) -> Any:
        if key not in self._values:
            found = self._load(key)
            self._values[key] = _ABSENT if found is None else found
        return self._values[key]

    def __getitem__(self, key: str) -> V:
        found: V = self._find(key)
        if found is _ABSENT:
            raise KeyError(key)
        return found

    def __setitem__(self, key: str, value: V) -> None:
        self._values[key] = value
        self._changed.add(key)

    def __delitem__(self, key: str) -> None:
        if self._find(key) is _ABSENT:
            raise KeyError(key)
        self._values[key] = _ABSENT
        self._changed.add(key)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._find(key) is not _ABSENT

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a stored table is asked for single keys only")

    def __len__(self) -> int:
        raise TypeError("a stored table is asked for single keys only")

    def changed(self) -> Iterator[tuple[str, str | None]]:
        """The keys that were put or taken since `settle`, each with its value as text, None where it is gone."""
        for key in sorted(self._changed):
            value = self._values[key]
            if self._write is not None:
                yield key, None if value is _ABSENT else self._write(value)

    def settle(self) -> None:
        """Forgets what was changed, which is kept now, and some of what is held where that is much."""
        self._changed.clear()
        if len(self._values) > self._held:
            self._values.clear()


class StoredMembers:
    """Sets of names in a store."""

    def __init__(self, load: Callable[[str], frozenset[str]]) -> None:
        self._load = load
        self._sets: dict[str, set[str]] = {}
        self._changed: dict[tuple[str, str], bool] = {}
        self._later: dict[str, dict[str, bool]] = {}
        """Changes to sets that aren't loaded: adding to a set never asks how large it is."""

    def _set(self, key: str) -> set[str]:
        if key not in self._sets:
            names = set(self._load(key))
            for member, there in self._later.pop(key, {}).items():
                (names.add if there else names.discard)(member)
            self._sets[key] = names
        return self._sets[key]

    def of(self, key: str, /) -> set[str]:
        """See Members."""
        return self._set(key)

    def size(self, key: str, /) -> int:
        """See Members."""
        return len(self._set(key))

    def add(self, key: str, member: str, /) -> None:
        """See Members."""
        self._put(key, member, there=True)

    def discard(self, key: str, member: str, /) -> None:
        """See Members."""
        self._put(key, member, there=False)

    def _put(self, key: str, member: str, *, there: bool) -> None:
        self._changed[key, member] = there
        if key in self._sets:
            (self._sets[key].add if there else self._sets[key].discard)(member)
        else:
            self._later.setdefault(key, {})[member] = there

    def changed(self) -> Iterator[tuple[str, str, bool]]:
        """(key, member, whether it is in), of what was put or taken since `settle`."""
        for (key, member), there in sorted(self._changed.items()):
            yield key, member, there

    def settle(self) -> None:
        """Forgets what was changed, which is kept now."""
        self._changed.clear()
        self._later.clear()
        if len(self._sets) > HELD:
            self._sets.clear()


class Shelf:
    """The stored tables of one story, by name, and the state made of them."""

    def __init__(self, store: Store, story: str, tell: Callable[[str], Telling | None], *, anew: bool = False) -> None:
        """`tell`: the telling of a report that was woven before, from its reading. `anew`: what the store keeps of
        weaving counts for nothing (it is dropped with the first update); the ledger's rows are there all the same.
        """
        self._store, self._story, self._anew = store, story, anew
        self._tables: dict[str, StoredTable[Any]] = {}
        self._members: dict[str, StoredMembers] = {}
        self.issues = self._table("issues", tuple[str, ...])
        """By report: the keys of its rows of issues."""
        self.state = State(
            told=StoredTable(tell, held=20_000),
            evidence=self._table("evidence", tuple[str, ...]),
            people=KeptPeople(
                by_report=self._table("named", None, _write_named, _read_named),
                counts=self._table("counts", None, _write_counts, _read_counts),
                reports=self._set("naming"),
                groups=self._set("names"),
                judged=self._table("same party", tuple[Judgement, ...]),
                tied=self._set("tied"),
                party=self._table("party", Party),
                same=self._set("same"),
            ),
            threads=Kept(
                sketches=self._table("thread", Sketch),
                near=self._table("near", Mapping[str, int]),
                blocks=Shelves(self._set("block"), self._table("split", int), self._set("inner")),
                unit_of=self._table("unit of", str),
                units=self._table("unit", tuple[str, ...]),
            ),
            members=self._table("threads", tuple[tuple[str, tuple[str, ...]], ...]),
            groups=self._table("groups", tuple[Group, ...]),
            doubts=self._table("doubts", tuple[Doubt, ...]),
            doubted=self._table("doubted", tuple[str, ...]),
            copies=Copies(
                versions=self._table("indexed", str),
                pairs=self._table("originals", tuple[Reprint, ...]),
                copies=self._set("copies"),
                positions=self._table("copied", Mapping[str, Copied]),
            ),
            home=self._table("home", str),
            components=self._table("component", tuple[Group, ...]),
            woven=self._table("woven", Keys),
            asked=self._set("asked"),
            asks=self._table("asks", tuple[str, ...]),
            judged=self._set("judged"),
            judged_at=self._table("judged at", str),
            rows=Rows({kind: StoredTable(self._row(kind)) for kind in KINDS}),
        )

    def _table(
        self,
        name: str,
        kind: Any,
        write: Callable[[Any], Any] | None = None,
        read: Callable[[Any], Any] | None = None,
    ) -> StoredTable[Any]:
        def load(key: str) -> Any:
            text = None if self._anew else self._store.value(self._story, name, key)
            if text is None:
                return None
            return read(json.loads(text)) if read is not None else from_text(kind, text)

        def put(value: Any) -> str:
            return _dumped(write(value)) if write is not None else as_text(kind, value)

        self._tables[name] = StoredTable(load, put)
        return self._tables[name]

    def _set(self, name: str) -> StoredMembers:
        def load(key: str) -> frozenset[str]:
            return frozenset() if self._anew else self._store.members(self._story, name, key)

        self._members[name] = StoredMembers(load)
        return self._members[name]

    def _row(self, kind: str) -> Callable[[str], Any]:
        return lambda key: self._store.row(self._story, kind, key)

    def values(self) -> list[tuple[str, str, str | None]]:
        """What changed in the tables, as Update has it."""
        return [(name, key, value) for name, table in self._tables.items() for key, value in table.changed()]

    def members(self) -> list[tuple[str, str, str, bool]]:
        """What changed in the sets, as Update has it."""
        return [(name, *change) for name, kept in self._members.items() for change in kept.changed()]

    def settle(self) -> None:
        """To be called once what changed is kept."""
        self._anew = False
        tables: list[Any] = [*self._tables.values(), *self._members.values(), self.state.told]
        for table in (*tables, *self.state.rows.tables.values()):
            table.settle()


def as_text(kind: Any, value: object) -> str:
    """A value as JSON text, by the type that it has."""
    return _dumped(written(kind, value))


def from_text(kind: Any, text: str) -> Any:
    """The value that `as_text` gave the text for. Raises CodecError on another."""
    return restored(kind, json.loads(text))


def _dumped(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _write_counts(counts: Counts) -> list[Any]:
    return [[written(PartyRef, ref), n] for ref, n in counts.items()]


def _read_counts(data: list[Any]) -> Counts:
    return {restored(PartyRef, ref): n for ref, n in data}


def _write_named(named: Mapping[str, Counts]) -> dict[str, Any]:
    return {identity: _write_counts(counts) for identity, counts in named.items()}


def _read_named(data: dict[str, Any]) -> Mapping[str, Counts]:
    return {identity: _read_counts(counts) for identity, counts in data.items()}
