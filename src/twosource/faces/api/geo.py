"""Events' rows as GeoJSON (RFC 7946)."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.faces.api.shapes import EventProperties, EventRow, Feature, FeatureCollection, Point


def collection(rows: Sequence[EventRow], more: str | None) -> FeatureCollection:
    """Those of the events that have a place, as a collection of points."""
    return FeatureCollection([feature(row) for row in rows if row.place], more)


def feature(row: EventRow) -> Feature:
    """An event at its place; what is known of how exact the place is goes along."""
    where = row.place
    if where is None:
        raise ValueError(f"event {row.id} has no place: it can't be a feature")
    properties = EventProperties(
        story=row.story,
        label=row.label,
        type=row.type,
        mode=row.mode,
        place=where.name,
        precision=where.precision,
        radius_km=where.radius_km,
        country=where.country,
        time=row.time,
        actors=row.actors,
        targets=row.targets,
        headline=row.headline,
        standings=row.standings,
        propositions=row.propositions,
        positions=row.positions,
        reports=row.reports,
        origins=row.origins,
        review=row.review,
    )
    return Feature(row.id, Point([where.lon, where.lat]), properties)
