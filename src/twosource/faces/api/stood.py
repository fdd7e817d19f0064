"""Answers on a standing: what it was on a day, how it came about, what stays apart under it, and why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from twosource.faces.api.answers import party_name
from twosource.faces.api.fill import decode
from twosource.faces.api.rows import report_key, words
from twosource.faces.api.shapes import (
    AdmissionShape,
    AsOf,
    Axes,
    ChainShape,
    DenialShape,
    FindingShape,
    HistoryStep,
    OriginsShape,
    PartyName,
    Quote,
    RelayShape,
    ReversalShape,
    WhyNode,
)
from twosource.faces.api.shelf import Shelf
from twosource.records import (
    Assessment,
    Chain,
    Change,
    Event,
    Evidence,
    Judgement,
    Ledger,
    LedgerPosition,
    Party,
    Proposition,
    Report,
    Reprint,
    Span,
)
from twosource.run.as_of import standing_on
from twosource.run.why import Node, why

_FOLDS = {
    "same party": "{0} is the same party",
    "speaks for": "{0} speaks for {1}",
    "cites": "{0} is cited, and comes down to {1}",
    "copies": "{0} has its words from {1}",
    "agency's words": "{0} is credited to {1}",
    "one thing shown": "{0} rests on the same thing as {1}",
    "said jointly": "{0} is said in one breath with {1}",
    "nameless": "{0} has no name, and may be {1}",
}
Name = Callable[[str], PartyName]


class Stood:
    """The standing of one proposition, with the names that it needs."""

    def __init__(self, shelf: Shelf, proposition: str, story: str, standing: Assessment) -> None:
        self._shelf = shelf
        self._story = story
        self._proposition = proposition
        self._standing = standing
        self._names: dict[str, PartyName] = {}

    @classmethod
    def of(cls, shelf: Shelf, proposition: str) -> Stood | None:
        """None where there is no standing of that proposition."""
        found = shelf.one("SELECT story, record FROM kept WHERE kind = 'assessments' AND id = ?", (proposition,))
        return cls(shelf, proposition, found[0], decode(Assessment, found[1])) if found else None

    def name(self, party: str) -> PartyName:
        """A party's name in the story."""
        if party not in self._names:
            record = self._shelf.value(
                "SELECT record FROM kept WHERE story = ? AND kind = 'parties' AND id = ?", (self._story, party)
            )
            kind = decode(Party, record).kind if record else "unnamed"
            self._names[party] = PartyName(party, party_name(self._shelf, self._story, party), kind)
        return self._names[party]

    def history(self) -> list[HistoryStep]:
        """The days on which it changed."""
        return [self._step(change) for change in self._standing.changes]

    def as_of(self, day: date) -> AsOf:
        """What it was at the end of a day."""
        change = standing_on(self._standing, day)
        return AsOf(self._proposition, day.isoformat(), self._step(change) if change else None)

    def axes(self) -> Axes:
        """What stays apart under its status."""
        standing = self._standing
        return Axes(
            chains=[self._chain(chain) for chain in standing.chains],
            admissions=[AdmissionShape(self.name(a.party), a.why, list(a.positions)) for a in standing.admissions],
            findings=[FindingShape(self.name(f.party), list(f.positions)) for f in standing.findings],
            denials=[
                DenialShape(self.name(d.party), d.stake, d.accused, list(d.positions))  # type: ignore[arg-type]
                for d in standing.denials
            ],
            relays=[RelayShape(relay.position, relay.of, relay.distorts) for relay in standing.relays],
            reversals=[
                ReversalShape(self.name(r.party), r.before, r.after, r.since, r.on, list(r.because))  # type: ignore[arg-type]
                for r in standing.reversals
            ],
        )

    def _chain(self, chain: Chain) -> ChainShape:
        folded = [
            _FOLDS.get(fold.why, "{0} comes down to {1}").format(self._said(fold.position), self._said(fold.into))
            for fold in chain.folds
        ]
        parties = [self.name(party) for party in chain.parties]
        return ChainShape(self._origin(chain.origin), parties, list(chain.positions), chain.access, folded)

    def _origin(self, origin: str) -> str:
        if origin.startswith("?"):
            return "somebody whom the parties' data don't know"
        if origin.startswith("circle:"):
            return "outlets that cite each other only"
        if origin.startswith("shown:"):
            return f"one {origin.removeprefix('shown:').partition(':')[0]} that is shown"
        return self.name(origin).name

    def _said(self, row: str) -> str:
        """A position as its party and its report; else a party by name."""
        record = self._shelf.value("SELECT record FROM kept WHERE kind = 'positions' AND id = ?", (row,))
        if record is None:
            return self._origin(row)
        position = decode(LedgerPosition, record)
        return f"{position.party.name} in {position.document}"

    def _step(self, change: Change) -> HistoryStep:
        return HistoryStep(
            day=change.day,
            before=change.before,  # type: ignore[arg-type]
            status=change.status,  # type: ignore[arg-type]
            contested=change.contested,
            unverifiable=change.unverifiable,
            origins=OriginsShape(change.origins.at_least, change.origins.at_most),
            asserted_by=[self.name(party) for party in change.asserted_by],
            confirmed_by=[self.name(party) for party in change.confirmed_by],
            denied_by=[self.name(party) for party in change.denied_by],
            unverified_by=[self.name(party) for party in change.unverified_by],
            reason=change.reason,
            what=change.what,
            because=list(change.because),
        )


