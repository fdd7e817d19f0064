"""People's reviews: they outrank what was read, survive another reading, and leave no trace once undone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from twosource.intake import Options
from twosource.records import Frame, Ledger, PartyRef, Position, Reading, Report, Review, Span
from twosource.run import pipeline
from twosource.run.reader import Reader, default_reader
from twosource.run.reviews import overridden, reviewed
from twosource.store import SqliteStore, fingerprint

TEXT = "Officials in Karvel said that the mill had burned. Nobody was hurt, the mayor of Karvel said."
WHEN = "2031-05-02T10:00:00+00:00"
STORY = "mill"
ROWS = [
    {"id": "a-1", "publisher": "Karvel Wire", "published": "2031-05-01", "text": TEXT},
    {
        "id": "b-1",
        "publisher": "Harbour Courier",
        "published": "2031-05-02",
        "text": "The government of Veltria denied that its troops had shelled the mill at Karvel.",
    },
]


def report(text: str = TEXT, version: str = "v-1") -> Report:
    return Report("a-1", version, STORY, text, published="2031-05-01")


def position(of: Report, content: str, cue: str = "said", stance: str = "asserts") -> Position:
    party = PartyRef("x/officials", "officials", "unnamed", span(of, "Officials"))
    source, says = span(of, "Officials"), span(of, cue)
    frame = Frame("occurrence", "ASSAULT", trigger=span(of, "burned"))
    return Position(STORY, of.id, of.version, party, stance, span(of, content), source, says, frame)


def span(of: Report, words: str) -> Span:
    at = of.text.index(words)
    return Span(at, at + len(words))


def read(of: Report, *positions: Position) -> Reading:
    return Reading(STORY, of.id, of.version, positions=positions)


def review(
    action: str, before: Position | None, after: Position | None, of: Report, same_as: str | None = None
) -> Review:
    shown = after or before
    assert shown is not None
    words = tuple(s.of(of.text) if s else None for s in (shown.content, shown.source, shown.cue))
    target = (before or shown).id
    return Review(action, target, "ana", "seen", of.id, before, after, words, same_as)  # type: ignore[arg-type]


MILL = position(report(), "the mill had burned")


def taken(reading: Reading, *reviews: Review, of: Report | None = None) -> Sequence[Position]:
    return reviewed(of or report(), reading, reviews).reading.positions


def test_to_accept_changes_nothing_but_that_somebody_looked() -> None:
    (found,) = taken(read(report(), MILL), review("accept", MILL, MILL, report()))
    assert found == replace(MILL, review="accepted")
    assert found.id == MILL.id


def test_a_corrected_position_keeps_its_id() -> None:
    denied = replace(MILL, stance="denies")
    (found,) = taken(read(report(), MILL), review("correct", MILL, denied, report()))
    assert (found.stance, found.review, found.id) == ("denies", "corrected", MILL.id)
    again = review("correct", found, replace(found, certainty="hedged"), report())
    (twice,) = taken(read(report(), MILL), review("correct", MILL, denied, report()), again)
    assert (twice.stance, twice.certainty, twice.id) == ("denies", "hedged", MILL.id)


def test_a_rejected_one_is_gone_and_an_added_one_is_there() -> None:
    assert taken(read(report(), MILL), review("reject", MILL, None, report())) == ()
    calm = position(report(), "Nobody was hurt")
    found = taken(read(report(), MILL), review("add", None, calm, report()))
    assert [(p.id, p.review) for p in found] == [(MILL.id, "unreviewed"), (calm.id, "added")]


def test_one_added_to_a_proposition_brings_the_judgements_that_tie_it() -> None:
    calm = position(report(), "Nobody was hurt")
    got = reviewed(report(), read(report(), MILL), [review("add", None, calm, report(), same_as=MILL.id)])
    assert {(j.relation, j.left, j.right, j.maker) for j in got.judgements} == {
        ("same event", calm.id, MILL.id, "ana"),
        ("same proposition", calm.id, MILL.id, "ana"),
    }


def test_a_decision_holds_though_the_machine_reads_otherwise_later() -> None:
    denied = review("correct", MILL, replace(MILL, stance="denies"), report())
    nearly = position(report(), "that the mill had burned", stance="confirms")
    (found,) = taken(read(report(), nearly), denied)
    assert (found.stance, found.content) == ("denies", MILL.content)
    (alone,) = taken(read(report()), denied)
    assert alone.stance == "denies"
    assert taken(read(report(), nearly), review("reject", MILL, None, report())) == ()
    far = position(report(), "Nobody was hurt")
    assert far in taken(read(report(), far), denied), "another position stays"


def test_a_decision_moves_with_its_words_to_another_version() -> None:
    later = report("Updated. " + TEXT, "v-2")
    denied = review("correct", MILL, replace(MILL, stance="denies"), report())
    (found,) = taken(read(later), denied, of=later)
    assert found.content.of(later.text) == "the mill had burned"
    assert found.source is not None
    assert found.source.of(later.text) == "Officials"
    assert found.version == "v-2"
    gone = report("The mill stands.", "v-3")
    got = reviewed(gone, read(gone), [denied])
    assert got.reading.positions == ()
    assert [issue.code for issue in got.issues] == ["review-unplaced"]


def test_reviews_of_another_report_leave_a_reading_as_it_is() -> None:
    reading = read(report(), MILL)
    other = replace(review("reject", MILL, None, report()), document="b-1")
    assert reviewed(report(), reading, [other]).reading is reading


@pytest.fixture(scope="module")
def reader() -> Reader:
    return default_reader()


@pytest.fixture
def store(tmp_path: Path, reader: Reader) -> SqliteStore:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    store = SqliteStore(tmp_path / "mill.db")
    pipeline.read([path], store=store, options=Options(captured=WHEN, story=STORY), reader=reader)
    return store


def ledger(store: SqliteStore, reader: Reader) -> Ledger:
    return pipeline.ledger_of(store, STORY, reader=reader)


def test_a_decision_changes_the_standing_at_once_and_undone_leaves_the_ledger_as_it_was(
    store: SqliteStore, reader: Reader
) -> None:
    before = ledger(store, reader)
    stages = fingerprint(reader.stages)
    denial = next(p for r in store.readings(STORY, stages) for p in r.positions if p.stance == "denies")
    (of,) = [r for r in store.latest(STORY) if r.id == denial.document]
    kept = store.review(STORY, review("correct", denial, replace(denial, stance="confirms"), of), WHEN)
    after = ledger(store, reader)
    changed = {p.id: p for p in after.positions}[denial.id]
    assert (changed.stance, changed.review) == ("confirms", "corrected")
    home = {p.id: p.proposition for p in after.positions}[denial.id]
    was, now = ({a.proposition: a for a in each.assessments}[home] for each in (before, after))
    assert (was.denied_by, now.denied_by) != (now.denied_by, was.denied_by)
    store.undo_review(kept.id, WHEN)
    assert ledger(store, reader) == before
    store.redo_review(kept.id)
    assert ledger(store, reader) == after


def test_an_override_says_who_and_what_the_rules_say(store: SqliteStore, reader: Reader) -> None:
    before = ledger(store, reader)
    standing = before.assessments[0]
    on = tuple(p.id for p in before.positions if p.proposition == standing.proposition)
    over = Review("override", standing.proposition, "ana", "the archive shows it", status="retracted", positions=on)
    kept = store.review(STORY, over, WHEN)
    found = {a.proposition: a for a in ledger(store, reader).assessments}[standing.proposition]
    assert (found.status, found.computed) == ("retracted", standing.status)
    assert found.reason == f"Set to retracted by ana: the archive shows it. By the rules: {standing.reason}"
    store.undo_review(kept.id, WHEN)
    assert ledger(store, reader) == before


def test_an_override_finds_its_proposition_by_its_positions_and_the_last_one_holds(
    store: SqliteStore, reader: Reader
) -> None:
    found = ledger(store, reader)
    standing = found.assessments[0]
    on = tuple(p.id for p in found.positions if p.proposition == standing.proposition)
    first = Review("override", "q-gone", "ana", "one", status="retracted", positions=on)
    last = Review("override", standing.proposition, "ben", "two", status="claimed", positions=on)
    (got,) = [a for a in overridden(found.assessments, found.positions, [first, last]) if a.computed]
    assert (got.proposition, got.status, got.computed) == (standing.proposition, "claimed", standing.status)
    assert got.reason == f"Set to claimed by ben: two. By the rules: {standing.reason}"
    lost = Review("override", "q-gone", "ana", "one", status="retracted", positions=("p-gone",))
    assert overridden(found.assessments, found.positions, [lost]) == found.assessments
