"""Events: rows, pages, the map and time."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from twosource.faces.api.shapes.reports import EvidenceRow
from twosource.faces.api.shapes.standings import PropositionPage
from twosource.faces.api.shapes.values import (
    Aspect,
    Count,
    OriginsShape,
    PartyName,
    PlaceShape,
    ReportName,
    ReviewCount,
    Status,
    TimeShape,
)


class Headline(Struct):
    """The proposition that most positions of an event take a stand on, occurrence first."""

    id: str
    text: str
    aspect: Aspect
    status: Status
    contested: bool
    unverifiable: bool


class EventRow(Struct):
    """Something that is said to have happened; `reports` and `origins` belong side by side."""

    id: str
    story: str
    label: str
    type: str | None
    mode: str | None
    place: PlaceShape | None
    time: TimeShape | None
    actors: list[PartyName]
    targets: list[PartyName]
    headline: Headline | None
    standings: dict[str, int]
    """A status to the number of the event's propositions that have it."""
    propositions: Count
    positions: Count
    reports: Count
    origins: OriginsShape
    """Of its best founded proposition: the largest lower bound, and the largest upper bound."""
    review: ReviewCount


class EventProperties(Struct):
    """An event's row as a feature's properties, its place in short."""

    story: str
    label: str
    type: str | None
    mode: str | None
    place: str
    precision: Annotated[int, Meta(ge=1, le=7)]
    radius_km: float
    country: str | None
    time: TimeShape | None
    actors: list[PartyName]
    targets: list[PartyName]
    headline: Headline | None
    standings: dict[str, int]
    propositions: Count
    positions: Count
    reports: Count
    origins: OriginsShape
    review: ReviewCount


class Point(Struct):
    """A place as GeoJSON has it: degrees east, degrees north."""

    coordinates: Annotated[list[float], Meta(min_length=2, max_length=2)]
    type: Literal["Point"] = "Point"


class Feature(Struct):
    """An event at its place."""

    id: str
    geometry: Point
    properties: EventProperties
    type: Literal["Feature"] = "Feature"


class FeatureCollection(Struct):
    """Events as GeoJSON (RFC 7946); `next` is the cursor of the ones after them."""

    features: list[Feature]
    next: str | None = None
    type: Literal["FeatureCollection"] = "FeatureCollection"


class Bin(Struct):
    """A stretch of time and the events that begin in it."""

    start: str
    end: str
    events: Count
    standings: dict[str, int]
    """The status of the headline to the number of events."""


class Histogram(Struct):
    """Events over time, by the day on which they are said to begin."""

    unit: Literal["day", "week", "month", "year"]
    items: list[Bin]
    undated: Count
    total: Count


class Facet(Struct):
    """A value to filter by, and the events that it would leave."""

    value: str
    label: str
    events: Count


class Facets(Struct):
    """The values that the chosen events have; parties and places: the fifty commonest."""

    types: list[Facet]
    standings: list[Facet]
    parties: list[Facet]
    places: list[Facet]
    stories: list[Facet]
    total: Count


class Cell(Struct):
    """Events near each other on the map: the middle of their points. `event` is set where there is one."""

    lat: float
    lon: float
    events: Count
    standings: dict[str, int]
    event: str | None
    label: str | None
    precision: int | None
    radius_km: float | None


class MapCells(Struct):
    """The map at one coarseness: at most 2,000 cells."""

    items: list[Cell]
    degrees: float
    placeless: Count
    """Chosen events whose place isn't known."""
    total: Count


class PartyColumn(Struct):
    """A party that takes a stand on an event, under the side that it belongs to."""

    id: str
    name: str
    kind: str
    side: str | None
    side_name: str | None
    positions: Count


class EventPage(EventRow):
    """All that an event's page shows."""

    matrix: list[PropositionPage] = field(default_factory=list)
    """Its propositions by aspect, those that most take a stand on first."""
    columns: list[PartyColumn] = field(default_factory=list)
    """Who takes a stand on it, by side, then by name."""
    evidence: list[EvidenceRow] = field(default_factory=list)
    sources: list[ReportName] = field(default_factory=list)
