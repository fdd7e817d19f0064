"""The ledger as a table that a person reads: events in time order, under each its propositions and who says what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from twosource.faces import words
from twosource.records import Assessment, Event, Interval, Ledger, LedgerPosition, Proposition
from twosource.records.reading import ASPECTS

STATUS_STYLES = {
    "corroborated": "bold green",
    "confirmed across sides": "bold green",
    "disputed": "bold magenta",
    "claimed": "yellow",
    "denied": "magenta",
    "unverified": "dim",
    "retracted": "dim strike",
}


@dataclass(frozen=True, slots=True)
class Index:
    """A ledger's rows by what they hang on."""

    names: Mapping[str, str]
    propositions: Mapping[str, list[Proposition]]
    positions: Mapping[str, list[LedgerPosition]]
    standings: Mapping[str, Assessment]
    order: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, ledger: Ledger) -> Index:
        """The index of a ledger."""
        propositions: dict[str, list[Proposition]] = defaultdict(list)
        positions: dict[str, list[LedgerPosition]] = defaultdict(list)
        for proposition in ledger.propositions:
            propositions[proposition.event].append(proposition)
        for position in ledger.positions:
            positions[position.proposition].append(position)
        names = {p.party.id: p.party.name for p in ledger.positions} | {p.id: p.name for p in ledger.parties}
        return cls(names, propositions, positions, {a.proposition: a for a in ledger.assessments})

    def of_event(self, event: Event) -> list[Proposition]:
        """An event's propositions by aspect, those that most positions take a stand on first."""
        return sorted(
            self.propositions.get(event.id, ()),
            key=lambda p: (ASPECTS.index(p.aspect), -len(self.positions.get(p.id, ())), p.id),
        )


def in_time_order(ledger: Ledger) -> list[Event]:
    """The ledger's events by their time: where no more than a year is known, at its end; those of unknown time last."""

    def day(time: Interval | None) -> date:
        if time is None:
            return date.max
        return time.end if time.precision == 5 else time.start

    return sorted(ledger.events, key=lambda e: (e.story, day(e.time), e.label.casefold(), e.id))


def ledger_table(ledger: Ledger) -> Iterator[RenderableType]:
    """What `twosource ledger` prints, part by part."""
    index = Index.of(ledger)
    yield from (_head(ledger), Text())
    for event in in_time_order(ledger):
        title = Text()
        title.append(words.when_and_where(event), style="bold")
        title.append(f"   {event.label}")
        title.append(f"   {event.id}", style="dim")
        yield title
        yield Padding(_propositions(event, index), (0, 0, 1, 2))
    if not ledger.events:
        yield Text("No position on anything that happened was found in these reports.")


def _head(ledger: Ledger) -> Text:
    stories = sorted({r.story for r in ledger.documents})
    head = Text()
    head.append(words.listed(stories) or "no story", style="bold")
    head.append(
        f": {words.count(len(ledger.documents), 'report')}, "
        f"{words.count(len(ledger.events), 'thing')} said to have happened, "
        f"{words.count(len(ledger.positions), 'position')}"
    )
    return head


def _propositions(event: Event, index: Index) -> Table:
    table = Table(show_edge=False, pad_edge=False, header_style="dim", expand=True)
    table.add_column("aspect", style="dim", no_wrap=True)
    table.add_column("what is said", ratio=5)
    table.add_column("standing", ratio=3)
    table.add_column("who", ratio=5)
    table.add_column("origins", no_wrap=True, justify="right")
    for proposition in index.of_event(event):
        said = Text(proposition.text)
        said.append(f"  {proposition.id}", style="dim")
        standing = index.standings.get(proposition.id)
        table.add_row(
            proposition.aspect,
            said,
            _standing(standing, index.names),
            who(index.positions.get(proposition.id, []), standing, index.names),
            words.origins(standing.origins) if standing else "",
        )
    return table


def _standing(standing: Assessment | None, names: Mapping[str, str]) -> Text:
    if standing is None:
        return Text("not assessed", style="dim")
    return Text(words.standing(standing, names), style=STATUS_STYLES[standing.status])


def who(positions: list[LedgerPosition], standing: Assessment | None, names: Mapping[str, str]) -> Text:
    """The parties by where they stand now, each with the figures that it gives; what they said before is in `show`."""
    out = Text()
    for stance, by in words.BY:
        figures = {party: list[str]() for party in _standing_by(stance, positions, standing)}
        for position in positions:
            stated = figures.get(position.party.id)
            if stated is not None and position.stance == stance and position.figure:
                number = words.figure(position.figure)
                stated += [number] if number not in stated else []
        if figures:
            told = [names.get(party, party) + (f" ({', '.join(f)})" if f else "") for party, f in figures.items()]
            out.append("\n" if out else "")
            out.append(f"{by} ", style="dim")
            out.append(words.listed(sorted(told)))
    return out


def _standing_by(stance: str, positions: list[LedgerPosition], standing: Assessment | None) -> tuple[str, ...]:
    """Ids of the parties with this stance: their latest one where the proposition is assessed."""
    latest = (
        {
            "asserts": standing.asserted_by,
            "confirms": standing.confirmed_by,
            "denies": standing.denied_by,
            "unverified": standing.unverified_by,
        }
        if standing
        else {}
    )
    if stance in latest:
        return latest[stance]
    return tuple(sorted({p.party.id for p in positions if p.stance == stance}))
