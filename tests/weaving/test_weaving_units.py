"""Blocks and units: bounded, and the same whatever came when and whatever was taken out again."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from twosource.records import Interval, Place
from twosource.weaving import blocks, units
from twosource.weaving.blocks import Blocks, Shelves, signs
from twosource.weaving.event_score import LinkWeights
from twosource.weaving.events import group_unit
from twosource.weaving.sketch import Sketch, document_of, thread_key
from twosource.weaving.units import Kept, fit, update

TOWNS = tuple(Place(f"Town {n}", 40 + n / 4, 20 + n / 3, 1, 4.0, "XX", "North", f"x:{n}") for n in range(6))
WORDS = ("bridge", "depot", "market", "convoy", "mill", "quay", "school", "dam")


def thread(n: int, chance: random.Random) -> Sketch:
    published = date(2031, 3, 1) + timedelta(chance.randrange(12))
    day = published - timedelta(chance.randrange(3))
    said = Interval(day, day, 1) if chance.random() < 0.7 else None
    words = sorted(chance.sample(WORDS, 3))
    return Sketch(
        key=thread_key(f"r-{n:04d}", 0),
        document=f"r-{n:04d}",
        main=chance.random() < 0.6,
        answers=False,
        published=published,
        time=said,
        span=said,
        place=chance.choice((*TOWNS, None)),
        kind=chance.choice(("violence", "talk", None)),
        families={chance.choice(("strike", "fire", "capture")): 1},
        deeds={"fire": 1},
        weapons=frozenset(chance.sample(("drone", "artillery"), 1)),
        actors=frozenset(),
        captured=None,
        times=(said,) if said is not None else (),
        places=(),
        targets=frozenset(),
        sites=frozenset(),
        tolls=frozenset(),
        marks=frozenset(),
        size=1,
        vector=dict.fromkeys(words, 3**-0.5),
    )


def state(kept: Kept) -> tuple[object, ...]:
    return (dict(kept.near), dict(kept.unit_of), dict(kept.units))


def at_once(threads: Iterable[Sketch]) -> Kept:
    kept = Kept()
    update(kept, (), threads, LinkWeights())
    return kept


@pytest.mark.parametrize("seed", range(6))
def test_units_are_the_same_in_any_order_with_threads_taken_out_and_changed(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 6)
    monkeypatch.setattr(units, "UNIT", 9)
    chance = random.Random(seed)
    old = [thread(n, chance) for n in range(90)]
    new = [thread(n, chance) if chance.random() < 0.2 else one for n, one in enumerate(old)]
    kept = Kept()
    order = list(range(90))
    chance.shuffle(order)
    for start in range(0, 90, 7):
        update(kept, (), [old[n] for n in order[start : start + 7]], LinkWeights())
    changed = [n for n in order if new[n] is not old[n]]
    for n in changed:
        update(kept, [old[n].key], [new[n]], LinkWeights())
    gone = order[:20]
    update(kept, [new[n].key for n in gone], (), LinkWeights())
    left = [new[n] for n in order[20:]]
    assert state(kept) == state(at_once(sorted(left, key=lambda one: one.key)))
    assert {key for unit in kept.units.values() for key in unit} == {one.key for one in left}
    assert max(map(len, kept.units.values())) <= 9


def test_what_changed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "UNIT", 9)
    chance = random.Random(7)
    kept = Kept()
    seen: dict[str, tuple[str, ...]] = {}
    for n in range(60):
        changed = update(kept, (), [thread(n, chance)], LinkWeights())
        for name, unit in changed.gone.items():
            assert seen.pop(name) == unit
        seen.update(changed.come)
        assert seen == dict(kept.units)


def test_a_thread_is_compared_with_a_bounded_number_however_many_are_alike() -> None:
    one = thread(0, random.Random(1))
    alike = {
        key: Sketch(**{f: getattr(one, f) for f in one.__slots__} | {"key": key, "document": document_of(key)})
        for key in (thread_key(f"r-{n:05d}", 0) for n in range(2000))
    }
    held = Blocks(Shelves(), lambda key: signs(alike[key]))
    held.add(alike)
    assert max(len(held.candidates(key)) for key in alike) <= 4 * blocks.BLOCK
    assert all(held.candidates(key) for key in alike)


def test_a_block_that_was_too_full_is_whole_again_once_there_is_room() -> None:
    chance = random.Random(2)
    some = {one.key: one for one in (thread(n, chance) for n in range(300))}
    held = Blocks(Shelves(), lambda key: signs(some[key]))
    fresh = Blocks(Shelves(), lambda key: signs(some[key]))
    held.add(some)
    for key in list(some)[40:]:
        held.remove(key)
    fresh.add(list(some)[:40])
    assert [held.candidates(key) for key in list(some)[:40]] == [fresh.candidates(key) for key in list(some)[:40]]


@pytest.mark.parametrize("seed", range(6))
def test_blocks_are_the_same_whether_threads_come_at_once_or_some_at_a_time(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 6)
    chance = random.Random(seed)
    some = {one.key: one for one in (thread(n, chance) for n in range(150))}
    order = sorted(some, key=lambda _: chance.random())
    shelves = Shelves()
    grown = Blocks(shelves, lambda key: signs(some[key]))
    while order:
        at_a_time = chance.choice((1, 1, 5, 40))
        grown.add(order[:at_a_time])
        del order[:at_a_time]
    one_go = Blocks(Shelves(), lambda key: signs(some[key]))
    assert one_go.add(some) == set()
    later = Blocks(shelves, lambda key: signs(some[key]))
    beside = {key: one_go.candidates(key) for key in some}
    for key in some:
        assert beside[key] == grown.candidates(key) == later.candidates(key)
        assert {other for other in some if key in beside[other]} == beside[key]
        assert set(some) - beside[key] == set(later.beyond(key, some))


def alike(words: Sequence[tuple[str, ...]], place: Place | None = None, *, main: bool = False) -> dict[str, Sketch]:
    """Threads that have nothing to be looked up by but these words, a place and their report's day."""
    one = replace(thread(0, random.Random(3)), main=main, place=place, kind="talk")
    return {
        key: replace(one, key=key, document=document_of(key), vector=dict.fromkeys(own, len(own) ** -0.5))
        for key, own in ((thread_key(f"r-{n:04d}", 0), own) for n, own in enumerate(words))
    }


