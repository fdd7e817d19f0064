"""Quotation marks and what they hold."""

from __future__ import annotations

import re

from twosource.records import Span

_PAIRS = {"“": "”", "«": "»", "„": "“"}
_LONGEST = 3000
"""Code points: a quotation that would run on longer has lost its closing mark."""

_MARK = re.compile(r"[“”«»„\"]")


def find_quotes(text: str) -> tuple[Span, ...]:
    """Every quotation, marks included, in order and without overlap.

    A curly quotation may run over paragraphs, each opened by a mark of its own and only the last one closed;
    a straight one ends inside its line. A mark without a partner opens nothing.
    """
    found: list[Span] = []
    start: int | None = None
    closing = ""
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if start is not None and (at - start > _LONGEST or (closing == '"' and "\n" in text[start:at])):
            start = None
        if start is None:
            if mark in _PAIRS:
                start, closing = at, _PAIRS[mark]
            elif mark == '"':
                start, closing = at, '"'
        elif mark == closing or (mark == '"' and closing == "”"):
            found.append(Span(start, at + 1))
            start = None
    return tuple(found)
