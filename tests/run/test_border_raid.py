"""What a desk must see in a public story: who claims, who confirms across sides, what is disputed, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from twosource.intake import Options
from twosource.records import Assessment, Event, Ledger, LedgerPosition, Proposition
from twosource.run import pipeline
from twosource.store import SqliteStore

Row = tuple[Event, Proposition, Assessment, tuple[LedgerPosition, ...]]


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[Row]:
    story = shared / "ledgerbench" / "dev" / "grayvoron" / "reports.jsonl"
    with SqliteStore(":memory:") as store:
        pipeline.read([story], store=store, options=Options(captured="2000-01-01T00:00:00+00:00", story="raid"))
        return list(_rows(pipeline.ledger_of(store, "raid")))


def _rows(ledger: Ledger) -> Iterator[Row]:
    events = {event.id: event for event in ledger.events}
    assessed = {one.proposition: one for one in ledger.assessments}
    for one in ledger.propositions:
        yield (
            events[one.event],
            one,
            assessed[one.id],
            tuple(p for p in ledger.positions if p.proposition == one.id),
        )


def _stances(positions: tuple[LedgerPosition, ...]) -> set[tuple[str, str]]:
    return {(p.party.name, p.stance) for p in positions}


pytestmark = pytest.mark.shared


def test_the_capture_of_the_village_is_claimed_and_not_verified(rows: list[Row]) -> None:
    (found,) = [
        r for r in rows if r[0].label.startswith("Capture") and ("The Guardian", "unverified") in _stances(r[3])
    ]
    assert found[2].status == "claimed"
    assert found[2].unverifiable
    assert ("Freedom of Russia Legion", "asserts") in _stances(found[3])


def test_the_fighting_is_confirmed_across_sides(rows: list[Row]) -> None:
    (found,) = [r for r in rows if r[2].status == "confirmed across sides"]
    assert found[1].aspect == "occurrence"
    assert {("Russia", "confirms"), ("Ukrainian officials", "confirms")} <= _stances(found[3])


def test_ukraines_part_is_asserted_by_the_governor_and_denied(rows: list[Row]) -> None:
    disputed = [r for r in rows if r[2].status == "disputed"]
    assert any(
        {("Vyacheslav Gladkov", "asserts"), ("Ukraine", "denies")} <= _stances(r[3]) and r[1].aspect == "responsibility"
        for r in disputed
    )


def test_the_aircraft_fell_in_may(rows: list[Row]) -> None:
    (found,) = [r for r in rows if r[0].label.startswith("Shooting-down")]
    assert found[0].time is not None
    assert (found[0].time.start, found[0].time.end.month) == (date(2023, 5, 1), 5)


def test_the_march_raid_is_claimed_by_its_leader(rows: list[Row]) -> None:
    (found,) = [r for r in rows if r[0].time is not None and r[0].time.start == date(2023, 3, 1)]
    assert found[0].time is not None
    assert found[0].time.end == date(2023, 3, 31)
    assert found[2].status == "claimed"
    assert ("Denis Nikitin", "asserts") in _stances(found[3])
