"""Confirmations across sides: who is opposed on what, whose word it is, and contested affiliations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from weaving_fakes import BASE, BLAME, RAID, party, stand

from twosource.records import Assessment
from twosource.weaving.history import assess_over_time
from twosource.weaving.standing import assess
from twosource.weaving.stands import Matter, Stand


def judge(*stands: Stand, matter: Matter = RAID) -> Assessment:
    return assess(stands, matter, BASE)


def status(*stands: Stand, matter: Matter = RAID) -> str:
    return judge(*stands, matter=matter).status


def test_both_sides_confirm() -> None:
    found = judge(*(stand(x, "confirms", doc="d", start=5) for x in ("ostrana", "karvel")))
    assert (found.status, found.confirmed_by) == ("confirmed across sides", ("karvel", "ostrana"))


def test_an_enemys_confirmation_of_its_own_loss() -> None:
    found = judge(stand("karvel/army", basis="did"), stand("ostrana/governor", "confirms"))
    assert found.status == "confirmed across sides"
    assert "its own loss" in found.reason or "own loss" in found.reason


def test_enemies_who_both_assert_have_confirmed_nothing() -> None:
    assert status(stand("karvel"), stand("ostrana")) == "claimed"


def test_denial_then_confirmation_keeps_both_in_changes() -> None:
    heap = [
        stand("ostrana", day="2031-03-01"),
        stand("karvel/army", "denies", day="2031-03-02"),
        stand("karvel/army", "confirms", day="2031-03-09"),
    ]
    found = judge(*heap, matter=BLAME)
    assert (found.status, found.denied_by, found.confirmed_by) == ("confirmed across sides", (), ("karvel/army",))
    assert "had denied it" in found.reason
    assert [(c.day, c.status) for c in assess_over_time(heap, BLAME, BASE).changes] == [
        ("2031-03-01", "claimed"),
        ("2031-03-02", "disputed"),
        ("2031-03-09", "confirmed across sides"),
    ]


def test_an_admission_decades_later_between_states_that_no_data_oppose() -> None:
    matter = Matter("old", "responsibility", actors=("sund",), targets=("veld",), on=date(1950, 1, 1))
    found = judge(
        stand("veld", day="1950-01-02"),
        stand("sund", "denies", day="1950-01-03"),
        stand("sund", "confirms", day="1994-05-06"),
        matter=matter,
    )
    assert found.status == "confirmed across sides"


def test_a_spokesmans_confirmation_replaces_the_states_earlier_denial() -> None:
    found = judge(
        stand("ostrana", day="2031-03-01"),
        stand("karvel", "denies", day="2031-03-02"),
        stand("karvel/mfa", "confirms", day="2031-03-05"),
    )
    assert found.status == "confirmed across sides"


def test_while_its_own_state_denies_it_an_officials_confirmation_is_none() -> None:
    official = party("x/a-karvel-official", "unnamed", "karvel")
    found = judge(stand("ostrana"), stand(official, "confirms"), stand("karvel", "denies"))
    assert found.status == "disputed"


def test_an_admission_known_only_from_the_enemy_is_no_admission() -> None:
    assert status(stand("ostrana"), stand("karvel", "confirms", outlet="ostrana/tv")) == "claimed"
    assert status(stand("ostrana"), stand("karvel", "confirms", via=("ostrana/mod",))) == "claimed"


def test_a_hedged_confirmation_is_none() -> None:
    assert status(stand("ostrana"), stand("karvel", "confirms", certainty="hedged")) == "claimed"


def test_a_nobodys_confirmation_is_none() -> None:
    assert status(stand("ostrana"), stand(party("x/a-source", "unnamed"), "confirms")) == "claimed"


def test_an_outlet_confirms_nothing_for_a_side() -> None:
    assert status(stand("ostrana"), stand("karvel-daily", "confirms", own=True)) == "claimed"


def test_enemies_who_blame_a_third_may_share_the_interest() -> None:
    matter = replace(BLAME, actors=("veld",))
    assert status(stand("ostrana"), stand("karvel", "confirms"), matter=matter) == "claimed"


def test_a_group_that_claims_a_deed_and_its_friends_word_for_it() -> None:
    matter = replace(BLAME, actors=("x/unit-nine",))
    unit = party("x/unit-nine", "armed group")
    assert status(stand(unit, "confirms"), stand(party("x/its-friend", "armed group")), matter=matter) == "claimed"


def test_a_confirmed_one_that_a_third_denies_is_contested() -> None:
    found = judge(stand("ostrana"), stand("karvel", "confirms"), stand("veld", "denies"))
    assert (found.status, found.contested) == ("confirmed across sides", True)


# contested affiliations


def test_a_contested_affiliation_is_computed_both_ways() -> None:
    matter = replace(BLAME, actors=("karvel",))
    found = judge(stand("raiders", "confirms"), stand("ostrana"), stand("karvel", "denies"), matter=matter)
    ways = {a.condition: a.status for a in found.alternatives}
    assert ways == {"Raiders is part of Karvel": "disputed", "Raiders is not part of Karvel": "disputed"}


def test_a_contested_alliance_never_lends_a_confirmation() -> None:
    found = judge(stand("raiders", basis="did"), stand("ostrana/governor", "confirms"))
    ways = {a.condition: a.status for a in found.alternatives}
    assert ways == {"Raiders is part of Karvel": "confirmed across sides", "Raiders is not part of Karvel": "claimed"}
    assert found.status == "claimed"


def test_nor_does_its_doubt() -> None:
    found = judge(stand("dawn", "confirms"), stand("ostrana"), matter=replace(RAID, targets=()))
    assert found.status == "confirmed across sides"
    assert found.alternatives == ()


# the reason


def test_the_reason_names_the_two_sides_and_the_rest() -> None:
    both = [stand(x, "confirms", doc="d", start=5) for x in ("ostrana", "karvel")]
    found = judge(
        *both, stand("post", own=True), stand("ostrana/governor", "confirms"), matter=replace(RAID, targets=())
    )
    assert found.reason == (
        "Confirmed by Karvel and Ostrana, on opposed sides; also confirmed by Ostrana Governor; also claimed by Post; "
        "no origin says how it knows, three at most."
    )


def test_the_heir_of_a_state_that_is_gone_admits_what_that_one_denied() -> None:
    matter = replace(BLAME, actors=("old-karvel",), targets=())
    heap = [
        stand("ostrana", day="1931-03-01"),
        stand("old-karvel", "denies", day="1931-03-02"),
        stand("new-karvel", "confirms", day="1994-05-01"),
    ]
    found = judge(*heap, matter=matter)
    assert (found.status, found.contested) == ("confirmed across sides", True)
    assert judge(*heap[:1], heap[2], matter=replace(matter, aspect="occurrence")).status == "confirmed across sides"
    still = stand("old-karvel", "denies", day="1994-05-02")
    assert judge(*heap, still, matter=matter).status == "disputed"
