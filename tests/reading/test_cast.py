"""Who appears in a report, under which name and office."""

from __future__ import annotations

import pytest
from reading_desk import parse

from twosource.reading.cast import Cast, find_cast
from twosource.reading.read import knowledge


def cast(text: str) -> Cast:
    known = knowledge()
    return find_cast(parse(text), known.parties, known.roles)


@pytest.mark.parametrize(
    ("text", "name", "office", "scope"),
    [
        ("Ostrana Governor Karel Vost said two men had died.", "Karel Vost", "governor", "ostrana"),
        ("Gov. Karel Vost said two men had died.", "Karel Vost", "governor", None),
        ("The Legion's spokesman, Ivo Marsh, said two men had died.", "Ivo Marsh", "spokesman", None),
        ("Dr. Ana Lind, head of the Karvel clinic, said two men had died.", "Ana Lind", "doctor", None),
    ],
)
def test_person(text: str, name: str, office: str | None, scope: str | None) -> None:
    person = next(p for p in cast(text).persons if p.name == name)
    assert person.scope == scope
    assert office is None or person.office == office


def test_a_surname_alone_is_the_person_named_before() -> None:
    found = cast("Dr. Ana Lind said nine people were killed. Lind said four people were wounded.")
    assert [p.name for p in found.persons] == ["Ana Lind"]


def test_two_persons_of_one_surname_stay_two() -> None:
    text = "Dr. Ana Lind said nine people were killed. Her brother, Marek Lind, said four people were wounded."
    assert {p.name for p in cast(text).persons} == {"Ana Lind", "Marek Lind"}


def test_known_names_overrule_the_parser() -> None:
    found = cast("The Free Syrian Army and Doctors Without Borders said two men had died.")
    assert [m.entry.id for m in found.mentions] == ["fsa", "msf"]
    assert found.persons == ()


def test_the_state_that_a_report_is_about() -> None:
    assert (state := cast("Syrian planes bombed the depot. The government of Syria said nothing.").state) is not None
    assert state.id == "sy"
    assert cast("Syrian and Turkish planes bombed the depot.").state is None
    assert cast("Planes bombed the depot.").state is None
