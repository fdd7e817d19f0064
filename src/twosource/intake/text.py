"""Plain text: the report's words are the file's own, unchanged."""

from __future__ import annotations

from hashlib import sha256

from twosource.intake.build import Draft, build
from twosource.intake.decode import decode
from twosource.intake.options import Options
from twosource.records import Issue, Report


def read_text(data: bytes, address: str, options: Options) -> tuple[tuple[Report, ...], tuple[Issue, ...]]:
    """One report whose text is the UTF-8 bytes decoded, line ends and all; a byte order mark is not part of it."""
    text = decode(data, address)
    if isinstance(text, Issue):
        return (), (text,)
    report, issues = build(Draft(text=text, sha256=sha256(data).hexdigest()), address, options)
    return ((report,) if report else ()), issues
