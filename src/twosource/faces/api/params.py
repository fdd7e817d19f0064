"""The parameters that several routes share, with what each may be."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Annotated, Literal, TypeVar

from litestar.params import FromQuery, PathParameter
from litestar.params import QueryParameter as Query

from twosource.faces.api.events import Chosen
from twosource.faces.api.problems import Refused
from twosource.faces.api.shapes import Aspect, EventType, Status

T = TypeVar("T")
DAY = r"^([1-9]\d{3}|0[1-9]\d{2}|00[1-9]\d|000[1-9])-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
_LON = r"-?(180(\.0+)?|(1[0-7]\d|\d{1,2})(\.\d+)?)"
_LAT = r"-?(90(\.0+)?|[0-8]?\d(\.\d+)?)"
BOX = rf"^{_LON},{_LAT},{_LON},{_LAT}$"

Limit = Annotated[int, Query(ge=1, le=200, description="How many, at most.")]
Cursor = Annotated[str | None, Query(max_length=2000, description="`next` of the page before.")]
Story = Annotated[str | None, Query(name="story", max_length=300, description="Only this story.")]
Words = Annotated[str | None, Query(name="q", max_length=300, description="Words, the last may be a beginning.")]
Id = Annotated[str, PathParameter(max_length=500, description="The row's id.")]
OptionalId = Annotated[str | None, Query(max_length=500)]
Reviewed = Literal["unreviewed", "reviewed", "any"]
Stories = Annotated[list[str] | None, Query(name="story", max_items=50, description="Any of these stories.")]
Since = Annotated[str | None, Query(name="from", pattern=DAY, description="On this day or later.")]
Until = Annotated[str | None, Query(name="to", pattern=DAY, description="On this day or before.")]
Box = Annotated[str | None, Query(name="bbox", pattern=BOX, max_length=120, description="west,south,east,north")]
Many = Annotated[list[str] | None, Query(max_items=50)]


def chosen(
    story: Stories = None,
    from_: Since = None,
    to: Until = None,
    bbox: Box = None,
    place: Many = None,
    party: Many = None,
    type_: Annotated[
        list[EventType | Literal["none"]] | None,
        Query(name="type", max_items=20, description="`none`: without."),
    ] = None,
    standing: Annotated[list[Status] | None, Query(max_items=10)] = None,
    aspect: Annotated[list[Aspect] | None, Query(max_items=10)] = None,
    review: FromQuery[Reviewed] = "any",
    q: Words = None,
) -> Chosen:
    """Which events, as the filters of docs/api.md say."""
    return Chosen(
        tuple(story or ()),
        calendar_day(from_).isoformat() if from_ else None,
        calendar_day(to).isoformat() if to else None,
        box(bbox),
        tuple(place or ()),
        tuple(party or ()),
        tuple(type_ or ()),
        tuple(standing or ()),
        tuple(aspect or ()),
        None if review == "any" else review,
        q,
    )


def calendar_day(given: str) -> date:
    """A day out of its parameter; one that its month doesn't have is the month's last."""
    year, month, day = (int(part) for part in given.split("-"))
    return date(year, month, min(day, monthrange(year, month)[1]))


def box(given: str | None) -> tuple[float, float, float, float] | None:
    """A bounding box out of its parameter."""
    if given is None:
        return None
    west, south, east, north = (float(part) for part in given.split(","))
    return west, south, east, north


def found(row: T | None, what: str, key: str) -> T:
    """The row; a 404 that names it where there is none."""
    if row is None:
        raise Refused(404, f"no {what} {key[:200]!r}")
    return row
