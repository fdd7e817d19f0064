"""Cursors: where a list goes on, as a word that means nothing to its reader; and the JSON of a list's page."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any

Key = str | int | float


class CursorError(ValueError):
    """A cursor that this list didn't give."""


def pack(*key: Key) -> str:
    """The cursor after a row whose sorting key this is."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def unpack(cursor: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """The key in a cursor; None where there is none. Raises CursorError on anything that `pack` didn't give."""
    if cursor is None:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        key = json.loads(base64.b64decode(padded.encode("ascii"), altchars=b"-_", validate=True))
    except (binascii.Error, UnicodeError, ValueError, RecursionError) as error:
        raise CursorError("cursor: this list didn't give it; leave it out to start anew") from error
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds):
        raise CursorError("cursor: it is of another list or sort; leave it out to start anew")
    if any(isinstance(part, int) and abs(part) >= 2**63 for part in key):
        raise CursorError("cursor: this list didn't give it; leave it out to start anew")
    return tuple(key)


def page(rows: Sequence[str], after: str | None) -> bytes:
    """A list's page out of rows that are JSON already."""
    return f'{{"items":[{",".join(rows)}],"next":{json.dumps(after)}}}'.encode()
