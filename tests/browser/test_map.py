"""The map, as a state of the address, and where areas are disputed; nothing is asked of another host."""

from __future__ import annotations

import re

from browser_desk import Server, Watched
from playwright.sync_api import expect

START = "/?story=mainila-1939"


def test_the_list_keeps_to_what_the_map_shows(seen: Watched, server: Server) -> None:
    page = seen.open(START)
    page.wait_for_selector(".map[data-drawn]")
    page.locator(".mapframe .told button").click()
    expect(page).to_have_url(re.compile("bbox="))
    west, south, east, north = (float(x) for x in re.findall(r"-?\d+\.\d+", page.url.split("bbox=")[1]))
    assert west < 30.5 < east
    assert south < 60 < north
    found = server.get(f"/events?story=mainila-1939&bbox={west},{south},{east},{north}&limit=200")["items"]
    expect(page.locator(".list .bar [role=status]")).to_have_text(re.compile(rf"^{len(found)} events?$"))
    page.reload()
    expect(page.locator(".mapframe .told button")).to_have_attribute("aria-pressed", "true")


def test_the_map_is_zoomed_by_keyboard_and_says_what_it_is(seen: Watched) -> None:
    page = seen.open(START)
    page.wait_for_selector(".map[data-drawn]")
    canvas = page.locator(".map canvas")
    expect(canvas).to_have_attribute("aria-label", re.compile("list beside it"))
    scale = page.locator(".maplibregl-ctrl-scale")
    before = scale.inner_text()
    canvas.focus()
    page.keyboard.press("=")
    expect(scale).not_to_have_text(before)


def test_disputed_areas_come_with_the_page(server: Server, seen: Watched) -> None:
    world = seen.open(START).request.get(f"{server.address}/borders.json").json()
    assert len(world["objects"]["disputed"]["geometries"]) > 10
    assert {"countries", "borders", "regions"} <= set(world["objects"])


def test_a_map_drawn_without_a_gpu_is_lighter_while_dragged_and_whole_after(seen: Watched) -> None:
    page = seen.open(START)
    page.wait_for_selector(".map[data-drawn]")
    canvas = page.locator(".map canvas")
    box = canvas.bounding_box()
    assert box
    width = canvas.evaluate("(drawn) => drawn.width")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    expect(page.locator(".map[data-light=true]")).to_be_visible()
    assert canvas.evaluate("(drawn) => drawn.width") == width // 2
    with page.expect_response(re.compile("/api/v1/map")):  # the cells of the new section are asked for once it rests
        page.mouse.up()
    expect(page.locator(".map[data-light=false]")).to_be_visible()
    assert canvas.evaluate("(drawn) => drawn.width") == width
