"""What sets a deed apart from the one at hand: small words that decide whether two tellings are one event."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from spacy.tokens import Doc

from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.frames import frame
from twosource.reading.frames_around import of_the_deed
from twosource.reading.frames_own import Setting
from twosource.reading.times import find_times, pick_time
from twosource.records import Interval, Span

DAY = date(2023, 6, 14)


@cache
def parse(text: str) -> Doc:
    return next(iter(SpacyEnglish().parse([text])))


def marks(text: str, time: Interval | None = None) -> tuple[str, ...]:
    return frame(parse(text), Span(0, len(text)), Setting(time=time)).marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army had used gas in the past.", ("earlier",)),
        ("They denied any part in previous raids on Karvel.", ("earlier",)),
        ("Guns repeatedly shelled the port.", ("often",)),
        ("The army has used gas on several occasions.", ("often",)),
        ("They used such bombs during the ten-year war.", ("often",)),
        ("Planes later bombed the ferry.", ("again",)),
        ("The rebels launched a second attack on the mill.", ("again",)),
        ("Rebels responded with a barrage of rockets.", ("answer",)),
        ("Planes struck a clinic after the attack.", ("beside",)),
        ("Jets bombed a clinic where victims of the attack were treated.", ("beside",)),
    ],
)
def test_a_deed_that_isnt_the_one_at_hand_is_marked(text: str, expected: tuple[str, ...]) -> None:
    assert marks(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Guns shelled the port.",
        "Four people were killed in the attack.",  # the attack is the deed
        "Guns shelled the port earlier that day.",
        "Guns shelled the port for the past week.",
        "Shells hit the mill and seconds later the roof fell.",
        "The garrison did not respond to the shelling.",
    ],
)
def test_the_deed_at_hand_is_not_marked(text: str) -> None:
    assert marks(text) == ()


def test_several_times_in_a_day_is_no_habit() -> None:
    text = "The mill was bombed on Monday, the depot three times."
    assert marks(text, Interval(DAY, DAY, 1)) == ()


def time_of(text: str, content: str) -> Interval | None:
    """The time of a clause of a sentence that the report tells in its own voice."""
    doc, start = parse(text), text.index(content)
    span, sentence = Span(start, start + len(content)), Span(0, len(text))
    return pick_time(of_the_deed(doc, find_times(doc, DAY), span, sentence, ()), span, sentence, DAY)


def test_the_day_of_a_deed_isnt_that_of_what_it_broke() -> None:
    text = "Troops attacked Karvel on Monday in defiance of a truce ordered by the council."
    assert time_of(text, "Troops attacked Karvel on Monday") == Interval(date(2023, 6, 12), date(2023, 6, 12), 1)
    assert time_of(text, "a truce ordered by the council") is None


def test_the_day_of_a_deed_isnt_that_of_a_relative_clause() -> None:
    text = "Jets bombed on Monday the port, which has been besieged by the rebels for years."
    assert time_of(text, "has been besieged by the rebels for years") is None


def test_deaths_keep_the_day_of_their_deed() -> None:
    text = "On Monday jets bombed the port, killing nine dockers."
    assert time_of(text, "killing nine dockers") == Interval(date(2023, 6, 12), date(2023, 6, 12), 1)


def test_a_dateline_dates_no_deed() -> None:
    text = "OSTRANA, June 12 — It is not clear who shelled the port."
    assert time_of(text, "who shelled the port") is None
