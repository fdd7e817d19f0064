"""Bytes of a page to its tree: the charset that it declares, and its furniture taken out."""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from lxml import html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from twosource.intake.decode import binary_kind, not_utf8, wide_encoding
from twosource.intake.issues import issue
from twosource.records import Issue

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&#(x[0-9a-f]{1,8}|[0-9]{1,9});?", re.IGNORECASE)
_NO_MARKUP = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEAD = 4096
_BROKEN_SHARE = 0.002
"""Bytes that may be broken for the declared charset still to be believed: a cut character, a pasted word."""


@cache
def page_data() -> Mapping[str, Any]:
    """The lists of intake/pages.toml."""
    return tomllib.loads((resources.files("twosource.intake") / "pages.toml").read_text("utf-8"))


def decode_page(data: bytes, address: str) -> tuple[str, tuple[Issue, ...]] | Issue:
    """A page's characters: by its byte order mark, else by the charset it declares, else UTF-8; nothing is guessed.

    A few broken bytes become U+FFFD, with an issue; many refuse the page (`wrong-encoding`), as does a charset that
    no browser knows.
    """
    declared = _CHARSET.search(data[:_HEAD])
    if wide_encoding(data):
        name = "utf-32" if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)) else "utf-16"
    elif data.startswith(codecs.BOM_UTF8) or not declared:
        name = "utf-8-sig"
    else:
        name = declared[1].decode("ascii", "replace")
        known = _known(name)
        if known is None:
            return issue("unknown-charset", address, charset=name)
        name = known
    if not wide_encoding(data) and (what := binary_kind(data)):
        return issue("binary-file", address, what=what)
    try:
        return data.decode(name), ()
    except UnicodeDecodeError as error:
        text = data.decode(name, "replace")
        count = text.count("\ufffd")
        if count <= len(data) * _BROKEN_SHARE:
            return text, (issue("broken-bytes", address, count=count, encoding=name.upper()),)
        if name == "utf-8-sig":
            return not_utf8(data, error.start, address)
        return issue(
            "wrong-encoding",
            address,
            offset=error.start,
            byte=f"0x{data[error.start]:02x}",
            guess=f", nor {name.upper()}, which the page declares",
            source="its encoding",
        )


def _known(charset: str) -> str | None:
    """Python's name of the codec that a browser would use, None where there is none."""
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    if name not in page_data()["charsets"]:
        return None
    if name.startswith("utf-16"):  # a page whose declaration could be read as ASCII isn't in UTF-16
        return "utf-8"
    return str(page_data()["read_as"].get(name, name))


def parse_page(text: str) -> HtmlElement | None:
    """The tree of a page; None where there is nothing in it."""
    text = _REFERENCE.sub(_referred, _DECLARATION.sub("", text))
    text = _NO_MARKUP.sub("\ufffd", text)
    try:
        return html.document_fromstring(text) if text.strip() else None
    except ParserError:  # nothing but comments
        return None


def _referred(match: re.Match[str]) -> str:
    """A numeric reference, less those to characters that no markup may hold: lxml can't move such text about."""
    digits = match[1]
    point = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return match[0] if point <= 0x10FFFF and not _NO_MARKUP.match(chr(point)) else "\ufffd"


def words_in(element: HtmlElement) -> int:
    """How many words stand in an element."""
    return len(element.text_content().split())


def strip_furniture(tree: HtmlElement) -> None:
    """Takes navigation, comments, share lines, footers and the like out of `tree`, which is changed.

    What holds a heading of the first order or most of the page's words stays, whatever its class says.
    """
    data = page_data()
    body = tree.find("body")
    if body is None:
        return
    marks, tags, roles = frozenset(data["marks"]), frozenset(data["furniture"]), frozenset(data["roles"])
    for element in list(body.iter(tags - {"form"})):
        if not (element.tag in ("aside", "dialog") and element.find(".//h1") is not None):
            _drop(element)
    half = words_in(body) / 2
    for element in list(body.iterdescendants()):
        if not isinstance(element.tag, str) or element.tag in ("html", "body", "main", "article"):
            continue
        own = set(re.split(r"[^a-z]+", f"{element.get('class', '')} {element.get('id', '')}".lower()))
        is_furniture = element.tag in tags or element.get("role", "").lower() in roles or bool(own & marks)
        hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if (is_furniture or hidden) and element.find(".//h1") is None and words_in(element) <= half:
            _drop(element)
        elif is_furniture:  # the article itself: extraction should not go by its class either
            for name in ("class", "id", "role"):
                element.attrib.pop(name, None)


def _drop(element: HtmlElement) -> None:
    """Takes an element out, the text after it left in; one that went with its parent is gone already."""
    if element.getparent() is not None:
        element.drop_tree()
