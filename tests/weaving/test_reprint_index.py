"""The reprint index: its answers depend on what it holds, not on how that came to be there."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.records import Report, Reprint
from twosource.weaving.reprint_index import ReprintIndex

_SYLLABLES = ("ka", "rve", "lo", "stra", "na", "bel", "mi", "dun", "tor", "se", "vi", "gra")
_OUTLETS = ("Karvel Post", "Ostrana Herald", "Northern Wire", None)


def prose(seed: int, words: int) -> str:
    rng = random.Random(seed)
    return " ".join("".join(rng.choices(_SYLLABLES, k=3)) for _ in range(words))


def report(identity: str, text: str, day: int | None = 2, publisher: str | None = None, version: str = "1") -> Report:
    published = None if day is None else f"2031-03-{day:02d}"
    return Report(identity, version, "s", text, publisher=publisher, published=published)


@st.composite
def heaps(draw: st.DrawFn) -> list[Report]:
    """Reports made of a few paragraphs that many of them share: copies, merges, footers and texts of their own."""
    paragraphs = [prose(seed, 12 + 9 * seed) for seed in range(7)]
    out = []
    for n in range(draw(st.integers(2, 14))):
        parts = draw(st.lists(st.sampled_from(paragraphs), max_size=3, unique=True))
        own = draw(st.sampled_from((0, 20, 90)))
        text = "\n".join([prose(100 + n, own), *parts])
        day = draw(st.sampled_from((None, 1, 2, 3, 4)))
        out.append(report(f"r{n:02d}", text, day, draw(st.sampled_from(_OUTLETS))))
    return out


@settings(max_examples=150)
@given(heaps(), st.randoms(use_true_random=False))
def test_one_by_one_in_any_order_is_the_same_as_all_at_once(heap: list[Report], rng: random.Random) -> None:
    expected = ReprintIndex(heap).reprints()
    rng.shuffle(heap)
    index = ReprintIndex()
    before: tuple[Reprint, ...] = ()
    for each in heap:
        changed = index.add(each)
        after = index.reprints()
        assert {one for r in set(before) ^ set(after) for one in (r.document, r.of)} <= changed
        before = after
    assert before == expected


@settings(max_examples=100)
@given(heaps(), heaps(), st.randoms(use_true_random=False))
def test_what_was_taken_out_leaves_no_trace(heap: list[Report], more: list[Report], rng: random.Random) -> None:
    passing = [Report(f"x{r.id}", "1", "s", r.text, publisher=r.publisher, published=r.published) for r in more]
    index = ReprintIndex(rng.sample(heap + passing, len(heap) + len(passing)))
    for one in passing:
        index.update(removed=[(one.id, one.version)])
    assert index.reprints() == ReprintIndex(heap).reprints()
    assert len(index) == len(heap)


def test_a_large_family_that_comes_in_backwards_is_the_same() -> None:
    """More copies than are looked up per shingle: the first published stay the parents of all."""
    text = prose(1, 60)
    heap = [report(f"r{n:02d}", text + " " + prose(200 + n, 10), 1 + n % 28, f"outlet {n}") for n in range(45)]
    forwards = ReprintIndex(heap)
    backwards = ReprintIndex()
    for each in reversed(heap):
        backwards.add(each)
    assert backwards.reprints() == forwards.reprints()
    first = min(heap, key=lambda r: (r.published or "", r.id))
    assert sum(r.of == first.id for r in forwards.reprints()) == len(heap) - 1
    for each in heap[::2]:
        backwards.update(removed=[(each.id, "1")])
    assert backwards.reprints() == ReprintIndex(heap[1::2]).reprints()


def test_a_third_stranger_turns_a_footer_into_boilerplate_and_its_leaving_turns_it_back() -> None:
    footer = prose(2, 50)
    heap = [report(f"r{n}", prose(300 + n, 60) + " " + footer, n + 1, "Karvel Post") for n in range(3)]
    index = ReprintIndex(heap[:2])
    assert [(r.document, r.of) for r in index.reprints()] == [("r1", "r0")]
    assert index.add(heap[2]) == {"r0", "r1"}
    assert index.reprints() == ()
    assert index.update(removed=[("r2", "1")]) == {"r0", "r1"}
    assert len(index.reprints()) == 1


def test_a_copy_below_a_footer_is_still_a_copy_of_its_words_only() -> None:
    footer, story = prose(3, 50), prose(4, 60)
    others = [report(f"r{n}", prose(400 + n, 60) + " " + footer, 1, "Karvel Post") for n in range(3)]
    copy = report("copy", story + " " + footer, 3, "Karvel Post")
    (found,) = ReprintIndex([*others, copy, report("first", story + " " + prose(9, 60), 2)]).reprints()
    assert (found.document, found.of) == ("copy", "first")
    assert found.share > 0.9


def test_a_report_of_another_version_does_not_copy_the_first() -> None:
    index = ReprintIndex([report("a", prose(5, 60))])
    index.add(report("a", prose(5, 60) + " more", version="2"))
    assert index.reprints() == ()
    assert ("a", "2") in index
    assert ("a", "3") not in index


def test_the_same_report_again_changes_nothing_and_other_words_replace_it() -> None:
    index = ReprintIndex([report("a", prose(6, 60), 1), report("b", prose(6, 60), 2)])
    assert index.add(report("b", prose(6, 60), 2)) == frozenset()
    assert index.add(report("b", prose(7, 60), 2)) == {"a", "b"}
    assert index.reprints() == ()


def test_the_reprints_of_one_report() -> None:
    text = prose(8, 60)
    index = ReprintIndex([report("a", text, 1), report("b", text, 2), report("c", prose(9, 60), 3)])
    assert index.reprints_of("a") == index.reprints_of("b") == (Reprint("b", "a", 1.0),)
    assert index.reprints_of("c") == index.reprints_of("unheard of") == ()


def test_taking_out_what_is_not_there_is_refused_and_changes_nothing() -> None:
    index = ReprintIndex([report("a", prose(1, 30))])
    with pytest.raises(KeyError, match="no report 'b' of version '1'"):
        index.update(removed=[("a", "1"), ("b", "1")])
    assert len(index) == 1
