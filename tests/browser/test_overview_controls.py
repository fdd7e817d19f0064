"""The overview's controls: each changes the address, and the address gives the same state again."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from browser_desk import Server, Watched
from playwright.sync_api import Page, expect

START = "/?story=mainila-1939"


def _query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def _shows(page: Page, events: int) -> None:
    """Waits until the list counts so many events."""
    said = re.compile(rf"^{events} events?$")
    expect(page.locator(".list .bar [role=status]")).to_have_text(said)
    expect(page.locator(".events .event")).to_have_count(min(events, 30))


def _events(server: Server, query: str = "") -> int:
    return len(server.get(f"/events?story=mainila-1939&limit=200{query}")["items"])


def test_time_is_chosen_by_keyboard(seen: Watched, server: Server) -> None:
    page = seen.open(START)
    page.focus(".handle[aria-label=From]")
    page.keyboard.press("End")
    page.wait_for_url("**from=**")
    chosen = _events(server, f"&from={_query(page)['from'][0]}")
    assert 0 < chosen < _events(server)
    _shows(page, chosen)
    page.keyboard.press("Home")
    _shows(page, _events(server))
    assert "from" not in _query(page)


def test_time_is_chosen_by_dragging(seen: Watched, server: Server) -> None:
    page = seen.open(START)
    _shows(page, _events(server))  # nothing moves any more
    box = page.locator(".histogram svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + 20, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=.*&to="))
    query = _query(page)
    assert query["from"] < query["to"]
    _shows(page, _events(server, f"&from={query['from'][0]}&to={query['to'][0]}"))


def test_a_menu_filters_and_its_button_takes_it_out(seen: Watched, server: Server) -> None:
    page = seen.open(START)
    page.locator(".menus select").nth(1).select_option("disputed")
    disputed = _events(server, "&standing=disputed")
    assert 0 < disputed < _events(server)
    _shows(page, disputed)
    page.locator(".chosen button", has_text="disputed").click()
    _shows(page, _events(server))


def test_back_leads_to_the_state_before(seen: Watched, server: Server) -> None:
    page = seen.open(START)
    page.locator(".menus select").nth(1).select_option("disputed")
    _shows(page, _events(server, "&standing=disputed"))
    page.go_back()
    _shows(page, _events(server))
    assert "standing" not in _query(page)


def test_reports_and_origins_stand_side_by_side(seen: Watched) -> None:
    page = seen.open(START)
    for counts in page.locator(".event .counts").all_text_contents():
        assert re.search(r"^\d+ reports?\s*\d.* independent origin", counts)


def test_unreviewed_stands_on_every_status_nobody_looked_at(seen: Watched, server: Server) -> None:
    page = seen.open(START)
    rows = server.get("/events?story=mainila-1939&limit=30")["items"]
    due = sum(1 for row in rows if row["headline"] and row["review"]["unreviewed"])
    assert page.locator(".event .unreviewed").count() == due > 0


def test_the_search_finds_by_the_beginning_of_a_word(seen: Watched) -> None:
    page = seen.open("/")
    page.keyboard.press("/")
    page.keyboard.type("shell")
    page.keyboard.press("Enter")
    page.wait_for_selector(".hits mark.hit")
    assert "shell" in page.inner_text(".hits mark.hit").lower()


def test_the_search_finds_cyrillic_words_in_any_case(seen: Watched) -> None:
    page = seen.open("/search?q=ОБСТРЕЛ")
    page.wait_for_selector(".hits mark.hit")
    assert "обстрел" in page.inner_text(".hits mark.hit").lower()
    page.locator(".hits a").first.click()
    page.wait_for_selector(".whole")
    assert "Министерство обороны Остраны" in page.inner_text(".whole")


def test_the_shortcuts_are_listed(seen: Watched) -> None:
    page = seen.open("/")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open] dl.keys")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")
