"""What every store keeps and gives back; tests/store/conformance.py holds each backend to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol, Self

from twosource.records import Capture, Issue, Item, Judgement, Ledger, Reading, Report, Review, Stage
from twosource.records.identity import content_id


class StoreError(Exception):
    """The store can't be used as asked; the message names the file and the remedy."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding items, counted in reports."""

    new: int = 0
    """Reports whose id the story didn't have."""
    versions: int = 0
    """Other words, or another title, under an id that it had."""
    known: int = 0
    """The same words again."""
    changed: int = 0
    """Of those known, whose facts (date, publisher ...) are others now: they are read anew."""
    issues: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(
            self.new + other.new,
            self.versions + other.versions,
            self.known + other.known,
            self.changed + other.changed,
            self.issues + other.issues,
        )


@dataclass(frozen=True, slots=True)
class KeptJudgement:
    """An analyst's judgement as it is kept: undoing it leaves it on record."""

    id: str
    story: str
    judgement: Judgement
    made_at: str
    """An ISO time with its zone."""
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class KeptReview:
    """A person's review as it is kept: undoing it leaves it on record."""

    id: str
    story: str
    review: Review
    made_at: str
    """An ISO time with its zone."""
    undone_at: str | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """What weaving a story did: to the rows of its ledger, and to what weaving itself keeps."""

    made_from: str
    rows: Sequence[tuple[str, str, Any]] = ()
    """(field of Ledger, id, the record; None where the row is gone)."""
    redirects: Mapping[str, str] = field(default_factory=dict)
    """From ids that are gone to present ones."""
    values: Sequence[tuple[str, str, str | None]] = ()
    """(kind, key, JSON; None where it is gone)."""
    members: Sequence[tuple[str, str, str, bool]] = ()
    """(kind, key, member, whether it is in)."""
    done: Sequence[str] = ()
    """Reports that were pending and have been woven."""
    anew: bool = False
    """Whether all that weaving kept before is dropped first."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A row of a ledger that came, changed or went after some cursor."""

    story: str
    kind: str
    """The field of Ledger."""
    id: str
    cursor: int
    """When last: cursors only grow."""
    gone: bool = False
    now: str | None = None
    """Where the id of a row that is gone leads; None where nothing took its place."""


def fingerprint(stages: Iterable[Stage]) -> str:
    """One short name for the stages that made a reading, whatever their order."""
    return content_id("s", *(f"{stage.name}/{stage.version}" for stage in sorted(set(stages))))


def recency(report: Report) -> tuple[float, float, str]:
    """What the latest version of a report is the largest by: published, then retrieved, then sha256.

    A day without a time counts as its first instant in UTC; an unknown date comes before all others.
    """
    return (instant(report.published), instant(report.retrieved), report.sha256)


def instant(stated: str | None) -> float:
    """Seconds that order ISO dates and times with their zones; minus infinity for None.

    Counted from the proleptic year 1, as a time near its edges has no moment in UTC that Python can hold.
    """
    if stated is None:
        return float("-inf")
    moment = datetime.fromisoformat(stated)
    offset = moment.utcoffset()
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return moment.toordinal() * 86400 + seconds - (offset.total_seconds() if offset else 0.0)


