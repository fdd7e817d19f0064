"""`twosource review`: a person's decision on a position or a standing, from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

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
from twosource.records import Ledger, LedgerPosition, Party, Report, Span
from twosource.records.codec import to_json
from twosource.records.reading import ASPECTS, BASES, CERTAINTIES, STANCES
from twosource.records.review import ACTIONS
from twosource.records.standing import STATUSES
from twosource.run.reader import default_reader
from twosource.run.reviewing import ReviewError, Wish, make_review, told
from twosource.store import SqliteStore


class LedgerRows:
    """A ledger's rows, as `make_review` asks for them."""

    def __init__(self, ledger: Ledger) -> None:
        self._positions = {p.id: p for p in ledger.positions}
        self._parties = {p.id: p for p in ledger.parties}

    def position(self, key: str) -> LedgerPosition | None:
        """See Rows."""
        return self._positions.get(key)

    def on(self, proposition: str) -> Sequence[str]:
        """See Rows."""
        return sorted(p.id for p in self._positions.values() if p.proposition == proposition)

    def party(self, key: str) -> Party | None:
        """See Rows."""
        return self._parties.get(key)


@click.command(cls=Command)
@click.argument("action", type=click.Choice(ACTIONS))
@click.argument("target")
@click.option("--by", "maker", required=True, help="Who decides: a name, kept with the decision.")
@click.option("--reason", default="", help="Why, in a sentence; asked for override.")
@click.option("--stance", type=click.Choice(STANCES))
@click.option("--party", help="A party's id, else a name.")
@click.option("--aspect", type=click.Choice(ASPECTS))
@click.option("--certainty", type=click.Choice(CERTAINTIES))
@click.option("--basis", type=click.Choice(BASES), help="How the party says that it knows.")
@click.option("--words", help="What is said, word for word as it stands in the report.")
@click.option("--source-words", help="The words that name who says it.")
@click.option("--cue-words", help="The words of saying.")
@click.option("--proposition", help="For add: the proposition that it takes a stand on.")
@click.option("--status", type=click.Choice(STATUSES), help="For override.")
@story_option("The story.  [default: the only one]")
@db_option
@json_option
def review(
    action: str,
    target: str,
    maker: str,
    reason: str,
    stance: str | None,
    party: str | None,
    aspect: str | None,
    certainty: str | None,
    basis: str | None,
    words: str | None,
    source_words: str | None,
    cue_words: str | None,
    proposition: str | None,
    status: str | None,
    story: str | None,
    db: Path,
    as_json: bool,
) -> None:
    r"""Decide on a position or a standing.

    `accept`, `correct` and `reject` take the ID of a position; `add` takes a report's id, and the position that was
    missed by its --words; `override` takes a proposition's ID and sets its --status. A decision outranks what is read,
    holds when reports are read anew, and `twosource undo` takes it back.

    \b
    Examples:
      twosource review accept p-1f2e3d4c5b6a --by ana
      twosource review correct p-1f2e3d4c5b6a --stance denies --by ana --reason "it says denied"
      twosource review add wire-1 --words "the bridge held" --party "the mayor" --stance asserts --by ana
      twosource review override q-1f2e3d4c5b6a --status retracted --by ana --reason "the paper took it back"

    Exit code 1: the target isn't there, the words aren't in the report, or the decision can't be made so.
    """
    with opened(db) as store, progress_bar() as tell:
        name = only_story(store, story)
        ledger = ledger_in(store, name, tell)
        rows = LedgerRows(ledger)
        spans = {"content": words, "source": source_words, "cue": cue_words}
        report = _report(ledger, rows, action, target) if any(spans.values()) else None
        found = {key: _span(report, said) for key, said in spans.items() if said and report}
        fields = {"stance": stance, "party": party, "aspect": aspect, "certainty": certainty, "basis": basis}
        wish = Wish(
            action=action,
            target=target,
            maker=maker,
            reason=reason,
            given=frozenset([*found, *(key for key, value in fields.items() if value is not None)]),
            proposition=proposition,
            status=status,
            content=found.get("content"),
            source=found.get("source"),
            cue=found.get("cue"),
            stance=stance,
            party=party,
            aspect=aspect,
            certainty=certainty,
            basis=basis,
        )
        try:
            made = make_review(store, name, rows, default_reader(), wish)
        except ReviewError as error:
            raise Refusal(str(error)) from error
        kept = store.review(name, made, datetime.now(UTC).isoformat(timespec="seconds"))
        ledger_in(store, name, tell)
    if as_json:
        print_json(to_json(kept))
        return
    screen().print(
        f"{told(made)}; kept as {kept.id}; take it back with: twosource undo {kept.id} --db {db}",
        highlight=False,
        soft_wrap=True,
    )


def only_story(store: SqliteStore, story: str | None) -> str:
    """The story meant. Raises Refusal where none is named and there are several, or none."""
    stories = store.stories()
    if story is not None:
        return story
    if len(stories) != 1:
        raise Refusal(f"{len(stories)} stories in the ledger; say which with --story")
    return stories[0]


def _report(ledger: Ledger, rows: LedgerRows, action: str, target: str) -> Report:
    """The report that words are looked for in."""
    position = rows.position(target)
    document = position.document if position and action != "add" else target
    found = next((r for r in ledger.documents if r.id == document), None)
    if found is None:
        raise Refusal(f"no {'report' if action == 'add' else 'position'} {target!r}")
    return found


def _span(report: Report, words: str) -> Span:
    """Where words stand in a report. Raises Refusal where they don't, or more than once."""
    times = report.text.count(words)
    if times != 1:
        how = "aren't in" if times == 0 else f"stand {times} times in"
        raise Refusal(f"the words {words[:80]!r} {how} report {report.id!r}: give enough of them, as they stand")
    start = report.text.index(words)
    return Span(start, start + len(words))
