"""What a page says of itself: headline, date, outlet, byline, address, language."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from htmldate import find_date
from lxml.html import HtmlElement

from twosource.intake.dates import read_published
from twosource.intake.markup import page_data

_EARLIEST = "1990-01-01"
"""No page is older; a date before it in the words is the story's, not the page's."""
_SEPARATOR = r"\s*[|:»«·—–-]\s*"


@dataclass(frozen=True, slots=True)
class Page:
    """A page's own statements; None where it makes none. `inferred`: the date is no statement but found in it."""

    headline: str | None
    published: str | None
    inferred: bool
    outlet: str | None
    byline: str | None
    url: str | None
    language: str | None


def read_page(tree: HtmlElement, captured: str) -> Page:
    """The statements of a page, by JSON-LD, then its meta elements, then its markup (pages.toml).

    A date that isn't stated is looked for with htmldate, without a search through the words of the text; none after
    the day of capture is taken.
    """
    data = page_data()
    meta = list(_meta(tree))
    linked = _article(tree)
    url = _address(tree, _said(meta, data["address"]))
    outlet = _first([_name(linked.get("publisher")), *_said(meta, data["outlet"]), *_site_names(tree)])
    headline = _headline(tree, [_words(linked.get("headline")), *_said(meta, data["headline"])], outlet)
    published = _first(_dates([_words(linked.get("datePublished")), *_said(meta, data["published"]), *_times(tree)]))
    inferred = None if published else _infer(tree, captured)
    language = re.match(
        r"[A-Za-z]{2,3}\b", tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    )
    return Page(
        headline=headline,
        published=published or inferred,
        inferred=inferred is not None,
        outlet=outlet or _outlet_in_title(tree, headline, url),
        byline=_first(_bylines([_name(linked.get("author")), *_said(meta, data["byline"]), *_marked(tree)])),
        url=url,
        language=language[0].lower() if language else None,
    )


def clean(words: str | None) -> str | None:
    """Words of a page on one line, entities resolved; None where there are none."""
    return " ".join(entities.unescape(words).split()) or None if words else None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _meta(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        for key in ("property", "name", "itemprop"):
            if element.get(key) and element.get("content"):
                yield element.get(key).strip().lower(), element.get("content")


def _said(meta: list[tuple[str, str]], keys: list[str]) -> list[str | None]:
    return [clean(value) for asked in keys for key, value in meta if key == asked]


def _article(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object of the page's article, empty where there is none that can be read."""
    endings = tuple(page_data()["article_types"])
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            stack = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            each = stack.pop(0)
            if isinstance(each, list):
                stack = each + stack
            elif isinstance(each, dict):
                types = each.get("@type")
                if any(
                    isinstance(one, str) and one.endswith(endings)
                    for one in (types if isinstance(types, list) else [types])
                ):
                    return each
                stack = [each.get("@graph"), each.get("mainEntity"), *stack]
    return {}


def _words(value: object) -> str | None:
    return clean(value) if isinstance(value, str) else None


def _name(value: object) -> str | None:
    """The name of a JSON-LD person or organisation, names of several joined."""
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value) if name) or None
    return _words(value.get("name")) if isinstance(value, dict) else _words(value)


def _times(tree: HtmlElement) -> list[str | None]:
    """Dates of <time> elements that say that they are the publication's, or of the only one there is."""
    times = [element for element in tree.iter("time") if element.get("datetime")]
    own = [
        element
        for element in times
        if element.get("itemprop") == "datePublished"
        or element.get("pubdate") is not None
        or "published" in (element.get("class") or "").lower().split()
    ]
    marked = tree.xpath("//*[@itemprop='datePublished' or contains(@class, 'published')][@title or @content]")
    return [
        *(each.get("datetime") for each in own),
        *(each.get("content") or each.get("title") for each in marked),
        *(each.get("datetime") for each in times if len({one.get("datetime") for one in times}) == 1),
    ]


def _dates(stated: Iterable[str | None]) -> Iterator[str]:
    for words in stated:
        if words:
            yield read_published(words).value


