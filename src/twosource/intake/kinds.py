"""Which kind of input bytes are: by the file's name, or for a stream by how they begin."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from types import MappingProxyType

TEXT, HTML, JSONL = "text/plain", "text/html", "application/jsonl"
SUFFIXES: Mapping[str, str] = MappingProxyType(
    {
        ".txt": TEXT,
        ".html": HTML,
        ".htm": HTML,
        ".xhtml": HTML,
        ".jsonl": JSONL,
        ".ndjson": JSONL,
    }
)
_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_LINES_TRIED = 5


def sniff(data: bytes) -> str:
    """The media type of a stream: a page opens with its doctype or tag, JSON Lines with an object; else plain text."""
    head = data[:65536].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head):
        return HTML
    lines = [line for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n", 20) if line.strip()][:_LINES_TRIED]
    return JSONL if any(map(_is_object, lines)) else TEXT


def _is_object(line: bytes) -> bool:
    if not line.lstrip().startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line.decode("utf-8")), dict)
    except (ValueError, RecursionError):
        return False
