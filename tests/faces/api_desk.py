"""A server over a ledger file, asked through ASGI without a socket."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import anyio
from litestar.types import ASGIApp

from twosource.faces.api.app import build
from twosource.faces.api.desk import Desk
from twosource.faces.api.guard import Rules


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def items(self) -> list[Any]:
        found: list[Any] = self.json["items"]
        return found


class Client:
    """Asks an application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    def get(self, path: str, query: Mapping[str, Any] | None = None, /, **more: Any) -> Answer:
        return self.ask("GET", path, query={**(query or {}), **more})

    def post(self, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Answer:
        data = b"" if body is None else json.dumps(body).encode()
        given = {"content-type": "application/json"} if body is not None else {}
        return self.ask("POST", path, data=data, headers={**given, **(headers or {})})

    def ask(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        data: bytes = b"",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        full = path if path.startswith("/") else f"/api/v1/{path}"
        given = {"host": "127.0.0.1:8765", "content-length": str(len(data)), **(headers or {})}
        scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": full,
            "raw_path": full.encode(),
            "query_string": urlencode(query or {}, doseq=True).encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in given.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8765),
        }
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": data, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        async def call() -> None:
            await self.app(scope, receive, send)  # type: ignore[arg-type]

        anyio.run(call)
        start = sent[0]
        body = b"".join(message.get("body", b"") for message in sent[1:])
        headers_back = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], headers_back, body)


def client(db: Path, *, rules: Rules | None = None, shelf: Path | None = None, **given: Any) -> tuple[Client, Desk]:
    """A client of a server over the ledger file at `db`, its shelf laid out."""
    desk = Desk(db, shelf=shelf, **given)
    desk.refresh()
    return Client(build(desk, rules or Rules("127.0.0.1"))), desk
