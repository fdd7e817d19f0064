"""The parse: whole text, lines and headlines apart, stretches that are no language left whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from twosource.models.parse import headline_in_text
from twosource.models.spacy_en import SpacyEnglish
from twosource.records import Report


def report(text: str, title: str | None = None) -> Report:
    return Report(id="r", version="v", story="s", text=text, title=title)


def parse(text: str, title: str | None = None) -> Doc:
    return next(iter(SpacyEnglish().parse([report(text, title)])))


def sentences(doc: Doc) -> list[str]:
    return [s.text.strip() for s in doc.sents if s.text.strip()]


def test_a_line_ends_a_sentence() -> None:
    assert sentences(parse("Twelve dead in Karvel raid\nThe army said the raid hit a camp.")) == [
        "Twelve dead in Karvel raid",
        "The army said the raid hit a camp.",
    ]


def test_a_headline_in_the_text_ends_a_sentence() -> None:
    text = "Twelve dead in Karvel raid The army said the raid hit a camp."
    assert sentences(parse(text, "Twelve Dead in Karvel Raid!"))[0] == "Twelve dead in Karvel raid"


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Twelve dead in Karvel", "Twelve dead in Karvel The army said", (0, 21)),
        ("Twelve dead - in Karvel", "News: TWELVE DEAD in Karvel The army said", (6, 27)),
        ("Raid", "Raid The army said", None),
        ("Four words not here", "Twelve dead in Karvel", None),
        (None, "Twelve dead in Karvel", None),
        ("Twelve (dead) in *Karvel*", "Twelve (dead) in *Karvel*", (0, 24)),
    ],
)
def test_headline_in_text(title: str | None, text: str, expected: tuple[int, int] | None) -> None:
    assert headline_in_text(report(text, title)) == expected


def test_a_title_far_down_is_no_headline() -> None:
    assert headline_in_text(report("word " * 200 + "Twelve dead in Karvel", "Twelve dead in Karvel")) is None


def test_pictographs_before_a_claim_stand_apart() -> None:
    assert sentences(parse("🔥🔥 The army said that rebels shelled Karvel.")) == [
        "🔥🔥",
        "The army said that rebels shelled Karvel.",
    ]


def test_marks_of_direction_are_no_part_of_a_word() -> None:
    assert "army" in {t.text for t in parse("\u200fThe army\u200f said that \u202brebels\u202c fled.")}


def test_an_unbroken_stretch_is_one_token() -> None:
    noise = "a.b-" * 25_000
    doc = parse(noise)
    assert (doc.text, len(doc)) == (noise, 1)


@pytest.mark.parametrize("between", [" ", "  ", "\n", " \n ", "\t", "\u00a0"])
def test_text_beside_an_unbroken_stretch_is_kept_and_apart(between: str) -> None:
    noise = "x1." * 5_000
    text = f"{between}The army left.{between}{noise}{between}Rebels came. {noise}"
    doc = parse(text)
    assert doc.text == text
    assert [t.text for t in doc if len(t) > 100] == [noise, noise]
    assert "The army left." in sentences(doc)
    assert "Rebels came." in sentences(doc)


def test_reports_and_bare_texts_keep_their_order() -> None:
    given_: list[Report | str] = ["One.", report("Two."), "", report("Three.")]
    assert [doc.text for doc in SpacyEnglish().parse(given_)] == ["One.", "Two.", "", "Three."]


def test_the_stage_names_the_model() -> None:
    stage = SpacyEnglish().stage
    assert stage.name.startswith("parse.en_")
    assert stage.version


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=120))
def test_the_parse_covers_the_whole_text(text: str) -> None:
    doc = parse(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)
