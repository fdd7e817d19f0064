"""A person's decision on what was read, or on a standing."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.records.reading import Position

ACTIONS = ("accept", "correct", "reject", "add", "override")
REVIEWS = ("unreviewed", "accepted", "corrected", "added")
"""What a position's `review` can be."""


@dataclass(frozen=True, slots=True, order=True)
class Review:
    """A reversible decision on a position or on a proposition's standing; it outranks the machine's.

    It keeps the position as the machine read it and as the person has it, so that it holds after another reading.
    """

    action: str
    """`accept`: the position is right; `correct`: it is so; `reject`: it is none; `add`: one was missed; `override`:
    the standing is so."""
    target: str
    """Id of the position, as it was then; for `add` of the one added; for `override` of the proposition."""
    maker: str
    """Who decides; a name without a slash."""
    reason: str = ""
    document: str | None = None
    """The report's own id; None for `override`."""
    before: Position | None = None
    """The position as it was read; None for `add` and `override`."""
    after: Position | None = None
    """The position as it is; None for `reject` and `override`."""
    words: tuple[str | None, str | None, str | None] = (None, None, None)
    """Content, source and cue words of `after`, else of `before`: how it is found in another version of the report."""
    same_as: str | None = None
    """For `add`: id of a position on the proposition that the person puts it with; None leaves it to weaving."""
    status: str | None = None
    """For `override`."""
    positions: tuple[str, ...] = ()
    """For `override`: ids of the positions on the proposition then; it is found by them where its id is another."""

    def __post_init__(self) -> None:
        if self.action not in ACTIONS:
            raise ValueError(f"review {self.action!r} is none of {', '.join(ACTIONS)}")
        if "/" in self.maker or not self.maker:
            raise ValueError(f"maker {self.maker!r}: a person's name without a slash is asked")
