"""What the API answers with, as typed structures: the OpenAPI description is made from these (see docs/api.md).

Offsets count code points of the report's own text. What isn't known is null.
"""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from msgspec import UNSET, Meta, Struct, UnsetType, field

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


class EvidenceRow(Struct):
    """What positions point to."""

    id: str
    kind: str
    report: str
    words: Words
    first_published_by: str | None
    authenticated_by: str | None
    positions: list[str]


class PositionRow(Struct):
    """One party's stance on one proposition, at one place in one report."""

    id: str
    story: str
    event: str
    proposition: str
    aspect: Aspect
    report: ReportName
    party: PartyName
    side: str | None
    """The party that it belongs to or speaks for, at the top: columns are grouped by it."""
    stance: Stance
    certainty: Certainty
    basis: Basis
    day: str | None
    """When it was said; the day of publication where the report doesn't say."""
    figure: FigureShape | None
    via: list[str]
    content: Words
    source: Words | None
    cue: Words | None
    extract: Extract
    confidence: Share
    review: Review
    evidence: list[str]
    added_by: str | None = None


class Alternative(Struct):
    """The status if a contested affiliation holds, or doesn't."""

    condition: str
    status: Status


class Override(Struct):
    """A person's status in place of the computed one."""

    id: str
    status: Status
    computed: Status
    by: str
    reason: str
    at: str


class StandingShape(Struct):
    """Where a proposition stands: computed from the positions, never truth."""

    status: Status
    contested: bool
    unverifiable: bool
    origins: OriginsShape
    asserted_by: list[PartyName]
    confirmed_by: list[PartyName]
    denied_by: list[PartyName]
    unverified_by: list[PartyName]
    reason: str
    because: list[str]
    alternatives: list[Alternative]
    override: Override | None = None


class PropositionRow(Struct):
    """One thing that may be true or false of one event, and where it stands."""

    id: str
    story: str
    event: str
    aspect: Aspect
    text: str
    rivals: list[str]
    standing: StandingShape
    positions: Count
    reports: Count
    review: ReviewCount


class PropositionPage(PropositionRow):
    """A proposition with the positions on it, at most 1,000; see /positions for the rest."""

    stands: list[PositionRow] = field(default_factory=list)


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


class PartyRow(Struct):
    """A party across the ledger's reports."""

    id: str
    name: str
    kind: str
    names: list[str]
    part_of: PartyName | None
    positions: Count
    events: Count


class ReportRow(Struct):
    """One published text, without its words."""

    id: str
    document: str
    story: str
    version: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    retrieved: str | None
    carries: str | None
    characters: Count
    positions: Count
    full_text: bool
    copy_of: list[str]
    """Ids of the reports that its words come from."""
    copies: list[str]
    """Ids of the reports that take words from it."""


class ReportPage(ReportRow):
    """A report with what was read from it. `text` is null where only extracts may be shown."""

    text: str | None = None
    stands: list[PositionRow] = field(default_factory=list)
    unread: Count = 0
    """Sentences from which no position was read."""


class Sentence(Struct):
    """A sentence from which nothing was read."""

    report: str
    story: str
    words: Words


class Stretch(Struct):
    """Words that two reports share, at their places in both."""

    start: Offset
    end: Offset
    other_start: Offset
    other_end: Offset
    words: str
    other_words: str
    cut: bool = False


class CopyPair(Struct):
    """A report beside one that it shares words with. `share` is of the copy's words."""

    relation: Literal["copy of", "copied by"]
    other: ReportName
    share: Share
    stretches: list[Stretch]


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


class Hit(Struct):
    """A find. `snippet` has the found words between U+E000 and U+E001, which no text may hold itself."""

    kind: Literal["report", "party", "proposition"]
    id: str
    story: str | None
    title: str
    snippet: str


class HistoryStep(Struct):
    """A day on which the standing changed, and what changed it."""

    day: str | None
    """Null for what has no date."""
    status: Status
    reason: str
    because: list[str]


class AsOf(Struct):
    """The standing as it was at the end of a day, from what was said until then; null where nothing had been."""

    proposition: str
    as_of: str
    standing: StandingShape | None


class WhyNode(Struct):
    """A step of the derivation, with what it rests on."""

    kind: str
    id: str | None
    text: str
    children: list[WhyNode]


