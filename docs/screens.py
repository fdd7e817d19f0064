"""Makes the pictures of the page anew: the demo story in each view, in Chromium.

Run `python docs/screens.py`; it needs `pip install -e ".[dev]"` and chromium.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]


@contextmanager
def demo() -> Iterator[str]:
    """The demo's page, and its address."""
    command = [sys.executable, "-c", "from twosource.faces.cli import main; main()", "demo", "--page", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            for line in process.stderr:
                if found := re.search(r"open (http://\S+?)/", line):
                    yield found.group(1)
                    break
        finally:
            process.terminate()


def ask(home: str, path: str) -> Any:
    """What the API answers."""
    with urlopen(f"{home}/api/v1{path}") as answer:
        return json.load(answer)


def shoot(
    browser: Browser, home: str, name: str, path: str, *, width: int = 1280, height: int = 860, dark: bool = False
) -> None:
    """One picture of one view."""
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light")
    page.goto(home + path)
    page.wait_for_selector("main h1")
    page.wait_for_load_state("networkidle")
    if path.startswith("/?"):
        page.wait_for_selector(".map[data-drawn]")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(1000)
    with Image.open(BytesIO(page.screenshot())) as picture:
        # small marks keep their hues only in a palette chosen for cover, not by how often a colour is there
        colours = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
        colours.save(HERE / "pictures" / f"{name}.png", optimize=True)
    page.close()


def main() -> None:
    """All of them."""
    (HERE / "pictures").mkdir(exist_ok=True)
    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("chromium isn't on PATH: install it, then run this again")
    with demo() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        event = ask(home, "/events?sort=-positions&limit=1")["items"][0]
        rows = ask(home, f"/events/{event['id']}")["matrix"]
        row = next(r for r in rows if r["aspect"] == "responsibility" and r["standing"]["status"] == "disputed")
        copy = next(r for r in ask(home, "/reports?limit=50")["items"] if r["copy_of"])
        stand = ask(home, f"/reports/{copy['id']}")["stands"][1]
        shoot(browser, home, "overview", "/?sort=-reports")
        shoot(browser, home, "overview-dark", "/?sort=-reports", dark=True)
        shoot(browser, home, "event", f"/events/{event['id']}", height=1120)
        shoot(browser, home, "row", f"/events/{event['id']}?row={row['id']}", height=980)
        shoot(browser, home, "report", f"/reports/{copy['id']}?mark={stand['id']}")
        shoot(browser, home, "copies", f"/reports/{copy['id']}?copy={copy['copy_of'][0]}", height=1500)
        shoot(browser, home, "review", "/review")
        shoot(browser, home, "search", "/search?q=shell")
        shoot(browser, home, "phone", f"/events/{event['id']}", width=390, height=1100)
        browser.close()


if __name__ == "__main__":
    main()
