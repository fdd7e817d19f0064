"""How times are scored, and the floors that the scores may not fall below."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from twosource.bench.times import load, score, value_interval
from twosource.records import Interval

FLOORS = {"strict": 82.5, "relaxed": 90.0, "value": 78.5, "right_day": 87.5}
"""Percent, on the whole of TimeBank and AQUAINT as TempEval-3 gives them out; a floor is never lowered unasked."""

TIMEML = """<?xml version="1.0" ?>
<TimeML><DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2023-06-14" functionInDocument="CREATION_TIME">June 14</TIMEX3></DCT>
<TEXT>
Shells <EVENT eid="e1" class="OCCURRENCE">hit</EVENT> the mill on
<TIMEX3 tid="t1" type="DATE" value="{value}">Monday</TIMEX3>, the mayor said.
</TEXT></TimeML>
"""


@pytest.mark.shared
def test_tempeval_floors(shared: Path) -> None:
    figures = score(shared / "data" / "tempeval3")
    assert {name: floor for name, floor in FLOORS.items() if figures[name] < floor} == {}, figures


@pytest.mark.parametrize(
    ("value", "interval"),
    [
        ("2017-04-04", Interval(date(2017, 4, 4), date(2017, 4, 4), 1)),
        ("2017-04-04TMO", Interval(date(2017, 4, 4), date(2017, 4, 4), 1)),
        ("2017-W14", Interval(date(2017, 4, 3), date(2017, 4, 9), 3)),
        ("2017-W14-WE", Interval(date(2017, 4, 8), date(2017, 4, 9), 2)),
        ("2017-04", Interval(date(2017, 4, 1), date(2017, 4, 30), 4)),
        ("2017-Q2", Interval(date(2017, 4, 1), date(2017, 6, 30), 5)),
        ("2017-WI", Interval(date(2017, 12, 1), date(2018, 2, 28), 5)),
        ("2017", Interval(date(2017, 1, 1), date(2017, 12, 31), 5)),
        ("199X", Interval(date(1990, 1, 1), date(1999, 12, 31), 5)),
        ("PRESENT_REF", None),
        ("P2D", None),
        ("2017-02-31", None),
        ("XXXX-WXX-5", None),
    ],
)
def test_a_value_comes_to_its_days(value: str, interval: Interval | None) -> None:
    assert value_interval(value) == interval


def test_a_document_is_read_with_its_offsets(tmp_path: Path) -> None:
    (tmp_path / "one.tml").write_text(TIMEML.format(value="2023-06-12"), encoding="utf-8")
    (document,) = load(tmp_path)
    assert document.day == date(2023, 6, 14)
    assert [time.span.of(document.text) for time in document.times] == ["Monday"]


@pytest.mark.parametrize(("value", "right"), [("2023-06-12", 100.0), ("2023-06-19", 0.0)])
def test_the_right_day_is_told_from_the_wrong(tmp_path: Path, value: str, right: float) -> None:
    (tmp_path / "one.tml").write_text(TIMEML.format(value=value), encoding="utf-8")
    figures = score(tmp_path)
    assert (figures["strict"], figures["relaxed"], figures["right_day"]) == (100.0, 100.0, right)


def test_a_file_that_is_no_timeml_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.tml").write_text("<TimeML>", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.tml"):
        list(load(tmp_path))


def test_a_folder_without_timeml_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no TimeML"):
        score(tmp_path)
