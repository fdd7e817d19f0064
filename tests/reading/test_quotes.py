"""Quotation marks and what they hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.reading.quotes import find_quotes


def words(text: str) -> list[str]:
    return [span.of(text) for span in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "the mill burned" and left.', ['"the mill burned"']),
        ("He said “the mill burned” and left.", ["“the mill burned”"]),
        ("Il dit «le moulin» et partit.", ["«le moulin»"]),
        ('"One," he said. "Two."', ['"One,"', '"Two."']),
        ("“First paragraph.\n“Second paragraph.”", ["“First paragraph.\n“Second paragraph.”"]),
        ('“Closed by a straight mark"', ['“Closed by a straight mark"']),
        ('An open "mark ends with its line\nand "another" begins', ['"another"']),
        ("No marks at all, it's plain.", []),
        ('A single " mark', []),
        ("", []),
    ],
)
def test_quotes(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_mark_whose_partner_is_far_away_opens_nothing() -> None:
    assert words("“" + "a " * 2000 + "” “near”") == ["“near”"]


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab \n\"“”«»„'", max_size=60))
def test_quotes_lie_in_order_inside_the_text(text: str) -> None:
    found = find_quotes(text)
    assert all(span.end <= len(text) for span in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(span.of(text)[0] in '"“«„' and span.of(text)[-1] in '"”»“' for span in found)
