"""From the words of a source to the party."""

from __future__ import annotations

import pytest
from reading_desk import OUTLET, parties, read, report

KILLED = "said that gunmen had killed two guards."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A spokesman for the Free Syrian Army", "fsa"),
        ("A spokeswoman for the Ostrana army", "x/ostrana-army"),
        ("A Legion spokesman", "x/legion"),
        ("The ministry's spokesman", "x/ministry"),
        ("Legion spokesman Ivo Marsh", "x/ivo-marsh"),
        ("Russia's defence ministry", "ru/mod"),
        ("The Russian MoD", "ru/mod"),
        ("The ministry of defence of Russia", "ru/mod"),
        ("A source in the Russian defence ministry", "x/russian-defence-ministry-source"),
        ("The Britain-based Syrian Observatory for Human Rights", "sohr"),
        ("A Karvel-based monitoring group", "x/monitoring-group"),
        ("A senior military official", "x/military-official"),
        ("The Post", OUTLET),
        ("A statement by the Karvel Legion", "x/karvel-legion"),
        ("Colonel Ivo Marsh", "x/ivo-marsh"),
    ],
)
def test_source(text: str, expected: str) -> None:
    assert parties(f"{text} {KILLED}") == [(expected,)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A spokesman for the Free Syrian Army", "The group"),
        ("Russia's defence ministry", "It"),
        ("Doctors Without Borders", "The aid group"),
        ("Governor Karel Vost", "The governor"),
        ("Governor Karel Vost", "He"),
        ("Dr. Ana Lind", "She"),
        ("Dr. Ana Lind", "Lind"),
        ("A resident of Karvel", "He"),
        ("The Free Syrian Army and the Kurdish YPG", "They"),
        ("Witnesses", "The witnesses"),
        ("A spokesman for the Karvel Legion", "He"),
        ("A spokesman for the Karvel Legion", "The spokesman"),
        ("The Karvel Legion", "It"),
    ],
)
def test_taken_up_again(first: str, second: str) -> None:
    one, two = parties(f"{first} {KILLED} {second} said four other people were wounded.")
    assert one
    assert one == two


def test_the_outlets_own_short_name_comes_before_others_of_that_name() -> None:
    given = report(f"The Wire {KILLED}", publisher="Ostrana Wire")
    assert parties(given) == [("x/ostrana-wire",)]


def test_it_was_impossible_is_nobodys_it() -> None:
    text = "The army said rebels fled. It was impossible to verify whether the depot was bombed."
    assert parties(text) == [("x/army",), ()]


def test_he_and_she_part() -> None:
    text = f"Governor Karel Vost {KILLED} He said two men fled. Mayor Ana Lind said all was well. She said they fled."
    assert [ids[0] for ids in parties(text)] == ["x/karel-vost", "x/karel-vost", "x/ana-lind", "x/ana-lind"]


def test_a_description_before_the_name() -> None:
    text = "A monitoring group said 12 people were killed. The Syrian Observatory for Human Rights has many sources."
    assert parties(text) == [("sohr",)]


def test_an_office_before_the_name() -> None:
    text = f"Its governor said four people were wounded in the raid. Later Governor Karel Vost {KILLED}"
    assert parties(text) == [("x/karel-vost",), ("x/karel-vost",)]


def test_the_government_is_that_of_the_reports_state() -> None:
    text = f"The government {KILLED} Syria has been at war for years. Syrian planes bombed the depot."
    assert parties(text) == [("sy",)]


def test_nobody_is_meant() -> None:
    assert parties('"Nine people were killed here," she told Reuters.') == [()]
    assert parties("It said the attack killed 9.") == [()]


def test_a_partys_own_site_is_no_outlet_called_by_its_name() -> None:
    given = report(f"The Legion {KILLED}", publisher="Karvel Legion")
    assert read(given).attributions[0].parties[0].id in {"x/legion", "x/karvel-legion"}


def test_an_id_always_has_letters() -> None:
    for text in ("*** said that rebels shelled Karvel.", "🔥🔥 said that rebels shelled Karvel."):
        assert all(p.id != "x/" for a in read(text).attributions for p in a.parties)


def test_the_group_is_that_of_its_spokesman_and_no_text() -> None:
    ids = parties(
        "Karel Vost, a spokesman for Hamas, said the attack had failed. A resolution of the council said a truce had "
        "begun. The group said it had captured ten soldiers."
    )
    assert ids[-1] == ("hamas",)


def test_which_takes_up_the_noun_before_it_and_not_the_last_to_speak() -> None:
    ids = parties("France said the army had shelled the town. The Legion which denied that it had fired withdrew.")
    assert ids == [("fr",), ("x/legion",)]


