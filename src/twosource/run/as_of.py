"""The ledger as it stood on a day: woven from the reports published by then, each in its version of that day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from twosource.records import Assessment, Change, Issue, Ledger, Report
from twosource.run.compose import default_weaver
from twosource.run.pipeline import read_unread
from twosource.run.progress import Progress, silent
from twosource.run.reader import Reader, default_reader
from twosource.run.weave import Weaver, weave_story
from twosource.store import Store
from twosource.store.base import recency


def ledger_as_of(
    store: Store,
    story: str,
    day: date,
    *,
    reader: Reader | None = None,
    weaver: Weaver | None = None,
    progress: Progress = silent,
) -> Ledger:
    """The story's ledger from the reports published by `day` (that day included) alone; nothing is kept.

    A report of which a later version came stands in its version of then. Reports of no known day take no part: an
    issue names each. People's judgements hold as they do now. It is what reading those reports alone would have given.
    Raises KeyError where the store has no such story.
    """
    if story not in store.stories():
        raise KeyError(story)
    reader, weaver = reader or default_reader(), weaver or default_weaver()
    read_unread(store, story, reader, progress)
    progress("weaving", 0, 1)
    reports = tuple(store.reports(story))
    ledger, failed = weave_story(store, story, reader, weaver, published_by(reports, day))
    progress("weaving", 1, 1)
    undated = [_undated(report, day) for report in reports if report.day is None]
    return replace(ledger, issues=tuple(sorted({*ledger.issues, *failed, *undated}, key=repr)))


def standing_on(standing: Assessment, day: date) -> Change | None:
    """Where a proposition stood at the end of a day, by the reports published by then; None where none was.

    From the history that the standing keeps, so by today's grouping: nothing is woven.
    """
    known = [change for change in standing.changes if change.day is not None and change.day <= day.isoformat()]
    return known[-1] if known else None


def published_by(reports: Iterable[Report], day: date) -> tuple[Report, ...]:
    """Of all versions of a story's reports, those that were the latest on that day, by id; the undated left out."""
    found: dict[str, Report] = {}
    for report in reports:
        if report.day is not None and report.day <= day:
            before = found.get(report.id)
            if before is None or recency(before) < recency(report):
                found[report.id] = report
    return tuple(found[document] for document in sorted(found))


def _undated(report: Report, day: date) -> Issue:
    return Issue(
        stage="weave",
        code="undated",
        detail=f"left out of the ledger as of {day.isoformat()}: its day of publication isn't known",
        remedy="read it again with --published",
        document=report.id,
    )
