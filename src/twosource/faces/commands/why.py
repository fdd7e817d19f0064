"""`twosource why`: the derivation of a standing as a tree."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.text import Text
from rich.tree import Tree

from twosource.faces.common import (
    Command,
    Refusal,
    as_of_option,
    db_option,
    json_option,
    ledger_in,
    opened,
    print_json,
    progress_bar,
    screen,
    story_option,
)
from twosource.faces.marked import on_one_line
from twosource.faces.rows import find, present
from twosource.records import LedgerPosition
from twosource.run.why import Node, to_rows
from twosource.run.why import why as derivation

_BOLD = ("event", "proposition", "standing")


@click.command(cls=Command)
@click.argument("row", metavar="ID")
@story_option("Look in this story alone.  [default: every story of the file]")
@as_of_option
@db_option
@json_option
def why(row: str, story: str | None, as_of: date | None, db: Path, as_json: bool) -> None:
    r"""Show why a proposition stands where it does, step by step.

    ID is a proposition's, an event's (all its propositions) or a position's (its proposition), or the first signs of
    one. The tree holds who stands behind it, origin by origin; which reports were folded into which, and on what
    words; who denies it; how the standing came about; and which judgements tie the positions.

    \b
    Examples:
      twosource why q-1f2e3d
      twosource why q-1f2e3d --json

    Exit code 1: no row has that ID, or several begin with it.
    """
    with opened(db) as store, progress_bar() as tell:
        ledger = ledger_in(store, story, tell, as_of)
        found = find(ledger, row) or find(ledger, present(store, story, row))
    if found is None:
        raise Refusal(f"no event, proposition or position {row!r}; `twosource ledger` prints their IDs")
    tree = derivation(ledger, found.proposition if isinstance(found, LedgerPosition) else found.id)
    if as_json:
        print_json(to_rows(tree))
    else:
        screen().print(_grown(tree))


def _grown(node: Node, tree: Tree | None = None) -> Tree:
    told = Text(node.text, style="bold" if node.kind in _BOLD else "")
    if node.id is not None and node.kind in ("event", "proposition", "position"):
        told.append(f"   {node.id}", style="dim")
    for quote in node.quotes:
        told.append(f"\n“{on_one_line(quote.words)}”", style="green")
    branch = Tree(told) if tree is None else tree.add(told)
    for child in node.children:
        _grown(child, branch)
    return branch
