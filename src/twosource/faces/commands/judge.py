"""`twosource judge`, `undo` and `judgements`: a person's decisions on what is the same, each of which can be undone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from twosource.faces.commands.review import only_story
from twosource.faces.common import (
    Command,
    Refusal,
    db_option,
    json_option,
    ledger_in,
    opened,
    print_json,
    progress_bar,
    screen,
    story_option,
)
from twosource.records import Judgement, Ledger
from twosource.records.codec import to_json
from twosource.run.reviewing import told
from twosource.store import KeptJudgement, KeptReview

RELATIONS = {
    "same-event": "same event",
    "same-proposition": "same proposition",
    "same-party": "same party",
    "reprint-of": "reprint of",
}


@click.command(cls=Command)
@click.argument("relation", type=click.Choice(sorted(RELATIONS)))
@click.argument("left")
@click.argument("right")
@click.option("--not", "negative", is_flag=True, help="They are not the same.")
@click.option("--by", "maker", required=True, help="Who decides: a name, kept with the decision.")
@click.option("--reason", required=True, help="Why, in a sentence.")
@story_option("The story.  [default: the only one]")
@db_option
@json_option
def judge(
    relation: str,
    left: str,
    right: str,
    negative: bool,
    maker: str,
    reason: str,
    story: str | None,
    db: Path,
    as_json: bool,
) -> None:
    r"""Decide that two things are the same, or with --not that they aren't.

    LEFT and RIGHT are ids of positions (for same-event and same-proposition), of parties (same-party) or of reports
    (reprint-of: LEFT is the copy). A person's decision outranks the machine's and stays when reports are read anew.

    \b
    Example:
      twosource judge same-proposition p-1a2b p-3c4d --not --by ana --reason "two different bridges"

    Exit code 1: an id isn't in the ledger.
    """
    if "/" in maker:
        raise click.BadParameter("a stage's name holds a slash; give a person's", param_hint="--by")
    with opened(db) as store, progress_bar() as tell:
        name = only_story(store, story)
        known = _ids(ledger_in(store, name, tell), relation)
        for one in (left, right):
            if one not in known:
                raise Refusal(
                    f"no {'report' if relation == 'reprint-of' else relation.split('-')[1]} {one!r} can be "
                    "judged so; `twosource show ID` prints the ids behind a row"
                )
        made = Judgement(RELATIONS[relation], left, right, "negative" if negative else "positive", 1.0, maker, reason)
        kept = store.judge(name, made, datetime.now(UTC).isoformat(timespec="seconds"))
        ledger_in(store, name, tell)
    if as_json:
        print_json(to_json(kept))
        return
    screen().print(
        f"kept as {kept.id}; take it back with: twosource undo {kept.id} --db {db}", highlight=False, soft_wrap=True
    )


@click.command(cls=Command)
@click.argument("judgement", metavar="ID")
@db_option
@json_option
def undo(judgement: str, db: Path, as_json: bool) -> None:
    r"""Take back a person's decision; the ledger is again what it was without it.

    \b
    Example:
      twosource undo j-1a2b3c4d5e6f

    Exit code 1: there is no such decision.
    """
    with opened(db) as store:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        kept: KeptJudgement | KeptReview
        try:
            kept = store.undo_review(judgement, now) if judgement.startswith("w-") else store.undo(judgement, now)
        except KeyError as error:
            raise Refusal(f"no decision {judgement!r}; `twosource judgements` lists them") from error
    if as_json:
        print_json(to_json(kept))
        return
    screen().print(f"{kept.id} is undone: {_told(kept)}", highlight=False, soft_wrap=True)


@click.command(cls=Command)
@story_option("The story.  [default: the only one]")
@db_option
@json_option
def judgements(story: str | None, db: Path, as_json: bool) -> None:
    r"""List the decisions that people made, the undone ones too.

    \b
    Example:
      twosource judgements --story raid
    """
    with opened(db) as store:
        name = only_story(store, story)
        kept: list[KeptJudgement | KeptReview] = [*store.judgements(name, undone=True)]
        kept += store.reviews(name, undone=True)
    if as_json:
        print_json([to_json(each) for each in kept])
        return
    console = screen()
    for each in kept:
        console.print(
            f"{each.id}  {'undone  ' if each.undone_at else ''}{_told(each)}", highlight=False, soft_wrap=True
        )
    if not kept:
        console.print("No decision has been made.")


def _told(kept: KeptJudgement | KeptReview) -> str:
    if isinstance(kept, KeptReview):
        made = kept.review
        why = f": {made.reason}" if made.reason else ""
        return f"{made.target}: {told(made)}, says {made.maker} ({kept.made_at}){why}"
    one = kept.judgement
    verb = "is" if one.verdict == "positive" else "is not"
    return f"{one.left} {verb} {one.relation} {one.right}, says {one.maker} ({kept.made_at}): {one.reason}"


def _ids(ledger: Ledger, relation: str) -> frozenset[str]:
    """What can be judged so."""
    if relation == "same-party":
        return frozenset(party.id for party in ledger.parties)
    if relation == "reprint-of":
        return frozenset(report.id for report in ledger.documents)
    return frozenset(position.id for position in ledger.positions)
