"""`twosource diff`: what changed between the versions of a report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
from rich.text import Text

from twosource.faces.common import Command, Refusal, db_option, json_option, opened, print_json, screen, story_option
from twosource.faces.marked import on_one_line
from twosource.intake.diff import Change, Diff
from twosource.intake.diff import diff as compare
from twosource.records import Report, Span
from twosource.records.codec import to_json
from twosource.store import SqliteStore


@click.command(cls=Command)
@click.argument("document", metavar="ID")
@story_option("The story that the report belongs to.  [default: the one that has it]")
@db_option
@json_option
def diff(document: str, story: str | None, db: Path, as_json: bool) -> None:
    r"""Show what changed between the versions of a report.

    ID is the report's own. The oldest version comes first; sentences that went are marked -, those that came +, and
    the words that differ stand in brackets.

    \b
    Example:
      twosource diff harbour-courier-12

    Exit code 1: there is no such report, or it stands in several stories.
    """
    with opened(db) as store:
        versions = _versions(store, document, story)
    found = [(old, new, compare(old, new)) for old, new in pairwise(versions)]
    if as_json:
        print_json([to_json(each) for _, _, each in found])
        return
    console = screen()
    if not found:
        console.print(f"{document}: one version only, nothing to compare")
    for old, new, each in found:
        for line in _lines(old, new, each):
            console.print(line)


def _versions(store: SqliteStore, document: str, story: str | None) -> tuple[Report, ...]:
    stories = [name for name in ([story] if story else store.stories()) if store.versions(name, document)]
    if not stories:
        raise Refusal(f"no report {document!r} in this ledger file; `twosource ledger --json` lists their ids")
    if len(stories) > 1:
        raise Refusal(f"report {document!r} stands in the stories {', '.join(stories)}: name one with --story")
    return store.versions(stories[0], document)


def _lines(old: Report, new: Report, found: Diff) -> Iterator[Text]:
    yield Text(f"{new.id}: {_dated(old)} -> {_dated(new)}", style="bold")
    for name, before, after in found.facts:
        yield Text(f"  {name}: {before or 'not given'} -> {after or 'not given'}")
    for change in found.changes:
        if change.old:
            yield _side("- ", old.text, change.old, _spans(change, 0), "red")
        if change.new:
            yield _side("+ ", new.text, change.new, _spans(change, 1), "green")
    if not found.changes:
        yield Text("  the text's words are the same")


def _dated(report: Report) -> str:
    return f"{report.version} ({report.published or 'date not known'})"


def _spans(change: Change, side: int) -> list[Span]:
    return [span for pair in change.words if (span := pair[side])]


def _side(sign: str, text: str, around: Span, differing: list[Span], style: str) -> Text:
    out = Text(sign, style=style)
    at = around.start
    for span in differing:
        out.append(on_one_line(text[at : span.start]))
        out.append(f"[{on_one_line(span.of(text))}]", style=f"bold {style}")
        at = span.end
    out.append(on_one_line(text[at : around.end]))
    return out
