"""Which of a sentence's times is the time of what a clause puts forward."""

from __future__ import annotations

from datetime import date

from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.times import find_times, pick_time
from twosource.records import Interval, Span

DAY = date(2023, 6, 14)


def pick(text: str, clause: str, *, exclude: tuple[str, ...] = (), day: date | None = DAY) -> Interval | None:
    """The time of `clause` in `text`, which is taken as one sentence."""

    def span(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    doc = next(SpacyEnglish().parse([text]))
    return pick_time(
        find_times(doc, day), span(clause), span(text), day, exclude=tuple(span(words) for words in exclude)
    )


def day_of(number: int) -> Interval:
    return Interval(date(2023, 6, number), date(2023, 6, number), 1)


def test_a_time_inside_the_clause_comes_first() -> None:
    text = "The mayor said on Tuesday that shells hit the mill on Monday."
    assert pick(text, "shells hit the mill on Monday") == day_of(12)


def test_the_most_precise_time_inside_comes_first() -> None:
    text = "Shells hit the mill on Monday in the worst attack since 2013."
    assert pick(text, text) == day_of(12)


def test_the_day_of_saying_is_not_the_day_of_the_deed() -> None:
    text = "The mayor said on Tuesday that shells hit the mill."
    assert pick(text, "shells hit the mill", exclude=("said on Tuesday",)) is None


def test_a_time_outside_serves_where_there_is_none_inside() -> None:
    text = "On Monday, the mayor said, shells hit the mill."
    assert pick(text, "shells hit the mill") == day_of(12)


def test_times_side_by_side_are_one_stretch() -> None:
    text = "Homes burned late Monday and early Tuesday in Karvel."
    assert pick(text, text) == Interval(date(2023, 6, 12), date(2023, 6, 13), 2)


def test_a_month_that_runs_ends_on_the_reports_day() -> None:
    text = "Four jets were shot down this month."
    assert pick(text, text) == Interval(date(2023, 6, 1), DAY, 4)


def test_the_pages_own_date_is_no_deeds_time() -> None:
    text = "Wed 14 Jun 2023 Shells hit the mill in Karvel."
    assert pick(text, "Shells hit the mill in Karvel") is None
    assert pick(text, text) is None


def test_unknown_stays_unknown() -> None:
    assert pick("Shells hit the mill for a week.", "Shells hit the mill for a week") is None
    assert pick("Shells hit the mill on Monday.", "Shells hit the mill on Monday", day=None) is None
