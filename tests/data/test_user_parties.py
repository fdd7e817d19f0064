"""A user's own parties."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from twosource.data.parties import PartyDataError
from twosource.data.user_parties import VARIABLE, party_base, user_files, user_stages
from twosource.faces.cli import main
from twosource.reading.read import knowledge

MINE = """
[[party]]
id = "karvel-watch"
name = "Karvel Watch"
kind = "monitor"
aliases = ["KW"]
source = "its own statute"
"""


def test_a_users_file_adds_to_the_shipped_parties(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(MINE, encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(mine))
    found = party_base.__wrapped__().lookup("Karvel Watch")
    assert found is not None
    assert found.id == "karvel-watch"
    assert party_base.__wrapped__().by_id("ua") is not None


def test_another_file_is_another_stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_text(MINE, encoding="utf-8")
    two.write_text(MINE.replace("KW", "K.W."), encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(one))
    first = user_stages()
    monkeypatch.setenv(VARIABLE, os.pathsep.join([str(one), str(two)]))
    assert user_files() == (one, two)
    assert user_stages() != first
    monkeypatch.delenv(VARIABLE)
    assert user_stages() == ()


def test_a_file_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.toml"))
    with pytest.raises(PartyDataError, match=r"none\.toml"):
        party_base.__wrapped__()


def test_the_command_line_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none.toml"))
    party_base.cache_clear()
    knowledge.cache_clear()
    report = tmp_path / "a.txt"
    report.write_text("Shells fell on Karvel on Monday, the mayor said.", encoding="utf-8")
    result = CliRunner().invoke(main, ["read", str(report), "--db", str(tmp_path / "t.db")])
    party_base.cache_clear()
    assert result.exit_code == 1
    assert "none.toml" in result.output
    assert "Traceback" not in result.output
