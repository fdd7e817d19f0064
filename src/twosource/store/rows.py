"""Records as rows of a table, and which of two rows stays: pure functions, the same for any SQL store."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, TypeVar

from twosource.records import Assessment, Issue, Judgement, Report, Reprint, Review, Stage
from twosource.records.codec import from_json, to_json
from twosource.records.identity import content_id
from twosource.store.base import KeptJudgement, KeptReview, instant

R = TypeVar("R")
FACTS = ("publisher", "published", "url", "language", "retrieved")
"""Fields of a report that the user may give later for the same bytes."""


def write(record: object) -> str:
    """A record as one line of JSON: the same record gives the same text."""
    return json.dumps(to_json(record), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def read(cls: type[R], record: str) -> R:
    """The record of class `cls` that `write` gave; CodecError where it isn't one."""
    return from_json(cls, json.loads(record))


def earlier(capture: tuple[str, str | None]) -> tuple[float, str, str]:
    """What the first of several captures, as (time, collector), is the smallest by."""
    captured, collector = capture
    return (instant(captured), captured, collector or "")


def better(before: Report, now: Report) -> Report:
    """Of two rows of one version, the one to keep, whichever came first (see Store.add)."""
    if before.sha256 != now.sha256:
        return min(before, now, key=lambda report: report.sha256)
    filled = {name: getattr(now, name) or getattr(before, name) for name in FACTS}
    return replace(now, **filled)


def kept_judgement(row: tuple[str, str, str, str, str | None]) -> KeptJudgement:
    """A row of the table of judgements: id, story, record, made at, undone at."""
    key, story, record, made_at, undone_at = row
    return KeptJudgement(key, story, read(Judgement, record), made_at, undone_at)


def row_id(record: Any) -> str:
    """A ledger row's own id, or what tells it from others of its kind."""
    if isinstance(record, Judgement):
        told = (record.relation, record.left, record.right, record.verdict, record.maker, record.reason)
        return content_id("j", *told, repr(record.score))
    if isinstance(record, Reprint):
        return f"{record.document}\x1f{record.of}"
    if isinstance(record, Issue):
        return content_id("i", write(record))
    if isinstance(record, Assessment):
        return record.proposition
    return str(record.name if isinstance(record, Stage) else record.id)


def kept_review(row: tuple[str, str, str, str, str | None]) -> KeptReview:
    """A row of the table of reviews: id, story, record, made at, undone at."""
    key, story, record, made_at, undone_at = row
    return KeptReview(key, story, read(Review, record), made_at, undone_at)
