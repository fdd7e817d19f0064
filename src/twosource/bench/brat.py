"""brat's standoff annotations (Stenetorp and others 2012): events over spans that may be interrupted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from twosource.bench.figures import BenchError

_NUMBERED = re.compile(r"\d+$")


def annotations_of(path: Path) -> Iterator[dict[str, tuple[tuple[int, int], ...]]]:
    """An `.ann` file's events in their order: each role with its stretches, in the order of the text.

    A role numbered on ("Content2") is a further fragment of the same role. The event's own trigger is left out.
    Raises BenchError naming the line that can't be read or that points at a span that isn't there.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[tuple[int, list[str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        key, _, rest = line.partition("\t")
        try:
            if key.startswith("T"):
                spans[key] = _stretches(rest.partition("\t")[0])
            elif key.startswith("E"):
                events.append((number, rest.split()))
        except ValueError as error:
            raise BenchError(f"{path}, line {number}: no brat standoff ({error})") from error
    for number, roles in events:
        event: dict[str, list[tuple[int, int]]] = {}
        for role, _, key in (part.partition(":") for part in roles[1:]):
            if key not in spans:
                raise BenchError(f"{path}, line {number}: {role} points at {key}, which isn't in the file")
            event.setdefault(_NUMBERED.sub("", role), []).extend(spans[key])
        yield {role: tuple(sorted(found)) for role, found in event.items()}


def _stretches(described: str) -> list[tuple[int, int]]:
    _, _, offsets = described.partition(" ")
    out = []
    for fragment in offsets.split(";"):
        start, end = fragment.split()
        out.append((int(start), int(end)))
    return out
