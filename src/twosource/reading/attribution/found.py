"""What the finders of attributions hand to each other: token stretches before they become records."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.language.en.cues import CueGroup
from twosource.models.kinds import Kinds
from twosource.reading.tree import Range


@dataclass(frozen=True, slots=True)
class Taken:
    """What an attribution does to its content."""

    stance: str | None
    certainty: str
    about: str


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
    told: Taken | None = None
    """What a model says that it does, where that outranks the words of its cue."""
    sure: float | None = None
    """How sure a model is of the words and of the stance; None where the rules alone found it."""
    kinds: Kinds | None = None
    """What else a model says of it."""
