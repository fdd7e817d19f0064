from __future__ import annotations

from pathlib import Path

import pytest

from twosource.bench.places import Toponym, distance_km, read_set, score, score_mentions
from twosource.records import Place, PlaceMention, Span


def test_counts() -> None:
    gold = (Toponym(0, 6, 50.0, 30.0), Toponym(10, 14, 51.0, 31.0), Toponym(20, 25, None, None))
    right, wrong = Place("Karvel", 50.5, 30.0, 1, 5.0), Place("Veldt", 10.0, 10.0, 1, 5.0)
    said = (PlaceMention(Span(0, 6), right), PlaceMention(Span(10, 14), wrong), PlaceMention(Span(30, 33), None))
    counted = score_mentions([(gold, said)])
    assert (counted.gold, counted.predicted, counted.matched) == (3, 3, 2)
    assert (counted.located, counted.resolved, counted.right) == (2, 2, 1)
    assert counted.recognition_f1 == pytest.approx(66.67, abs=0.01)
    assert counted.at_161_resolved == counted.at_161_all == 50.0


def test_distance() -> None:
    assert distance_km(0, 0, 0, 180) == pytest.approx(20015, abs=1)
    assert distance_km(50.0, 30.0, 50.0, 30.0) == 0


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"lgl\.xml"):
        list(read_set(tmp_path, "lgl"))


# Floors for the first part of each set, a little below what was measured (docs/gazetteer.md has the whole sets).
@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "recognition", "resolved", "of_all"), [("lgl", 73.0, 87.5, 65.0), ("geovirus", 89.5, 86.5, 81.0)]
)
def test_floors(shared: Path, name: str, recognition: float, resolved: float, of_all: float) -> None:
    got = score(shared / "data" / "geoparsing", name, limit=60)
    assert got.documents == 60
    assert got.recognition_f1 >= recognition, got
    assert got.at_161_resolved >= resolved, got
    assert got.at_161_all >= of_all, got
