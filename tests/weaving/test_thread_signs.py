"""What shows that an item goes on with a thread: the learned part, and how it stands beside the rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Figure, Frame, Interval, PartyRef, Place, Position, Span
from twosource.weaving.learned import model
from twosource.weaving.report_threads import put, several_paragraphs, threads
from twosource.weaving.similarity import cosine, weigh
from twosource.weaving.thread_score import Weights, fits, thread_fit
from twosource.weaving.thread_signs import joining_signs, opening_signs
from twosource.weaving.threads import Item, Thread, facts_of

DELL = Place("Dell", 50.0, 30.0, 1, 5.0, "XX", "North", "x:1")
ORM = Place("Orm", 55.0, 37.0, 1, 5.0, "XX", "South", "x:2")
PAPER = PartyRef("x/paper", "The Paper", "outlet")
GUARD = PartyRef("x/guard", "Dell Guard", "armed group")


def item(
    n: int, frame: Frame, *, stance: str = "asserts", party: PartyRef = PAPER, sentence: int | None = None
) -> Item:
    position = Position("s", "a", "1", party, stance, Span(30 * n, 30 * n + 20), None, None, frame)
    return Item(position, date(1999, 5, 4), "a", n, 0, party.id)


def told(
    *lemmas: str, place: Place | None = None, day: int | None = None, aspect: str = "occurrence", **more: object
) -> Frame:
    time = Interval(date(1999, 5, day), date(1999, 5, day), 1) if day else None
    return replace(Frame(aspect, "ASSAULT", lemmas=lemmas, time=time, place=place), **more)  # type: ignore[arg-type]


def thread(*items: Item, main: bool = True) -> Thread:
    made = Thread(main=main, published=date(1999, 5, 4))
    for one in items:
        made.add(facts_of(one))
    return made


SHELLED = item(0, told("shell", "bridge", "dell", place=DELL, day=3))


def joining(one: Item, to: Thread, *, last: bool = False) -> dict[str, float]:
    return joining_signs(facts_of(one), to, 0.5, last=last, paragraphs=False)


def test_a_place_that_the_words_name_counts_though_they_point_back() -> None:
    pointing = item(3, told("attack", "orm", place=ORM, anaphoric=True))
    beside = item(3, told("attack", place=ORM, anaphoric=True))
    assert joining(pointing, thread(SHELLED))["place said apart"] == 1.0
    assert joining(beside, thread(SHELLED))["pointing place apart"] == 1.0


def test_tolls_of_one_unit_are_compared() -> None:
    first = item(1, told("kill", aspect="toll", figure=Figure(9, 9, "killed", "nine")))
    again = item(2, told("kill", aspect="toll", figure=Figure(9, 9, "killed", "nine")))
    other = item(2, told("kill", aspect="toll", figure=Figure(40, 40, "killed", "forty")))
    assert "figure" in joining(again, thread(SHELLED, first))
    assert "figure not" in joining(other, thread(SHELLED, first))


def test_a_denial_knows_whether_the_thread_holds_a_charge() -> None:
    charge = item(1, told("shell", "dell", aspect="responsibility"))
    denial = item(2, told("shell", aspect="responsibility"), stance="denies", party=GUARD)
    assert "doubt of a charge" in joining(denial, thread(SHELLED, charge))
    assert "doubt of no charge" in joining(denial, thread(SHELLED))


def test_opening_signs_see_the_best_of_all_threads() -> None:
    signs = [{"words": 0.1, "deed": 1.0}, {"words": 0.7}]
    made = opening_signs(facts_of(SHELLED), [thread(SHELLED), thread(SHELLED, main=False)], signs)
    assert made["open, best words"] == 0.7
    assert made["open, best deed"] == 1.0
    assert made["open, best names shared"] == 0.0


def test_every_sign_that_weighs_is_one_that_is_shown() -> None:
    known = model("same_thread").weights
    shown = joining(item(2, told("shell", "dell", place=DELL, day=3)), thread(SHELLED), last=True)
    opened = opening_signs(facts_of(SHELLED), [thread(SHELLED)], [shown])
    assert {*shown, *opened} <= {*known}, "a sign without a weight counts for nothing"


def test_the_learned_part_is_added_to_the_rules() -> None:
    home = thread(SHELLED)
    facts = facts_of(item(2, told("shelling", "bridge", place=DELL, day=3)))
    near = cosine(weigh(Counter(facts.frame.lemmas), facts.names), weigh(home.lemmas, home.names))
    bare = fits(facts, [home], home, paragraphs=False, w=Weights(learned=0.0))
    both = fits(facts, [home], home, paragraphs=False, w=Weights(learned=1.0))
    shown = joining_signs(facts, home, near, last=True, paragraphs=False)
    learned = model("same_thread")
    gain = learned.log_odds(shown) - learned.log_odds(opening_signs(facts, [home], [shown]))
    assert both[0] - bare[0] == pytest.approx(gain)
    assert bare[0] == thread_fit(facts, home, near, last=True, paragraphs=False, w=Weights())


def test_another_town_another_day_opens_a_thread() -> None:
    made = threads([SHELLED, item(5, told("raid", "market", "orm", place=ORM, day=1))])
    assert [len(one.items) for one in made] == [1, 1]
    assert [one.main for one in made] == [True, False]


def test_a_text_in_one_block_has_no_paragraphs_to_tell_by() -> None:
    assert not several_paragraphs([SHELLED, item(3, told("kill"))])
    assert several_paragraphs([SHELLED, replace(item(3, told("kill")), paragraph=1)])


@given(st.permutations(range(6)))
def test_threads_dont_depend_on_the_order_in_which_items_are_given(order: list[int]) -> None:
    items = [item(n, told("shell" if n % 2 else "raid", place=(DELL, ORM)[n % 2], day=1 + n % 3)) for n in range(6)]
    made = [[i.order for i in one.items] for one in threads([items[n] for n in order])]
    assert made == [[i.order for i in one.items] for one in threads(items)]
    assert sorted(n for one in made for n in one) == sorted(i.order for i in items)


def test_what_is_put_is_never_lost() -> None:
    items = [item(n, told("shell", place=DELL)) for n in range(4)]
    alone = put(items, lambda facts, told, last: None)
    assert [len(one.items) for one in alone] == [1, 1, 1, 1]
    together = put(items, lambda facts, told, last: last)
    assert [len(one.items) for one in together] == [4]
