"""What holds for the standing of any heap of positions."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st
from weaving_fakes import BASE, BLAME, RAID, stand

from twosource.records.standing import STATUSES
from twosource.weaving.history import assess_over_time
from twosource.weaving.standing import assess
from twosource.weaving.stands import Matter, Stand

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


@given(heaps(), st.sampled_from([RAID, BLAME]))
def test_the_history_ends_where_the_assessment_stands(heap: list[Stand], matter: Matter) -> None:
    found = assess_over_time(heap, matter, BASE)
    last = found.changes[-1]
    assert (last.status, last.contested, last.unverifiable) == (found.status, found.contested, found.unverifiable)
    assert last.origins.at_least == found.origins.at_least
    days = [change.day for change in found.changes if change.day is not None]
    assert days == sorted(set(days))
    assert [change.before for change in found.changes] == [None, *(change.status for change in found.changes[:-1])]


@given(heaps(), st.sampled_from([RAID, BLAME]), st.sampled_from(["2031-03-01", "2031-03-02", "2031-03-09"]))
def test_the_history_on_a_day_is_the_standing_of_what_was_published_by_then(
    heap: list[Stand], matter: Matter, day: str
) -> None:
    known = [s for s in heap if s.published is not None and s.published[:10] <= day]
    told = [c for c in assess_over_time(heap, matter, BASE).changes if c.day is not None and c.day <= day]
    if not known:
        assert not told
        return
    then = assess(known, matter, BASE)
    assert (told[-1].status, told[-1].contested, told[-1].unverifiable) == (
        then.status,
        then.contested,
        then.unverifiable,
    )


@given(heaps())
def test_every_backing_position_stands_in_one_chain(heap: list[Stand]) -> None:
    found = assess(heap, RAID, BASE)
    held = [p for chain in found.chains for p in chain.positions]
    assert len(held) == len(set(held))
    assert {f.position for chain in found.chains for f in chain.folds} <= set(held)
