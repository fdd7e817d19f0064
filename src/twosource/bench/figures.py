"""Figures that every task gives: precision, recall and F1, and what one run of a task came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

Figure = float | int | None | dict[str, float]
Figures = dict[str, Figure]
"""A figure's name to its value; precision, recall and F1 stand together under one name."""


class BenchError(ValueError):
    """Gold, predictions or floors that can't be used; the message names the file, the place in it and the remedy."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Hits among what was predicted and what is gold. Without predictions or gold the rate is 0, as scorers do."""

    hits: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Hits by predicted, 0..1."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Hits by gold, 0..1."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0..1."""
        return harmonic(self.precision, self.recall)

    def as_figure(self) -> dict[str, float]:
        """The three under their names."""
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1}


@dataclass(frozen=True, slots=True)
class Result:
    """What one run of a task came to: its pooled figures, and those of each part (a story) where it has parts."""

    task: str
    figures: Figures
    parts: Mapping[str, Figures] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    """What a reader should see beside the figures: the failures, one a line."""

    def value(self, name: str) -> float | None:
        """A figure by its dotted name ("strict.f1"). Raises BenchError where the task has none of that name."""
        head, _, tail = name.partition(".")
        found = self.figures.get(head)
        if tail and isinstance(found, dict):
            found = found.get(tail)
        if head not in self.figures or isinstance(found, dict) or (tail and found is None):
            raise BenchError(f"task {self.task}: no figure {name!r}; it has {', '.join(self.figures)}")
        return found


def harmonic(precision: float, recall: float) -> float:
    """F1 of a precision and a recall; 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def wilson(rate: float, n: float, z: float = 1.96) -> tuple[float, float]:
    """The interval in which a rate lies that was measured on `n` cases, effective ones where weighted; 95 % by default.

    Wilson 1927: never outside 0..1, and not of zero width where all or none hit. Without cases: 0 to 1.
    """
    if n <= 0:
        return 0.0, 1.0
    middle = (rate + z * z / (2 * n)) / (1 + z * z / n)
    half = z * ((rate * (1 - rate) + z * z / (4 * n)) / n) ** 0.5 / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def b_cubed(pairs: Sequence[tuple[Hashable, Hashable]]) -> dict[str, float]:
    """B-cubed of two clusterings of the same items, given as (gold label, predicted label) an item.

    Bagga and Baldwin 1998, as in the guidelines' figures 2 and 3. No items: all three 0.
    """
    if not pairs:
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    gold, predicted, both = Counter(g for g, _ in pairs), Counter(p for _, p in pairs), Counter(pairs)
    precision = sum(n * n / predicted[p] for (_, p), n in both.items()) / len(pairs)
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / len(pairs)
    return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}


def best_first(scored: Sequence[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """One-to-one pairs of (gold index, predicted index) from (score, gold, predicted), best scores first.

    Ties fall to the later pair, as in the scorer that defines the ledger's figures.
    """
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, g, p in sorted(scored, reverse=True):
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            pairs.append((g, p))
    return pairs
