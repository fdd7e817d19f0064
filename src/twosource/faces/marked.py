"""A position's words inside the sentence that carries them, marked: who, how it is said, and what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.text import Text

from twosource.records import Span

STYLES = {"who": "bold cyan", "says": "bold yellow", "what": "green"}
"""What each kind of words looks like where there is colour; elsewhere they stand in brackets with its name."""
_SENTENCE = re.compile(r"(?:[.!?…][\"”’)\]]*\s+|\n)")
LONGEST_SIDE = 300
"""Code points of context at most on either side: a page without full stops must not fill the screen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with the kind of words in it: `who`, `says` or `what`."""

    span: Span
    kind: str


def marks(content: Span, source: Span | None, cue: Span | None) -> tuple[Mark, ...]:
    """The marks of a position, outer ones first."""
    found = [Mark(content, "what")]
    found += [Mark(span, kind) for span, kind in ((source, "who"), (cue, "says")) if span]
    return tuple(sorted(found, key=lambda mark: (mark.span.start, -mark.span.end, mark.kind)))


def passage(text: str, spans: list[Span]) -> Span:
    """The sentences of `text` that the spans stand in, as one stretch."""
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    before = max((m.end() for m in _SENTENCE.finditer(text, max(0, start - LONGEST_SIDE), start)), default=None)
    first = before if before is not None else max(0, start - LONGEST_SIDE)
    # the last code point is looked at again: the content may end with its sentence
    after = _SENTENCE.search(text, max(start, end - 1), min(len(text), end + LONGEST_SIDE))
    last = after.end() if after else min(len(text), end + LONGEST_SIDE)
    while last > end and text[last - 1].isspace():
        last -= 1
    return Span(first, max(last, end))


def show(text: str, found: tuple[Mark, ...], *, colour: bool) -> Text:
    """The passage with its marks, as styles where there is colour, else as `[who: …]`, `[says: …]`, `[what: …]`."""
    around = passage(text, [mark.span for mark in found])
    out = Text()
    if colour:
        out.append(on_one_line(around.of(text)))
        for mark in found:
            out.stylize(STYLES[mark.kind], mark.span.start - around.start, mark.span.end - around.start)
        return out
    edges: list[tuple[int, int, int, str]] = []
    for rank, mark in enumerate(found):
        # at one offset what closes goes first, inner before outer; then what opens, outer before inner
        edges.append((mark.span.start, 1, rank, f"[{mark.kind}: "))
        edges.append((mark.span.end, 0, -rank, "]"))
    at = around.start
    for offset, _, _, sign in sorted(edges):
        out.append(on_one_line(text[at:offset]))
        out.append(sign)
        at = offset
    out.append(on_one_line(text[at : around.end]))
    return out


def on_one_line(words: str) -> str:
    """The words with line breaks and control signs made spaces, one code point for one."""
    # a control sign would upset the terminal; offsets must hold
    return "".join(c if c.isprintable() or ord(c) > 0x9F else " " for c in words)
