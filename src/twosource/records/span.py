"""A stretch of a report's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `start` to `end` (exclusive) of one report's text.

    Raises ValueError where the bounds are not `0 <= start < end`: an empty span shows nobody any words.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span [{self.start}, {self.end}): 0 <= start < end is asked")

    def of(self, text: str) -> str:
        """The exact words. Raises ValueError where the span runs past the text."""
        if self.end > len(text):
            raise ValueError(f"span [{self.start}, {self.end}) runs past a text of {len(text)} code points")
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
