"""Floors that figures may not fall below, pinned in floors.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from twosource.bench.figures import BenchError, Result

SLACK = 0.0005
"""Figures are pinned to three decimals, so half of the last is no drop."""


@dataclass(frozen=True, slots=True)
class Drop:
    """A figure below its floor; `measured` is None where there was nothing to measure."""

    figure: str
    floor: float
    measured: float | None

    def __str__(self) -> str:
        measured = "nothing" if self.measured is None else f"{self.measured:.3f}"
        return f"{self.figure}: {measured} measured, the floor is {self.floor:.3f}"


@cache
def pinned() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """Task to part of the data to figure to floor, as floors.toml has them."""
    return tomllib.loads(files("twosource.bench").joinpath("floors.toml").read_text(encoding="utf-8"))


def part_name(limit: int | None) -> str:
    """The part of the data that a run with `limit` scores: `all`, or `first-N`."""
    return "all" if limit is None else f"first-{limit}"


def drops(result: Result, part: str, floors: Mapping[str, Mapping[str, Mapping[str, float]]]) -> tuple[Drop, ...]:
    """The figures of `result` that are below their floors, by name.

    Raises BenchError where no floor is pinned for the task and part: a check that checks nothing must not pass.
    """
    asked = floors.get(result.task, {}).get(part, {})
    if not asked:
        parts = ", ".join(sorted(p for p, figures in floors.get(result.task, {}).items() if figures)) or "none"
        raise BenchError(f"no floors for task {result.task}, part {part}; floors.toml has: {parts}")
    found = [Drop(figure, floor, result.value(figure)) for figure, floor in sorted(asked.items())]
    return tuple(drop for drop in found if drop.measured is None or drop.measured < drop.floor - SLACK)
