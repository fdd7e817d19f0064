"""Bytes to text: UTF-8 or a clear issue, never a guess."""

from __future__ import annotations

import codecs

from twosource.intake.issues import issue
from twosource.records import Issue

_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an office document)"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3\x00", "an SQLite file"),
)
# Control characters that stand in no text in an eight-bit encoding either: TAB to CR and ESC may.
_CONTROLS = bytes(set(range(32)) - set(range(9, 14)) - {27})


def wide_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark of two or four bytes tells, or None."""
    return next((name for mark, name in _WIDE if data.startswith(mark)), None)


def binary_kind(data: bytes) -> str | None:
    """What the bytes are in words, where they are no text in any encoding; None where they may be text."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if (offset := data.find(b"\0")) >= 0:
        return f"a NUL byte at {offset}"
    head = data[:4096]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > len(head) // 10:
        return f"{controls} control characters in the first {len(head)} bytes"
    return None


def decode(data: bytes, address: str) -> str | Issue:
    """The text of UTF-8 bytes, a byte order mark left out; else the issue that refuses the input.

    `empty-file` where there are no words, `binary-file` where it is no text, `wrong-encoding` with the offset of
    the first byte that isn't UTF-8.
    """
    if wide := wide_encoding(data):
        return not_utf8(data, 0, address, source=wide)
    if what := binary_kind(data):
        return issue("binary-file", address, what=what)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        start = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        return not_utf8(data, start, address)
    return text if text.strip() else issue("empty-file", address)


def not_utf8(data: bytes, offset: int, address: str, *, line: int | None = None, source: str | None = None) -> Issue:
    """The issue for the byte at `offset`, counted from the file's first; `source` is the encoding where it is known."""
    return issue(
        "wrong-encoding",
        address,
        line=line,
        offset=offset,
        byte=f"0x{data[offset]:02x}",
        guess=f" but the mark of {source}" if source else "",
        source=source or "WINDOWS-1252, or whatever it is in,",
    )
