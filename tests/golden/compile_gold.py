"""Compile a gold.src.json (quotes) into gold.json (offsets): python tests/golden/compile_gold.py SRC REPORTS OUT."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

SPANS = ("content", "source", "cue")


def texts(reports: Path) -> dict[str, str]:
    """The text of each report of a JSON Lines file, by its id."""
    lines = reports.read_text(encoding="utf-8").split("\n")
    return {row["id"]: row["text"] for row in map(json.loads, filter(None, lines))}


def offsets(text: str, span: str | list[Any]) -> list[int]:
    """A quote, or [quote, N], as [start, end]. Raises ValueError where the text hasn't N of them."""
    quote, nth = (span, 1) if isinstance(span, str) else (str(span[0]), int(span[1]))
    at = -1
    for _ in range(nth):
        at = text.find(quote, at + 1)
        if at < 0:
            raise ValueError(f"not found (occurrence {nth}): {quote!r}")
    return [at, at + len(quote)]


def compiled(source: Path, reports: Path) -> dict[str, Any]:
    """The gold with its quotes as offsets into the reports' texts."""
    gold: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    by_id = texts(reports)
    for position in gold["positions"]:
        for key in SPANS:
            if position[key] is not None:
                position[key] = offsets(by_id[position["document"]], position[key])
    return gold


def main(source: str, reports: str, out: str) -> None:
    """Write the compiled gold."""
    gold = compiled(Path(source), Path(reports))
    Path(out).write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
