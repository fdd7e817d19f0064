"""The grouping into events and propositions by itself: gold's positions in, our frames and weaving, gold's groups out.

Given are each gold position's words (content, source, cue), party, stance; not given are aspects, events, propositions,
times, places and figures: those are read and woven. Figures as LedgerBench's scorer gives them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from twosource.bench.figures import Figures
from twosource.bench.ledger import Tally, compare
from twosource.data.gazetteer import Gazetteer
from twosource.data.parties import PartyBase
from twosource.language.en.roles import role_lexicon
from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.cast import find_cast
from twosource.reading.frames import frame
from twosource.reading.frames_around import of_the_deed
from twosource.reading.frames_own import Setting
from twosource.reading.parties import Resolver
from twosource.reading.places import find_places, pick_place
from twosource.reading.read import outlet_of
from twosource.reading.times import find_times, pick_time
from twosource.records import Event, PartyRef, Position, Report, Span
from twosource.records.identity import slug
from twosource.weaving.clusters import cluster
from twosource.weaving.event_rows import event_id, event_rows
from twosource.weaving.events import judge_events
from twosource.weaving.items import items
from twosource.weaving.propositions import judge_propositions, proposition_id, proposition_rows
from twosource.weaving.threads import Item

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Story:
    """A story's reports, their parses and its gold."""

    name: str
    reports: tuple[Report, ...]
    docs: tuple[Doc, ...]
    gold: Row


def load(folder: Path) -> Story:
    """A story folder of LedgerBench. Raises OSError or ValueError where its files are missing or broken."""
    reports = []
    for line in (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            reports.append(
                Report(
                    row["id"], "1", folder.name, row["text"], row.get("title"), row.get("publisher"), row["published"]
                )
            )
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    docs = tuple(SpacyEnglish().parse(reports))
    return Story(folder.name, tuple(reports), docs, gold)


def _span(pair: Sequence[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def positions_of(story: Story, base: PartyBase, gazetteer: Gazetteer) -> Iterator[tuple[Row, Position]]:
    """Gold's rows with the positions made from their words."""
    for report, doc in zip(story.reports, story.docs, strict=True):
        rows = [row for row in story.gold["positions"] if row["document"] == report.id]
        times, places = find_times(doc, report.day), find_places(doc, gazetteer)
        outlet = outlet_of(report.publisher, base)
        resolver = Resolver(doc, find_cast(doc, base, role_lexicon()), base, role_lexicon(), outlet)

        def resolve(span: Span, doc: Doc = doc, resolver: Resolver = resolver) -> PartyRef | None:
            tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
            return None if tokens is None else resolver.name((tokens.start, tokens.end))

        for row in sorted(rows, key=lambda r: r["content"]):
            content, source, cue = Span(*row["content"]), _span(row["source"]), _span(row["cue"])
            tokens = doc.char_span(content.start, content.end, alignment_mode="expand")
            assert tokens is not None
            sentence = tokens.root.sent
            around = Span(sentence.start_char, sentence.end_char)
            saying = tuple(s for s in (source, cue) if s is not None)
            party = _party(row["party"]["name"], base)
            setting = Setting(
                source=source,
                cue=cue,
                stance=row["stance"],
                party=party,
                time=pick_time(
                    of_the_deed(doc, times, content, around, saying), content, around, report.day, exclude=saying
                ),
                place=pick_place(of_the_deed(doc, places, content, around, saying), content, around, text=doc.text),
            )
            yield (
                row,
                Position(
                    story=report.story,
                    document=report.id,
                    version=report.version,
                    party=party,
                    stance=row["stance"],
                    content=content,
                    source=source,
                    cue=cue,
                    frame=frame(doc, content, setting, resolve),
                ),
            )


def _party(name: str, base: PartyBase) -> PartyRef:
    entry = base.lookup(name)
    return PartyRef(entry.id, entry.name, entry.kind) if entry else PartyRef(f"x/{slug(name)}", name, "unnamed")


def weave(story: Story, rows: Sequence[Row], positions: Sequence[Position], base: PartyBase) -> Row:
    """The ledger in the contract's keys, as far as the scorer reads them; `rows` are the gold rows of `positions`."""
    reports = {report.key: report for report in story.reports}

    def root(party: str) -> str:
        above = base.ancestors(party)
        return above[-1] if above else party

    woven = items(positions, reports, {}, root)
    ids = [item.position.id for item in woven]
    event_of = cluster(ids, judge_events(woven))
    judged = judge_propositions(woven, event_of)
    proposition_of = cluster(ids, (j for j in judged if j.relation == "same proposition"))
    events = event_rows(woven, event_of)
    by_group = {event_of[item.position.id]: "" for item in woven}
    for group in by_group:
        by_group[group] = event_id([item for item in woven if event_of[item.position.id] == group])
    event_ids = {i: by_group[event_of[i]] for i in ids}
    texts = {(report.story, report.id): report.text for report in story.reports}
    propositions = proposition_rows(woven, proposition_of, event_ids, texts, judged)
    groups: dict[str, list[Item]] = {}
    for item in woven:
        groups.setdefault(proposition_of[item.position.id], []).append(item)
    row_of = {i: proposition_id(group) for group in groups.values() for i in (item.position.id for item in group)}
    return {
        "documents": [{"id": report.id, "text": report.text} for report in story.reports],
        "events": [_event(event) for event in events],
        "propositions": [
            {"id": p.id, "event": p.event, "aspect": p.aspect, "text": p.text, "rivals": p.rivals} for p in propositions
        ],
        "positions": [
            {
                "id": position.id,
                "document": position.document,
                "proposition": row_of[position.id],
                "party": {"id": row["party"]["name"], "name": row["party"]["name"]},
                "stance": position.stance,
                "content": [position.content.start, position.content.end],
                "figure": None if position.frame.figure is None else asdict(position.frame.figure),
            }
            for row, position in zip(rows, positions, strict=True)
        ],
    }


def _event(event: Event) -> Row:
    place, time = event.place, event.time
    return {
        "id": event.id,
        "label": event.label,
        "type": event.type,
        "place": None if place is None else {"name": place.name, "lat": place.lat, "lon": place.lon},
        "time": None if time is None else {"start": time.start.isoformat(), "end": time.end.isoformat()},
    }


def score(folders: Sequence[Path]) -> Figures:
    """The pooled figures of story folders; those on positions and stances are 1, they were given."""
    base, gazetteer = PartyBase.load(), Gazetteer.open()
    tally = Tally()
    for folder in folders:
        story = load(folder)
        pairs = list(positions_of(story, base, gazetteer))
        ledger = weave(story, [row for row, _ in pairs], [position for _, position in pairs], base)
        tally += compare(story.name, story.gold, ledger, {report.id: report.text for report in story.reports})
    return tally.figures()
