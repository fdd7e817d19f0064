"""Party identity across a story's reports."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weaving_fakes import BASE

from twosource.records import Judgement, Party, PartyRef
from twosource.records.identity import slug
from twosource.weaving.parties import party_map, same_parties


def ref(name: str, kind: str = "person", part_of: str | None = None, identity: str | None = None) -> PartyRef:
    return PartyRef(identity or f"x/{slug(name)}", name, kind, None, part_of)


def joined(*refs: PartyRef) -> dict[str, str]:
    """Ref id -> the name of the party it stands for."""
    return {k: v.name for k, v in party_map(refs, same_parties(refs, BASE), BASE).items()}


def test_a_surname_a_name_and_a_titled_name_are_one_person() -> None:
    refs = [ref("Belo"), ref("Ana Belo", part_of="ostrana"), ref("Karvel Gov. Ana Belo", part_of="ostrana/governor")]
    assert set(joined(*refs).values()) == {"Ana Belo"}


def test_two_persons_of_one_surname_stay_apart_and_the_bare_one_is_unsure() -> None:
    refs = [ref("Belo"), ref("Ana Belo"), ref("Marko Belo")]
    assert joined(*refs) == {"x/belo": "Belo", "x/ana-belo": "Ana Belo", "x/marko-belo": "Marko Belo"}
    assert [j.verdict for j in same_parties(refs, BASE)] == ["unsure", "unsure"]


def test_the_affiliation_tells_which_person_the_surname_means() -> None:
    refs = [ref("Belo", part_of="karvel"), ref("Ana Belo", part_of="karvel/mfa"), ref("Marko Belo", part_of="ostrana")]
    assert joined(*refs)["x/belo"] == "Ana Belo"


def test_one_name_in_two_states_is_two_persons() -> None:
    refs = [ref("Belo", part_of="karvel"), ref("Ana Belo", part_of="ostrana")]
    assert len(set(joined(*refs).values())) == 2


def test_initials_and_middle_names() -> None:
    refs = [ref("A. Belo"), ref("Ana Belo"), ref("Ana Maria Belo")]
    assert set(joined(*refs).values()) == {"Ana Maria Belo"}


def test_those_without_a_name_never_merge() -> None:
    refs = [ref("a military source", "unnamed", "karvel"), ref("military source", "unnamed", "ostrana", "x/other")]
    assert same_parties(refs, BASE) == ()


def test_bodies_by_their_words_and_their_acronym() -> None:
    refs = [
        ref("the Karvel Health Directorate", "body"),
        ref("Karvel health directorate", "body", identity="x/second"),
        ref("KHD", "body"),
    ]
    assert len({p.id for p in party_map(refs, same_parties(refs, BASE), BASE).values()}) == 1


def test_a_body_by_its_words_in_another_order() -> None:
    refs = [
        ref("Ministry of Health of Sorland", "body"),
        ref("Sorland's health ministry", "body"),
        ref("health ministry of Sorland", "body"),
        ref("Sorland's foreign ministry", "body"),
        ref("Ministry of Foreign Affairs of Sorland", "body"),
        ref("Tarn's health ministry", "body"),
    ]
    names = joined(*refs)
    assert len({names[r.id] for r in refs[:3]}) == len({names[r.id] for r in refs[3:5]}) == 1
    assert len(set(names.values())) == 3


def test_what_the_data_know_gives_the_name_and_the_id() -> None:
    refs = [ref("Inspectors", "international body", identity="inspectors"), ref("the inspectors", "body")]
    (party,) = set(party_map(refs, same_parties(refs, BASE), BASE).values())
    assert (party.id, party.name, party.names) == ("inspectors", "Inspectors", ("Inspectors", "the inspectors"))


def test_two_ids_of_the_data_never_become_one() -> None:
    refs = [ref("Wire", "agency", identity="wire"), ref("Wire", "agency", identity="wire-two")]
    forced = [Judgement("same party", "wire", "wire-two", "positive", 1.0, "weave.parties/1", "a slip")]
    assert len({p.id for p in party_map(refs, forced, BASE).values()}) == 2


@pytest.mark.parametrize(("verdict", "parties"), [("negative", 2), ("positive", 1)])
def test_a_persons_judgement_outranks_the_stages(verdict: str, parties: int) -> None:
    refs = [ref("Belo"), ref("Ana Belo")]
    own = Judgement("same party", "x/belo", "x/ana-belo", verdict, 1.0, "an analyst", "knows them")
    found = party_map(refs, [*same_parties(refs, BASE), own], BASE)
    assert len({p.id for p in found.values()}) == parties


def test_a_negative_judgement_holds_through_a_third() -> None:
    refs = [ref("Belo"), ref("Ana Belo"), ref("Ana Maria Belo")]
    own = Judgement("same party", "x/belo", "x/ana-maria-belo", "negative", 1.0, "an analyst", "knows them")
    found = party_map(refs, [*same_parties(refs, BASE), own], BASE)
    assert found["x/belo"] != found["x/ana-maria-belo"]


def test_affiliations_that_reports_disagree_on_are_unknown() -> None:
    refs = [ref("a commander", "unnamed", "karvel"), ref("a commander", "unnamed", "ostrana")]
    assert party_map(refs, (), BASE)["x/a-commander"] == Party(
        "x/a-commander", "a commander", "unnamed", ("a commander",), None
    )


_names = st.sampled_from(
    ["Belo", "Ana Belo", "Gov. Ana Belo", "Marko Belo", "Arno", "Lev Arno", "L. Arno", "Dr Lev Arno"]
)


def claim(whole: str, by: str, *, denied: bool = False) -> PartyRef:
    return PartyRef("x/grey-column", "Grey Column", "armed group", None, whole, None, by, denied)


def disputed(*refs: PartyRef) -> list[tuple[str, str, str | None]]:
    party = party_map(refs, same_parties(refs, BASE), BASE)["x/grey-column"]
    assert party.part_of is None
    return [(tie.target, tie.source, tie.contested) for tie in party.disputed]


def test_an_affiliation_that_one_party_claims_and_another_denies_is_disputed() -> None:
    says, denies = claim("karvel/army", "ostrana"), claim("karvel", "karvel/mfa", denied=True)
    assert disputed(says, denies) == [("karvel/army", "ostrana", "karvel/mfa")]
    assert disputed(claim("karvel", "ostrana"), claim("karvel/army", "karvel", denied=True)) != []


def test_one_that_nobody_denies_or_claims_is_not() -> None:
    assert disputed(claim("karvel/army", "ostrana")) == []
    assert disputed(claim("karvel", "karvel", denied=True)) == []
    assert disputed(claim("karvel/army", "ostrana"), claim("veld", "veld", denied=True)) == []
    assert disputed(claim("karvel", "ostrana"), claim("karvel", "ostrana", denied=True)) == []


@given(st.lists(st.tuples(_names, st.sampled_from([None, "karvel", "ostrana"])), max_size=8), st.randoms())
def test_order_does_not_matter(named: list[tuple[str, str | None]], rng: random.Random) -> None:
    refs = [ref(n, part_of=p) for n, p in named]
    shuffled = list(refs)
    rng.shuffle(shuffled)
    first, second = same_parties(refs, BASE), same_parties(shuffled, BASE)
    assert first == second
    assert party_map(refs, first, BASE) == party_map(shuffled, second, BASE)