class Change(Struct):
    """A row that changed: read it anew, or drop it where it is gone (`to`: the row it went into)."""

    kind: str
    id: str
    story: str
    what: Literal["changed", "gone"]
    to: str | None = None


class QueueItem(Struct):
    """Something that the machine is unsure of, the least sure first."""

    kind: Literal["position", "judgement"]
    why: str
    score: Share
    story: str
    position: PositionRow | None
    judgement: JudgementRow | None


class JudgementRow(Struct):
    """A decision that two things are the same, or not."""

    id: str
    story: str
    relation: Relation
    left: str
    right: str
    verdict: Verdict
    score: float
    maker: str
    by_person: bool
    reason: str
    made_at: str | None
    undone_at: str | None
    left_label: str
    right_label: str


class JudgementIn(Struct, forbid_unknown_fields=True):
    """A decision to keep. Ids of one kind: positions, propositions or events; parties; reports (left is the copy)."""

    story: Annotated[str, Meta(min_length=1, max_length=200)]
    relation: Relation
    left: Annotated[str, Meta(min_length=1, max_length=300)]
    right: Annotated[str, Meta(min_length=1, max_length=300)]
    verdict: Literal["positive", "negative"]
    maker: Annotated[str, Meta(min_length=1, max_length=100, pattern="^[^/]+$")]
    reason: Annotated[str, Meta(min_length=1, max_length=2000)]


class SpanIn(Struct, forbid_unknown_fields=True):
    """A stretch of the report's text, in code points, `end` exclusive."""

    start: Annotated[int, Meta(ge=0, le=10_000_000)]
    end: Annotated[int, Meta(ge=1, le=10_000_000)]


class FigureIn(Struct, forbid_unknown_fields=True):
    """A figure as said; leave an open bound null."""

    unit: Annotated[str, Meta(min_length=1, max_length=80)]
    low: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
    high: Annotated[int, Meta(ge=0, le=1_000_000_000)] | None = None
    approximate: bool = False


class ReviewIn(Struct, forbid_unknown_fields=True):
    """A person's decision on a position or a standing.

    `accept` and `reject` ask for a position as `target`; `correct` for a position and at least one field to change;
    `add` for a report as `target`, `content`, `party`, `stance`, and a `proposition` where it belongs to one that is
    there; `override` for a proposition as `target` and a `status`.
    """

    action: Literal["accept", "correct", "reject", "add", "override"]
    target: Annotated[str, Meta(min_length=1, max_length=300)]
    maker: Annotated[str, Meta(min_length=1, max_length=100, pattern="^[^/]+$")]
    reason: Annotated[str, Meta(max_length=2000)] = ""
    stance: Stance | UnsetType = UNSET
    party: Annotated[str, Meta(min_length=1, max_length=300)] | UnsetType = UNSET
    """A party's id, else a name, for which one is made."""
    aspect: Aspect | UnsetType = UNSET
    certainty: Certainty | UnsetType = UNSET
    basis: Basis | UnsetType = UNSET
    content: SpanIn | UnsetType = UNSET
    source: SpanIn | UnsetType | None = UNSET
    cue: SpanIn | UnsetType | None = UNSET
    figure: FigureIn | UnsetType | None = UNSET
    proposition: Annotated[str, Meta(min_length=1, max_length=300)] | UnsetType = UNSET
    status: Status | UnsetType = UNSET


class ReviewRow(Struct):
    """A decision that is kept: `change` tells in words what it changes."""

    id: str
    story: str
    action: Literal["accept", "correct", "reject", "add", "override"]
    target: str
    position: str | None
    """The position as it stands now; a corrected one has another id than its target."""
    change: str
    maker: str
    reason: str
    made_at: str
    undone_at: str | None


class StandingChange(Struct):
    """A proposition whose standing a decision changed; null: it wasn't there before, or isn't now."""

    proposition: str
    text: str
    before: Status | None
    after: Status | None


class Decided(Struct):
    """What a decision came to: one of `review` and `judgement`, and the standings that changed."""

    review: ReviewRow | None
    judgement: JudgementRow | None
    changed: list[StandingChange]


class ExportRow(Struct):
    """A form in which the ledger can be downloaded."""

    format: str
    media_type: str
    extension: str
    label: str


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
