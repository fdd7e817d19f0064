"""What one run came to."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.intake.issues import CODES, INTAKE
from twosource.records import Issue
from twosource.store import Added

FAILED = ("reading-failed", "weaving-failed")


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of one `read`, and every issue that it met."""

    story: str
    inputs: int
    """Files, streams and folders' entries, read or refused."""
    added: Added
    read: int
    """Reports read in this run; those that were read before aren't read again."""
    documents: int
    """Reports of the story now, each in its latest version."""
    events: int
    propositions: int
    positions: int
    issues: tuple[Issue, ...] = ()

    @property
    def refused(self) -> tuple[Issue, ...]:
        """The issues that kept something out of the ledger; the others let it in with something left open."""
        return tuple(each for each in self.issues if keeps_out(each))


def keeps_out(issue: Issue) -> bool:
    """Whether an issue means that an input, a line or a report is not in the ledger."""
    if issue.stage == INTAKE.name:
        return issue.code in CODES and not CODES[issue.code].kept
    return issue.code in FAILED
