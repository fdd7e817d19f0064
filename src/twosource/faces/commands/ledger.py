"""`twosource ledger`, `stories` and `issues`: what the file holds."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click
from rich.table import Table

from twosource.export import FORMATS
from twosource.faces.common import (
    Command,
    Refusal,
    as_of_option,
    db_option,
    issue_line,
    json_option,
    ledger_in,
    opened,
    print_json,
    progress_bar,
    screen,
    story_option,
)
from twosource.faces.table import ledger_table


@click.command(cls=Command)
@story_option("Only this story.  [default: every story of the file]")
@as_of_option
@db_option
@json_option
def ledger(story: str | None, as_of: date | None, db: Path, as_json: bool) -> None:
    r"""Print what is said to have happened, and who says so.

    Events stand in the order of their time, under each the propositions about it by aspect. `origins` counts those who
    vouch independently, at least and at most: copies and outlets that quote one source share an origin.

    \b
    Examples:
      twosource ledger
      twosource ledger --story border --json > ledger.json
      twosource ledger --as-of 2023-05-23
    """
    with opened(db) as store, progress_bar() as tell:
        found = ledger_in(store, story, tell, as_of)
    if as_json:
        try:
            click.echo(FORMATS["ledger-json"](found), nl=False)
        except ValueError as error:
            raise Refusal(str(error)) from error
        return
    console = screen()
    for part in ledger_table(found):
        console.print(part)
    if found.events:
        console.print("twosource show ID: everything behind a row; why ID: how its standing came about", style="dim")


@click.command(cls=Command)
@db_option
@json_option
def stories(db: Path, as_json: bool) -> None:
    r"""List the stories of the ledger file.

    \b
    Example:
      twosource stories --db border.db
    """
    with opened(db) as store:
        rows = []
        for name in store.stories():
            kept = store.ledger(name)
            rows.append(
                {
                    "story": name,
                    "reports": len(store.latest(name)),
                    "events": len(kept.events) if kept else None,
                    "positions": len(kept.positions) if kept else None,
                }
            )
    if as_json:
        print_json(rows)
        return
    table = Table("story", "reports", "said to have happened", "positions", show_edge=False)
    for row in rows:
        table.add_row(*("not woven yet" if cell is None else str(cell) for cell in row.values()))
    screen().print(table)


@click.command(cls=Command)
@story_option("Only this story.  [default: every story of the file]")
@db_option
@json_option
def issues(story: str | None, db: Path, as_json: bool) -> None:
    r"""List what was refused or left open, each with its remedy.

    \b
    Example:
      twosource issues --story border
    """
    with opened(db) as store:
        found = set(store.issues(story))
        for name in [story] if story else store.stories():
            kept = store.ledger(name)
            found |= set(kept.issues) if kept else set()
    listed = sorted(found, key=lambda i: (i.input or "", i.line or 0, i.document or "", i.code, i.detail))
    if as_json:
        print_json([asdict(issue) for issue in listed])
        return
    for issue in listed:
        click.echo(f"{issue_line(issue)}  [{issue.code}]")
    if not listed:
        click.echo("No issues.")
