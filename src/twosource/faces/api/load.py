"""How quickly the API answers while nothing else goes on, and while reports are read into the same ledger file.

Requests leave at a fixed rate, whether or not the ones before were answered, and each answer's time counts from when
its request was due: a server that stops for a second is seen to. Both figures come from one run, in turns.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from twosource.faces.api import synthetic
from twosource.faces.api.fill import Tell
from twosource.records.reading import EVENT_TYPES

RATE = 200
CONNECTIONS = 16
READ = 4000
"""Reports that are there to be read meanwhile; the reading is ended when the last turn is over."""
TURNS = 3
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
        rows = Path(folder) / "live.jsonl"
        rows.write_text("".join(json.dumps(row) + "\n" for row in synthetic.reports(READ)), encoding="utf-8")
        idle, busy = Times(), Times()
        with _served(db, Path(folder), tell) as (port, started):
            asyncio.run(_turn(port, 3.0, Times(), 7))
            for turn in range(TURNS):
                tell("asking while idle", turn, TURNS)
                asyncio.run(_turn(port, seconds, idle, turn))
                with _reading(db, rows, turn):
                    tell("asking while reading", turn, TURNS)
                    asyncio.run(_turn(port, seconds, busy, 100 + turn))
    return {
        "events": events,
        "rate": RATE,
        "seconds": seconds * TURNS,
        "start_seconds": round(started, 1),
        "idle_p50_ms": round(idle.at(0.5), 2),
        "idle_p99_ms": round(idle.at(0.99), 2),
        "reading_p50_ms": round(busy.at(0.5), 2),
        "reading_p99_ms": round(busy.at(0.99), 2),
        "p99_ratio": round(busy.at(0.99) / idle.at(0.99), 2),
        "failed": idle.failed + busy.failed,
    }


@contextmanager
def _served(db: Path, folder: Path, tell: Tell) -> Iterator[tuple[int, float]]:
    """A server of its own process over the file: its port, and the seconds until it answered."""
    tell("starting the server", 0, 1)
    began = time.monotonic()
    log = folder / "serve.log"
    with log.open("w", encoding="utf-8") as told:
        server = subprocess.Popen(
            [sys.executable, "-c", _CLI, "serve", "--db", str(db), "--port", "0"], stderr=told, stdout=told
        )
        try:
            while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text(encoding="utf-8"))):
                if server.poll() is not None:
                    raise LoadError(f"the server didn't start: {log.read_text(encoding='utf-8')[-500:]}")
                time.sleep(0.2)
            yield int(found[1]), time.monotonic() - began
        finally:
            server.terminate()
            server.wait()


@contextmanager
def _reading(db: Path, rows: Path, turn: int) -> Iterator[None]:
    """A run that reads reports into the same file, for as long as the block lasts."""
    command = [sys.executable, "-c", _CLI, "read", str(rows), "--db", str(db), "--story", f"live-{turn}-{os.getpid()}"]
    reader = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(4.0)  # until it has loaded its model and reads
        yield
        if reader.poll() is not None:
            raise LoadError("the reading ended before the measurement did: give more reports")
    finally:
        reader.kill()
        reader.wait()


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
