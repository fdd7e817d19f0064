"""Errors as problem+json (RFC 9457), whatever raised them."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, NotFoundException, ValidationException
from litestar.openapi.datastructures import ResponseSpec

from twosource.faces.api.cursors import CursorError
from twosource.faces.api.moved import Moved
from twosource.faces.api.shapes import Problem, Wrong
from twosource.store import StoreError

MEDIA = "application/problem+json"


_DAY = "a day is asked, such as 2021-03-02"
_SHAPES = {
    "from": _DAY,
    "to": _DAY,
    "since": _DAY,
    "as_of": _DAY,
    "bbox": "west,south,east,north in degrees is asked, such as 29.5,60,30.5,61",
}
"""What is asked of a parameter whose form is told by a pattern, in words."""


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
    elif (
        isinstance(error, NotFoundException) and error.detail == "Not Found"
    ):  # the router's own, that knows no such path
        status, detail = 404, f"{request.url.path[:200]}: there is no such route; /api/v1/openapi.json describes them"
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
    """What is wrong with one value. The names of arguments that Python keeps for itself end in an underscore."""
    where = str(extra.get("key") or "body").rstrip("_")
    told = str(extra.get("message") or "can't be used")
    if "matching regex" in told:
        told = _SHAPES.get(where, told)
    return Wrong(where, told)


def answers(*codes: int) -> dict[int, ResponseSpec]:
    """The errors that a route can give, for its description."""
    return {
        code: ResponseSpec(Problem, generate_examples=False, media_type=MEDIA, description=HTTPStatus(code).phrase)
        for code in codes
    }
