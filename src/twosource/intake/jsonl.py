"""JSON Lines: one report a line, in the keys of the ledger contract; keys that it doesn't have are ignored."""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

from twosource.intake.build import Draft, build
from twosource.intake.decode import binary_kind, not_utf8, wide_encoding
from twosource.intake.issues import issue
from twosource.intake.options import Options
from twosource.records import Issue, Report

KEYS = ("id", "publisher", "published", "title", "text", "url", "language", "retrieved")
_HOPELESS = 20
"""Lines from which a file without one JSON object gets one issue instead of one a line."""


def read_jsonl(data: bytes, address: str, options: Options) -> tuple[tuple[Report, ...], tuple[Issue, ...]]:
    """The reports of all good lines, and an issue for each that isn't; blank lines are passed over.

    A report's `sha256` is that of its own line without the newline.
    """
    if wide := wide_encoding(data):
        return (), (not_utf8(data, 0, address, source=wide),)
    lines = list(_lines(data))
    if not lines:
        return (), (issue("empty-file", address),)
    issues: list[Issue] = []
    drafts: list[Draft] = []
    for number, offset, line in lines:
        found = _object(data, number, offset, line, address)
        if isinstance(found, Issue):
            issues.append(found)
            continue
        draft, wrong = _draft(found, number, line, address)
        issues += wrong
        if draft:
            drafts.append(draft)
    if not drafts and (what := binary_kind(data)):
        return (), (issue("binary-file", address, what=what),)
    if not drafts and len(lines) >= _HOPELESS and {each.code for each in issues} <= {"broken-line", "wrong-encoding"}:
        return (), (issue("not-jsonl", address, lines=len(lines)),)
    if options.url and len(drafts) > 1:
        issues.append(issue("url-for-many", address))
        options = replace(options, url=None)
    reports: list[Report] = []
    for draft in drafts:
        report, notes = build(draft, address, options)
        issues += notes
        if report:
            reports.append(report)
    return tuple(reports), tuple(sorted(issues, key=lambda each: each.line or 0))


def _lines(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number from 1, offset in the file and bytes of each line that isn't blank, newline (LF or CRLF) left out."""
    offset = 0
    for number, line in enumerate(data.split(b"\n"), start=1):
        mark = codecs.BOM_UTF8 if offset == 0 and line.startswith(codecs.BOM_UTF8) else b""
        if (own := line.removeprefix(mark).removesuffix(b"\r")).strip():
            yield number, offset + len(mark), own
        offset += len(line) + 1


def _object(data: bytes, number: int, offset: int, line: bytes, address: str) -> list[tuple[str, Any]] | Issue:
    """A line's keys and values in order, or the issue that refuses it."""
    try:
        found = json.loads(line.decode("utf-8"), object_pairs_hook=_Pairs)
    except UnicodeDecodeError as error:
        return not_utf8(data, offset + error.start, address, line=number)
    except json.JSONDecodeError as error:
        why = f"no JSON: {error.msg} at column {error.colno}"
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets in brackets in ...
        why = f"no JSON that can be read: {error}"
    else:
        if isinstance(found, _Pairs):
            return found
        why = f"{_kind(found)}, not a JSON object"
    return issue("broken-line", address, line=number, why=why)


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as its pairs, so that a key that stands twice is seen."""


def _draft(pairs: list[tuple[str, Any]], number: int, line: bytes, address: str) -> tuple[Draft | None, list[Issue]]:
    """What the line says, wrong types left out with an issue; None where it has no text."""
    given = {key: value for key, value in pairs if key in KEYS and value is not None}
    counts = Counter(key for key, _ in pairs if key in KEYS)
    issues = [issue("double-key", address, line=number, key=key) for key in KEYS if counts[key] > 1]
    if type(given.get("id")) is int:  # data sets number their reports; the digits are the id
        given["id"] = str(given["id"])
    for key in KEYS:
        if key in given and not isinstance(given[key], str):
            found = _kind(given.pop(key))
            issues.append(issue("wrong-type", address, line=number, key=key, found=found, asked="a string"))
    if "text" not in given:
        return None, [*issues, issue("missing-text", address, line=number)]
    return Draft(**given, sha256=sha256(line).hexdigest(), line=number), issues


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case _Pairs():
            return "an object"
        case _:
            return "a list"
