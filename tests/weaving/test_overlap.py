"""Words as numbers, and the stretches that two texts share."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from twosource.records import Report
from twosource.weaving.overlap import shared_stretches
from twosource.weaving.shingles import GRAM, hashes, word_codes, words

_TEXTS = st.text(alphabet=st.sampled_from("ab Z9,.'’‘“”—-_\n\té½ß\u00a0ﬁ"), max_size=80)


@given(_TEXTS | st.text(max_size=60))
@example("boys',123 4,500 a,123 _,999 1,23 ,456 7,8901")
@example("½ of it")
def test_words_are_the_same_with_and_without_offsets(text: str) -> None:
    found = words(text)
    assert word_codes(text).tolist() == found.codes.tolist()
    assert len(found.starts) == len(found.ends) == len(found.codes)


@given(_TEXTS)
def test_lost_case_apostrophes_and_commas_of_numbers_change_no_word(text: str) -> None:
    plain = "The governor's office counted 12,500 of them. " + text
    noisy = "the governors office counted 12500 of them " + text
    assert word_codes(plain).tolist() == word_codes(noisy).tolist()


def test_words_differ_where_letters_do() -> None:
    assert len(set(word_codes("ka ak kaka aka k a kA'k").tolist())) == 7
    assert word_codes("Élan").tolist() == word_codes("élan").tolist() != word_codes("elan").tolist()


def test_the_numbers_are_the_same_on_every_machine() -> None:
    """Pinned: they are kept between runs."""
    assert hashes(word_codes("five words on a gate"), GRAM).tolist() == [PINNED]


PINNED = 6298749375954243625


def report(text: str) -> Report:
    return Report("r", "1", "s", text)


def test_shared_stretches_show_the_same_words_in_both() -> None:
    left = report("Early on Monday: “two men were held in Karvel”, the mayor said, and nobody else was hurt by it.")
    right = report("Nobody else, and nobody else was hurt by it. two men were held in karvel the mayor says")
    found = [(s.left.of(left.text), s.right.of(right.text)) for s in shared_stretches(left, right)]
    assert found == [
        ("two men were held in Karvel”, the mayor", "two men were held in karvel the mayor"),
        ("and nobody else was hurt by it", "and nobody else was hurt by it"),
    ]


def test_nothing_shared_is_nothing() -> None:
    assert shared_stretches(report(""), report("Two men were held in Karvel.")) == ()
    assert shared_stretches(report("Two men were held in Karvel."), report("")) == ()
    assert shared_stretches(report("Two men were held"), report("Two men were held")) == ()


_REPEATING = st.lists(st.sampled_from(["ka", "lo", "mi"]), max_size=40).map(" ".join)


@given(_REPEATING, _REPEATING)
def test_shared_stretches_hold_the_same_words_and_never_overlap(one: str, other: str) -> None:
    left, right = report(one), report(other)
    found = shared_stretches(left, right)
    for stretch in found:
        assert stretch.left.of(one) == stretch.right.of(other)
    assert all(a.left.end <= b.left.start for a, b in pairwise(found))
    ours = {tuple(w) for w in zip(*(one.split()[k:] for k in range(GRAM)), strict=False)}
    theirs = {tuple(w) for w in zip(*(other.split()[k:] for k in range(GRAM)), strict=False)}
    assert bool(found) == bool(ours & theirs)
