"""The rows of a ledger by kind and key, and what an update did to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from twosource.records import Assessment, Judgement, Ledger, Reprint
from twosource.weaving.tables import Table

KINDS = tuple(f.name for f in fields(Ledger))
"""The lists of a ledger."""


def key_of(record: Any) -> str:
    """What tells a row from others of its kind; keys sort as the ledger's lists do."""
    if isinstance(record, Judgement):
        parts = (record.relation, record.left, record.right, record.verdict, record.score, record.maker, record.reason)
        return "\x1f".join(map(str, parts))
    if isinstance(record, Reprint):
        return f"{record.document}\x1f{record.of}"
    return str(record.proposition if isinstance(record, Assessment) else record.id)


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a row: `old` None where there was none, `new` None where there is none."""

    kind: str
    key: str
    old: Any
    new: Any


@dataclass(slots=True)
class Rows:
    """The rows as they are, by kind; `changed` tells what they were when it was last cleared."""

    tables: Mapping[str, Table[Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    _before: dict[tuple[str, str], Any] = field(default_factory=dict)

    def put(self, kind: str, records: Iterable[Any]) -> tuple[str, ...]:
        """Puts rows in, in place of those of their keys, which it gives."""
        table = self.tables[kind]
        keys = []
        for record in records:
            key = key_of(record)
            self._before.setdefault((kind, key), table.get(key))
            table[key] = record
            keys.append(key)
        return tuple(keys)

    def drop(self, kind: str, keys: Iterable[str]) -> None:
        """Takes rows out, by their keys."""
        table = self.tables[kind]
        for key in keys:
            self._before.setdefault((kind, key), table.get(key))
            table.pop(key, None)

    def get(self, kind: str, key: str) -> Any:
        """The row, or None."""
        return self.tables[kind].get(key)

    def changed(self) -> list[Row]:
        """The rows that differ from what they were at the last call, sorted by kind and key."""
        out = []
        for (kind, key), old in sorted(self._before.items(), key=lambda entry: entry[0]):
            new = self.tables[kind].get(key)
            if new != old:
                out.append(Row(kind, key, old, new))
        self._before.clear()
        return out
