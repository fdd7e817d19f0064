"""One published text, and the bytes that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one input as they were read; what isn't captured now can't be captured later."""

    sha256: str
    address: str
    """Where the bytes came from, as the user gave it (`--url`, else the path; `-` for standard input)."""
    captured: str
    """When, an ISO time with its zone."""
    collector: str | None
    media: str
    """`text/plain`, `text/html` or `application/jsonl`."""
    size: int
    """Bytes."""


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. Its text never changes: other words under the same id are a new version."""

    id: str
    """The input's own id, else one made from its address on the web, else from its words."""
    version: str
    """Made from id, title and text: the same words again are the same version."""
    story: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """An ISO date, or an ISO time with its zone; None where unknown (times then stay unresolved)."""
    url: str | None = None
    language: str | None = None
    retrieved: str | None = None
    sha256: str = ""
    """Of the file; for JSON Lines, of the report's own line without its newline."""
    carries: str | None = None
    """The outlet whose article this page reprints or quotes whole."""
    carries_from: int | None = None
    """The offset at which the carried article begins: before it the page speaks in its own voice."""
    byline: str | None = None
    """Who wrote it, where a page says so in its own markup."""

    @property
    def day(self) -> date | None:
        """The day of publication, or None where it isn't known."""
        return date.fromisoformat(self.published[:10]) if self.published else None

    @property
    def key(self) -> tuple[str, str, str]:
        """Story, id and version: what tells this text from every other."""
        return (self.story, self.id, self.version)
