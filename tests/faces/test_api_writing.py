"""Decisions through the API: they change the standing at once, and undone leave everything as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from api_desk import Client, client
from desk import call

from twosource.faces.api import decided, synthetic
from twosource.faces.api.desk import Desk
from twosource.faces.api.rows import report_key
from twosource.faces.api.shelf import silent
from twosource.run.pipeline import ledger_of
from twosource.store import SqliteStore

WIRE = report_key("border", "karvel-wire-1")


@pytest.fixture
def db(story: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(story, tmp_path / "border.db"))


@pytest.fixture
def api(db: Path) -> Iterator[Client]:
    found, desk = client(db, full_text=True)
    yield found
    desk.close()


def everything(api: Client) -> dict[str, Any]:
    kinds = ("stories", "events", "propositions", "positions", "parties", "reports", "queue", "unread")
    return {kind: api.get(kind, limit=200).json for kind in kinds} | {
        "judged": api.get("judgements", by="machine").json
    }


def asserted(api: Client) -> Any:
    return next(p for p in api.get("positions").items if p["stance"] == "asserts" and p["source"])


def test_a_correction_changes_the_standing_and_undone_leaves_what_was(api: Client, db: Path) -> None:
    before, position = everything(api), asserted(api)
    with SqliteStore(db) as store:
        ledger = ledger_of(store, "border")
    body = {"action": "correct", "target": position["id"], "maker": "ana", "reason": "it denies", "stance": "denies"}
    answer = api.post("reviews", body)
    assert answer.status == 201, answer.json
    made = answer.json["review"]
    assert (made["action"], made["change"], made["maker"]) == ("correct", "stance: asserts → denies", "ana")
    (changed,) = [c for c in answer.json["changed"] if c["proposition"] == position["proposition"]]
    assert (changed["before"], changed["after"]) == ("claimed", "disputed"), "another party asserts it still"
    now = api.get(f"positions/{position['id']}").json
    assert (now["stance"], now["review"]) == ("denies", "corrected")
    row = api.get(f"propositions/{position['proposition']}").json
    assert row["standing"]["status"] == "disputed"
    assert row["review"]["reviewed"] == 1
    assert [r["id"] for r in api.get("reviews").items] == [made["id"]]
    undone = api.post(f"reviews/{made['id']}/undo")
    assert undone.status == 200
    (back,) = undone.json["changed"]
    assert (back["proposition"], back["before"], back["after"]) == (position["proposition"], "disputed", "claimed")
    assert everything(api) == before
    with SqliteStore(db) as store:
        assert ledger_of(store, "border") == ledger
    assert api.get("reviews").items == []
    assert api.get("reviews", undone="true").items[0]["undone_at"]
    assert api.post(f"reviews/{made['id']}/redo").json["changed"] == [changed]


def test_what_was_accepted_leaves_the_queue_and_is_unreviewed_no_more(
    api: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decided, "UNSURE", 0.9)
    waiting = api.get("queue", kind="position").items
    assert waiting
    target = waiting[0]["position"]["id"]
    assert api.post("reviews", {"action": "accept", "target": target, "maker": "ana"}).status == 201
    assert api.get(f"positions/{target}").json["review"] == "accepted"
    assert target not in [item["position"]["id"] for item in api.get("queue", kind="position").items]


def test_a_rejected_position_is_gone(api: Client) -> None:
    position = asserted(api)
    assert api.post("reviews", {"action": "reject", "target": position["id"], "maker": "ana"}).status == 201
    assert api.get(f"positions/{position['id']}").status == 404


def test_a_missed_position_is_added_by_its_words(api: Client) -> None:
    text = api.get(f"reports/{WIRE}").json["text"]
    words = "artillery had shelled a border post"
    start = text.index(words)
    body = {
        "action": "add",
        "target": WIRE,
        "maker": "ana",
        "content": {"start": start, "end": start + len(words)},
        "party": "the mayor of Karvel",
        "stance": "confirms",
    }
    answer = api.post("reviews", body)
    assert answer.status == 201, answer.json
    key = answer.json["review"]["position"]
    added = api.get(f"positions/{key}").json
    assert (added["content"]["words"], added["party"]["name"]) == (words, "the mayor of Karvel")
    assert (added["review"], added["added_by"], added["stance"]) == ("added", "ana", "confirms")
    assert key in [p["id"] for p in api.get("positions", report=WIRE).items]
    assert api.post("reviews", body).status == 422, "it is there already"
    api.post(f"reviews/{answer.json['review']['id']}/undo")
    assert api.get(f"positions/{key}").status == 404


def test_one_added_to_a_proposition_stands_on_it(api: Client) -> None:
    text = api.get(f"reports/{WIRE}").json["text"]
    home = asserted(api)["proposition"]
    start = text.index("on Monday")
    body = {
        "action": "add",
        "target": WIRE,
        "maker": "ana",
        "content": {"start": start, "end": start + 9},
        "party": "x/veltria",
        "stance": "denies",
        "proposition": home,
    }
    key = api.post("reviews", body).json["review"]["position"]
    assert api.get(f"positions/{key}").json["proposition"] == home


def test_an_override_is_told_with_who_and_why_and_what_the_rules_say(api: Client) -> None:
    row = api.get("propositions").items[0]
    body = {"action": "override", "target": row["id"], "maker": "ana", "reason": "the archive", "status": "retracted"}
    answer = api.post("reviews", body)
    standing = api.get(f"propositions/{row['id']}").json["standing"]
    assert standing["status"] == "retracted"
    over = standing["override"]
    assert (over["by"], over["computed"], over["reason"]) == ("ana", row["standing"]["status"], "the archive")
    assert over["id"] == answer.json["review"]["id"]
    api.post(f"reviews/{over['id']}/undo")
    assert api.get(f"propositions/{row['id']}").json == {
        **api.get(f"propositions/{row['id']}").json,
        "standing": row["standing"],
    }


def test_changes_tell_what_a_decision_touched_and_nothing_else(api: Client) -> None:
    every, cursor = [], None
    while True:
        page = api.get("changes", {"since": cursor} if cursor else {}, limit=7).json
        every += page["items"]
        cursor = page["next"]
        if not page["items"]:
            break
    kinds = {"event": "events", "proposition": "propositions", "position": "positions", "report": "reports"}
    for kind, listed in kinds.items():
        assert sorted(c["id"] for c in every if c["kind"] == kind) == sorted(
            row["id"] for row in api.get(listed, limit=200).items
        )
    assert len({(c["kind"], c["id"]) for c in every}) == len(every)
    position = asserted(api)
    api.post("reviews", {"action": "accept", "target": position["id"], "maker": "ana"})
    touched = {(c["kind"], c["id"], c["what"]) for c in api.get("changes", since=cursor).items}
    assert touched == {
        ("position", position["id"], "changed"),
        ("proposition", position["proposition"], "changed"),
        ("event", position["event"], "changed"),
    }
    body = {"action": "reject", "target": position["id"], "maker": "ana"}
    api.post("reviews", body)
    assert ("position", position["id"], "gone") in {
        (c["kind"], c["id"], c["what"]) for c in api.get("changes", since=cursor, limit=200).items
    }


def test_two_propositions_are_merged_and_split_again(api: Client) -> None:
    before = everything(api)
    by_event: dict[str, list[str]] = {}
    for row in api.get("propositions").items:
        by_event.setdefault(row["event"], []).append(row["id"])
    events = sorted(by_event)
    body = {"story": "border", "verdict": "positive", "maker": "ana", "reason": "one and the same"}
    if len(events) > 1:
        pair = {"left": by_event[events[0]][0], "right": by_event[events[1]][0]}
        refused = api.post("judgements", {**body, **pair, "relation": "same proposition"})
        assert (refused.status, "two events" in refused.json["detail"]) == (422, True)
        answer = api.post("judgements", {**body, "left": events[0], "right": events[1], "relation": "same event"})
        assert answer.status == 201, answer.json
        assert len(api.get("events").items) == len(events) - 1
        moved = next(e for e in events if api.get(f"events/{e}").status != 200)
        lead = api.get(f"events/{moved}")
        assert lead.status == 308
        assert api.ask("GET", lead.headers["location"]).status == 200
        judgement = answer.json["judgement"]
        assert (judgement["by_person"], judgement["left_label"] != "") == (True, True)
        assert [j["id"] for j in api.get("judgements").items] == [judgement["id"]]
        assert api.post(f"judgements/{judgement['id']}/undo").status == 200
    assert everything(api) == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"action": "accept", "target": "p-none", "maker": "ana"}, 422),
        ({"action": "accept", "target": "p-none", "maker": "weave/1"}, 400),
        ({"action": "forget", "target": "p-none", "maker": "ana"}, 400),
        ({"action": "accept", "target": "p-none"}, 400),
        ({"action": "accept", "target": "p-none", "maker": "ana", "colour": "red"}, 400),
        ({"action": "override", "target": "q-none", "maker": "ana", "status": "claimed", "reason": "so"}, 422),
        ({"action": "add", "target": WIRE, "maker": "ana"}, 422),
        (
            {
                "action": "add",
                "target": WIRE,
                "maker": "ana",
                "content": {"start": 5, "end": 5},
                "party": "a",
                "stance": "asserts",
            },
            422,
        ),
        (
            {
                "action": "add",
                "target": WIRE,
                "maker": "ana",
                "content": {"start": 0, "end": 9999},
                "party": "a",
                "stance": "asserts",
            },
            422,
        ),
        ([1], 400),
    ],
)
def test_what_cannot_be_decided_is_refused_and_changes_nothing(api: Client, body: Any, status: int) -> None:
    before = api.get("about").json["generation"]
    answer = api.post("reviews", body)
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json"), answer.json
    assert api.get("about").json["generation"] == before


def test_a_correction_that_changes_nothing_is_refused(api: Client) -> None:
    position = asserted(api)
    body = {"action": "correct", "target": position["id"], "maker": "ana", "stance": position["stance"]}
    answer = api.post("reviews", body)
    assert (answer.status, "nothing would be changed" in answer.json["detail"]) == (422, True)


def test_a_body_that_is_no_json_or_too_large_is_refused(api: Client) -> None:
    wrong = api.ask("POST", "reviews", data=b"action=accept", headers={"content-type": "text/plain"})
    assert (wrong.status, wrong.headers["content-type"]) == (415, "application/problem+json")
    broken = api.ask("POST", "reviews", data=b"{", headers={"content-type": "application/json"})
    assert broken.status == 400
    large = api.ask("POST", "reviews", data=b" " * 1_000_001, headers={"content-type": "application/json"})
    assert (large.status, large.headers["content-type"]) == (413, "application/problem+json")


def test_the_machines_judgements_are_not_undone_but_decided_otherwise(api: Client) -> None:
    for judgement in api.get("judgements", by="machine").items[:1]:
        assert api.post(f"judgements/{judgement['id']}/undo").status == 404
    assert api.post("judgements/j-none/undo").status == 404
    assert api.post("reviews/w-none/undo").status == 404


def test_a_shelf_brought_up_story_by_story_holds_what_one_made_at_once_does(tmp_path: Path) -> None:
    db = tmp_path / "two.db"
    synthetic.write(db, 40, silent)
    desk = Desk(db, shelf=tmp_path / "kept-up")
    desk.refresh()
    rows = tmp_path / "live.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in synthetic.reports(4)), encoding="utf-8")
    for story in ("story-3", "live"):  # one that is there, whose invented rows go, and one that isn't
        assert call("read", str(rows), "--db", str(db), "--story", story).exit_code == 0
        assert desk.refresh().changed
    assert not desk.refresh().changed
    anew = Desk(db, shelf=tmp_path / "anew")
    anew.refresh()
    for table in ("events JOIN event_rows USING (n)", "propositions", "parties", "stories"):
        asked = f"SELECT row FROM {table} ORDER BY row"
        assert desk.shelf.get(asked) == anew.shelf.get(asked)
    asked = "SELECT tag, value, id FROM tags JOIN events USING (n) ORDER BY tag, value, id"
    assert desk.shelf.get(asked) == anew.shelf.get(asked)
    asked = "SELECT id FROM party_words JOIN parties ON n = party_words.rowid WHERE party_words MATCH ? ORDER BY id"
    assert desk.shelf.get(asked, ("party",)) == anew.shelf.get(asked, ("party",)) != []
    desk.close()
    anew.close()
