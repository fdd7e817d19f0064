"""Ids made from content: the same input gives the same id on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata


def content_id(prefix: str, *parts: str | int | None) -> str:
    """A short id from `parts`, order kept: `prefix-` and 12 hex digits of their SHA-256.

    None and the empty string differ; parts are separated so that ("ab", "c") and ("a", "bc") do too.
    """
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8')).hexdigest()[:12]}"


def slug(name: str) -> str:
    """A name as lower-case words joined by hyphens, accents folded; Cyrillic and other scripts keep their letters."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return "-".join(re.findall(r"\w+", folded))
