"""The command line: what it prints, what it refuses, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from desk import ROWS, call, write
from jsonschema import Draft202012Validator

from twosource.export import ledger_json
from twosource.faces.cli import main


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert re.search(rf"Examples?:\n +twosource {command}", result.output)


def test_reading_again_changes_nothing_and_says_so(story: Path, tmp_path: Path) -> None:
    before = call("export", "--db", str(story)).stdout_bytes
    path = write(tmp_path, "again.jsonl", *reversed(ROWS))
    result = call("read", str(path), "--db", str(story), "--story", "border", "--json")
    assert result.exit_code == 0
    summary = json.loads(result.stdout)
    assert (summary["read"], summary["added"]["known"], summary["refused"]) == (0, 2, 0)
    assert call("export", "--db", str(story)).stdout_bytes == before


def test_the_ledger_tells_who_says_what(story: Path) -> None:
    result = call("ledger", "--db", str(story))
    assert result.exit_code == 0
    assert "border: 2 reports, " in result.stdout
    assert "asserted by" in result.stdout
    assert "denied by" in result.stdout


def test_the_ledger_as_json_is_the_export(story: Path, tmp_path: Path) -> None:
    target = tmp_path / "ledger.json"
    assert call("export", "--db", str(story), "-o", str(target)).exit_code == 0
    assert call("ledger", "--db", str(story), "--json").stdout_bytes == target.read_bytes()
    rows = json.loads(target.read_bytes())
    Draft202012Validator(ledger_json.schema()).validate(rows)
    assert [d["id"] for d in rows["documents"]] == ["harbour-courier-1", "karvel-wire-1"]
    for position in rows["positions"]:
        text = next(d["text"] for d in rows["documents"] if d["id"] == position["document"])
        assert text[slice(*position["content"])].strip()


def test_the_table_has_a_row_a_position(story: Path) -> None:
    rows = json.loads(call("export", "--db", str(story)).stdout)
    table = list(csv.DictReader(io.StringIO(call("export", "--db", str(story), "--format", "csv").stdout)))
    assert sorted(r["position"] for r in table) == [p["id"] for p in rows["positions"]]


def test_show_marks_who_says_and_what(story: Path) -> None:
    rows = json.loads(call("export", "--db", str(story)).stdout)
    denial = next(p for p in rows["positions"] if p["stance"] == "denies" and p["source"] and p["cue"])
    result = call("show", denial["id"], "--db", str(story))
    assert result.exit_code == 0
    assert "[who: " in result.stdout
    assert "[what: " in result.stdout
    proposition = call("show", denial["proposition"], "--db", str(story))
    assert "why: " in proposition.stdout
    assert "independent origins: " in proposition.stdout
    event = next(p["event"] for p in rows["propositions"] if p["id"] == denial["proposition"])
    assert denial["id"] in call("show", event[:8], "--db", str(story)).stdout
    assert json.loads(call("show", denial["id"], "--db", str(story), "--json").stdout) == denial


def test_show_refuses_an_id_that_is_none_or_several(story: Path) -> None:
    none = call("show", "q-nothing", "--db", str(story))
    assert (none.exit_code, "prints their IDs" in none.stderr) == (1, True)
    several = call("show", "p-", "--db", str(story))
    assert (several.exit_code, "give more of the ID" in several.stderr) == (1, True)


def test_stories_and_issues_are_listed(story: Path) -> None:
    listed = json.loads(call("stories", "--db", str(story), "--json").stdout)
    assert listed[0]["story"] == "border"
    assert listed[0]["reports"] == 2
    assert "border" in call("stories", "--db", str(story)).stdout
    assert call("issues", "--db", str(story)).exit_code == 0


def test_a_story_that_is_not_there_is_refused_with_those_that_are(story: Path) -> None:
    for command in ("ledger", "export"):
        result = call(command, "--db", str(story), "--story", "other")
        assert (result.exit_code, "it has: border" in result.stderr) == (1, True)


def test_a_ledger_file_that_is_not_there_is_refused_with_the_remedy(tmp_path: Path) -> None:
    for command in (["ledger"], ["export"], ["stories"], ["issues"], ["show", "x"], ["diff", "x"]):
        result = call(*command, "--db", str(tmp_path / "none.db"))
        assert (result.exit_code, "twosource read PATHS" in result.stderr) == (1, True)
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a database, but words " * 50)
    result = call("ledger", "--db", str(tmp_path / "text.db"))
    assert result.exit_code == 1
    assert "text.db" in result.stderr


def test_the_database_comes_from_the_environment(story: Path) -> None:
    result = call("stories", env={"TWOSOURCE_DB": str(story)})
    assert "border" in result.stdout


def test_a_new_version_stays_beside_the_old_and_diff_shows_it(tmp_path: Path) -> None:
    db = str(tmp_path / "versions.db")
    later = {**ROWS[0], "published": "2021-03-04", "text": ROWS[0]["text"].replace("three", "four")}
    for number, row in enumerate((ROWS[0], later)):
        path = write(tmp_path, f"{number}.jsonl", row)
        assert call("read", str(path), "--db", db).exit_code == 0
    result = call("diff", "karvel-wire-1", "--db", db)
    assert "published: 2021-03-02 -> 2021-03-04" in result.stdout
    assert "[three]" in result.stdout
    assert "[four]" in result.stdout
    assert json.loads(call("diff", "karvel-wire-1", "--db", db, "--json").stdout)[0]["changes"]
    documents = json.loads(call("export", "--db", db).stdout)["documents"]
    assert [d["published"] for d in documents] == ["2021-03-04"]
    assert call("diff", "none", "--db", db).exit_code == 1


def test_standard_input_is_read(tmp_path: Path) -> None:
    data = json.dumps(ROWS[0]) + "\n"
    result = call("read", "-", "--db", str(tmp_path / "in.db"), input=data)
    assert result.exit_code == 0
    assert "1 new report" in result.stdout


def test_usage_errors_exit_with_two(tmp_path: Path) -> None:
    db = ("--db", str(tmp_path / "x.db"))
    assert call("read", *db).exit_code == 2
    assert call("read", "a.txt", "--published", "last week", *db).exit_code == 2
    assert call("export", "--format", "none", *db).exit_code == 2
    assert not (tmp_path / "x.db").exists()


def test_an_export_that_cannot_be_written_is_refused(story: Path, tmp_path: Path) -> None:
    result = call("export", "--db", str(story), "-o", str(tmp_path / "none" / "ledger.json"))
    assert (result.exit_code, "name another file with -o" in result.stderr) == (1, True)


def test_the_demo_prints_its_ledger_and_what_to_try_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("demo")
    assert result.exit_code == 0
    assert "To try next" in result.stdout
    assert "demo --page    the same as a page, at http://127.0.0.1:8765/" in result.stdout
    assert "Mainila" in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_ledger_as_of_a_day(story: Path) -> None:
    early = json.loads(call("ledger", "--db", str(story), "--as-of", "2021-03-02", "--json").output)
    assert [d["id"] for d in early["documents"]] == ["karvel-wire-1"]
    assert call("ledger", "--db", str(story), "--as-of", "Tuesday").exit_code == 2


def test_why_a_proposition_stands_where_it_does(story: Path) -> None:
    rows = json.loads(call("ledger", "--db", str(story), "--json").output)
    proposition = rows["propositions"][0]["id"]
    told = call("why", proposition[:8], "--db", str(story)).output
    assert proposition in told
    tree = json.loads(call("why", proposition, "--db", str(story), "--json").output)
    assert (tree["kind"], tree["id"]) == ("proposition", proposition)
    missing = call("why", "q-none", "--db", str(story))
    assert (missing.exit_code, "q-none" in missing.stderr) == (1, True)
