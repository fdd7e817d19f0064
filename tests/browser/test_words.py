"""A claim clicked shows exactly its words, whatever stands before it; marks lie where the API says."""

from __future__ import annotations

import re

import hostile
import pytest
from browser_desk import Server, Watched


def _reports(server: Server, story: str) -> list[str]:
    return [r["id"] for r in server.get("/reports?limit=50")["items"] if r["story"] == story]


def test_a_claim_clicked_shows_exactly_its_words(seen: Watched, server: Server) -> None:
    clicked = 0
    for report in _reports(server, hostile.STORY):
        whole = server.get(f"/reports/{report}")
        page = seen.open(f"/reports/{report}")
        for stand in whole["stands"]:
            content = stand["content"]
            words = whole["text"][content["start"] : content["end"]]
            page.locator(f'[data-run~="{stand["id"]}"].m-content').first.click()
            page.wait_for_selector("#exact")
            # another position may lie on the same words: clicking again goes on to it
            for _ in range(5):
                if f"mark={stand['id']}" in page.url:
                    break
                page.locator(f'[data-run~="{stand["id"]}"].m-content').first.click()
            assert f"mark={stand['id']}" in page.url
            assert page.evaluate("document.querySelector('#exact bdi').textContent") == words
            chosen = page.evaluate(
                "[...document.querySelectorAll('.whole [data-on=true].m-content')].map(e => e.textContent).join('')"
            )
            assert chosen == words
            clicked += 1
    assert clicked >= 4


def test_emoji_stand_before_a_claim_that_is_tested(server: Server) -> None:
    """The test above is worth something only if some claim stands behind characters of two UTF-16 units."""
    found = [
        stand
        for report in _reports(server, hostile.STORY)
        for stand in server.get(f"/reports/{report}")["stands"]
        if any(ord(c) > 0xFFFF for c in server.get(f"/reports/{report}")["text"][: stand["content"]["start"]])
    ]
    assert found


@pytest.mark.parametrize("key", ["j", "k"])
def test_positions_are_gone_through_by_keyboard(seen: Watched, server: Server, key: str) -> None:
    report = _reports(server, "mainila-1939")[0]
    stands = server.get(f"/reports/{report}")["stands"]
    page = seen.open(f"/reports/{report}")
    page.keyboard.press(key)
    page.wait_for_selector("#exact")
    by_place = sorted(stands, key=lambda p: (p["content"]["start"], p["content"]["end"]))
    assert page.inner_text("#exact bdi") == by_place[0 if key == "j" else -1]["content"]["words"]


def test_a_cell_of_the_matrix_opens_its_words(seen: Watched, server: Server) -> None:
    event = server.get("/events?story=mainila-1939&sort=-positions&limit=1")["items"][0]
    row = server.get(f"/events/{event['id']}")["matrix"][0]
    party = row["stands"][0]["party"]
    page = seen.open(f"/events/{event['id']}")
    page.locator(f"tr#{row['id']} button.stance", has_text=re.compile(rf"^{re.escape(party['name'])} ")).first.click()
    page.wait_for_selector(".rowdetail .position")
    shown = page.evaluate("[...document.querySelectorAll('.rowdetail .position')].map(e => e.dataset.id)")
    assert set(shown) == {p["id"] for p in row["stands"] if p["party"]["id"] == party["id"]}
    assert "row=" in page.url
    page.reload()
    page.wait_for_selector(".rowdetail .position")


def test_a_copy_is_shown_beside_its_origin(seen: Watched, server: Server) -> None:
    copy = next(r for r in server.get("/reports?limit=50")["items"] if r["copy_of"])
    page = seen.open(f"/reports/{copy['id']}")
    page.click("#copies button")
    page.wait_for_selector(".beside mark.shared")
    pair = server.get(f"/reports/{copy['id']}/copies")["items"][0]
    left = page.evaluate("document.querySelector('.beside blockquote').textContent")
    assert left == pair["stretches"][0]["words"]


def test_the_day_of_the_record_can_be_turned_back(seen: Watched, server: Server) -> None:
    event = server.get("/events?story=mainila-1939&sort=-positions&limit=1")["items"][0]
    rows = server.get(f"/events/{event['id']}")["matrix"]
    first = min(p["report"]["published"][:10] for row in rows for p in row["stands"])
    page = seen.open(f"/events/{event['id']}?as_of={first}")
    page.wait_for_selector(".matrix, main .empty")
    had = [r for r in rows if server.get(f"/propositions/{r['id']}/standing?as_of={first}")["standing"]]
    assert page.locator(".matrix tbody tr:not(.aspect)").count() == len(had)
    assert len(had) < len(rows)
