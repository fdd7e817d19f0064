"""The ledger as a researcher's flat table: one row a position, its event and proposition beside it.

Columns are described in `COLUMNS`. An empty cell is "not said" or "not known", never zero. A text cell that a
spreadsheet would take for a formula (it starts with `=`, `+`, `-`, `@`, a tab or a carriage return) gets a `'`
before it, as OWASP advises; numbers and dates stay as they are.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from twosource.records import Assessment, Event, Ledger, LedgerPosition, Proposition, Report, Span

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Cell = str | int | float | bool | None


COLUMNS: dict[str, str] = {
    "position": "id of the position",
    "story": "the story",
    "event": "id of the event",
    "event_label": "what is said to have happened, in short",
    "event_type": "PLOVER event type",
    "place": "place as the gazetteer names it",
    "lat": "degrees north",
    "lon": "degrees east",
    "place_prec": "UCDP where_prec, 1 exact to 7 water or airspace",
    "date_start": "first day, inclusive",
    "date_end": "last day, inclusive",
    "date_prec": "UCDP date_prec, 1 the day to 5 a year",
    "proposition": "id of the proposition",
    "proposition_text": "what may be true or false",
    "aspect": "occurrence, responsibility, means, toll, outcome, other",
    "party": "who takes the stand",
    "party_id": "its id, one throughout the ledger",
    "party_kind": "state, body, military, armed group, ...",
    "stance": "asserts, confirms, denies, unverified, retracts, declines",
    "certainty": "certain or hedged",
    "basis": "how the party knows: did, saw, examined, was told, unknown",
    "figure_low": "lower bound as stated",
    "figure_high": "upper bound as stated",
    "figure_unit": "killed, wounded, ... with a prefix where said",
    "figure_words": "the figure's own words",
    "quote": "the exact words that carry it",
    "source_words": "the words that name who says it",
    "cue_words": "the words that mark the saying",
    "via": "who carried it, outermost first, joined by ' > '",
    "document": "the report's id",
    "publisher": "its outlet",
    "published": "its date of publication",
    "url": "its address",
    "start": "first code point of the quote in the report's text",
    "end": "the code point after its last",
    "status": "where the proposition stands",
    "contested": "corroborated or confirmed, and somebody denies it",
    "unverifiable": "somebody says that it can't be verified",
    "origins_at_least": "independent origins, at least",
    "origins_at_most": "at most; empty where no bound is known",
    "review": "unreviewed, accepted, corrected, added",
}
"""A column's name to what it holds, in the table's order."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A position with all that its row shows."""

    position: LedgerPosition
    proposition: Proposition
    event: Event
    report: Report
    standing: Assessment | None

    @property
    def order(self) -> tuple[str, str, str, Span, str]:
        position = self.position
        return (self.event.id, self.proposition.id, position.document, position.content, position.id)

    def cells(self) -> dict[str, Cell]:
        """Every column's value."""
        return {**self._what(), **self._who(), **self._where_read(), **self._standing()}

    def _what(self) -> dict[str, Cell]:
        place, time = self.event.place, self.event.time
        return {
            "story": self.event.story,
            "event": self.event.id,
            "event_label": self.event.label,
            "event_type": self.event.type,
            "place": place.name if place else None,
            "lat": round(place.lat, 5) if place else None,
            "lon": round(place.lon, 5) if place else None,
            "place_prec": place.precision if place else None,
            "date_start": time.start.isoformat() if time else None,
            "date_end": time.end.isoformat() if time else None,
            "date_prec": time.precision if time else None,
            "proposition": self.proposition.id,
            "proposition_text": self.proposition.text,
            "aspect": self.proposition.aspect,
        }

    def _who(self) -> dict[str, Cell]:
        position, figure = self.position, self.position.figure
        return {
            "position": position.id,
            "party": position.party.name,
            "party_id": position.party.id,
            "party_kind": position.party.kind,
            "stance": position.stance,
            "certainty": position.certainty,
            "basis": position.basis,
            "figure_low": figure.low if figure else None,
            "figure_high": figure.high if figure else None,
            "figure_unit": figure.unit if figure else None,
            "figure_words": figure.words if figure else None,
            "via": " > ".join(position.via),
            "review": position.review,
        }

    def _where_read(self) -> dict[str, Cell]:
        position, report = self.position, self.report
        return {
            "quote": position.content.of(report.text),
            "source_words": position.source.of(report.text) if position.source else None,
            "cue_words": position.cue.of(report.text) if position.cue else None,
            "document": report.id,
            "publisher": report.publisher,
            "published": report.published,
            "url": report.url,
            "start": position.content.start,
            "end": position.content.end,
        }

    def _standing(self) -> dict[str, Cell]:
        standing = self.standing
        return {
            "status": standing.status if standing else None,
            "contested": standing.contested if standing else None,
            "unverifiable": standing.unverifiable if standing else None,
            "origins_at_least": standing.origins.at_least if standing else None,
            "origins_at_most": standing.origins.at_most if standing else None,
        }


def to_text(ledger: Ledger, longest: int | None = None) -> str:
    """The table as CSV text (RFC 4180, lines end in a line feed), rows by event, proposition, document and offset.

    Words of a report that are longer than `longest` code points are cut there, and end in an ellipsis.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in _lines(ledger):
        cells = line.cells()
        if longest is not None:
            cells |= {column: _cut(cells[column], longest) for column in ("quote", "source_words", "cue_words")}
        writer.writerow([_cell(cells[column]) for column in COLUMNS])
    return out.getvalue()


def _lines(ledger: Ledger) -> list[_Line]:
    events = {e.id: e for e in ledger.events}
    propositions = {p.id: p for p in ledger.propositions}
    reports = {(r.story, r.id): r for r in ledger.documents}
    standings = {a.proposition: a for a in ledger.assessments}
    lines = []
    for position in ledger.positions:
        proposition = propositions[position.proposition]
        event = events[proposition.event]
        report = reports[event.story, position.document]
        lines.append(_Line(position, proposition, event, report, standings.get(proposition.id)))
    return sorted(lines, key=lambda line: line.order)


def _cut(value: Cell, longest: int) -> Cell:
    return value[:longest] + "…" if isinstance(value, str) and len(value) > longest else value


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return str(value)
