"""The rows of a ledger by kind and key, and what an update did to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from twosource.records import Ledger
from twosource.store.rows import row_id
from twosource.weaving.tables import Table

KINDS = tuple(f.name for f in fields(Ledger))
"""The lists of a ledger."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a row: `old` None where there was none, `new` None where there is none, equal where it stayed."""

    kind: str
    key: str
    old: Any
    new: Any


@dataclass(slots=True)
class Rows:
    """The rows as they are, by kind; `touched` tells what became of them since."""

    tables: Mapping[str, Table[Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    _before: dict[tuple[str, str], Any] = field(default_factory=dict)

    def put(self, kind: str, records: Iterable[Any]) -> tuple[str, ...]:
        """Puts rows in, in place of those of their keys, which it gives."""
        table = self.tables[kind]
        keys = []
        for record in records:
            key = row_id(record)
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

    def touched(self) -> list[Row]:
        """The rows that were put in or taken out since the last call, changed or not, sorted by kind and key."""
        out = [
            Row(kind, key, old, self.tables[kind].get(key))
            for (kind, key), old in sorted(self._before.items(), key=_key)
        ]
        self._before.clear()
        return [row for row in out if row.old is not None or row.new is not None]


def _key(entry: tuple[tuple[str, str], Any]) -> tuple[str, str]:
    return entry[0]
