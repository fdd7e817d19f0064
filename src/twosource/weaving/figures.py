"""Whether two figures of one toll can both be right."""

from __future__ import annotations

from twosource.records import Figure


def compatible(a: Figure | None, b: Figure | None) -> bool:
    """Whether two figures can both be right: their bounds overlap; no figure contradicts none."""
    if a is None or b is None:
        return True
    if a.low is not None and b.high is not None and a.low > b.high:
        return False
    return not (b.low is not None and a.high is not None and b.low > a.high)
