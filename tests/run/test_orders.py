"""The same bytes from the export, whatever the order and however often reports are read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.export import ledger_json
from twosource.intake import Options
from twosource.run import pipeline
from twosource.store import SqliteStore

OPTIONS = Options(captured="2021-03-05T10:00:00+00:00", story="border")
ROWS = (
    {
        "id": "wire-1",
        "publisher": "Karvel Wire",
        "published": "2021-03-02",
        "text": "The defence ministry of Ostrana said on Monday that artillery had shelled a border post near Karvel. "
        "At least three soldiers were killed, the ministry said. “They fired first,” it added.",
    },
    {
        "id": "wire-1",
        "publisher": "Karvel Wire",
        "published": "2021-03-03",
        "text": "The defence ministry of Ostrana said on Monday that artillery had shelled a border post near Karvel. "
        "At least four soldiers were killed, the ministry said.",
    },
    {
        "id": "courier-1",
        "publisher": "Harbour Courier",
        "text": "The government of Veltria denied that its troops had shelled the border post. "
        "Four soldiers died, according to the Karvel Wire, citing a military source.",
    },
    {
        "id": "echo-1",
        "publisher": "Evening Echo",
        "published": "2021-03-03",
        "text": "Border post shelled\n\nThe defence ministry of Ostrana said on Monday that artillery had shelled a "
        "border post near Karvel. At least three soldiers were killed, the ministry said.",
    },
)
LINES = tuple(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in ROWS)


def export(runs: Sequence[Sequence[bytes]]) -> str:
    """The export after reading each run's lines from standard input, one run after another."""
    with SqliteStore(":memory:") as store:
        for lines in runs:
            pipeline.read([pipeline.STREAM], store=store, options=OPTIONS, stream=b"".join(lines))
        return ledger_json.to_text(pipeline.ledger_of(store, "border"))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(LINES), st.integers(1, len(LINES)), st.booleans())
def test_the_same_bytes_in_any_order_at_once_or_in_parts_once_or_twice(
    lines: list[bytes], cut: int, twice: bool
) -> None:
    runs = [lines[:cut], lines[cut:]] if cut < len(lines) else [lines]
    assert export([*runs, *(runs if twice else [])]) == export([LINES])


def test_the_library_gives_the_same_ledger(tmp_path: Path) -> None:
    import twosource

    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"".join(LINES))
    kept = tmp_path / "border.db"
    in_memory, in_file = twosource.read(path, story="border"), twosource.read([str(path)], story="border", db=kept)
    assert in_memory == in_file == twosource.read(path, story="border", db=kept)
    assert ledger_json.to_text(in_memory) == export([LINES])


def test_the_same_bytes_whatever_the_seed_of_hashes(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"".join(LINES))
    code = (
        "import sys, twosource\n"
        "from twosource.export import ledger_json\n"
        "sys.stdout.buffer.write(ledger_json.to_text(twosource.read(sys.argv[1])).encode())\n"
    )
    exports = {
        subprocess.run(
            [sys.executable, "-c", code, str(path)],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(exports) == 1
