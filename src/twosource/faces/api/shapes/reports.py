"""Reports, positions and what they point to."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from twosource.faces.api.shapes.values import (
    Aspect,
    Basis,
    Certainty,
    Count,
    Extract,
    FigureShape,
    Offset,
    PartyName,
    ReportName,
    Review,
    Share,
    Stance,
    Words,
)


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
