"""What can be said of a text by its characters alone; offsets are code points."""

from __future__ import annotations

import re

from twosource.records.span import Span

LONGEST_TEXT = 1_000_000
"""Code points above which a text is refused as a report: a book or a dump, not one published text."""
LONGEST_UNBROKEN = 10_000
"""Code points without a white space from which a stretch counts as no language (an image in Base64, a data dump).

The longest words of any language are far below; scripts without spaces break their lines well before this.
"""

_UNBROKEN = re.compile(rf"\S{{{LONGEST_UNBROKEN},}}")


def unbroken(text: str) -> tuple[Span, ...]:
    """Stretches of at least LONGEST_UNBROKEN code points without a white space, in order: reading skips them."""
    if len(text) < LONGEST_UNBROKEN:
        return ()
    return tuple(Span(*match.span()) for match in _UNBROKEN.finditer(text))
