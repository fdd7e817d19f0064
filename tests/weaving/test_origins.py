"""Origins: who vouches at the bottom, and how many."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weaving_fakes import BASE, party, stand

from twosource.records import Origins
from twosource.weaving.origins import origins, several
from twosource.weaving.sides import Sides
from twosource.weaving.stands import Stand

SIDES = Sides(BASE)


def count(*stands: Stand) -> Origins:
    return origins(stands, SIDES).origins


def test_ten_outlets_quoting_one_governor_are_one_origin() -> None:
    governor = party("x/ana-belo", "person", "ostrana/governor")
    assert count(*(stand(governor, outlet=f"x/outlet-{n}") for n in range(10))) == Origins(0, 1)
    assert count(*(stand(governor, outlet=f"x/outlet-{n}", basis="saw") for n in range(10))) == Origins(1, 1)


def test_a_state_its_ministry_and_its_media_are_one() -> None:
    assert count(
        stand("ostrana", outlet="post"),
        stand("ostrana/mod", outlet="herald"),
        stand("ostrana/tv", own=True),
    ) == Origins(0, 1)


def test_a_reprint_under_another_label_adds_nothing() -> None:
    first = stand("wire", own=True, basis="saw", id="a")
    copy = stand("herald", own=True, basis="saw", id="b", copied_from="a", copied_outlet="wire")
    assert count(first, copy) == count(first) == Origins(1, 1)


def test_a_reprint_that_copies_the_other_outlets_correspondent_adds_nothing() -> None:
    first = stand("wire", outlet="wire", basis="saw", id="a")
    copy = stand("herald", outlet="herald", basis="saw", id="b", copied_from="a", copied_outlet="wire")
    assert count(first, copy) == Origins(1, 1)


def test_a_copy_of_a_quotation_shares_the_quoted_ones_origin() -> None:
    first = stand("ostrana/mod", outlet="wire", id="a", basis="saw")
    copy = stand("herald", own=True, id="b", copied_from="a", copied_outlet="wire")
    assert count(first, copy) == Origins(1, 1)


def test_a_copy_whose_parent_position_was_not_read_shares_the_parents_outlet() -> None:
    assert count(
        stand("wire", own=True, id="a", start=50),
        stand("herald", own=True, id="b", copied_outlet="wire"),
    ) == Origins(0, 1)


def test_an_agency_credit_gives_the_words_to_the_agency() -> None:
    assert count(stand("wire", own=True), stand("post", own=True, credit="wire")) == Origins(0, 1)


def test_a_nameless_official_whom_the_states_own_media_carry_is_that_state() -> None:
    source = party("x/a-military-source", "unnamed")
    told = stand(source, outlet="post", via=("ostrana/tv",))
    assert count(told, stand("ostrana/mod", outlet="herald")) == Origins(0, 1)
    assert origins([told], SIDES).chains[0].origin == "ostrana"
    assert count(stand(source, outlet="ostrana/tv"), stand("ostrana/mod")) == Origins(0, 1)
    assert count(stand(source, outlet="post", via=("wire",)), stand("ostrana/mod")) == Origins(0, 2)


def test_officials_on_their_own_states_media_leave_the_upper_bound_known() -> None:
    assert count(stand(party("x/security-officials", "unnamed"), via=("ostrana/tv",))) == Origins(0, 1)


def test_a_witness_whom_a_states_media_carry_is_not_the_state() -> None:
    witness = stand(party("x/a-resident", "unnamed"), via=("ostrana/tv",), basis="saw")
    assert count(witness, stand("ostrana/mod")) == Origins(1, 2)


def test_outlets_in_their_own_voice_without_access_are_at_most_only() -> None:
    assert count(stand("post", own=True), stand("herald", own=True)) == Origins(0, 2)


def test_an_outlet_that_cites_another_rests_on_whom_that_one_cites() -> None:
    quoted = stand("karvel/mfa", outlet="herald", id="a")
    relayed = stand("herald", outlet="post", id="b")
    assert count(quoted, relayed) == Origins(0, 1)
    assert origins([quoted, relayed], SIDES).chains[0].origin == "karvel"


def test_outlets_that_cite_each_other_are_a_circle_of_one() -> None:
    backing = origins([stand("herald", outlet="post"), stand("post", outlet="herald")], SIDES)
    assert backing.origins == Origins(0, 1)
    assert backing.chains[0].origin.startswith("circle:")


def test_a_circle_with_somebody_at_its_bottom_rests_on_that_one() -> None:
    backing = origins(
        [
            stand("herald", outlet="post"),
            stand("post", outlet="herald"),
            stand("medics", outlet="herald", basis="saw", start=40),
        ],
        SIDES,
    )
    assert backing.origins == Origins(1, 1)


def test_one_video_shown_by_six_outlets_is_one_origin() -> None:
    shows = [stand(party(f"x/tv-{n}", "outlet"), own=True, basis="saw", evidence=("video:dawn",)) for n in range(6)]
    assert count(*shows) == Origins(1, 1)


def test_examining_a_partys_own_video_is_no_second_origin_for_at_least() -> None:
    assert count(
        stand("dawn", basis="did", evidence=("video:dawn",)),
        stand("watch", basis="examined", evidence=("video:dawn",)),
    ) == Origins(1, 2)


def test_joint_speakers_are_one_for_at_least_and_two_for_at_most() -> None:
    together = [stand(x, basis="did", doc="d", start=5) for x in ("dawn", "raiders")]
    assert count(*together) == Origins(1, 2)


def test_opposed_parties_in_one_breath_do_not_speak_jointly() -> None:
    assert count(*(stand(x, basis="saw", doc="d", start=5) for x in ("ostrana", "karvel"))) == Origins(2, 2)


def test_unnamed_plural_sources_leave_no_upper_bound() -> None:
    assert count(stand(party("x/officials", "unnamed"))) == Origins(0, None)
    assert count(stand(party("x/local-media", "outlet"))) == Origins(0, 1)
    assert count(stand(party("x/local-media", "unnamed"))) == Origins(0, None)


def test_officials_of_a_known_state_are_that_state() -> None:
    officials = party("x/karvel-officials", "unnamed", "karvel")
    assert count(stand(officials), stand("karvel/mfa")) == Origins(0, 1)


def test_the_nameless_are_one_within_an_outlet_and_may_be_one_across() -> None:
    source = party("x/a-military-source", "unnamed")
    here, there = stand(source, outlet="post", basis="saw"), stand(source, outlet="herald", basis="saw")
    assert count(here, stand(source, outlet="post", basis="saw", start=90)) == Origins(1, 1)
    assert count(here, there) == Origins(1, 2)
    assert count(here, there, stand("medics", basis="saw")) == Origins(1, 3)


def test_a_nameless_witness_is_not_the_body_that_examined() -> None:
    witness = party("x/a-witness", "unnamed")
    assert count(stand(witness, basis="saw"), stand("inspectors", basis="examined")) == Origins(2, 2)


def test_the_same_witnesses_carried_by_one_broadcaster_are_one() -> None:
    witness = party("x/a-witness", "unnamed")
    assert count(
        stand(witness, outlet="post", via=("x/tv",)), stand(witness, outlet="herald", via=("x/tv",))
    ) == Origins(0, 1)


def test_hedged_words_state_no_access() -> None:
    assert count(stand("watch", basis="examined", certainty="hedged")) == Origins(0, 1)


def test_a_doctor_of_an_organisation_is_that_organisation() -> None:
    doctor = party("x/lev-arno", "person", "medics")
    assert count(stand(doctor, basis="saw"), stand("medics", basis="saw")) == Origins(1, 1)


def test_an_echo_of_an_ally_without_access_is_at_most_only() -> None:
    assert count(stand("ostrana", basis="saw"), stand("veld")) == Origins(1, 2)


def test_denials_are_no_origins() -> None:
    assert count(stand("karvel", "denies"), stand("wire", "unverified", own=True)) == Origins(0, 0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("two officials", True), ("Local media", True), ("a source", False), ("the governor", False)],
)
def test_who_is_nobody_knows_how_many(name: str, expected: bool) -> None:
    assert several(name) is expected


_who = st.sampled_from(["ostrana", "ostrana/mod", "karvel/mfa", "post", "herald", "wire", "watch", "dawn", "x/some"])
_basis = st.sampled_from(["unknown", "saw", "examined", "did", "was told"])


@st.composite
def heaps(draw: st.DrawFn) -> list[Stand]:
    out: list[Stand] = []
    for n in range(draw(st.integers(1, 8))):
        name = draw(_who)
        who = party(name, "unnamed")
        parents = [None, *(s.id for s in out)]
        out.append(
            stand(
                who,
                draw(st.sampled_from(["asserts", "confirms"])),
                id=f"p{n}",
                outlet=draw(st.sampled_from(["post", "herald", "wire"])),
                own=name in ("post", "herald", "wire") and draw(st.booleans()),
                basis=draw(_basis),
                start=20 * n,
                copied_from=draw(st.sampled_from(parents)),
                evidence=draw(st.sampled_from([(), (), ("video:dawn",)])),
            )
        )
    return out


@given(heaps(), st.randoms(use_true_random=False))
def test_order_does_not_matter(heap: list[Stand], rng: random.Random) -> None:
    shuffled = list(heap)
    rng.shuffle(shuffled)
    assert origins(heap, SIDES) == origins(shuffled, SIDES)


@given(heaps())
def test_at_least_never_exceeds_at_most(heap: list[Stand]) -> None:
    found = count(*heap)
    assert found.at_most is None or found.at_least <= found.at_most


@given(heaps(), st.integers(0, 7))
def test_adding_a_reprint_never_raises_at_least(heap: list[Stand], which: int) -> None:
    parent = heap[which % len(heap)]
    copier = party("x/copier", "outlet")
    quoted = None if parent.own_voice else parent.party
    copy = stand(
        quoted or copier,
        parent.stance,
        id="z",
        doc="copy",
        own=quoted is None,
        outlet="x/copier",
        basis=parent.basis,
        copied_from=parent.id,
        copied_outlet=parent.outlet,
        evidence=parent.evidence,
    )
    assert count(*heap, copy).at_least <= count(*heap).at_least


@given(heaps(), st.integers(0, 7))
def test_the_same_party_again_adds_no_origin(heap: list[Stand], which: int) -> None:
    known = [s for s in heap if not s.evidence and s.copied_from is None]
    if not known:
        return
    again = known[which % len(known)]
    more = stand(again.party, id="z", own=again.own_voice, outlet=again.outlet, basis=again.basis, start=900)
    before, after = count(*heap), count(*heap, more)
    assert after.at_least <= before.at_least
    assert after.at_most == before.at_most
