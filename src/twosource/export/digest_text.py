"""The digest in Markdown and in HTML. Words of reports are only ever text: neither form can be broken out of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import escape

from twosource.export.digest import Digest, Line, Source, digest
from twosource.records import Ledger

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#!|~&@]|:(?=//)|(?<=www)\.)", re.IGNORECASE)
"""What means something within a line of Markdown, and what makes a link of an address; words never begin a line."""
_LINK = re.compile(r"https?://[^\s\"'<>\\]+\Z")
_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "li{margin:.6rem 0}small{color:#555}@media(prefers-color-scheme:dark){body{background:#111;color:#eee}"
    "a{color:#8bf}small{color:#aaa}}"
)
NOTHING = "Nothing."
HEAD = "What parties say, not what is so."


def to_markdown(ledger: Ledger, since: date | None = None) -> str:
    """The digest as Markdown."""
    return "\n".join(_markdown(digest(ledger, since))) + "\n"


def to_html(ledger: Ledger, since: date | None = None) -> str:
    """The digest as a page of its own, without scripts."""
    return "\n".join(_html(digest(ledger, since))) + "\n"


def _title(found: Digest) -> str:
    return f"{found.title}: {'since ' + found.since.isoformat() if found.since else 'everything'}"


def _counted(found: Digest) -> str:
    return f"{HEAD} From {found.reports} report{'' if found.reports == 1 else 's'}."


def _markdown(found: Digest) -> Iterator[str]:
    yield f"# {_plain(_title(found))}"
    yield ""
    yield _plain(_counted(found))
    for section in found.sections:
        yield ""
        yield f"## {section.title}"
        yield ""
        yield f"{_plain(section.note)}"
        yield ""
        for line in section.lines:
            who = f" {_plain(line.who)}." if line.who else ""
            yield f"- **{_plain(line.what)}**{who} *{_plain(line.standing)}*. {_sources_markdown(line)} `{line.id}`"
        if not section.lines:
            yield NOTHING


def _plain(text: str) -> str:
    """Text on one line that Markdown takes as it is."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _sources_markdown(line: Line) -> str:
    return "Sources: " + "; ".join(map(_source_markdown, line.sources)) + _more(line)


def _source_markdown(source: Source) -> str:
    link = _address(source)
    return f"[{_plain(source.name)}](<{link}>)" if link else _plain(source.name)


def _address(source: Source) -> str | None:
    """An address of the web that can stand in a link; None for any other."""
    return source.url if source.url and _LINK.match(source.url) else None


def _more(line: Line) -> str:
    return f"; and {line.more} more." if line.more else "."


def _html(found: Digest) -> Iterator[str]:
    title = escape(_title(found))
    yield "<!doctype html>"
    yield '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{title}</title><style>{_STYLE}</style></head><body>"
    yield f"<h1>{title}</h1><p>{escape(_counted(found))}</p>"
    for section in found.sections:
        yield f"<section><h2>{section.title}</h2><p><small>{escape(section.note)}</small></p>"
        if section.lines:
            yield "<ul>"
            for line in section.lines:
                who = f" {escape(line.who)}." if line.who else ""
                sources = "; ".join(map(_source_html, line.sources)) + _more(line)
                yield (
                    f"<li><b>{escape(line.what)}</b>{who} <i>{escape(line.standing)}</i>."
                    f" <small>Sources: {sources} {line.id}</small></li>"
                )
            yield "</ul>"
        else:
            yield f"<p>{NOTHING}</p>"
        yield "</section>"
    yield "</body></html>"


def _source_html(source: Source) -> str:
    link = _address(source)
    name = escape(source.name)
    return f'<a rel="noreferrer" href="{escape(link)}">{name}</a>' if link else name
