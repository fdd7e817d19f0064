"""Paths and streams to items: every input gives its reports, or an issue that says why not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from twosource.intake.issues import issue
from twosource.intake.jsonl import read_jsonl
from twosource.intake.kinds import HTML, JSONL, SUFFIXES, TEXT, sniff
from twosource.intake.options import Options
from twosource.intake.text import read_text
from twosource.records import Capture, Issue, Item, Report

LARGEST_INPUT = 256 * 1024 * 1024
"""Bytes above which a file is not opened: it would have to be held in memory whole."""

Reader = Callable[[bytes, str, Options], tuple[tuple[Report, ...], tuple[Issue, ...]]]


def _read_html(data: bytes, address: str, options: Options) -> tuple[tuple[Report, ...], tuple[Issue, ...]]:
    from twosource.intake.html import read_html  # its libraries take a third of a second: only where there is a page

    return read_html(data, address, options)


READERS: Mapping[str, Reader] = MappingProxyType({TEXT: read_text, HTML: _read_html, JSONL: read_jsonl})


def read_path(path: Path, options: Options) -> Iterator[Item]:
    """An item for the file, or for each file of the folder and the folders in it, in the order of their names.

    Hidden files, files of other kinds and links to folders are passed over with an issue. Nothing is raised: what
    can't be read is an item with an issue.
    """
    try:
        folder = path.is_dir()
    except OSError as error:
        yield _unread(path, options, issue("unreadable-file", _address(path), why=error.strerror))
        return
    if folder:
        yield from _folder(path, options)
    else:
        yield _file(path, options)


def read_stream(data: bytes, options: Options, *, name: str = "-", media: str | None = None) -> Iterator[Item]:
    """An item for bytes at hand, such as standard input's. Without `media` the kind is told by how they begin.

    Raises ValueError on a media type that isn't one of READERS.
    """
    media = media or sniff(data)
    if media not in READERS:
        raise ValueError(f"media {media!r} is none of {', '.join(READERS)}")
    yield _item(data, name, media, options)


def _item(data: bytes, address: str, media: str, options: Options) -> Item:
    capture = Capture(
        sha256=sha256(data).hexdigest(),
        address=options.url or address,
        captured=options.captured,
        collector=options.collector,
        media=media,
        size=len(data),
    )
    if data:
        reports, issues = READERS[media](data, address, options)
    else:
        reports, issues = (), (issue("empty-file", address),)
    return Item(options.story, address, capture, data, reports, issues)


def _folder(folder: Path, options: Options) -> Iterator[Item]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield _unread(folder, options, issue("unreadable-file", _address(folder), why=error.strerror))
        return
    if options.url:
        yield _unread(folder, options, issue("url-for-many", _address(folder)))
        options = replace(options, url=None)
    if not entries:
        yield _unread(folder, options, issue("empty-folder", _address(folder)))
    for entry in entries:
        if entry.name.startswith("."):
            yield _unread(entry, options, issue("skipped-kind", _address(entry), what="a hidden file or folder"))
        elif entry.is_symlink() and entry.is_dir():  # it may lead back into this folder, for ever
            yield _unread(entry, options, issue("skipped-kind", _address(entry), what="a link to a folder"))
        else:
            yield from read_path(entry, options)


def _file(path: Path, options: Options) -> Item:
    address = _address(path)
    media = SUFFIXES.get(path.suffix.lower())
    try:
        if not path.exists():  # a link to a file that is gone also says so
            return _unread(path, options, issue("missing-file", address))
        if media is None:
            ending = f"a file named {path.suffix!r}" if path.suffix else "a file without an ending"
            return _unread(path, options, issue("skipped-kind", address, what=ending))
        if not path.is_file():  # a pipe or a device would never end
            return _unread(path, options, issue("skipped-kind", address, what="no ordinary file"))
        if (size := path.stat().st_size) > LARGEST_INPUT:
            return _unread(path, options, issue("too-large", address, size=size, limit=LARGEST_INPUT))
        data = path.read_bytes()
    except OSError as error:
        return _unread(path, options, issue("unreadable-file", address, why=error.strerror))
    return _item(data, address, media, options)


def _unread(path: Path, options: Options, why: Issue) -> Item:
    return Item(options.story, _address(path), None, b"", (), (why,))


def _address(path: Path) -> str:
    r"""The path as given; bytes of a name that aren't UTF-8 are written as `\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
