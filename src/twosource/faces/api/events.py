"""Which events: the filters as SQL, and the answers that are made from all chosen events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from twosource.faces.api import cursors
from twosource.faces.api.search import fts_query
from twosource.faces.api.shapes import Bin, Cell, Facet, Facets, Histogram, MapCells
from twosource.faces.api.shelf import Shelf

FEW = 2000
"""Up to so many events a filter's answer is looked up first; beyond, events are gone through in their order."""
MOST_BINS = 120
MOST_CELLS = 2000
FACETS = 50
SORTS = {
    "time": ("up", "ASC", str),
    "-time": ("down", "DESC", str),
    "-reports": ("reports", "DESC", int),
    "-origins": ("at_least", "DESC", int),
    "-positions": ("positions", "DESC", int),
}
UNITS = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a request asks of events; see docs/api.md."""

    story: Sequence[str] = ()
    since: str | None = None
    until: str | None = None
    bbox: tuple[float, float, float, float] | None = None
    place: Sequence[str] = ()
    party: Sequence[str] = ()
    type: Sequence[str] = ()
    standing: Sequence[str] = ()
    aspect: Sequence[str] = ()
    review: str | None = None
    q: str | None = None


@dataclass(slots=True)
class Where:
    """Conditions on the table of events, with their values."""

    conditions: list[str] = field(default_factory=list)
    given: list[Any] = field(default_factory=list)

    def add(self, condition: str, *given: Any) -> None:
        """One more condition."""
        self.conditions.append(condition)
        self.given += given

    @property
    def sql(self) -> str:
        """All of them."""
        return " AND ".join(self.conditions) or "1"


def where(shelf: Shelf, chosen: Chosen) -> Where:
    """The conditions of a choice."""
    out = Where()
    if chosen.story:
        out.add(f"story IN ({_marks(chosen.story)})", *chosen.story)
    if chosen.since:
        out.add("last >= ?", chosen.since)
    if chosen.until:
        out.add("first <= ?", chosen.until)
    if chosen.type:
        named = [each for each in chosen.type if each != "none"]
        unknown = " OR type IS NULL" if "none" in chosen.type else ""
        out.add(f"(type IN ({_marks(named)}){unknown})", *named)
    for tag, values in (
        ("place", chosen.place),
        ("party", chosen.party),
        ("standing", chosen.standing),
        ("aspect", chosen.aspect),
    ):
        if values:
            _tagged(shelf, out, tag, values)
    if chosen.review:
        out.add("unreviewed > 0" if chosen.review == "unreviewed" else "unreviewed = 0")
    if chosen.q is not None:
        asked = fts_query(chosen.q)
        if asked is None:
            out.add("0")
        else:
            out.add("n IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)", asked)
    if chosen.bbox:
        _boxed(shelf, out, chosen.bbox)
    return out


def _tagged(shelf: Shelf, out: Where, tag: str, values: Sequence[str]) -> None:
    picked = f"SELECT n FROM tags WHERE tag = '{tag}' AND value IN ({_marks(values)})"
    if shelf.value(f"SELECT count(*) FROM ({picked} LIMIT {FEW + 1})", values) <= FEW:
        out.add(f"n IN ({picked})", *values)
    else:
        out.add(
            f"EXISTS (SELECT 1 FROM tags WHERE tags.n = events.n AND tag = '{tag}' AND value IN ({_marks(values)}))",
            *values,
        )


def _boxed(shelf: Shelf, out: Where, bbox: tuple[float, float, float, float]) -> None:
    west, south, east, north = bbox
    if west <= east:
        inside, given = "west <= ? AND east >= ?", [east, west]
    else:  # across the 180th meridian
        inside, given = "(west <= ? OR east >= ?)", [east, west]
    picked, box = f"SELECT n FROM geo WHERE {inside} AND south <= ? AND north >= ?", [*given, north, south]
    # the tree keeps single precision, rounded outwards: the exact bounds are asked as well
    if shelf.value(f"SELECT count(*) FROM ({picked} LIMIT {FEW + 1})", box) <= FEW:
        out.add(f"n IN ({picked})", *box)
    out.add("lat BETWEEN ? AND ?", south, north)
    if west <= east:
        out.add("lon BETWEEN ? AND ?", west, east)
    else:
        out.add("(lon >= ? OR lon <= ?)", west, east)


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def listed(
    shelf: Shelf, chosen: Chosen, sort: str, limit: int, cursor: str | None, *, placed: bool = False
) -> tuple[list[str], str | None]:
    """Events' rows as JSON, and the cursor after them. `placed`: only those with a known place."""
    column, way, kind = SORTS[sort]
    asked = where(shelf, chosen)
    if placed:
        asked.add("lat IS NOT NULL")
    key = cursors.unpack(cursor, str, kind, str)
    if key is not None:
        if key[0] != sort:
            raise cursors.CursorError("cursor: it is of another sort; leave it out to start anew")
        asked.add(f"({column}, id) {'>' if way == 'ASC' else '<'} (?, ?)", *key[1:])
    rows: list[tuple[Any, ...]] = []
    for source, given, bounds in _stretches(chosen, sort, key[1] if key else None):
        within = " AND ".join((asked.sql, *(condition for condition, _ in bounds)))
        # the rows themselves are fetched when it is known which: a sort would carry them all
        rows += shelf.get(
            f"SELECT row, {column}, id FROM (SELECT n, {column}, id FROM {source} WHERE {within}"
            f" ORDER BY {column} {way}, id {way} LIMIT ?) CROSS JOIN event_rows USING (n)"
            f" ORDER BY {column} {way}, id {way}",
            [*given, *asked.given, *(value for _, value in bounds), limit + 1 - len(rows)],
        )
        if len(rows) > limit:
            break
    more = cursors.pack(sort, rows[limit - 1][1], rows[limit - 1][2]) if len(rows) > limit else None
    return [row for row, _, _ in rows[:limit]], more


