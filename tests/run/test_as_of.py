"""The ledger as of a day is what reading the reports published by then would have given."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from twosource.intake import Options
from twosource.records import Assessment, Change, Ledger, Origins
from twosource.run import pipeline
from twosource.run.as_of import ledger_as_of, standing_on
from twosource.store import SqliteStore

OPTIONS = Options(captured="2021-03-05T10:00:00+00:00", story="border")


def row(key: str, day: str | None, text: str) -> dict[str, str]:
    return {"id": key, "publisher": key.title(), "text": text} | ({"published": day} if day else {})


ROWS = (
    row(
        "wire",
        "2021-03-02",
        "The defence ministry of Ostrana said on Tuesday that the army of Karvel had shelled the post at Lindholt.",
    ),
    row(
        "courier",
        "2021-03-03",
        "The army of Karvel denied on Wednesday that it had shelled the border post at Lindholt.",
    ),
    row(
        "courier",
        "2021-03-08",
        "The army of Karvel admitted on Sunday that it had shelled the border post at Lindholt.",
    ),
    row("echo", None, "Karvel has always denied that it had shelled the border post at Lindholt."),
)


def read(store: SqliteStore, rows: Sequence[dict[str, str]]) -> None:
    lines = b"".join(json.dumps(r).encode() + b"\n" for r in rows)
    pipeline.read([pipeline.STREAM], store=store, options=OPTIONS, stream=lines)


def of(rows: Sequence[dict[str, str]]) -> Ledger:
    with SqliteStore(":memory:") as store:
        read(store, rows)
        return pipeline.ledger_of(store, "border")


def as_of(day: str) -> Ledger:
    with SqliteStore(":memory:") as store:
        read(store, ROWS)
        return ledger_as_of(store, "border", date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "known"), [("2021-03-02", ROWS[:1]), ("2021-03-07", ROWS[:2]), ("2021-03-08", (ROWS[0], ROWS[2]))]
)
def test_it_is_the_ledger_of_the_reports_published_by_then(day: str, known: Sequence[dict[str, str]]) -> None:
    found = as_of(day)
    assert replace(found, issues=()) == replace(of(known), issues=())
    assert found.positions


def test_a_report_without_a_day_is_left_out_and_named() -> None:
    found = as_of("2021-03-08")
    assert "echo" not in {r.id for r in found.documents}
    assert ("undated", "echo") in {(i.code, i.document) for i in found.issues}


def test_before_the_first_report_nothing_stands() -> None:
    found = as_of("2021-03-01")
    assert (found.documents, found.events, found.assessments) == ((), (), ())


def test_asking_for_a_day_changes_nothing_that_is_kept() -> None:
    with SqliteStore(":memory:") as store:
        read(store, ROWS)
        before = store.ledger("border")
        ledger_as_of(store, "border", date(2021, 3, 2))
        assert store.ledger("border") == before


def test_a_story_that_is_not_there() -> None:
    with SqliteStore(":memory:") as store, pytest.raises(KeyError, match="border"):
        ledger_as_of(store, "border", date(2021, 3, 2))


def change(day: str | None, before: str | None, status: str) -> Change:
    return Change(day, before, status, False, False, Origins(0, 1), (), (), (), (), "R.", "W.", ())


def test_a_standing_on_a_day_is_told_from_its_history() -> None:
    steps = (
        change("2021-03-02", None, "claimed"),
        change("2021-03-04", "claimed", "disputed"),
        change(None, "disputed", "retracted"),
    )
    now = Assessment("q", "retracted", False, False, Origins(0, 1), (), (), (), (), "R.", (), changes=steps)
    told = [standing_on(now, date(2021, 3, day)) for day in (1, 2, 3, 4, 9)]
    assert [step and step.status for step in told] == [None, "claimed", "claimed", "disputed", "disputed"]
