"""The run: kept, read, woven; again without change; on after an interruption; never stopped by one report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from twosource.intake import Options
from twosource.records import Event, Issue, Judgement, Ledger, Reading, Report, Stage
from twosource.run import pipeline
from twosource.run.reader import Reader
from twosource.run.weave import Weaver, empty
from twosource.store import SqliteStore, fingerprint

BLANK = spacy.blank("en")
OPTIONS = Options(captured="2001-03-01T10:00:00+00:00", story="border")


class Blank:
    stage = Stage("parse.blank", "1")

    def parse(self, reports: Iterable[Report | str]) -> Iterator[Doc]:
        yield from (BLANK(r if isinstance(r, str) else r.text) for r in reports)


def reader(version: str = "1", seen: list[str] | None = None) -> Reader:
    stage = Stage("read.words", version)

    def read(report: Report, doc: Doc) -> Reading:
        if seen is not None:
            seen.append(report.id)
        if "odd" in report.text:
            raise IndexError("no such token")
        return Reading(report.story, report.id, report.version, stages=(stage,))

    return Reader(Blank(), read, (stage,))


def weaver(woven: list[int] | None = None) -> Weaver:
    def weave(reports: Sequence[Report], readings: Sequence[Reading], judgements: Sequence[Judgement]) -> Ledger:
        if woven is not None:
            woven.append(len(reports))
        if any("tangle" in report.text for report in reports):
            raise KeyError("thread")
        events = (Event(f"e-{len(reports)}", "border", "Something", None, None, None, None),)
        return replace(empty(), events=events)

    return Weaver(weave, (Stage("weave.words", "1"),))


@pytest.fixture
def store() -> Iterator[SqliteStore]:
    with SqliteStore(":memory:") as opened:
        yield opened


def write(folder: Path, *rows: dict[str, str] | str) -> Path:
    path = folder / "reports.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def row(key: str, text: str = "Shells hit Karvel.", published: str = "2001-03-01") -> dict[str, str]:
    return {"id": key, "text": text, "published": published, "publisher": "Karvel Wire"}


def test_what_is_read_is_kept_woven_and_counted(store: SqliteStore, tmp_path: Path) -> None:
    path = write(tmp_path, row("a"), row("b"))
    summary = pipeline.read([path], store=store, options=OPTIONS, reader=reader(), weaver=weaver())
    assert (summary.inputs, summary.added.new, summary.read, summary.documents) == (1, 2, 2, 2)
    assert summary.issues == ()
    ledger = pipeline.ledger_of(store, "border")
    assert [d.id for d in ledger.documents] == ["a", "b"]
    assert [s.name for s in ledger.stages] == ["parse.blank", "read.words", "weave.words"]


def test_the_same_input_again_reads_and_weaves_nothing(store: SqliteStore, tmp_path: Path) -> None:
    path, seen, woven = write(tmp_path, row("a")), list[str](), list[int]()
    for _ in range(2):
        summary = pipeline.read([path], store=store, options=OPTIONS, reader=reader(seen=seen), weaver=weaver(woven))
    assert (seen, woven) == (["a"], [1])
    assert (summary.read, summary.added.known) == (0, 1)


def test_new_versions_of_stages_read_and_weave_anew(store: SqliteStore, tmp_path: Path) -> None:
    path, seen, woven = write(tmp_path, row("a")), list[str](), list[int]()
    for version in ("1", "2"):
        pipeline.read([path], store=store, options=OPTIONS, reader=reader(version, seen), weaver=weaver(woven))
    assert (seen, woven) == (["a", "a"], [1, 1])


def test_an_interrupted_run_goes_on_where_it_stopped(store: SqliteStore, tmp_path: Path) -> None:
    path = write(tmp_path, *(row(f"r{n:03}") for n in range(100)))

    def stop(step: str, done: int, total: int | None) -> None:
        if step == "reading" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.read([path], store=store, options=OPTIONS, reader=reader(), weaver=weaver(), progress=stop)
    kept = sum(1 for _ in store.readings("border", fingerprint(reader().stages)))
    assert 0 < kept < 100
    seen: list[str] = []
    ledger = pipeline.ledger_of(store, "border", reader=reader(seen=seen), weaver=weaver())
    assert len(seen) == 100 - kept
    assert len(ledger.documents) == 100


def test_one_bad_report_is_an_issue_and_the_others_are_read(store: SqliteStore, tmp_path: Path) -> None:
    path = write(tmp_path, row("a"), row("b", "An odd thing."), "{broken", row("c"))
    summary = pipeline.read([path], store=store, options=OPTIONS, reader=reader(), weaver=weaver())
    assert [(i.code, i.document, i.line) for i in summary.refused] == [
        ("reading-failed", "b", None),
        ("broken-line", None, 3),
    ]
    ledger = pipeline.ledger_of(store, "border")
    assert {i.code for i in ledger.issues} == {"reading-failed", "broken-line"}
    assert len(ledger.documents) == 3


def test_a_story_that_cannot_be_woven_keeps_its_ledger(store: SqliteStore, tmp_path: Path) -> None:
    pipeline.read([write(tmp_path, row("a"))], store=store, options=OPTIONS, reader=reader(), weaver=weaver())
    before = pipeline.ledger_of(store, "border")
    path = write(tmp_path, row("b", "A tangle."))
    summary = pipeline.read([path], store=store, options=OPTIONS, reader=reader(), weaver=weaver())
    assert [i.code for i in summary.refused] == ["weaving-failed"]
    assert store.ledger("border") == before


def test_inputs_that_are_no_reports_are_named(store: SqliteStore, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    summary = pipeline.read([tmp_path], store=store, options=OPTIONS, reader=reader(), weaver=weaver())
    assert {Path(i.input or "").name for i in summary.refused} == {"empty.txt", "picture.txt"}
    assert all(isinstance(i, Issue) and i.remedy for i in summary.refused)


def test_an_unknown_story_is_a_key_error(store: SqliteStore) -> None:
    with pytest.raises(KeyError):
        pipeline.ledger_of(store, "none", reader=reader(), weaver=weaver())


def test_standard_input_is_read_from_the_bytes_given(store: SqliteStore) -> None:
    data = (json.dumps(row("a")) + "\n").encode()
    summary = pipeline.read(
        [pipeline.STREAM], store=store, options=OPTIONS, stream=data, reader=reader(), weaver=weaver()
    )
    assert summary.documents == 1
