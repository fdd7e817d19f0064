"""Twosource reads a heap of reports and keeps the ledger of who says what; see README.md.

import twosource

ledger = twosource.read("reports.jsonl")
for assessment in ledger.assessments:
    print(assessment.status, assessment.reason)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twosource.run.library import read as read

__version__ = "0.1.0"
__all__ = ["__version__", "read"]


def __getattr__(name: str) -> Any:
    # loaded when first used: every module of the package passes here, and most need none of it
    if name == "read":
        from twosource.run.library import read

        return read
    raise AttributeError(f"module 'twosource' has no attribute {name!r}")
