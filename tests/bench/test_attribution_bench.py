"""Attribution's figures on small invented articles, and the definitions on the public set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from twosource.bench import BenchError
from twosource.bench.attribution import Said, gold, predictions, score, texts

TEXT = "The mayor of Karvel said that two mills burned. “We saw it,” she added, “from here.”\n"
ANN = "\n".join(
    [
        "T1\tSource 0 19\tThe mayor of Karvel",
        "T2\tCue 20 24\tsaid",
        "T3\tContent 25 46\tthat two mills burned",
        "T4\tAttribution 20 24\tsaid",
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
        "T5\tSource 61 64\tshe",
        "T6\tCue 65 70\tadded",
        "T7\tContent 48 60;72 84\t“We saw it,” “from here.”",
        "T8\tAttribution 65 70\tadded",
        "E2\tAttribution:T8 Source:T5 Cue:T6 Content:T7",
        "E3\tAttribution-no-source:T8 Cue:T6",
    ]
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "karvel_1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "karvel_1_bbbb.ann").write_text("", encoding="utf-8")
    (tmp_path / "attributions" / "karvel_1_aaaa.ann").write_text(ANN, encoding="utf-8")
    return tmp_path


def write(folder: Path, *rows: object) -> Path:
    path = folder / "found.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_gold_is_the_first_annotators_and_has_content(folder: Path) -> None:
    rows = gold(folder, ["karvel_1"])["karvel_1"]
    assert len(rows) == 2
    assert rows[1].content == ((48, 60), (72, 84))


def test_the_same_attributions_score_one(folder: Path) -> None:
    rows = gold(folder, ["karvel_1"])
    figures = score(folder, rows).figures
    assert figures["rel"] == figures["rel+s"] == figures["exact cue"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_marks_at_the_ends_do_not_matter_and_a_wrong_source_costs_rel_s_only(folder: Path) -> None:
    found = Said(source=((61, 64),), cue=((65, 70),), content=((49, 58), (73, 82)))
    wrong = Said(source=((13, 19),), cue=((20, 24),), content=((30, 46),))
    result = score(folder, {"karvel_1": (found, wrong)})
    assert result.value("rel.f1") == 1.0
    assert result.value("rel+s.recall") == 0.5
    assert result.value("exact content.recall") == 0.5


def test_a_gold_attribution_without_a_source_cannot_be_hit_with_one(folder: Path) -> None:
    path = folder / "attributions" / "karvel_1_aaaa.ann"
    path.write_text(ANN.replace("Source:T1 ", ""), encoding="utf-8")
    rows = gold(folder, ["karvel_1"])
    result = score(folder, rows)
    assert (result.value("rel.recall"), result.value("rel+s.recall")) == (1.0, 0.5)


def test_predictions_are_read_and_checked(folder: Path) -> None:
    articles = texts(folder)
    row = {"id": "karvel_1", "attributions": [{"source": None, "cue": [[20, 24]], "content": [[25, 46]]}]}
    assert predictions(write(folder, row), articles)["karvel_1"][0].cue == ((20, 24),)
    for bad, told in (
        ([{**row, "id": "other"}], "line 1: 'other' is none"),
        ([row, row], "line 2: 'karvel_1' stands twice"),
        ([{"id": "karvel_1"}], "line 1: an object with"),
        ([{"id": "karvel_1", "attributions": [{"content": [[5, 4000]]}]}], "line 1: source, cue and content"),
        ([{"id": "karvel_1", "attributions": ["said"]}], "line 1: source, cue and content"),
    ):
        with pytest.raises(BenchError, match=told):
            predictions(write(folder, *bad), articles)


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="no text"):
        texts(tmp_path)


def test_standoff_that_points_nowhere_is_refused(folder: Path) -> None:
    path = folder / "attributions" / "karvel_1_aaaa.ann"
    path.write_text("E1\tAttribution:T9 Content:T9", encoding="utf-8")
    with pytest.raises(BenchError, match="line 1: Content points at T9"):
        gold(folder, ["karvel_1"])


@pytest.mark.shared
def test_the_public_set_counts_as_the_baselines_say(shared: Path) -> None:
    folder = shared / "data" / "polnear" / "dev"
    rows = gold(folder, texts(folder))
    assert (len(rows), sum(map(len, rows.values()))) == (84, 2192)
