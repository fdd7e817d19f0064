"""An admission or a denial joins what it answers, however late it comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from twosource.records import Interval, Place
from twosource.weaving.answers import answers
from twosource.weaving.sketch import Sketch

HALF = 2**-0.5
CHARGE = Sketch(
    key="charge",
    document="charge",
    main=True,
    answers=False,
    published=date(2031, 3, 4),
    time=Interval(date(2031, 3, 3), date(2031, 3, 3), 1),
    span=Interval(date(2031, 3, 3), date(2031, 3, 3), 1),
    place=None,
    kind="violence",
    families={"strike": 1},
    deeds={"fire": 1},
    weapons=frozenset(),
    actors=frozenset({"karvel"}),
    captured=None,
    times=(),
    places=(),
    targets=frozenset(),
    sites=frozenset(),
    tolls=frozenset(),
    marks=frozenset(),
    size=1,
    vector={"post": HALF, "customs": HALF},
)
ADMISSION = replace(
    CHARGE, key="admission", document="admission", answers=True, published=date(2031, 5, 20), time=None, span=None
)
FAR = Place("Far", 10.0, 10.0, 1, 4.0, "XA", "North", "x:1")


def test_an_admission_months_later_answers_the_charge_in_either_order() -> None:
    assert answers(CHARGE, ADMISSION)
    assert answers(ADMISSION, CHARGE)


@pytest.mark.parametrize(
    "other",
    [
        replace(ADMISSION, answers=False),
        replace(ADMISSION, document="charge"),
        replace(ADMISSION, actors=frozenset({"ostrana"})),
        replace(ADMISSION, kind="talk"),
        replace(ADMISSION, vector={"school": 1.0}),
        replace(ADMISSION, published=date(2040, 1, 1)),
        replace(ADMISSION, published=None),
        replace(ADMISSION, time=Interval(date(2031, 5, 1), date(2031, 5, 1), 1)),
        replace(ADMISSION, deeds={"ground": 1}),
    ],
)
def test_what_speaks_against_it(other: Sketch) -> None:
    assert not answers(CHARGE, other)


def test_places_far_apart() -> None:
    here = replace(CHARGE, place=Place("Here", 50.0, 50.0, 1, 4.0, "XB", "South", "x:2"))
    assert not answers(here, replace(ADMISSION, place=FAR))
