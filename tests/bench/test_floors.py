"""The pinned figures: a floor that drops fails here, and a check that checks nothing is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from twosource.bench import BenchError, Result
from twosource.bench.floors import drops, part_name, pinned
from twosource.bench.runner import TASKS, run

FLOORS = {"toy": {"all": {"rel.f1": 0.5, "place": 0.9}}}


def test_a_figure_below_its_floor_is_named_with_both_values() -> None:
    result = Result("toy", {"rel": {"f1": 0.4}, "place": 0.95})
    assert [str(drop) for drop in drops(result, "all", FLOORS)] == ["rel.f1: 0.400 measured, the floor is 0.500"]


def test_a_figure_with_nothing_to_measure_is_below_its_floor() -> None:
    result = Result("toy", {"rel": {"f1": 0.5}, "place": None})
    assert [str(drop) for drop in drops(result, "all", FLOORS)] == ["place: nothing measured, the floor is 0.900"]


def test_a_check_without_floors_or_of_a_figure_that_is_none_is_refused() -> None:
    result = Result("toy", {"rel": {"f1": 0.5}})
    with pytest.raises(BenchError, match=r"floors.toml has: all"):
        drops(result, "first-3", FLOORS)
    with pytest.raises(BenchError, match="no figure 'place'"):
        drops(result, "all", FLOORS)


def test_floors_are_pinned_for_tasks_that_there_are() -> None:
    assert set(pinned()) <= set(TASKS)
    assert all(0 < floor <= 1 for parts in pinned().values() for part in parts.values() for floor in part.values())


def test_data_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"no gold.json"):
        run("ledger", tmp_path)
    (tmp_path / "gold.json").write_text("{}")
    with pytest.raises(BenchError, match=r"no reports.jsonl"):
        run("ledger", tmp_path)
    with pytest.raises(BenchError, match="no task 'none'"):
        run("none", tmp_path)


@pytest.mark.shared
def test_the_ledgers_figures_hold_their_floors(shared: Path) -> None:
    result = run("ledger", shared / "ledgerbench" / "dev")
    assert drops(result, part_name(None), pinned()) == ()


@pytest.mark.shared
def test_attributions_figures_hold_their_floors_on_the_first_articles(shared: Path) -> None:
    result = run("attribution", shared / "data" / "polnear" / "dev", first=12)
    assert drops(result, part_name(12), pinned()) == ()


@pytest.mark.shared
def test_the_weavings_figures_hold_their_floors(shared: Path) -> None:
    result = run("weave", shared / "ledgerbench" / "dev")
    assert drops(result, part_name(None), pinned()) == ()


def test_the_demo_storys_figures_hold_their_floors(tmp_path: Path) -> None:
    here = Path(__file__).resolve().parents[2]
    for part in (here / "src/twosource/data/demo/reports.jsonl", here / "tests/golden/demo/gold.json"):
        (tmp_path / part.name).write_bytes(part.read_bytes())
    assert drops(run("ledger", tmp_path), "demo", pinned()) == ()


def test_the_own_sentences_hold_their_floors() -> None:
    result = run("sentences", Path(__file__).resolve().parents[2] / "training" / "sentences")
    assert drops(result, part_name(None), pinned()) == ()


@pytest.mark.shared
def test_given_ledgers_are_scored(shared: Path, tmp_path: Path) -> None:
    story = shared / "ledgerbench" / "dev" / "grayvoron"
    gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
    lines = (story / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    perfect = {
        "documents": [{key: row[key] for key in ("id", "text")} for row in map(json.loads, filter(None, lines))],
        "events": [{**e, "time": {"start": e["start"], "end": e["end"]}} for e in gold["events"]],
        "propositions": gold["propositions"],
        "positions": [{**p, "party": {"id": p["party"]["name"], **p["party"]}} for p in gold["positions"]],
    }
    path = tmp_path / "ledger.json"
    path.write_text(json.dumps(perfect), encoding="utf-8")
    result = run("ledger", story, predictions=path)
    assert result.value("strict.f1") == result.value("standing") == result.value("= denies.recall") == 1.0
    with pytest.raises(BenchError, match="3 stories are scored"):
        run("ledger", story.parent, predictions=path)
