"""Which of two reports that share their words is the copy."""

from __future__ import annotations

from itertools import permutations

import pytest

from twosource.records import Report
from twosource.weaving.credits import UNNAMED, agency_credit
from twosource.weaving.direction import Side, is_copy


def side(
    identity: str,
    published: str | None = "2031-03-02",
    publisher: str | None = None,
    credit: str | None = None,
    share: float = 0.5,
    carries: str | None = None,
) -> Side:
    report = Report(identity, "1", "s", "words", publisher=publisher, published=published, carries=carries)
    return Side(report, credit, share)


@pytest.mark.parametrize(
    ("copy", "original"),
    [
        (side("a", "2031-03-03"), side("z")),
        (side("a", "2031-03-02T10:00:00+00:00"), side("z", "2031-03-02T11:00:00+02:00")),
        (side("a", credit="Reuters"), side("z", publisher="Reuters")),
        (side("a", credit="Associated Press"), side("z", publisher="AP")),
        (side("a", credit=UNNAMED), side("z", publisher="AFP")),
        (side("a", carries="Karvel Post"), side("z", publisher="karvel post")),
        (side("a", "2031-03-01", credit="Reuters"), side("z", "2031-03-02", publisher="Reuters")),
        (side("a", "2031-03-09", publisher="Reuters"), side("z", "2031-03-02", credit="Reuters")),
        (side("a", None, credit="Reuters"), side("z", publisher="Reuters")),
        (side("a"), side("z", credit="Reuters")),
        (side("a", share=0.9), side("z", share=0.4)),
        (side("z", share=0.5), side("a", share=0.45)),
    ],
)
def test_which_is_the_copy(copy: Side, original: Side) -> None:
    assert is_copy(copy, original)
    assert not is_copy(original, copy)


def test_exactly_one_of_two_is_the_copy() -> None:
    sides = [
        side(f"{n}", day, publisher, credit, share)
        for n, (day, publisher, credit, share) in enumerate(
            (day, publisher, credit, share)
            for day in (None, "2031-03-02", "2031-03-02T09:00:00+00:00", "2031-03-03")
            for publisher in (None, "Reuters")
            for credit in (None, "Reuters", UNNAMED)
            for share in (0.3, 0.9)
        )
    ]
    assert all(is_copy(a, b) != is_copy(b, a) for a, b in permutations(sides, 2))


def test_a_credit_is_read_from_the_report() -> None:
    text = "KARVEL (Reuters) - Two men were held."
    assert agency_credit(Report("a", "1", "s", text, publisher="Karvel Post")) == "Reuters"
