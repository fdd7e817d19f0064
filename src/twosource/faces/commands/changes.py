"""`twosource changes`: which rows of the ledger came, changed or went since a cursor."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from rich.table import Table

from twosource.faces.common import (
    Command,
    Refusal,
    db_option,
    json_option,
    opened,
    print_json,
    progress_bar,
    screen,
    story_option,
)
from twosource.faces.words import count
from twosource.run.pipeline import finish
from twosource.store import Touched

KINDS = ("events", "propositions", "positions", "assessments", "evidence", "parties", "documents", "reprints")
SHOWN = 40


@click.command(cls=Command)
@click.option("--since", metavar="CURSOR", type=click.IntRange(min=0), default=0, help="A cursor printed before.")
@click.option("--kind", "kinds", type=click.Choice((*KINDS, "judgements", "issues", "stages")), multiple=True)
@story_option("Only this story.  [default: all]")
@db_option
@json_option
def changes(since: int, kinds: tuple[str, ...], story: str | None, db: Path, as_json: bool) -> None:
    r"""List the rows of the ledger that came, changed or went after a cursor.

    Each run prints the cursor at which the ledger now is: give it with --since the next time. A row that is gone is
    listed with the id that took its place, where one did. Without --kind, the machine's judgements, issues and stages
    are left out.

    \b
    Examples:
      twosource changes --json
      twosource changes --since 12
      twosource changes --since 12 --kind assessments --story raid

    Exit code 1: there is no such story.
    """
    with opened(db) as store, progress_bar() as tell:
        stories = store.stories()
        if story is not None and story not in stories:
            raise Refusal(f"no story {story!r} in this ledger file; it has: {', '.join(stories) or 'none yet'}")
        for name in [story] if story is not None else stories:
            finish(store, name, progress=tell)
        asked = kinds or KINDS
        cursor, found = store.cursor(), [row for row in store.touched(since, story) if row.kind in asked]
    if as_json:
        print_json({"cursor": cursor, "rows": [asdict(row) for row in found]})
        return
    _print(cursor, found)


def _print(cursor: int, found: list[Touched]) -> None:
    console = screen()
    if found:
        table = Table("story", "kind", "id", "", show_edge=False)
        for row in found[-SHOWN:]:
            became = f"now {row.now}" if row.now else "gone" if row.gone else ""
            table.add_row(row.story, row.kind, row.id, became)
        console.print(table)
    if len(found) > SHOWN:
        console.print(f"the last {SHOWN} of {len(found)}; --json prints all")
    console.print(f"{count(len(found), 'row')} changed; cursor {cursor}", highlight=False)
