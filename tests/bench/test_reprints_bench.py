"""The reprint benchmark: how its set is made, how pairs that were checked by hand count, and its floors."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from twosource.bench import BenchError
from twosource.bench.figures import wilson
from twosource.bench.floors import drops, pinned
from twosource.bench.reprints import load_articles, one_more, same_day_direction, score_reprints, synthetic
from twosource.bench.reprints_checked import STRATA, checked_pairs, draw, load_reports, score_checked
from twosource.bench.runner import run
from twosource.records import Report

_SYLLABLES = ("ka", "rve", "lo", "stra", "na", "bel", "mi", "dun", "tor", "se", "vi", "gra")


def article(seed: int) -> tuple[str, str]:
    rng = random.Random(seed)
    words = ["".join(rng.choices(_SYLLABLES, k=3)) for _ in range(200)]
    return f"outlet-{seed % 3}_{seed}", "\n".join(" ".join(words[i : i + 20]) for i in range(0, 200, 20))


def test_known_copies_are_found_and_told_the_right_way() -> None:
    documents = synthetic([article(n) for n in range(12)], 6)
    assert len(documents) == 12 + 6 * 6
    assert all(d.original == (d.report.published == "2019-05-10") for d in documents)
    score = score_reprints(documents)
    assert score.precision == score.direction == 1
    assert score.recall >= 0.98  # a swapped text beside a merged one comes near the threshold
    assert score.pairs > 6 * 6
    assert same_day_direction(documents) > 0.5
    assert one_more(documents, 3) > 0


def test_more_families_than_articles_are_refused() -> None:
    with pytest.raises(ValueError, match="2 families asked of 1 articles"):
        synthetic([article(1)], 2)


def test_the_checked_pairs_are_a_hundred_by_ids_and_those_that_are_no_reprints_have_no_copy() -> None:
    pairs = checked_pairs()
    assert len(pairs) == len({(p.left, p.right) for p in pairs}) == 100
    assert {name: sum(p.stratum == name for p in pairs) for name in STRATA} == {n: s[2] for n, s in STRATA.items()}
    assert all(p.copy in (None, p.left, p.right) and (p.reprint or p.copy is None) for p in pairs)
    assert {p.shared for p in pairs if p.reprint} == {"text", "quotation"}


def test_checked_pairs_without_their_reports_are_refused() -> None:
    with pytest.raises(ValueError, match="the checked pairs are those of FA-KES"):
        score_checked([Report("a", "1", "s", "Two men were held.")])


def test_wilsons_interval() -> None:
    """The textbook's case: 1 of 10 at 95 %."""
    low, high = wilson(0.1, 10)
    assert (round(low, 3), round(high, 3)) == (0.018, 0.404)
    assert wilson(1.0, 10)[1] == 1.0
    assert wilson(0.5, 0) == (0.0, 1.0)


def test_a_folder_with_neither_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="no data for task reprints"):
        run("reprints", tmp_path)


@pytest.mark.shared
def test_the_figures_on_a_part_and_on_the_checked_pairs_hold_their_floors(shared: Path) -> None:
    """Thirty families of the dev articles stand for the whole set, which takes some ten seconds."""
    score = score_reprints(synthetic(load_articles(shared / "data" / "polnear" / "dev"), 30))
    floors = pinned()["reprints"]["all"]
    assert score.precision >= floors["precision"]
    assert score.recall >= floors["recall"]
    assert score.direction >= floors["direction"]
    result = run("reprints", shared / "data" / "fa_kes")
    checked = {name: floor for name, floor in floors.items() if name.startswith("checked")}
    assert drops(result, "all", {"reprints": {"all": checked}}) == ()


@pytest.mark.shared
def test_the_checked_sample_is_the_one_that_the_seed_draws(shared: Path) -> None:
    reports = load_reports(shared / "data" / "fa_kes" / "reports.jsonl")
    assert draw(reports) == tuple((p.stratum, p.left, p.right) for p in checked_pairs())
