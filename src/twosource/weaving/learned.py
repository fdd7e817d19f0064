"""Scores that are learned: from named signs to a probability, by the weights in the TOML files of `weights/`.

The files are made by training/weaving/fit.py. A sign that a model has no weight for counts nothing, so that a weight
can be taken out by hand.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

UNKNOWN_BELOW = -8.0
"""Where a comparison has nothing to compare it gives UNKNOWN, which lies below every fit."""
UNKNOWN = -9.0


@dataclass(frozen=True, slots=True)
class Logistic:
    """A bias and a weight for each sign."""

    bias: float
    weights: Mapping[str, float]

    def log_odds(self, signs: Mapping[str, float]) -> float:
        """What the signs come to together, the bias among it."""
        weights = self.weights
        total = 0.0
        for name, value in signs.items():  # a plain loop: this is asked more often than anything else in weaving
            total += weights.get(name, 0.0) * value
        return total + self.bias

    def probability(self, signs: Mapping[str, float]) -> float:
        """That two things are one, by what a comparison of the two shows; between 0 and 1."""
        total = self.log_odds(signs)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def model(name: str) -> Logistic:
    """The model of that name, read once a process. Raises FileNotFoundError where no file holds it."""
    text = resources.files("twosource.weaving").joinpath("weights", f"{name}.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    return Logistic(float(raw["bias"]), {sign: float(weight) for sign, weight in raw["weights"].items()})


def graded(out: dict[str, float], name: str, value: float) -> None:
    """Puts a fit between -1 and 1 under signs of its own for near, same, a little apart, apart and unknown."""
    if value < UNKNOWN_BELOW:
        out[f"{name} unknown"] = 1.0
        return
    if value > 0:
        out[f"{name} near"] = value
        if value >= 0.9:
            out[f"{name} same"] = 1.0
    elif value <= -0.9:
        out[f"{name} apart"] = 1.0
    elif value < 0:
        out[f"{name} off"] = 1.0


def yes(out: dict[str, float], name: str, value: bool | None) -> None:
    """Puts a yes, a no or an unknown under signs of its own."""
    out[f"{name} unknown" if value is None else name if value else f"{name} not"] = 1.0


def steps(out: dict[str, float], name: str, value: float, bounds: tuple[float, ...]) -> None:
    """Puts each bound that a value exceeds under a sign of its own."""
    for bound in bounds:
        if value > bound:
            out[f"{name} > {bound:g}"] = 1.0