def test_it_is_no_plural() -> None:
    ids = parties(
        "The Karvel Legion said medical sources in the town reported burns among the wounded. "
        "The bridge had been shelled too, it said."
    )
    assert ids == [("x/karvel-legion",), ("x/medical-sources",), ("x/karvel-legion",)]


@pytest.mark.parametrize("comma", ["", ","])
def test_two_speak_and_the_place_behind_them_does_not(comma: str) -> None:
    text = f"Jets bombed Vesk killing ten on Tuesday{comma} a monitor and medical workers in the rebel-held area said."
    assert parties(text) == [("x/monitor", "x/medical-workers")]


@pytest.mark.parametrize(
    ("bare", "full", "expected"),
    [
        ("Navy", "The Sorland Navy", "x/sorland-navy"),
        ("Navy", "Russia's navy", "ru/navy"),
        ("Ministry", "The Ministry of Health of Sorland", "x/ministry-of-health-of-sorland"),
        ("Health ministry", "The Ministry of Health of Sorland", "x/ministry-of-health-of-sorland"),
        ("Army", "Sorland's army", "x/sorland-s-army"),
        ("Police", "The Sefton police", "x/sefton-police"),
        ("Miners' union", "The Dellow Miners' Union", "x/dellow-miners-union"),
        ("Monitors", "The Harbour Monitors", "x/harbour-monitors"),
        ("Monitor", "The Syrian Observatory for Human Rights", "sohr"),
    ],
)
def test_a_headlines_bare_word_is_the_body_that_the_text_names_in_full(bare: str, full: str, expected: str) -> None:
    text = f"{bare} says gunmen killed two guards\n\n{full} {KILLED}"
    assert parties(text) == [(expected,), (expected,)]
    lower = f"{full} {KILLED} The {bare.lower()} said they had fled."
    assert parties(lower) == [(expected,), (expected,)]


def test_a_bare_word_that_fits_two_is_neither() -> None:
    text = f"Army says gunmen killed two guards\n\nThe Sorland army {KILLED} The Tarn Liberation Army said so too."
    assert parties(text)[:2] == [("x/army",), ("x/sorland-army",)]


def test_a_name_of_its_own_is_no_one_named_before() -> None:
    first, second = parties(f"The Tarn Liberation Army {KILLED} The Sorland army said they had fled.")
    assert (first, second) == (("x/tarn-liberation-army",), ("x/sorland-army",))


def test_the_army_is_the_states_whatever_other_army_is_named() -> None:
    text = f"Syrian jets bombed the town, the Free Syrian Army said. The army {KILLED} Syria has been at war for years."
    assert parties(text)[-1] == ("sy/military",)


def test_a_body_called_by_its_members_is_no_person() -> None:
    found = read(f"The Harbour Monitors {KILLED}").attributions[0].parties[0]
    assert found.kind == "body"


def test_its_investigators_are_the_bodys() -> None:
    text = f"The Karvel Legion {KILLED} Its investigators said that the men had fled."
    found = [a.parties[0] for a in read(text).attributions]
    assert (found[1].kind, found[1].part_of) == ("unnamed", found[0].id)


@pytest.mark.parametrize(
    ("text", "both"),
    [
        (f"The Sorland Navy as well as the harbour police {KILLED}", {"x/sorland-navy", "x/harbour-police"}),
        (f"The Sorland Navy, along with the harbour police, {KILLED}", {"x/sorland-navy", "x/harbour-police"}),
        (f"Russia together with the Karvel Legion {KILLED}", {"ru", "x/karvel-legion"}),
    ],
)
def test_two_speak_however_they_are_joined(text: str, both: set[str]) -> None:
    assert {i for ids in parties(text) for i in ids} == both


@pytest.mark.parametrize(
    "cue", [", also known as the", ", formerly known as the", " (a.k.a. the", ", better known as the"]
)
def test_another_name_that_the_report_gives_is_the_same_party(cue: str) -> None:
    close = ")" if "(" in cue else ","
    text = f"The Karvel Legion{cue} Tarn Lions{close} {KILLED} The Tarn Lions said they had fled. Tarn Lions denied it."
    assert {i for ids in parties(text) for i in ids} == {"x/karvel-legion"}


def test_two_parties_of_the_data_stay_two_whatever_a_report_calls_them() -> None:
    text = f"Hamas, also known as Hezbollah, {KILLED} Hezbollah said they had fled."
    assert parties(text)[-1] == ("hezbollah",)
