"""Reprints: which report takes its words from which."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Judgement, LedgerPosition, PartyRef, Report, Reprint, Span
from twosource.weaving.overlap import stretches
from twosource.weaving.reprints import Copied, copied_positions, find_reprints, reprint_judgements, settled

_SYLLABLES = ("ka", "rve", "lo", "stra", "na", "bel", "mi", "dun", "tor", "se", "vi", "gra")


def prose(seed: int, words: int = 120) -> str:
    """Invented words in sentences of eleven."""
    rng = random.Random(seed)
    made = ["".join(rng.choices(_SYLLABLES, k=3)) for _ in range(words)]
    return " ".join(w.capitalize() if i % 11 == 0 else w + ("." if i % 11 == 10 else "") for i, w in enumerate(made))


def report(identity: str, text: str, published: str | None = "2031-03-02", publisher: str | None = None) -> Report:
    return Report(identity, "v" + str(len(text)), "s", text, publisher=publisher or identity, published=published)


def test_a_copy_under_a_new_headline_points_to_the_earlier_one() -> None:
    first = report("zeta", prose(1))
    copy = report("alpha", "Another headline altogether\n\n" + prose(1), "2031-03-03")
    (found,) = find_reprints([copy, first])
    assert (found.document, found.of) == ("alpha", "zeta")
    assert 0.9 < found.share < 1


def test_lost_punctuation_case_and_apostrophes_hide_no_copy() -> None:
    text = "The governor's office said, on Monday: “we won’t comment”, and Karvel's mayor didn't either. " + prose(
        2, 20
    )
    bare = "".join(c for c in text.lower() if c not in ",.:'’“”")
    (found,) = find_reprints([report("a", text), report("b", bare, "2031-03-05")])
    assert found.share == 1


def test_a_merged_report_has_two_parents_and_they_stay_strangers() -> None:
    one, two = prose(3), prose(4)
    merged = report("m", one[: len(one) // 2] + " " + two[len(two) // 2 :], "2031-03-04")
    found = find_reprints([report("a", one), report("b", two), merged])
    assert [(r.document, r.of) for r in found] == [("m", "a"), ("m", "b")]
    assert all(0.4 < r.share < 0.6 for r in found)


def test_a_short_report_quoted_whole_in_a_long_one_is_found_with_its_small_share() -> None:
    (found,) = find_reprints(
        [report("a", prose(5, 60)), report("b", prose(6, 200) + " " + prose(5, 60) + " " + prose(7, 140), "2031-03-04")]
    )
    assert (found.document, found.of) == ("b", "a")
    assert 0.1 < found.share < 0.2


def test_an_outlets_footer_makes_no_strangers_copies() -> None:
    footer = prose(8, 60)
    heap = [report(f"r{n}", prose(100 + n, 90) + " " + footer, publisher="Karvel Post") for n in range(6)]
    assert find_reprints(heap) == ()


def test_a_formula_shared_by_strangers_makes_none_either() -> None:
    formula = prose(9, 20)
    assert find_reprints([report(f"r{n}", prose(200 + n, 90) + " " + formula) for n in range(8)]) == ()


def test_an_outlet_that_repeats_itself_is_still_found() -> None:
    heap = [report(f"r{n}", prose(10) + " " + prose(300 + n, 15), f"2031-03-0{n + 1}", "Karvel Post") for n in range(5)]
    assert len(find_reprints(heap)) == 10


def test_versions_of_one_report_are_no_reprints_of_each_other() -> None:
    assert find_reprints([report("a", prose(11)), report("a", prose(11) + " More.", "2031-03-04")]) == ()


def test_of_one_day_the_one_that_is_credited_is_the_original() -> None:
    text = prose(12)
    wire = report("z", text, publisher="Reuters")
    copy = report("a", text + " (Reuters)", publisher="Karvel Post")
    assert [(r.document, r.of) for r in find_reprints([copy, wire])] == [("a", "z")]
    other = report("b", text, publisher="Ostrana Post")
    assert [(r.document, r.of) for r in find_reprints([other, report("c", text)])] == [("c", "b")]


def test_the_hour_counts_where_both_have_one() -> None:
    early, late = "2031-03-02T23:30:00-02:00", "2031-03-03T01:00:00+00:00"
    text = prose(13)
    assert find_reprints([report("a", text, early), report("b", text, late)]) == (Reprint("a", "b", 1.0),)


def test_empty_and_tiny_texts_are_no_reprints() -> None:
    assert find_reprints([report("a", ""), report("b", "Nothing more."), report("c", "Nothing more.")]) == ()


def test_judgements_name_copy_and_original() -> None:
    (found,) = reprint_judgements([Reprint("b", "a", 0.75)])
    assert (found.relation, found.left, found.right, found.verdict, found.score) == (
        "reprint of",
        "b",
        "a",
        "positive",
        0.75,
    )


def test_a_persons_judgement_adds_a_reprint_and_takes_one_out() -> None:
    found = [Reprint("b", "a", 0.75)]
    no = Judgement("reprint of", "b", "a", "negative", 1.0, "an analyst", "two texts of one press release")
    yes = Judgement("reprint of", "c", "a", "positive", 0.5, "an analyst", "translated")
    assert settled(found, reprint_judgements(found)) == tuple(found)
    assert settled(found, [no, yes]) == (Reprint("c", "a", 0.5),)


@given(st.randoms(use_true_random=False))
def test_order_of_reports_does_not_matter(rng: random.Random) -> None:
    heap = [report(f"r{n}", prose(n % 3, 60) + " " + prose(50 + n, 20), f"2031-03-0{1 + n % 2}") for n in range(7)]
    shuffled = list(heap)
    rng.shuffle(shuffled)
    assert find_reprints(heap) == find_reprints(shuffled)


def test_stretches_are_the_words_that_stand_in_the_other() -> None:
    copy = "New opening words here. " + prose(14, 44) + " And an end."
    (found,) = stretches(copy, prose(14, 44))
    assert found.of(copy) == prose(14, 44).rstrip(".")


def _position(identity: str, document: str, span: Span, stance: str = "asserts") -> LedgerPosition:
    return LedgerPosition(identity, document, "q", PartyRef("x", "X", "outlet"), stance, span, None, None, None)


def test_a_copied_position_points_to_its_parents() -> None:
    original, addition = prose(15, 44), prose(16, 33)
    copy = addition + " " + original
    a, b = report("a", original), report("b", copy, "2031-03-04")
    shift = len(addition) + 1
    positions = [
        _position("parent", "a", Span(0, 60)),
        _position("copied", "b", Span(shift, shift + 60)),
        _position("unread", "b", Span(shift + 200, shift + 260)),
        _position("own", "b", Span(0, 60)),
    ]
    found = copied_positions(positions, {"a": a, "b": b}, find_reprints([a, b]))
    assert found == {"copied": Copied("a", "parent"), "unread": Copied("a", None)}


_BURNED = "The granary at Brannock was burned to the ground in Friday's shelling"
_REST = " Farmers carried sacks of seed across the yard. The harvest of three villages had been stored there."


@pytest.mark.parametrize(
    ("first", "second", "witness", "copied"),
    [
        (", a Northern Wire reporter saw.", ", one of our photographers witnessed.", "one of our photographers", False),
        (", a Northern Wire reporter saw.", ", a Tarn Mail reporter saw.", "a Tarn Mail reporter", True),
        (", a Northern Wire reporter saw.", ", a Northern Wire reporter saw.", "a Northern Wire reporter", True),
        (", a reporter saw." + _REST, ", one of our men witnessed." + _REST, "one of our men", True),
        (", the governor said.", ". Our photographer who was there watched it fall.", None, False),
        (". Our man at the mill saw it fall.", ". Our man at the mill saw it fall. It rained.", None, True),
    ],
)
def test_who_saw_it_too_is_no_copy_unless_the_witness_is(
    first: str, second: str, witness: str | None, copied: bool
) -> None:
    reports = {r.id: r for r in (report("a", _BURNED + first), report("b", _BURNED + second, "2031-03-04"))}
    outlet, content = PartyRef("x/tarn-mail", "Tarn Mail", "outlet"), Span(0, len(_BURNED))
    start = 0 if witness is None else reports["b"].text.index(witness)
    source = None if witness is None else Span(start, start + len(witness))

    def copies(basis: str) -> bool:
        there = LedgerPosition("p1", "a", "q", outlet, "asserts", content, None, None, None, basis="saw")
        here = LedgerPosition("p2", "b", "q", outlet, "asserts", content, source, None, None, basis=basis)
        return "p2" in copied_positions([there, here], reports, find_reprints(list(reports.values())))

    assert copies("saw") is copied
    assert copies("unknown")
