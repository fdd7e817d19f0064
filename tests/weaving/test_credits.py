"""Credit lines: to which agency a report gives its words, and which of them."""

from __future__ import annotations

import pytest

from twosource.records import Report
from twosource.weaving.credits import UNNAMED, agency_credit, agency_credits, agency_name, credited


def report(text: str, publisher: str | None = "Karvel Post", byline: str | None = None) -> Report:
    return Report("a", "1", "s", text, publisher=publisher, published="2031-03-02", byline=byline)


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("KARVEL, March 2 (Reuters) - Two men were held.", "Reuters"),
        ("Two men were held in Karvel on Monday. - AFP", "AFP"),
        ("Two men were held in Karvel on Monday.--AFP", "AFP"),
        ("KARVEL (AP) — Two men were held.", "Associated Press"),
        ("Two men were held.\nSource: Xinhua", "Xinhua"),
        ("Two men were held.\nReuters", "Reuters"),
        ("Two men held in Karvel AFP Sunday 2 Mar 2031 Two men were held.", "AFP"),
        ("Two men were held. (With agencies)", UNNAMED),
        ("Two men were held. (With AFP and Reuters)", UNNAMED),
        ("Two men were held. Source Karvel Post and agencies", UNNAMED),
        ("The Associated Press contributed to this report.", "Associated Press"),
        ("Two men were held, a witness told Reuters.", None),
        ("AFP reported that two men were held.", None),
        ("Two men were held (Reuters Photo) in Karvel.", None),
        ("A man in Karvel on March 2, 2031. (AFP) Two men were held.", None),
        ("Two men were held.", None),
        ("By Reuters\nTwo men were held.", "Reuters"),
        ("Karvel Post staff and agencies\nTwo men were held.", UNNAMED),
        ("Karvel and agencies\nTwo men were held.", None),
        ("By Karvel Post staff and agencies\nTwo men were held.", UNNAMED),
        ("Two men were held. © 2031 AFP. All rights reserved.", "AFP"),
        ("Copyright 2031 The Associated Press. All rights reserved.\nTwo men were held.", "Associated Press"),
        ("Two men were held. (Reporting by Ana Belo in Karvel; editing by Ivo Brand)", UNNAMED),
        ("Two men were held. (Reporting by Ana Belo for Reuters; editing by Ivo Brand)", UNNAMED),
        ("Two men were held, after reporting by Ana Belo; nobody was editing by then.", None),
    ],
)
def test_credit_lines(text: str, credit: str | None) -> None:
    assert agency_credit(report(text)) == credit


def test_an_agency_does_not_credit_itself() -> None:
    assert agency_credit(report("KARVEL (Reuters) - Two men were held.", "Reuters")) is None


def test_an_agency_signed_otherwise_does_not_credit_itself_either() -> None:
    assert agency_credit(report("KARVEL (AP) - Two men were held.", "The Associated Press")) is None
    assert agency_credit(report("KARVEL (Reuters) - Two men were held.", "AP")) == "Reuters"


@pytest.mark.parametrize(
    ("byline", "credit"),
    [
        ("Reuters Staff", "Reuters"),
        ("Ana Belo, Associated Press", "Associated Press"),
        ("Staff and agencies", UNNAMED),
        ("AFP and Reuters", UNNAMED),
        ("Ana Belo", None),
        ("Papa Reutersson", None),
        (None, None),
    ],
)
def test_bylines(byline: str | None, credit: str | None) -> None:
    assert agency_credit(report("Two men were held.", byline=byline)) == credit


def test_the_names_that_an_agency_goes_by() -> None:
    assert agency_name("AP") == agency_name("The Associated Press") == "Associated Press"
    assert agency_name("Karvel Post") is agency_name("agencies") is agency_name(None) is None


PAGE = (
    "A day of shelling along the border, as our correspondents and others saw it.\n"
    "Four men were brought to the hospital of Tarn before noon, and two of them died there. (Reuters)\n"
    "Nobody in Karvel slept that night, as our correspondent saw for herself on the market square.\n"
    "BELGRAV (AFP) - The bridge was hit twice in the evening, and the road to it is closed.\n"
    "It will be closed for a week.\n"
    "DUNMORE, March 2 (Northern) - Rain is expected on the coast until the end of the week at the least.\n"
    "TARN (AP) - Three vans burned.\n"
    "Nobody was hurt."
)


@pytest.mark.parametrize(
    ("words", "agency"),
    [
        ("A day of shelling", None),
        ("Four men", "Reuters"),
        ("two of them died", "Reuters"),
        ("Nobody in Karvel", None),
        ("The bridge was hit", "AFP"),
        ("It will be closed", "AFP"),
        ("Three vans", "Associated Press"),
        ("Nobody was hurt", "Associated Press"),
    ],
)
def test_a_credit_is_for_its_own_words_only(words: str, agency: str | None) -> None:
    assert credited(agency_credits(report(PAGE)), PAGE.index(words)) == agency


def test_a_credit_for_the_whole_text_is_for_all_of_it() -> None:
    text = "KARVEL, March 2 (Reuters) - Two men were held.\nNobody was hurt."
    assert {credited(agency_credits(report(text)), at) for at in range(len(text))} == {"Reuters"}
    (only,) = agency_credits(report("Two men were held. (With agencies)"))
    assert only.agency == UNNAMED
    assert credited([only], 3) is None


def test_an_empty_text_has_no_credit() -> None:
    assert agency_credits(report("", byline="Reuters")) == ()
