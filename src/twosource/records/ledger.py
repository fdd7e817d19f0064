"""What many readings come to: the rows of the ledger and the judgements behind them."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.records.issue import Issue
from twosource.records.party import PartyRef, Tie
from twosource.records.place import Place
from twosource.records.reading import Figure
from twosource.records.report import Report
from twosource.records.span import Span
from twosource.records.stage import Stage
from twosource.records.standing import Assessment
from twosource.records.time import Interval

UNSURE = 0.5
"""A position read with less confidence is more likely wrong than right: it is kept, and marked for a person to see."""


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """A reversible decision that two things are the same, or not."""

    relation: str
    """`same event`, `same proposition`, `same party`, `reprint of`, `rival of`."""
    left: str
    right: str
    """Ids of positions, parties or reports; for `reprint of`, left is the copy."""
    verdict: str
    """`positive`, `negative`, `unsure`."""
    score: float
    maker: str
    """A stage ("weave.events/1") or an analyst's name; an analyst's outranks a stage's."""
    reason: str


@dataclass(frozen=True, slots=True)
class Party:
    """A party across the ledger's reports."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    """Every name under which the reports mention it, sorted."""
    part_of: str | None = None
    disputed: tuple[Tie, ...] = ()
    """To whom it belongs by some parties' word and not by others': `source` says so, `contested` denies it (ids)."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is said to have, at a place and a time."""

    id: str
    story: str
    label: str
    type: str | None
    mode: str | None
    place: Place | None
    time: Interval | None
    actors: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(party id, ids of the positions that say so)."""
    targets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposition:
    """One thing that may be true or false of one event."""

    id: str
    event: str
    aspect: str
    text: str
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerPosition:
    """A position as a row of the ledger: tied to its proposition, its party one across reports."""

    id: str
    document: str
    proposition: str
    party: PartyRef
    stance: str
    content: Span
    source: Span | None
    cue: Span | None
    figure: Figure | None
    via: tuple[str, ...] = ()
    basis: str = "unknown"
    said: str | None = None
    certainty: str = "certain"
    confidence: float = 1.0
    """From 0 to 1, calibrated: how often a position read like this one is one that a human marks."""
    review: str = "unreviewed"

    @property
    def is_unsure(self) -> bool:
        """Whether it waits for a person: read with a confidence below UNSURE, and not looked at by anybody."""
        return self.confidence < UNSURE and self.review == "unreviewed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A thing that positions point to."""

    id: str
    kind: str
    document: str
    span: Span
    first_published_by: str | None = None
    authenticated_by: str | None = None
    positions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Reprint:
    """`document` takes `share` (0..1) of its words from `of`."""

    document: str
    of: str
    share: float


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of one ledger, each list sorted by id."""

    stages: tuple[Stage, ...]
    documents: tuple[Report, ...]
    parties: tuple[Party, ...]
    events: tuple[Event, ...]
    propositions: tuple[Proposition, ...]
    positions: tuple[LedgerPosition, ...]
    evidence: tuple[Evidence, ...]
    reprints: tuple[Reprint, ...]
    assessments: tuple[Assessment, ...]
    judgements: tuple[Judgement, ...]
    issues: tuple[Issue, ...]
