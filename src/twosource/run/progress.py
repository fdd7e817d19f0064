"""How a run tells how far it is; what shows it is the faces' matter."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Called with the step ("taking in", "reading", "weaving"), how much is done and of how much (None: not known)."""


def silent(step: str, done: int, total: int | None) -> None:
    """Tells nobody."""
