"""The application: the routes under /api/v1, the page beside them, and the guard before both."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from litestar import Litestar, Request, Response, Router, get
from litestar.enums import HttpMethod, ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, Message, Receive, Scope, Send

import twosource
from twosource.faces.api.cursors import CursorError
from twosource.faces.api.described import dependencies, description
from twosource.faces.api.desk import Desk
from twosource.faces.api.guard import API, ETAG, Guard, Rules
from twosource.faces.api.methods import allowed, parameters
from twosource.faces.api.pages import Pages
from twosource.faces.api.problems import Refused, on_error
from twosource.faces.api.routes_decisions import DECISIONS
from twosource.faces.api.routes_events import EVENTS, Served
from twosource.faces.api.routes_exports import EXPORTS
from twosource.faces.api.routes_reports import REPORTS
from twosource.faces.api.shapes import About
from twosource.store import StoreError

V1 = "/api/v1"
LARGEST = 1_000_000
"""Bytes of a request's body."""


@get("/about", sync_to_thread=True, summary="The server")
def about(desk: Served) -> About:
    """What the server serves and allows."""
    shelf = desk.shelf
    counted = (
        "SELECT count(*), coalesce(sum(row ->> '$.events'), 0), coalesce(sum(row ->> '$.reports'), 0) FROM stories"
    )
    ((stories, events, reports),) = shelf.get(counted)  # counted already, story by story
    return About(
        name="twosource",
        version=twosource.__version__,
        generation=f"g-{shelf.generation()}",
        full_text=desk.full_text,
        writable=True,
        tiles=desk.tiles,
        stories=stories,
        events=events,
        reports=reports,
    )


HANDLERS = [about, *EVENTS, *REPORTS, *DECISIONS, *EXPORTS]


def _known(request: Request[Any, Any, Any], takes: Mapping[tuple[str, str], frozenset[str]]) -> None:
    path = request.scope["path_template"]
    known = takes.get((request.method, path), frozenset())
    for name in request.query_params:
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            raise Refused(400, f"{name[:100]}: {path} takes no such parameter; those it takes: {there}")


def build(desk: Desk, rules: Rules, page: ASGIApp | None = None) -> ASGIApp:
    """The application over a desk, for any ASGI server."""

    def etag(request: Request[Any, Any, Any]) -> str:
        parts = (desk.shelf.generation(), desk.full_text, desk.own, twosource.__version__, request.scope["path"])
        mark = hashlib.sha256(repr(parts).encode() + request.scope["query_string"]).hexdigest()
        return f'"{mark[:32]}"'

    async def before(request: Request[Any, Any, Any]) -> Response[None] | None:
        """Refuses parameters that the route doesn't take; answers 304 where nothing changed since the ETag given."""
        if request.scope["query_string"]:
            _known(request, takes)
        if request.method != "GET":
            return None
        request.scope["state"][ETAG] = mark = etag(request)
        asked = request.headers.get("if-none-match", "")
        if asked and mark in [each.strip().removeprefix("W/") for each in asked.split(",")]:
            return Response(None, status_code=304, headers={"etag": mark})
        return None

    def served() -> Desk:
        return desk

    described = description(HANDLERS, V1)
    takes = parameters(described)

    @get("/openapi.json", include_in_schema=False, sync_to_thread=False)
    def openapi() -> Response[bytes]:
        """The description of the API for programs."""
        return Response(described, media_type="application/json")

    router = Router(V1, route_handlers=[*HANDLERS, openapi], dependencies=dependencies(served), before_request=before)
    litestar = Litestar(
        [router],
        openapi_config=None,
        exception_handlers={HTTPException: on_error, CursorError: on_error, StoreError: on_error},
        request_max_body_size=LARGEST,
        logging_config=None,
    )
    pages = page or Pages()
    allow = allowed(described)

    async def both(scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["path"].startswith(API):
            await pages(scope, receive, send)
            return
        methods = allow(scope["path"]) if scope["type"] == ScopeType.HTTP else None
        if methods is None:
            await litestar(scope, receive, send)
            return
        told = (b"allow", methods.encode())

        async def telling(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 405:
                others = [header for header in message["headers"] if header[0].lower() != b"allow"]
                message["headers"] = [*others, told]
            await send(message)

        if scope["type"] == ScopeType.HTTP and scope["method"] == HttpMethod.OPTIONS:
            await send({"type": "http.response.start", "status": 204, "headers": [told]})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        else:
            await litestar(scope, receive, telling)

    return Guard(both, rules)
