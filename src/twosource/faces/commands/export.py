"""`twosource export`: the ledger for other programs."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from twosource.export import FORMS
from twosource.faces.common import Command, Refusal, db_option, ledger_in, opened, progress_bar, story_option


@click.command(cls=Command)
@click.option("--format", "form", type=click.Choice(sorted(FORMS)), default="ledger-json", show_default=True)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), help="The file to write."
)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Only what is new since then (digests)."
)
@story_option("Only this story.  [default: every story of the file]")
@db_option
def export(form: str, output: Path | None, since: datetime | None, story: str | None, db: Path) -> None:
    r"""Write the ledger for other programs.

    `ledger-json` is the whole, `csv` one row a position, safe to open in a spreadsheet, `geojson` the events on
    a map, `digest-md` and `digest-html` what is new, claimed, confirmed, denied and unknown. The same reports give
    the same bytes, whatever the order and however often they were read.

    \b
    Examples:
      twosource export -o ledger.json
      twosource export --format csv --story border -o border.csv
      twosource export --format digest-md --since 2023-05-22 -o digest.md

    Exit code 1: there is no such story, or the file can't be written.
    """
    shape = FORMS[form]
    if since is not None and shape.since is None:
        raise click.BadParameter(f"{form} is always the whole; the digests take it", param_hint="--since")
    with opened(db) as store, progress_bar() as tell:
        found = ledger_in(store, story, tell)
    try:
        text = shape.since(found, since.date()) if since is not None and shape.since else shape.write(found)
    except ValueError as error:
        raise Refusal(str(error)) from error
    data = text.encode("utf-8")
    if output is None or output == Path("-"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise Refusal(f"{output}: can't be written ({error.strerror}); name another file with -o") from error
    click.echo(f"{output}: {len(found.positions)} positions, {len(data)} bytes", err=True)
