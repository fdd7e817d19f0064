"""People's decisions, kept and asked for."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from twosource.faces.api.shapes.reports import PositionRow
from twosource.faces.api.shapes.values import Aspect, Basis, Certainty, Relation, Share, Stance, Status, Verdict


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
    relation: Literal["same event", "same proposition", "same party", "reprint of"]
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
