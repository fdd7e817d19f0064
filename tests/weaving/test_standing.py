"""Statuses: what is claimed, corroborated, disputed, denied, unclear or taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from weaving_fakes import BASE, BLAME, RAID, party, stand

from twosource.records import Assessment, Figure, Origins
from twosource.weaving.standing import assess
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