def compared(threads: dict[str, Sketch]) -> int:
    held = Blocks(Shelves(), lambda key: signs(threads[key]))
    held.add(threads)
    return sum(len(held.candidates(key)) for key in threads)


def test_a_rare_sign_is_enough_and_a_common_one_needs_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 6)
    few, many = range(6), range(60)
    assert compared(alike([("quay", f"own{n}") for n in few])) == 6 * 5
    assert compared(alike([("quay", f"own{n}") for n in many])) == 0
    assert compared(alike([("quay", "dam", f"own{n}") for n in many])) > 60
    for place, main in ((TOWNS[0], False), (None, True)):
        assert compared(alike([(f"own{n}",) for n in few], place, main=main)) == 6 * 5
        assert compared(alike([(f"own{n}",) for n in many], place, main=main)) == 0
        assert compared(alike([("quay", f"own{n}") for n in many], place, main=main)) > 60
    assert compared(alike([(f"own{n}",) for n in many], TOWNS[0], main=True)) == 0


def test_scores_of_pairs_just_tied_are_those_that_grouping_would_ask_for() -> None:
    chance = random.Random(5)
    some = {one.key: one for one in (thread(n, chance) for n in range(80))}
    w = LinkWeights()
    changed = update(Kept(), (), some.values(), w)
    assert sum(map(len, changed.scores.values())) > 80
    for one, others in changed.scores.items():
        assert all(one < other and score == fit(some[one], some[other], w) for other, score in others.items())
    for unit in changed.come.values():
        threads = [some[key] for key in unit]
        assert group_unit(threads, w, scores=changed.scores) == group_unit(threads, w)
