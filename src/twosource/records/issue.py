"""What went wrong with one input, told so that a person can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """Something refused, skipped or left unresolved; nothing is dropped without one.

    `input` is the address as the user gave it (a file, an address on the web, `-` for standard input);
    `document` the report's id where it became a report. `code` is short and stable ("empty-file"),
    `detail` a sentence, `remedy` what the user can do; `line` counts from 1 in a JSON Lines file.
    """

    stage: str
    code: str
    detail: str
    remedy: str | None = None
    input: str | None = None
    document: str | None = None
    line: int | None = None
