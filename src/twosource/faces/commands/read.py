"""`twosource read`: reports in."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from twosource.faces.common import (
    Command,
    db_option,
    json_option,
    opened,
    print_json,
    progress_bar,
    story_option,
    tell_issues,
)
from twosource.faces.words import count
from twosource.intake import Options
from twosource.intake.options import DEFAULT_STORY
from twosource.run import pipeline
from twosource.run.summary import Summary


@click.command(cls=Command)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@story_option(f"The story that these reports belong to.  [default: {DEFAULT_STORY}]")
@click.option("--published", metavar="DATE", help="Date of publication, where the file doesn't say: 2023-05-23.")
@click.option("--publisher", metavar="NAME", help="The outlet, where the file doesn't say.")
@click.option("--url", metavar="ADDRESS", help="The address of the one page that is read.")
@click.option("--collector", metavar="NAME", help="Who took the bytes in; kept with them.")
@db_option
@json_option
@click.pass_context
def read(
    context: click.Context,
    paths: tuple[Path, ...],
    story: str | None,
    published: str | None,
    publisher: str | None,
    url: str | None,
    collector: str | None,
    db: Path,
    as_json: bool,
) -> None:
    r"""Read reports into the ledger file.

    PATHS are .txt, .html or .jsonl files, folders of them, or - for standard input. Reading the same again
    changes nothing; other words under the same id or address are a new version, and both stay.
    An interrupted run goes on where it stopped when it is started again.

    \b
    Examples:
      twosource read reports.jsonl
      twosource read saved-pages/ --story border --collector "A. Analyst"
      twosource read statement.txt --publisher "Ministry of Defence" --published 2023-05-23

    Exit code 1: an input, a line or a report was refused (named on standard error); all the others were read.
    """
    try:
        options = Options(
            captured=datetime.now(UTC).isoformat(timespec="seconds"),
            story=story if story is not None else DEFAULT_STORY,
            published=published,
            publisher=publisher,
            url=url,
            collector=collector,
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    stream = sys.stdin.buffer.read() if pipeline.STREAM in paths else None
    with opened(db, create=True) as store, progress_bar() as tell:
        summary = pipeline.read(paths, store=store, options=options, stream=stream, progress=tell)
    if as_json:
        print_json(as_row(summary))
    else:
        click.echo(told(summary))
        if summary.documents:
            click.echo(f"next: twosource ledger --db {db}" + (f" --story {story!r}" if story else ""))
    tell_issues(summary.issues)
    refused = [i for i in summary.refused if i.code != "skipped-kind" or i.input in {str(path) for path in paths}]
    context.exit(1 if refused else 0)


def told(summary: Summary) -> str:
    """A summary in two sentences."""
    added = summary.added
    new = [count(added.new, "new report")]
    new += [count(added.versions, "new version")] if added.versions else []
    new += [f"{added.known} known already"] if added.known else []
    new += [count(len(summary.refused), "refusal")] if summary.refused else []
    return (
        f"{count(summary.inputs, 'input')}: {', '.join(new)}; {summary.read} read now.\n"
        f"Story {summary.story}: {count(summary.documents, 'report')}, "
        f"{count(summary.events, 'thing')} said to have happened, "
        f"{count(summary.positions, 'position')} on {count(summary.propositions, 'proposition')}."
    )


def as_row(summary: Summary) -> dict[str, object]:
    """A summary for programs; `refused` counts the issues that kept something out."""
    return asdict(summary) | {"refused": len(summary.refused)}
