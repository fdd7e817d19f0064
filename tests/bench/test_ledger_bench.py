"""The ledger's figures: equal to the reference scorer's, and refusing what breaks the contract."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from twosource.bench import BenchError
from twosource.bench.ledger import Tally, compare
from twosource.bench.ledger_rules import overlap, party_key, party_names, words_of

STORIES = ("grayvoron", "ghouta", "khan-sheikhoun")


def reports_of(story: Path) -> dict[str, dict[str, Any]]:
    lines = (story / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, filter(None, lines))}


def spoiled(gold: dict[str, Any], reports: dict[str, dict[str, Any]], seed: int) -> dict[str, Any]:
    """A ledger made from the gold with its offsets, stances, parties, figures, places and groups spoiled by chance."""
    dice = random.Random(seed)
    events = [
        {
            "id": e["id"],
            "place": e.get("place") and {**e["place"], "lat": e["place"]["lat"] + dice.choice([0, 0, 2])},
            "time": dice.choice(
                [None, {"start": e["start"], "end": e["end"]}, {"start": "1999-01-01", "end": e["end"]}]
            ),
        }
        for e in gold["events"]
    ]
    propositions = [{"id": p["id"], "event": dice.choice([p["event"], events[0]["id"]])} for p in gold["propositions"]]
    positions = []
    for n, g in enumerate(gold["positions"]):
        if dice.random() < 0.2:
            continue
        text = reports[g["document"]]["text"]
        start, end = g["content"]
        start = max(0, start + dice.randint(-30, 30))
        positions.append(
            {
                "id": f"x{n}",
                "document": g["document"],
                "proposition": dice.choice([g["proposition"], g["proposition"], propositions[0]["id"]]),
                "party": {
                    "id": dice.choice(["one", "two", party_key(g["party"]["name"])]),
                    "name": dice.choice([g["party"]["name"], *g["party"].get("aliases", [])]),
                },
                "stance": dice.choice([g["stance"], g["stance"], "asserts", "denies", "retracts"]),
                "content": [start, min(len(text), max(start + 1, end + dice.randint(-30, 30)))],
                "figure": dice.choice([g.get("figure"), None]),
            }
        )
    documents = [{"id": r["id"], "text": r["text"]} for r in reports.values()]
    return {"documents": documents, "events": events, "propositions": propositions, "positions": positions}


def tally(story: Path, ledger: dict[str, Any]) -> Tally:
    gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
    texts = {key: row["text"] for key, row in reports_of(story).items()}
    return compare(str(story), gold, ledger, texts)


@pytest.mark.shared
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_equal_the_reference_scorers(shared: Path, tmp_path: Path, seed: int) -> None:
    runs: list[str] = []
    pooled = Tally()
    for name in STORIES:
        story = shared / "ledgerbench" / "dev" / name
        gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
        ledger = spoiled(gold, reports_of(story), seed)
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(ledger), encoding="utf-8")
        runs += [str(story), str(path)]
        pooled += tally(story, ledger)
    tool = shared / "ledgerbench" / "tools" / "score.py"
    said = subprocess.run([sys.executable, str(tool), *runs, "--json"], capture_output=True, text=True, check=True)
    expected = json.loads(said.stdout)
    figures = pooled.figures()
    assert figures.keys() == expected.keys()
    for key, value in expected.items():
        assert figures[key] == pytest.approx(value), key


TEXT = "Karvel. The governor of Ostrana said that shells hit the mill on Monday."


def small() -> tuple[dict[str, Any], dict[str, Any]]:
    gold = {
        "events": [{"id": "e", "start": "2001-03-01", "end": "2001-03-02", "place": None}],
        "propositions": [{"id": "p", "event": "e"}],
        "positions": [
            {
                "document": "d",
                "proposition": "p",
                "party": {"name": "Governor of Ostrana", "aliases": ["the governor"]},
                "stance": "asserts",
                "content": [42, 71],
            }
        ],
    }
    ledger = {
        "documents": [{"id": "d", "text": TEXT}],
        "events": [{"id": "E", "time": {"start": "2001-03-02", "end": "2001-03-05"}}],
        "propositions": [{"id": "P", "event": "E"}],
        "positions": [
            {
                "id": "x",
                "document": "d",
                "proposition": "P",
                "party": {"id": "g", "name": "the Governor of Ostrana"},
                "stance": "asserts",
                "content": [47, 71],
            }
        ],
    }
    return gold, ledger


def test_a_right_position_counts_on_every_axis() -> None:
    gold, ledger = small()
    figures = compare("s", gold, ledger, {"d": TEXT}).figures()
    assert figures["strict"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert figures["time"] == 1.0
    assert figures["place"] is None
    assert figures["standing"] is None


def test_a_time_more_than_three_days_too_wide_is_wrong() -> None:
    gold, ledger = small()
    ledger["events"][0]["time"]["end"] = "2001-03-06"
    assert compare("s", gold, ledger, {"d": TEXT}).figures()["time"] == 0.0


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda rows: rows.pop("events"), "no list 'events'"),
        (lambda rows: rows["documents"][0].update(text="other"), "its text differs"),
        (lambda rows: rows["positions"][0].update(content=[3, 3]), "content breaks"),
        (lambda rows: rows["positions"][0].update(content=[3, 4000]), "content breaks"),
        (lambda rows: rows["positions"][0].update(proposition="none"), "proposition breaks"),
        (lambda rows: rows["positions"][0].update(party={"id": "x"}), "party breaks"),
        (lambda rows: rows["positions"][0].update(document="none"), "document breaks"),
    ],
)
def test_a_ledger_that_breaks_the_contract_is_refused(spoil: Any, told: str) -> None:
    gold, ledger = small()
    spoil(ledger)
    with pytest.raises(BenchError, match=told):
        compare("s", gold, ledger, {"d": TEXT})


def test_aliases_that_describe_are_no_names() -> None:
    assert party_names({"name": "The Ostrana Guard", "aliases": ["the group", "OG", "its Guard"]}) == {
        "ostrana guard",
        "og",
        "its guard",
    }


def test_overlap_needs_half_of_the_shorter_and_a_fifth_of_the_union() -> None:
    text = "one two three four five six seven eight nine ten"
    whole, two, tail = words_of(text, (0, len(text))), words_of(text, (0, 7)), words_of(text, (4, 13))
    assert overlap(whole, two) == pytest.approx(0.2)
    assert overlap(whole, words_of(text, (0, 3))) is None
    assert overlap(two, tail) == pytest.approx(1 / 3)
    assert overlap(frozenset(), two) is None
