"""Decisions by keyboard alone: each changes the standing at once, and undoing brings back what was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from browser_desk import DEMO, Server, Watched
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def own(db: Path, built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on a ledger of these tests' own; each takes its decisions back."""
    running = Server(Path(copy(db, tmp_path_factory.mktemp("own") / "own.db")), "--full-text")
    yield running
    running.stop()


@pytest.fixture
def desk(browser: Browser, own: Server) -> Iterator[Watched]:
    """A page on it, used without a mouse."""
    held = browser.new_context(viewport={"width": 1280, "height": 900})
    held.set_default_timeout(60_000)
    watched = Watched(held.new_page(), own.address)
    yield watched
    held.close()
    assert not watched.wrong


def _name(page: Page) -> None:
    """Answers who decides, which is asked at the first decision."""
    page.wait_for_selector("dialog[open] input")
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")


def _rows(server: Server) -> dict[str, Any]:
    return {row["id"]: row for row in server.get(f"/propositions?story={DEMO}&limit=200")["items"]}


def test_a_standing_is_overridden_and_restored(desk: Watched, own: Server) -> None:
    page = desk.open(f"/review?story={DEMO}")
    page.wait_for_selector(".rowline .chip")
    row = own.get(f"/queue?story={DEMO}&limit=1")["items"][0]["position"]["proposition"]
    before = _rows(own)
    page.keyboard.press("o")
    _name(page)
    page.wait_for_selector("dialog[open] select")
    page.focus("dialog[open] select")
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    page.keyboard.type("They took it back by telephone")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".note .change")
    page.wait_for_selector(".rowline .chip.s-retracted")
    after = _rows(own)[row]["standing"]
    assert after["status"] == "retracted"
    assert after["override"]["by"] == "Ana"
    assert after["override"]["computed"] == before[row]["standing"]["status"]
    page.keyboard.press("u")
    page.wait_for_selector(".rowline .chip.s-retracted", state="detached")
    assert _rows(own) == before


def test_a_rejected_position_leaves_its_row_and_comes_back(desk: Watched, own: Server) -> None:
    page = desk.open(f"/review?story={DEMO}")
    page.wait_for_selector(".queue [data-on=true]")
    first = own.get(f"/queue?story={DEMO}&limit=1")["items"][0]["position"]
    before = _rows(own)
    page.keyboard.press("x")
    _name(page)
    page.wait_for_selector(".note .actions")
    assert first["id"] not in [p["id"] for p in own.get(f"/positions?report={first['report']['id']}")["items"]]
    page.keyboard.press("u")
    page.wait_for_selector(".note:has-text('Undone')")
    assert _rows(own) == before


def test_accepting_takes_unreviewed_off(desk: Watched, own: Server) -> None:
    page = desk.open(f"/review?story={DEMO}")
    page.wait_for_selector(".queue [data-on=true]")
    first = own.get(f"/queue?story={DEMO}&limit=1")["items"][0]["position"]["id"]
    page.keyboard.press("a")
    _name(page)
    page.wait_for_selector(".note .actions")
    assert own.get(f"/positions/{first}")["review"] == "accepted"
    desk.open("/review/decisions")
    page.wait_for_selector(".decisions li:not(.gone)")
    assert "Ana" in page.inner_text(".decisions li:not(.gone)")
    page.focus(".decisions li:not(.gone) button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".note:has-text('Undone')")
    assert own.get(f"/positions/{first}")["review"] == "unreviewed"


def test_a_missed_position_is_added_by_selecting_its_words(desk: Watched, own: Server) -> None:
    page = desk.open(f"/review/unread?story={DEMO}")
    page.wait_for_selector(".unread li")
    sentence = own.get(f"/unread?story={DEMO}&limit=1")["items"][0]
    page.keyboard.press("n")
    _name(page)
    page.wait_for_selector("dialog[open] textarea")
    page.focus("dialog[open] textarea")
    page.keyboard.press("Control+Home")
    for _ in range(3):
        page.keyboard.press("Shift+Control+ArrowRight")
    page.keyboard.press("3")
    words = page.inner_text(".wordsfield .claim")
    assert words
    assert sentence["words"]["words"].startswith(words)
    page.focus("dialog[open] input[list]")
    page.keyboard.type("Molotov")
    page.focus("dialog[open] button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".note .actions")
    added = [p for p in own.get(f"/positions?report={sentence['report']}")["items"] if p["review"] == "added"]
    assert [p["content"]["words"] for p in added] == [words]
    assert added[0]["added_by"] == "Ana"
    page.keyboard.press("u")
    page.wait_for_selector(".note:has-text('Undone')")
    assert not [p for p in own.get(f"/positions?report={sentence['report']}")["items"] if p["review"] == "added"]


def test_a_position_is_corrected(desk: Watched, own: Server) -> None:
    page = desk.open(f"/review?story={DEMO}")
    page.wait_for_selector(".queue [data-on=true]")
    first = own.get(f"/queue?story={DEMO}&limit=1")["items"][0]["position"]
    page.keyboard.press("c")
    _name(page)
    page.wait_for_selector("dialog[open] .pair select")
    page.focus("dialog[open] .pair select >> nth=0")
    page.keyboard.press("Home")
    for _ in range(0 if first["stance"] == "denies" else 2):
        page.keyboard.press("ArrowDown")
    page.focus("dialog[open] button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".note .actions")
    stances = {p["id"]: p["stance"] for p in own.get(f"/positions?report={first['report']['id']}")["items"]}
    assert list(stances.values()).count("denies") >= 1
    assert stances.get(first["id"]) != first["stance"]
    page.keyboard.press("u")
    page.wait_for_selector(".note:has-text('Undone')")
    assert own.get(f"/positions/{first['id']}")["stance"] == first["stance"]


def test_rows_are_merged_and_parted_again(desk: Watched, own: Server) -> None:
    page = desk.open(f"/review?story={DEMO}")
    page.wait_for_selector(".rowline .chip")
    before = _rows(own)
    page.keyboard.press("m")
    _name(page)
    page.wait_for_selector("dialog[open] .choices input")
    page.focus("dialog[open] .choices input")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Two wordings of one claim")
    page.keyboard.press("Enter")
    page.wait_for_selector(".note .actions")
    assert len(_rows(own)) < len(before)
    page.keyboard.press("u")
    page.wait_for_selector(".note:has-text('Undone')")
    assert _rows(own) == before


def test_a_position_is_split_off_its_row_and_put_back(desk: Watched, own: Server) -> None:
    before = _rows(own)
    event = own.get(f"/events?story={DEMO}&sort=-positions&limit=1")["items"][0]["id"]
    row = max(own.get(f"/events/{event}")["matrix"], key=lambda r: len(r["stands"]))
    page = desk.open(f"/events/{event}?row={row['id']}")
    page.wait_for_selector(".rowdetail .position")
    page.get_by_role("button", name="Split off").first.focus()
    page.keyboard.press("Enter")
    _name(page)
    page.wait_for_selector(".note .actions")
    assert _rows(own) != before
    page.keyboard.press("u")
    page.wait_for_selector(".note:has-text('Undone')")
    assert _rows(own) == before
