"""Reports to readings, in batches; a report that can't be read gives an issue that names it and the stage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING

from twosource.records import Issue, Reading, Report, Stage

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from twosource.models.parse import Parser
    from twosource.reading.read import Knowledge

FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a rule or the parser can raise on a text that it doesn't foresee: that report alone is lost, with an issue.

Everything else stops the run: the disk, the store, memory and the user's own Ctrl-C aren't one report's fault.
"""
BATCH_REPORTS = 32
BATCH_CHARACTERS = 200_000
"""Reports are parsed together up to these: enough to keep the parser busy, little enough to keep memory flat."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A parser and the rules over its parses, with the names and versions of both."""

    parser: Parser
    read: Callable[[Report, Doc], Reading]
    rules: tuple[Stage, ...]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What a reading of this reader is stamped with, sorted."""
        return tuple(sorted({self.parser.stage, *self.rules}))


def batches(reports: Iterable[Report]) -> Iterator[list[Report]]:
    """Reports in the order given, cut by BATCH_REPORTS and BATCH_CHARACTERS; a long one stands alone."""
    batch: list[Report] = []
    size = 0
    for report in reports:
        if batch and (len(batch) >= BATCH_REPORTS or size + len(report.text) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(report)
        size += len(report.text)
    if batch:
        yield batch


def read_batch(batch: list[Report], reader: Reader) -> list[Reading]:
    """One reading a report, in their order. Where a report fails, its reading holds nothing but the issue."""
    try:
        docs = list(reader.parser.parse(batch))
    except FAULTS as error:
        if len(batch) == 1:
            return [_failed(batch[0], reader, reader.parser.stage.name, error)]
        # one text upset the batch: parsed one by one, only that one is lost
        return [reading for report in batch for reading in read_batch([report], reader)]
    return [_read(report, doc, reader) for report, doc in zip(batch, docs, strict=True)]


def _read(report: Report, doc: Doc, reader: Reader) -> Reading:
    try:
        return reader.read(report, doc)
    except FAULTS as error:
        return _failed(report, reader, _stage(error.__traceback__), error)


def _failed(report: Report, reader: Reader, stage: str, error: BaseException) -> Reading:
    issue = Issue(
        stage=stage,
        code="reading-failed",
        detail=f"the report was kept but not read: {type(error).__name__}: {error}",
        remedy="report it with the text; the other reports are read",
        document=report.id,
    )
    return Reading(report.story, report.id, report.version, issues=(issue,), stages=reader.stages)


def _stage(trace: TracebackType | None) -> str:
    """The reading stage in which an error arose: the innermost module of `twosource.reading` on its way."""
    stage = "read"
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__", "")
        package, _, name = module.partition("reading.")
        if package == "twosource." and name:
            stage = f"read.{name.partition('.')[0]}"
        trace = trace.tb_next
    return stage


def default_reader(*, trained: bool = True) -> Reader:
    """The reader that ships: spaCy's small English pipeline, the trained model where it is installed, and the rules.

    Without `trained`, the rules alone.

    Raises OSError with the remedy where the model isn't installed.
    """
    # a second's work, which commands that read nothing must not wait for
    from twosource.reading.read import knowledge

    return reader_with(knowledge(trained=trained))


def reader_with(known: Knowledge) -> Reader:
    """The same reader with other knowledge. Raises OSError as default_reader does."""
    from twosource.models.spacy_en import SpacyEnglish
    from twosource.reading.read import read_report

    def read(report: Report, doc: Doc) -> Reading:
        return read_report(report, doc, known)

    return Reader(SpacyEnglish(), read, known.stages)
