"""Where a report was written, at the head of a paragraph ("VESK, March 4 (Agency) -"): words that say nothing else."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from twosource.reading.tree import Range

_PLACE = r"[A-Z][A-Z'’.-]{2,}(?:[ /-][A-Z][A-Z'’.-]+){0,3}"
_LINE = re.compile(
    rf"(?:^|(?<=\n))[ \t]*{_PLACE}(?:,[^\n()—–]{{1,30}}?)?(?:\s*\([^()\n]{{2,40}}\))?\s*(?:[—–]|--?(?=\s))\s*"
)
_MIXED = re.compile(r"(?:^|(?<=\n))[ \t]*[A-Z][\w'’ ]{2,25}(?:,[^\n()—–.]{1,30}?)?\s*\([^()\n]{2,40}\)\s*[-—–]+\s+")
"""A place in small letters needs the agency in brackets beside it: "Vesk (Agency) -"."""


def datelines(doc: Doc) -> tuple[Range, ...]:
    """The stretches of datelines with their dashes, in order; none where a text has none."""
    found = {m.span() for pattern in (_LINE, _MIXED) for m in pattern.finditer(doc.text)}
    out: list[Range] = []
    for start, end in sorted(found):
        first = next((t.i for t in doc if t.idx >= start and not t.is_space), None)
        stop = next((t.i for t in doc if t.idx >= end), len(doc))
        if first is not None and first < stop:
            out.append((first, stop))
    return tuple(out)


def after_dateline(stretch: Range, lines: tuple[Range, ...]) -> Range:
    """A stretch without the dateline at its head."""
    start, end = stretch
    for first, stop in lines:
        if first <= start < stop < end:
            start = stop
    return start, end
