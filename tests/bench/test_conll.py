from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.bench.conll import best_total, ceaf_e, conll, muc
from twosource.bench.figures import BenchError


def test_a_case_worked_by_hand() -> None:
    """Gold {a b c} {d e f g}; predicted {a b} {c d} {e f g}.

    MUC: of gold's 5 links the parts keep 7 - 4 = 3; of the 4 predicted links 7 - 4 = 3 hold. CEAF-e: {a b} with
    {a b c} 4/5, {e f g} with {d e f g} 6/7, of 2 gold and 3 predicted clusters.
    """
    gold = dict.fromkeys("abc", 1) | dict.fromkeys("defg", 2)
    found = dict.fromkeys("ab", 1) | dict.fromkeys("cd", 2) | dict.fromkeys("efg", 3)
    figures = conll(gold, found)
    aligned = 4 / 5 + 6 / 7
    precision, recall = 6 / 7, (4 / 3 + 1 / 3 + 1 / 4 + 9 / 4) / 7
    assert figures["muc"] == pytest.approx({"precision": 3 / 4, "recall": 3 / 5, "f1": 2 / 3})
    assert figures["b3"] == pytest.approx(
        {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}
    )
    assert figures["ceaf_e"] == pytest.approx({"precision": aligned / 3, "recall": aligned / 2, "f1": 2 * aligned / 5})
    parts = [figures[name] for name in ("muc", "b3", "ceaf_e")]
    assert figures["conll"] == pytest.approx(sum(part["f1"] for part in parts if isinstance(part, dict)) / 3)


def test_lone_mentions_count_for_nothing_in_muc_and_for_one_cluster_each_in_ceaf() -> None:
    alone = [(n, n) for n in range(3)]
    assert muc(alone)["f1"] == 0.0
    assert ceaf_e(alone)["f1"] == 1.0


def test_other_mentions_are_refused() -> None:
    with pytest.raises(BenchError, match="1 mentions are in one clustering only"):
        conll({"a": 1, "b": 1}, {"a": 1})


tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=1, max_size=4)
)


@given(tables)
def test_the_best_alignment_is_the_best_of_all(worth: list[list[int]]) -> None:
    wide = worth if len(worth) <= len(worth[0]) else [list(column) for column in zip(*worth, strict=True)]
    best = max(
        sum(row[column] for row, column in zip(wide, columns, strict=True))
        for columns in permutations(range(len(wide[0])), len(wide))
    )
    assert best_total(worth) == pytest.approx(best)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=20))
def test_scores_turn_with_their_sides_and_a_clustering_fits_itself(labels: list[tuple[int, int]]) -> None:
    gold, found = ({n: pair[side] for n, pair in enumerate(labels)} for side in (0, 1))
    one, other = conll(gold, found), conll(found, gold)
    assert one["conll"] == pytest.approx(other["conll"])
    same = conll(gold, gold)
    assert same["b3"] == same["ceaf_e"] == pytest.approx({"precision": 1.0, "recall": 1.0, "f1": 1.0})
