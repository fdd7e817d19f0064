"""The collector of cycles is held back while a story is woven, and there is nothing for it to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from twosource.bench.synthetic import denser, report
from twosource.data.user_parties import party_base
from twosource.run.collecting import HELD_BACK, seldom
from twosource.run.loom import update
from twosource.run.state import State


@pytest.fixture(autouse=True)
def bounds() -> Iterator[tuple[int, int, int]]:
    before = gc.get_threshold()
    gc.set_threshold(699, 11, 9)
    yield (699, 11, 9)
    gc.set_threshold(*before)


def test_what_held_before_holds_again_after_the_last_block(bounds: tuple[int, int, int]) -> None:
    first, second = seldom(), seldom()
    with first:
        assert gc.get_threshold() == HELD_BACK
        second.__enter__()
    assert gc.get_threshold() == HELD_BACK
    second.__exit__(None, None, None)
    assert gc.get_threshold() == bounds


def test_also_where_a_block_raises(bounds: tuple[int, int, int]) -> None:
    with pytest.raises(ZeroDivisionError), seldom():
        raise ZeroDivisionError
    assert gc.get_threshold() == bounds


def test_weaving_holds_it_back_and_leaves_no_cycles(
    bounds: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int, int]] = []
    world, base = denser(60), party_base()
    given = [report(world, n) for n in range(60)]
    state = State()
    real = state.rows.touched

    def touched() -> object:
        seen.append(gc.get_threshold())
        return real()

    update(State(), base, given)  # what is loaded once a process, lexicon and weights, isn't weaving's
    monkeypatch.setattr("twosource.run.rows.Rows.touched", lambda rows: touched())
    gc.collect()
    gc.disable()
    try:
        update(state, base, given[:40])
        update(state, base, given[20:], gone=[given[0][0].id])
        assert gc.collect() == 0
    finally:
        gc.enable()
    assert seen == [HELD_BACK, HELD_BACK]
    assert gc.get_threshold() == bounds


def test_what_was_made_is_among_the_oldest_afterwards_and_what_is_frozen_stays_so() -> None:
    with seldom():
        made = [[n] for n in range(5000)]
    assert gc.get_count()[0] < 700
    assert any(one is made for one in gc.get_objects(generation=2))
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with seldom():
            made.append([0])
        assert gc.get_freeze_count() == frozen
    finally:
        gc.unfreeze()
