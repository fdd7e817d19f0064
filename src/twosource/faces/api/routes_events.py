"""Routes about events and propositions."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery, SkipValidation
from litestar.params import QueryParameter as Query

from twosource.faces.api import answers, cursors, events, geo, stood
from twosource.faces.api.desk import Desk
from twosource.faces.api.moved import present
from twosource.faces.api.params import (
    DAY,
    Cursor,
    Id,
    Limit,
    OptionalId,
    Reviewed,
    Story,
    Words,
    calendar_day,
    found,
)
from twosource.faces.api.problems import answers as errors
from twosource.faces.api.shapes import (
    AsOf,
    Aspect,
    EventPage,
    EventRow,
    Facets,
    FeatureCollection,
    Histogram,
    HistoryStep,
    MapCells,
    Page,
    PropositionPage,
    PropositionRow,
    Status,
    StoryRow,
    WhyNode,
)

Served = NamedDependency[SkipValidation[Desk]]
Picked = NamedDependency[SkipValidation[events.Chosen]]
JSON = "application/json"
GEO = "application/geo+json"


def ready(data: bytes, media: str = JSON) -> Response[Any]:
    """An answer that is JSON already."""
    return Response(data, media_type=media)


@get("/stories", responses=errors(400), sync_to_thread=True, summary="The stories")
def stories(desk: Served, limit: Limit = 50, cursor: Cursor = None) -> Response[Page[StoryRow]]:
    """The reports that are read together, story by story."""
    key = cursors.unpack(cursor, str) or ("",)
    rows = desk.shelf.get("SELECT row, story FROM stories WHERE story > ? ORDER BY story LIMIT ?", (*key, limit + 1))
    more = cursors.pack(rows[limit - 1][1]) if len(rows) > limit else None
    return ready(cursors.page([row for row, _ in rows[:limit]], more))


@get("/events", responses=errors(400), sync_to_thread=True, summary="Events")
def listed(
    desk: Served,
    chosen: Picked,
    sort: FromQuery[Literal["time", "-time", "-reports", "-origins", "-positions"]] = "time",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response[Page[EventRow]]:
    """What is said to have happened."""
    rows, more = events.listed(desk.shelf, chosen, sort, limit, cursor)
    return ready(cursors.page(rows, more))


@get("/events/{event_id:str}", responses=errors(404), sync_to_thread=True, summary="An event")
def event(desk: Served, event_id: Id) -> EventPage:
    """All that an event's page shows."""
    key = present(desk.shelf, "events", event_id)
    return found(answers.event_page(desk.shelf, key), "event", event_id)


@get("/histogram", responses=errors(400), sync_to_thread=True, summary="Events over time")
def histogram(
    desk: Served, chosen: Picked, unit: FromQuery[Literal["day", "week", "month", "year", "auto"]] = "auto"
) -> Histogram:
    """How many events begin when."""
    return events.histogram(desk.shelf, chosen, None if unit == "auto" else unit)


@get("/facets", responses=errors(400), sync_to_thread=True, summary="Values to filter by")
def facets(desk: Served, chosen: Picked) -> Facets:
    """The values that the chosen events have."""
    return events.facets(desk.shelf, chosen)


@get("/map", responses=errors(400), sync_to_thread=True, summary="Events on a map")
def cells(desk: Served, chosen: Picked, degrees: Annotated[float | None, Query(ge=0.001, le=45)] = None) -> MapCells:
    """Events near each other as one cell."""
    return events.cells(desk.shelf, chosen, degrees)


@get("/geojson", responses=errors(400), media_type=GEO, sync_to_thread=True, summary="Events as GeoJSON")
def geojson(
    desk: Served,
    chosen: Picked,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 1000,
    cursor: Cursor = None,
) -> Response[FeatureCollection]:
    """The events that have a place, as features."""
    rows, more = events.listed(desk.shelf, chosen, "time", limit, cursor, placed=True)
    collection = geo.collection([msgspec.json.decode(row, type=EventRow) for row in rows], more)
    return ready(msgspec.json.encode(collection), GEO)


@get("/propositions", responses=errors(400), sync_to_thread=True, summary="Propositions")
def propositions(
    desk: Served,
    story: Story = None,
    event: OptionalId = None,
    aspect: Annotated[list[Aspect] | None, Query(max_items=10)] = None,
    standing: Annotated[list[Status] | None, Query(max_items=10)] = None,
    party: OptionalId = None,
    review: FromQuery[Reviewed] = "any",
    q: Words = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response[Page[PropositionRow]]:
    """What may be true or false of events, and where it stands."""
    asked = answers.conditions(story=story, event=event, aspect=aspect, status=standing)
    rows, more = answers.propositions(
        desk.shelf, asked, party=party, review=None if review == "any" else review, q=q, limit=limit, cursor=cursor
    )
    return ready(cursors.page(rows, more))


@get("/propositions/{proposition_id:str}", responses=errors(404), sync_to_thread=True, summary="A proposition")
def proposition(desk: Served, proposition_id: Id) -> PropositionPage:
    """A proposition with its positions and what stays apart under its status."""
    key = present(desk.shelf, "propositions", proposition_id)
    page = found(answers.proposition_page(desk.shelf, key), "proposition", proposition_id)
    standing = stood.Stood.of(desk.shelf, key)
    page.axes = standing.axes() if standing else None
    return page


@get(
    "/propositions/{proposition_id:str}/standing",
    responses=errors(400, 404),
    sync_to_thread=True,
    summary="A standing as of a day",
)
def as_of(
    desk: Served,
    proposition_id: Id,
    as_of: Annotated[str, Query(pattern=DAY, description="The day, at whose end.")],
) -> AsOf:
    """Where a proposition stood, by the reports published until then."""
    key = present(desk.shelf, "propositions", proposition_id)
    return found(stood.Stood.of(desk.shelf, key), "proposition", proposition_id).as_of(calendar_day(as_of))


@get("/propositions/{proposition_id:str}/history", responses=errors(404), sync_to_thread=True, summary="Its history")
def history(desk: Served, proposition_id: Id) -> Page[HistoryStep]:
    """The days on which a standing changed, and what changed it."""
    key = present(desk.shelf, "propositions", proposition_id)
    return Page(found(stood.Stood.of(desk.shelf, key), "proposition", proposition_id).history())


@get("/propositions/{proposition_id:str}/why", responses=errors(404), sync_to_thread=True, summary="Why it stands so")
def derivation(desk: Served, proposition_id: Id) -> WhyNode:
    """The derivation of a standing as a tree."""
    key = present(desk.shelf, "propositions", proposition_id)
    return found(stood.tree(desk.shelf, key), "proposition", proposition_id)


EVENTS = [
    stories,
    listed,
    event,
    histogram,
    facets,
    cells,
    geojson,
    propositions,
    proposition,
    as_of,
    history,
    derivation,
]
