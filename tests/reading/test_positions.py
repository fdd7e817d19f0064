"""Positions as records: where they stand, whose they are, which headline, which day."""

from __future__ import annotations

import pytest
from reading_desk import OUTLET, Stood, read, report, stood

BLOG = "Karvel Notes\nI found this in the paper, it is worth reading.\n"
ARTICLE = "Gunmen killed two guards in Karvel on Monday. The army said the rebels had shelled the bridge."


def test_a_page_that_carries_an_article_has_two_voices() -> None:
    text = BLOG + "Shells hit my street last night.\n" + ARTICLE
    given = report(text, publisher="Karvel Notes", carries="Radio Ostrana", carries_from=text.index("Gunmen"))
    assert [(p.party, p.content) for p in stood(given)] == [
        ("x/karvel-notes", "Shells hit my street last night"),
        ("x/radio-ostrana", "Gunmen killed two guards in Karvel on Monday"),
        ("x/army", "the rebels had shelled the bridge"),
    ]


def test_carried_from_the_start() -> None:
    given = report(ARTICLE, publisher="Karvel Notes", carries="Radio Ostrana")
    assert stood(given)[0].party == "x/radio-ostrana"


def test_a_headline_is_marked_and_not_run_into_the_text() -> None:
    text = "Twelve dead in Karvel raid\nThe army said the raid hit a camp."
    headline, body = read(text).positions
    assert (headline.headline, headline.content.of(text)) == (True, "Twelve dead in Karvel raid")
    assert not body.headline


def test_a_title_that_lost_its_line_break_still_ends() -> None:
    given = report("Twelve dead in Karvel raid The army said the raid hit a camp.", title="Twelve dead in Karvel raid")
    assert Stood("x/army", "asserts", "the raid hit a camp") in stood(given)


def test_a_single_line_is_no_headline() -> None:
    assert not any(p.headline for p in read("Twelve people were killed in a raid on Karvel.").positions)


def test_the_day_on_which_it_was_said_is_not_the_day_it_happened() -> None:
    (only,) = read("The ministry said on Tuesday that rebels shelled Karvel on Monday.").positions
    assert only.said == "2020-05-05"
    assert only.frame.time is not None
    assert only.frame.time.start.isoformat() == "2020-05-04"


def test_without_a_date_times_stay_open_and_an_issue_says_so() -> None:
    given = report("The ministry said rebels shelled Karvel on Monday.", published=None)
    reading = read(given)
    assert [i.code for i in reading.issues] == ["times-unresolved"]
    assert reading.positions[0].frame.time is None
    assert reading.positions[0].said is None


def test_without_a_publisher_the_outlet_is_unknown() -> None:
    given = report("Fighting broke out near Karvel on Monday.", publisher=None)
    assert [p.party for p in stood(given)] == ["x/unknown-outlet"]


def test_via_leaves_the_reports_own_outlet_out() -> None:
    given = report("Radio Ostrana said four people were killed, citing the mayor.", publisher="Radio Ostrana")
    (only,) = read(given).positions
    assert (only.party.id, only.via) == ("x/mayor", ())


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("🔥🔥 The army said that rebels shelled Karvel.", "that rebels shelled Karvel"),
        ("😀 Rebels shelled Karvel, the army said.", "Rebels shelled Karvel"),
        ("\u200fThe army\u200f said that \u202brebels\u202c shelled Karvel.", "that \u202brebels\u202c shelled Karvel"),
        ("\ufeffThe army said that rebels shelled Karvel.", "that rebels shelled Karvel"),
    ],
)
def test_signs_outside_the_language_shift_nothing(text: str, content: str) -> None:
    assert stood(text) == [Stood("x/army", "asserts", content)]


def test_the_same_words_twice_stand_twice() -> None:
    text = "Gunmen killed two guards in Karvel. The police fled. Gunmen killed two guards in Karvel."
    assert [p.content for p in stood(text)].count("Gunmen killed two guards in Karvel") == 2


def test_confidence_tells_quoted_from_own_voice() -> None:
    quoted, own = read("The army said rebels shelled Karvel. Fighting broke out near Ostrana on Monday.").positions
    assert quoted.party.id == "x/army"
    assert own.party.id == OUTLET
    assert quoted.confidence > own.confidence


@pytest.mark.xfail(strict=True, reason='"four were children" names no happening, so the toll by kind is lost')
def test_who_the_dead_were() -> None:
    assert Stood("x/ana-lind", "asserts", "four were children") in stood("Dr. Ana Lind said four were children.")


@pytest.mark.parametrize(
    ("publisher", "kind"),
    [
        ("Ministry of Health of Sorland", "body"),
        ("The Sefton Police", "body"),
        ("Sorland Navy", "military"),
        ("Sefton Police Gazette", "outlet"),
        ("The Guard", "outlet"),
        ("Tarn Vanguard", "outlet"),
    ],
)
def test_a_body_that_publishes_its_own_statement_speaks_for_itself(publisher: str, kind: str) -> None:
    found = read(report("Shells struck the mill on Monday.", publisher=publisher)).positions
    assert [p.party.kind for p in found] == [kind]
