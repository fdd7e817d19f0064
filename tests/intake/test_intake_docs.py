"""docs/intake.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from twosource.intake import CODES
from twosource.intake.jsonl import KEYS
from twosource.intake.kinds import SUFFIXES

DOCS = Path(__file__).parents[2] / "docs" / "intake.md"


@pytest.mark.parametrize("code", CODES)
def test_every_issue_is_listed_with_its_words(code: str) -> None:
    (row,) = re.findall(rf"^\| `{code}` \|.*", DOCS.read_text("utf-8"), re.MULTILINE)
    for words in (CODES[code].detail, CODES[code].remedy):
        for part in re.split(r"\{[^}]*\}", words):
            assert part in row, f"{code}: {part!r} is not in its row"
    assert ("the report is kept" in row) is CODES[code].kept


def test_no_other_issue_is_listed() -> None:
    rows = DOCS.read_text("utf-8").partition("## Issues")[2]
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", rows, re.MULTILINE)) == set(CODES)


def test_every_key_and_ending_is_named() -> None:
    text = DOCS.read_text("utf-8")
    assert all(f"`{name}`" in text for name in (*KEYS, *SUFFIXES))
