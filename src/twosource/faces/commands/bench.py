"""`twosource bench`: the figures, by the public definitions."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from twosource.bench import BenchError, Figures, Result, floors, growth, runner
from twosource.faces.common import Command, Refusal, json_option, print_json, progress_bar, screen

GROWTH = "growth"
"""The task that makes its own data."""

API = "api"
"""The task that measures the server; the others score readings."""


@click.command(cls=Command)
@click.argument("task", type=click.Choice(sorted((*runner.TASKS, GROWTH, API))))
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="The folder with the gold: a story or a folder of stories; PolNeAR's text/ and attributions/. Not for growth. "
    "For api: a ledger file to make or to use again.",
)
@click.option(
    "--predictions",
    type=click.Path(path_type=Path, exists=True),
    help="Score these instead of reading: a ledger or a folder of STORY.json; attributions as JSON Lines.",
)
@click.option("--first", type=click.IntRange(min=1), metavar="N", help="Only the first N articles or stories, by name.")
@click.option("--sizes", metavar="N,N,...", help="For growth: how many reports.  [default: 1000,10000,100000]")
@click.option("--shape", type=click.Choice(["denser", "longer"]), help="For growth: only one of the two.")
@click.option("--events", type=click.IntRange(min=10), default=100_000, show_default=True, help="For api: how many.")
@click.option("--seconds", type=float, default=20.0, show_default=True, help="For api: the length of a turn.")
@click.option("--check-floors", is_flag=True, help="Exit 1 where a figure is below its pinned floor.")
@json_option
@click.pass_context
def bench(
    context: click.Context,
    task: str,
    data: Path | None,
    predictions: Path | None,
    first: int | None,
    sizes: str | None,
    shape: str | None,
    events: int,
    seconds: float,
    check_floors: bool,
    as_json: bool,
) -> None:
    r"""Score a task on labelled data.

    The texts are read, or predictions are given. Figures are by the public definitions of each task.
    `api` measures the event list over invented events, at 200 requests a second on one worker: idle, and while
    reports are read into the same file, in turns.

    \b
    Examples:
      twosource bench ledger --data ledgerbench/dev --json
      twosource bench ledger --data ledgerbench/dev/a-story --predictions ledger.json
      twosource bench attribution --data polnear/dev --check-floors
      twosource bench growth --sizes 1000,10000
      twosource bench api --events 100000 --data synthetic.db --json

    Exit code 1: the data or the predictions can't be used, or with --check-floors a figure is below its floor.
    """
    if task == API:
        _measure_api(events, seconds, data, as_json)
        return
    if data is not None and not data.exists():
        raise click.BadParameter(f"{data}: there is no such folder", param_hint="--data")
    try:
        with progress_bar() as tell:
            if task == GROWTH:
                result = growth.score(_sizes(sizes), (shape,) if shape else tuple(growth.SHAPES), tell)
            elif data is None:
                raise click.UsageError(f"task {task} needs --data")
            else:
                result = runner.run(task, data, predictions=predictions, first=first, progress=tell)
        dropped = floors.drops(result, floors.part_name(first), floors.pinned()) if check_floors else ()
    except BenchError as error:
        raise Refusal(str(error)) from error
    if as_json:
        told = {"notes": list(result.notes)} if result.notes else {}
        print_json({"task": task, "figures": result.figures, "parts": dict(result.parts), **told})
    else:
        _print(result)
    for drop in dropped:
        click.echo(f"below its floor: {drop}", err=True)
    context.exit(1 if dropped else 0)


def _sizes(given: str | None) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in given.split(",")) if given is not None else growth.SIZES
    except ValueError as error:
        raise click.BadParameter("numbers with commas between are asked: 1000,10000", param_hint="--sizes") from error


def _measure_api(events: int, seconds: float, data: Path | None, as_json: bool) -> None:
    from twosource.faces.api.load import LoadError, measure  # the server's libraries, for this task alone

    try:
        with progress_bar() as tell:
            figures = measure(events, seconds, data, tell)
    except LoadError as error:
        raise Refusal(str(error)) from error
    if as_json:
        print_json({"task": API, "figures": figures})
    else:
        screen().print(_table(API, dict(figures)))


def _print(result: Result) -> None:
    console = screen()
    for name, figures in result.parts.items():
        console.print(_table(name, figures))
        console.print()
    console.print(_table("all" if result.task == GROWTH else "pooled" if result.parts else result.task, result.figures))
    for note in result.notes:
        console.print(note, markup=False)


def _table(name: str, figures: Figures) -> Table:
    rated = any(isinstance(value, dict) for value in figures.values())
    table = Table(name, *(("P", "R", "F1") if rated else ("",)), show_edge=False)
    for key, value in figures.items():
        if isinstance(value, dict):
            table.add_row(key, *(f"{value[rate]:.3f}" for rate in ("precision", "recall", "f1")))
        else:
            shown = "none to score" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)
            table.add_row(key, *(("", "", shown) if rated else (shown,)))
    return table
