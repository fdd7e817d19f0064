"""A digest for people: what is new, claimed, confirmed, denied and unknown since a day, each line with its sources.

Every line says who says so. Nothing here says that a thing happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from twosource.export.words import count, listed, origins, when_and_where
from twosource.records import Assessment, Event, Ledger, LedgerPosition, Proposition, Report

SECTIONS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("Claimed", ("claimed",), "Asserted, and nobody of the other side confirms it."),
    (
        "Confirmed",
        ("corroborated", "confirmed across sides"),
        "By independent origins that say how they know, or by the side that it counts against.",
    ),
    ("Denied", ("disputed", "denied", "retracted"), "Somebody rejects it, or took it back."),
    ("Unknown", ("unverified",), "Only ever reported as unclear or impossible to verify."),
)
"""A section's title, the statuses that stand in it, and what it holds."""
_SOURCES = 6


@dataclass(frozen=True, slots=True)
class Source:
    """A report that a line rests on."""

    name: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what is said, who takes which stand, and where it was read."""

    id: str
    what: str
    who: str
    standing: str
    sources: tuple[Source, ...]
    more: int = 0
    """Reports beyond those named."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines."""

    title: str
    note: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest before it is written down."""

    title: str
    since: date | None
    sections: tuple[Section, ...]
    reports: int


def digest(ledger: Ledger, since: date | None = None) -> Digest:
    """What was published on `since` or later has brought, or all of it; reports of no known day count as before."""
    return _Maker(ledger, since).digest()


class _Maker:
    def __init__(self, ledger: Ledger, since: date | None) -> None:
        self._ledger = ledger
        self._since = since.isoformat() if since else ""
        self._names = {p.party.id: p.party.name for p in ledger.positions} | {p.id: p.name for p in ledger.parties}
        self._events = {event.id: event for event in ledger.events}
        self._standings = {a.proposition: a for a in ledger.assessments}
        self._reports = {(r.story, r.id): r for r in ledger.documents}
        self._positions: dict[str, list[LedgerPosition]] = defaultdict(list)
        for position in ledger.positions:
            self._positions[position.proposition].append(position)

    def digest(self) -> Digest:
        stories = sorted({r.story for r in self._ledger.documents})
        fresh = [r for r in self._ledger.documents if self._is_fresh(r)]
        lines = {p.id: line for p in self._ledger.propositions if (line := self._line(p)) is not None}
        sections = [Section("New", "Reported for the first time.", tuple(self._new()))]
        for title, statuses, note in SECTIONS:
            rows = [p for p in self._ledger.propositions if p.id in lines and self._standings[p.id].status in statuses]
            rows.sort(key=lambda p: (self._when(self._events[p.event]), p.event, p.aspect, p.id))
            sections.append(Section(title, note, tuple(lines[p.id] for p in rows)))
        since = date.fromisoformat(self._since) if self._since else None
        return Digest(listed(stories) or "no story", since, tuple(sections), len(fresh))

    def _new(self) -> Iterator[Line]:
        """Events none of whose reports is of before."""
        for event in sorted(self._ledger.events, key=lambda e: (self._when(e), e.id)):
            reports = [self._reports[event.story, document] for document in event.documents]
            if reports and all(self._is_fresh(report) for report in reports):
                told = f"{when_and_where(event)}; in {count(len(reports), 'report')}"
                yield Line(event.id, event.label, "", told, *self._sources(reports))

    def _line(self, proposition: Proposition) -> Line | None:
        standing = self._standings.get(proposition.id)
        event = self._events[proposition.event]
        positions = self._positions[proposition.id]
        reports = {p.document: self._reports[event.story, p.document] for p in positions}
        fresh = [report for report in reports.values() if self._is_fresh(report)]
        if standing is None or not fresh:
            return None
        told = f"{self._status(standing)}; {count(len(reports), 'report')}, independent origins {_counted(standing)}"
        before = self._before(standing)
        if before is not None and before != standing.status:
            told += f"; before {self._since}: {before}"
        return Line(proposition.id, proposition.text, self._who(standing, positions), told, *self._sources(fresh))

    def _status(self, standing: Assessment) -> str:
        told = standing.status
        if standing.contested:
            told += ", contested"
        if standing.unverifiable and standing.status != "unverified":
            told += ", not independently verified"
        return told

    def _before(self, standing: Assessment) -> str | None:
        """The status before the day; None where there was none."""
        earlier = [c for c in standing.changes if c.day is not None and c.day < self._since]
        return earlier[-1].status if earlier else None

    def _who(self, standing: Assessment, positions: Sequence[LedgerPosition]) -> str:
        back = sorted({p.party.id for p in positions if p.stance == "retracts"})
        groups = (
            ("asserted by", standing.asserted_by),
            ("confirmed by", standing.confirmed_by),
            ("denied by", standing.denied_by),
            ("can't be verified, say", standing.unverified_by),
            ("taken back by", back),
        )
        return "; ".join(f"{told} {listed(self._names.get(p, p) for p in who)}" for told, who in groups if who)

    def _sources(self, reports: Sequence[Report]) -> tuple[tuple[Source, ...], int]:
        ordered = sorted(reports, key=lambda r: (r.published or "~", r.id))
        named = [Source(", ".join((r.publisher or r.id, r.published or "no date")), r.url) for r in ordered]
        return tuple(named[:_SOURCES]), max(0, len(named) - _SOURCES)

    def _is_fresh(self, report: Report) -> bool:
        return not self._since or (report.published or "")[:10] >= self._since

    def _when(self, event: Event) -> str:
        return event.time.start.isoformat() if event.time else "~"


def _counted(standing: Assessment) -> str:
    return origins(standing.origins).replace("-?", " at least, no bound known")
