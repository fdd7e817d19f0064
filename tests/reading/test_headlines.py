"""A headline that states a party's claim as fact is the party's, where the text below says so."""

from __future__ import annotations

import pytest
from reading_desk import read, report

OUTLET = "x/upland-mail"


def headline(text: str) -> tuple[str, str, list[str]]:
    """(party, its name in the text, the doers) of the one position that stands in the headline."""
    given = report(text, publisher="Upland Mail")
    (found,) = (p for p in read(given).positions if p.headline)
    source = "" if found.source is None else found.source.of(text)
    return found.party.id, source, [actor.id for actor in found.frame.actors]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Navy shells granary at Brannock\n\nThe Sorland Navy shelled the granary at Brannock on Friday, the Marsh "
            "Guild said.",
            ("x/marsh-guild", "the Marsh Guild", ["x/sorland-navy"]),
        ),
        (
            "Rebels shell granary at Brannock\n\nThe Marsh Legion said that it had shelled the granary at Brannock.",
            ("x/marsh-legion", "The Marsh Legion", ["x/marsh-legion"]),
        ),
    ],
)
def test_a_claim_told_as_fact_is_the_partys(text: str, expected: tuple[str, str, list[str]]) -> None:
    assert headline(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Granary at Brannock shelled\n\nThe granary at Brannock was shelled on Friday. It had been shelled for an "
        "hour, the mayor said.",
        "Granary at Brannock shelled\n\nThe mayor said that the mill at Orrel had been shelled.",
        "Three killed as granary at Brannock shelled\n\nShells on the granary at Brannock killed 14, the mayor said.",
        "Granary at Brannock shelled\n\nThe granary at Brannock was shelled on Friday, our reporter saw.",
        "Granary at Brannock shelled\n\nThe army denied that it had shelled the granary at Brannock.",
    ],
)
def test_what_the_outlet_says_itself_stays_its_own(text: str) -> None:
    assert headline(text)[:2] == (OUTLET, "")
