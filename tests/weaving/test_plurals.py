"""Verbs agree with the parties that do them."""

from __future__ import annotations

import pytest

from twosource.language.en.plurals import agree, is_plural


@pytest.mark.parametrize(
    "name",
    [
        "Ostranan officials",
        "residents of Vesk",
        "Witnesses",
        "the Sefton police",
        "fighters",
        "locals",
        "troops in Orrel",
    ],
)
def test_descriptions_of_many_are_plural(name: str) -> None:
    assert is_plural(name)


@pytest.mark.parametrize(
    "name",
    [
        "United Nations",
        "Harbour Monitors",
        "a military source",
        "Ana Belo's lawyer",
        "the army's headquarters",
        "Karvel",
        "Doctors Without Borders",
        "The Times",
        "",
        "Karvel's ministry of emergencies",
    ],
)
def test_names_and_single_sources_are_not(name: str) -> None:
    assert not is_plural(name)


@pytest.mark.parametrize(
    ("who", "verb", "expected"),
    [
        (["Karvel"], "denies it", "denies it"),
        (["Karvel", "Ostrana"], "denies it", "deny it"),
        (["Ostranan officials"], "claims it", "claim it"),
        (["medics"], "echoes its own side", "echo their own side"),
        (["medics"], "is accused of it", "are accused of it"),
        (["medics"], "can't verify", "can't verify"),
        (["medics"], "says that it can't be verified", "say that it can't be verified"),
    ],
)
def test_agreement(who: list[str], verb: str, expected: str) -> None:
    assert agree(who, verb) == expected
