"""Answers about propositions, positions and events' pages, out of the shelf."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from twosource.data.user_parties import party_base
from twosource.faces.api import cursors
from twosource.faces.api.fill import decode
from twosource.faces.api.rows import evidence_row, position_row, report_key, report_name
from twosource.faces.api.search import fts_query
from twosource.faces.api.shapes import (
    EventPage,
    EventRow,
    EvidenceRow,
    PartyColumn,
    PositionRow,
    PropositionPage,
    PropositionRow,
    ReportName,
)
from twosource.faces.api.shelf import Shelf
from twosource.records import Evidence, LedgerPosition, Party, Report
from twosource.weaving.sides import Sides

MOST_STANDS = 1000
"""Positions on one proposition's page."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions of a list: SQL with its values."""

    sql: str
    given: tuple[Any, ...]


def conditions(**equal: object) -> Asked:
    """Columns that must have a value, those whose value is None left out; several values: any of them."""
    parts, given = [], []
    for column, value in equal.items():
        if value is None or value == [] or value == ():
            continue
        if isinstance(value, list | tuple):
            parts.append(f"{column} IN ({','.join('?' * len(value))})")
            given += list(value)
        else:
            parts.append(f"{column} = ?")
            given.append(value)
    return Asked(" AND ".join(parts) or "1", tuple(given))


def also(asked: Asked, sql: str, *given: object) -> Asked:
    """One more condition."""
    return Asked(f"{asked.sql} AND {sql}", (*asked.given, *given))


def by_id(shelf: Shelf, table: str, asked: Asked, limit: int, cursor: str | None) -> tuple[list[str], str | None]:
    """Rows of a table, which are JSON already, by id."""
    key = cursors.unpack(cursor, str)
    if key:
        asked = also(asked, "id > ?", *key)
    rows = shelf.get(f"SELECT row, id FROM {table} WHERE {asked.sql} ORDER BY id LIMIT ?", (*asked.given, limit + 1))
    more = cursors.pack(rows[limit - 1][1]) if len(rows) > limit else None
    return [row for row, _ in rows[:limit]], more


def propositions(
    shelf: Shelf,
    asked: Asked,
    *,
    party: str | None,
    review: str | None,
    q: str | None,
    limit: int,
    cursor: str | None,
) -> tuple[list[str], str | None]:
    """Propositions' rows as JSON, by id."""
    if party is not None:
        asked = also(asked, "id IN (SELECT proposition FROM positions WHERE party = ?)", party)
    if review is not None:
        asked = also(asked, "unreviewed > 0" if review == "unreviewed" else "unreviewed = 0")
    if q is not None:
        query = fts_query(q)
        if query is None:
            return [], None
        asked = also(asked, "n IN (SELECT rowid FROM proposition_words WHERE proposition_words MATCH ?)", query)
    return by_id(shelf, "propositions", asked, limit, cursor)


def positions(shelf: Shelf, asked: Asked, limit: int, cursor: str | None) -> tuple[list[PositionRow], str | None]:
    """Positions by id."""
    key = cursors.unpack(cursor, str)
    if key:
        asked = also(asked, "id > ?", *key)
    ids = [
        row
        for (row,) in shelf.get(
            f"SELECT id FROM positions WHERE {asked.sql} ORDER BY id LIMIT ?", (*asked.given, limit + 1)
        )
    ]
    return position_rows(shelf, ids[:limit]), cursors.pack(ids[limit - 1]) if len(ids) > limit else None


def position_rows(shelf: Shelf, ids: Sequence[str]) -> list[PositionRow]:
    """These positions in this order, with their words; ids that aren't there are left out."""
    reports: dict[str, Report] = {}
    out = []
    for one in ids:
        found = shelf.one(
            "SELECT p.story, p.event, q.aspect, k.record, p.report FROM positions AS p"
            " JOIN propositions AS q ON q.id = p.proposition"
            " JOIN kept AS k ON k.kind = 'positions' AND k.id = p.id WHERE p.id = ?",
            (one,),
        )
        if found is None:
            continue
        story, event, aspect, record, key = found
        position = decode(LedgerPosition, record)
        if key not in reports:
            reports[key] = report_of(shelf, story, position.document)
        evidence = shelf.get("SELECT evidence FROM pointing WHERE position = ? ORDER BY evidence", (one,))
        out.append(
            position_row(
                position,
                reports[key],
                event=event,
                aspect=aspect,
                side=side(shelf, story, position.party.id),
                evidence=[each for (each,) in evidence],
                added_by=_adder(shelf, one) if position.review == "added" else None,
            )
        )
    return out


def _adder(shelf: Shelf, position: str) -> str | None:
    """Who added a position."""
    maker: str | None = shelf.value(
        "SELECT maker FROM reviews WHERE action = 'add' AND target = ? AND undone_at IS NULL ORDER BY n DESC",
        (position,),
    )
    return maker


def report_of(shelf: Shelf, story: str, document: str) -> Report:
    """A report by its own id."""
    record = shelf.value("SELECT record FROM kept WHERE story = ? AND kind = 'documents' AND id = ?", (story, document))
    return decode(Report, record)


