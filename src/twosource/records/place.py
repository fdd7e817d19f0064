"""Where something is said to have happened."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.records.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer. `precision` is UCDP's `where_prec`, 1 to 7; unknown places are None, never 0, 0."""

    name: str
    lat: float
    lon: float
    precision: int
    """1 exact; 2 near a known place; 3 district; 4 province; 5 larger or vague; 6 country; 7 water or airspace."""
    radius_km: float
    """How far from the point the place reaches, roughly."""
    country: str | None = None
    """ISO 3166 alpha-2, upper case."""
    admin1: str | None = None
    """Name of the first-order division."""
    ref: str | None = None
    """The gazetteer's own id, such as `geonames:524901`."""
    kind: str = "town"
    """`town`, `district`, `province`, `country`, `region`, `water`, `site`."""

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"place {self.name!r}: {self.lat}, {self.lon} is not on the globe")
        if self.precision not in (1, 2, 3, 4, 5, 6, 7):
            raise ValueError(f"place {self.name!r}: precision {self.precision}: 1 to 7 is asked (UCDP where_prec)")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words of a report that name a place; `place` is None where the gazetteer doesn't know it."""

    span: Span
    place: Place | None
