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
    _before: dict[str, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    """By kind and key, what there was when a row was first touched."""

    def put(self, kind: str, records: Iterable[Any]) -> tuple[str, ...]:
        """Puts rows in, in place of those of their keys, which it gives."""
        table, before = self.tables[kind], self._before[kind]
        keys = []
        for record in records:
            key = row_id(record)
            if key not in before:
                before[key] = table.get(key)
            table[key] = record
            keys.append(key)
        return tuple(keys)

    def drop(self, kind: str, keys: Iterable[str]) -> None:
        """Takes rows out, by their keys."""
        table, before = self.tables[kind], self._before[kind]
        for key in keys:
            if key not in before:
                before[key] = table.get(key)
            table.pop(key, None)

    def get(self, kind: str, key: str) -> Any:
        """The row, or None."""
        return self.tables[kind].get(key)

    def touched(self) -> list[Row]:
        """The rows that were put in or taken out since the last call, changed or not, sorted by kind and key."""
        out: list[Row] = []
        for kind in sorted(self._before):
            table, before = self.tables[kind], self._before[kind]
            for key in sorted(before):
                old, new = before[key], table.get(key)
                if old is not None or new is not None:
                    out.append(Row(kind, key, old, new))
            before.clear()
        return out