def side(shelf: Shelf, story: str, party: str) -> str | None:
    """For whom a party speaks in the end, by the parties' data and by where the reports place it; None for itself."""
    generation = shelf.generation()
    found = _sides(str(shelf.path), generation, story) or _placed(shelf, generation, story)
    root = found.principal(party)
    return None if root == party and not found.heads(party) else root


class Placed:
    """Sides in one story, and who has others under them."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._sides = Sides(party_base()).placing(parties)
        self._heads = {self._sides.principal(p.id) for p in parties if self._sides.principal(p.id) != p.id}

    def principal(self, party: str) -> str:
        """See Sides."""
        return self._sides.principal(party)

    def heads(self, party: str) -> bool:
        """Whether another party of the story speaks for it."""
        return party in self._heads


_KNOWN: dict[tuple[str, str, str], Placed] = {}


def _sides(path: str, generation: str, story: str) -> Placed | None:
    return _KNOWN.get((path, generation, story))


def _placed(shelf: Shelf, generation: str, story: str) -> Placed:
    records = shelf.get("SELECT record FROM kept WHERE story = ? AND kind = 'parties'", (story,))
    found = Placed([decode(Party, record) for (record,) in records])
    if len(_KNOWN) > 64:
        _KNOWN.clear()
    _KNOWN[str(shelf.path), generation, story] = found
    return found


def party_name(shelf: Shelf, story: str, party: str) -> str:
    """A party's name in a story; the data's where the story doesn't name it."""
    record = shelf.value("SELECT record FROM kept WHERE story = ? AND kind = 'parties' AND id = ?", (story, party))
    if record is not None:
        return decode(Party, record).name
    return _known_name(party)


@lru_cache(maxsize=4096)
def _known_name(party: str) -> str:
    entry = party_base().by_id(party)
    return entry.name if entry else party


def proposition_page(shelf: Shelf, proposition: str) -> PropositionPage | None:
    """A proposition with its positions; None where there is none of that id."""
    row = shelf.value("SELECT row FROM propositions WHERE id = ?", (proposition,))
    if row is None:
        return None
    page = msgspec.json.decode(row, type=PropositionPage)
    ids = shelf.get("SELECT id FROM positions WHERE proposition = ? ORDER BY id LIMIT ?", (proposition, MOST_STANDS))
    page.stands = sorted(position_rows(shelf, [one for (one,) in ids]), key=lambda p: (p.day or "~", p.id))
    return page


def event_page(shelf: Shelf, event: str) -> EventPage | None:
    """All that an event's page shows; None where there is none of that id."""
    found = shelf.one("SELECT row, story FROM events JOIN event_rows USING (n) WHERE id = ?", (event,))
    if found is None:
        return None
    page = msgspec.json.decode(found[0], type=EventPage)
    aspects = {aspect: n for n, aspect in enumerate(ASPECT_ORDER)}
    rows = [
        msgspec.json.decode(row, type=PropositionRow)
        for (row,) in shelf.get("SELECT row FROM propositions WHERE event = ?", (event,))
    ]
    rows.sort(key=lambda row: (aspects[row.aspect], -row.positions, row.id))
    page.matrix = [matrix for row in rows if (matrix := proposition_page(shelf, row.id))]
    stands = [stand for row in page.matrix for stand in row.stands]
    page.columns = _columns(shelf, found[1], stands)
    page.evidence = _evidence(shelf, found[1], {stand.id for stand in stands})
    sources: dict[str, ReportName] = {stand.report.id: stand.report for stand in stands}
    page.sources = sorted(sources.values(), key=lambda report: (report.published or "~", report.id))
    return page


ASPECT_ORDER = ("occurrence", "responsibility", "means", "toll", "outcome", "other")


def _columns(shelf: Shelf, story: str, stands: Sequence[PositionRow]) -> list[PartyColumn]:
    columns: dict[str, PartyColumn] = {}
    for stand in stands:
        party = stand.party
        if party.id not in columns:
            name = party_name(shelf, story, stand.side) if stand.side else None
            columns[party.id] = PartyColumn(party.id, party.name, party.kind, stand.side, name, 0)
        columns[party.id].positions += 1
    return sorted(columns.values(), key=lambda c: (c.side_name is None, c.side_name or "", c.name, c.id))


def _evidence(shelf: Shelf, story: str, stands: set[str]) -> list[EvidenceRow]:
    ids = {
        one
        for stand in sorted(stands)
        for (one,) in shelf.get("SELECT evidence FROM pointing WHERE position = ?", (stand,))
    }
    out = []
    for one in sorted(ids):
        record = shelf.value("SELECT record FROM kept WHERE kind = 'evidence' AND id = ?", (one,))
        found = decode(Evidence, record)
        out.append(evidence_row(found, report_of(shelf, story, found.document)))
    return out


def names_of(shelf: Shelf, keys: Sequence[str]) -> Mapping[str, ReportName]:
    """Reports in short, by the API's ids."""
    out = {}
    for key in keys:
        found = shelf.one("SELECT story, document FROM reports WHERE key = ?", (key,))
        if found:
            out[key] = report_name(report_of(shelf, *found))
    return out


__all__ = ["EventRow", "report_key"]
