from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from reading_desk import read as read_whole
from spacy.tokens import Doc

from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.frames import frame
from twosource.reading.frames_around import of_the_deed
from twosource.reading.frames_own import Setting
from twosource.records import Frame, Interval, PartyRef, Span, TimeMention

LEGION = PartyRef("x/karvel-legion", "Karvel Legion", "armed group")
OSTRANA = PartyRef("ostrana", "Ostrana", "state")


@cache
def parse(text: str) -> Doc:
    return next(iter(SpacyEnglish().parse([text])))


def span(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def read(text: str, content: str, stance: str = "asserts", party: PartyRef | None = None) -> Frame:
    def resolve(stretch: Span) -> PartyRef | None:
        return OSTRANA if "Ostrana" in stretch.of(text) else None

    return frame(parse(text), span(text, content), Setting(stance=stance, party=party), resolve)


def test_shells_that_fall_are_a_bombardment() -> None:
    assert read("Nine shells fell near Karvel.", "Nine shells fell near Karvel").type == "ASSAULT"
    assert read("Prices fell near Karvel.", "Prices fell near Karvel").aspect == "other"


def test_whose_fighters_they_are_said_to_be_is_the_doer() -> None:
    text = "Gunmen loyal to Ostrana attacked the bridge."
    assert [ref.id for ref in read(text, "Gunmen loyal to Ostrana attacked the bridge").actors] == ["ostrana"]


def test_rebels_whom_nobody_names_are_one_party() -> None:
    text = "Rebels shelled the bridge."
    assert [ref.id for ref in read(text, "Rebels shelled the bridge").actors] == ["x/rebels"]


def test_what_is_ours_and_was_hit_makes_us_no_doer() -> None:
    text = "The Legion said jets struck one of its posts."
    assert LEGION not in read(text, "jets struck one of its posts", party=LEGION).actors
    text = "The Legion said its fighters raided the town."
    assert LEGION in read(text, "its fighters raided the town", party=LEGION).actors


def test_craft_shot_down_are_no_toll() -> None:
    text = "Four aircraft were shot down this month."
    assert read(text, "Four aircraft were shot down this month").aspect == "occurrence"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ostrana said on Monday that its camp was shelled.", False),
        ("Ostrana said that its camp was shelled on Monday.", True),
    ],
)
def test_a_time_of_the_saying_is_not_the_deed_s(text: str, kept: bool) -> None:
    day = Interval(date(1999, 5, 3), date(1999, 5, 3), 1)
    mention = TimeMention(span(text, "Monday"), day)
    content = Span(text.index("its camp"), len(text) - 1)
    saying = (span(text, "Ostrana"), span(text, "said"))
    found = of_the_deed(parse(text), [mention], content, Span(0, len(text)), saying)
    assert bool(found) is kept


def test_where_a_witness_stood_is_no_doing() -> None:
    text = "The guards said they had watched shells fall on the mill from their post across the river."
    found = read_whole(text).positions
    (only,) = [p for p in found if "shells fall" in text[p.content.start : p.content.end]]
    assert (only.frame.aspect, only.frame.actors) == ("occurrence", ())