def _infer(tree: HtmlElement, captured: str) -> str | None:
    latest = date.fromisoformat(captured[:10]) + timedelta(days=1)  # a zone ahead of the collector's
    return find_date(tree, extensive_search=False, original_date=True, min_date=_EARLIEST, max_date=latest.isoformat())


def _bylines(stated: Iterable[str | None]) -> Iterator[str]:
    """Names among what is stated: no address, no date, nothing as long as a sentence."""
    for words in stated:
        name = re.sub(
            r"^(?:(?:posted|written|reported|reporting) )?(?:by|from)\s+", "", words or "", flags=re.IGNORECASE
        ).strip(" ,;|")
        if name and len(name) <= 120 and not re.search(r"https?:|www\.|@|[0-9]{2}", name):
            yield name


def _marked(tree: HtmlElement) -> list[str | None]:
    marks = set(page_data()["bylines"])
    found = [
        element
        for element in tree.iter("a", "span", "p", "div", "address")
        if element.get("rel") == "author" or marks & set(re.split(r"[^a-z]+", (element.get("class") or "").lower()))
    ]
    return [clean(element.text_content()) for element in found]


def _headings(tree: HtmlElement, *orders: str) -> Iterator[tuple[str, bool]]:
    """Words of the headings of these orders, first order first, and whether it links to the site's front page."""
    for order in orders:
        for heading in tree.iter(order):
            words = clean(heading.text_content())
            if words:
                yield words, any(_is_front(link.get("href")) for link in heading.iter("a"))


def _is_front(address: str | None) -> bool:
    try:
        parts = urlsplit((address or "#").strip())
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query and not parts.fragment and address != "#"


def _site_names(tree: HtmlElement) -> Iterator[str]:
    """The heading that links to the front page, where the page's title has it too: the name of a site or blog."""
    title = _fold(tree.findtext(".//title") or "")
    for words, front in _headings(tree, "h1", "h2"):
        if front and _fold(words) in title:
            yield words


def _headline(tree: HtmlElement, stated: list[str | None], outlet: str | None) -> str | None:
    """The heading that readers see, where the page's statements or its title bear it out; else the statement.

    Without any of them the only heading of the first order, or the title less the outlet's name.
    """
    title = clean(tree.findtext(".//title"))
    seen = [words for words, front in _headings(tree, "h1", "h2", "h3") if words != outlet and not front]
    for said in [*stated, title]:
        for words in seen:
            if said and len(words.split()) > 1 and _fold(words) in _fold(said):
                return words
    first = [words for words, front in _headings(tree, "h1") if words != outlet and not front]
    if len(first) == 1:
        return first[0]
    if stated_first := _first(stated):
        return stated_first
    if title and outlet:
        name = re.escape(outlet)
        title = re.sub(rf"^{name}{_SEPARATOR}|{_SEPARATOR}{name}$", "", title, flags=re.IGNORECASE)
    return title


def _outlet_in_title(tree: HtmlElement, headline: str | None, url: str | None) -> str | None:
    """What the title has after the headline and the last bar or dash ("Two die in Karvel - The Lake Wire").

    A single word is taken only where the page's address holds it: it may be a section's name.
    """
    title = clean(tree.findtext(".//title"))
    if not title or not headline or not title.startswith(headline):
        return None
    last = re.split(r"\s[|»«·—–-]\s", title[len(headline) :])[-1].strip()
    if len(last.split()) > 1 and title[len(headline) :].lstrip()[:1] in "|»«·—–-":
        return last if len(last.split()) <= 6 else None
    host = urlsplit(url).netloc if url else ""
    return last if last and _fold(last) in host.lower() else None


def _fold(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _address(tree: HtmlElement, stated: list[str | None]) -> str | None:
    """The canonical address, where it is one of a page: a site's front page is no article's."""
    canonical = [each.get("href") for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical"]
    for words in [*canonical, *stated]:
        try:
            parts = urlsplit((words or "").strip())
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and (parts.path.strip("/") or parts.query):
            return str(parts.geturl())
    return None
