"""The command line: `twosource COMMAND`. Each command lives in a file of its own under commands/."""

from __future__ import annotations

import click

from twosource import __version__
from twosource.faces.commands.bench import bench
from twosource.faces.commands.changes import changes
from twosource.faces.commands.corrections import corrections
from twosource.faces.commands.demo import demo
from twosource.faces.commands.diff import diff
from twosource.faces.commands.export import export
from twosource.faces.commands.judge import judge, judgements, undo
from twosource.faces.commands.ledger import issues, ledger, stories
from twosource.faces.commands.read import read
from twosource.faces.commands.review import review
from twosource.faces.commands.serve import serve
from twosource.faces.commands.show import show
from twosource.faces.commands.why import why
from twosource.faces.common import Group


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(__version__, prog_name="twosource")
def main() -> None:
    r"""Keep the ledger of contested news: who says what happened, who confirms it, who denies it.

    \b
    Start here:
      twosource demo
      twosource read reports.jsonl
      twosource ledger

    Exit codes: 0 done; 1 something was refused or failed, named on standard error; 2 the command was given wrongly.
    """


for command in (
    read,
    ledger,
    show,
    why,
    corrections,
    export,
    changes,
    diff,
    review,
    judge,
    undo,
    judgements,
    stories,
    issues,
    serve,
    bench,
    demo,
):
    main.add_command(command)
