"""How quickly the API answers while nothing else goes on, and while reports are read into the same ledger file.

Requests leave at a fixed rate, whether or not the ones before were answered, and each answer's time counts from when
its request was due: a server that stops for a second is seen to. Idle and reading take turns in one run, and the
ratio is the median of those of the turns, so that what else the machine does bears on both.
"""

from __future__ import annotations

import asyncio
import json
import math
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from twosource.faces.api import synthetic
from twosource.faces.api.fill import Tell
from twosource.records.reading import EVENT_TYPES

RATE = 200
CONNECTIONS = 16
BATCH = 40
"""Reports that one run of `twosource read` reads and weaves; the next follows at once, until the turn is over."""
TURNS = 5
STORY = "live"
"""The story that is read into meanwhile."""
_CLI = "from twosource.faces.cli import main; main()"


class LoadError(Exception):
    """The measurement can't be made; the message says why."""


@dataclass(slots=True)
class Times:
    """Milliseconds from when a request was due until its answer was whole."""

    found: list[float] = field(default_factory=list)
    failed: int = 0

    def at(self, share: float) -> float:
        """The time within which this share of the requests was answered."""
        ordered = sorted(self.found)
        return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else math.nan


def measure(events: int, seconds: float, data: Path | None, tell: Tell) -> dict[str, float | int]:
    """Idle and under-reading times of `/events` over a synthetic ledger; `data` keeps the file for another run."""
    with tempfile.TemporaryDirectory() as folder:
        db = data or Path(folder) / "synthetic.db"
        if not db.exists():
            synthetic.write(db, events, tell)
        idle, busy = [Times() for _ in range(TURNS)], [Times() for _ in range(TURNS)]
        feed = Feed(db, Path(folder))
        tell("starting the server", 0, 1)
        with served(db, Path(folder)) as (port, started):
            asyncio.run(_turn(port, 3.0, Times(), 7))
            for turn in range(TURNS):
                tell("asking while idle", turn, TURNS)
                asyncio.run(_turn(port, seconds, idle[turn], turn))
                with feed.going_on():
                    tell("asking while reading", turn, TURNS)
                    asyncio.run(_turn(port, seconds, busy[turn], 100 + turn))
    ratios = [read.at(0.99) / alone.at(0.99) for alone, read in zip(idle, busy, strict=True)]
    return {
        "events": events,
        "rate": RATE,
        "seconds": seconds * TURNS,
        "start_seconds": round(started, 1),
        "idle_p50_ms": round(median(turn.at(0.5) for turn in idle), 2),
        "idle_p99_ms": round(median(turn.at(0.99) for turn in idle), 2),
        "reading_p50_ms": round(median(turn.at(0.5) for turn in busy), 2),
        "reading_p99_ms": round(median(turn.at(0.99) for turn in busy), 2),
        "p99_ratio": round(median(ratios), 2),
        "p99_ratio_least": round(min(ratios), 2),
        "p99_ratio_most": round(max(ratios), 2),
        "reports_woven": feed.woven,
        "failed": sum(turn.failed for turn in (*idle, *busy)),
    }


class Feed:
    """Runs of `twosource read` on a ledger file, one after the other, each with reports that weren't there."""

    def __init__(self, db: Path, folder: Path) -> None:
        self._rows = folder / "live.jsonl"
        self._command = [sys.executable, "-c", _CLI, "read", str(self._rows), "--db", str(db), "--story"]
        self._seed = time.time_ns()
        self._ended = threading.Event()
        self.woven = 0
        """Reports that were read and woven until now."""

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Reads for as long as the block lasts, to the end of the run under way. Raises LoadError where one fails."""
        self._ended.clear()
        with ThreadPoolExecutor(1) as pool:
            reading = pool.submit(self._read)
            try:
                yield
            finally:
                self._ended.set()
            reading.result()

    def _read(self) -> None:
        while not self._ended.is_set():
            self._seed += 1
            rows = synthetic.reports(BATCH, self._seed)
            self._rows.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            done = subprocess.run([*self._command, STORY], capture_output=True, text=True)
            if done.returncode != 0:
                raise LoadError(f"the reading failed: {done.stderr[-500:]}")
            self.woven += BATCH


@contextmanager
def served(db: Path, folder: Path, *options: str) -> Iterator[tuple[int, float]]:
    """`twosource serve` in a process of its own, on a free port: the port, and the seconds until it answered.

    What it prints goes to `serve.log` in `folder`. Raises LoadError where it ends before it listens.
    """
    began = time.monotonic()
    log = folder / "serve.log"
    command = [sys.executable, "-c", _CLI, "serve", "--db", str(db), "--port", "0", *options]
    with log.open("w", encoding="utf-8") as told:
        server = subprocess.Popen(command, stderr=told, stdout=told)
        try:
            while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text(encoding="utf-8"))):
                if server.poll() is not None:
                    raise LoadError(f"the server didn't start: {log.read_text(encoding='utf-8')[-500:]}")
                time.sleep(0.2)
            yield int(found[1]), time.monotonic() - began
        finally:
            server.terminate()
            server.wait()


async def _turn(port: int, seconds: float, times: Times, seed: int) -> None:
    queue: asyncio.Queue[tuple[float, str] | None] = asyncio.Queue()
    workers = [asyncio.create_task(_ask(port, queue, times)) for _ in range(CONNECTIONS)]
    began = time.perf_counter()
    for number, path in enumerate(_paths(random.Random(seed), round(seconds * RATE))):
        due = began + number / RATE
        delay = due - time.perf_counter()
        if delay > 0:
            await asyncio.sleep(delay)
        queue.put_nowait((due, path))
    for _ in workers:
        queue.put_nowait(None)
    await asyncio.gather(*workers)


async def _ask(port: int, queue: asyncio.Queue[tuple[float, str] | None], times: Times) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (asked := await queue.get()) is not None:
        due, path = asked
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head)
        await reader.readexactly(int(length[1]) if length else 0)
        times.found.append((time.perf_counter() - due) * 1000)
        times.failed += not head.startswith(b"HTTP/1.1 200")
    writer.close()


def _paths(rng: random.Random, number: int) -> Iterator[str]:
    """The event list as a desk asks for it, by story, time, map, party, type or standing; hardly two alike."""
    for _ in range(number):
        asked: dict[str, str | int] = {"limit": 50}
        for name, value in _filters(rng):
            asked[name] = value
        yield f"/api/v1/events?{urlencode(asked)}"


def _filters(rng: random.Random) -> Sequence[tuple[str, str | int]]:
    start = synthetic.FIRST.toordinal() + rng.randrange(synthetic.DAYS)
    day, later = (type(synthetic.FIRST).fromordinal(n).isoformat() for n in (start, start + rng.randrange(5, 200)))
    west, south = rng.randrange(-180, 140), rng.randrange(-60, 50)
    kinds: tuple[Sequence[tuple[str, str | int]], ...] = (
        (("from", day),),
        (("from", day), ("to", later)),
        (("story", f"story-{rng.randrange(synthetic.STORIES)}"), ("from", day)),
        (("bbox", f"{west},{south},{west + 30},{south + 15}"),),
        (("party", f"x/party-{rng.randrange(synthetic.PARTIES)}"), ("from", day)),
        (("type", rng.choice(EVENT_TYPES)), ("from", day)),
        (("standing", rng.choice(("claimed", "disputed", "corroborated"))), ("from", day)),
        (("place", f"Town {rng.randrange(synthetic.TOWNS)}"),),
        (("sort", "-reports"), ("from", day)),
    )
    return rng.choice(kinds)