class Store(Protocol):
    """Keeps captures, reports, readings, judgements and ledgers. What a method returned from is kept for good.

    Adding or putting the same again changes nothing; the order in which inputs came doesn't either.
    Every method raises StoreError where the file behind it can't be used.
    """

    def add(self, *items: Item) -> Added:
        """Keeps the items' bytes, reports and issues, in one transaction: all of them or none.

        The same words again keep the row with the smallest sha256; from the same bytes, the facts given last
        hold and those not given stay. An input's issues are those of its last reading.
        """
        ...

    def stories(self) -> tuple[str, ...]:
        """Names of all stories that have a report, sorted."""
        ...

    def reports(self, story: str | None = None) -> Iterator[Report]:
        """All versions of all reports, by story, id and version."""
        ...

    def latest(self, story: str) -> tuple[Report, ...]:
        """Each report's latest version (see `recency`), by id."""
        ...

    def versions(self, story: str, document: str) -> tuple[Report, ...]:
        """A report's versions, the oldest first; none where the story doesn't have it."""
        ...

    def captures(self, report: Report) -> tuple[Capture, ...]:
        """The inputs in which this version of a report was found, by time of capture."""
        ...

    def data(self, sha256: str) -> bytes:
        """The bytes of a capture. Raises KeyError where there are none of that hash."""
        ...

    def unread(self, story: str, stages: str) -> Iterator[Report]:
        """Reports, all versions, that have no reading by the stages of this fingerprint; by id and version."""
        ...

    def put_readings(self, stages: str, readings: Iterable[Reading]) -> None:
        """Keeps readings under their stages' fingerprint, in one transaction, in place of those there were."""
        ...

    def readings(self, story: str, stages: str) -> Iterator[Reading]:
        """Readings of all versions by the stages of this fingerprint, by id and version."""
        ...

    def reading(self, report: Report, stages: str) -> Reading | None:
        """The reading of this version of a report by the stages of this fingerprint; None where there is none."""
        ...

    def judge(self, story: str, judgement: Judgement, made_at: str) -> KeptJudgement:
        """Keeps an analyst's judgement."""
        ...

    def undo(self, judgement: str, undone_at: str) -> KeptJudgement:
        """Takes a judgement back; it stays on record. Raises KeyError where there is none of that id."""
        ...

    def redo(self, judgement: str) -> KeptJudgement:
        """Lets a judgement that was undone hold again. Raises KeyError where there is none of that id."""
        ...

    def judgements(self, story: str, *, undone: bool = False) -> tuple[KeptJudgement, ...]:
        """Judgements that hold, or also those undone, by the time at which they were made."""
        ...

    def review(self, story: str, review: Review, made_at: str) -> KeptReview:
        """Keeps a person's review."""
        ...

    def undo_review(self, review: str, undone_at: str) -> KeptReview:
        """Takes a review back; it stays on record. Raises KeyError where there is none of that id."""
        ...

    def redo_review(self, review: str) -> KeptReview:
        """Lets a review that was undone hold again. Raises KeyError where there is none of that id."""
        ...

    def reviews(self, story: str, *, undone: bool = False) -> tuple[KeptReview, ...]:
        """Reviews that hold, or also those undone, by the time at which they were made."""
        ...

    def put_ledger(
        self, story: str, ledger: Ledger, *, made_from: str = "", redirects: Mapping[str, str] | None = None
    ) -> None:
        """Replaces the story's ledger, in one transaction. `redirects` lead from ids that are gone to present ones.

        `made_from` is the caller's own mark of what the ledger was made from.
        """
        ...

    def ledger(self, story: str) -> Ledger | None:
        """The ledger as it was put, or as updates left it, its lists then sorted; None where the story has none."""
        ...

    def pending(self, story: str) -> tuple[str, ...]:
        """Ids of reports that came, changed or were read since they were last woven."""
        ...

    def head(self, story: str, document: str) -> Report | None:
        """A report's latest version (see `recency`); None where the story doesn't have it."""
        ...

    def update(self, story: str, update: Update) -> int:
        """Keeps what weaving did, in one transaction, and gives the cursor at which the story's ledger now is.

        The cursor grows where a row of the ledger changed; a row put as it was is no change.
        """
        ...

    def row(self, story: str, kind: str, row: str) -> Any | None:
        """The record of a ledger's row, or None."""
        ...

    def row_ids(self, story: str, kind: str) -> tuple[str, ...]:
        """Ids of a ledger's rows of a kind, sorted."""
        ...

    def count(self, story: str, kind: str) -> int:
        """How many rows of a kind a ledger has."""
        ...

    def value(self, story: str, kind: str, key: str) -> str | None:
        """What weaving keeps under a key, or None."""
        ...

    def members(self, story: str, kind: str, key: str) -> frozenset[str]:
        """The set that weaving keeps under a key."""
        ...

    def cursor(self) -> int:
        """The cursor of the last change to any ledger; 0 before the first."""
        ...

    def touched(self, since: int = 0, story: str | None = None) -> tuple[Touched, ...]:
        """Rows that came, changed or went after that cursor, each once, by cursor, story, kind and id."""
        ...

    def ledger_rows(self, story: str) -> Iterator[tuple[str, str, str]]:
        """The rows of the story's ledger as they are kept: (field of Ledger, id, JSON of the record)."""
        ...

    def made_from(self, story: str) -> str | None:
        """The mark that came with the ledger; None where the story has none."""
        ...

    def resolve(self, story: str, row: str) -> str:
        """The present id of a row, through all redirects from `row`; `row` itself where there is none."""
        ...

    def redirects(self, story: str) -> Mapping[str, str]:
        """All redirects of a story, each a step: from an id that is gone to the one that it led to."""
        ...

    def issues(self, story: str | None = None) -> tuple[Issue, ...]:
        """What was wrong with the inputs, at their last reading; by input, line and code."""
        ...

    def close(self) -> None:
        """Lets go of the file. Nothing kept is lost without it."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
