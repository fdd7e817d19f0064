"""A party's own statement is told apart from its relays, and a relay that distorts it is shown and doesn't count."""

from __future__ import annotations

import pytest
from weaving_fakes import BASE, BLAME, RAID, stand

from twosource.records import Figure
from twosource.weaving.standing import assess
from twosource.weaving.stands import Stand


def statement(who: str = "karvel/army", stance: str = "asserts", **more: object) -> Stand:
    return stand(who, stance, id="own", doc="statement", own=True, day="2031-03-02", **more)  # type: ignore[arg-type]


def relay(who: str = "karvel/army", stance: str = "asserts", day: str = "2031-03-02", **more: object) -> Stand:
    return stand(who, stance, id="relay", doc="report", day=day, **more)  # type: ignore[arg-type]


def dead(n: int) -> Figure:
    return Figure(n, n, "killed", str(n))


@pytest.mark.parametrize(
    ("own", "told", "distorts"),
    [
        (statement(), relay(), None),
        (statement(), relay("karvel/mfa"), "nobody's"),
        (statement("karvel"), relay("karvel/army"), None),
        (statement(), relay(stance="confirms"), None),
        (statement(stance="unverified"), relay(stance="confirms"), "stance"),
        (statement(figure=dead(3)), relay(figure=dead(30)), "figure"),
        (statement(figure=dead(3)), relay(figure=Figure(2, 5, "killed", "2-5")), None),
        (statement(certainty="hedged"), relay(), "hedge"),
        (statement(), relay(stance="denies", day="2031-03-09"), "nobody's"),
    ],
)
def test_what_a_relay_makes_of_a_statement(own: Stand, told: Stand, distorts: str | None) -> None:
    found = assess([own, told], RAID, BASE).relays
    if distorts == "nobody's":
        assert found == ()
        return
    assert [(r.position, r.of, r.distorts) for r in found] == [("relay", "own", distorts)]


def test_a_distorted_relay_does_not_confirm() -> None:
    own = statement(stance="unverified")
    told = relay(stance="confirms")
    charge = stand("ostrana", id="charge", doc="charge")
    found = assess([own, told, charge], BLAME, BASE)
    assert (found.status, found.confirmed_by, found.unverified_by) == ("claimed", (), ("karvel/army",))
    assert "relay" not in found.because
    assert assess([told, charge], BLAME, BASE).status == "confirmed across sides"


def test_an_outlets_own_voice_is_no_partys_statement() -> None:
    assert assess([stand("post", own=True, doc="a"), stand("karvel", doc="b")], RAID, BASE).relays == ()


def test_a_word_of_the_same_side_is_an_echo_and_no_second_side() -> None:
    heap = [
        stand("karvel", id="first", doc="a", day="2031-03-01"),
        stand("old-karvel", "confirms", id="echo", doc="b", day="2031-03-02"),
    ]
    found = assess(heap, RAID, BASE)
    assert found.status == "claimed"
    assert [(e.party, e.of, e.positions) for e in found.echoes] == [("old-karvel", "karvel", ("echo",))]
    assert "only echoes its own side" in found.reason


def test_who_owns_up_to_a_deed_of_its_own_echoes_nobody() -> None:
    heap = [
        stand("old-karvel", id="charge", doc="a", day="2031-03-01"),
        stand("karvel/army", "confirms", id="own", doc="b", day="2031-03-02"),
    ]
    assert assess(heap, BLAME, BASE).echoes == ()
