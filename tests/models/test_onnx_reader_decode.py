"""Decoding: from an encoder's scores to attributions."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.models.attribute import Marked
from twosource.models.kinds import FACT, GROUPS, START, TRIGGER, WIDTH
from twosource.models.onnx_reader_decode import MARGIN, SIZE, TAGS, Decoding, Scores, decode, find, windows

TEXT = "The mayor of Karvel said that two men died . She added that one was hurt ."
OFFSETS = [m.span() for m in re.finditer(r"\S+", TEXT)]
WORDS = TEXT.split()
TAGGED = {
    "source": [(0, 4), (10, 11)],
    "cue": [(4, 5), (11, 12)],
    "content": [(6, 9), (13, 16)],
}
LINKS = {6: (4, 0), 13: (11, 10)}
NOTHING_DROPPED = Decoding()


def scores(tagged: dict[str, list[tuple[int, int]]], links: dict[int, tuple[int, int]], count: int) -> Scores:
    """What a perfectly sure encoder gives for one window; -1 in a link stands for none."""
    tags = np.full((count + 2, len(TAGS)), -8, dtype=np.float32)
    tags[:, 0] = 0
    for role, spans in tagged.items():
        for start, end in spans:
            for n in range(start, end):
                tags[n + 1, TAGS.index(f"{'B' if n == start else 'I'}-{role}")] = 8
    pairs = np.full((2, count + 2, count + 2), -8, dtype=np.float32)
    for role in ("content", "cue"):
        for start, end in tagged[role]:
            for kind, target in enumerate(links.get(start, (start, -1))):
                pairs[kind, start + 1 : end + 1, target + 1] = 8 if role == "content" or kind == 0 else -8
    return Scores(tags, pairs, np.zeros((count + 2, WIDTH), dtype=np.float32))


def kinds_for(start: int, end: int, **classes: str) -> Scores:
    """The scores of TAGGED and LINKS in which the pieces from start to end say what they are."""
    given_scores = scores(TAGGED, LINKS, len(OFFSETS))
    for group, name in classes.items():
        given_scores.kinds[start + 1 : end + 1, START[group] + GROUPS[group].index(name)] = 12
    return given_scores


def decoded(
    tagged: dict[str, list[tuple[int, int]]], links: dict[int, tuple[int, int]], settings: Decoding = NOTHING_DROPPED
) -> tuple[Marked, ...]:
    plan = windows(OFFSETS, TEXT)
    return decode(TEXT, OFFSETS, plan, [scores(tagged, links, len(OFFSETS))], settings)


def words(marked: Marked) -> tuple[str, str, str]:
    return (
        " ".join(TEXT[a:b] for a, b in marked.source),
        " ".join(TEXT[a:b] for a, b in marked.cue),
        " | ".join(TEXT[a:b] for a, b in marked.content),
    )


def test_spans_are_linked_by_their_scores() -> None:
    assert [words(m) for m in decoded(TAGGED, LINKS)] == [
        ("The mayor of Karvel", "said", "two men died"),
        ("She", "added", "one was hurt"),
    ]


def test_a_learned_link_beats_nearness() -> None:
    first, second = decoded(TAGGED, {6: (11, 10), 13: (4, 0)})
    assert words(first) == ("She", "added", "two men died")
    assert words(second)[1] == "said"


def test_contents_of_one_cue_are_one_attribution() -> None:
    (only,) = decoded(TAGGED, {6: (4, 0), 13: (4, 0)})
    assert words(only) == ("The mayor of Karvel", "said", "two men died | one was hurt")


def test_a_content_without_cue_and_source_stands_alone() -> None:
    first, second = decoded(TAGGED, {6: (-1, -1), 13: (11, 10)})
    assert words(first) == ("", "", "two men died")
    assert words(second)[0] == "She"


def test_an_inside_without_a_beginning_is_mended() -> None:
    given_scores = scores(TAGGED, LINKS, len(OFFSETS))
    given_scores.tags[6 + 1, TAGS.index("B-content")] = 1  # weaker than its I-content below
    given_scores.tags[6 + 1, TAGS.index("I-content")] = 2
    (first, _) = decode(TEXT, OFFSETS, windows(OFFSETS, TEXT), [given_scores])
    assert words(first)[2] == "two men died"


def test_what_is_unsure_is_dropped_below_the_setting() -> None:
    assert len(decoded(TAGGED, LINKS, Decoding(least=0.5))) == 2
    unsure = scores(TAGGED, LINKS, len(OFFSETS))
    unsure = Scores(unsure.tags * 0.1, unsure.links, unsure.kinds)
    plan = windows(OFFSETS, TEXT)
    assert len(decode(TEXT, OFFSETS, plan, [unsure])) == 2
    assert decode(TEXT, OFFSETS, plan, [unsure], Decoding(least=0.9)) == ()


def test_a_saying_is_what_its_cue_and_content_say_on_average() -> None:
    given_scores = kinds_for(6, 9, stance="denies", aspect="toll")
    given_scores.kinds[8 + 1, TRIGGER] = 3
    given_scores.kinds[8 + 1, FACT] = -9
    first, second = decode(TEXT, OFFSETS, windows(OFFSETS, TEXT), [given_scores])
    assert first.kinds is not None
    assert (first.kinds.stance.name, first.kinds.aspect.name) == ("denies", "toll")
    assert first.kinds.stance.sure > 0.99
    assert first.kinds.trigger == OFFSETS[8]
    assert first.kinds.happened < -0.99
    assert second.kinds is not None
    assert second.kinds.trigger is None
    assert second.kinds.happened == 0


def test_a_temperature_makes_less_sure_and_changes_no_class() -> None:
    given_scores = kinds_for(6, 9, stance="denies")
    plan = windows(OFFSETS, TEXT)
    plain = decode(TEXT, OFFSETS, plan, [given_scores])[0].kinds
    cooled = decode(TEXT, OFFSETS, plan, [given_scores], Decoding(temperatures={"stance": 4.0}))[0].kinds
    assert plain is not None
    assert cooled is not None
    assert cooled.stance.name == plain.stance.name == "denies"
    assert cooled.stance.sure < plain.stance.sure


def test_a_confidence_is_calibrated_by_slope_and_shift() -> None:
    plan = windows(OFFSETS, TEXT)
    given_scores = scores(TAGGED, LINKS, len(OFFSETS))
    (plain, _), (lower, _) = (
        decode(TEXT, OFFSETS, plan, [given_scores], settings)
        for settings in (Decoding(), Decoding(slope=0.5, shift=-1))
    )
    assert lower.confidence < plain.confidence


def test_an_empty_text_has_no_attributions() -> None:
    assert find("", [], [], lambda ids: pytest.fail("no window to score")) == ()


@given(st.lists(st.integers(1, 40), min_size=1, max_size=60), st.data())
def test_windows_decide_every_piece_once(lengths: list[int], data: st.DataObject) -> None:
    text = "".join("Ab " * (n - 1) + data.draw(st.sampled_from(["Ab. ", "Ab\n", "Ab "])) for n in lengths)
    offsets = [m.span() for m in re.finditer(r"Ab", text)]
    plan = windows(offsets, text)
    assert [n for w in plan for n in range(w.own_begin, w.own_end)] == list(range(len(offsets)))
    for window in plan:
        assert window.begin <= window.own_begin < window.own_end <= window.end <= window.begin + SIZE
        assert window.begin == 0 or window.own_begin - window.begin >= MARGIN
        assert window.end == len(offsets) or window.end - window.own_end >= MARGIN


@given(st.integers(0, 2**32 - 1))
def test_any_scores_give_spans_of_the_text(seed: int) -> None:
    rng = np.random.default_rng(seed)
    count = len(OFFSETS) + 2
    given_scores = Scores(
        rng.normal(size=(count, len(TAGS))).astype(np.float32),
        rng.normal(size=(2, count, count)).astype(np.float32),
        rng.normal(size=(count, WIDTH)).astype(np.float32),
    )
    for marked in decode(TEXT, OFFSETS, windows(OFFSETS, TEXT), [given_scores]):
        assert marked.content
        assert 0 < marked.confidence <= 1
        for start, end in (*marked.source, *marked.cue, *marked.content):
            assert 0 <= start < end <= len(TEXT)
            assert TEXT[start:end].strip() == TEXT[start:end]
