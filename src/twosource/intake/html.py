"""Pages: the article's words out of HTML."""

from __future__ import annotations

from twosource.intake.issues import issue
from twosource.intake.options import Options
from twosource.records import Issue, Report


def read_html(data: bytes, address: str, options: Options) -> tuple[tuple[Report, ...], tuple[Issue, ...]]:
    """Not there yet."""
    return (), (issue("no-article", address),)
