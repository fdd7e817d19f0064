"""Which methods a path takes: told to OPTIONS, and with every 405."""

from __future__ import annotations

import json
import re
from collections.abc import Callable


def allowed(described: bytes) -> Callable[[str], str | None]:
    """From the API's description: a path to its methods as `Allow` has them; None where there is no such path."""
    paths = json.loads(described)["paths"]
    known = [(_pattern(path), _methods(methods)) for path, methods in sorted(paths.items())]

    def of(path: str) -> str | None:
        return next((methods for pattern, methods in known if pattern.fullmatch(path)), None)

    return of


def _pattern(path: str) -> re.Pattern[str]:
    """A path of the description; the party's id, its last part, may hold slashes."""
    parts = re.split(r"(\{[a-z_]+\})", path)
    found = [(".+" if part == "{party_id}" else "[^/]+") if part.startswith("{") else re.escape(part) for part in parts]
    return re.compile("".join(found))


def _methods(methods: dict[str, object]) -> str:
    names = {name.upper() for name in methods}
    return ", ".join(sorted(names | {"OPTIONS"} | ({"HEAD"} if "GET" in names else set())))
