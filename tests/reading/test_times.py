"""Expressions of time, found and resolved against a report of Wednesday 14 June 2023."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from twosource.models.spacy_en import SpacyEnglish, pipeline
from twosource.reading.times import PAGE_DATE, find_times
from twosource.records import TimeMention

DAY = date(2023, 6, 14)


def read(text: str, day: date | None = DAY) -> tuple[TimeMention, ...]:
    return find_times(next(SpacyEnglish().parse([text])), day)


def only(text: str, day: date | None = DAY) -> tuple[str, str | None, str | None, int | None]:
    """The words, start, end and precision of the first mention that names a date."""
    mention = next(m for m in read(text, day) if m.kind == "date")
    interval = mention.interval
    if interval is None:
        return mention.span.of(text), None, None, None
    return mention.span.of(text), interval.start.isoformat(), interval.end.isoformat(), interval.precision


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "precision"),
    [
        ("The depot burned on 4 April 2017.", "4 April 2017", "2017-04-04", "2017-04-04", 1),
        ("The depot burned on April 4, 2017.", "April 4, 2017", "2017-04-04", "2017-04-04", 1),
        ("The depot burned on Tuesday, April 4.", "Tuesday, April 4", "2023-04-04", "2023-04-04", 1),
        ("The depot burned on the 4th of April.", "4th of April", "2023-04-04", "2023-04-04", 1),
        ("The depot burned on Sept. 9.", "Sept. 9", "2022-09-09", "2022-09-09", 1),
        ("The depot burned on 2017-04-04.", "2017-04-04", "2017-04-04", "2017-04-04", 1),
        ("The depot burned on 25/12/2016.", "25/12/2016", "2016-12-25", "2016-12-25", 1),
        ("The depot burned on 04.05.2016.", "04.05.2016", "2016-05-04", "2016-05-04", 1),
        ("They fought from 3 to 5 May.", "3 to 5 May", "2023-05-03", "2023-05-05", 2),
        ("They fought between April 3 and 9.", "April 3 and 9", "2023-04-03", "2023-04-09", 3),
        ("They fought between 3 March and 5 April 2015.", "3 March and 5 April 2015", "2015-03-03", "2015-04-05", 5),
        ("The siege began in March.", "March", "2023-03-01", "2023-03-31", 4),
        ("The siege began in August 2013.", "August 2013", "2013-08-01", "2013-08-31", 4),
        ("The siege began in late August.", "late August", "2022-08-21", "2022-08-31", 4),
        ("The siege began in mid-March 2011.", "mid-March 2011", "2011-03-11", "2011-03-20", 4),
        ("The siege began in October last year.", "October last year", "2022-10-01", "2022-10-31", 4),
        ("The siege began in the summer of 2013.", "the summer of 2013", "2013-06-01", "2013-08-31", 5),
        ("The siege began in 2015.", "2015", "2015-01-01", "2015-12-31", 5),
        ("The siege began in late 2016.", "late 2016", "2016-09-01", "2016-12-31", 5),
        ("It recalled the massacre of the 1990s.", "the 1990s", "1990-01-01", "1999-12-31", 5),
        ("The war of 1939-45 was recalled.", "1939-45", "1939-01-01", "1945-12-31", 5),
        ("The depot burned on Monday.", "Monday", "2023-06-12", "2023-06-12", 1),
        ("The depot burned on Wednesday.", "Wednesday", "2023-06-14", "2023-06-14", 1),
        ("The depot burned on Thursday night.", "Thursday night", "2023-06-08", "2023-06-08", 1),
        ("The depot burned last Wednesday.", "last Wednesday", "2023-06-07", "2023-06-07", 1),
        ("Tuesdays attack killed ten people.", "Tuesdays", "2023-06-13", "2023-06-13", 1),
        ("Talks are to resume next Monday.", "next Monday", "2023-06-19", "2023-06-19", 1),
        ("The envoys will meet on Friday.", "Friday", "2023-06-16", "2023-06-16", 1),
        ("The council is expected to meet on Wednesday.", "Wednesday", "2023-06-14", "2023-06-14", 1),
        ("They were given until Friday to leave Ostrana.", "Friday", "2023-06-16", "2023-06-16", 1),
        ("The president ordered a pause to begin on Friday.", "Friday", "2023-06-16", "2023-06-16", 1),
        ("He vowed on Thursday to strike back.", "Thursday", "2023-06-08", "2023-06-08", 1),
        ("A vote was scheduled for Friday.", "Friday", "2023-06-16", "2023-06-16", 1),
        ("The general is due to land in Ostrana on Friday.", "Friday", "2023-06-16", "2023-06-16", 1),
        ("Fighting in Karvel continued until Thursday.", "Thursday", "2023-06-08", "2023-06-08", 1),
        ("The depot burned today.", "today", "2023-06-14", "2023-06-14", 1),
        ("The depot burned late yesterday.", "late yesterday", "2023-06-13", "2023-06-13", 1),
        ("The depot burned this morning.", "this morning", "2023-06-14", "2023-06-14", 1),
        ("The depot burned last night.", "last night", "2023-06-13", "2023-06-13", 1),
        ("The depot burned overnight.", "overnight", "2023-06-13", "2023-06-14", 2),
        ("Two jets crashed earlier this month.", "earlier this month", "2023-06-01", "2023-06-14", 4),
        ("Two jets crashed last month.", "last month", "2023-05-01", "2023-05-31", 4),
        ("Two jets crashed this week.", "this week", "2023-06-12", "2023-06-18", 3),
        ("Two jets crashed last week.", "last week", "2023-06-05", "2023-06-11", 3),
        ("Two jets crashed last year.", "last year", "2022-01-01", "2022-12-31", 5),
        ("Two jets crashed over the weekend.", "the weekend", "2023-06-10", "2023-06-11", 2),
        ("Two jets crashed two days ago.", "two days ago", "2023-06-12", "2023-06-12", 1),
        ("Two jets crashed a week ago.", "a week ago", "2023-06-04", "2023-06-10", 3),
        ("Two jets crashed three months ago.", "three months ago", "2023-03-01", "2023-03-31", 4),
        ("Ten died in the last 48 hours.", "the last 48 hours", "2023-06-12", "2023-06-14", 2),
        ("Ten died in the past three months.", "the past three months", "2023-03-14", "2023-06-14", 5),
        ("Ten died in recent days.", "recent days", "2023-06-08", "2023-06-14", 3),
        ("Ten people have been killed over two days.", "two days", "2023-06-12", "2023-06-14", 2),
        ("Shells have fallen since Monday.", "Monday", "2023-06-12", "2023-06-14", 2),
        ("Shells have fallen since the December ceasefire.", "December", "2022-12-01", "2023-06-14", 5),
    ],
)
def test_a_date_is_found_and_resolved(text: str, words: str, start: str, end: str, precision: int) -> None:
    assert only(text) == (words, start, end, precision)


def test_late_monday_and_early_tuesday_are_two() -> None:
    text = "In posts late Monday and early Tuesday the governor spoke of drones."
    assert [(m.span.of(text), m.interval and m.interval.start.day) for m in read(text)] == [
        ("late Monday", 12),
        ("early Tuesday", 13),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The truce held for a week.", "duration"),
        ("They agreed on a 30-day ceasefire.", "duration"),
        ("The town was taken in three days.", "duration"),
        ("Shells fall every day.", "set"),
        ("They pray together on Fridays.", "set"),
    ],
)
def test_lengths_and_recurrences_are_no_dates(text: str, kind: str) -> None:
    (mention,) = read(text)
    assert (mention.kind, mention.interval) == (kind, None)
    assert mention.reason


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May said that 2000 rebels may march on Karvel.",
        "A girl of 12 years old and a man in his 30s were hurt.",
        "It cost them $2015 and two million a year.",
        "The Sunday Times reported it.",
        "They marked Bloody Sunday.",
        "",
        "Nothing here names a time.",
    ],
)
def test_what_only_looks_like_a_date_is_passed_over(text: str) -> None:
    assert [m for m in read(text) if m.kind == "date"] == []


def test_a_count_behind_a_month_is_no_day() -> None:
    assert only("In March 14 people were killed in Ostrana.")[:3] == ("March", "2023-03-01", "2023-03-31")


def test_the_next_day_counts_from_the_day_named_before() -> None:
    text = "Karvel was shelled on 3 May 2016. The next day the bridge fell. A week later it was over."
    assert [m.interval and m.interval.start.isoformat() for m in read(text)] == [
        "2016-05-03",
        "2016-05-04",
        "2016-05-08",
    ]


def test_the_next_day_without_a_day_before_it_stays_unresolved() -> None:
    (mention,) = read("The next day the bridge fell.")
    assert mention.interval is None
    assert mention.reason


def test_the_pages_own_date_is_what_its_weekdays_count_from() -> None:
    text = "Fri 09 Jun 2023 Shells hit Karvel. Ten people died on Thursday the mayor said."
    own, thursday = read(text)
    assert own.reason == PAGE_DATE
    assert thursday.interval is not None
    assert thursday.interval.start == date(2023, 6, 8)


def test_without_a_day_what_needs_one_stays_unresolved() -> None:
    text = (
        "Shells fell on Monday, on April 4, in March, last week, overnight, since December, two days ago,"
        " in recent days, earlier this month and this summer."
    )
    mentions = read(text, None)
    assert len(mentions) >= 10
    assert [m for m in mentions if m.interval is not None] == []
    assert all(m.reason for m in mentions)


def test_without_a_day_a_full_date_is_resolved() -> None:
    assert only("It burned on 4 April 2017.", None)[1] == "2017-04-04"
    assert only("It began in August 2013.", None)[1] == "2013-08-01"


def test_a_date_that_can_be_read_two_ways_stays_unresolved() -> None:
    assert only("It burned on 04/05/2017.") == ("04/05/2017", None, None, None)


@pytest.mark.parametrize("text", ["It burned on 31 June 2017.", "It burned on February 30."])
def test_a_day_that_does_not_exist_stays_unresolved(text: str) -> None:
    assert only(text)[1] is None


def test_times_at_the_calendars_edge_raise_nothing() -> None:
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        assert read("It fell last year, 9000 years ago, next month, next week, on Sunday and overnight.", day)


@pytest.mark.parametrize("part", [",", "a", "7", "\n", "the "])
def test_a_long_odd_text_takes_time_by_its_length(part: str) -> None:
    def spent(times: int) -> float:
        doc = Doc(pipeline().vocab, words=[part * times], spaces=[False])
        began = process_time()
        find_times(doc, DAY)
        return process_time() - began

    # side by side: eight times the text, a square would be sixty-four times the work
    assert min(spent(80_000) for _ in range(2)) < 32 * max(spent(10_000), spent(10_000), 0.01)


_PIECES = (
    st.sampled_from(["on", "in", "the", "last", "next", "this", "early", "late", "mid", "since", "from", "to", "and"])
    | st.sampled_from(["4", "31", "12", "2013", "1990s", "21st", "2017-04-05", "05/06/2017", "6:30", "p.m.", "-", ","])
    | st.sampled_from(["Monday", "Tuesdays", "April", "May", "Mar.", "Sun", "summer", "today", "overnight", "now", "."])
    | st.sampled_from(["week", "weeks", "days", "month", "year", "years", "two", "few", "several", "ago", "earlier"])
    | st.sampled_from(
        ["later", "past", "recent", "every", "daily", "between", "until", "'", "killed", "people", "will"]
    )
    | st.text(max_size=6)
)


@settings(deadline=None, max_examples=100)
@given(st.lists(_PIECES, max_size=20), st.none() | st.dates())
def test_any_text_gives_sound_mentions(pieces: list[str], day: date | None) -> None:
    text = " ".join(pieces)
    doc = pipeline()(text)
    mentions = find_times(doc, day)
    assert mentions == find_times(doc, day)
    end = 0
    for mention in mentions:
        assert mention.span.of(text).strip() == mention.span.of(text)
        assert mention.span.start >= end
        end = mention.span.end
        assert mention.kind in ("date", "duration", "set")
        assert (mention.interval is not None) or mention.reason


_RELATIVE = (
    st.sampled_from(["yesterday", "today", "overnight", "last week", "this month", "on Monday", "next Friday"])
    | st.sampled_from(["two days ago", "in recent days", "in March", "April 4", "last night", "in late May"])
    | st.sampled_from(["the past three months", "earlier this year", "last summer", "over the weekend"])
)


@settings(deadline=None, max_examples=40)
@given(st.lists(_RELATIVE, min_size=1, max_size=5))
def test_no_day_is_made_up(expressions: list[str]) -> None:
    text = "It fell " + ", it fell ".join(expressions) + "."
    assert all(mention.interval is None for mention in find_times(pipeline()(text), None))
