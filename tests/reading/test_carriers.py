"""Chains: who vouches at the bottom, and through whom the words came, outermost first."""

from __future__ import annotations

import pytest
from reading_desk import read, report

SAID = "a bridge near Karvel was destroyed"
FIRST = "A bridge near Karvel was destroyed"


def chains(text: str, publisher: str | None = "Karvel Daily") -> list[tuple[str, ...]]:
    """Every position's carriers' names, outermost first, and at the end the party's."""
    found = read(report(text, publisher=publisher)).positions
    return [(*(ref.name for ref in p.via), p.party.name) for p in found]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"A security source told Reuters that {SAID}.", ("Reuters", "security source")),
        (
            "A bridge near Karvel was destroyed, a local official told the Interfax agency.",
            ("Interfax", "local official"),
        ),
        (f"Citing a military source, Interfax reported that {SAID}.", ("Interfax", "military source")),
        (f"Reuters, citing police, said that {SAID}.", ("Reuters", "police")),
        (
            f"{SAID[:1].upper() + SAID[1:]}, Reuters reported, citing the health ministry.",
            ("Reuters", "health ministry"),
        ),
        (f"Reuters quoted a local doctor as saying that {SAID}.", ("Reuters", "local doctor")),
        (
            f"Ostrana state television quoted an army commander as saying that {SAID}.",
            ("Ostrana state television", "army commander"),
        ),
        (f"The mayor of Tarn, quoted by Ukrinform, said {SAID}.", ("Ukrinform", "mayor of Tarn")),
        (
            f"The army said in a statement carried by the Northern Wire agency that {SAID}.",
            ("Northern Wire agency", "army"),
        ),
        (f"The governor said in an interview with Al Jazeera that {SAID}.", ("Al Jazeera", "governor")),
        (f"According to Reuters, which cited two security officers, {SAID}.", ("Reuters", "security officers")),
        (f"{FIRST}, according to Reuters, which quoted local officials.", ("Reuters", "local officials")),
        (f"The Al-Watan newspaper reported that, according to a military source, {SAID}.", ("military source",)),
        (f"{FIRST}, state news agency SANA quoted a police source as saying.", ("SANA", "police source")),
        (f'"{FIRST}," TASS quoted the rescue chief as saying.', ("TASS", "rescue chief")),
        (
            f"The head of the fire service confirmed to Reuters that {SAID}.",
            ("Reuters", "head of the fire service"),
        ),
        ("The ministry denied, in a statement to Reuters, that it had destroyed a bridge.", ("Reuters", "ministry")),
        ('"Our men have taken the town," the commander was quoted as saying by Interfax.', ("Interfax", "commander")),
        (f"The commander was quoted by Interfax as saying that {SAID}.", ("Interfax", "commander")),
    ],
)
def test_the_carrier_stands_before_the_one_who_vouches(text: str, chain: tuple[str, ...]) -> None:
    assert {found[-len(chain) :] for found in chains(text)} == {chain}


def test_an_outlet_is_itself_however_it_is_introduced() -> None:
    assert chains(f"Hezbollah's Al-Manar television said {SAID}.") == [("Al-Manar",)]


def test_a_chain_of_three_is_kept_whole() -> None:
    text = f"The BBC quoted a local official as saying that a military source had told him that {SAID}."
    assert chains(text) == [("BBC", "local official", "military source")]


def test_a_source_who_spoke_to_the_reports_own_outlet_was_carried_by_nobody() -> None:
    assert chains(f"A security source told Reuters that {SAID}.", "Reuters") == [("security source",)]


def test_an_outlet_that_is_only_spoken_of_carries_nothing() -> None:
    assert chains(f"The army said that {SAID} and that Reuters had been told to leave.")[0] == ("army",)


def test_of_two_speakers_the_nearer_one_was_carried() -> None:
    text = f"The mayor said that {SAID}, while a medic told Reuters that six people were killed."
    first, second = chains(text)
    assert first == ("mayor",)
    assert second[-2:] == ("Reuters", "medic")


def test_one_report_holds_its_own_word_and_relayed_ones() -> None:
    text = (
        "A rocket hit the market in Tarn on Sunday. The governor said that six people were killed. "
        "Reuters reported that the rocket was fired from Ostrana. A hospital doctor told AFP that 20 people were "
        "wounded. Interfax, citing police, said that seven people were killed. The army denied that it had fired the "
        "rocket."
    )
    assert chains(text) == [
        ("Karvel Daily",),
        ("governor",),
        ("Reuters",),
        ("Agence France-Presse", "hospital doctor"),
        ("Interfax", "police"),
        ("army",),
    ]


def test_a_spokesman_named_behind_his_rank_speaks_for_his_body() -> None:
    (found,) = read(f"Colonel Ivo Brand, a spokesman for the Syrian army, said that {SAID}.").positions
    assert (found.party.name, found.party.part_of) == ("Ivo Brand", "sy/military")


def test_a_place_that_an_office_is_of_is_no_person() -> None:
    (found,) = read(f"The mayor of Kherson said {SAID}.").positions
    assert (found.party.name, found.party.kind) == ("mayor of Kherson", "unnamed")


def test_whom_nobody_but_an_agency_quotes_is_not_the_reports_own_word() -> None:
    """Words that somebody "was quoted as saying" are that one's, even where they say "our"."""
    found = read('"Our forces have captured the town," the commander was quoted as saying by Interfax.').positions
    assert {p.party.name for p in found} == {"commander"}
