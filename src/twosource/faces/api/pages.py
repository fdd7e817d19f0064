"""The built page as files; every other path gives it too, so that each of its states is a link."""

from __future__ import annotations

import hashlib
import mimetypes
from email.utils import formatdate
from pathlib import Path
from urllib.parse import unquote

from litestar.enums import HttpMethod, ScopeType
from litestar.types import Receive, Scope, Send

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".pbf": "application/x-protobuf",
}
BUILT = Path(__file__).resolve().parent.parent / "web"
_MISSING = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Twosource</title>"
    "<p>The page isn't built in this installation. Install Twosource anew with <code>pip install .</code>, which builds"
    ' it; the API answers under <a href="/api/v1/openapi.json">/api/v1</a>.'
)


class Pages:
    """ASGI that serves the files of a folder, and its index.html for what is no file."""

    def __init__(self, folder: Path = BUILT) -> None:
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers GET; 405 else."""
        del receive
        if scope["type"] != ScopeType.HTTP or scope["method"] != HttpMethod.GET:
            await _send(send, 405, [(b"allow", b"GET, HEAD"), (b"content-type", b"text/plain")], b"GET is asked\n")
            return
        path = self._file(scope["path"])
        if path is None:
            await _send(send, 200, [(b"content-type", TYPES[".html"].encode())], _MISSING.encode())
            return
        data = path.read_bytes()
        etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'.encode()
        media = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        # what lies in assets/ has its content's hash in its name
        lasting = b"public, max-age=31536000, immutable" if "assets" in path.parts[-2:-1] else b"no-cache"
        headers = [(b"content-type", media.encode()), (b"etag", etag), (b"cache-control", lasting)]
        headers.append((b"last-modified", formatdate(path.stat().st_mtime, usegmt=True).encode()))
        asked = {name.lower(): value for name, value in scope["headers"]}
        if etag in asked.get(b"if-none-match", b"").split(b", "):
            await _send(send, 304, headers, b"")
        else:
            await _send(send, 200, headers, data)

    def _file(self, path: str) -> Path | None:
        """The file for a path; the index where there is none; None where no page is built."""
        index = self._folder / "index.html"
        wanted = (self._folder / unquote(path).lstrip("/")).resolve() if "\x00" not in path else index
        if wanted.is_file() and wanted.is_relative_to(self._folder.resolve()) and wanted.suffix != ".py":
            return wanted
        return index if index.is_file() else None


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], data: bytes) -> None:
    headers = [*headers, (b"content-length", str(len(data)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": data, "more_body": False})
