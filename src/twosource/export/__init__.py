"""The ledger in other forms, one file a format: `FORMATS` names them."""

from __future__ import annotations

from collections.abc import Callable

from twosource.export import ledger_json, table_csv
from twosource.records import Ledger

FORMATS: dict[str, Callable[[Ledger], str]] = {
    "ledger-json": ledger_json.to_text,
    "csv": table_csv.to_text,
}
"""A format's name to what writes a ledger in it, as text."""

__all__ = ["FORMATS"]
