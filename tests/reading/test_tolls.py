from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_desk import read
from spacy.tokens import Doc

from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.tolls import find_figure, find_figures
from twosource.records import Figure, Span

WORDS = ["at", "least", "5", "twenty", "-", "and", "hundred", "people", "killed", "no", "a", "dozens", "including"]


@cache
def parse(text: str) -> Doc:
    return next(iter(SpacyEnglish().parse([text])))


def figure(text: str, content: str | None = None) -> Figure | None:
    part = content or text
    start = text.index(part)
    return find_figure(parse(text), Span(start, start + len(part)))


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "approximate"),
    [
        ("At least 41 people were killed in Karvel.", 41, None, "killed", False),
        ("Shells killed more than 300 villagers.", 300, None, "killed", False),
        ("The blast wounded up to 30 soldiers.", None, 30, "wounded", False),
        ("Some 80 residents were injured.", 80, 80, "wounded", True),
        ("About 530 fighters died near Ostrana.", 530, 530, "killed", True),
        ("Almost 200 civilians have been killed.", 190, 200, "killed", True),
        ("Between 20 and 30 guards died.", 20, 30, "killed", False),
        ("20-30 guards died.", 20, 30, "killed", False),
        ("The death toll has risen to 86.", 86, 86, "killed", False),
        ("The ministry put the death toll at at least 70.", 70, None, "killed", False),
        ("Eight people were injured.", 8, 8, "wounded", False),
        ("Twenty-one sailors are missing.", 21, 21, "missing", False),
        ("A dozen conscripts were captured.", 12, 12, "captured", False),
        ("Two hundred thousand people were displaced.", 200_000, 200_000, "displaced", False),
        ("The raid left 14 people dead.", 14, 14, "killed", False),
        ("The storm claimed the lives of 1,300 people.", 1300, 1300, "killed", False),
        ("No casualties were reported in Karvel.", 0, 0, "casualties", False),
        ("Nobody was hurt.", 0, 0, "wounded", False),
        ("A nurse was killed in the shelling.", 1, 1, "killed", False),
        ("Four aircraft, two of them jets, were shot down.", 4, 4, "destroyed", False),
        ("58 killed in shelling of Karvel", 58, 58, "killed", False),
    ],
)
def test_a_toll_keeps_its_bounds(text: str, low: int | None, high: int | None, unit: str, approximate: bool) -> None:
    found = figure(text)
    assert found is not None
    assert (found.low, found.high, found.unit, found.approximate) == (low, high, unit, approximate)


def test_vague_words_stay_words() -> None:
    found = figure("Dozens of people were wounded in Karvel.")
    assert found == Figure(None, None, "wounded", "Dozens")


def test_killed_and_wounded_of_one_sentence_stand_apart() -> None:
    text = "The rockets killed at least 47 people and injured dozens near Ostrana."
    assert figure(text, "killed at least 47 people") == Figure(47, None, "killed", "at least 47")
    assert figure(text, "injured dozens") == Figure(None, None, "wounded", "dozens")


def test_a_part_has_its_own_unit_and_yields_to_the_whole() -> None:
    text = "At least 64 people including seven children died in Karvel."
    assert figure(text) == Figure(64, None, "killed", "At least 64")
    part = figure(text, "including seven children")
    assert part is not None
    assert (part.low, part.unit) == (7, "children killed")


def test_parts_said_together_are_summed() -> None:
    text = "The strike killed 90 people including 25 children and 15 women."
    found = figure(text, "including 25 children and 15 women")
    assert found is not None
    assert (found.low, found.high, found.unit) == (40, 40, "women and children killed")


@pytest.mark.parametrize(
    "text",
    [
        "The truce of 2014 held for 30 days.",
        "Two towns lie 40 km from Karvel.",
        "The council adopted resolution 2118 on 27 September.",
        "The mayor, aged 58, met 12 envoys.",
        "No group has claimed the raid.",
        "Karvel voted by 14 votes to one.",
    ],
)
def test_numbers_that_count_no_harm_give_none(text: str) -> None:
    assert figure(text) is None


@settings(max_examples=60, deadline=None)
@given(n=st.integers(min_value=2, max_value=1799), bound=st.sampled_from(["at least ", "up to ", "about ", "exactly "]))
def test_a_number_is_read_as_written(n: int, bound: str) -> None:
    found = figure(f"They said {bound}{n:,} people were killed in Karvel.")
    assert found is not None
    assert (found.low, found.high) == {
        "at least ": (n, None),
        "up to ": (None, n),
        "about ": (n, n),
        "exactly ": (n, n),
    }[bound]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "at",
                "least",
                "5",
                "twenty",
                "-",
                "and",
                "hundred",
                "people",
                "killed",
                "no",
                "a",
                "dozens",
                ",",
                "including",
                "of",
                "them",
                "to",
                ".",
            ]
        ),
        max_size=14,
    )
)
def test_any_words_give_figures_inside_the_text_or_none(words: list[str]) -> None:
    text = " ".join(words)
    doc = parse(text)
    for found in find_figures(doc):
        assert 0 <= found.span.start < found.span.end <= len(text)
        assert found.figure.words in text


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("Thirty bodies lie in a pit at Tarn, the mission said.", "toll"),
        ("Thirty bodies are lying buried in a pit at Tarn, the mission said.", "toll"),
    ],
)
def test_the_dead_who_lie_in_a_grave_are_counted(text: str, aspect: str) -> None:
    assert [p.frame.aspect for p in read(text).positions] == [aspect]


def test_who_exhumes_the_dead_is_no_doer() -> None:
    (found,) = read("The Verification Mission said its experts had exhumed thirty bodies from a pit at Tarn.").positions
    assert (found.frame.aspect, found.frame.actors, found.basis) == ("toll", (), "examined")
