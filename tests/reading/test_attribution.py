"""Who is found to say what, by the form of the saying."""

from __future__ import annotations

import pytest
from reading_desk import founds, parse, said

FORMS = [
    (
        "The defence ministry said that rebels shelled the town of Karvel on Monday.",
        ("The defence ministry", "said", "that rebels shelled the town of Karvel on Monday"),
    ),
    (
        "Rebels shelled the town of Karvel on Monday, said the defence ministry.",
        ("the defence ministry", "said", "Rebels shelled the town of Karvel on Monday"),
    ),
    (
        "Rebels shelled the town of Karvel on Monday, the defence ministry said.",
        ("the defence ministry", "said", "Rebels shelled the town of Karvel on Monday"),
    ),
    (
        "Rebels shelled the town of Karvel on Monday the defence ministry said.",
        ("the defence ministry", "said", "Rebels shelled the town of Karvel on Monday"),
    ),
    (
        "The interior ministry told Radio Ostrana that gunmen had killed two guards.",
        ("The interior ministry", "told", "that gunmen had killed two guards"),
    ),
    (
        "The shelling was confirmed by the interior ministry.",
        ("the interior ministry", "was confirmed", "The shelling"),
    ),
    (
        "It was reported by Radio Ostrana that gunmen had killed two guards.",
        ("Radio Ostrana", "was reported", "that gunmen had killed two guards"),
    ),
    ("An attack claimed by the Karvel Legion killed four men.", ("the Karvel Legion", "claimed", "An attack")),
    (
        "The mayor of Ostrana confirmed the bombing of the bridge.",
        ("The mayor of Ostrana", "confirmed", "the bombing of the bridge"),
    ),
    ("Local media reported explosions in Karvel.", ("Local media", "reported", "explosions in Karvel")),
    (
        "Ostrana accused the Karvel Legion of shelling a school.",
        ("Ostrana", "accused", "the Karvel Legion of shelling a school"),
    ),
    ("The army blamed the rebels for the explosion.", ("The army", "blamed", "the rebels for the explosion")),
    ("The army blamed the explosion on the rebels.", ("The army", "blamed", "the explosion on the rebels")),
    (
        "The Karvel Legion claimed responsibility for the bombing.",
        ("The Karvel Legion", "claimed", "responsibility for the bombing"),
    ),
    (
        "According to the Karvel Observatory, 12 people were killed in the raid.",
        ("the Karvel Observatory", "According to", "12 people were killed in the raid"),
    ),
    (
        "Twelve people were killed in the raid, according to the Karvel Observatory.",
        ("the Karvel Observatory", "according to", "Twelve people were killed in the raid"),
    ),
    (
        "The army's claim that rebels shelled the school was repeated on state radio.",
        ("The army", "claim", "that rebels shelled the school"),
    ),
    (
        "Claims by the army that rebels shelled the school were rejected.",
        ("the army", "Claims", "that rebels shelled the school"),
    ),
    (
        "Radio Ostrana quoted the mayor as saying that rebels had burned the mill.",
        ("the mayor", "saying", "that rebels had burned the mill"),
    ),
    (
        "The blast, which the army said killed nine people, destroyed the market.",
        ("the army", "said", "killed nine people"),
    ),
    (
        "The mayor denied in a statement that his men had fired on the crowd.",
        ("The mayor", "denied", "that his men had fired on the crowd"),
    ),
    ("Rebels who said they had shelled Karvel were arrested.", ("Rebels", "said", "they had shelled Karvel")),
]


@pytest.mark.parametrize(("text", "expected"), FORMS, ids=[text[:40] for text, _ in FORMS])
def test_form(text: str, expected: tuple[str, str, str]) -> None:
    source, cue, content = expected
    assert (source, cue, (content,)) in [(a.source, a.cue, a.content) for a in said(text)]


@pytest.mark.parametrize(
    ("line", "source", "content"),
    [
        ("Defence ministry: three soldiers killed in Karvel", "Defence ministry", "three soldiers killed in Karvel"),
        ("Three soldiers killed in Karvel - defence ministry", "defence ministry", "Three soldiers killed in Karvel"),
        ("Three soldiers killed in Karvel — officials", "officials", "Three soldiers killed in Karvel"),
    ],
)
def test_headline_with_a_colon_or_a_dash(line: str, source: str, content: str) -> None:
    first = said(f"{line}\nThe fighting went on at night.")[0]
    assert (first.source, first.content) == (source, (content,))


