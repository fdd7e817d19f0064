"""The API's description for programs (OpenAPI 3.1): made from its routes, completed by what holds for all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from twosource.export import FORMS
from twosource.faces.api.params import chosen
from twosource.faces.api.problems import MEDIA

_PAGE = re.compile(r"Page_[\w.]*\.(\w+?)_(?=[\"/])")
_EVERYWHERE = {
    "get": {
        "304": "Nothing has changed since the answer of this ETag",
        "308": "The row asked for went into another: see Location",
    },
    "post": {"413": "The body is too large", "415": "The body isn't JSON"},
}
_ALWAYS = {
    "400": "Something in the request can't be used",
    "401": "A token is asked",
    "403": "Asked by another name, or from another site",
}


def dependencies(served: Callable[[], Any]) -> Mapping[str, Provide]:
    """What routes are given besides a request's own: the desk, and which events are chosen."""
    return {
        "desk": Provide(served, sync_to_thread=False),
        "chosen": Provide(chosen, sync_to_thread=False),
    }


def description(handlers: Sequence[Any], prefix: str) -> bytes:
    """The description as JSON."""

    def nobody() -> None:
        return None

    app = Litestar(
        [Router(prefix, route_handlers=handlers, dependencies=dependencies(nobody))],
        openapi_config=OpenAPIConfig(
            title="Twosource",
            version="1",
            description="The ledger of contested news: who says what happened. docs/api.md tells it in words.",
            use_handler_docstrings=True,
            render_plugins=[JsonRenderPlugin()],
        ),
        logging_config=None,
    )
    schema = app.openapi_schema.to_schema()
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            if isinstance(operation, dict) and "responses" in operation:
                _complete(method, operation)
                operation["operationId"] = _named(method, path.removeprefix(prefix))
    file = schema["paths"][f"{prefix}/exports/{{form}}"]["get"]["responses"]["200"]
    file["content"] = {form.media_type: {} for form in FORMS.values()}
    schema = json.loads(_PAGE.sub(r"PageOf\1", json.dumps(schema, ensure_ascii=False, default=str)))
    schema["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    schema["security"] = [{}, {"token": []}]
    return json.dumps(schema, ensure_ascii=False).encode()


def _named(method: str, path: str) -> str:
    """An operation's name, of which generators make a function's: `get_events`, `get_event`, `post_review_undo`.

    Where one is asked for by its id the id's name stands for the list's: no name of another part is made so, which
    generators would take for the same.
    """
    parts: list[str] = []
    for part in path.strip("/").split("/"):
        if part.startswith("{"):
            parts[-1] = part.strip("{}").removesuffix("_id")
        else:
            parts.append(part.removesuffix(".json"))
    return "_".join((method, *parts))


def _sendable(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter's schema without null, which no query can hold: it is left out instead."""
    kinds = schema.pop("oneOf", None)
    if kinds is not None:
        left = [each for each in kinds if each != {"type": "null"}]
        words = [word for each in left for word in each.get("enum", [each["const"]] if "const" in each else [])]
        # of several vocabularies, one that holds them all
        kind = left[0] if len(left) == 1 else {"type": "string", "enum": words}
        schema = {**kind, **schema}
    if isinstance(schema.get("type"), list):
        (schema["type"],) = [each for each in schema["type"] if each != "null"]
        if "enum" in schema:
            schema["enum"] = [each for each in schema["enum"] if each is not None]
    if isinstance(schema.get("items"), dict):
        schema["items"] = _sendable(schema["items"])
    return schema


def _complete(method: str, operation: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", []):
        parameter["schema"] = _sendable(parameter["schema"])
    responses = operation["responses"]
    for code, told in {**_EVERYWHERE.get(method, {}), **_ALWAYS}.items():
        responses.setdefault(code, {"description": told})
        if code not in ("304",):
            responses[code]["content"] = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    if method == "get":
        responses["200"].setdefault("headers", {})["ETag"] = {
            "description": "Of this answer: send it back in If-None-Match",
            "schema": {"type": "string"},
        }
