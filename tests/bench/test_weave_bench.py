from __future__ import annotations

from pathlib import Path

import pytest

from twosource.bench.weave import score

STORIES = ("ghouta", "grayvoron", "khan-sheikhoun")
FLOORS = {"place": 0.80, "time": 0.78, "figure": 0.90}


@pytest.mark.shared
def test_weaving_of_given_positions_keeps_its_floors(shared: Path) -> None:
    figures = score([shared / "ledgerbench" / "dev" / story for story in STORIES])
    propositions, events = figures["propositions_b3"], figures["events_b3"]
    assert isinstance(propositions, dict)
    assert isinstance(events, dict)
    assert propositions["f1"] >= 0.62
    assert events["f1"] >= 0.65
    for name, floor in FLOORS.items():
        got = figures[name]
        assert isinstance(got, float)
        assert got >= floor, name
