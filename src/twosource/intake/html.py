"""Pages: the article's words out of HTML, its headline as the first line."""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from hashlib import sha256
from importlib import resources

from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

from twosource.intake.build import Draft, build
from twosource.intake.issues import issue
from twosource.intake.markup import decode_page, parse_page, strip_furniture
from twosource.intake.options import Options
from twosource.intake.page import read_page
from twosource.records import Issue, Report

for _name in ("trafilatura", "htmldate"):  # what they log of a page is told by an issue, not on the terminal
    logging.getLogger(_name).addHandler(logging.NullHandler())

_BLOCKS = frozenset({"p", "head", "list", "item", "quote", "table", "row", "div", "code", "fw"})
_SENTENCE = re.compile(r"[.!?…。؟！？][\"'”’»)\]]*$")
_LEAST = 6
"""Words of a line with a full stop from which there is an article: a flash of one sentence is one."""
BREAK = "\n\n"
"""Between a page's headline and paragraphs."""


@cache
def _boilerplate() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Lines that are no part of an article, and titles of pages that hold none."""
    data = tomllib.loads((resources.files("twosource.language.en") / "pages.toml").read_text("utf-8"))
    lines, titles = ("|".join(data[key]) for key in ("lines", "titles"))
    return re.compile(lines, re.IGNORECASE), re.compile(titles, re.IGNORECASE)


def read_html(data: bytes, address: str, options: Options) -> tuple[tuple[Report, ...], tuple[Issue, ...]]:
    """One report: the headline, then the article's paragraphs, each after an empty line.

    Title, date, outlet, byline, address and language are those that the page states; the words are those that
    trafilatura (Barbaresi 2021, ACL demo) tells from the rest. A page without an article is refused.
    """
    decoded = decode_page(data, address)
    if isinstance(decoded, Issue):
        return (), (decoded,)
    text, issues = decoded
    tree = parse_page(text)
    if tree is None:
        return (), (*issues, issue("empty-file", address))
    page = read_page(tree, options.captured)
    inferred = page.inferred and options.published is None  # what the user says goes before what is only found
    lines = article_lines(tree, page.headline)
    if not is_article(lines, page.headline):
        return (), (*issues, issue("no-article", address))
    draft = Draft(
        text=BREAK.join([page.headline, *lines] if page.headline else lines),
        sha256=sha256(data).hexdigest(),
        title=page.headline,
        publisher=page.outlet,
        published=page.published if inferred or not page.inferred else None,
        url=page.url,
        language=page.language,
        byline=page.byline,
    )
    report, found = build(draft, address, options)
    if report and inferred:
        found = (*found, issue("inferred-date", address, document=report.id, day=page.published))
    return ((report,) if report else ()), (*issues, *found)


def article_lines(tree: HtmlElement, headline: str | None) -> list[str]:
    """The lines of the page's article, its headline left out."""
    stripped = deepcopy(tree)
    strip_furniture(stripped)
    links = _link_lines(stripped)
    document = bare_extraction(stripped, include_comments=False, include_tables=True, deduplicate=False)
    if document is None:
        return []
    assert isinstance(document, Document), "a dictionary comes only where it is asked for"
    boilerplate, _ = _boilerplate()
    lines: list[str] = []
    for line in _lines(document.body):
        if line == headline and not lines:
            continue
        if line not in links and not boilerplate.fullmatch(line):
            lines.append(line)
    return lines


def is_article(lines: list[str], headline: str | None) -> bool:
    """Whether the lines hold at least one sentence, and the headline isn't an error's."""
    _, titles = _boilerplate()
    if headline and titles.fullmatch(headline):
        return False
    return any(len(line.split()) >= _LEAST and _SENTENCE.search(line) for line in lines)


def _link_lines(tree: HtmlElement) -> frozenset[str]:
    """Words of elements that hold a link and nothing else: where they stand as a line, it is navigation."""
    found = set()
    for link in tree.iter("a"):
        words = " ".join(link.text_content().split())
        parent = link.getparent()
        while parent is not None and parent.tag in ("b", "strong", "em", "i", "span", "u", "small"):
            parent = parent.getparent()
        if words and parent is not None and " ".join(parent.text_content().split()) == words:
            found.add(words)
    return frozenset(found)


def _lines(element: _Element) -> Iterator[str]:
    """Each line of an extracted body, blanks joined; a table's rows are lines, their cells parted by a bar."""
    if element.tag == "row":
        cells = [" ".join("".join(cell.itertext()).split()) for cell in element]
        if any(cells):
            yield " | ".join(cells)
        return
    pending = [element.text or ""]
    for child in element:
        if child.tag in _BLOCKS:
            yield from _split(pending)
            pending = []
            yield from _lines(child)
        elif child.tag == "lb":
            pending.append("\n")
        else:
            pending.append("".join(_inline(child)))
        pending.append(child.tail or "")
    yield from _split(pending)


def _inline(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag == "lb" else "".join(_inline(child))
        yield child.tail or ""


def _split(parts: list[str]) -> Iterator[str]:
    for line in "".join(parts).split("\n"):
        if words := " ".join(line.split()):
            yield words
