"""Statuses: hand-made cases of who says what, and where a proposition then stands."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weaving_fakes import BASE, BLAME, RAID, party, stand

from twosource.records import Assessment, Figure, Origins
from twosource.records.ledger import STATUSES
from twosource.weaving.standing import assess, history
from twosource.weaving.stands import Matter, Stand


def judge(*stands: Stand, matter: Matter = RAID) -> Assessment:
    return assess(stands, matter, BASE)


def status(*stands: Stand, matter: Matter = RAID) -> str:
    return judge(*stands, matter=matter).status


def killed(low: int | None, high: int | None) -> Figure:
    return Figure(low, high, "killed", "some words")


# claimed


def test_one_claim_is_claimed() -> None:
    found = judge(stand("dawn"))
    assert (found.status, found.origins, found.asserted_by) == ("claimed", Origins(0, 1), ("dawn",))


def test_ten_outlets_quoting_one_governor_stay_claimed() -> None:
    found = judge(*(stand("ostrana/governor", outlet=f"x/paper-{n}", basis="saw") for n in range(10)))
    assert (found.status, found.origins) == ("claimed", Origins(1, 1))


def test_an_allys_echo_stays_claimed() -> None:
    assert status(stand("ostrana", basis="did"), stand("ostrana/tv", "confirms", own=True)) == "claimed"
    assert status(stand("ostrana"), stand("veld", "confirms")) == "claimed"


def test_parties_of_one_side_confirming_each_other_stay_claimed() -> None:
    assert status(stand("ostrana/mod"), stand("ostrana/governor", "confirms", basis="saw")) == "claimed"


def test_a_reprint_in_other_colours_stays_claimed() -> None:
    first = stand("wire", own=True, basis="saw", id="a")
    assert status(first, stand("herald", own=True, basis="saw", copied_from="a", copied_outlet="wire")) == "claimed"


def test_circular_citing_stays_claimed() -> None:
    assert status(stand("herald", outlet="post"), stand("post", outlet="herald")) == "claimed"


def test_one_video_shown_by_six_outlets_stays_claimed() -> None:
    outlets = ["wire", "wire-two", "post", "herald"]
    assert status(*(stand(o, own=True, basis="saw", evidence=("video:dawn",)) for o in outlets)) == "claimed"


def test_unknown_affiliations_are_unknown_stakes() -> None:
    strangers = [party(f"x/group-{n}", "monitor") for n in (1, 2)]
    assert status(*(stand(s, basis="saw") for s in strangers)) == "claimed"


def test_outlets_of_the_attackers_country_have_no_clean_hands() -> None:
    matter = replace(RAID, actors=("karvel",))
    assert status(
        stand("karvel-daily", own=True, basis="saw"), stand("wire", own=True, basis="saw"), matter=matter
    ) == ("claimed")


def test_two_agencies_without_access_stay_claimed() -> None:
    assert status(stand("wire", own=True), stand("wire-two", own=True)) == "claimed"


def test_a_joint_statement_is_one_voice_with_two_names() -> None:
    found = judge(*(stand(x, basis="did", doc="d", start=5) for x in ("dawn", "raiders")))
    assert (found.status, found.asserted_by, found.origins) == ("claimed", ("dawn", "raiders"), Origins(1, 2))


def test_an_unverified_claim_is_qualified() -> None:
    found = judge(stand("dawn"), stand("post", "unverified", own=True))
    assert (found.status, found.unverifiable, found.unverified_by) == ("claimed", True, ("post",))


# corroborated


def test_two_independent_watchers_who_saw_it_corroborate() -> None:
    found = judge(stand("wire", own=True, basis="saw"), stand("medics", basis="saw"))
    assert (found.status, found.contested, found.origins) == ("corroborated", False, Origins(2, 2))


def test_a_finding_and_another_origin_corroborate() -> None:
    found = judge(stand("inspectors", basis="examined"), stand("karvel/army", "confirms", basis="did"))
    assert found.status == "corroborated"


def test_a_finding_with_the_accused_denial_is_contested_not_disputed() -> None:
    found = judge(
        stand("inspectors", basis="examined"),
        stand("medics", basis="saw"),
        stand("karvel/army", "denies"),
        matter=BLAME,
    )
    assert (found.status, found.contested, found.denied_by) == ("corroborated", True, ("karvel/army",))
    assert "accused of it" in found.reason


def test_a_finding_alone_or_with_a_mere_claim_is_not_corroborated() -> None:
    assert status(stand("inspectors", basis="examined")) == "claimed"
    assert status(stand("inspectors", basis="examined"), stand("ostrana/mod")) == "claimed"


def test_a_hedged_finding_does_not_corroborate() -> None:
    assert status(stand("inspectors", basis="examined", certainty="hedged"), stand("medics", basis="saw")) == "claimed"


def test_a_ministry_that_examined_it_makes_no_finding() -> None:
    assert status(stand("ostrana/mod", basis="examined"), stand("ostrana/governor", basis="saw")) == "claimed"
    assert status(stand("ostrana/mod", basis="examined"), stand("medics", basis="saw")) == "claimed"


def test_an_examined_video_of_the_claimants_own_is_not_another_origin() -> None:
    assert (
        status(
            stand("dawn", basis="did", evidence=("video:dawn",)),
            stand("watch", basis="examined", evidence=("video:dawn",)),
        )
        == "claimed"
    )


def test_tolls_that_contradict_do_not_corroborate() -> None:
    toll = replace(RAID, aspect="toll")
    apart = [
        stand("wire", own=True, basis="saw", figure=killed(30, 30)),
        stand("medics", basis="saw", figure=killed(80, 80)),
    ]
    near = [apart[0], stand("medics", basis="saw", figure=killed(25, None))]
    assert status(*apart, matter=toll) == "claimed"
    assert status(*near, matter=toll) == "corroborated"


# confirmed across sides


def test_both_sides_confirm() -> None:
    found = judge(*(stand(x, "confirms", doc="d", start=5) for x in ("ostrana", "karvel")))
    assert (found.status, found.confirmed_by) == ("confirmed across sides", ("karvel", "ostrana"))


def test_an_enemys_confirmation_of_its_own_loss() -> None:
    found = judge(stand("karvel/army", basis="did"), stand("ostrana/governor", "confirms"))
    assert found.status == "confirmed across sides"
    assert "its own loss" in found.reason or "own loss" in found.reason


def test_enemies_who_both_assert_have_confirmed_nothing() -> None:
    assert status(stand("karvel"), stand("ostrana")) == "claimed"


def test_denial_then_confirmation_keeps_both_in_history() -> None:
    heap = [
        stand("ostrana", day="2031-03-01"),
        stand("karvel/army", "denies", day="2031-03-02"),
        stand("karvel/army", "confirms", day="2031-03-09"),
    ]
    found = judge(*heap, matter=BLAME)
    assert (found.status, found.denied_by, found.confirmed_by) == ("confirmed across sides", (), ("karvel/army",))
    assert "had denied it" in found.reason
    assert [(c.day, c.status) for c in history(heap, BLAME, BASE)] == [
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


# disputed, denied, unverified, retracted


def test_asserted_by_one_denied_by_the_accused_is_disputed() -> None:
    found = judge(stand("ostrana/governor"), stand("karvel", "denies"), matter=BLAME)
    assert (found.status, found.contested) == ("disputed", False)


def test_a_confirmation_that_is_taken_back_on_a_later_day_is_a_denial() -> None:
    found = judge(
        stand("ostrana", day="2031-03-01"),
        stand("karvel", "confirms", day="2031-03-02"),
        stand("karvel", "denies", day="2031-03-03"),
    )
    assert (found.status, found.denied_by) == ("disputed", ("karvel",))


def test_on_one_day_without_hours_the_more_cautious_stance_counts() -> None:
    heap = [stand("ostrana"), stand("karvel", "confirms", doc="a"), stand("karvel", "denies", doc="b")]
    assert status(*heap) == "disputed"
    timed = [
        stand("ostrana", day="2031-03-02T08:00:00+00:00"),
        stand("karvel", "denies", doc="a", day="2031-03-02T12:00:00+03:00"),
        stand("karvel", "confirms", doc="b", day="2031-03-02T11:00:00+00:00"),
    ]
    assert status(*timed) == "confirmed across sides"


def test_the_day_on_which_it_was_said_counts_before_the_reports() -> None:
    found = judge(
        stand("ostrana"),
        stand("karvel", "denies", said="2031-03-01", day="2031-03-20"),
        stand("karvel", "confirms", day="2031-03-10"),
    )
    assert found.status == "confirmed across sides"


def test_a_denial_of_what_nobody_says() -> None:
    assert status(stand("karvel", "denies")) == "denied"


def test_a_claim_known_only_from_its_denial_has_no_voice() -> None:
    heap = [stand("ostrana", via=("karvel/mfa",)), stand("karvel/mfa", "denies")]
    assert status(*heap) == "denied"
    assert status(*heap, stand("ostrana/mod", outlet="wire")) == "disputed"


def test_only_ever_unclear() -> None:
    found = judge(stand("post", "unverified", own=True), stand("herald", "unverified", own=True))
    assert (found.status, found.unverifiable, found.origins) == ("unverified", True, Origins(0, 0))


def test_taken_back_by_all_who_asserted_it() -> None:
    heap = [stand("post", own=True, day="2031-03-01"), stand("post", "retracts", own=True, day="2031-03-04")]
    assert status(*heap) == "retracted"
    assert status(*heap, stand("herald", own=True)) == "claimed"


def test_declining_to_comment_is_no_stance() -> None:
    found = judge(stand("dawn"), stand("karvel", "declines"))
    assert (found.status, found.denied_by, len(found.because)) == ("claimed", (), 1)


def test_nothing_said_stands_nowhere() -> None:
    with pytest.raises(ValueError, match="raid"):
        assess([], RAID, BASE)


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


def test_the_reason_is_one_sentence_that_keeps_claims_apart() -> None:
    found = judge(
        stand("dawn", basis="did"),
        stand("raiders"),
        stand("ostrana", "denies"),
        stand("wire", "unverified", own=True),
    )
    assert found.reason == (
        "Claimed by Dawn and Raiders; denied by Ostrana; Wire could not verify it; "
        "one independent origin at least, two at most."
    )


def test_a_long_list_says_how_many_are_left() -> None:
    found = judge(*(stand(party(f"x/group-{n}", "armed group")) for n in range(7)))
    assert "and three others" in found.reason


# properties

_who = st.sampled_from(
    ["ostrana", "ostrana/mod", "karvel", "karvel/mfa", "dawn", "raiders", "wire", "medics", "inspectors"]
)
_stance = st.sampled_from(["asserts", "confirms", "denies", "unverified", "retracts", "declines"])
_day = st.sampled_from([None, "2031-03-01", "2031-03-02", "2031-03-02T10:00:00+00:00", "2031-03-09"])


@st.composite
def heaps(draw: st.DrawFn) -> list[Stand]:
    return [
        stand(
            draw(_who),
            draw(_stance),
            id=f"p{n}",
            outlet=draw(st.sampled_from(["post", "ostrana/tv"])),
            basis=draw(st.sampled_from(["unknown", "saw", "examined", "did"])),
            day=draw(_day),
            start=20 * n,
            doc=draw(st.sampled_from(["a", "b"])),
        )
        for n in range(draw(st.integers(1, 8)))
    ]


@given(heaps(), st.randoms(use_true_random=False), st.sampled_from([RAID, BLAME]))
def test_the_order_of_reading_does_not_matter(heap: list[Stand], rng: random.Random, matter: Matter) -> None:
    shuffled = list(heap)
    rng.shuffle(shuffled)
    assert assess(heap, matter, BASE) == assess(shuffled, matter, BASE)


@given(heaps(), st.sampled_from([RAID, BLAME]))
def test_a_status_has_what_it_says(heap: list[Stand], matter: Matter) -> None:
    found = assess(heap, matter, BASE)
    assert found.status in STATUSES
    assert found.reason.endswith(".")
    if found.status == "confirmed across sides":
        assert found.confirmed_by
        assert len({*found.confirmed_by, *found.asserted_by}) > 1
    if found.status == "corroborated":
        assert found.origins.at_least >= 2
    if found.status == "disputed":
        assert found.denied_by
        assert found.asserted_by or found.confirmed_by
    if found.contested:
        assert found.status in ("corroborated", "confirmed across sides")
        assert found.denied_by
    listed = [*found.asserted_by, *found.confirmed_by, *found.denied_by, *found.unverified_by]
    assert len(listed) == len(set(listed)), "a party counts once"


@given(heaps())
def test_the_history_ends_where_the_assessment_stands(heap: list[Stand]) -> None:
    assert history(heap, RAID, BASE)[-1].status == assess(heap, RAID, BASE).status
