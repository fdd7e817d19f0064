"""`twosource corrections`: what outlets took back or changed."""

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
from twosource.faces.marked import on_one_line
from twosource.run.corrections import corrections as found_in
from twosource.run.pipeline import ledger_of

_KINDS = {
    "retracted": "took it back",
    "dropped": "no longer in the report",
    "figure": "gives another figure",
    "stance": "takes another stance",
}


@click.command(cls=Command)
@story_option("Only this story.  [default: every story of the file]")
@db_option
@json_option
def corrections(story: str | None, db: Path, as_json: bool) -> None:
    r"""List what outlets took back or corrected.

    By their own word ("withdraws its report"), or in a later version of a report: a claim that is gone, another figure,
    another stance. The ledger itself stands on the latest versions; `ledger --as-of DATE` shows the earlier ones.

    \b
    Examples:
      twosource corrections
      twosource corrections --story border --json

    Exit code 1: there is no such story.
    """
    with opened(db) as store, progress_bar() as tell:
        stories = store.stories()
        if story is not None and story not in stories:
            raise Refusal(f"no story {story!r} in this ledger file; it has: {', '.join(stories) or 'none yet'}")
        rows = [
            {"story": name, **asdict(row)}
            for name in ([story] if story is not None else stories)
            for row in found_in(store, name, ledger_of(store, name, progress=tell), progress=tell)
        ]
    if as_json:
        print_json(rows)
        return
    if not rows:
        click.echo("Nothing was taken back or corrected.")
        return
    table = Table("day", "report", "who", "", "was", "now", "proposition", show_edge=False)
    for row in rows:
        words = (on_one_line(str(row[key] or "")) for key in ("was", "now"))
        who, what = str(row["party"]), _KINDS[str(row["kind"])]
        table.add_row(
            str(row["day"] or "not known"), str(row["document"]), who, what, *words, str(row["proposition"] or "")
        )
    screen().print(table)
