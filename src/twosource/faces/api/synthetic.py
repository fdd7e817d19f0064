"""A ledger of invented events, as many as asked, put into a ledger file as a run would: what the API is measured on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from twosource.faces.api.fill import Tell
from twosource.records import (
    Assessment,
    Event,
    Interval,
    Item,
    Ledger,
    LedgerPosition,
    Origins,
    Party,
    PartyRef,
    Place,
    Proposition,
    Report,
    Span,
)
from twosource.records.identity import content_id
from twosource.records.reading import EVENT_TYPES
from twosource.run.weave import decisions
from twosource.store import SqliteStore

STORIES = 10
FIRST = date(2031, 1, 1)
DAYS = 900
TOWNS = 400
PARTIES = 80
OUTLETS = 120
_STATUSES = ("claimed", "claimed", "claimed", "disputed", "denied", "corroborated", "unverified")


@dataclass(frozen=True, slots=True)
class _World:
    towns: tuple[Place, ...]
    parties: tuple[Party, ...]


def write(db: Path, events: int, tell: Tell) -> None:
    """Writes a ledger file with so many events in STORIES stories. The same number gives the same ledger."""
    rng = random.Random(events)
    world = _World(
        tuple(
            Place(
                f"Town {n}",
                rng.uniform(-60, 70),
                rng.uniform(-180, 180),
                rng.choice((1, 2, 3)),
                5.0,
                "XX",
                f"P{n % 40}",
            )
            for n in range(TOWNS)
        ),
        tuple(Party(f"x/party-{n}", f"Party {n}", "body", (f"Party {n}",)) for n in range(PARTIES)),
    )
    with SqliteStore(db) as store:
        for number in range(STORIES):
            story = f"story-{number}"
            ledger = _ledger(story, events // STORIES, world, rng)
            store.add(Item(story, f"{story}.jsonl", None, b"", ledger.documents))
            store.put_ledger(story, ledger, made_from=f"m-synthetic{decisions(store, story)}")
            tell("writing events", (number + 1) * (events // STORIES), events)


def _ledger(story: str, events: int, world: _World, rng: random.Random) -> Ledger:
    documents: list[Report] = []
    rows: list[Event] = []
    propositions: list[Proposition] = []
    positions: list[LedgerPosition] = []
    assessments: list[Assessment] = []
    for number in range(events):
        place = rng.choice(world.towns) if rng.random() < 0.9 else None
        day = FIRST + timedelta(days=rng.randrange(DAYS))
        reports = [_report(story, number, n, place, day, world, rng) for n in range(rng.choice((1, 1, 2, 3)))]
        documents += [report for report, _ in reports]
        key = content_id("e", story, number)
        done = rng.choice(world.parties)
        label = f"Strike in {place.name}" if place else "Strike"
        lasts = timedelta(days=rng.choice((*[0] * 19, 30)))
        when = Interval(day, day + lasts, 1 if not lasts else 3) if rng.random() < 0.95 else None
        ids = tuple(sorted(report.id for report, _ in reports))
        rows.append(Event(key, story, label, rng.choice(EVENT_TYPES), None, place, when, ((done.id, ()),), (), ids))
        for aspect in ("occurrence", "toll")[: rng.choice((1, 1, 2))]:
            proposition = Proposition(
                content_id("q", key, aspect), key, aspect, f"{label}, the {aspect} of number {number}"
            )
            propositions.append(proposition)
            found = [_position(proposition.id, report, party, rng) for report, party in reports]
            positions += found
            assessments.append(_assessment(proposition.id, found, rng))
    return Ledger(
        stages=(),
        documents=tuple(sorted(documents, key=lambda r: r.id)),
        parties=world.parties,
        events=tuple(rows),
        propositions=tuple(propositions),
        positions=tuple(positions),
        evidence=(),
        reprints=(),
        assessments=tuple(assessments),
        judgements=(),
        issues=(),
    )


def _report(
    story: str, number: int, n: int, place: Place | None, day: date, world: _World, rng: random.Random
) -> tuple[Report, Party]:
    party = rng.choice(world.parties)
    where = place.name if place else "the border"
    text = (
        f"{party.name} said that a depot near {where} was struck on {day:%d %B %Y}, in what it called raid {number}. "
        f"Residents of {where} heard two blasts before dawn. The road was closed for the rest of the day."
    )
    key = f"{story}-{number}-{n}"
    outlet = f"Outlet {rng.randrange(OUTLETS)}"
    return Report(key, "v-1", story, text, f"Depot near {where} struck", outlet, day.isoformat()), party


def _position(proposition: str, report: Report, party: Party, rng: random.Random) -> LedgerPosition:
    start = report.text.index("a depot")
    stance = rng.choice(("asserts", "asserts", "asserts", "denies", "unverified"))
    return LedgerPosition(
        id=content_id("p", proposition, report.id),
        document=report.id,
        proposition=proposition,
        party=PartyRef(party.id, party.name, party.kind),
        stance=stance,
        content=Span(start, report.text.index(", in what")),
        source=Span(0, len(party.name)),
        cue=Span(len(party.name) + 1, len(party.name) + 5),
        figure=None,
        confidence=rng.choice((0.6, 0.8, 0.8)),
    )


def _assessment(proposition: str, found: list[LedgerPosition], rng: random.Random) -> Assessment:
    def by(stance: str) -> tuple[str, ...]:
        return tuple(sorted({p.party.id for p in found if p.stance == stance}))

    return Assessment(
        proposition=proposition,
        status=rng.choice(_STATUSES),
        contested=False,
        unverifiable=bool(by("unverified")),
        origins=Origins(rng.randrange(2), len(found)),
        asserted_by=by("asserts"),
        confirmed_by=(),
        denied_by=by("denies"),
        unverified_by=by("unverified"),
        reason="Invented.",
        because=tuple(p.id for p in found),
    )


def reports(number: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """Invented reports to be read while the API is asked, as rows of a JSON Lines file."""
    rng = random.Random(seed)
    for n in range(number):
        town, other = f"Town {rng.randrange(TOWNS)}", f"Party {rng.randrange(PARTIES)}"
        day = FIRST + timedelta(days=rng.randrange(DAYS))
        paragraphs = [
            f"The defence ministry of Ostrana said on {day:%A} that its artillery had shelled a depot near {town}. "
            f"At least {rng.randrange(2, 40)} soldiers were killed, a spokesman for {other} said.",
            f"Officials in {town} denied that the depot had been hit. The claim could not be independently verified.",
            f"{other} later confirmed that {rng.randrange(2, 20)} people had been wounded in it, on {day:%d %B}.",
        ]
        yield {
            "id": f"live-{seed}-{n}",
            "publisher": f"Outlet {rng.randrange(OUTLETS)}",
            "published": day.isoformat(),
            "title": f"Depot near {town} shelled, Ostrana says",
            "text": "\n\n".join(rng.sample(paragraphs, 3)),
        }
