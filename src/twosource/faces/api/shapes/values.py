"""Vocabularies and small structures that others are made of."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from msgspec import Meta, Struct, field

T = TypeVar("T")

Stance = Literal["asserts", "confirms", "denies", "unverified", "retracts", "declines"]
Status = Literal["retracted", "corroborated", "confirmed across sides", "disputed", "claimed", "denied", "unverified"]
Aspect = Literal["occurrence", "responsibility", "means", "toll", "outcome", "other"]
Review = Literal["unreviewed", "accepted", "corrected", "added"]
Certainty = Literal["certain", "hedged"]
Basis = Literal["did", "saw", "examined", "was told", "unknown"]
Relation = Literal["same event", "same proposition", "same party", "reprint of", "rival of"]
Verdict = Literal["positive", "negative", "unsure"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Share = Annotated[float, Meta(ge=0, le=1)]
Offset = Annotated[int, Meta(ge=0)]
Count = Annotated[int, Meta(ge=0)]


class Page(Struct, Generic[T]):
    """A stretch of a list; `next` is the cursor of the one after it, null at the end."""

    items: list[T]
    next: str | None = None


class PlaceShape(Struct):
    """A point with a precision: UCDP's where_prec, 1 exact to 7 water or airspace."""

    name: str
    lat: Annotated[float, Meta(ge=-90, le=90)]
    lon: Annotated[float, Meta(ge=-180, le=180)]
    precision: Annotated[int, Meta(ge=1, le=7)]
    radius_km: float
    country: str | None
    admin1: str | None
    kind: str


class TimeShape(Struct):
    """Days from start to end, both inclusive, as ISO dates; UCDP's date_prec, 1 the day to 5 a year or more."""

    start: str
    end: str
    precision: Annotated[int, Meta(ge=1, le=5)]


class PartyName(Struct):
    """A party, in short."""

    id: str
    name: str
    kind: str


class OriginsShape(Struct):
    """Independent origins; `at_most` is null where no bound is known."""

    at_least: Count
    at_most: Count | None


class ReviewCount(Struct):
    """How many positions nobody has looked at yet, and how many somebody has."""

    unreviewed: Count
    reviewed: Count


class Words(Struct):
    """A stretch of a report's text; `words` is that stretch, its first 280 code points where `cut`."""

    start: Offset
    end: Offset
    words: str
    cut: bool = False


class Extract(Struct):
    """A passage of at most 280 code points around marked words (longer where full text is allowed)."""

    start: Offset
    end: Offset
    text: str
    cut: bool = False
    """The marked words are longer than an extract may be: it holds their beginning."""


class FigureShape(Struct):
    """How many, as said; an open bound is null."""

    low: int | None
    high: int | None
    unit: str
    words: str
    approximate: bool


class ReportName(Struct):
    """A report, in short. `id` is the API's, made from the story and the report's own id, `document`."""

    id: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None


class Wrong(Struct):
    """What is wrong with one part of a request."""

    where: str
    detail: str


class Problem(Struct):
    """An error as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Wrong] = field(default_factory=list)


class About(Struct):
    """The server: what it serves and what it allows."""

    name: str
    version: str
    generation: str
    """Changes whenever anything in the ledger does."""
    full_text: bool
    """Whether reports are given whole; otherwise in extracts of at most 280 code points."""
    writable: bool
    tiles: str | None
    """The tile server that the user named for the map; null for none."""
    stories: Count
    events: Count
    reports: Count


class StoryRow(Struct):
    """The reports that are read together under one name."""

    story: str
    reports: Count
    events: Count
    propositions: Count
    positions: Count
    first: str | None
    """The first and the last day of publication."""
    last: str | None
    standings: dict[str, int]
    """A status to the number of propositions that have it."""
    review: ReviewCount


class ExportRow(Struct):
    """A form in which the ledger can be downloaded."""

    format: str
    media_type: str
    extension: str
    label: str


class Hit(Struct):
    """A find. `snippet` has the found words between U+E000 and U+E001, which no text may hold itself."""

    kind: Literal["report", "party", "proposition"]
    id: str
    story: str | None
    title: str
    snippet: str


class Change(Struct):
    """A row that changed: read it anew, or drop it where it is gone (`to`: the row it went into)."""

    kind: str
    id: str
    story: str
    what: Literal["changed", "gone"]
    to: str | None = None
