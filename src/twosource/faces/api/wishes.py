"""What a request asks to be decided, held against the shelf and put in the ledger's words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from twosource.faces.api.fill import decode
from twosource.faces.api.problems import Refused
from twosource.faces.api.shapes import JudgementIn, ReviewIn, SpanIn
from twosource.faces.api.shelf import Shelf
from twosource.records import Judgement, LedgerPosition, Party, Span
from twosource.run.reviewing import Wish

_FIELDS = ("stance", "party", "aspect", "certainty", "basis", "content", "source", "cue", "figure", "status")


class ShelfRows:
    """A story's rows, as `make_review` asks for them."""

    def __init__(self, shelf: Shelf, story: str) -> None:
        self._shelf = shelf
        self._story = story

    def position(self, key: str) -> LedgerPosition | None:
        """See Rows."""
        record = self._record("positions", key)
        return decode(LedgerPosition, record) if record else None

    def on(self, proposition: str) -> Sequence[str]:
        """See Rows."""
        asked = "SELECT id FROM positions WHERE story = ? AND proposition = ? ORDER BY id"
        return [one for (one,) in self._shelf.get(asked, (self._story, proposition))]

    def party(self, key: str) -> Party | None:
        """See Rows."""
        record = self._record("parties", key)
        return decode(Party, record) if record else None

    def _record(self, kind: str, key: str) -> str | None:
        asked = "SELECT record FROM kept WHERE story = ? AND kind = ? AND id = ?"
        record: str | None = self._shelf.value(asked, (self._story, kind, key))
        return record


def home(shelf: Shelf, asked: ReviewIn) -> tuple[str, str]:
    """The story that a decision belongs to, and its target in the ledger's words. Refuses what isn't there."""
    match asked.action:
        case "add":
            row = shelf.one("SELECT story, document FROM reports WHERE key = ?", (asked.target,))
            what = "report"
        case "override":
            row = shelf.one("SELECT story, id FROM propositions WHERE id = ?", (asked.target,))
            what = "proposition"
        case _:
            row = shelf.one("SELECT story, id FROM positions WHERE id = ?", (asked.target,))
            what = "position"
    if row is None:
        raise Refused(422, f"target: no {what} {asked.target!r}")
    return row[0], row[1]


def wish_of(asked: ReviewIn, target: str) -> Wish:
    """The request as a wish."""
    figure = asked.figure
    return Wish(
        action=asked.action,
        target=target,
        maker=asked.maker.strip(),
        reason=asked.reason.strip(),
        given=frozenset(name for name in _FIELDS if getattr(asked, name) is not UNSET),
        stance=asked.stance or None,
        party=asked.party or None,
        aspect=asked.aspect or None,
        certainty=asked.certainty or None,
        basis=asked.basis or None,
        content=_span(asked.content),
        source=_span(asked.source),
        cue=_span(asked.cue),
        figure=(figure.unit, figure.low, figure.high, figure.approximate) if figure else None,
        proposition=asked.proposition or None,
        status=asked.status or None,
    )


def _span(asked: SpanIn | UnsetType | None) -> Span | None:
    if not asked:
        return None
    if asked.end <= asked.start:
        raise Refused(422, f"[{asked.start}, {asked.end}): a stretch of at least one code point is asked")
    return Span(asked.start, asked.end)


def judgement_of(shelf: Shelf, asked: JudgementIn) -> Judgement:
    """The request as a judgement, on the positions, parties or reports that it is about."""
    if shelf.one("SELECT 1 FROM stories WHERE story = ?", (asked.story,)) is None:
        raise Refused(422, f"no story {asked.story!r}")
    left, right = (_judged(shelf, asked, one) for one in (asked.left, asked.right))
    if left == right:
        raise Refused(422, f"{asked.left!r} and {asked.right!r} are one thing: two are asked")
    if asked.relation == "same proposition" and asked.verdict == "positive":
        events = {shelf.value("SELECT event FROM positions WHERE id = ?", (one,)) for one in (left, right)}
        if len(events) > 1:
            raise Refused(422, "they are of two events: decide first that these are the same event")
    reason, maker = asked.reason.strip(), asked.maker.strip()
    if not reason or not maker:
        raise Refused(422, "a maker and a reason are asked")
    return Judgement(asked.relation, left, right, asked.verdict, 1.0, maker, reason)


def _judged(shelf: Shelf, asked: JudgementIn, one: str) -> str:
    story = asked.story
    match asked.relation:
        case "same party":
            row = shelf.value("SELECT id FROM kept WHERE story = ? AND kind = 'parties' AND id = ?", (story, one))
        case "reprint of":
            row = shelf.value("SELECT document FROM reports WHERE story = ? AND key = ?", (story, one))
        case _:
            row = shelf.value(
                "SELECT id FROM positions WHERE story = ?1 AND (id = ?2 OR proposition = ?2 OR event = ?2)"
                " ORDER BY id LIMIT 1",
                (story, one),
            )
    if row is None:
        raise Refused(422, f"nothing of id {one!r} in story {story!r} can be judged as {asked.relation!r}")
    return str(row)
