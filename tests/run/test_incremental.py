"""What comes out depends on the reports, readings and judgements that there are, not on how they came to be there."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.bench.synthetic import World, denser, report
from twosource.data.user_parties import party_base
from twosource.records import Judgement, Ledger, Reading, Report
from twosource.run.compose import compose, ledger
from twosource.run.loom import update
from twosource.run.rows import Row
from twosource.run.state import State
from twosource.weaving import blocks, units

BASE = party_base()
SEEDS = st.integers(0, 10_000)
Given = tuple[Report, Reading]


@contextmanager
def small_caps(block: int, unit: int) -> Iterator[None]:
    """Crowds begin early, so that few reports show what becomes of them."""
    kept = blocks.BLOCK, units.UNIT
    blocks.BLOCK, units.UNIT = block, unit
    try:
        yield
    finally:
        blocks.BLOCK, units.UNIT = kept


def world(seed: int, reports: int) -> World:
    return replace(denser(reports), seed=seed % 7, towns=6, parties=5, words=60, outlets=6)


def decisions(stories: Sequence[Given], chance: random.Random, count: int) -> list[Judgement]:
    """Persons' judgements of every kind, on things that are there now, were, or never will be."""
    positions = sorted(p.id for _, reading in stories for p in reading.positions)
    parties = sorted({p.party.id for _, reading in stories for p in reading.positions})
    documents = sorted(told.id for told, _ in stories)
    out = []
    for n in range(count):
        relation = chance.choice(("same event", "same proposition", "same party", "reprint of"))
        among = {"same party": parties, "reprint of": documents}.get(relation, positions)
        left, right = chance.sample(among, 2)
        verdict = chance.choice(("positive", "negative"))
        out.append(Judgement(relation, left, right, verdict, 1.0, chance.choice(("ana", "bo")), f"reason {n}"))
    return out


def from_nothing(stories: Sequence[Given], judgements: Sequence[Judgement]) -> Ledger:
    return compose([told for told, _ in stories], [reading for _, reading in stories], judgements, BASE)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEEDS, st.integers(8, 40), st.integers(1, 6), st.sampled_from([(48, 128), (6, 9), (3, 4)]))
def test_any_order_with_judgements_made_and_undone_between_gives_what_comes_of_nothing(
    seed: int, count: int, step: int, caps: tuple[int, int]
) -> None:
    chance = random.Random(seed)
    made = world(seed, count)
    stories = [report(made, n) for n in range(count)]
    decided = decisions(stories, chance, 6)
    order = list(stories)
    chance.shuffle(order)
    held: list[Judgement] = []
    state = State()
    with small_caps(*caps):
        for start in range(0, count, step):
            held = chance.sample(decided, chance.randrange(len(decided) + 1))
            update(state, BASE, order[start : start + step], (), held)
        assert ledger(state) == from_nothing(stories, held)
        update(state, BASE, (), (), ())
        assert ledger(state) == from_nothing(stories, ())


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEEDS, st.integers(10, 30), st.sampled_from([(48, 128), (5, 7)]))
def test_reports_replaced_and_taken_out_leave_no_trace(seed: int, count: int, caps: tuple[int, int]) -> None:
    chance = random.Random(seed)
    stories = [report(world(seed, count), n) for n in range(count)]
    others = [report(replace(world(seed, count), seed=99), n) for n in range(count)]  # the same ids, other words
    decided = decisions(stories, chance, 4)
    state = State()
    now: dict[str, Given] = {}
    with small_caps(*caps):
        update(state, BASE, others, (), decided)
        now.update({told.id: (told, reading) for told, reading in others})
        for _ in range(6):
            come = chance.sample(stories if chance.random() < 0.7 else others, 5)
            gone = chance.sample(sorted(now), min(3, len(now)))
            update(state, BASE, come, gone)
            now = {key: value for key, value in now.items() if key not in gone}
            now.update({told.id: (told, reading) for told, reading in come})
        assert ledger(state) == from_nothing([now[key] for key in sorted(now)], decided)


def test_the_rows_that_an_update_gives_hold_all_that_changed() -> None:
    stories = [report(world(3, 40), n) for n in range(40)]
    state = State()
    kept: dict[tuple[str, str], object] = {}
    for told in stories:
        rows: list[Row] = update(state, BASE, [told])
        for row in rows:
            assert kept.get((row.kind, row.key)) == row.old
            kept[row.kind, row.key] = row.new
    there = {key: row for key, row in kept.items() if row is not None}
    assert there == {(kind, key): row for kind, table in state.rows.tables.items() for key, row in table.items()}


def test_giving_the_same_again_changes_nothing() -> None:
    stories = [report(world(4, 20), n) for n in range(20)]
    state = State()
    assert update(state, BASE, stories)
    assert [row for row in update(state, BASE, stories[:7]) if row.old != row.new] == []
    assert update(state, BASE, (), (), ()) == []
