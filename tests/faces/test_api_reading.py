"""The API's answers over a story that was really read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from api_desk import Client, client
from desk import call, write

from twosource.faces.api.rows import report_key


@pytest.fixture(scope="module")
def api(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    found, desk = client(story, shelf=tmp_path_factory.mktemp("shelf") / "shelf")
    yield found
    desk.close()


def test_stories_and_counts_agree_with_the_lists(api: Client) -> None:
    (story,) = api.get("stories").items
    assert story["story"] == "border"
    for kind in ("events", "propositions", "positions", "reports"):
        assert len(api.get(kind, limit=200).items) == story[kind] > 0


def test_an_events_page_holds_its_row_and_every_position_once(api: Client) -> None:
    for row in api.get("events").items:
        page = api.get(f"events/{row['id']}").json
        assert {key: page[key] for key in row} == row
        stands = [stand["id"] for matrix in page["matrix"] for stand in matrix["stands"]]
        assert sorted(stands) == sorted(p["id"] for p in api.get("positions", event=row["id"]).items)
        assert {s["party"]["id"] for m in page["matrix"] for s in m["stands"]} == {c["id"] for c in page["columns"]}


def test_marked_words_stand_in_their_extract_and_in_the_text(story: Path, tmp_path: Path) -> None:
    whole, desk = client(story, shelf=tmp_path / "shelf", full_text=True)
    for position in whole.get("positions", limit=200).items:
        text = whole.get(f"reports/{position['report']['id']}").json["text"]
        extract = position["extract"]
        assert text[extract["start"] : extract["end"]] == extract["text"]
        for mark in ("content", "source", "cue"):
            if position[mark]:
                stretch = position[mark]
                assert text[stretch["start"] : stretch["end"]] == stretch["words"]
                assert stretch["words"] in extract["text"]
    desk.close()


def test_a_report_is_given_whole_only_where_allowed(api: Client, story: Path, tmp_path: Path) -> None:
    key = report_key("border", "karvel-wire-1")
    assert api.get(f"reports/{key}").json["text"] is None
    own, desk = client(story, shelf=tmp_path / "shelf", own=("Karvel Wire",))
    assert own.get(f"reports/{key}").json["text"].startswith("Ostrana says")
    assert own.get(f"reports/{report_key('border', 'harbour-courier-1')}").json["text"] is None
    desk.close()


def test_a_list_comes_in_pages_that_together_are_the_whole(api: Client) -> None:
    for kind in ("positions", "propositions", "events", "reports", "parties", "unread", "stories"):
        whole = api.get(kind, limit=200).items
        found, cursor = [], None
        while True:
            page = api.get(kind, {"cursor": cursor} if cursor else {}, limit=1).json
            found += page["items"]
            cursor = page["next"]
            if cursor is None:
                break
        assert found == whole, kind


def test_filters_leave_what_they_say(api: Client) -> None:
    events = api.get("events").items
    for status in sorted({status for event in events for status in event["standings"]}):
        found = {event["id"] for event in api.get("events", standing=status).items}
        assert found == {event["id"] for event in events if status in event["standings"]}
    party = api.get("positions").items[0]["party"]["id"]
    assert api.get("events", party=party).items
    assert api.get("events", party="x/nobody").items == []
    assert api.get("events", {"from": "2030-01-01"}).items == []
    assert api.get("events", q="shelled").items
    assert api.get("events", q="nothingofthekind").items == []
    assert api.get("events", story="other").items == []
    total = api.get("histogram").json
    assert total["total"] == len(events) == total["undated"] + sum(b["events"] for b in total["items"])
    assert api.get("facets").json["total"] == api.get("map").json["total"] == len(events)


def test_search_finds_reports_parties_and_propositions_and_marks_the_words(api: Client) -> None:
    kinds = {hit["kind"] for hit in api.get("search", q="ostrana").items}
    assert kinds >= {"report", "party"}
    for hit in api.get("search", q="shell").items:
        assert "\ue000" in hit["snippet"], "the beginning of a word is marked"
    assert api.get("search", q="!!!").items == []


def test_the_history_ends_with_what_stands_now(api: Client) -> None:
    for row in api.get("propositions").items:
        steps = api.get(f"propositions/{row['id']}/history").items
        assert steps[-1]["status"] == row["standing"]["status"]
        last = api.get(f"propositions/{row['id']}/standing", as_of="2030-01-01").json
        assert last["standing"] == steps[-1]
        assert api.get(f"propositions/{row['id']}/standing", as_of="2000-01-01").json["standing"] is None
        tree = api.get(f"propositions/{row['id']}/why").json
        assert tree["kind"] == "proposition"
        assert tree["children"]


def test_what_was_not_read_is_shown_and_what_was_read_is_not(api: Client) -> None:
    for report in api.get("reports").items:
        spans = [(s["words"]["start"], s["words"]["end"]) for s in api.get(f"reports/{report['id']}/unread").items]
        for stand in api.get("positions", report=report["id"]).items:
            content = stand["content"]
            assert all(end <= content["start"] or content["end"] <= start for start, end in spans)


def test_the_same_generation_is_not_sent_twice(api: Client) -> None:
    first = api.get("events")
    again = api.ask("GET", "events", headers={"if-none-match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert api.get("events", limit=1).headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("events/e-none", {}, 404),
        ("propositions/q-none", {}, 404),
        ("propositions/q-none/why", {}, 404),
        ("positions/p-none", {}, 404),
        ("parties/x/nobody", {}, 404),
        ("reports/r-none", {}, 404),
        ("nothing", {}, 404),
        ("events", {"limit": 0}, 400),
        ("events", {"limit": "many"}, 400),
        ("events", {"bbox": "1,2,3"}, 400),
        ("events", {"from": "yesterday"}, 400),
        ("events", {"sort": "size"}, 400),
        ("events", {"cursor": "%%%"}, 400),
        ("search", {}, 400),
        ("events", {"since": "2021-03-02"}, 400),
        ("about", {"limit": 1}, 400),
    ],
)
def test_what_cannot_be_answered_is_a_problem_that_says_so(
    api: Client, path: str, query: dict[str, object], status: int
) -> None:
    answer = api.get(path, query)
    assert answer.status == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["detail"]


@pytest.mark.parametrize(
    ("path", "query", "told"),
    [
        ("events", {"from": "yesterday"}, "from: a day is asked, such as 2021-03-02"),
        ("reports", {"to": "2021-13-01"}, "to: a day is asked, such as 2021-03-02"),
        ("events", {"bbox": "1,2,3"}, "bbox: west,south,east,north in degrees is asked, such as 29.5,60,30.5,61"),
        ("facets", {"kind": "x"}, "kind: /api/v1/facets takes no such parameter; those it takes: aspect, bbox, from,"),
        ("nothing", {}, "/api/v1/nothing: there is no such route; /api/v1/openapi.json describes them"),
    ],
)
def test_a_problem_names_the_parameter_and_what_is_asked(
    api: Client, path: str, query: dict[str, object], told: str
) -> None:
    assert api.get(path, query).json["detail"].startswith(told)


def test_a_day_that_its_month_does_not_have_is_the_months_last(api: Client) -> None:
    late, last = (api.get("events", {"from": day, "to": "2021-03-31"}) for day in ("2021-02-31", "2021-02-28"))
    assert late.status == 200
    assert late.items == last.items != []


def test_search_finds_words_of_any_script_by_their_beginning(tmp_path: Path) -> None:
    rows = [
        {
            "id": "a",
            "publisher": "Вестник",
            "published": "2021-03-02",
            "text": "Мэр сообщил, что мост через реку взорван.",
        }
    ]
    db = tmp_path / "border.db"
    written = write(tmp_path, "reports.jsonl", *rows)
    assert call("read", str(written), "--db", str(db)).exit_code == 0
    found, desk = client(db)
    for asked in ("взорван", "ВЗОРВ", "мост взор"):
        (hit,) = found.get("search", q=asked).items
        assert (hit["kind"], "\ue000взорван\ue001" in hit["snippet"]) == ("report", True)
    assert found.get("search", q="плотина").items == []
    desk.close()


def test_another_method_is_refused_with_those_there_are(api: Client) -> None:
    answer = api.ask("DELETE", "events")
    assert (answer.status, answer.headers["content-type"]) == (405, "application/problem+json")
    assert "GET" in answer.headers["allow"]


def test_head_is_get_without_its_body(api: Client) -> None:
    answer = api.ask("HEAD", "events")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["etag"] == api.get("events").headers["etag"]
