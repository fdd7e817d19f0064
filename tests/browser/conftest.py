"""A server as a user starts it, and a Chromium that fails the test on any error or any request off the host."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import hostile
import pytest
from browser_desk import DEMO, FLAGS, ROOT, Server, Watched, twosource
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger file with the demo story and the hostile one, read by the real pipeline."""
    folder = tmp_path_factory.mktemp("browser")
    reports = folder / "hostile.jsonl"
    reports.write_text("".join(json.dumps(row) + "\n" for row in hostile.ROWS), encoding="utf-8")
    demo = Path(str(files("twosource.data").joinpath("demo", "reports.jsonl")))
    for path, story in ((demo, DEMO), (reports, hostile.STORY)):
        command = twosource("read", str(path), "--story", story, "--db", str(folder / "page.db"))
        subprocess.run(command, check=True, capture_output=True)
    return folder / "page.db"


@pytest.fixture(scope="session")
def built() -> None:
    """The built page; without it there is nothing to look at."""
    if not (ROOT / "src" / "twosource" / "faces" / "web" / "index.html").is_file():
        pytest.skip("the page isn't built: `make page` builds it")


@pytest.fixture(scope="session")
def server(db: Path, built: None) -> Iterator[Server]:
    """The page with full texts."""
    running = Server(db, "--full-text")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def guarded(db: Path, built: None) -> Iterator[Server]:
    """The page as it is by default: reports in extracts."""
    running = Server(db)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or another of the system's.

    One a module, not one a session: while Playwright's sync API is open an event loop runs in the main thread, and
    every test after it that runs a loop of its own (the API's) is refused.
    """
    names = ("chromium", "chromium-browser", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.skip("no Chromium on PATH (`apt install chromium`): the page isn't looked at")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


def _watched(browser: Browser, server: Server, **context: Any) -> Iterator[Watched]:
    held = browser.new_context(viewport={"width": 1280, "height": 900}, **context)
    held.set_default_timeout(60_000)  # a busy machine is no fault of the page
    watched = Watched(held.new_page(), server.address)
    yield watched
    held.close()
    assert not watched.wrong


@pytest.fixture
def seen(browser: Browser, server: Server) -> Iterator[Watched]:
    """A page on full texts; the test fails on a console error or a request off the host."""
    yield from _watched(browser, server)


@pytest.fixture
def seen_guarded(browser: Browser, guarded: Server) -> Iterator[Watched]:
    """The same on extracts."""
    yield from _watched(browser, guarded)
