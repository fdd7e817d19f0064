"""The protocol that every parser keeps, and what a parse is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from spacy.tokens import Doc

from twosource.records import Report, Stage

_TITLE_WITHIN = 400
"""Code points: a headline repeated in its text stands near the beginning."""


class Parser(Protocol):
    """Turns reports' texts into parses. `doc.text == report.text` always; token offsets are code points of the text."""

    @property
    def stage(self) -> Stage:
        """Name and version of the model behind the parse."""
        ...

    def parse(self, reports: Iterable[Report | str]) -> Iterator[Doc]:
        """Parses of reports or bare texts, in their order: tokens, sentences, tags, lemmas, dependencies, entities."""
        ...


def headline_in_text(report: Report) -> tuple[int, int] | None:
    """Where the text itself repeats the report's title near its beginning, as code points; None where it doesn't.

    Copy that lost its line breaks runs the headline into the first sentence; the title tells them apart. Marks and
    case may differ between the two.
    """
    words = re.findall(r"\w+", report.title or "")
    if len(words) < 3:
        return None
    pattern = r"\W{1,5}".join(re.escape(word) for word in words)
    match = re.search(rf"(?<!\w){pattern}(?!\w)", report.text[: _TITLE_WITHIN + len(report.title or "")], re.IGNORECASE)
    return match.span() if match else None
