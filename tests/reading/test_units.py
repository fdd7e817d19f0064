"""What a stretch is cut into: things that can each be true or false."""

from __future__ import annotations

import pytest
from reading_desk import OUTLET, parse, read, stood

from twosource.language.en.events import lexicon
from twosource.reading.tolls import find_figures
from twosource.reading.tree import overlap
from twosource.reading.units import is_finite, is_unreal, split


def contents(text: str) -> list[str]:
    return [p.content for p in stood(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army said the raid killed 12 and wounded 30, including 5 children.",
            ["the raid killed 12", "wounded 30", "including 5 children"],
        ),
        (
            "The army said the raid killed 12 people, including 5 children.",
            ["the raid killed 12 people", "including 5 children"],
        ),
        (
            "The army said gunmen stormed the station and killed four guards.",
            ["gunmen stormed the station", "killed four guards"],
        ),
        (
            "The army said the depot was bombed and that two trucks were destroyed.",
            ["the depot was bombed", "that two trucks were destroyed"],
        ),
        (
            "The army said nine people were killed in an air strike on the market in Karvel.",
            ["nine people were killed", "an air strike on the market in Karvel"],
        ),
        ("The army said nine people were killed in the attack.", ["nine people were killed in the attack"]),
        ("Nine people died in the blast, officials said, and dozens were wounded.", None),
        ("The raid was blamed on the rebels by the army.", ["The raid"]),
    ],
)
def test_parts(text: str, expected: list[str] | None) -> None:
    found = contents(text)
    assert found == (expected or ["Nine people died in the blast", "dozens were wounded"])


def test_attack_noun_beside_a_toll_are_both_the_speakers() -> None:
    text = "The army said nine people were killed in an air strike on the market in Karvel."
    assert {p.party for p in stood(text)} == {"x/army"}


@pytest.mark.parametrize(
    "text",
    ["At least 12 people were killed on Monday.", "Fighting broke out near Karvel on Monday."],
)
def test_own_voice_is_the_outlets(text: str) -> None:
    (only,) = stood(text)
    assert (only.party, only.stance, only.content) == (OUTLET, "asserts", text.rstrip("."))


def test_own_voice_tells_happenings_only() -> None:
    assert stood("Life in Karvel is hard. People queue for bread. Who bombed Karvel?") == []


@pytest.mark.parametrize("text", ["Three soldiers killed in Karvel raid", "Twelve dead in Karvel raid"])
def test_a_headline_with_a_participle_is_one_thing(text: str) -> None:
    assert contents(f"{text}\nThe night was quiet.") == [text]


def test_units_never_overlap_and_hold_their_heads() -> None:
    for text in (
        "The raid killed 12 and wounded 30, including 5 children, the army which had shelled Karvel said on Monday.",
        "Gunmen stormed the station, killed four guards and burned the mill while shells hit the bridge.",
    ):
        doc = parse(text)
        units = split(doc, (0, len(doc)), find_figures(doc), lexicon())
        assert units == sorted(units, key=lambda u: u.stretch)
        for n, unit in enumerate(units):
            assert unit.stretch[0] <= unit.head < unit.stretch[1]
            assert all(overlap(unit.stretch, other.stretch) == 0 for other in units[n + 1 :])


@pytest.mark.parametrize(
    ("text", "verb", "unreal"),
    [
        ("The army will shell Karvel.", "shell", True),
        ("The army may have shelled Karvel.", "shelled", False),
        ("If the army shelled Karvel, many fled.", "shelled", True),
        ("The army shelled Karvel.", "shelled", False),
    ],
)
def test_unreal(text: str, verb: str, unreal: bool) -> None:
    token = next(t for t in parse(text) if t.text == verb)
    assert is_unreal(token) is unreal


def test_finite() -> None:
    doc = parse("The army shelled Karvel, killing nine people.")
    assert [t.text for t in doc if t.pos_ == "VERB" and is_finite(t)] == ["shelled"]


@pytest.mark.parametrize("end", ["", "\n", " \n\n"])
def test_a_text_of_one_line_has_no_headline(end: str) -> None:
    (found,) = read(f"KARVEL - The road bridge at Tarn was blown up on Sunday.{end}").positions
    assert (found.party.id, found.headline) == (OUTLET, False)
