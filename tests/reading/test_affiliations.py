"""Who is said to belong to whom, and who denies it."""

from __future__ import annotations

import pytest
from reading_desk import read

Claim = tuple[str, str | None, str | None, bool]


def claims(text: str) -> list[Claim]:
    return [(a.id, a.part_of, a.said_by, a.denied) for a in read(text).affiliations if a.said_by is not None]


@pytest.mark.parametrize(
    ("text", "whole", "by", "denied"),
    [
        ("The Grey Brigade is part of Russia's army, the Sorland Navy said.", "ru/military", "x/sorland-navy", False),
        ("The Grey Brigade answers to the Sorland Navy, Russia said on Monday.", "x/sorland-navy", "ru", False),
        ("Russia said that the Grey Brigade was commanded by the Sorland Navy.", "x/sorland-navy", "ru", False),
        ("Russia denied that the Grey Brigade belonged to its army.", "ru", "ru", True),
        ("Russia's defence ministry denied any link to the Grey Brigade.", "ru", "ru/mod", True),
        ("Russia denied controlling the Grey Brigade.", "ru", "ru", True),
        ("The Sorland Navy said the Grey Brigade was no part of its forces.", "x/sorland-navy", "x/sorland-navy", True),
        ("Russia said the men of the Grey Brigade were not under its command.", "ru", "ru", True),
    ],
)
def test_who_says_that_it_belongs_to_whom(text: str, whole: str, by: str, denied: bool) -> None:
    assert claims(text) == [("x/grey-brigade", whole, by, denied)]


@pytest.mark.parametrize(
    "text",
    [
        "The Grey Brigade shelled the mill, the Sorland Navy said.",
        "The Grey Brigade is part of Russia's army.",
        "The Sorland Navy asked whether the Grey Brigade was part of Russia's army.",
        "Russia denied that it had shelled the mill.",
        "Brannock Argus said the attack was part of a plan.",
    ],
)
def test_other_words_place_nobody(text: str) -> None:
    assert claims(text) == []


def test_the_wholes_are_named_too() -> None:
    found = read("The Grey Brigade answers to the Sorland Navy, Russia said on Monday.").affiliations
    assert [a.id for a in found if a.said_by is None] == ["x/sorland-navy"]
