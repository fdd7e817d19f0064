"""The ledger in other forms, one file a format: `FORMATS` names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from twosource.export import digest_text, geojson, ledger_json, table_csv
from twosource.records import Ledger


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which the ledger is written: what it is for people and for programs, and what writes it."""

    label: str
    media_type: str
    extension: str
    write: Callable[[Ledger], str]
    since: Callable[[Ledger, date | None], str] | None = None
    """Writes what is new since a day, where the form can tell."""


FORMS: Mapping[str, Form] = {
    "ledger-json": Form("Everything, as JSON", "application/json", "json", ledger_json.to_text),
    "csv": Form("Table, a row a position", "text/csv", "csv", table_csv.to_text),
    "geojson": Form("Events on a map, as GeoJSON", "application/geo+json", "geojson", geojson.to_text),
    "digest-md": Form(
        "Digest, Markdown",
        "text/markdown",
        "md",
        digest_text.to_markdown,
        digest_text.to_markdown,
    ),
    "digest-html": Form("Digest, a page", "text/html", "html", digest_text.to_html, digest_text.to_html),
}
"""A format's name to the form."""
FORMATS: dict[str, Callable[[Ledger], str]] = {name: form.write for name, form in FORMS.items()}
"""A format's name to what writes a ledger in it, as text."""

__all__ = ["FORMATS", "FORMS", "Form"]
