"""What an encoder says of a saying besides its words: stance, what it is about, certainty, aspect, type of event.

The groups and the order of their classes are those in which the weights were trained: changing either here asks for
new weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from twosource.records.reading import ASPECTS, EVENT_TYPES

Floats: TypeAlias = NDArray[np.float32]
NONE = "none"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "stance": (NONE, "asserts", "confirms", "denies", "unverified", "declines", "retracts"),
    "about": ("fact", "opinion", "demand", "plan", "prediction", "threat", "question"),
    "certainty": ("certain", "hedged"),
    "aspect": ASPECTS,
    "type": (NONE, *EVENT_TYPES),
}
"""NONE of stance goes with every `about` but fact; NONE of type: no event of PLOVER's is named."""
START: Mapping[str, int] = {
    name: sum(len(GROUPS[other]) for other in list(GROUPS)[:n]) for n, name in enumerate(GROUPS)
}
TRIGGER = sum(map(len, GROUPS.values()))
"""Column of the logit that a piece names an event."""
FACT = TRIGGER + 1
"""Column of how far what a piece names is said to have happened: its hyperbolic tangent is -1 (it did not) to 1."""
WIDTH = FACT + 1


@dataclass(frozen=True, slots=True)
class Classed:
    """The likeliest class of a group and its probability, as calibrated."""

    name: str
    sure: float


@dataclass(frozen=True, slots=True)
class Kinds:
    """What a saying is, by its cue's and its content's words in their surroundings."""

    stance: Classed
    about: Classed
    certainty: Classed
    aspect: Classed
    type: Classed
    trigger: tuple[int, int] | None
    """Code points of the word that names the event; None where no word of the content does."""
    happened: float
    """How far what the trigger names is said to have happened, -1 to 1; 0 without a trigger."""


def classed(mean: Floats, group: str, temperature: float = 1.0) -> Classed:
    """The likeliest class of a group by the mean logits of a stretch; ties go to the earlier class."""
    start, names = START[group], GROUPS[group]
    scores = mean[start : start + len(names)] / temperature
    shares = np.exp(scores - scores.max())
    best = int(shares.argmax())
    return Classed(names[best], float(shares[best] / shares.sum()))


def kinds_of(
    logits: Floats, pieces: Sequence[int], words: Mapping[int, tuple[int, int]], temperatures: Mapping[str, float]
) -> Kinds:
    """What the stretch made of `pieces` is, by the logits of a text's pieces.

    `words` gives the code points of the words among which the trigger is looked for, by their first piece.
    """
    mean: Floats = logits[list(pieces)].mean(axis=0)
    first = max(words, key=lambda n: (float(logits[n, TRIGGER]), -n), default=None)
    named = first is not None and float(logits[first, TRIGGER]) > 0
    return Kinds(
        **{group: classed(mean, group, temperatures.get(group, 1.0)) for group in GROUPS},
        trigger=words[first] if named and first is not None else None,
        happened=float(np.tanh(logits[first, FACT])) if named else 0.0,
    )
