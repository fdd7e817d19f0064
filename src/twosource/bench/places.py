"""Places on the public geoparsing sets LGL and GeoVirus: are the names found, and are they put where they lie?

The measures are those of the field (Gritta et al., "A pragmatic guide to geoparsing evaluation", 2020): exact spans
for recognition; a resolved name is right within 161 km (100 miles) of the gold's point.
"""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from twosource.data.gazetteer import Gazetteer
from twosource.models.parse import Parser
from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.places import find_places
from twosource.records import PlaceMention

RIGHT_KM = 161.0
FILES = {"lgl": "lgl.xml", "geovirus": "GeoVirus.xml"}


@dataclass(frozen=True, slots=True)
class Toponym:
    """A gold mention; coordinates are None where the annotators gave none."""

    start: int
    end: int
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class PlacesScore:
    """Counts over one set, and the measures made from them (percent)."""

    documents: int
    gold: int
    predicted: int
    matched: int
    located: int
    """Gold mentions with coordinates."""
    resolved: int
    """Of these, found and given a point."""
    right: int
    """Of these, within 161 km."""

    @property
    def recognition_f1(self) -> float:
        """F1 of exact spans."""
        return 200.0 * self.matched / max(self.gold + self.predicted, 1)

    @property
    def at_161_resolved(self) -> float:
        """Share of resolved mentions that lie right."""
        return 100.0 * self.right / max(self.resolved, 1)

    @property
    def at_161_all(self) -> float:
        """Share of all gold mentions with coordinates that are found and lie right."""
        return 100.0 * self.right / max(self.located, 1)


def read_set(folder: Path, name: str) -> Iterator[tuple[str, tuple[Toponym, ...]]]:
    """Texts with their gold toponyms; `name` is one of FILES. Raises FileNotFoundError naming the file it misses."""
    path = folder / FILES[name]
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not there: give the folder that holds {', '.join(FILES.values())}")
    for article in ET.parse(path).getroot():
        text = article.findtext("text") or ""
        if name == "lgl":
            yield text, tuple(_lgl(article))
        else:
            yield text, tuple(_geovirus(article, text))


def _lgl(article: ET.Element) -> Iterator[Toponym]:
    for entry in article.iter("toponym"):
        lat, lon = entry.findtext("gaztag/lat"), entry.findtext("gaztag/lon")
        yield Toponym(
            int(entry.findtext("start", "0")),
            int(entry.findtext("end", "0")),
            float(lat) if lat else None,
            float(lon) if lon else None,
        )


def _geovirus(article: ET.Element, text: str) -> Iterator[Toponym]:
    """Offsets in this set are off by a little: the occurrence of the name nearest to the stated one is taken."""
    for entry in article.iter("location"):
        name, stated = entry.findtext("name", ""), int(entry.findtext("start", "0"))
        starts = [match.start() for match in re.finditer(re.escape(name), text)]
        start = min(starts, key=lambda at: abs(at - stated), default=stated)
        yield Toponym(start, start + len(name), float(entry.findtext("lat", "")), float(entry.findtext("lon", "")))


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((a - b) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon - other_lon) / 2) ** 2
    return 6371.0 * 2 * math.asin(min(1.0, math.sqrt(half)))


def score_mentions(
    pairs: list[tuple[tuple[Toponym, ...], tuple[PlaceMention, ...]]],
) -> PlacesScore:
    """Scores predictions beside their gold, document by document."""
    gold = predicted = matched = located = resolved = right = 0
    for toponyms, mentions in pairs:
        spans = {(m.span.start, m.span.end): m.place for m in mentions}
        gold += len(toponyms)
        predicted += len(spans)
        for toponym in toponyms:
            place = spans.get((toponym.start, toponym.end))
            matched += (toponym.start, toponym.end) in spans
            if toponym.lat is None or toponym.lon is None:
                continue
            located += 1
            if place is not None:
                resolved += 1
                right += distance_km(place.lat, place.lon, toponym.lat, toponym.lon) <= RIGHT_KM
    return PlacesScore(len(pairs), gold, predicted, matched, located, resolved, right)


def score(
    folder: Path,
    name: str = "lgl",
    *,
    limit: int | None = None,
    gazetteer: Gazetteer | None = None,
    parser: Parser | None = None,
) -> PlacesScore:
    """Reads the places of one set (`limit` documents of it) and scores them."""
    documents = list(read_set(folder, name))[:limit]
    known = gazetteer or Gazetteer.open()
    parses = (parser or SpacyEnglish()).parse([text for text, _ in documents])
    return score_mentions([(gold, find_places(doc, known)) for (_, gold), doc in zip(documents, parses, strict=True)])
