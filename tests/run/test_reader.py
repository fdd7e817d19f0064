"""Reading in batches: nothing is lost but the report that fails, and that one with an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from twosource.records import Reading, Report, Stage
from twosource.run.reader import BATCH_CHARACTERS, BATCH_REPORTS, Reader, batches, read_batch

BLANK = spacy.blank("en")


class Blank:
    """A parser that splits words and refuses a text with the word "poison"."""

    stage = Stage("parse.blank", "1")

    def parse(self, reports: Iterable[Report | str]) -> Iterator[Doc]:
        for text in (r if isinstance(r, str) else r.text for r in reports):
            if "poison" in text:
                raise ValueError("no parse of poison")
            yield BLANK(text)


def read(report: Report, doc: Doc) -> Reading:
    if "odd" in report.text:
        raise IndexError("no such token")
    return Reading(report.story, report.id, report.version, stages=(Stage("read.words", "1"),))


READER = Reader(Blank(), read, (Stage("read.words", "1"),))


def report(key: str, text: str) -> Report:
    return Report(key, "v", "s", text)


def test_a_report_that_fails_loses_itself_alone_and_is_named() -> None:
    batch = [report("a", "fine"), report("b", "poison"), report("c", "odd"), report("d", "fine too")]
    readings = read_batch(batch, READER)
    assert [r.document for r in readings] == ["a", "b", "c", "d"]
    issues = [i for r in readings for i in r.issues]
    assert [(i.document, i.stage, i.code) for i in issues] == [
        ("b", "parse.blank", "reading-failed"),
        ("c", "read", "reading-failed"),
    ]
    assert "IndexError: no such token" in issues[1].detail
    assert readings[1].stages == READER.stages


@given(st.lists(st.integers(1, 3 * BATCH_CHARACTERS // 2), max_size=80))
def test_batches_keep_order_and_bounds(sizes: list[int]) -> None:
    reports = [report(str(n), "x" * size) for n, size in enumerate(sizes)]
    cut = list(batches(reports))
    assert [r for batch in cut for r in batch] == reports
    for batch in cut:
        assert 1 <= len(batch) <= BATCH_REPORTS
        assert len(batch) == 1 or sum(len(r.text) for r in batch) <= BATCH_CHARACTERS
