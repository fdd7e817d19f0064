"""A ledger file that grows report by report holds what one made at once holds, and says what changed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from twosource.bench.synthetic import STORY, World, denser, report
from twosource.data.parties import PartyBase
from twosource.records import Item, Judgement, Ledger, Reading, Report, Review, Stage
from twosource.run import pipeline
from twosource.run.component import Component, Known, Woven, weave_component
from twosource.run.compose import default_weaver
from twosource.run.reader import Reader
from twosource.run.upkeep import Upkeep
from twosource.store import SqliteStore, fingerprint
from twosource.weaving import units
from twosource.weaving.stamp import stamp

BLANK = spacy.blank("en")
WHEN = "2031-05-02T10:00:00+00:00"
LATER = "2031-05-03T10:00:00+00:00"


class Blank:
    stage = Stage("parse.blank", "1")

    def parse(self, reports: Iterable[Report | str]) -> Iterator[Doc]:
        yield from (BLANK("a") for _ in reports)


def world(seed: int, reports: int) -> World:
    return replace(denser(reports), seed=seed % 5, towns=5, parties=5, words=60, outlets=6, per_event=3)


def reader(made: World) -> Reader:
    """A reader that knows the invented readings already."""

    def read(told: Report, doc: Doc) -> Reading:
        reading = report(made, int(told.id.removeprefix("r-")))[1]
        kept = reading.positions[:-1] if told.version == "2" else reading.positions
        positions = tuple(replace(p, version=told.version) for p in kept)
        return replace(reading, version=told.version, positions=positions)

    return Reader(Blank(), read, (Stage("read.invented", "1"),))


def take_in(store: SqliteStore, told: Iterable[Report]) -> None:
    store.add(*(Item(STORY, f"{each.id}.txt", None, b"", (each,)) for each in told))


def bring_up(store: SqliteStore, made: World, upkeep: Upkeep | None = None) -> Ledger:
    how = reader(made)
    pipeline.read_unread(store, STORY, how)
    if upkeep is None:
        assert pipeline.bring_up(store, STORY, how, default_weaver()) == []
    else:
        assert upkeep.bring_up() == []
    ledger = store.ledger(STORY)
    assert ledger is not None
    return ledger


def from_nothing(
    made: World, told: Sequence[Report], judgements: Sequence[Judgement] = (), reviews: Sequence[Review] = ()
) -> Ledger:
    with SqliteStore(":memory:") as store:
        take_in(store, told)
        for judgement in judgements:
            store.judge(STORY, judgement, WHEN)
        for review in reviews:
            store.review(STORY, review, WHEN)
        return bring_up(store, made)


def decisions(ledger: Ledger, chance: random.Random) -> Iterator[Judgement]:
    positions = [p.id for p in ledger.positions]
    documents = [d.id for d in ledger.documents]
    parties = [p.id for p in ledger.parties]
    for relation, among in (
        ("same event", positions),
        ("same proposition", positions),
        ("same party", parties),
        ("reprint of", documents),
    ):
        left, right = chance.sample(among, 2)
        yield Judgement(relation, left, right, chance.choice(("positive", "negative")), 1.0, "ana", "seen")


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1000), st.integers(6, 16), st.booleans())
def test_a_file_that_grew_with_decisions_made_and_undone_holds_what_one_made_at_once_holds(
    seed: int, count: int, held: bool
) -> None:
    chance = random.Random(seed)
    made = world(seed, count)
    told = [report(made, n)[0] for n in range(count)]
    order = list(told)
    chance.shuffle(order)
    with SqliteStore(":memory:") as store:
        upkeep = Upkeep(store, STORY, reader(made), default_weaver()) if held else None
        holding: list[Judgement] = []
        ever: set[Judgement] = set()
        for start in range(0, count, 4):
            take_in(store, order[start : start + 4])
            ledger = bring_up(store, made, upkeep)
            for judgement in decisions(ledger, chance):
                if judgement in ever:
                    continue  # made before, at the same instant: the store takes the two for one decision
                ever.add(judgement)
                kept = store.judge(STORY, judgement, WHEN)
                if chance.random() < 0.6:
                    bring_up(store, made, upkeep)
                    store.undo(kept.id, LATER)
                else:
                    holding.append(judgement)
        assert bring_up(store, made, upkeep) == from_nothing(made, told, holding)


def later(told: Report) -> Report:
    """The report as its outlet put it out again: a sentence more, and its last position is gone."""
    return replace(told, version="2", text=f"{told.text} More follows.", retrieved="2031-12-01")


def reviews_of(store: SqliteStore, made: World, ledger: Ledger, chance: random.Random) -> Iterator[Review]:
    """One review of each action, each on a report or standing drawn by chance."""
    for action in ("accept", "correct", "reject", "add"):
        told = chance.choice(ledger.documents)
        reading = store.reading(told, fingerprint(reader(made).stages))
        assert reading is not None
        position = chance.choice(reading.positions)
        other = replace(position, stance=chance.choice(("denies", "confirms", "retracts")))
        if action == "add":
            other = replace(other, content=replace(other.content, end=other.content.end - 1), cue=None, said=None)
        before = None if action == "add" else position
        after = {"accept": position, "reject": None}.get(action, other)
        shown = after or position
        words = tuple(span.of(told.text) if span else None for span in (shown.content, shown.source, shown.cue))
        target = (before or shown).id
        yield Review(action, target, "ana", "seen", told.id, before, after, words)  # type: ignore[arg-type]
    standing = chance.choice(ledger.assessments)
    status = chance.choice(("retracted", "claimed"))
    yield Review("override", standing.proposition, "ana", "seen", status=status, positions=standing.because)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1000), st.integers(6, 12), st.booleans())
def test_so_does_one_with_newer_versions_and_reviews_in_any_order(seed: int, count: int, held: bool) -> None:
    chance = random.Random(seed)
    made = world(seed, count)
    first = [report(made, n)[0] for n in range(count)]
    told = [*first, *(later(each) for each in chance.sample(first, count // 3))]
    order = list(told)
    chance.shuffle(order)
    with SqliteStore(":memory:") as store:
        upkeep = Upkeep(store, STORY, reader(made), default_weaver()) if held else None
        holding: list[Review] = []
        ever: set[Review] = set()
        for start in range(0, len(told), 4):
            take_in(store, order[start : start + 4])
            ledger = bring_up(store, made, upkeep)
            for each in reviews_of(store, made, ledger, chance):
                if each in ever:
                    continue  # made before, at the same instant: the store takes the two for one decision
                ever.add(each)
                kept = store.review(STORY, each, WHEN)
                if chance.random() < 0.6:
                    bring_up(store, made, upkeep)
                    store.undo_review(kept.id, LATER)
                else:
                    holding.append(each)
        assert bring_up(store, made, upkeep) == from_nothing(made, told, (), holding)


def test_reviews_made_and_undone_and_facts_that_come_later() -> None:
    made = world(2, 12)
    told = [report(made, n)[0] for n in range(12)]
    with SqliteStore(":memory:") as store:
        take_in(store, [replace(told[0], published=None), *told[1:]])
        first = bring_up(store, made)
        standing, other = first.assessments[0], first.assessments[-1]
        target = store.reading(told[3], fingerprint(reader(made).stages))
        assert target is not None
        position = target.positions[0]
        words = (position.content.of(told[3].text), None, None)
        reject = Review("reject", position.id, "ana", "no", "r-000003", position, None, words)
        override = Review(
            "override", standing.proposition, "ana", "seen", status="retracted", positions=standing.because
        )
        kept = [store.review(STORY, each, WHEN) for each in (reject, override)]
        reviewed = bring_up(store, made)
        assert position.id not in {p.id for p in reviewed.positions}
        assert next(a for a in reviewed.assessments if a.proposition == standing.proposition).status == "retracted"
        assert reviewed == from_nothing(made, [replace(told[0], published=None), *told[1:]], (), (reject, override))
        for each in kept:
            store.undo_review(each.id, LATER)
        assert bring_up(store, made) == first
        store.add(Item(STORY, "r-000000.txt", None, b"", (told[0],)))
        assert bring_up(store, made) == from_nothing(made, told)
        assert other.proposition


def test_ids_that_are_gone_lead_on_or_are_told_as_gone() -> None:
    made = world(1, 14)
    told = [report(made, n)[0] for n in range(14)]
    with SqliteStore(":memory:") as store:
        take_in(store, told[4:])
        before = bring_up(store, made)
        cursor = store.cursor()
        take_in(store, told[:4])  # earlier ones, from which events and propositions are named
        after = bring_up(store, made)
        present = {e.id for e in after.events} | {p.id for p in after.propositions}
        missing = ({e.id for e in before.events} | {p.id for p in before.propositions}) - present
        assert missing
        rows = {row.id: row for row in store.touched(cursor)}
        for one in missing:
            assert rows[one].gone
            assert rows[one].now == store.resolve(STORY, one) in present
        changed = {row.id for row in store.touched(cursor) if not row.gone}
        assert {e.id for e in after.events if e not in before.events} <= changed
        assert not {e.id for e in after.events if e in before.events} & changed
        again = store.cursor()
        bring_up(store, made)
        assert store.touched(again) == ()


def test_the_other_id_of_events_that_a_person_merged_leads_on_until_that_is_undone() -> None:
    made = world(1, 14)
    told = [report(made, n)[0] for n in range(14)]
    with SqliteStore(":memory:") as store:
        take_in(store, told)
        before = bring_up(store, made)
        event_of = {p.id: p.event for p in before.propositions}
        one = before.positions[0]
        other = next(p for p in before.positions if event_of[p.proposition] != event_of[one.proposition])
        pair = {event_of[one.proposition], event_of[other.proposition]}
        cursor = store.cursor()
        kept = store.judge(STORY, Judgement("same event", one.id, other.id, "positive", 1.0, "ana", "seen"), WHEN)
        merged = bring_up(store, made)
        left = pair & {e.id for e in merged.events}
        assert len(left) == 1
        (gone,) = pair - left
        assert {row.id: row.now for row in store.touched(cursor) if row.kind == "events" and row.gone} == {
            gone: store.resolve(STORY, gone)
        }
        assert store.resolve(STORY, gone) in left
        store.undo(kept.id, LATER)
        assert bring_up(store, made) == before
        assert {store.resolve(STORY, each) for each in pair} == pair
        assert not {row.id for row in store.touched(cursor) if row.gone} & pair


def test_a_dissolved_event_leaves_word_that_it_is_gone() -> None:
    made = world(1, 6)
    told = [report(made, n)[0] for n in range(6)]
    with SqliteStore(":memory:") as store:
        take_in(store, told)
        before = bring_up(store, made)
        cursor = store.cursor()
        readings = [replace(r, positions=()) for r in store.readings(STORY, fingerprint(reader(made).stages))]
        store.put_readings(fingerprint(reader(made).stages), readings)
        assert bring_up(store, made).events == ()
        gone = {row.id: row.now for row in store.touched(cursor) if row.kind == "events"}
        assert gone == {event.id: None for event in before.events}


def test_only_what_changed_is_woven_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made = replace(world(3, 60), towns=40, words=3000)
    told = [report(made, n)[0] for n in range(60)]
    woven: list[int] = []

    def counted(component: Component, base: PartyBase, known: Known) -> Woven:
        woven.append(len(component.groups))
        return weave_component(component, base, known)

    monkeypatch.setattr("twosource.run.components.weave_component", counted)
    with SqliteStore(":memory:") as store:
        take_in(store, told[:-1])
        bring_up(store, made)
        all_of_them = len(woven)
        woven.clear()
        take_in(store, told[-1:])
        bring_up(store, made)
        assert 0 < len(woven) < all_of_them / 2
        woven.clear()
        bring_up(store, made)
        assert woven == []


def test_another_weaver_weaves_anew_and_ids_stay_known() -> None:
    made = world(1, 10)
    told = [report(made, n)[0] for n in range(10)]
    with SqliteStore(":memory:") as store:
        take_in(store, told)
        before = bring_up(store, made)
        other = replace(default_weaver(), stages=(*default_weaver().stages, Stage("weave.other", "1")))
        cursor = store.cursor()
        assert pipeline.bring_up(store, STORY, reader(made), other) == []
        after = store.ledger(STORY)
        assert after is not None
        assert replace(after, stages=before.stages) == before
        assert [row.kind for row in store.touched(cursor)] == ["stages"]


def test_what_was_kept_with_other_bounds_is_not_gone_on_with(monkeypatch: pytest.MonkeyPatch) -> None:
    made = replace(world(4, 16), towns=40, words=3000)
    told = [report(made, n)[0] for n in range(16)]
    now = default_weaver()
    assert stamp() in now.stages
    with SqliteStore(":memory:") as store:
        with monkeypatch.context() as other:
            other.setattr(units, "UNIT", 1)
            assert stamp() not in now.stages
            stages = (*(stage for stage in now.stages if stage.name != stamp().name), stamp())
            take_in(store, told[:-1])
            pipeline.read_unread(store, STORY, reader(made))
            assert pipeline.bring_up(store, STORY, reader(made), replace(now, stages=stages)) == []
        take_in(store, told[-1:])
        assert bring_up(store, made) == from_nothing(made, told)


def test_a_weaver_without_parties_cannot_be_kept_up() -> None:
    with SqliteStore(":memory:") as store, pytest.raises(ValueError, match="all at once"):
        Upkeep(store, STORY, reader(world(1, 1)), replace(default_weaver(), base=None))