Stretch = tuple[str, Sequence[int], Sequence[tuple[str, str]]]
"""Where events are taken from, the values in that, and bounds on their beginning."""


def _stretches(chosen: Chosen, sort: str, reached: str | None) -> list[Stretch]:
    """The stretches of time to go through, in their order, so that what can't be chosen isn't gone through.

    Events that began before `since` and were still going on then are few: they are looked up, and come before (or,
    backwards, after) those that began since. `reached`: where the page before ended.
    """
    since, until = chosen.since, chosen.until
    if sort not in ("time", "-time") or (since is None and until is None):
        return [("events", (), ())]
    column, way, _ = SORTS[sort]
    dated = [(f"{column} <= ?", until or "9999-12-31")] if reached is None or way == "ASC" else []
    if since is None:
        return [("events", (), dated)]
    going_on: Stretch = (
        "(SELECT n FROM spans WHERE first < ? AND last >= ?) CROSS JOIN events USING (n)",
        [date.fromisoformat(since).toordinal()] * 2,
        [(f"{column} < ?", since)],
    )
    begun: Stretch = ("events", (), dated)
    if way == "ASC":
        return [going_on, _from(begun, column, since)] if reached is None or reached < since else [begun]
    begun = _from(begun, column, since)
    return [begun, going_on] if reached is None or reached >= since else [going_on]


def _from(stretch: Stretch, column: str, since: str) -> Stretch:
    source, given, bounds = stretch
    return source, given, [(f"{column} >= ?", since), *bounds]


def histogram(shelf: Shelf, chosen: Chosen, unit: str | None) -> Histogram:
    """Chosen events by the day on which they begin, in bins of a unit."""
    asked = where(shelf, chosen)
    days = shelf.get(
        f"SELECT first, headline, count(*) FROM events WHERE {asked.sql} GROUP BY first, headline ORDER BY first",
        asked.given,
    )
    dated = [(date.fromisoformat(first), status, number) for first, status, number in days if first]
    undated = sum(number for first, _, number in days if not first)
    picked = unit or _fitting([day for day, _, _ in dated])
    bins: dict[date, Bin] = {}
    for day, status, number in dated:
        start = _start(day, picked)
        if start not in bins:
            bins[start] = Bin(start.isoformat(), _end(start, picked).isoformat(), 0, {})
        bins[start].events += number
        if status:
            bins[start].standings[status] = bins[start].standings.get(status, 0) + number
    return Histogram(picked, list(bins.values()), undated, undated + sum(b.events for b in bins.values()))  # type: ignore[arg-type]


def _fitting(days: Sequence[date]) -> str:
    """The finest unit that needs no more than MOST_BINS bins from the first day to the last."""
    if not days:
        return "day"
    span = (max(days) - min(days)).days + 1
    for unit, length in (("day", 1), ("week", 7), ("month", 30)):
        if span <= MOST_BINS * length:
            return unit
    return "year"


