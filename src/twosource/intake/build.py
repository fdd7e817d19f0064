"""From what an input says to a Report: ids, versions, limits and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from twosource.intake.carries import find_carried
from twosource.intake.dates import read_published
from twosource.intake.issues import issue
from twosource.intake.options import SURROGATE, Options
from twosource.records import Issue, Report
from twosource.records.identity import content_id
from twosource.records.text import LONGEST_TEXT, unbroken

_NAMED = 5
"""Stretches named in one issue; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one input, or one line of it, says of a report; None or "" where it doesn't say."""

    text: str
    sha256: str
    id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    retrieved: str | None = None
    byline: str | None = None
    line: int | None = None


def build(draft: Draft, address: str, options: Options) -> tuple[Report | None, tuple[Issue, ...]]:
    """The report of a draft, and what is wrong with it; no report where it must be refused.

    Refused are texts without words, of more than LONGEST_TEXT code points, or that no UTF-8 file can hold.
    """
    if refused := _refusal(draft, address):
        return None, (refused,)
    publisher = draft.publisher or options.publisher
    url = draft.url or options.url
    title = draft.title or None
    document = draft.id or _own_id(url, publisher, draft.text)
    stated = {key: read_published(words) for key in ("published", "retrieved") if (words := getattr(draft, key))}
    published = (stated["published"].value if "published" in stated else None) or options.published
    retrieved = (stated["retrieved"].value if "retrieved" in stated else None) or None
    issues = [
        issue(moment.problem, address, document=document, line=draft.line, key=key, words=getattr(draft, key)[:60])
        for key, moment in stated.items()
        if moment.problem
    ]
    if published is None:
        issues.append(issue("no-date", address, document=document, line=draft.line))
    if stretches := unbroken(draft.text):
        named = ", ".join(f"{span.start} to {span.end}" for span in stretches[:_NAMED])
        more = f" and {len(stretches) - _NAMED} more" if len(stretches) > _NAMED else ""
        issues.append(issue("unbroken-text", address, document=document, line=draft.line, stretches=named + more))
    if not publisher:
        issues.append(issue("no-publisher", address, document=document, line=draft.line))
    carried = find_carried(draft.text, publisher)
    report = Report(
        id=document,
        version=content_id("v", document, title, draft.text),
        story=options.story,
        text=draft.text,
        title=title,
        publisher=publisher or None,
        published=published,
        url=url or None,
        language=draft.language or None,
        retrieved=retrieved,
        sha256=draft.sha256,
        carries=carried.outlet if carried else None,
        carries_from=carried.start if carried else None,
        byline=draft.byline or None,
    )
    return report, tuple(issues)


def _refusal(draft: Draft, address: str) -> Issue | None:
    for key in ("id", "title", "text", "publisher", "published", "url", "language", "retrieved", "byline"):
        if found := SURROGATE.search(getattr(draft, key) or ""):
            return issue("lone-surrogate", address, line=draft.line, key=key, point=ord(found[0]), offset=found.start())
    if not draft.text.strip():
        return issue("empty-text", address, line=draft.line)
    if len(draft.text) > LONGEST_TEXT:
        return issue("too-long", address, line=draft.line, length=len(draft.text), limit=LONGEST_TEXT)
    return None


def _own_id(url: str | None, publisher: str | None, text: str) -> str:
    """From the address on the web, else from the words and who published them.

    The publisher counts: the same words from another outlet are a reprint, which must stay a report of its own.
    """
    return content_id("u", same_address(url)) if url else content_id("t", publisher, text)


def same_address(url: str) -> str:
    """An address in the one form by which it is known: scheme and host in lower case, no fragment."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # brackets that hold no address: kept as it is, it still tells one page from another
        return url.strip()
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, ""))
