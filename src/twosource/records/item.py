"""What came of one input: the bytes, the reports found in them, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from twosource.records.issue import Issue
from twosource.records.report import Capture, Report


@dataclass(frozen=True, slots=True)
class Item:
    """One input as it was read: intake gives it, the store keeps it in one transaction.

    `capture` is None where no bytes were read (a file of another kind, a missing one); `data` is then empty.
    An item without reports always has an issue.
    """

    story: str
    address: str
    """The input as the user named it: `--url`, else the path; `-` for standard input."""
    capture: Capture | None
    data: bytes
    reports: tuple[Report, ...] = ()
    issues: tuple[Issue, ...] = ()