def test_a_topic_before_a_colon_says_nothing() -> None:
    assert said("Karvel: three soldiers killed in raid\nThe fighting went on at night.") == []


def test_quotation_goes_on_over_sentences() -> None:
    text = '"Our planes bombed the depot," said Colonel Ivo Marsh. "Two trucks were destroyed. Nobody was hurt."'
    (only,) = said(text)
    assert only.source == "Colonel Ivo Marsh"
    assert only.content == ('"Our planes bombed the depot,"', '"Two trucks were destroyed. Nobody was hurt."')


def test_he_added_goes_back_to_the_speaker() -> None:
    text = '"Our planes bombed the depot," Colonel Ivo Marsh said. He added that two trucks were destroyed.'
    first, second = said(text)
    assert (second.cue, second.content) == ("added", ("that two trucks were destroyed",))
    assert first.parties == second.parties == ("x/ivo-marsh",)


@pytest.mark.parametrize("verb", ["citing", "quoting"])
def test_whom_a_speaker_cites_vouches_and_the_speaker_carries(verb: str) -> None:
    (only,) = said(f"Radio Ostrana said four people were killed, {verb} the interior ministry.")
    assert (only.parties, only.via) == (("x/interior-ministry",), ("x/radio-ostrana",))
    assert only.content == ("four people were killed",)


def test_joint_speakers_each_take_the_stand() -> None:
    (only,) = said("The Karvel Legion and the Ostrana army both said that they had shelled the village.")
    assert only.source == "The Karvel Legion and the Ostrana army"
    assert only.parties == ("x/karvel-legion", "x/ostrana-army")


def test_nested_attributions_are_both_kept() -> None:
    outer, inner = said("The police said that the mayor had denied that shots were fired at the crowd.")
    assert (outer.stance, outer.parties) == ("asserts", ("x/police",))
    assert (inner.stance, inner.parties, inner.via) == ("denies", ("x/mayor",), ("x/police",))
    assert inner.content == ("that shots were fired at the crowd",)


def test_a_second_saying_takes_over_the_speaker() -> None:
    first, second = said("The army said rebels had shelled Karvel and insisted that no soldiers were there.")
    assert first.parties == second.parties == ("x/army",)
    assert second.content == ("that no soldiers were there",)


def test_copy_without_marks_keeps_the_carrier_apart() -> None:
    text = "The army said the rebels had shelled the town wounding twenty the state agency reported"
    army, agency = said(text)
    assert army.content == ("the rebels had shelled the town wounding twenty",)
    assert (army.via, agency.via) == (("x/state-agency",), ())


def test_pictures_show_rather_than_say() -> None:
    (only,) = said("Photographs circulated by activists showed that the market was burned.")
    assert only.parties == ("x/activists",)


@pytest.mark.parametrize(
    "text",
    [
        "Life in Karvel is hard. People queue for bread.",
        "The army which had shelled Karvel said nothing.",
        "The blast claimed the lives of nine people.",
        "The singer recorded the song in Karvel.",
    ],
)
def test_no_saying(text: str) -> None:
    assert said(text) == []


def test_stretches_stand_apart_and_in_order() -> None:
    for text, _ in FORMS:
        doc = parse(text)
        for found in founds(text):
            assert all(0 <= start < end <= len(doc) for start, end in (found.cue, *found.content))
            assert list(found.content) == sorted(found.content)
            assert all(found.cue[1] <= start or end <= found.cue[0] for start, end in found.content)


@pytest.mark.xfail(strict=True, reason='the parser hangs "by the army" on the raid, so no speaker is found')
def test_blamed_for_by() -> None:
    (only,) = said("The rebels were blamed for the raid by the army.")
    assert only.source == "the army"


def test_a_claim_that_could_not_be_verified() -> None:
    text = "The army said that rebels shelled Karvel. The claim could not be independently verified."
    only = said(text)[-1]
    assert only.stance == "unverified"
