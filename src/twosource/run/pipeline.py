"""The pipeline in order: bytes in, reports kept, read, and woven into the story's ledger.

Each batch is acknowledged before the next begins, and a run takes up what has no reading yet: an interrupted run
loses nothing acknowledged, and running it again goes on where it stopped. Reading the same input again changes
nothing. One bad report never stops a run (see reader.FAULTS); the store's and the disk's errors do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from twosource.intake import Options, read_path, read_stream
from twosource.records import Issue, Item, Ledger
from twosource.run.compose import default_weaver
from twosource.run.progress import Progress, silent
from twosource.run.reader import Reader, batches, default_reader, read_batch
from twosource.run.redirects import redirects
from twosource.run.summary import Summary
from twosource.run.upkeep import Upkeep
from twosource.run.weave import Weaver, decisions, empty, marks, weave_story
from twosource.store import Added, Store, Update, fingerprint

STREAM = Path("-")
"""The path that stands for standard input."""
BATCH_ITEMS = 64
BATCH_BYTES = 4_000_000
"""Inputs are kept together up to these, in one transaction."""


def read(
    paths: Iterable[Path],
    *,
    store: Store,
    options: Options,
    stream: bytes | None = None,
    reader: Reader | None = None,
    weaver: Weaver | None = None,
    progress: Progress = silent,
) -> Summary:
    """Reads files and folders (`-`: the bytes of `stream`) into the store and brings the story's ledger up to date.

    Inputs that can't be read are issues of the summary and of the ledger; nothing is raised for them. Raises
    StoreError where the store can't be used.
    """
    reader, weaver = reader or default_reader(), weaver or default_weaver()
    inputs, added, issues = 0, Added(), []
    for batch in _batched(_items(paths, options, stream)):
        added += store.add(*batch)
        inputs += len(batch)
        issues += [issue for item in batch for issue in item.issues]
        progress("taking in", inputs, None)
    read_now, failed = read_unread(store, options.story, reader, progress)
    woven = bring_up(store, options.story, reader, weaver, progress)
    return Summary(
        story=options.story,
        inputs=inputs,
        added=added,
        read=read_now,
        documents=store.count(options.story, "documents"),
        events=store.count(options.story, "events"),
        propositions=store.count(options.story, "propositions"),
        positions=store.count(options.story, "positions"),
        issues=tuple(sorted({*issues, *failed, *woven}, key=_issue_order)),
    )


def read_unread(store: Store, story: str, reader: Reader, progress: Progress = silent) -> tuple[int, list[Issue]]:
    """Reads every report of the story that has no reading by this reader's stages: how many, and what failed."""
    stages = fingerprint(reader.stages)
    total = sum(1 for _ in store.unread(story, stages))
    done, issues = 0, []
    for batch in batches(store.unread(story, stages)):
        progress("reading", done, total)
        readings = read_batch(batch, reader)
        store.put_readings(stages, readings)
        done += len(batch)
        issues += [issue for reading in readings for issue in reading.issues]
    progress("reading", done, total)
    return done, issues


def bring_up(store: Store, story: str, reader: Reader, weaver: Weaver, progress: Progress = silent) -> list[Issue]:
    """Brings the story's ledger up to its reports, their readings and people's decisions; gives what failed.

    Only what changed is woven (see `upkeep`), by a weaver that can; another weaves all. Where weaving fails, the ledger
    that was there stays; a story that had none gets one without rows.
    """
    failed: list[Issue] = []
    if weaver.base is not None:
        upkeep = Upkeep(store, story, reader, weaver)
        if upkeep.current():
            return []
        progress("weaving", 0, 1)
        failed = upkeep.bring_up()
    else:
        made_from = marks(store, story, reader, weaver)
        if store.made_from(story) == made_from:
            return []
        progress("weaving", 0, 1)
        before = store.ledger(story)
        ledger, failed = weave_story(store, story, reader, weaver)
        if not failed:
            led = redirects(before, ledger) if before else None
            store.put_ledger(story, ledger, made_from=made_from, redirects=led)
            store.update(story, Update(made_from, done=store.pending(story)))
    progress("weaving", 1, 1)
    return failed


def ledger_of(
    store: Store,
    story: str,
    *,
    reader: Reader | None = None,
    weaver: Weaver | None = None,
    progress: Progress = silent,
) -> Ledger:
    """The story's ledger as kept; finished first where a run was interrupted, or a person has decided otherwise since.

    Raises KeyError where the store has no such story.
    """
    finish(store, story, reader=reader, weaver=weaver, progress=progress)
    return store.ledger(story) or empty()


def finish(
    store: Store,
    story: str,
    *,
    reader: Reader | None = None,
    weaver: Weaver | None = None,
    progress: Progress = silent,
) -> None:
    """Finishes the story's ledger where a run was interrupted, or a person has decided otherwise since.

    Nothing is loaded where there is nothing to do. Raises KeyError where the store has no such story.
    """
    if _covers(store, story):
        return
    if story not in store.stories():
        raise KeyError(story)
    reader, weaver = reader or default_reader(), weaver or default_weaver()
    read_unread(store, story, reader, progress)
    bring_up(store, story, reader, weaver, progress)


def _covers(store: Store, story: str) -> bool:
    """Whether a kept ledger rests on the reports and the people's decisions that there are now."""
    made_from = store.made_from(story)
    return made_from is not None and made_from.endswith(decisions(store, story)) and not store.pending(story)


def _items(paths: Iterable[Path], options: Options, stream: bytes | None) -> Iterator[Item]:
    for path in paths:
        if path == STREAM:
            yield from read_stream(stream or b"", options)
        else:
            yield from read_path(path, options)


def _batched(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.data)
        if len(batch) >= BATCH_ITEMS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _issue_order(issue: Issue) -> tuple[str, int, str, str, str]:
    return (issue.input or "", issue.line or 0, issue.document or "", issue.code, issue.detail)
