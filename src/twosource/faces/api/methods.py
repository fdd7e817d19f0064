"""What a path takes: methods, told to OPTIONS and with every 405, and parameters, others of which are refused."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping


def allowed(described: bytes) -> Callable[[str], str | None]:
    """From the API's description: a path to its methods as `Allow` has them; None where there is no such path."""
    paths = json.loads(described)["paths"]
    known = [(_pattern(path), _methods(methods)) for path, methods in sorted(paths.items())]

    def of(path: str) -> str | None:
        return next((methods for pattern, methods in known if pattern.fullmatch(path)), None)

    return of


def parameters(described: bytes) -> Mapping[tuple[str, str], frozenset[str]]:
    """From the API's description: the names that a query may hold, by method and path as the description has it."""
    return {
        (method.upper(), path): frozenset(each["name"] for each in one.get("parameters", ()) if each["in"] == "query")
        for path, methods in json.loads(described)["paths"].items()
        for method, one in methods.items()
    }


def _pattern(path: str) -> re.Pattern[str]:
    """A path of the description; the party's id, its last part, may hold slashes."""
    parts = re.split(r"(\{[a-z_]+\})", path)
    found = [(".+" if part == "{party_id}" else "[^/]+") if part.startswith("{") else re.escape(part) for part in parts]
    return re.compile("".join(found))


def _methods(methods: dict[str, object]) -> str:
    names = {name.upper() for name in methods}
    return ", ".join(sorted(names | {"OPTIONS"} | ({"HEAD"} if "GET" in names else set())))
