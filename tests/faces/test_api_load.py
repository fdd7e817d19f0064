"""The measurement of the API's event list, on a small invented ledger: its figures are there; how good is for a run."""

from __future__ import annotations

import json
import math
from pathlib import Path

from api_desk import client
from desk import call

from twosource.faces.api import synthetic
from twosource.faces.api.load import Times
from twosource.faces.api.shelf import silent
from twosource.store import SqliteStore


def test_a_time_is_that_within_which_a_share_was_answered() -> None:
    times = Times([float(n) for n in range(100, 0, -1)])
    assert (times.at(0.5), times.at(0.99), times.at(1.0)) == (50.0, 99.0, 100.0)
    assert math.isnan(Times().at(0.5))


def test_invented_events_are_the_same_each_time_and_are_listed_by_the_api(tmp_path: Path) -> None:
    for name in ("a.db", "b.db"):
        synthetic.write(tmp_path / name, 100, silent)
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
    assert figures["idle_p99_ms"] > 0
    assert figures["reading_p99_ms"] > 0


def test_data_that_are_not_there_are_refused() -> None:
    refused = call("bench", "ledger", "--data", "nowhere-at-all")
    assert (refused.exit_code, "there is no such folder" in refused.stderr) == (2, True)
