from __future__ import annotations

from functools import cache

import pytest
from spacy.tokens import Doc

from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.frames import frame
from twosource.reading.frames_own import Setting
from twosource.records import Frame, PartyRef, Span

LEGION = PartyRef("x/karvel-legion", "Karvel Legion", "armed group")


@cache
def parse(text: str) -> Doc:
    return next(iter(SpacyEnglish().parse([text])))


def read(
    text: str, content: str, *, cue: str | None = None, source: str | None = None, stance: str = "asserts"
) -> Frame:
    def span(part: str | None) -> Span | None:
        return None if part is None else Span(text.index(part), text.index(part) + len(part))

    where = span(content)
    assert where is not None

    def resolve(stretch: Span) -> PartyRef | None:
        return LEGION if "Legion" in stretch.of(text) else None

    setting = Setting(source=span(source), cue=span(cue), stance=stance, party=LEGION if source else None)
    return frame(parse(text), where, setting, resolve)


@pytest.mark.parametrize(
    ("text", "content", "cue", "stance", "aspect"),
    [
        ("Fighting broke out near Karvel.", "Fighting broke out near Karvel", None, "asserts", "occurrence"),
        ("Drones hit two barns in Karvel.", "Drones hit two barns in Karvel", None, "asserts", "occurrence"),
        (
            "The army denied any responsibility for the shelling.",
            "any responsibility for the shelling",
            "denied",
            "denies",
            "responsibility",
        ),
        (
            "Ostrana accused the Karvel Legion of shelling a school.",
            "the Karvel Legion of shelling a school",
            "accused",
            "asserts",
            "responsibility",
        ),
        ("At least 12 villagers were killed.", "At least 12 villagers were killed", None, "asserts", "toll"),
        (
            "Most of the dead were women and children.",
            "Most of the dead were women and children",
            None,
            "asserts",
            "toll",
        ),
        (
            "Doctors said patients had signs of exposure to chlorine.",
            "patients had signs of exposure to chlorine",
            "said",
            "asserts",
            "means",
        ),
        ("The barns burned all night.", "The barns burned all night", None, "asserts", "outcome"),
        ("They called the raid a hoax.", "the raid a hoax", "called", "asserts", "other"),
        ("The raid is part of a wider plan.", "The raid is part of a wider plan", None, "asserts", "other"),
    ],
)
def test_the_aspect_is_told_by_the_words(text: str, content: str, cue: str | None, stance: str, aspect: str) -> None:
    assert read(text, content, cue=cue, stance=stance).aspect == aspect


@pytest.mark.parametrize(
    ("content", "type_"),
    [
        ("Troops shelled Karvel", "ASSAULT"),
        ("The envoys met in Ostrana", "CONSULT"),
        ("Two helicopters were shot down", "ASSAULT"),
        ("Villagers were evacuated", "RETREAT"),
        ("The police arrested a courier", "COERCE"),
        ("Tanks were deployed to the border", "MOBILIZE"),
    ],
)
def test_the_type_is_plovers(content: str, type_: str) -> None:
    assert read(f"{content}.", content).type == type_


def test_a_bare_noun_phrase_has_a_frame() -> None:
    found = read("The Karvel Legion claimed an incursion.", "an incursion", cue="claimed", source="The Karvel Legion")
    assert found.type == "ASSAULT"
    assert found.aspect == "responsibility"
    assert [ref.id for ref in found.actors] == ["x/karvel-legion"]


def test_the_doer_is_found_before_and_after_the_deed() -> None:
    for content in ("The Karvel Legion shelled the port", "The port was shelled by the Karvel Legion"):
        assert [ref.id for ref in read(f"{content}.", content).actors] == ["x/karvel-legion"]


def test_the_source_is_no_doer_of_what_it_tells_of_others() -> None:
    text = "The Karvel Legion said that bandits shelled the port."
    found = read(text, "bandits shelled the port", cue="said", source="The Karvel Legion")
    assert found.actors == ()


def test_words_that_point_back_are_marked() -> None:
    assert read("The attack began at dawn.", "The attack began at dawn").anaphoric
    assert not read("An attack began at dawn.", "An attack began at dawn").anaphoric


def test_weapons_are_named_by_their_group() -> None:
    assert read("It was a nerve agent.", "a nerve agent").weapons[0] == "nerve agent"


def test_a_content_of_white_space_has_no_event() -> None:
    doc = parse("One.\n\n\nTwo.")
    assert frame(doc, Span(4, 6)).type is None
