"""What stands before every request: host names, tokens, other sites' writes, content types, and the headers after."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, HTTPResponseStartEvent, HTTPScope, Message, Receive, Scope, Send

from twosource.faces.api.problems import MEDIA, body

API = "/api/"
ETAG = "etag"
"""Where a request's state keeps the ETag of its answer."""
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{tiles}; font-src 'self'; "
    "connect-src 'self'{tiles}; worker-src 'self' blob:; child-src blob:; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
SAFE = ("GET", "HEAD", "OPTIONS")
_LOCAL = ("localhost", "127.0.0.1", "::1")


def loopback(host: str) -> bool:
    """Whether a host to listen on can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask: by which names, and with which token."""

    host: str
    token: str | None = None
    names: Sequence[str] = ()
    """Host names by which the server may be asked, besides its own."""
    tiles: str | None = None

    def named(self, host: str) -> bool:
        """Whether a request for this Host may be answered.

        A page of another site can make its own name lead to this machine (DNS rebinding), but then asks by that
        name. With a token it gains nothing by that, so any name will do where none were listed.
        """
        name = _name(host)
        if name in self.names or name == self.host.strip("[]"):
            return True
        if loopback(self.host) and name in _LOCAL:
            return True
        return self.token is not None and not self.names

    def known(self, authorization: str) -> bool:
        """Whether the token asked for is there."""
        if self.token is None:
            return True
        scheme, _, given = authorization.partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), self.token.encode())


def _name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


class Guard:
    """ASGI around the application."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules
        tiles = ""
        if rules.tiles:
            parts = urlsplit(rules.tiles)
            tiles = f" {parts.scheme}://{parts.netloc}"
        self._headers = [
            (b"content-security-policy", CSP.format(tiles=tiles).encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"x-frame-options", b"DENY"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers, or refuses before the application is asked."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        bare = scope["method"] == HttpMethod.HEAD
        if bare:
            scope["method"] = HttpMethod.GET

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._dress(message, scope)
            elif bare and message["type"] == "http.response.body":
                message["body"] = b""
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, guarded)
            return
        status, detail = refusal
        data = body(status, detail)
        headers = [(b"content-type", MEDIA.encode()), (b"content-length", str(len(data)).encode())]
        if status == 401:
            headers.append((b"www-authenticate", b'Bearer realm="twosource"'))
        await guarded({"type": "http.response.start", "status": status, "headers": headers})
        await guarded({"type": "http.response.body", "body": data, "more_body": False})

    def _dress(self, message: HTTPResponseStartEvent, scope: HTTPScope) -> None:
        given = {name.lower() for name, _ in message["headers"]}
        extra = [header for header in self._headers if header[0] not in given]
        mark = scope.get("state", {}).get(ETAG)
        if mark and message["status"] == 200:
            extra += [(b"etag", mark.encode()), (b"cache-control", b"no-cache")]
        message["headers"] = [*message["headers"], *extra]

    def _refusal(self, scope: HTTPScope) -> tuple[int, str] | None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        if not self._rules.named(host):
            return 403, f"this server isn't {host[:100]!r}: ask by the name it was started with, or add --allow-host"
        path = scope["path"]
        if not path.startswith(API):
            return None
        if not self._rules.known(headers.get("authorization", "")):
            return 401, "a token is asked: send `Authorization: Bearer TOKEN`"
        if scope["method"] in SAFE:
            return None
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return 403, "writes from another site are refused"
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "writes from another site are refused"
        written = headers.get("content-length", "0") != "0" or "transfer-encoding" in headers
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        if scope["method"] == "POST" and written and media != "application/json":
            return 415, "the body has to be application/json"
        return None
