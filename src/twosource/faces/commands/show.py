"""`twosource show`: everything behind one row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from twosource.export import ledger_json
from twosource.faces import words
from twosource.faces.common import (
    Command,
    Refusal,
    as_of_option,
    db_option,
    json_option,
    ledger_in,
    opened,
    print_json,
    progress_bar,
    screen,
    story_option,
)
from twosource.faces.marked import STYLES, marks
from twosource.faces.marked import show as marked
from twosource.faces.rows import Row, find, present
from twosource.faces.table import STATUS_STYLES, Index
from twosource.records import Assessment, Event, Ledger, LedgerPosition, Proposition
from twosource.run.why import axes

KINDS = ("events", "propositions", "positions")


@click.command(cls=Command)
@click.argument("row", metavar="ID")
@story_option("Look in this story alone.  [default: every story of the file]")
@as_of_option
@db_option
@json_option
def show(row: str, story: str | None, as_of: date | None, db: Path, as_json: bool) -> None:
    r"""Show everything behind a row, the sentences marked.

    A row is an event, a proposition or a position, by its ID or the first signs of it. The sentences are
    printed with who says it, the words of saying and what is said marked in them, and with the
    reasons and origins of the standing.

    \b
    Example:
      twosource show q-1f2e3d

    Exit code 1: no row has that ID, or several begin with it.
    """
    with opened(db) as store, progress_bar() as tell:
        ledger = ledger_in(store, story, tell, as_of)
        found = find(ledger, row) or find(ledger, present(store, story, row))
    if found is None:
        raise Refusal(f"no event, proposition or position {row!r}; `twosource ledger` prints their IDs")
    if as_json:
        rows = ledger_json.to_rows(ledger)
        print_json(next(row for kind in KINDS for row in rows[kind] if row["id"] == found.id))
        return
    console = screen()
    colour = console.color_system is not None and not console.no_color
    for part in Page(ledger, colour).of(found):
        console.print(part)


class Page:
    """The parts of a row's page, top to bottom."""

    def __init__(self, ledger: Ledger, colour: bool) -> None:
        self._ledger = ledger
        self._index = Index.of(ledger)
        self._colour = colour
        self._reports = {(r.story, r.id): r for r in ledger.documents}
        self._events = {e.id: e for e in ledger.events}
        self._propositions = {p.id: p for p in ledger.propositions}

    def of(self, row: Row) -> Iterator[RenderableType]:
        """The page of a row."""
        match row:
            case Event():
                yield from self._event(row)
            case Proposition():
                yield from self._proposition(row)
            case LedgerPosition():
                yield from self._position(row, alone=True)
        if self._colour:
            yield Text.assemble("marked: ", *((f"{kind} ", style) for kind, style in STYLES.items()))

    def _event(self, event: Event) -> Iterator[RenderableType]:
        yield Text(f"{event.label}", style="bold")
        yield Text(f"{words.when_and_where(event)}   {event.type or 'type not known'}   {event.id}")
        for title, parties in (("said to have done it", event.actors), ("said to have suffered it", event.targets)):
            for party, said_by in parties:
                yield Text(f"{title}: {self._name(party)} ({words.count(len(said_by), 'position')})")
        yield Text(f"reports: {', '.join(event.documents)}", style="dim")
        for proposition in self._index.of_event(event):
            yield Text()
            yield Padding(_stack(self._proposition(proposition)), (0, 0, 0, 2))
        yield from self._judgements({p.id for q in self._index.of_event(event) for p in self._of(q)}, "same event")

    def _proposition(self, proposition: Proposition) -> Iterator[RenderableType]:
        event = self._events[proposition.event]
        yield Text.assemble((f"{proposition.aspect}: {proposition.text}", "bold"), (f"   {proposition.id}", "dim"))
        yield Text(f"event: {event.label}, {words.when_and_where(event)}   {event.id}", style="dim")
        standing = self._index.standings.get(proposition.id)
        if standing:
            told = words.standing(standing, self._index.names, every=True)
            yield Text(f"standing: {told}", style=STATUS_STYLES[standing.status])
            yield Text(f"why: {standing.reason}")
            yield Text(f"independent origins: {words.origins(standing.origins)}")
            for axis in axes(standing, self._name):
                yield Text(axis.text)
            yield from self._history(standing)
        for rival in proposition.rivals:
            other = self._propositions.get(rival)
            yield Text(f"rival: {other.text if other else ''}   {rival}")
        positions = self._of(proposition)
        for position in positions:
            yield Padding(_stack(self._position(position, alone=False)), (0, 0, 0, 2))
        yield from self._judgements({position.id for position in positions}, "same proposition")

    def _history(self, standing: Assessment) -> Iterator[RenderableType]:
        if len(standing.changes) > 1:
            yield Text("how it came there:")
            for change in standing.changes:
                day = change.day or "no known day"
                told = f"{day}: {change.status}{', contested' if change.contested else ''}. {change.what}"
                yield Padding(Text(told), (0, 0, 0, 2))
        for turn in standing.reversals:
            before, after = words.STANCES[turn.before], words.STANCES[turn.after]
            since, on = turn.since or "no known day", turn.on or "no known day"
            yield Text(f"turned round: {self._name(turn.party)} {before} ({since}), then {after} ({on})")

    def _position(self, position: LedgerPosition, *, alone: bool) -> Iterator[RenderableType]:
        proposition = self._propositions[position.proposition]
        report = self._reports[self._events[proposition.event].story, position.document]
        head = Text.assemble((self._name(position.party.id), "bold"), f": {words.STANCES[position.stance]}")
        if position.figure:
            head.append(f", {words.figure(position.figure)} {position.figure.unit}")
        if position.certainty == "hedged":
            head.append(", hedged")
        if position.basis != "unknown":
            head.append(f"; how it knows: {words.BASES[position.basis]}")
        if position.said:
            head.append(f", on {position.said}")
        if position.via:
            head.append(f", carried by {' > '.join(position.via)}")
        if position.is_unsure:
            head.append(f"; unsure ({position.confidence:.2f}): waits for review")
        head.append(f"   {position.id}", style="dim")
        yield head
        told = [report.id, report.publisher or "outlet not known", report.published or "date not known"]
        yield Padding(Text(" · ".join(told), style="dim"), (0, 0, 0, 2))
        found = marks(position.content, position.source, position.cue)
        yield Padding(marked(report.text, found, colour=self._colour), (0, 0, 0, 2))
        if position.source is None:
            yield Padding(Text("in the report's own voice", style="dim"), (0, 0, 0, 2))
        for thing in self._ledger.evidence:
            if position.id in thing.positions:
                by = f", first published by {thing.first_published_by}" if thing.first_published_by else ""
                yield Padding(Text(f"points to: {thing.kind} “{thing.span.of(report.text)}”{by}"), (0, 0, 0, 2))
        if alone:
            yield Text(f"on: {proposition.aspect}: {proposition.text}   {proposition.id}")
            event = self._events[proposition.event]
            yield Text(f"of: {event.label}, {words.when_and_where(event)}   {event.id}")
            yield from self._judgements({position.id})

    def _judgements(self, rows: set[str], relation: str | None = None) -> Iterator[RenderableType]:
        for judged in self._ledger.judgements:
            if {judged.left, judged.right} & rows and relation in (None, judged.relation):
                yield Text(
                    f"judged {judged.relation} ({judged.verdict}, {judged.score:.2f}): "
                    f"{judged.left} and {judged.right}: {judged.reason} [{judged.maker}]",
                    style="dim",
                )

    def _of(self, proposition: Proposition) -> list[LedgerPosition]:
        order = [stance for stance, _ in words.BY]
        return sorted(
            self._index.positions.get(proposition.id, ()),
            key=lambda p: (
                order.index(p.stance) if p.stance in order else len(order),
                self._name(p.party.id),
                p.document,
                p.content,
            ),
        )

    def _name(self, party: str) -> str:
        return self._index.names.get(party, party)


def _stack(parts: Iterator[RenderableType]) -> RenderableType:
    return Group(*parts)
