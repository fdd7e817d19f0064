"""Pages that carry another outlet's article, and the many that only speak of one."""

from __future__ import annotations

import time

import pytest

from twosource.intake.carries import find_carried, same_outlet

STORY = (
    "Two people were killed when shells fell on the market of Karvel on Thursday morning, the town's mayor said. "
    "The army of Ostrana denied that its guns had fired, and offered a joint inquiry to the council. "
    "A monitor of the lake states said that it could verify neither account of what had happened there."
)
LEAD = "Shells have hit the market of Karvel, and nobody wants to have fired them. MS"


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("Tilda Brandt reports in The Ostrana Post:", "The Ostrana Post"),
        ("Tilda Brandt and Jon van Arber write in Lakeside:", None),
        ("Tilda Brandt and Jon van Arber report for the Lakeside Mail:", "the Lakeside Mail"),
        ("Tilda Brandt has more in The Ostrana Post:", "The Ostrana Post"),
        ("Tilda Brandt, writing in the Lakeside Mail:", "the Lakeside Mail"),
        ("Tilda Brandt of The Ostrana Post writes:", "The Ostrana Post"),
        ("The Ostrana Post reports:", "The Ostrana Post"),
        ("As reported by The Ostrana Post:", "The Ostrana Post"),
        ("According to The Ostrana Post:", "The Ostrana Post"),
        ("From The Ostrana Post:", "The Ostrana Post"),
        ("From The Ostrana Post", "The Ostrana Post"),
        ("(via The Lakeside Mail)", "The Lakeside Mail"),
        ("via lakeside-mail.com", "lakeside-mail.com"),
        ("By Tilda Brandt, The Ostrana Post", "The Ostrana Post"),
        ("By Tilda Brandt | Lakeside Mail", "Lakeside Mail"),
        ("By Tilda Brandt for the Lakeside Mail", "the Lakeside Mail"),
        ("Tilda Brandt, The Ostrana Post, 1 May 2021", "The Ostrana Post"),
    ],
)
def test_an_introduction_tells_the_outlet_and_where_its_article_begins(words: str, outlet: str | None) -> None:
    text = f"{LEAD}\n{words}\n\n{STORY}\n0 comments:\nPost a Comment"
    carried = find_carried(text, "The Hilltop View")
    if outlet is None:
        assert carried is None or carried.outlet == "Lakeside"
    else:
        assert carried is not None
        assert carried.outlet == outlet
        assert text[carried.start :].startswith("Two people were killed")


def test_an_introduction_may_stand_in_the_same_line() -> None:
    text = f"{LEAD} Well. Tilda Brandt reports in The Ostrana Post: {STORY}"
    carried = find_carried(text, None)
    assert carried is not None
    assert (carried.outlet, text[carried.start : carried.start + 10]) == ("The Ostrana Post", "Two people")


@pytest.mark.parametrize(
    "words",
    [
        "This article was first published in The Ostrana Post.",
        "This story originally appeared on The Ostrana Post and is used here with thanks.",
        "Originally published by The Ostrana Post",
        "Republished with permission from The Ostrana Post.",
        "Read the full story at The Ostrana Post",
    ],
)
@pytest.mark.parametrize("last", [True, False])
def test_a_note_speaks_of_the_whole_text(words: str, last: bool) -> None:
    text = f"{STORY}\n\n{words}" if last else f"{words}\n\n{STORY}"
    carried = find_carried(text, "The Hilltop View")
    assert carried is not None
    assert (carried.outlet, carried.start) == ("The Ostrana Post", 0)


@pytest.mark.parametrize(
    "text",
    [
        f"{STORY} - REUTERS",
        f"{STORY} (AFP)",
        f"{STORY}\nAgence France-Presse contributed to this report",
        f"(via Reuters)\n{STORY}",
        f"By Tilda Brandt, Associated Press\n{STORY}",
        f"By Tilda Brandt, Defence Correspondent\n{STORY}",
        f"By Tilda Brandt in Karvel\n{STORY}",
        f"From Karvel to Ostrana\n{STORY}",
        f"From Lakeside’s Mariya Weil and Jon Arber\n{STORY}",
        f"(via Twitter)\n{STORY}",
        f"Mayor Tilda Brandt said in Karvel: {STORY}",
        f"{STORY} The attack, first reported by The Ostrana Post, was denied. {STORY}",
        f"{STORY} A medic told us by Skype. {STORY}",
        "The Ostrana Post reports: two were killed, and nothing more is known of it so far.",
        f"The Ostrana Post reports:\n\n“{STORY}”\n\n{LEAD} {STORY}",
        f"The Ostrana Post reports:\n\n“{STORY}\n\n“{STORY}”",
    ],
)
def test_credits_mentions_and_quotations_carry_nothing(text: str) -> None:
    assert find_carried(text, "The Hilltop View") is None


def test_a_carried_article_may_open_with_a_quotation() -> None:
    text = f"The Ostrana Post reports:\n“We did not fire,” said the general of the army. {STORY}"
    carried = find_carried(text, "The Hilltop View")
    assert carried is not None
    assert text[carried.start] == "“"


def test_an_outlet_that_names_itself_carries_nobody() -> None:
    for words in ("By Tilda Brandt, The Ostrana Post", "This article was first published in The Ostrana Post."):
        assert find_carried(f"{words}\n{STORY}", "Ostrana Post Online") is None
    assert find_carried(f"By Tilda Brandt, The Ostrana Post\n{STORY}", None) is None, "it may well be its own byline"


def test_names_of_one_outlet() -> None:
    assert same_outlet("The Ostrana Post", "ostrana post")
    assert same_outlet("Lakeside", "Lakeside News")
    assert same_outlet("www.lakeside.com", "Lakeside")
    assert not same_outlet("The Ostrana Post", "The Karvel Post")
    assert not same_outlet("", "The")


@pytest.mark.parametrize(
    "text", ["Ab " * 50_000, "A" * 100_000, "a-" * 50_000, "By A, " * 30_000, "The A of the " * 20_000, " \n" * 50_000]
)
def test_no_text_takes_long(text: str) -> None:
    before = time.process_time()
    find_carried(text, "The Hilltop View")
    assert time.process_time() - before < 1.0
