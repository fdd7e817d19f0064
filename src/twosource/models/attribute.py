"""The protocol that every model of attributions keeps, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from twosource.records import Stage

if TYPE_CHECKING:
    from twosource.models.kinds import Kinds

Stretch = tuple[int, int]
"""Code points of the text, end exclusive."""
WEIGHTS = Path(__file__).parent / "weights" / "attribution-en"
"""Where the weights that ship lie: `reader.onnx` and `vocab.txt`."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as a model marks it: stretches of the text, several where a part is interrupted."""

    source: tuple[Stretch, ...]
    """Empty where the source isn't named."""
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]
    """Never empty."""
    confidence: float
    """From 0 to 1, calibrated: how often such an attribution is one that a human marks, with these words."""
    kinds: Kinds | None = None
    """What it is: stance and the rest; None from a model that only marks words."""


class AttributionModel(Protocol):
    """Finds who says what in a text. The same text gives the same attributions, on any number of threads."""

    @property
    def stage(self) -> Stage:
        """Name and version of the model."""
        ...

    def find(self, text: str) -> tuple[Marked, ...]:
        """The attributions of a text in the order of their contents; none for an empty text."""
        ...


@cache
def default_model() -> AttributionModel | None:
    """The model that ships, loaded once a process; None where its weights or ONNX Runtime aren't installed."""
    if not (WEIGHTS / "reader.onnx").is_file() or not all(find_spec(name) for name in ("onnxruntime", "tokenizers")):
        return None
    # a second's work and an extra's packages: only where they are used
    from twosource.models.onnx_reader import OnnxReader

    return OnnxReader(WEIGHTS)
