from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Interval, Place
from twosource.weaving.event_score import APART, event_fit, event_signs
from twosource.weaving.learned import Logistic, model
from twosource.weaving.sketch import Sketch, thread_key

KARVEL = Place("Karvel", 50.0, 30.0, 1, 2.0, "XX", "North", "x:1")
OSTRANA = Place("Ostrana", 52.0, 33.0, 1, 2.0, "XX", "South", "x:2")


def day(n: int) -> Interval:
    return Interval(date(1999, 5, n), date(1999, 5, n), 1)


def thread(document: str, **more: object) -> Sketch:
    base = Sketch(
        key=thread_key(document, 0),
        document=document,
        main=True,
        published=date(1999, 5, 4),
        answers=False,
        time=day(3),
        span=day(3),
        place=KARVEL,
        kind="violence",
        families={"strike": 2},
        deeds={"fire": 2},
        weapons=frozenset({"artillery"}),
        actors=frozenset({"x/army"}),
        captured=None,
        times=(day(3),),
        places=(KARVEL,),
        targets=frozenset(),
        sites=frozenset(),
        tolls=frozenset({("killed", 4)}),
        marks=frozenset(),
        size=3,
        vector={"bridge": 0.8, "mill": 0.6},
    )
    return replace(base, **more)  # type: ignore[arg-type]


def test_the_same_telling_is_likelier_one_than_another_place_deed_and_doer() -> None:
    a, b = thread("a"), thread("b")
    other = thread(
        "c",
        place=OSTRANA,
        places=(OSTRANA,),
        families={"abduct": 1},
        deeds={"abduct": 1},
        weapons=frozenset(),
        actors=frozenset({"x/legion"}),
        tolls=frozenset(),
        vector={"clerk": 1.0},
    )
    assert event_fit(a, b, 1.0) > 0.8
    assert event_fit(a, other, 0.0) < 0.2


def test_days_apart_are_never_one_event_and_one_day_in_common_may_be() -> None:
    a = thread("a")
    assert event_fit(a, thread("b", times=(day(20),), time=day(20), span=day(20)), 1.0) == APART
    assert event_fit(a, thread("b", times=(day(20), day(3)), time=day(20), span=day(20)), 1.0) > 0.0


days = st.sampled_from((None, day(2), day(3), day(19)))
places = st.sampled_from((None, KARVEL, OSTRANA))


@st.composite
def some(draw: st.DrawFn, document: str) -> Sketch:
    time, place, main = draw(days), draw(places), draw(st.booleans())
    return thread(
        document,
        main=main,
        time=time,
        span=time,
        times=() if time is None else (time,),
        place=place,
        places=() if place is None else (place,),
        kind=draw(st.sampled_from((None, "violence", "talk"))),
        captured=draw(places),
        published=draw(st.sampled_from((None, date(1999, 5, 4), date(1999, 6, 9)))),
        tolls=draw(st.sampled_from((frozenset(), frozenset({("killed", 4)}), frozenset({("killed", 9)})))),
        marks=draw(st.frozensets(st.sampled_from(["before", "after"]))),
        size=draw(st.integers(1, 9)),
    )


@given(some("a"), some("b"), st.floats(0, 1))
def test_either_order_gives_one_score_between_0_and_1(a: Sketch, b: Sketch, near: float) -> None:
    score = event_fit(a, b, near)
    assert score == pytest.approx(event_fit(b, a, near))
    assert score == APART or 0 < score < 1


@given(some("a"), some("b"))
def test_every_sign_is_one_that_the_weights_know_or_a_constant(a: Sketch, b: Sketch) -> None:
    known = set(model("same_event").weights)
    strange = set(event_signs(a, b, 0.5)) - known
    assert strange <= {"taken off", "taken apart", "taken unknown"}, "train again: training/weaving/README.md"


def test_weights_are_readable_and_few() -> None:
    text = resources.files("twosource.weaving").joinpath("weights", "same_event.toml").read_text(encoding="utf-8")
    assert text.startswith("# Whether threads of two reports are one event.")
    assert len(model("same_event").weights) < 120


def test_a_sign_without_a_weight_counts_nothing() -> None:
    logistic = Logistic(0.0, {"near": 2.0})
    assert logistic.probability({"unheard of": 9.0}) == 0.5
    assert logistic.probability({"near": 1.0}) == pytest.approx(0.8808, abs=1e-4)
    assert logistic.probability({"near": 1e9}) == pytest.approx(1.0)
