"""One story's ledger out of the store: the latest versions of its reports, their readings, the analysts' judgements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from twosource.data.parties import PartyBase
from twosource.records import Issue, Judgement, Ledger, Reading, Report, Stage
from twosource.records.identity import content_id
from twosource.run.reader import FAULTS, Reader
from twosource.run.reviews import overridden, reviewed
from twosource.store import Store, fingerprint

Weave = Callable[[Sequence[Report], Sequence[Reading], Sequence[Judgement]], Ledger]
"""Reports, their readings in the same order and the judgements that hold, to a ledger; a pure function."""


@dataclass(frozen=True, slots=True)
class Weaver:
    """What weaves, with the names and versions of its stages."""

    weave: Weave
    stages: tuple[Stage, ...]
    base: PartyBase | None = None
    """The parties' data with which `weave` is what `run.loom` comes to; None for another weaving, which then weaves
    all at once each time."""


def weaving_failed(story: str, error: BaseException) -> Issue:
    """The issue where a story can't be woven."""
    detail = f"story {story!r} could not be woven: {type(error).__name__}: {error}"
    return Issue(
        "weave", "weaving-failed", detail, "report it with the story's reports; the ledger as it was stays", input=story
    )


def marks(store: Store, story: str, reader: Reader, weaver: Weaver) -> str:
    """A mark of all that a story's ledger is made from: the same mark, the same ledger."""
    facts: list[str] = []
    for report in store.latest(story):
        # the version stands for id, title and text
        told = (report.published, report.publisher, report.url, report.language, report.retrieved, report.carries)
        facts += [report.version, report.sha256, *(part or "" for part in told), str(report.carries_from)]
    facts += [repr(issue) for issue in store.issues(story)]
    return content_id("m", fingerprint(reader.stages), fingerprint(weaver.stages), *facts) + decisions(store, story)


def decisions(store: Store, story: str) -> str:
    """The part of a story's mark that its people's judgements and reviews make."""
    facts = [repr(kept.judgement) for kept in store.judgements(story)]
    facts += [repr(kept.review) for kept in store.reviews(story)]
    return content_id("+d", *facts)


def weave_story(
    store: Store, story: str, reader: Reader, weaver: Weaver, reports: Sequence[Report] | None = None
) -> tuple[Ledger, list[Issue]]:
    """The story's ledger, and the issue where weaving failed: the ledger then holds documents and no rows.

    Of the latest versions of its reports, or of those given. Reports that have no reading by this reader yet take no
    part.
    """
    latest = {report.key: report for report in (store.latest(story) if reports is None else reports)}
    stages = fingerprint(reader.stages)
    readings = [r for r in store.readings(story, stages) if (r.story, r.document, r.version) in latest]
    read = [latest[r.story, r.document, r.version] for r in readings]
    judgements = [kept.judgement for kept in store.judgements(story)]
    reviews = [kept.review for kept in store.reviews(story)]
    seen = [reviewed(report, reading, reviews) for report, reading in zip(read, readings, strict=True)]
    judgements += [judgement for each in seen for judgement in each.judgements]
    issues = {*store.issues(story), *(issue for reading in readings for issue in reading.issues)}
    issues |= {issue for each in seen for issue in each.issues}
    failed: list[Issue] = []
    try:
        woven = weaver.weave(read, [each.reading for each in seen], judgements)
        woven = replace(woven, assessments=overridden(woven.assessments, woven.positions, reviews))
    except FAULTS as error:
        failed.append(weaving_failed(story, error))
        woven = empty()
    ledger = replace(
        woven,
        stages=tuple(sorted({*reader.stages, *weaver.stages, *woven.stages})),
        documents=tuple(sorted(latest.values(), key=lambda r: r.id)),
        issues=tuple(sorted({*woven.issues, *issues}, key=repr)),
    )
    return ledger, failed


def empty() -> Ledger:
    """A ledger without rows."""
    return Ledger((), (), (), (), (), (), (), (), (), (), ())
