"""Where in a report a position stands: its line and its sentence, counted."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_LINE = re.compile(r"\n+")
_SENTENCE = re.compile(r"[.!?…][\"”’)\]]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Layout:
    """Offsets at which a text's lines and sentences begin, the first of each left out."""

    lines: tuple[int, ...]
    sentences: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Layout:
        """The layout of a text: empty lines don't count; a full stop inside a number ends nothing."""
        return cls(
            tuple(m.end() for m in _LINE.finditer(text)),
            tuple(m.end() for m in _SENTENCE.finditer(text)),
        )

    def line(self, offset: int) -> int:
        """Which line that isn't empty an offset stands in, from 0."""
        return bisect_right(self.lines, offset)

    def sentence(self, offset: int) -> int:
        """Which sentence an offset stands in, from 0."""
        return bisect_right(self.sentences, offset)

    def beside(self, one: int, other: int) -> bool:
        """Whether two offsets stand in sentences next to each other."""
        return abs(self.sentence(one) - self.sentence(other)) == 1
