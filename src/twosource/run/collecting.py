"""The collector of cyclic garbage, held back while a story is woven."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

HELD_BACK = (100_000, 1000, 1000)
"""Objects made until the youngest are looked through, and how often that is until older ones are."""

_lock = Lock()
_inside: list[tuple[int, int, int]] = []
"""For every block that is being run, what held before the first."""


@contextmanager
def seldom() -> Iterator[None]:
    """Within the block the collector looks for cycles far less often; what held before holds again after the last block
    that is being run, also where one raises. Blocks may lie in each other and run in several threads.

    Weaving makes records by the million and no cycles among them: what is dropped is freed at once, by its count of
    references. At Python's own bounds the collector would go through all that is kept again and again and find nothing.
    It isn't switched off, so that whatever else runs in the process can't pile up cycles without end.
    """
    with _lock:
        _inside.append(_inside[0] if _inside else gc.get_threshold())
        gc.set_threshold(*HELD_BACK)
    try:
        yield
    finally:
        with _lock:
            before = _inside.pop()
            if not _inside:
                _grow_old()
                gc.set_threshold(*before)


def _grow_old() -> None:
    """Puts all that there is among the oldest, untouched: the bounds of before would have it gone through at once."""
    if not gc.get_freeze_count():  # what somebody else froze stays frozen
        gc.freeze()
        gc.unfreeze()
