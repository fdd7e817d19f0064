"""Reviews on the command line: made, listed, taken back, refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from desk import ROWS, call


@pytest.fixture
def db(story: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(story, tmp_path / "border.db"))


def exported(db: Path) -> str:
    return call("export", "--db", str(db)).stdout


def test_a_correction_is_kept_listed_and_taken_back(db: Path) -> None:
    before = exported(db)
    position = next(p for p in json.loads(before)["positions"] if p["stance"] == "asserts" and p["source"])
    given = ("--by", "ana", "--reason", "it says denied", "--db", str(db))
    made = call("review", "correct", position["id"], "--stance", "denies", *given, "--json")
    assert made.exit_code == 0, made.stderr
    now = {p["id"]: p for p in json.loads(exported(db))["positions"]}[position["id"]]
    assert (now["stance"], now["review"]) == ("denies", "corrected")
    assert "stance: asserts → denies, says ana" in call("judgements", "--db", str(db)).output
    key = json.loads(made.stdout)["id"]
    assert call("undo", key, "--db", str(db)).exit_code == 0
    assert exported(db) == before


def test_a_missed_position_is_added_by_its_words(db: Path) -> None:
    words = "artillery had shelled a border post near Karvel"
    given = ("--words", words, "--party", "the mayor of Karvel", "--stance", "confirms", "--by", "ana", "--db", str(db))
    made = call("review", "add", ROWS[0]["id"], *given, "--json")
    assert made.exit_code == 0, made.stderr
    key = json.loads(made.stdout)["review"]["target"]
    found = {p["id"]: p for p in json.loads(exported(db))["positions"]}[key]
    start, end = found["content"]
    assert ROWS[0]["text"][start:end] == words
    assert (found["review"], found["party"]["name"]) == ("added", "the mayor of Karvel")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("accept", "p-none"), "no position 'p-none'"),
        (("add", "none", "--words", "x", "--party", "a", "--stance", "asserts"), "no report 'none'"),
        (("add", ROWS[0]["id"], "--words", "nowhere", "--party", "a", "--stance", "asserts"), "aren't in"),
        (("add", ROWS[0]["id"], "--words", "e", "--party", "a", "--stance", "asserts"), "times in"),
        (("override", "q-none", "--status", "claimed"), "no proposition 'q-none'"),
    ],
)
def test_what_cannot_be_decided_is_refused_by_name(db: Path, arguments: tuple[str, ...], told: str) -> None:
    refused = call("review", *arguments, "--by", "ana", "--db", str(db))
    assert (refused.exit_code, told in refused.stderr) == (1, True), refused.stderr
    assert call("undo", "w-none", "--db", str(db)).exit_code == 1
