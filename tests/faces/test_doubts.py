"""What the machine is unsure of waits for a person, whose word outranks it, survives re-runs and can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
from api_desk import Client, client
from desk import call

from twosource.run import loom
from twosource.weaving.event_score import LinkWeights


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo story, with a band so wide that some pair of its events lies in it."""
    monkeypatch.setattr(loom, "_WEIGHTS", LinkWeights(unsure=0.0))
    with as_file(files("twosource.data").joinpath("demo", "reports.jsonl")) as reports:
        assert call("read", str(reports), "--db", str(tmp_path / "d.db"), "--story", "d").exit_code == 0
    return tmp_path / "d.db"


@pytest.fixture
def api(db: Path) -> Iterator[Client]:
    found, desk = client(db, full_text=True)
    yield found
    desk.close()


def export(db: Path) -> bytes:
    out = db.with_suffix(".json")
    assert call("export", "--format", "ledger-json", "--db", str(db), "-o", str(out)).exit_code == 0
    return out.read_bytes()


def waiting(api: Client) -> list[Any]:
    found = [item["judgement"] for item in api.get("queue", kind="judgement", limit=200).items]
    return [judgement for judgement in found if judgement["relation"] == "same event"]


def home(ledger: bytes, position: str) -> str:
    rows = json.loads(ledger)
    proposition = next(p["proposition"] for p in rows["positions"] if p["id"] == position)
    event: str = next(p["event"] for p in rows["propositions"] if p["id"] == proposition)
    return event


def test_a_doubt_has_score_maker_and_reason_and_joins_nothing(db: Path, api: Client) -> None:
    doubt = waiting(api)[0]
    assert 0.0 <= doubt["score"] < LinkWeights().join
    assert doubt["maker"].startswith("weave.events/")
    assert doubt["reason"]
    ledger = export(db)
    assert home(ledger, doubt["left"]) != home(ledger, doubt["right"])


def decide(api: Client, doubt: Any, verdict: str) -> str:
    body = {"story": "d", "relation": "same event", "left": doubt["left"], "right": doubt["right"]}
    made = api.post("judgements", {**body, "verdict": verdict, "maker": "ana", "reason": "so it is"})
    assert made.status == 201, made.json
    return str(made.json["judgement"]["id"])


def test_a_persons_word_outranks_it_survives_a_rerun_and_undone_leaves_the_ledger_as_it_was(
    db: Path, api: Client
) -> None:
    before, doubt = export(db), waiting(api)[-1]
    made = decide(api, doubt, "positive")
    joined = export(db)
    assert home(joined, doubt["left"]) == home(joined, doubt["right"])
    assert doubt["id"] not in [one["id"] for one in waiting(api)]
    with as_file(files("twosource.data").joinpath("demo", "reports.jsonl")) as reports:
        assert call("read", str(reports), "--db", str(db), "--story", "d").exit_code == 0
    assert export(db) == joined
    assert api.post(f"judgements/{made}/undo").status == 200
    assert export(db) == before


def test_a_person_who_says_no_is_not_asked_again(db: Path, api: Client) -> None:
    before, doubt = export(db), waiting(api)[0]
    decide(api, doubt, "negative")
    assert home(export(db), doubt["left"]) == home(before, doubt["left"])
    assert doubt["id"] not in [one["id"] for one in waiting(api)]
