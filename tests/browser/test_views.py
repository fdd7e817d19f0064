"""Each view opens on the demo story and on the hostile one: no error, nothing off the host, nothing too wide."""

from __future__ import annotations

import hostile
import pytest
from browser_desk import DEMO, NAMES, ROOT, Server, Watched, address
from playwright.sync_api import Page

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("story", [DEMO, hostile.STORY], ids=["demo", "hostile"])
def test_a_view_opens(seen: Watched, server: Server, story: str, name: str) -> None:
    page = seen.open(address(server, story, name))
    assert page.inner_text("main h1").strip()
    assert page.title().endswith("· Twosource")
    assert page.evaluate(FITS)
    page.set_viewport_size({"width": 375, "height": 720})
    page.wait_for_function(FITS)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("story", [DEMO, hostile.STORY], ids=["demo", "hostile"])
def test_a_view_has_no_serious_fault_for_assistive_tools(seen: Watched, server: Server, story: str, name: str) -> None:
    page = seen.open(address(server, story, name))
    assert _faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert _faults(page) == []


@pytest.mark.parametrize("name", NAMES)
def test_extracts_only_by_default(seen_guarded: Watched, guarded: Server, name: str) -> None:
    page = seen_guarded.open(address(guarded, DEMO, name))
    longest = page.evaluate(
        "Math.max(0, ...[...document.querySelectorAll('.words')].map(e => [...e.textContent].length))"
    )
    assert longest <= 280 + len(" […]")


def test_every_report_of_the_hostile_story_is_only_text(seen: Watched, server: Server) -> None:
    for report in server.get("/reports?limit=50")["items"]:
        if report["story"] != hostile.STORY:
            continue
        page = seen.open(f"/reports/{report['id']}")
        whole = server.get(f"/reports/{report['id']}")["text"]
        assert page.evaluate("document.querySelector('.whole').textContent") == whole
        assert page.evaluate("document.querySelectorAll('.whole :not(mark, span)').length") == 0
        assert page.evaluate("window.hacked") is None
        assert page.evaluate(FITS)


def test_a_page_that_is_not_there_says_so(seen: Watched) -> None:
    page = seen.open("/nowhere")
    assert "no such page" in page.inner_text("main h1")


def test_the_policy_is_strict(seen: Watched, server: Server) -> None:
    answer = seen.page.request.get(f"{server.address}/")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def _faults(page: Page) -> list[str]:
    """What axe calls serious or critical."""
    if not AXE.is_file():
        pytest.skip("axe-core isn't installed: `make page` installs it")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['help']}: {node['target']} {node.get('failureSummary', '')}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"][:3]
    ]
