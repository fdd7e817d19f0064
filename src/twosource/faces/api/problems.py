"""Errors as problem+json (RFC 9457), whatever raised them."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec

from twosource.faces.api.cursors import CursorError
from twosource.faces.api.moved import Moved
from twosource.faces.api.shapes import Problem, Wrong
from twosource.store import StoreError

MEDIA = "application/problem+json"


class Refused(HTTPException):
    """A request that can't be answered as asked: its status and a sentence with the remedy."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail=detail, status_code=status)


def problem(status: int, detail: str, errors: list[Wrong] | None = None) -> Problem:
    """An error's body."""
    return Problem("about:blank", HTTPStatus(status).phrase, status, detail, errors or [])


def body(status: int, detail: str) -> bytes:
    """An error's body as JSON."""
    return msgspec.json.encode(problem(status, detail))


def on_error(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    """The answer to a request that raised."""
    headers: Mapping[str, str] = {}
    errors: list[Wrong] = []
    if isinstance(error, ValidationException):
        errors = [_wrong(each) for each in error.extra or [] if isinstance(each, Mapping)]
        detail = "; ".join(f"{each.where}: {each.detail}" for each in errors) or error.detail
        status = 400
    elif isinstance(error, Moved):
        status, detail = 308, error.detail
        asked = request.url
        path = asked.path.replace(quote(error.old), quote(error.new))
        headers = {"location": path + (f"?{asked.query}" if asked.query else "")}
    elif isinstance(error, HTTPException):
        status, detail = error.status_code, error.detail or HTTPStatus(error.status_code).phrase
        headers = error.headers or {}
    elif isinstance(error, CursorError):
        status, detail = 400, str(error)
        errors = [Wrong("cursor", detail.removeprefix("cursor: "))]
    elif isinstance(error, StoreError):
        status, detail = 503, str(error)
    else:
        raise error
    return Response(problem(status, detail, errors), status_code=status, media_type=MEDIA, headers=dict(headers))


def _wrong(extra: Mapping[str, Any]) -> Wrong:
    return Wrong(str(extra.get("key") or "body"), str(extra.get("message") or "can't be used"))


def answers(*codes: int) -> dict[int, ResponseSpec]:
    """The errors that a route can give, for its description."""
    return {
        code: ResponseSpec(Problem, generate_examples=False, media_type=MEDIA, description=HTTPStatus(code).phrase)
        for code in codes
    }
