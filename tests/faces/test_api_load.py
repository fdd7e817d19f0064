"""The measurement of the API's event list, on a small invented ledger: its figures are there; how good is for a run."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from api_desk import Client, client
from desk import call

from twosource.faces.api import shelf, synthetic
from twosource.faces.api.desk import Desk
from twosource.faces.api.load import Times
from twosource.faces.api.tables import connect
from twosource.store import SqliteStore


def test_a_time_is_that_within_which_a_share_was_answered() -> None:
    times = Times([float(n) for n in range(100, 0, -1)])
    assert (times.at(0.5), times.at(0.99), times.at(1.0)) == (50.0, 99.0, 100.0)
    assert math.isnan(Times().at(0.5))


def test_invented_events_are_the_same_each_time_and_are_listed_by_the_api(tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        synthetic.write(tmp_path / name, 100, shelf.silent)
    found = []
    for name in ("a.db", "b.db"):
        with SqliteStore(tmp_path / name, create=False) as store:
            found.append([list(store.ledger_rows(story)) for story in store.stories()])
    assert found[0] == found[1]
    asked, desk = client(tmp_path / "a.db")
    assert asked.get("about").json["events"] == 100
    assert {row["label"].split()[0] for row in asked.get("events", limit=200).items} == {"Strike"}
    desk.close()


def test_the_bench_gives_every_figure_and_fails_no_request(tmp_path: Path) -> None:
    told = call("bench", "api", "--events", "50", "--seconds", "0.5", "--data", str(tmp_path / "s.db"), "--json")
    assert told.exit_code == 0, told.stderr
    figures = json.loads(told.stdout)["figures"]
    assert figures["failed"] == 0
    assert figures["reports_woven"] >= 40
    assert figures["idle_p99_ms"] > 0
    assert figures["reading_p99_ms"] > 0


def test_data_that_are_not_there_are_refused() -> None:
    refused = call("bench", "ledger", "--data", "nowhere-at-all")
    assert (refused.exit_code, "there is no such folder" in refused.stderr) == (2, True)


def test_laying_out_costs_no_more_an_event_where_there_are_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted in steps of SQLite's machine: a statement that goes through a whole table for each row is seen."""
    steps: list[int] = []

    def note(event: dict[str, Any]) -> None:
        if "'main'." not in event["sql"]:  # those that the full text index makes for itself are summed up by SQLite
            steps.append(event["stmt_status"]["SQLITE_STMTSTATUS_VM_STEP"])

    def counting(path: Path) -> apsw.Connection:
        connection = connect(path)
        connection.trace_v2(apsw.SQLITE_TRACE_PROFILE, note)
        return connection

    monkeypatch.setattr(shelf, "connect", counting)
    each = []
    for events in (100, 1000):
        synthetic.write(tmp_path / f"{events}.db", events, shelf.silent)
        steps.clear()
        desk = Desk(tmp_path / f"{events}.db")
        desk.refresh()
        desk.close()
        each.append(sum(steps) / events)
    assert each[1] < 1.5 * each[0], each


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    db = tmp_path_factory.mktemp("many") / "many.db"
    synthetic.write(db, 300, shelf.silent)
    found, desk = client(db)
    yield found
    desk.close()


def paged(api: Client, **asked: Any) -> list[dict[str, Any]]:
    answer = api.get("events", asked)
    rows = answer.items
    while cursor := answer.json["next"]:
        answer = api.get("events", {**asked, "cursor": cursor})
        rows += answer.items
    return rows


@pytest.mark.parametrize("sort", ["time", "-time", "-reports"])
@pytest.mark.parametrize(
    ("since", "until"),
    [
        (None, None),
        ("2031-06-10", None),
        (None, "2032-02-01"),
        ("2031-06-10", "2031-08-01"),
        ("2031-07-01", "2031-07-01"),
        ("2033-06-10", None),
        ("2031-08-01", "2031-06-10"),
    ],
)
def test_pages_by_time_hold_just_the_events_that_share_a_day_with_it(
    many: Client, since: str | None, until: str | None, sort: str
) -> None:
    def chosen(row: dict[str, Any]) -> bool:
        when = row["time"]
        if when is None:
            return since is None and until is None
        return (since is None or when["end"] >= since) and (until is None or when["start"] <= until)

    every = paged(many, limit=200)
    assert len(every) == 300
    assert any(row["time"] and row["time"]["end"] > row["time"]["start"] for row in every)
    dates = {name: day for name, day in (("from", since), ("to", until)) if day}
    found = paged(many, limit=7, sort=sort, **dates)
    assert sorted(row["id"] for row in found) == sorted(row["id"] for row in every if chosen(row))

    def key(row: dict[str, Any]) -> tuple[Any, str]:
        begins = row["time"]["start"] if row["time"] else "~" if sort == "time" else ""
        return (row["reports"] if sort == "-reports" else begins, row["id"])

    assert found == sorted(found, key=key, reverse=sort.startswith("-"))
