"""What any Store must do: a backend's test file subclasses StoreConformance and says how to make one."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from twosource.records import (
    Capture,
    Event,
    Figure,
    Frame,
    Issue,
    Item,
    Judgement,
    Ledger,
    PartyRef,
    Position,
    Reading,
    Report,
    Reprint,
    Review,
    Span,
    Stage,
)
from twosource.records.codec import from_json
from twosource.records.identity import content_id
from twosource.store import Store, Update, fingerprint

WHEN = "2031-05-02T10:00:00+00:00"
LATER = "2031-05-03T09:00:00+02:00"
STAGES = fingerprint([Stage("parse.test", "1")])
EMPTY = Ledger((), (), (), (), (), (), (), (), (), (), ())


def report(text: str = "A convoy was hit near Karvel.", **facts: str | None) -> Report:
    given: dict[str, str | None] = {"id": "a-1", "story": "karvel", "published": "2031-05-01", **facts}
    own = content_id("v", given["id"], given.get("title"), text)
    digest = sha256(repr((text, given)).encode()).hexdigest()
    return Report(**{"version": own, "text": text, "sha256": digest, **given})  # type: ignore[arg-type]


def item(
    *reports: Report,
    data: bytes = b"raw",
    address: str = "a.txt",
    captured: str = WHEN,
    issues: tuple[Issue, ...] = (),
    story: str = "karvel",
) -> Item:
    capture = Capture(sha256(data).hexdigest(), address, captured, "desk", "text/plain", len(data))
    return Item(story, address, capture, data, reports, issues)


def problem(code: str = "no-date", address: str = "a.txt") -> Issue:
    return Issue("intake", code, "what it is", "what to do", address)


def reading(of: Report) -> Reading:
    return Reading(of.story, of.id, of.version, stages=(Stage("parse.test", "1"),))


def position() -> Position:
    ref = PartyRef("x/karvel", "Karvel", "state", Span(0, 6))
    frame = Frame("toll", "ASSAULT", figure=Figure(3, None, "killed", "at least three"), actors=(ref,))
    return Position("karvel", "a-1", "v-1", ref, "asserts", Span(2, 8), None, Span(9, 12), frame)


class StoreConformance:
    @pytest.fixture
    def store(self) -> Store:
        raise NotImplementedError

    def test_what_was_added_comes_back(self, store: Store) -> None:
        one, two = report(), report("A denial.", id="b-1", story="ostrana")
        added = store.add(item(one, issues=(problem(),)), item(two, data=b"two", address="b.txt", story="ostrana"))
        assert (added.new, added.versions, added.known, added.issues) == (2, 0, 0, 1)
        assert list(store.reports()) == [one, two]
        assert list(store.reports("ostrana")) == [two]
        assert store.stories() == ("karvel", "ostrana")
        assert store.issues("karvel") == (problem(),) == store.issues()
        assert store.issues("ostrana") == ()

    def test_the_bytes_come_back_with_their_capture(self, store: Store) -> None:
        data = bytes(range(256)) * 40
        store.add(item(report(), data=data))
        (capture,) = store.captures(report())
        assert store.data(capture.sha256) == data
        assert (capture.address, capture.captured, capture.collector, capture.size) == ("a.txt", WHEN, "desk", 10240)
        with pytest.raises(KeyError, match="no capture 00"):
            store.data("00")

    def test_an_input_without_reports_is_kept_too(self, store: Store) -> None:
        refused = item(data=b"\xff", issues=(problem("wrong-encoding"),))
        store.add(refused, Item("karvel", "b.pdf", None, b"", (), (problem("skipped-kind", "b.pdf"),)))
        assert refused.capture
        assert store.data(refused.capture.sha256) == b"\xff"
        assert [issue.code for issue in store.issues()] == ["wrong-encoding", "skipped-kind"]
        assert store.stories() == ()

    def test_the_same_again_is_known(self, store: Store) -> None:
        store.add(item(report()))
        again = store.add(item(report(), captured=LATER))
        assert (again.new, again.versions, again.known, again.changed) == (0, 0, 1, 0)
        assert [capture.captured for capture in store.captures(report())] == [WHEN]

    def test_the_first_capture_stays_whichever_came_first(self, store: Store) -> None:
        store.add(item(report(), captured=LATER))
        store.add(item(report(), captured=WHEN))
        assert [capture.captured for capture in store.captures(report())] == [WHEN]

    def test_the_same_words_elsewhere_keep_both_captures_and_the_smallest_hash(self, store: Store) -> None:
        low, high = replace(report(), sha256="0a"), replace(report(), sha256="0b", publisher="The Ostrana Post")
        for order in ((low, high), (high, low)):
            for place, each in zip(("a.txt", "b.txt"), order, strict=True):
                store.add(item(each, data=each.sha256.encode(), address=place))
            assert list(store.reports()) == [low]
        assert len(store.captures(low)) == 4

    def test_other_words_under_an_id_are_another_version(self, store: Store) -> None:
        first, second = report(), report("A convoy was hit near Karvel, killing two.", published="2031-05-02")
        store.add(item(second, data=b"2"))
        added = store.add(item(first, data=b"1"))
        assert (added.new, added.versions) == (0, 1)
        assert store.versions("karvel", "a-1") == (first, second)
        assert store.latest("karvel") == (second,)
        assert store.versions("karvel", "none") == ()

    @pytest.mark.parametrize(
        ("older", "newer"),
        [
            ({"published": None}, {"published": "1999-01-01"}),
            ({"published": "2031-05-01T23:30:00+00:00"}, {"published": "2031-05-01T20:30:00-05:00"}),
            ({"retrieved": None}, {"retrieved": "2031-05-01"}),
            ({"sha256": "0a"}, {"sha256": "0b"}),
        ],
    )
    def test_latest_goes_by_published_then_retrieved_then_hash(
        self, store: Store, older: dict[str, str | None], newer: dict[str, str | None]
    ) -> None:
        old, new = report("One wording.", **older), report("Another wording.", **newer)
        store.add(item(new), item(old, data=b"old"))
        assert store.latest("karvel") == (new,)

    def test_facts_given_later_for_the_same_bytes_hold_and_ask_for_a_new_reading(self, store: Store) -> None:
        bare = replace(report(), published=None, publisher="The Ostrana Post")
        dated = replace(bare, published="2031-05-01", publisher=None)
        store.add(item(bare))
        store.put_readings(STAGES, [reading(bare)])
        assert store.add(item(dated)).changed == 1
        assert list(store.reports()) == [replace(dated, publisher="The Ostrana Post")]
        assert [each.id for each in store.unread("karvel", STAGES)] == ["a-1"]

    def test_issues_are_those_of_an_inputs_last_reading(self, store: Store) -> None:
        store.add(item(report(), issues=(problem(), problem("bad-date"))))
        store.add(item(report(), issues=(problem("bad-date"),)))
        assert [issue.code for issue in store.issues()] == ["bad-date"]
        store.add(item(report(), data=b"mended"))
        assert store.issues() == ()

    def test_issues_of_standard_input_stay_apart(self, store: Store) -> None:
        for data in (b"1", b"2"):
            store.add(item(data=data, address="-", issues=(problem("empty-file" if data == b"1" else "x", "-"),)))
        assert [issue.code for issue in store.issues()] == ["empty-file", "x"]

    def test_nothing_of_a_failed_batch_is_kept(self, store: Store) -> None:
        broken = item(replace(report(), id="b-1", text="\ud800"), address="b.txt")
        with pytest.raises(UnicodeEncodeError):
            store.add(item(report()), broken)
        assert list(store.reports()) == []
        assert store.add(item(report())).new == 1

    def test_unread_are_those_without_a_reading_by_these_stages(self, store: Store) -> None:
        one, two = report(), report("A denial.", id="b-1")
        store.add(item(one), item(two, data=b"2", address="b.txt"))
        assert list(store.unread("karvel", STAGES)) == [one, two]
        for each in store.unread("karvel", STAGES):  # written to while it is gone through
            store.put_readings(STAGES, [reading(each)])
        assert list(store.unread("karvel", STAGES)) == []
        assert list(store.readings("karvel", STAGES)) == [reading(one), reading(two)]
        others = fingerprint([Stage("parse.test", "2")])
        assert list(store.unread("karvel", others)) == [one, two]
        assert list(store.readings("karvel", others)) == []
        assert list(store.unread("ostrana", STAGES)) == []

    def test_a_reading_put_again_takes_the_place_of_the_first(self, store: Store) -> None:
        store.add(item(report()))
        second = replace(reading(report()), issues=(problem("x"),))
        store.put_readings(STAGES, [reading(report())])
        store.put_readings(STAGES, [second])
        assert list(store.readings("karvel", STAGES)) == [second]
        assert store.reading(report(), STAGES) == second
        assert store.reading(report(), "s-other") is None

    def test_a_judgement_can_be_undone_and_redone(self, store: Store) -> None:
        judgement = Judgement("same event", "p-1", "p-2", "negative", 1.0, "an analyst", "other days")
        kept = store.judge("karvel", judgement, WHEN)
        assert store.judge("karvel", judgement, WHEN) == kept
        assert store.judgements("karvel") == (kept,)
        assert store.judgements("ostrana") == ()
        undone = store.undo(kept.id, LATER)
        assert (undone.judgement, undone.undone_at) == (judgement, LATER)
        assert store.undo(kept.id, "2031-06-01T00:00:00Z") == undone
        assert store.judgements("karvel") == ()
        assert store.judgements("karvel", undone=True) == (undone,)
        assert store.redo(kept.id) == kept
        with pytest.raises(KeyError, match="no judgement j-none"):
            store.undo("j-none", LATER)
        with pytest.raises(KeyError, match="no judgement j-none"):
            store.redo("j-none")

    def test_a_review_can_be_undone_and_redone_and_comes_back_whole(self, store: Store) -> None:
        before = position()
        after = replace(before, stance="denies", review="corrected", keeps=before.id)
        review = Review(
            "correct", before.id, "ana", "it says so", "doc", before, after, ("held", None, "said"), positions=("p-1",)
        )
        kept = store.review("karvel", review, WHEN)
        assert store.review("karvel", review, WHEN) == kept
        other = store.review("karvel", Review("override", "q-1", "ana", "seen", status="claimed"), WHEN)
        assert store.reviews("karvel") == (kept, other), "of one second, in the order in which they came"
        assert (store.reviews("karvel")[0].review, store.reviews("ostrana")) == (review, ())
        undone = store.undo_review(kept.id, LATER)
        assert undone.undone_at == LATER
        assert store.undo_review(kept.id, "2031-06-01T00:00:00Z") == undone
        assert store.reviews("karvel") == (other,)
        assert store.reviews("karvel", undone=True) == (undone, other)
        assert store.redo_review(kept.id) == kept
        with pytest.raises(KeyError, match="no review w-none"):
            store.undo_review("w-none", LATER)
        with pytest.raises(KeyError, match="no review w-none"):
            store.redo_review("w-none")

    def test_a_ledgers_rows_come_as_they_are_kept(self, store: Store) -> None:
        event = Event("e-1", "karvel", "A strike", "ASSAULT", None, None, None)
        store.put_ledger("karvel", replace(EMPTY, events=(event,)), redirects={"e-0": "e-1"})
        ((kind, row, record),) = store.ledger_rows("karvel")
        assert (kind, row, from_json(Event, json.loads(record))) == ("events", "e-1", event)
        assert list(store.ledger_rows("ostrana")) == []
        assert store.redirects("karvel") == {"e-0": "e-1"}

    def test_a_ledger_comes_back_and_is_replaced_whole(self, store: Store) -> None:
        event = Event("e-1", "karvel", "A strike", "ASSAULT", None, None, None, (("ru", ("p-1",)),))
        first = replace(
            EMPTY,
            stages=(Stage("b", "1"), Stage("a", "2")),
            documents=(report(),),
            events=(event,),
            reprints=(Reprint("a", "b", 0.5), Reprint("a", "c", 0.75)),
            judgements=(Judgement("same event", "p-1", "p-2", "positive", 0.5, "weave/1", "r"),),
            issues=(problem(), problem("bad-date")),
        )
        assert (store.ledger("karvel"), store.made_from("karvel")) == (None, None)
        store.put_ledger("karvel", first, made_from="m-1")
        assert (store.ledger("karvel"), store.made_from("karvel")) == (first, "m-1")
        store.put_ledger("ostrana", EMPTY)
        store.put_ledger("karvel", replace(first, events=()), made_from="m-2")
        assert (store.ledger("karvel"), store.made_from("karvel")) == (replace(first, events=()), "m-2")
        assert (store.ledger("ostrana"), store.made_from("ostrana")) == (EMPTY, "")

    def test_ids_that_are_gone_lead_to_present_ones(self, store: Store) -> None:
        store.put_ledger("karvel", EMPTY, redirects={"e-1": "e-2"})
        store.put_ledger("karvel", EMPTY, redirects={"e-2": "e-3"})
        assert [store.resolve("karvel", row) for row in ("e-1", "e-2", "e-3", "e-9")] == ["e-3", "e-3", "e-3", "e-9"]
        assert store.resolve("ostrana", "e-1") == "e-1"
        store.put_ledger("karvel", EMPTY, redirects={"e-3": "e-1"})
        assert store.resolve("karvel", "e-1") in {"e-1", "e-2", "e-3"}, "a circle ends"

    def test_updates_leave_rows_sorted_and_what_changed_is_listed_by_cursor(self, store: Store) -> None:
        one, two = (Event(f"e-{n}", "karvel", "A strike", None, None, None, None) for n in (1, 2))
        first = store.update("karvel", Update("m-1", [("events", "e-2", two), ("events", "e-1", one)]))
        assert store.cursor() == first > 0
        assert store.ledger("karvel") == replace(EMPTY, events=(one, two))
        assert [(row.id, row.gone) for row in store.touched()] == [("e-1", False), ("e-2", False)]
        assert store.touched(first) == ()
        other = replace(two, label="Two strikes")
        rows = [("events", "e-2", other), ("events", "e-1", None)]
        second = store.update("karvel", Update("m-2", rows, redirects={"e-1": "e-2"}))
        assert second > first
        assert (store.ledger("karvel"), store.made_from("karvel")) == (replace(EMPTY, events=(other,)), "m-2")
        told = [(row.id, row.gone, row.now) for row in store.touched(first)]
        assert told == [("e-1", True, "e-2"), ("e-2", False, None)]
        assert (store.row("karvel", "events", "e-2"), store.row("karvel", "events", "e-1")) == (other, None)
        assert (store.row_ids("karvel", "events"), store.count("karvel", "events")) == (("e-2",), 1)
        assert store.touched(0, "ostrana") == ()
        store.update("karvel", Update("m-3", [("events", "e-1", one)]))
        assert store.resolve("karvel", "e-1") == "e-1", "it is back"
        assert not any(row.gone for row in store.touched())

    def test_the_cursor_stays_where_no_row_changed(self, store: Store) -> None:
        event = Event("e-1", "karvel", "A strike", None, None, None, None)
        cursor = store.update("karvel", Update("m-1", [("events", "e-1", event)]))
        assert store.update("karvel", Update("m-2", done=("a-1",))) == cursor
        assert store.touched(cursor) == ()

    def test_what_weaving_keeps_comes_back(self, store: Store) -> None:
        put = Update("m", values=[("unit", "a", "1"), ("unit", "b", "2")], members=[("block", "x", "a", True)])
        store.update("karvel", put)
        store.update("karvel", Update("m", values=[("unit", "b", None)], members=[("block", "x", "b", True)]))
        store.update("karvel", Update("m", members=[("block", "x", "a", False)]))
        assert (store.value("karvel", "unit", "a"), store.value("karvel", "unit", "b")) == ("1", None)
        assert store.members("karvel", "block", "x") == {"b"}
        assert store.value("ostrana", "unit", "a") is None
        store.update("karvel", Update("m", values=[("unit", "c", "3")], anew=True))
        assert (store.value("karvel", "unit", "a"), store.value("karvel", "unit", "c")) == (None, "3")
        assert store.members("karvel", "block", "x") == frozenset()

    def test_reports_pend_until_they_are_woven(self, store: Store) -> None:
        store.add(item(report()))
        assert store.pending("karvel") == ("a-1",)
        store.update("karvel", Update("m", done=store.pending("karvel")))
        assert store.pending("karvel") == ()
        store.add(item(report()))
        assert store.pending("karvel") == (), "nothing new"
        store.put_readings(STAGES, [reading(report())])
        assert store.pending("karvel") == ("a-1",)
        store.update("karvel", Update("m", done=store.pending("karvel")))
        store.put_readings(STAGES, [reading(report())])
        assert store.pending("karvel") == ()
        later = report("Other words.", published="2031-05-09")
        store.add(item(later, data=b"2"))
        assert store.pending("karvel") == ("a-1",)
        assert store.head("karvel", "a-1") == later
        assert (store.reading(later, STAGES), store.reading(report(), STAGES)) == (None, reading(report()))
        assert store.head("karvel", "none") is None

    def test_words_of_every_script_and_sign_survive(self, store: Store) -> None:
        odd = report("\u202bמברק\u202c 💥 \x00 \u2028 Ёлка\r\n", title="\ufeff'\"; --", publisher="Ω")
        store.add(item(odd, address="päth/ё.txt"))
        store.put_readings(STAGES, [replace(reading(odd), positions=())])
        assert list(store.reports()) == [odd]
