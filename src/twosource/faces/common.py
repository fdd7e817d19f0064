"""What every command shares: options, the ledger file, screens, progress, and errors that say what to do."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from twosource.data.parties_toml import PartyDataError
from twosource.records import Issue, Ledger
from twosource.run.as_of import ledger_as_of
from twosource.run.join import join
from twosource.run.pipeline import ledger_of
from twosource.run.progress import Progress as Tell
from twosource.store import SqliteStore, StoreError

Body = Callable[..., Any]
DEFAULT_DB = "twosource.db"
PLAIN_WIDTH = 120
"""Columns of what is printed into a file or a pipe, unless $COLUMNS says otherwise."""
SHOWN_ISSUES = 20


class Refusal(click.ClickException):
    """Something that can't be done as asked: what, and the remedy. Exit code 1."""

    exit_code = 1


class Command(click.Command):
    r"""A command whose help keeps the lines of what follows `\b`, as written in a raw docstring."""

    def __init__(self, name: str | None = None, *, help: str | None = None, **given: Any) -> None:
        super().__init__(name, help=kept_lines(help), **given)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command; a user's own parties that can't be used are a refusal that names the file."""
        try:
            return super().invoke(ctx)
        except PartyDataError as error:
            raise Refusal(str(error)) from error


class Group(click.Group):
    """A group of such commands."""

    command_class = Command

    def __init__(self, name: str | None = None, *, help: str | None = None, **given: Any) -> None:
        super().__init__(name, help=kept_lines(help), **given)


def kept_lines(text: str | None) -> str | None:
    r"""Click's own sign for "keep these lines" in place of `\b` spelled out."""
    return text.replace("\\b", "\b") if text else None


def db_option(command: Body) -> Body:
    """`--db FILE`, `$TWOSOURCE_DB`, else twosource.db here."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path, dir_okay=False),
        envvar="TWOSOURCE_DB",
        default=DEFAULT_DB,
        show_default=True,
        show_envvar=True,
        help="The ledger file.",
    )(command)


def story_option(text: str) -> Callable[[Body], Body]:
    """`--story NAME`; without it the command's own default."""
    return click.option("--story", metavar="NAME", help=text)


def json_option(command: Body) -> Body:
    """`--json`: for programs."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead, for programs.")(command)


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write it as 2023-05-23", ctx, param) from None


def as_of_option(command: Body) -> Body:
    """`--as-of DATE`: only reports published by then."""
    return click.option(
        "--as-of",
        callback=_day,
        metavar="DATE",
        help="As it stood at the end of that day: only reports published by then (2023-05-23).",
    )(command)


def screen(*, stderr: bool = False) -> Console:
    """The console for what is printed; in a file or a pipe PLAIN_WIDTH wide, without colour."""
    probe = Console(stderr=stderr, highlight=False)
    if probe.is_terminal or "COLUMNS" in os.environ:
        return probe
    return Console(stderr=stderr, highlight=False, width=PLAIN_WIDTH)


def print_json(value: object) -> None:
    """One JSON value on standard output, keys sorted."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True))


@contextmanager
def opened(db: Path, *, create: bool = False) -> Iterator[SqliteStore]:
    """The store in a file. Raises Refusal where it isn't there (unless `create`) or can't be used."""
    if not create and not db.exists():
        raise Refusal(f"{db}: no such ledger file; make one with `twosource read PATHS --db {db}`, or name another")
    try:
        with SqliteStore(db, create=create) as store:
            yield store
    except StoreError as error:
        raise Refusal(str(error)) from error


@contextmanager
def progress_bar() -> Iterator[Tell]:
    """Tells how far a run is on standard error, where that is a terminal; else nothing is printed."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, Any] = {}

        def tell(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield tell


def ledger_in(store: SqliteStore, story: str | None, tell: Tell, as_of: date | None = None) -> Ledger:
    """The ledger of one story, or of all stories of the file side by side; as it stood on a day, where one is given.

    Raises Refusal where the file has no such story, or none at all.
    """
    stories = store.stories()
    if story is not None and story not in stories:
        known = ", ".join(stories) or "none yet"
        raise Refusal(f"no story {story!r} in this ledger file; it has: {known}")
    if not stories:
        raise Refusal("this ledger file has no report yet; read some with `twosource read PATHS`")
    asked = [story] if story else stories
    if as_of is not None:
        return join([ledger_as_of(store, name, as_of, progress=tell) for name in asked])
    return join([ledger_of(store, name, progress=tell) for name in asked])


def tell_issues(issues: tuple[Issue, ...], *, limit: int | None = SHOWN_ISSUES) -> None:
    """Prints issues on standard error: input, line, what is wrong, what to do."""
    for issue in issues[:limit]:
        click.echo(issue_line(issue), err=True)
    if limit is not None and len(issues) > limit:
        click.echo(f"... and {len(issues) - limit} more: see `twosource issues`", err=True)


def issue_line(issue: Issue) -> str:
    """An issue on one line: `reports.jsonl, line 3: no JSON ...; mend the line`."""
    where = issue.input or issue.document or issue.stage
    line = f", line {issue.line}" if issue.line is not None else ""
    report = f" (report {issue.document})" if issue.document and issue.input else ""
    remedy = f"; {issue.remedy}" if issue.remedy else ""
    return f"{where}{line}{report}: {issue.detail}{remedy}"