def tree(shelf: Shelf, proposition: str) -> WhyNode | None:
    """The derivation of a proposition's standing; None where there is no such proposition."""
    ledger = _around(shelf, proposition)
    if ledger is None:
        return None
    texts = {report.id: report for report in ledger.documents}
    return _node(why(ledger, proposition), texts)


def _node(node: Node, texts: dict[str, Report]) -> WhyNode:
    quotes = [
        Quote(report_key(texts[q.document].story, q.document), words(texts[q.document].text, Span(q.start, q.end)))
        for q in node.quotes
    ]
    return WhyNode(node.kind, node.id, node.text, quotes, [_node(child, texts) for child in node.children])


def _around(shelf: Shelf, proposition: str) -> Ledger | None:
    """The part of the ledger that a proposition's derivation is told from."""
    found = shelf.one("SELECT story, record FROM kept WHERE kind = 'propositions' AND id = ?", (proposition,))
    if found is None:
        return None
    story, row = found[0], decode(Proposition, found[1])

    def kept(kind: str, ids: set[str]) -> list[str]:
        sql = "SELECT record FROM kept WHERE story = ? AND kind = ? AND id = ?"
        return [record for one in sorted(ids) if (record := shelf.value(sql, (story, kind, one))) is not None]

    positions = [
        decode(LedgerPosition, record)
        for (record,) in shelf.get(
            "SELECT record FROM kept WHERE kind = 'positions' AND parent = ? ORDER BY id", (proposition,)
        )
    ]
    standing = [decode(Assessment, record) for record in kept("assessments", {proposition})]
    into = {fold.into for a in standing for chain in a.chains for fold in chain.folds}
    into |= {one for a in standing for relay in a.relays for one in (relay.of, relay.position)}
    elsewhere = [decode(LedgerPosition, record) for record in kept("positions", into - {p.id for p in positions})]
    documents = {position.document for position in (*positions, *elsewhere)}
    own = {p.id for p in positions} | {p.party.id for p in positions} | documents
    named = {p.party.id for p in positions} | _parties(standing)
    homes = {p.proposition for p in elsewhere} | {proposition}
    rows = [decode(Proposition, record) for record in kept("propositions", homes)]
    return Ledger(
        stages=(),
        documents=tuple(decode(Report, record) for record in kept("documents", documents)),
        parties=tuple(decode(Party, record) for record in kept("parties", named)),
        events=tuple(decode(Event, record) for record in kept("events", {row.event, *(r.event for r in rows)})),
        propositions=tuple(rows),
        positions=tuple(sorted((*positions, *elsewhere), key=lambda p: p.id)),
        evidence=tuple(decode(Evidence, record) for record in kept("evidence", _shown(shelf, positions))),
        reprints=tuple(_reprints(shelf, story, documents)),
        assessments=tuple(standing),
        judgements=tuple(_judgements(shelf, own)),
        issues=(),
    )


def _parties(standings: list[Assessment]) -> set[str]:
    out: set[str] = set()
    for a in standings:
        out.update(a.asserted_by, a.confirmed_by, a.denied_by, a.unverified_by)
        out.update(chain.origin for chain in a.chains)
        out.update(fold.into for chain in a.chains for fold in chain.folds)
        out.update(admission.party for admission in a.admissions)
        out.update(finding.party for finding in a.findings)
        out.update(denial.party for denial in a.denials)
        out.update(reversal.party for reversal in a.reversals)
    return out


def _shown(shelf: Shelf, positions: list[LedgerPosition]) -> set[str]:
    sql = "SELECT evidence FROM pointing WHERE position = ?"
    return {evidence for position in positions for (evidence,) in shelf.get(sql, (position.id,))}


def _reprints(shelf: Shelf, story: str, documents: set[str]) -> list[Reprint]:
    keys = {report_key(story, document): document for document in documents}
    return sorted(
        Reprint(document, keys[of], share)
        for key, document in keys.items()
        for of, share in shelf.get("SELECT of, share FROM copies WHERE report = ?", (key,))
        if of in keys
    )


def _judgements(shelf: Shelf, own: set[str]) -> list[Judgement]:
    sql = "SELECT record FROM judgements WHERE (left = ?1 OR right = ?1) AND undone_at IS NULL"
    return sorted({decode(Judgement, record) for one in own for (record,) in shelf.get(sql, (one,))})
