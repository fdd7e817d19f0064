"""Scores of pairs that were asked before, so that one more member of a group asks only for its own.

A score is a function of the two alone; what is kept here only spares asking again, and may be dropped at any time.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence

HELD = 3_000_000
"""Members whose groups are kept at most."""


class Pairs:
    """The scores within the groups in which members last stood."""

    __slots__ = ("_groups",)

    def __init__(self) -> None:
        self._groups: dict[str, tuple[array[float], int, int]] = {}
        """By member: its group's scores, row by row, how many members it has, and the member's own place."""

    def forget(self, members: Iterable[str]) -> None:
        """Drops what is known of members that aren't what they were."""
        for member in members:
            self._groups.pop(member, None)

    def within(self, members: Sequence[str], score: Callable[[int, int], float]) -> Callable[[int, int], float]:
        """The scores of a group's pairs, by their places, the first below the second; what is known isn't asked again.

        Of two members the same one must always come first.
        """
        count = len(members)
        held = [self._groups.get(member) for member in members]
        scores = array("d", bytes(8 * count * count))
        for i in range(count):
            mine = held[i]
            for j in range(i + 1, count):
                theirs = held[j]
                if mine is not None and theirs is not None and mine[0] is theirs[0]:
                    low, high = (mine[2], theirs[2]) if mine[2] < theirs[2] else (theirs[2], mine[2])
                    scores[i * count + j] = mine[0][low * mine[1] + high]
                else:
                    scores[i * count + j] = score(i, j)
        if len(self._groups) > HELD:
            self._groups.clear()
        for i, member in enumerate(members):
            self._groups[member] = (scores, count, i)
        return lambda i, j: scores[i * count + j]
