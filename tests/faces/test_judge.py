"""A person's decisions through the command line: kept, listed, undone without a trace in the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk import ROWS, call, write


@pytest.fixture
def db(tmp_path: Path) -> Path:
    db = tmp_path / "t.db"
    call("read", str(write(tmp_path, "r.jsonl", *ROWS)), "--db", str(db), "--story", "border")
    return db


def _export(db: Path, folder: Path) -> bytes:
    out = folder / "out.json"
    assert call("export", "--format", "ledger-json", "--db", str(db), "-o", str(out)).exit_code == 0
    return out.read_bytes()


def _pair(ledger: bytes) -> tuple[str, str]:
    """Two positions on one proposition."""
    rows = json.loads(ledger)["positions"]
    for one in rows:
        for other in rows:
            if one["id"] < other["id"] and one["proposition"] == other["proposition"]:
                return one["id"], other["id"]
    raise AssertionError("no proposition with two positions")


def test_a_decision_parts_two_positions_and_undoing_it_restores_the_ledger(db: Path, tmp_path: Path) -> None:
    before = _export(db, tmp_path)
    left, right = _pair(before)
    given = ("--not", "--by", "ana", "--reason", "two different posts", "--db", str(db), "--json")
    made = call("judge", "same-proposition", left, right, *given)
    assert made.exit_code == 0
    after = {row["id"]: row["proposition"] for row in json.loads(_export(db, tmp_path))["positions"]}
    assert after[left] != after[right]
    assert "two different posts" in call("judgements", "--db", str(db)).output
    assert call("undo", json.loads(made.output)["id"], "--db", str(db)).exit_code == 0
    assert _export(db, tmp_path) == before
    assert "undone" in call("judgements", "--db", str(db)).output


def test_ids_that_the_ledger_lacks_are_refused(db: Path) -> None:
    given = ("--by", "ana", "--reason", "r", "--db", str(db))
    wrong = call("judge", "same-event", "p-none", "p-other", *given)
    assert wrong.exit_code == 1
    assert "p-none" in wrong.stderr
    assert call("undo", "j-none", "--db", str(db)).exit_code == 1


def test_a_stages_name_is_no_persons(db: Path) -> None:
    given = ("--by", "weave.events/1", "--reason", "r", "--db", str(db))
    assert call("judge", "same-event", "a", "b", *given).exit_code == 2
