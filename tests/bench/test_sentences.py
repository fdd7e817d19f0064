"""The project's own labelled sentences: every label checked, and what counts as found."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from twosource.bench import BenchError
from twosource.bench.sentences import SPLITS, Item, Taken, figures_of, gold_of, load, locate, same_words, score

FOLDER = Path(__file__).resolve().parents[2] / "training" / "sentences"
MORE = sorted(FOLDER.glob("train-more-*.jsonl"))
"""Files written later, to train on only: nothing of them is held."""
TEXT = "The ministry denied shelling Karvel, and a monitor said shells hit the mill."
DENIAL: dict[str, Any] = {
    "source": "The ministry",
    "cue": "denied",
    "content": ["shelling Karvel"],
    "stance": "denies",
    "about": "fact",
    "certainty": "certain",
    "aspect": "responsibility",
    "type": "ASSAULT",
}
ASSERTION = DENIAL | {"source": "a monitor", "cue": "said", "content": ["shells hit the mill"], "stance": "asserts"}


def row(**changes: Any) -> dict[str, Any]:
    return {"id": "a", "text": TEXT, "split": "held", "class": "denial", "attributions": [DENIAL, ASSERTION]} | changes


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def written(folder: Path, *rows: dict[str, Any]) -> Path:
    (folder / "some.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return folder


def item(folder: Path, **changes: Any) -> Item:
    return load(written(folder, row(**changes)))[0]


def test_the_projects_sentences_hold_what_they_promise() -> None:
    items = load(FOLDER)
    assert 0.1 <= sum(each.noisy for each in items) / len(items) <= 0.2
    assert len({each.text for each in items}) == len(items)


def test_a_third_of_each_class_first_written_is_held() -> None:
    later = {each["id"] for path in MORE for each in rows_of(path)}
    items = [each for each in load(FOLDER) if each.id not in later]
    assert len(items) >= 600
    by_kind = Counter(each.kind for each in items)
    assert min(by_kind.values()) >= 55, by_kind
    for kind, count in by_kind.items():
        held = sum(each.kind == kind and each.split == "held" for each in items)
        assert abs(held / count - 1 / 3) < 0.03, (kind, held, count)


def test_each_file_holds_one_split_only() -> None:
    for split in SPLITS:
        assert {each["split"] for each in rows_of(FOLDER / f"{split}.jsonl")} == {split}
    assert MORE
    for path in MORE:
        assert {each["split"] for each in rows_of(path)} == {"train"}


def test_the_words_that_a_quote_means_can_be_told_apart() -> None:
    assert locate("a said b said", ["said", 2]) == (9, 13)
    with pytest.raises(ValueError, match="occurs 2 times"):
        locate("a said b said", "said")


def test_half_of_the_shorter_contents_words_are_asked() -> None:
    assert same_words(frozenset({1, 2, 3, 4}), frozenset({3, 4, 5, 6}))
    assert not same_words(frozenset({1, 2, 3, 4}), frozenset({4, 5, 6}))
    assert not same_words(frozenset(), frozenset({1}))


def test_a_denial_read_as_an_assertion_is_missed_and_wrong(tmp_path: Path) -> None:
    one = item(tmp_path)
    denial, assertion = gold_of(one)
    found = {"a": (Taken("asserts", denial.words), assertion)}
    figures = figures_of([one], found)
    assert figures["denies"] == {"recall": 0.0, "precision": 0.0, "f1": 0.0} | {
        "gold": 1,
        "found": 0,
        "predicted": 0,
        "right": 0,
    }
    asserts = figures["asserts"]
    assert isinstance(asserts, dict)
    assert (asserts["recall"], asserts["precision"]) == (1.0, 0.5)


def test_a_content_cut_into_units_is_found_and_none_of_them_wrong(tmp_path: Path) -> None:
    one = item(tmp_path)
    denial, assertion = gold_of(one)
    first, *rest = sorted(assertion.words)
    units = (Taken("asserts", frozenset({first})), Taken("asserts", frozenset(rest)))
    figures = figures_of([one], {"a": (denial, *units)})
    asserts = figures["asserts"]
    assert isinstance(asserts, dict)
    assert (asserts["recall"], asserts["precision"]) == (1.0, 1.0)


def test_joint_speakers_ask_for_a_party_each(tmp_path: Path) -> None:
    one = item(tmp_path, attributions=[DENIAL | {"speakers": 2}])
    (denial,) = gold_of(one)
    assert figures_of([one], {"a": (Taken("denies", denial.words, frozenset({"x", "y"})),)})["joint"] == 1.0
    assert figures_of([one], {"a": (Taken("denies", denial.words, frozenset({"x"})),)})["joint"] == 0.0


def test_who_carries_anothers_word_holds_no_position(tmp_path: Path) -> None:
    one = item(tmp_path, attributions=[ASSERTION | {"carries": True}])
    assert gold_of(one) == ()


def test_a_demand_holds_no_position_and_asks_for_silence(tmp_path: Path) -> None:
    one = item(tmp_path, attributions=[DENIAL | {"stance": "none", "about": "demand"}])
    assert figures_of([one], {"a": ()})["silent"] == 1.0
    assert figures_of([one], {"a": (Taken("asserts", frozenset({0})),)})["silent"] == 0.0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"content": ["shelling Torva"]}, "not in the text"),
        ({"content": []}, "without content"),
        ({"stance": "doubts"}, "'doubts' is none of"),
        ({"stance": "none"}, "goes not with about"),
        ({"aspect": None}, "without an aspect"),
        ({"type": "WAR"}, "'WAR' is none of"),
    ],
)
def test_a_label_that_is_none_is_refused_with_its_line(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    with pytest.raises(BenchError, match=f"line 1.*{told}"):
        load(written(tmp_path, row(attributions=[DENIAL | change])))


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"line 2.*stands twice"):
        load(written(tmp_path, row(), row()))


def test_a_folder_without_sentences_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="no "):
        load(tmp_path)


def test_the_reader_is_scored_on_the_split_asked_for(tmp_path: Path) -> None:
    written(tmp_path, row(), row(id="b", split="train", attributions=[]))
    result = score(tmp_path)
    assert result.figures["texts"] == 1
    assert result.value("denies.gold") == 1
    assert result.value("denies.recall") == 1.0
    assert list(result.parts) == ["denial"]
    with pytest.raises(BenchError, match="none of train, held"):
        score(tmp_path, split="test")
