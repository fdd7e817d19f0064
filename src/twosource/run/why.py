"""Why a proposition stands where it does: the whole derivation as a tree that a person or a program can follow.

Made from the ledger alone: what is told here is what the ledger holds, nothing is computed anew but the words that two
reports share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from twosource.language.en.plurals import agree, is_plural
from twosource.records import (
    Assessment,
    Chain,
    Event,
    Fold,
    Judgement,
    Ledger,
    LedgerPosition,
    Proposition,
    Report,
    Span,
)
from twosource.weaving.overlap import stretches

_LONGEST = 3  # stretches of shared words that are quoted of a copy
_FOLDS: Mapping[str, str] = {
    "same party": "is one party's with {into}",
    "speaks for": "speaks for {into}",
    "cites": "is cited, and comes down to {into}",
    "copies": "has its words from {into}",
    "agency's words": "is credited to {into}",
    "one thing shown": "rests on the same thing as {into}",
    "said jointly": "is said in one breath with {into}",
    "nameless": "has no name, and may be the same as {into}",
}
_STANCES: Mapping[str, str] = {
    "asserts": "says so",
    "confirms": "confirms it",
    "denies": "denies it",
    "unverified": "says that it can't be verified or isn't known",
    "retracts": "takes it back",
    "declines": "won't comment",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """The exact words: `words == report.text[start:end]` of the document."""

    document: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a derivation, and what it rests on."""

    kind: str
    """`event`, `proposition`, `standing`, `alternative`, `origin`, `position`, `fold`, `evidence`, `admission`, `echo`,
    `finding`, `denial`, `relay`, `others`, `history`, `change`, `reversal`, `judgements` or `judgement`.
    """
    text: str
    """In words, for a person."""
    id: str | None = None
    """Of the row that it tells of, where it tells of one."""
    quotes: tuple[Quote, ...] = ()
    children: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This step and all below it, top down."""
        yield self
        for child in self.children:
            yield from child.walk()


def why(ledger: Ledger, row: str) -> Node:
    """The derivation of a proposition's standing, or of all of an event's. `row`: its id.

    Raises KeyError where the ledger has no proposition and no event of that id.
    """
    return _Why(ledger).of(row)


def to_rows(node: Node) -> dict[str, Any]:
    """The tree as plain dictionaries: `kind`, `text`, `id`, `quotes`, `children`."""
    return {
        "kind": node.kind,
        "text": node.text,
        "id": node.id,
        "quotes": [{"document": q.document, "span": [q.start, q.end], "words": q.words} for q in node.quotes],
        "children": [to_rows(child) for child in node.children],
    }


def axes(a: Assessment, name: Callable[[str], str]) -> Iterator[Node]:
    """What stands under a status, one a line: admissions, echoes, findings, denials with their stakes, relays."""
    for admission in a.admissions:
        yield Node("admission", f"against interest: {name(admission.party)} {_admits(admission.why)}")
    for echo in a.echoes:
        says = agree([name(echo.party)], "says")
        yield Node("echo", f"an echo: {name(echo.party)} {says} what {name(echo.of)}, of the same side, had said")
    for finding in a.findings:
        yield Node("finding", f"a finding: {name(finding.party)} examined it, and has no known stake")
    for denial in a.denials:
        who = [name(denial.party)]
        accused = f", and {agree(who, 'is accused of it')}" if denial.accused else ""
        its = "their" if is_plural(who[0]) else "its"
        yield Node("denial", f"{who[0]} {agree(who, 'denies it')}; {its} stake: {denial.stake}{accused}")
    for relay in a.relays:
        how = f"changes the {relay.distorts} of" if relay.distorts else "gives faithfully"
        yield Node("relay", f"{relay.position} {how} the party's own statement, {relay.of}", relay.position)


class _Why:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._names = {p.party.id: p.party.name for p in ledger.positions} | {p.id: p.name for p in ledger.parties}
        self._events = {e.id: e for e in ledger.events}
        self._propositions = {p.id: p for p in ledger.propositions}
        self._positions = {p.id: p for p in ledger.positions}
        self._standings = {a.proposition: a for a in ledger.assessments}
        self._texts = {(r.story, r.id): r for r in ledger.documents}
        self._of: dict[str, list[LedgerPosition]] = defaultdict(list)
        for position in ledger.positions:
            self._of[position.proposition].append(position)

    def of(self, row: str) -> Node:
        if row in self._propositions:
            return self._proposition(self._propositions[row])
        event = self._events[row]
        below = [p for p in self._ledger.propositions if p.event == row]
        return Node("event", event.label, event.id, (), tuple(self._proposition(p) for p in below))

    def _proposition(self, proposition: Proposition) -> Node:
        standing = self._standings.get(proposition.id)
        parts = [self._standing(standing, proposition), self._history(standing)] if standing else []
        return Node(
            "proposition",
            f"{proposition.aspect}: {proposition.text}",
            proposition.id,
            (),
            tuple(part for part in (*parts, self._judgements(proposition)) if part is not None),
        )

    def _standing(self, a: Assessment, proposition: Proposition) -> Node:
        counted = {p for chain in a.chains for p in chain.positions}
        rest = [p for p in self._of[proposition.id] if p.id not in counted]
        others = Node("others", "who doesn't assert it", None, (), tuple(self._position(p) for p in rest))
        most = "nobody knows how many" if a.origins.at_most is None else str(a.origins.at_most)
        head = f"{a.status}{', contested' if a.contested else ''}{', unverifiable' if a.unverifiable else ''}"
        return Node(
            "standing",
            f"{head}: {a.reason} Independent origins: at least {a.origins.at_least}, at most {most}.",
            None,
            (),
            (
                *(self._chain(chain) for chain in a.chains),
                *([others] if rest else ()),
                *axes(a, self._name),
                *(Node("alternative", f"if {s.condition}: {s.status}") for s in a.alternatives),
            ),
        )

    def _chain(self, chain: Chain) -> Node:
        knows = (
            "its words state how it knows" if chain.access else "no words state how it knows: not in the lower count"
        )
        folds: dict[str, list[Fold]] = defaultdict(list)
        for fold in chain.folds:
            folds[fold.position].append(fold)
        return Node(
            "origin",
            f"{self._origin(chain.origin)}: {knows}",
            chain.origin,
            (),
            tuple(self._position(self._positions[p], folds[p]) for p in chain.positions),
        )

    def _position(self, position: LedgerPosition, folds: list[Fold] | None = None) -> Node:
        report = self._report(position)
        parts = [f"{position.party.name} {_STANCES[position.stance]}"]
        if position.certainty == "hedged":
            parts.append("hedged")
        if position.basis != "unknown":
            parts.append(f"how it knows: {position.basis}")
        if position.said:
            parts.append(f"said on {position.said}")
        if position.via:
            parts.append(f"carried by {' > '.join(position.via)}")
        parts.append(f"in {report.id} ({report.publisher or 'outlet not known'}, {report.published or 'no date'})")
        spans = sorted({s for s in (position.source, position.cue, position.content) if s is not None})
        below = [*(self._fold(fold, position) for fold in folds or ()), *self._evidence(position)]
        return Node(
            "position", ", ".join(parts), position.id, tuple(_quote(report, span) for span in spans), tuple(below)
        )

    def _fold(self, fold: Fold, position: LedgerPosition) -> Node:
        into = self._positions.get(fold.into)
        name = f"{fold.into} in {into.document}" if into else self._origin(fold.into)
        text = f"adds no origin: it {_FOLDS[fold.why].format(into=name)}"
        if fold.why != "copies" or into is None:
            return Node("fold", text, fold.into)
        shares = [r for r in self._ledger.reprints if (r.document, r.of) == (position.document, into.document)]
        copy, original = self._report(position), self._report(into)
        words = sorted(stretches(copy.text, original.text), key=lambda s: (s.start - s.end, s.start))[:_LONGEST]
        told = f"{text}; {shares[0].share:.0%} of the report's words stand there" if shares else text
        return Node("fold", told, fold.into, tuple(_quote(copy, span) for span in words))

    def _evidence(self, position: LedgerPosition) -> Iterator[Node]:
        for thing in self._ledger.evidence:
            if position.id in thing.positions:
                by = f", first published by {thing.first_published_by}" if thing.first_published_by else ""
                yield Node(
                    "evidence", f"points to a {thing.kind}{by}", thing.id, (_quote(self._report(position), thing.span),)
                )

    def _history(self, a: Assessment) -> Node | None:
        if not a.changes and not a.reversals:
            return None
        changes = [
            Node(
                "change",
                f"{c.day or 'no known day'}: {f'{c.before} → ' if c.before and c.before != c.status else ''}{c.status}"
                f"{', contested' if c.contested else ''}{', unverifiable' if c.unverifiable else ''}. {c.what}",
                None,
                (),
                tuple(
                    Node("position", f"{self._positions[p].party.name} in {self._positions[p].document}", p)
                    for p in c.because
                ),
            )
            for c in a.changes
        ]
        turns = [
            Node(
                "reversal",
                f"{self._name(r.party)} {_STANCES[r.before]} ({r.since or 'no known day'}), "
                f"then {_STANCES[r.after]} ({r.on or 'no known day'})",
                r.party,
            )
            for r in a.reversals
        ]
        return Node("history", "how it came there", None, (), (*changes, *turns))

    def _judgements(self, proposition: Proposition) -> Node | None:
        own = {p.id for p in self._of[proposition.id]}
        parties = {p.party.id for p in self._of[proposition.id]}
        documents = {p.document for p in self._of[proposition.id]}

        def bears(j: Judgement) -> bool:
            if j.relation == "same party":
                return bool({j.left, j.right} & parties)
            if j.relation == "reprint of":
                return {j.left, j.right} <= documents
            return bool({j.left, j.right} & own)

        found = sorted((j for j in self._ledger.judgements if bears(j)), key=lambda j: ("/" in j.maker, j))
        if not found:
            return None
        return Node("judgements", "what was judged the same, or not", None, (), tuple(map(_judgement, found)))

    def _origin(self, origin: str) -> str:
        if origin.startswith("?"):
            return "somebody whom the parties' data don't know"
        if origin.startswith("circle:"):
            return "outlets that cite each other only"
        if origin.startswith("shown:"):
            return f"one {origin.removeprefix('shown:').partition(':')[0]} that is shown"
        return self._name(origin)

    def _name(self, party: str) -> str:
        return self._names.get(party, party)

    def _report(self, position: LedgerPosition) -> Report:
        event: Event = self._events[self._propositions[position.proposition].event]
        return self._texts[event.story, position.document]


def _judgement(j: Judgement) -> Node:
    return Node(
        "judgement", f"{j.relation}, {j.verdict} ({j.score:.2f}): {j.left} and {j.right}: {j.reason} [{j.maker}]"
    )


def _admits(why: str) -> str:
    return {"had denied it": "had denied it before", "is accused of it": "is accused of it"}.get(
        why, "confirms its own loss"
    )


def _quote(report: Report, span: Span) -> Quote:
    return Quote(report.id, span.start, span.end, span.of(report.text))
