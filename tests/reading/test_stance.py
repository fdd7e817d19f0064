"""Which stance a saying takes, and which takes none."""

from __future__ import annotations

import pytest
from reading_desk import OUTLET, Stood, said, stood

STANCES = [
    ("The army said that its planes bombed the depot.", "x/army", "asserts"),
    ("The army confirmed that its planes bombed the depot.", "x/army", "confirms"),
    ("The Karvel Legion admitted that its men bombed the depot.", "x/karvel-legion", "confirms"),
    ("The army denied that its planes bombed the depot.", "x/army", "denies"),
    ("The army denied bombing the depot.", "x/army", "denies"),
    ("The army denied any involvement in the bombing of the depot.", "x/army", "denies"),
    ("The army denied allegations that its planes bombed the depot.", "x/army", "denies"),
    ("The army, which denied firing on the crowd, left the town.", "x/army", "denies"),
    ("The army dismissed the reports of a massacre.", "x/army", "denies"),
    ("The army claimed not to have fired at the crowd.", "x/army", "denies"),
    ("The army said its planes did not bomb the depot.", "x/army", "denies"),
    ("The army said there were no casualties in the raid.", "x/army", "asserts"),
    ("The army could not confirm that the depot was bombed.", "x/army", "unverified"),
    ("The army said it could not confirm the reports of an attack on the depot.", "x/army", "unverified"),
    ("The police had no information on who bombed the depot.", "x/police", "unverified"),
    ("The reports of a raid on Karvel could not be independently verified.", OUTLET, "unverified"),
    ("The Post has not been able to verify that the bridge was bombed.", OUTLET, "unverified"),
    ("No group has claimed responsibility for the bombing of the depot.", OUTLET, "unverified"),
    ("There was no immediate claim of responsibility for the bombing.", OUTLET, "unverified"),
    ("The number of dead was difficult to establish.", OUTLET, "unverified"),
    ("It was not clear who bombed the depot.", OUTLET, "unverified"),
    ("It was impossible to verify whether the depot was bombed.", OUTLET, "unverified"),
    ("It was not immediately clear whether anyone was killed in the raid.", OUTLET, "unverified"),
    ("If confirmed, the killing of the commander would be a blow to the rebels.", OUTLET, "unverified"),
    ("The Karvel Legion retracted its claim that the depot was bombed.", "x/karvel-legion", "retracts"),
]


@pytest.mark.parametrize(("text", "party", "stance"), STANCES, ids=[text[:50] for text, _, _ in STANCES])
def test_stance(text: str, party: str, stance: str) -> None:
    assert [(p.party, p.stance) for p in stood(text)] == [(party, stance)]


def test_dismissed_as_propaganda_goes_by_the_words_taken() -> None:
    """That the reports are propaganda is asserted; the massacre itself is denied."""
    (only,) = stood("The army dismissed reports of a massacre as propaganda.")
    assert only.party == "x/army"
    assert only.stance == ("asserts" if "propaganda" in only.content else "denies")


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("The mayor demanded that the rebels leave Karvel.", "demand"),
        ("The mayor urged the army to stop shelling the town.", "demand"),
        ("The army vowed to bomb the depot again.", "plan"),
        ("The army threatened to shell the town.", "threat"),
        ("The mayor predicted that the army would shell the town.", "prediction"),
        ("The army would say that its planes bombed the depot.", "prediction"),
        ("The mayor condemned the bombing of the depot.", "opinion"),
        ("The mayor called the bombing a disgrace.", "opinion"),
    ],
)
def test_no_stand_on_what_happened(text: str, about: str) -> None:
    assert stood(text) == []
    (only,) = said(text)
    assert (only.stance, only.about) == (None, about)


@pytest.mark.parametrize(
    "text",
    [
        "Did the army bomb the depot?",
        '"Who killed these children?" the mayor asked.',
        "If the army bombed the depot, the mayor said, he would resign.",
        "The army said the rebels would attack Karvel.",
        "The army did not say who bombed the depot.",
        "The army did not deny that its planes bombed the depot.",
        "The police neither confirmed nor denied that the mayor was killed.",
        "The mayor said the killing of the guards was unacceptable.",
    ],
)
def test_no_position(text: str) -> None:
    assert stood(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The army declined to say whether its planes bombed the depot.",
        "The army declined to comment on the bombing of the depot.",
        "The army refused to confirm that its planes bombed the depot.",
    ],
)
def test_declining_is_kept_but_is_no_position(text: str) -> None:
    assert stood(text) == []
    assert [a.stance for a in said(text)] == ["declines"]


@pytest.mark.parametrize(
    "text",
    [
        "The army believes that rebels bombed the depot.",
        "The mayor said that the army may have bombed the depot.",
        "The rebels reportedly bombed the depot on Monday.",
        "The rebels allegedly shelled the town.",
    ],
)
def test_hedged(text: str) -> None:
    assert [(p.stance, p.certainty) for p in stood(text)] == [("asserts", "hedged")]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army now says that its cutter did ram the trawler.", "confirms"),
        ("The army said that its guns did in fact fire on the crowd.", "confirms"),
        ("The army said that its guns did not fire on the crowd.", "denies"),
        ("The army said that its guns fired on the crowd.", "asserts"),
        ("The army said that the rebels did fire on the crowd.", "asserts"),
    ],
)
def test_one_who_says_that_it_did_it_after_all_admits_it(text: str, stance: str) -> None:
    assert [p.stance for p in stood(text)] == [stance]


def test_a_deed_of_others_that_was_not_done_is_no_denial() -> None:
    (only,) = stood("The army said the rebels did not suffer any casualties.")
    assert only.stance == "asserts"


def test_deepest_speaker_takes_the_stand() -> None:
    text = "The police said that the mayor had denied that shots were fired at the crowd."
    assert stood(text) == [Stood("x/mayor", "denies", "that shots were fired at the crowd")]


def test_footage_is_the_outlets_own_word_where_nobody_made_it() -> None:
    assert stood("Footage showed that the market was burned.") == [
        Stood(OUTLET, "asserts", "that the market was burned")
    ]


def test_who_has_agreed_a_truce_tells_of_it() -> None:
    text = "Karvel said it had agreed a two-day ceasefire with Ostrana."
    assert [(p.stance, p.content) for p in stood(text)] == [
        ("asserts", "it had agreed a two-day ceasefire with Ostrana")
    ]
