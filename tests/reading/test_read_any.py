"""Any text gives a reading whose every span lies in the text; reading the same twice gives the same."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_desk import OUTLET, read, report, spans, stood

from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.read import knowledge, read_report
from twosource.records import Reading, Report
from twosource.records.codec import from_json, to_json
from twosource.records.text import unbroken

PIECES = st.sampled_from(
    [
        *("The army said ", "that rebels shelled Karvel", ", the mayor denied", "according to ", "Radio Ostrana"),
        *(" killed 12 and wounded 30", ", including 5 children", "could not be verified", " if confirmed", "said"),
        *("accused the Legion of ", "shelling a school", "he ", "It ", "who ", "which ", "no one ", "on Monday"),
        *("has claimed responsibility for ", " and ", "citing ", "quoted X as saying ", "<b>", "&amp;", "1" * 40),
        *(
            ". ",
            "\n",
            "\n\n",
            '"',
            "“",
            "”",
            "«",
            "»",
            "?",
            " - ",
            ": ",
            "' ",
            "’s",
            "\t",
            "🔥",
            "中文",
            "é",
            "e\u0301",
        ),
        *("\u202e", "\u200f", "\x00", "\u2028", "\ufeff"),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=25).map("".join),
    st.text(max_size=80),
)


def check(reading: Reading, text: str) -> None:
    for span in spans(reading):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text).strip()
    assert len({p.id for p in reading.positions}) == len({(p.content, p.id) for p in reading.positions})
    for a in reading.attributions:
        assert a.content == tuple(sorted(a.content))
        assert all(left.end <= right.start for left, right in pairwise(a.content))
    for p in reading.positions:
        assert p.party.id.removeprefix("x/")


@settings(max_examples=120, deadline=None)
@given(TEXTS, st.sampled_from(["2020-05-05", None]), st.integers(0, 40))
def test_any_text(text: str, published: str | None, carried: int) -> None:
    given_ = report(
        text, published=published, carries="Radio Ostrana" if carried % 3 == 0 else None, carries_from=carried
    )
    check(read(given_), text)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_with_the_trained_reader(text: str) -> None:
    one = report(text)
    check(read_report(one, next(iter(SpacyEnglish().parse([one]))), knowledge()), text)


@settings(max_examples=15, deadline=None)
@given(TEXTS)
def test_the_same_text_reads_the_same_alone_and_in_company(text: str) -> None:
    one = report(text)
    other = report("Rebels shelled Karvel, the army said.")
    known = knowledge()
    alone = read_report(one, next(iter(SpacyEnglish().parse([one]))), known)
    docs = list(SpacyEnglish().parse([other, one, other]))
    read_report(other, docs[0], known)
    assert read_report(one, docs[1], known) == alone


def test_a_reading_survives_json() -> None:
    reading = read("The police said that the mayor had denied that 12 people were killed in Karvel on Monday.")
    assert from_json(Reading, to_json(reading)) == reading


def test_a_parse_of_another_text_is_refused() -> None:
    doc = next(iter(SpacyEnglish().parse(["Another text."])))
    with pytest.raises(ValueError, match="report r: the parse is of another text"):
        read_report(report("One text."), doc, knowledge())


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "\u200f", "said", "🔥"])
def test_next_to_nothing(text: str) -> None:
    assert stood(text) == []


def test_no_span_lies_in_an_unbroken_stretch() -> None:
    noise = "killed-12." * 2_000
    text = (
        f"The army said: {noise} rebels shelled Karvel.\nMinistry: {noise}\nFighting broke out near Karvel on Monday."
    )
    reading = read(text)
    assert len(unbroken(text)) == 2
    assert not any(span.overlaps(blob) for span in spans(reading) for blob in unbroken(text))
    assert OUTLET in {p.party.id for p in reading.positions}


def test_reading_grows_with_the_text_and_not_with_its_square() -> None:
    def reads(times: int) -> float:
        text = "The army said that 12 people were killed. " * times
        one = Report(id="r", version="v", story="s", text=text, publisher="The Ostrana Post", published="2020-05-05")
        doc = next(iter(SpacyEnglish().parse([one])))
        start = time.process_time()
        read_report(one, doc, knowledge())
        return time.process_time() - start

    reads(5)
    # side by side in one run: four times the text, a square would be sixteen times the work
    assert min(reads(400) for _ in range(2)) / max(reads(100), reads(100)) < 12
