"""Routes about people's decisions: judgements, reviews, and taking them back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Literal

from litestar import get, post
from litestar.params import FromQuery, JSONBody

from twosource.faces.api import decided
from twosource.faces.api.answers import conditions
from twosource.faces.api.params import Cursor, Id, Limit, OptionalId, Story, found
from twosource.faces.api.problems import Refused
from twosource.faces.api.problems import answers as errors
from twosource.faces.api.routes_events import Served
from twosource.faces.api.shapes import (
    Decided,
    JudgementIn,
    JudgementRow,
    Page,
    Relation,
    ReviewIn,
    ReviewRow,
    Verdict,
)
from twosource.faces.api.wishes import ShelfRows, home, judgement_of, wish_of
from twosource.run.reviewing import ReviewError, make_review
from twosource.store import KeptJudgement, KeptReview, SqliteStore


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@get("/judgements", responses=errors(400), sync_to_thread=True, summary="Judgements")
def judgements(
    desk: Served,
    story: Story = None,
    by: FromQuery[Literal["people", "machine", "all"]] = "people",
    relation: FromQuery[Relation | Literal["any"]] = "any",
    verdict: FromQuery[Verdict | Literal["any"]] = "any",
    of: OptionalId = None,
    undone: FromQuery[bool] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[JudgementRow]:
    """What was decided to be the same, or not."""
    asked = conditions(
        story=story,
        relation=None if relation == "any" else relation,
        verdict=None if verdict == "any" else verdict,
    )
    rows, more = decided.judgements(desk.shelf, asked, by=by, of=of, undone=undone, limit=limit, cursor=cursor)
    return Page(rows, more)


@post("/judgements", responses=errors(400, 422), sync_to_thread=True, summary="Decide what is the same")
def judge(desk: Served, data: JSONBody[JudgementIn]) -> Decided:
    """Merges what is the same, or keeps apart what isn't."""
    made = judgement_of(desk.shelf, data)
    kept, changed = desk.change(data.story, lambda store: store.judge(data.story, made, _now()))
    return Decided(None, found(decided.judgement(desk.shelf, kept.id), "judgement", kept.id), list(changed))


@post("/judgements/{judgement_id:str}/undo", status_code=200, responses=errors(404), sync_to_thread=True)
def undo_judgement(desk: Served, judgement_id: Id) -> Decided:
    """Takes a person's judgement back; the ledger is again what it was without it."""
    return _judgement(desk, judgement_id, lambda store: store.undo(judgement_id, _now()))


@post("/judgements/{judgement_id:str}/redo", status_code=200, responses=errors(404), sync_to_thread=True)
def redo_judgement(desk: Served, judgement_id: Id) -> Decided:
    """Lets a judgement that was undone hold again."""
    return _judgement(desk, judgement_id, lambda store: store.redo(judgement_id))


@get("/reviews", responses=errors(400), sync_to_thread=True, summary="Reviews")
def reviews(
    desk: Served,
    story: Story = None,
    target: OptionalId = None,
    undone: FromQuery[bool] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ReviewRow]:
    """What people decided on positions and standings, the last first."""
    rows, more = decided.reviews(desk.shelf, conditions(story=story, target=target), undone, limit, cursor)
    return Page(rows, more)


@post("/reviews", responses=errors(400, 422), sync_to_thread=True, summary="Decide on a position or a standing")
def review(desk: Served, data: JSONBody[ReviewIn]) -> Decided:
    """Accepts, corrects, rejects or adds a position, or sets a standing."""
    story, target = home(desk.shelf, data)
    wish = wish_of(data, target)

    def work(store: SqliteStore) -> KeptReview:
        made = make_review(store, story, ShelfRows(desk.shelf, story), desk.reader, wish)
        return store.review(story, made, _now())

    try:
        kept, changed = desk.change(story, work)
    except ReviewError as error:
        raise Refused(422, str(error)) from error
    return Decided(found(decided.review(desk.shelf, kept.id), "review", kept.id), None, list(changed))


@post("/reviews/{review_id:str}/undo", status_code=200, responses=errors(404), sync_to_thread=True)
def undo_review(desk: Served, review_id: Id) -> Decided:
    """Takes a review back; the ledger is again what it was without it."""
    return _review(desk, review_id, lambda store: store.undo_review(review_id, _now()))


@post("/reviews/{review_id:str}/redo", status_code=200, responses=errors(404), sync_to_thread=True)
def redo_review(desk: Served, review_id: Id) -> Decided:
    """Lets a review that was undone hold again."""
    return _review(desk, review_id, lambda store: store.redo_review(review_id))


def _judgement(desk: Served, key: str, work: Callable[[SqliteStore], KeptJudgement]) -> Decided:
    row = found(decided.judgement(desk.shelf, key), "judgement", key)
    if not row.by_person:
        raise Refused(404, f"{key!r} is the machine's: decide otherwise with a judgement of your own")
    _, changed = desk.change(row.story, work)
    return Decided(None, found(decided.judgement(desk.shelf, key), "judgement", key), list(changed))


def _review(desk: Served, key: str, work: Callable[[SqliteStore], KeptReview]) -> Decided:
    row = found(decided.review(desk.shelf, key), "review", key)
    _, changed = desk.change(row.story, work)
    return Decided(found(decided.review(desk.shelf, key), "review", key), None, list(changed))


DECISIONS = [
    judgements,
    judge,
    undo_judgement,
    redo_judgement,
    reviews,
    review,
    undo_review,
    redo_review,
]
