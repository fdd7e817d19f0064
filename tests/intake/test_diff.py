"""What changed between two versions of a report."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from twosource.intake.diff import Change, diff
from twosource.records import Report, Span

OLD = (
    "Shells fall on Karvel\n\nAt least two people were killed in the market of Karvel, its mayor said. "
    "The army of Ostrana denied that it had fired. A monitor is looking into it."
)
NEW = (
    "Shells fall on Karvel\n\nAt least five people were killed in the market of Karvel, its mayor said.  "
    "A monitor is looking into it. Three of the dead were children."
)


def report(text: str, **facts: str) -> Report:
    return Report(id="a", version=text[:5], story="s", text=text, **facts)  # type: ignore[arg-type]


def shown(old: str, new: str) -> list[tuple[str, str | None, str | None]]:
    changes = diff(report(old), report(new)).changes
    return [
        (each.kind, each.old.of(old) if each.old else None, each.new.of(new) if each.new else None) for each in changes
    ]


def test_a_toll_and_a_denial_that_is_gone() -> None:
    assert shown(OLD, NEW) == [
        (
            "changed",
            "At least two people were killed in the market of Karvel, its mayor said.",
            "At least five people were killed in the market of Karvel, its mayor said.",
        ),
        ("removed", "The army of Ostrana denied that it had fired.", None),
        ("added", None, "Three of the dead were children."),
    ]
    (pair,) = diff(report(OLD), report(NEW)).changes[0].words
    assert pair[0] is not None
    assert pair[1] is not None
    assert (pair[0].of(OLD), pair[1].of(NEW)) == ("two", "five")


def test_words_that_only_came_have_no_older_ones() -> None:
    old, new = "The army denied that it had fired.", "The army of Ostrana denied that it had fired."
    (change,) = diff(report(old), report(new)).changes
    ((gone, came),) = change.words
    assert gone is None
    assert came is not None
    assert came.of(new) == "of Ostrana"


def test_facts_that_differ_are_told() -> None:
    found = diff(report("A.", published="2031-05-01", title="T"), report("A.", published="2031-05-02", title="T"))
    assert found.facts == (("published", "2031-05-01", "2031-05-02"),)
    assert found.changes == ()


def test_white_space_is_no_change() -> None:
    assert shown("One word.\nTwo.", "One  word.\n\n\nTwo. ") == []


TEXTS = st.lists(st.sampled_from(["He said so.", "She denied it!", "“No.”", "two", "\n", "  ", "💥", "3.5 km."])).map(
    " ".join
)


@given(TEXTS, TEXTS)
def test_undoing_the_changes_gives_the_older_text(old: str, new: str) -> None:
    changes = diff(report(old), report(new)).changes
    assert all(isinstance(each, Change) and (each.old or each.new) for each in changes)
    gone = [each.old for each in changes if each.old]
    came = [each.new for each in changes if each.new]
    assert without(old, gone) == without(new, came)
    assert diff(report(old), report(old)).changes == ()


def without(text: str, spans: list[Span]) -> list[str]:
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + " " + text[span.end :]
    return text.split()


def test_long_versions_take_no_long_time() -> None:
    old = " ".join(f"Sentence {number} was written." for number in range(3000))
    new = " ".join(f"Line {number} came out of it." for number in range(3000))
    before = time.process_time()
    assert diff(report(old), report(new)).changes
    assert time.process_time() - before < 5
