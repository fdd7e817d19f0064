"""How quick the overview is over many events: figures from the browser's own trace, printed; nothing is asserted.

Run `python tests/browser/desk/speed.py --data synthetic.db`; the file is written first where it is missing. Chromium
draws in software here (no GPU is asked for), so a machine with one is quicker. Each figure is the median of the runs;
what else the machine does bears on the clock, less so on the time spent in scripts.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import click
from browser_desk import FLAGS
from playwright.sync_api import Browser, Page, sync_playwright

from twosource.faces.api import synthetic
from twosource.faces.api.load import served

CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline.frame", "blink.user_timing", "toplevel"]
STEPS = 90
Events = Sequence[dict[str, Any]]


def opened(browser: Browser, home: str) -> tuple[Page, dict[str, float]]:
    """The overview, opened for the first time, and milliseconds from the navigation on."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    meter = page.context.new_cdp_session(page)
    meter.send("Performance.enable")
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.goto(home)
    page.wait_for_selector(".event .card")
    page.wait_for_selector(".map[data-drawn]")
    marks = page.evaluate("Object.fromEntries(performance.getEntriesByType('mark').map((m) => [m.name, m.startTime]))")
    sent = page.evaluate(
        "performance.getEntriesByType('resource').filter((r) => r.name.includes('/api/'))"
        ".reduce((sum, r) => sum + r.encodedBodySize, 0)"
    )
    spent = {m["name"]: m["value"] for m in meter.send("Performance.getMetrics")["metrics"]}
    trace = json.loads(browser.stop_tracing())["traceEvents"]
    main = _main(trace)
    longest = max((e["dur"] for e in main if e["name"] == "RunTask" or e["name"].endswith("::RunTask")), default=0)
    return page, {
        "list_ms": marks["twosource-interactive"],
        "map_ms": marks["twosource-map"],
        "longest_task_ms": longest / 1000,
        "script_ms": spent["ScriptDuration"] * 1000,
        "layout_ms": (spent["LayoutDuration"] + spent["RecalcStyleDuration"]) * 1000,
        "api_kilobytes": sent / 1000,
    }


def panned(browser: Browser, page: Page) -> dict[str, list[float]]:
    """The map dragged to and fro: milliseconds between frames, and of script in each."""
    box = page.locator(".map canvas").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    browser.start_tracing(page=page, categories=CATEGORIES)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(x + 120 * (1 - abs(step % 60 - 30) / 15), y + step % 20)
        page.wait_for_timeout(8)
    page.mouse.up()
    trace = json.loads(browser.stop_tracing())["traceEvents"]
    main = _main(trace)
    drawn = sorted(e["ts"] for e in trace if e["name"] == "DrawFrame")
    return {
        "between": [(b - a) / 1000 for a, b in pairwise(drawn)],
        "script": [e["dur"] / 1000 for e in main if e["name"] == "FireAnimationFrame"],
    }


def _main(trace: Events) -> list[dict[str, Any]]:
    """What the page's main thread did, with how long it took."""
    mains = {(e["pid"], e["tid"]) for e in trace if e["name"] in ("FireAnimationFrame", "FunctionCall")}
    busiest = max(mains, key=lambda at: sum(1 for e in trace if (e["pid"], e["tid"]) == at))
    return [e for e in trace if (e["pid"], e["tid"]) == busiest and "dur" in e]


def at(found: Sequence[float], share: float) -> float:
    """The value under which this share of those found lies."""
    return sorted(found)[min(len(found) - 1, int(share * len(found)))]


def main() -> None:
    """Prints the figures as JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="the ledger file with invented events; written where it is missing")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    path = shutil.which("chromium")
    if path is None:
        raise SystemExit("chromium isn't on PATH: install it, then run this again")
    with tempfile.TemporaryDirectory() as folder:
        db = asked.data or Path(folder) / "synthetic.db"
        if not db.exists():
            synthetic.write(db, asked.events, lambda *_: None)
        click.echo("starting the server", err=True)
        with served(db, Path(folder)) as (port, _), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
            loads, pans = [], []
            for run in range(asked.runs):
                click.echo(f"run {run + 1} of {asked.runs}", err=True)
                page, figures = opened(browser, f"http://127.0.0.1:{port}/")
                loads.append(figures)
                pans.append(panned(browser, page))
                page.context.close()
            browser.close()
    told: dict[str, Any] = {name: round(median(run[name] for run in loads), 1) for name in loads[0]}
    told["list_ms_most"] = round(max(run["list_ms"] for run in loads), 1)
    for name in ("between", "script"):
        for label, share in (("median", 0.5), ("p95", 0.95)):
            told[f"pan_{name}_{label}_ms"] = round(median(at(run[name], share) for run in pans), 1)
    told["pan_frames"] = round(median(len(run["between"]) for run in pans))
    click.echo(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
