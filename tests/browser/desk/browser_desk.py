"""What the page's tests share: the server as a process, a page that remembers what went wrong, addresses of views."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from playwright.sync_api import ConsoleMessage, Page, Request

ROOT = Path(__file__).resolve().parents[3]
DEMO = "mainila-1939"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def twosource(*args: str) -> list[str]:
    """The command line, run as a process of its own."""
    return [sys.executable, "-c", "from twosource.faces.cli import main; main()", *args]


class Server:
    """`twosource serve` on a port of its own; `address` is what it says to open."""

    def __init__(self, db: Path, *options: str) -> None:
        self._process = subprocess.Popen(
            twosource("serve", "--db", str(db), "--port", "0", *options), stderr=subprocess.PIPE, text=True
        )
        assert self._process.stderr
        said = ""
        for line in self._process.stderr:
            said += line
            if found := re.search(r"open (http://\S+?)/", line):
                self.address = found.group(1)
                return
        raise AssertionError(f"the server didn't start:\n{said}")

    def get(self, path: str) -> Any:
        """What the API answers."""
        with urlopen(f"{self.address}/api/v1{path}") as answer:
            return json.load(answer)

    def stop(self) -> None:
        """Ends it, as Ctrl-C would."""
        self._process.terminate()
        self._process.wait(timeout=20)
        assert self._process.stderr
        self._process.stderr.close()


class Watched:
    """A page, and all that went wrong in it."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.wrong: list[str] = []
        self._home = home
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error.stack or error}"))
        page.on("request", self._request)
        page.on("dialog", lambda dialog: self.wrong.append(f"a dialog: {dialog.message}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self._home}/", "blob:", "data:")):
            self.wrong.append(f"a request off the host: {request.url}")

    def open(self, path: str) -> Page:
        """Opens a state of the page and waits until it is all there."""
        self.page.goto(self._home + path)
        self.page.wait_for_selector("main h1")
        self.page.wait_for_load_state("networkidle")
        return self.page


NAMES = ("overview", "event", "row", "reports", "report", "review", "unread", "decisions", "search", "downloads")


def address(server: Server, story: str, name: str) -> str:
    """The address of a view on a story."""
    one = quote(story)
    if name in ("event", "row"):
        event = server.get(f"/events?{urlencode({'story': story, 'sort': '-positions', 'limit': 1})}")["items"][0]
        return f"/events/{event['id']}" + (f"?row={event['headline']['id']}" if name == "row" else "")
    if name == "report":
        report = server.get(f"/reports?{urlencode({'story': story, 'limit': 1})}")["items"][0]
        stands = server.get(f"/reports/{report['id']}")["stands"]
        return f"/reports/{report['id']}" + (f"?mark={stands[0]['id']}" if stands else "")
    return {
        "overview": f"/?story={one}",
        "reports": f"/reports?story={one}",
        "review": f"/review?story={one}",
        "unread": f"/review/unread?story={one}",
        "decisions": f"/review/decisions?story={one}",
        "search": "/search?q=border",
        "downloads": f"/downloads?story={one}",
    }[name]
