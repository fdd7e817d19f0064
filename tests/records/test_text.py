"""Stretches that are no language."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.records.text import LONGEST_UNBROKEN, unbroken


def test_a_stretch_is_found_with_its_code_points() -> None:
    text = "💥 " + "x" * LONGEST_UNBROKEN + "\n" + "y" * (LONGEST_UNBROKEN - 1) + " " + "z" * 30_000
    first, second = unbroken(text)
    assert (first.start, first.end) == (2, 2 + LONGEST_UNBROKEN)
    assert set(second.of(text)) == {"z"}


@given(st.text(), st.integers(0, 3))
def test_what_is_found_has_no_white_space(text: str, times: int) -> None:
    long = text + "a" * (LONGEST_UNBROKEN * times) + text
    for span in unbroken(long):
        assert len(span.of(long).split()) == 1
    assert bool(unbroken(long)) == any(len(word) >= LONGEST_UNBROKEN for word in long.split())
