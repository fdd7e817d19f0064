"""A standing in the Admiralty code's grades."""

from __future__ import annotations

import pytest

from twosource.export.admiralty import CREDIBILITY, credibility
from twosource.records import Assessment, Denial, Origins
from twosource.records.standing import STATUSES


def standing(status: str, at_least: int = 0, stake: str | None = None) -> Assessment:
    denials = (Denial("karvel", stake, False, ("p-1",)),) if stake else ()
    return Assessment("q-1", status, False, False, Origins(at_least, None), (), (), (), (), "R.", (), denials=denials)


@pytest.mark.parametrize(
    ("found", "grade"),
    [
        (standing("corroborated", 2), 1),
        (standing("corroborated", 2, "own"), 1),
        (standing("corroborated", 2, "none"), 2),
        (standing("confirmed across sides"), 2),
        (standing("confirmed across sides", 1, "none"), 3),
        (standing("claimed", 1), 3),
        (standing("claimed"), 6),
        (standing("disputed", 1, "own"), 6),
        (standing("disputed", 1, "none"), 4),
        (standing("denied", 0, "own"), 6),
        (standing("denied", 0, "none"), 5),
        (standing("retracted"), 5),
        (standing("unverified"), 6),
    ],
)
def test_each_status_has_its_grade(found: Assessment, grade: int) -> None:
    assert credibility(found) == {
        "credibility": grade,
        "tag": f'admiralty-scale:information-credibility="{grade}"',
    }
    assert grade in CREDIBILITY


def test_only_a_corroborated_one_is_confirmed_by_other_sources() -> None:
    grades = {status: credibility(standing(status, 5))["credibility"] for status in STATUSES}
    assert [status for status, grade in grades.items() if grade == 1] == ["corroborated"]
