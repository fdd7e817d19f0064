"""`twosource demo`: the bundled story, read and shown."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from twosource.faces.commands.serve import serve
from twosource.faces.common import Command, opened, progress_bar, screen, tell_issues
from twosource.faces.table import ledger_table
from twosource.intake import Options
from twosource.run import pipeline

STORY = "mainila-1939"
DEMO_DB = "demo.db"


@click.command(cls=Command)
@click.option("--page", is_flag=True, help="Open the story as a page instead; Ctrl-C ends it.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="The page's port.")
@click.pass_context
def demo(context: click.Context, page: bool, port: int) -> None:
    r"""Read the bundled story and print its ledger, or open it as a page.

    The story is a border incident of November 1939. Nothing is left on the disk.

    \b
    Examples:
      twosource demo
      twosource demo --page
    """
    options = Options(captured=datetime.now(UTC).isoformat(timespec="seconds"), story=STORY, collector="demo")
    with as_file(files("twosource.data").joinpath("demo", "reports.jsonl")) as reports, TemporaryDirectory() as folder:
        with opened(Path(folder) / DEMO_DB, create=True) as store, progress_bar() as tell:
            summary = pipeline.read([reports], store=store, options=options, progress=tell)
            ledger = pipeline.ledger_of(store, STORY)
        if page:
            tell_issues(summary.issues)
            # the story's texts are the project's own: they are shown whole
            context.invoke(serve, db=Path(folder) / DEMO_DB, port=port, full_text=True)
            return
        console = screen()
        for part in ledger_table(ledger):
            console.print(part)
        tell_issues(summary.issues)
        console.print("What parties say, not what is so. To try next:", style="bold")
        name = _command()
        for arguments, what in (
            ("demo --page", "the same as a page, at http://127.0.0.1:8765/"),
            (f"read {_shown(reports)} --story {STORY}", "keep it in twosource.db here"),
            ("serve", "its page: look, question, correct"),
            ("ledger", "print the ledger again"),
            ("show ID", "everything behind a row: the sentences, marked"),
            ("export --format csv -o ledger.csv", "a table for a spreadsheet"),
            ("read YOUR-REPORTS", ".txt, .html, .jsonl or a folder of them"),
        ):
            console.print(f"  {name} {arguments}    [dim]{what}[/dim]", highlight=False, soft_wrap=True)


def _command() -> str:
    """How the command is typed here: by its name where the shell finds it, else by its path (`make demo`)."""
    return "twosource" if shutil.which("twosource") else _shown(Path(sys.argv[0]).absolute())


def _shown(path: Path) -> str:
    """The path as typed from here, where that is shorter."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
