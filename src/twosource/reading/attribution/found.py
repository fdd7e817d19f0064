"""What the finders of attributions hand to each other: token stretches before they become records."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.language.en.cues import CueGroup
from twosource.reading.tree import Range


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as token stretches of a parse."""

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    group: CueGroup
    head: int
    """Index of the cue's main word."""
    negated: bool = False
    cannot: bool = False
    """The source can't, couldn't or is unable to: with a verb of checking, the stance is "unverified"."""
    form: str = "clause"
    """`clause`, `to`, `object`, `accuse`, `passive`, `preposition`, `phrase`, `quote`, `headline`, `nominal`,
    `responsibility`, `unclear` or `nobody`."""
    source_head: int | None = None
    modal: bool = False
    """The saying itself is not said to have happened ("would say", "if they confirm")."""
