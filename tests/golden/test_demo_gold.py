from __future__ import annotations

import json
import re
import sys
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from compile_gold import SPANS, compiled, texts  # noqa: E402

from twosource.records.reading import ASPECTS, EVENT_TYPES  # noqa: E402

DEMO = HERE / "demo"
GOLD_STANCES = {"asserts", "confirms", "denies", "unverified"}


@pytest.fixture(scope="module")
def reports() -> Path:
    return Path(str(resources.files("twosource.data") / "demo" / "reports.jsonl"))


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DEMO / "gold.json").read_text(encoding="utf-8"))
    return loaded


def test_gold_is_compiled_from_its_source(gold: dict[str, Any], reports: Path) -> None:
    assert gold == compiled(DEMO / "gold.src.json", reports), (
        "compile gold.src.json again (tests/golden/demo/README.md)"
    )


def test_spans_lie_in_the_reports(gold: dict[str, Any], reports: Path) -> None:
    by_id = texts(reports)
    for position in gold["positions"]:
        text = by_id[position["document"]]
        assert position["content"] is not None
        for key in SPANS:
            if position[key] is not None:
                start, end = position[key]
                assert 0 <= start < end <= len(text)
                words = text[start:end]
                assert words == words.strip()
                assert not re.match(r"\w", text[end : end + 1]) or not re.match(r"\w", words[-1:])


def test_rows_refer_to_each_other(gold: dict[str, Any]) -> None:
    events = {event["id"] for event in gold["events"]}
    propositions = {row["id"]: row for row in gold["propositions"]}
    for event in gold["events"]:
        assert event["type"] in EVENT_TYPES
        assert date.fromisoformat(event["start"]) <= date.fromisoformat(event["end"])
    for row in gold["propositions"]:
        assert row["event"] in events
        assert row["aspect"] in ASPECTS
        assert set(row["rivals"]) <= set(propositions)
    assert {position["proposition"] for position in gold["positions"]} == set(propositions)
    assert {position["stance"] for position in gold["positions"]} == GOLD_STANCES


def test_own_voice_is_the_outlet_or_the_one_it_carries(gold: dict[str, Any], reports: Path) -> None:
    rows = [json.loads(line) for line in reports.read_text(encoding="utf-8").splitlines()]
    publisher = {row["id"]: row["publisher"] for row in rows}
    for position in gold["positions"]:
        if position["source"] is None:
            carried = gold["republished"].get(position["document"])
            assert position["party"]["name"] in {publisher[position["document"]], carried}


def test_reports_are_short_dated_and_told_apart(reports: Path) -> None:
    rows = [json.loads(line) for line in reports.read_text(encoding="utf-8").splitlines()]
    assert 8 <= len(rows) <= 12
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        date.fromisoformat(row["published"])
        assert 80 <= len(row["text"].split()) <= 220