def _start(day: date, unit: str) -> date:
    match unit:
        case "day":
            return day
        case "week":
            return date.fromordinal(max(1, day.toordinal() - day.weekday()))
        case "month":
            return day.replace(day=1)
        case _:
            return day.replace(month=1, day=1)


def _end(start: date, unit: str) -> date:
    match unit:
        case "day":
            return start
        case "week":
            return start if start.toordinal() > date.max.toordinal() - 7 else start + timedelta(days=6)
        case "month":
            last = start.replace(day=28)
            while (last + timedelta(days=1)).month == start.month if last < date.max else False:
                last += timedelta(days=1)
            return last
        case _:
            return start.replace(month=12, day=31)


def facets(shelf: Shelf, chosen: Chosen) -> Facets:
    """The values that the chosen events have."""
    asked = where(shelf, chosen)
    db = shelf.db
    db.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (n INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM chosen")
    db.execute(f"INSERT INTO chosen SELECT n FROM events WHERE {asked.sql}", asked.given)

    def tagged(tag: str) -> list[tuple[Any, ...]]:
        return shelf.get(
            "SELECT value, count(*) AS found FROM chosen JOIN tags USING (n) WHERE tag = ?"
            " GROUP BY value ORDER BY found DESC, value LIMIT ?",
            (tag, FACETS),
        )

    def column(name: str) -> list[tuple[Any, ...]]:
        return shelf.get(
            f"SELECT {name}, count(*) AS found FROM chosen JOIN events USING (n) GROUP BY {name}"
            f" ORDER BY found DESC, {name}"
        )

    parties = []
    for value, number in tagged("party"):
        row = shelf.value("SELECT row FROM parties WHERE id = ?", (value,))
        parties.append(Facet(value, json.loads(row)["name"] if row else value, number))
    return Facets(
        types=[Facet(value or "none", value or "type not known", number) for value, number in column("type")],
        standings=[Facet(value, value, number) for value, number in tagged("standing")],
        parties=parties,
        places=[Facet(value, value, number) for value, number in tagged("place")],
        stories=[Facet(value, value, number) for value, number in column("story")],
        total=shelf.value("SELECT count(*) FROM chosen"),
    )


def cells(shelf: Shelf, chosen: Chosen, degrees: float | None) -> MapCells:
    """Chosen events on a map, those near each other as one."""
    asked = where(shelf, chosen)
    total, placed = shelf.get(f"SELECT count(*), count(lat) FROM events WHERE {asked.sql}", asked.given)[0]
    size = degrees or _coarseness(chosen.bbox)
    while True:
        rows = shelf.get(
            "SELECT CAST((lon + 180) / ? AS INTEGER) AS x, CAST((lat + 90) / ? AS INTEGER) AS y, headline, count(*),"
            f" sum(lat), sum(lon), min(n) FROM events WHERE lat IS NOT NULL AND {asked.sql} GROUP BY x, y, headline",
            [size, size, *asked.given],
        )
        found: dict[tuple[int, int], list[tuple[Any, ...]]] = {}
        for row in rows:
            found.setdefault((row[0], row[1]), []).append(row)
        if len(found) <= MOST_CELLS:
            break
        size *= 2
    return MapCells([_cell(shelf, found[at]) for at in sorted(found)], size, total - placed, total)


def _coarseness(bbox: tuple[float, float, float, float] | None) -> float:
    if bbox is None:
        return 360 / 40
    west, _, east, _ = bbox
    return min(45.0, max(0.001, (east - west if east > west else 360 - west + east) / 40))


def _cell(shelf: Shelf, rows: Sequence[tuple[Any, ...]]) -> Cell:
    number = sum(row[3] for row in rows)
    lat, lon = sum(row[4] for row in rows) / number, sum(row[5] for row in rows) / number
    standings = {row[2]: row[3] for row in rows if row[2]}
    cell = Cell(round(lat, 5), round(lon, 5), number, standings, None, None, None, None)
    if number == 1:
        event = json.loads(shelf.value("SELECT row FROM event_rows WHERE n = ?", (rows[0][6],)))
        where_is = event["place"]
        cell.event, cell.label = event["id"], event["label"]
        cell.precision, cell.radius_km = where_is["precision"], where_is["radius_km"]
    return cell
