"""A place on its way into the gazetteer, and the project's own places (data/gazetteer/*.toml)."""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from twosource.data.gazetteer_names import fold

NAMED, ALIAS, STEM, CAPITALS = 0, 1, 2, 3
"""How a key belongs to a place: its name, another name, a division's bare stem, only where written in capitals."""
ADDITIONS = ("settlements.toml", "regions.toml", "waters.toml", "sites.toml")
PRECISION = {"town": 1, "site": 1, "district": 3, "province": 4, "region": 5, "country": 6, "water": 7}
_RADIUS = {"site": 2.0, "region": 100.0, "water": 200.0}
_WEIGHT = {"site": 200_000, "region": 1_000_000, "water": 1_000_000}


@dataclass(slots=True)
class Row:
    """A place on its way into the gazetteer; `keys` maps each exact key to how it belongs."""

    ref: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str | None
    population: int
    radius_km: float
    admin1: str | None = None
    first: int | None = None
    second: int | None = None
    capital: bool = False
    keys: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, how: int) -> None:
        """Lets the place be found under a name; the closest relation is kept."""
        key = fold(name)
        if key and how < self.keys.get(key, 9):
            self.keys[key] = how


def toml(name: str) -> dict[str, Any]:
    """One of the project's own files of places, parsed."""
    with (resources.files("twosource.data") / "gazetteer" / name).open("rb") as file:
        return tomllib.load(file)


def town_radius(population: int) -> float:
    """How far a town of so many people reaches, in km: 1 for a hamlet, about 10 for a million."""
    return round(min(25.0, max(1.0, 0.01 * math.sqrt(max(population, 1)))), 1)


class Additions:
    """The project's own places beside the packages' towns: one that the packages have too gives it its names."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        self._near: dict[int, tuple[float, Row]] = {}
        self._by_cell: dict[tuple[str | None, int, int], list[Row]] = defaultdict(list)
        self._known: set[int] = set()
        for row in rows:
            if row.kind in ("town", "site"):
                for i in (-1, 0, 1):
                    for j in (-1, 0, 1):
                        self._by_cell[row.country, round(row.lat * 2) + i, round(row.lon * 2) + j].append(row)

    def meet(self, town: Row) -> None:
        """Takes note of a town of the packages: the same place, or the nearest so far."""
        for own in self._by_cell.get((town.country, round(town.lat * 2), round(town.lon * 2)), ()):
            far = math.hypot(town.lat - own.lat, (town.lon - own.lon) * math.cos(math.radians(town.lat)))
            if far < self._near.get(id(own), (9.0, town))[0]:
                self._near[id(own)] = (far, town)
            if far < 0.08 and own.kind == "town" and own.keys.keys() & town.keys.keys():
                self._known.add(id(own))
                for key, how in own.keys.items():
                    town.keys[key] = min(how, town.keys.get(key, how))

    def rest(self) -> Iterator[Row]:
        """Those that the packages lack, in the province of the nearest town where the entry doesn't say."""
        for row in self._rows:
            if id(row) in self._known:
                continue
            if id(row) in self._near:
                town = self._near[id(row)][1]
                row.first, row.second = town.first, town.second
                row.admin1 = row.admin1 or town.admin1
            yield row


def own_places(data: dict[str, Any]) -> Iterator[Row]:
    """Rows of one file of additions. Raises KeyError where an entry lacks its name, point or source."""
    for entry in data["place"]:
        kind = entry.get("kind", data["kind"])
        population = entry.get("population", _WEIGHT.get(kind, 400))
        radius = entry.get("radius_km", _RADIUS.get(kind, town_radius(population)))
        lat, lon = entry["at"]
        row = Row(entry["source"], entry["name"], lat, lon, kind, entry.get("country"), population, float(radius))
        row.admin1 = entry.get("admin1")
        row.add(entry["name"], NAMED)
        for alias in entry.get("also", ()):
            row.add(alias, CAPITALS if alias.isupper() and alias.isalpha() and len(alias) <= 5 else NAMED)
        yield row
