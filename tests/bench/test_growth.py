"""The growth benchmark on a small slice: its figures are there; how large they are is for a run to tell."""

from __future__ import annotations

import pytest

from twosource.bench import BenchError
from twosource.bench.growth import score
from twosource.bench.synthetic import denser, longer, report


def test_a_small_slice_gives_every_figure() -> None:
    result = score((50, 200), ("denser",))
    assert set(result.parts) == {"denser"}
    asked = {"seconds 50", "seconds 200", "times 200", "next ms", "next p90 ms", "late ms", "late p90 ms"}
    assert result.parts["denser"].keys() == asked
    assert all(isinstance(value, float) and value > 0 for value in result.parts["denser"].values())
    assert result.figures["most times"] == result.parts["denser"]["times 200"]


@pytest.mark.parametrize("sizes", [(), (50,), (500, 200), (200, 200)])
def test_sizes_that_show_no_growth_are_refused(sizes: tuple[int, ...]) -> None:
    with pytest.raises(BenchError, match="growing numbers are asked"):
        score(sizes)


def test_a_report_can_be_made_alone_and_its_spans_show_its_words() -> None:
    for world in (denser(120), longer(500)):
        for number in (0, 57, 119):
            told, reading = report(world, number)
            assert (told, reading) == report(world, number)
            assert reading.positions
            for position in reading.positions:
                assert position.content.of(told.text).strip()
                if position.source is not None:
                    assert position.source.of(told.text) == position.party.name


def test_a_denser_world_lies_in_a_week_and_a_longer_one_in_more() -> None:
    days = [{report(world, n)[0].published for n in range(0, 1200, 10)} for world in (denser(1200), longer(1200))]
    assert len(days[0]) <= 11
    assert len(days[1]) > 8
