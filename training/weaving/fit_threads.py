"""The learned part of putting one report's items into threads: which thread an item goes on with, or that it opens one.

Each item that has a label is a choice: of the threads told before it and a new one, the right is the one that holds
most items of its label. A linear model of the signs (weaving/thread_signs.py) is fitted to all choices at once, as a
softmax over what is to choose from. First the threads are those that the labels make, then those that the model itself
makes, so that it knows of its own mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from data import Labelled
from twosource.weaving.learned import Logistic
from twosource.weaving.report_threads import put, several_paragraphs
from twosource.weaving.thread_signs import choice_signs
from twosource.weaving.threads import Facts, Item, Thread

C = 0.1
"""The inverse of the penalty on weights."""
LONG = 0.3
"""A report of n choices counts as n to the power of 1 - LONG, so that a long one doesn't drown the others."""
BENCHMARK = 4.0
"""What a choice of LedgerBench's stories counts beside one of another set."""
Signs = Mapping[str, float]


@dataclass(frozen=True)
class Choice:
    """What there is to choose from, the new thread last; which is right; and what the choice counts."""

    among: tuple[Signs, ...]
    right: int
    weight: float


def fit_threads(sets: Sequence[Labelled]) -> Logistic:
    """The model, from all reports of the sets. The same sets give the same model."""
    choices = [choice for data in sets for choice in choices_of(data, None)]
    first = softmax(choices)
    choices += [choice for data in sets for choice in choices_of(data, first)]
    return softmax(choices)


def choices_of(data: Labelled, model: Logistic | None) -> Iterator[Choice]:
    """The choices of a set's labelled items, in threads as the model makes them; as the labels do where there is none.

    An item without a label goes where the item before it went, or where the model puts it; it is no choice.
    """
    for items in data.by_report().values():
        made: list[tuple[tuple[Signs, ...], int]] = []
        put(items, _chooser(data, items, model, made))
        for among, right in made:
            yield Choice(among, right, len(made) ** -LONG * (BENCHMARK if data.benchmark else 1.0))


def _chooser(data: Labelled, items: Sequence[Item], model: Logistic | None, made: list[tuple[tuple[Signs, ...], int]]):  # type: ignore[no-untyped-def]
    paragraphs = several_paragraphs(items)

    def choose(facts: Facts, told: Sequence[Thread], last: Thread | None) -> Thread | None:
        joining, opening = choice_signs(facts, told, last, paragraphs=paragraphs)
        among = (*joining, opening)
        label = data.event.get(facts.item.position.id)
        right = _right(told, label, data.event) if label is not None else None
        if right is not None:
            made.append((among, right))
        if model is None:
            return last if right is None else None if right == len(told) else told[right]
        scores = [model.log_odds(one) for one in among]
        best = max(range(len(told)), key=lambda n: (scores[n], -n))
        return told[best] if scores[best] >= scores[-1] else None

    return choose


def _right(told: Sequence[Thread], label: str, event: Mapping[str, str]) -> int:
    held = [sum(event.get(item.position.id) == label for item in thread.items) for thread in told]
    best = max(range(len(told)), key=lambda n: (held[n], -n))
    return best if held[best] else len(told)


def softmax(choices: Sequence[Choice]) -> Logistic:
    """The ridge-penalised model under which the right ones of all choices are likeliest."""
    names = sorted({name for choice in choices for signs in choice.among for name in signs})
    index = {name: n for n, name in enumerate(names)}
    values, columns, ends, starts, right = [], [], [0], [], []
    for choice in choices:
        starts.append(len(ends) - 1)
        right.append(len(ends) - 1 + choice.right)
        for signs in choice.among:
            values += signs.values()
            columns += [index[name] for name in signs]
            ends.append(len(columns))
    table = csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(names)))
    choice_of = np.repeat(np.arange(len(choices)), [len(choice.among) for choice in choices])
    weights = np.array([choice.weight for choice in choices])
    weights *= len(choices) / weights.sum()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = table @ w
        highest = np.maximum.reduceat(scores, starts)
        odds = np.exp(scores - highest[choice_of])
        totals = np.add.reduceat(odds, starts)
        gradient = odds / totals[choice_of] * weights[choice_of]
        np.subtract.at(gradient, right, weights)
        value = float((weights * (np.log(totals) + highest - scores[right])).sum())
        return value + 0.5 / C * float(w @ w), table.T @ gradient + w / C

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return Logistic(0.0, {name: round(float(w), 3) for name, w in zip(names, found.x, strict=True)})
