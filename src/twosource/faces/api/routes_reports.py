"""Routes about positions, parties, reports and search."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar import Response, get
from litestar.params import FromQuery
from litestar.params import QueryParameter as Query

from twosource.faces.api import answers, changes, cursors, decided, documents, search
from twosource.faces.api.params import Cursor, Id, Limit, OptionalId, Since, Story, Until, Words, found
from twosource.faces.api.problems import answers as errors
from twosource.faces.api.routes_events import Served, ready
from twosource.faces.api.shapes import (
    Change,
    CopyPair,
    Hit,
    Page,
    PartyRow,
    PositionRow,
    QueueItem,
    ReportPage,
    ReportRow,
    Review,
    Sentence,
    Stance,
)


@get("/positions", responses=errors(400), sync_to_thread=True, summary="Positions")
def positions(
    desk: Served,
    story: Story = None,
    event: OptionalId = None,
    proposition: OptionalId = None,
    party: OptionalId = None,
    report: OptionalId = None,
    stance: Annotated[list[Stance] | None, Query(max_items=10)] = None,
    review: FromQuery[Review | Literal["any"]] = "any",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[PositionRow]:
    """Who takes which stance, in which words."""
    asked = answers.conditions(
        story=story,
        event=event,
        proposition=proposition,
        party=party,
        report=report,
        stance=stance,
        review=None if review == "any" else review,
    )
    rows, more = answers.positions(desk.shelf, asked, limit, cursor)
    return Page(rows, more)


@get("/positions/{position_id:str}", responses=errors(404), sync_to_thread=True, summary="A position")
def position(desk: Served, position_id: Id) -> PositionRow:
    """One position."""
    rows = answers.position_rows(desk.shelf, [position_id])
    return found(rows[0] if rows else None, "position", position_id)


@get("/parties", responses=errors(400), sync_to_thread=True, summary="Parties")
def parties(
    desk: Served,
    story: Story = None,
    kind: Annotated[str | None, Query(max_length=50)] = None,
    q: Words = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response[Page[PartyRow]]:
    """Who takes a stand or is named, those with most positions first."""
    rows, more = documents.parties(desk.shelf, story, kind, q, limit, cursor)
    return ready(cursors.page(rows, more))


@get("/parties/{party_id:path}", responses=errors(404), sync_to_thread=True, summary="A party")
def party(desk: Served, party_id: Id) -> Response[PartyRow]:
    """One party; its id may hold slashes."""
    key = party_id.removeprefix("/")
    row = desk.shelf.value("SELECT row FROM parties WHERE id = ?", (key,))
    return ready(found(row, "party", key).encode())


@get("/reports", responses=errors(400), sync_to_thread=True, summary="Reports")
def reports(
    desk: Served,
    story: Story = None,
    publisher: Annotated[str | None, Query(max_length=300)] = None,
    from_: Since = None,
    to: Until = None,
    event: OptionalId = None,
    q: Words = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[ReportRow]:
    """What was read, by day of publication."""
    asked = answers.conditions(story=story, publisher=publisher)
    if from_:
        asked = answers.also(asked, "day >= ?", from_)
    if to:
        asked = answers.also(asked, "day <= ? AND day != ''", to)
    rows, more = documents.reports(desk.shelf, asked, event=event, q=q, limit=limit, cursor=cursor)
    return Page([documents.report_row(desk.shelf, report, key, desk.whole(report)) for key, report in rows], more)


@get("/reports/{report_id:str}", responses=errors(404), sync_to_thread=True, summary="A report")
def report(desk: Served, report_id: Id) -> ReportPage:
    """A report with what was read from it."""
    text = found(documents.report_by_key(desk.shelf, report_id), "report", report_id)
    return documents.report_page(desk.shelf, text, report_id, desk.whole(text))


@get("/reports/{report_id:str}/unread", responses=errors(400, 404), sync_to_thread=True, summary="What wasn't read")
def report_unread(desk: Served, report_id: Id, limit: Limit = 50, cursor: Cursor = None) -> Page[Sentence]:
    """Sentences of a report from which no position was read."""
    text = found(documents.report_by_key(desk.shelf, report_id), "report", report_id)
    (at,) = cursors.unpack(cursor, int) or (0,)
    rows = documents.unread(desk.shelf, report_id, text, whole=desk.whole(text))
    at = max(0, at)
    return Page(rows[at : at + limit], cursors.pack(at + limit) if len(rows) > at + limit else None)


@get("/unread", responses=errors(400), sync_to_thread=True, summary="What wasn't read, over all reports")
def unread(desk: Served, story: Story = None, limit: Limit = 50, cursor: Cursor = None) -> Page[Sentence]:
    """Sentences from which no position was read, report by report."""
    rows, more = documents.unread_everywhere(desk.shelf, story, desk.whole, limit, cursor)
    return Page(rows, more)


@get("/reports/{report_id:str}/copies", responses=errors(404), sync_to_thread=True, summary="Copies side by side")
def copies(desk: Served, report_id: Id) -> Page[CopyPair]:
    """The reports that a report shares words with, and these words in both."""
    text = found(documents.report_by_key(desk.shelf, report_id), "report", report_id)
    return Page(documents.copies(desk.shelf, report_id, text, desk.whole))


@get("/search", responses=errors(400), sync_to_thread=True, summary="Search")
def find(
    desk: Served,
    q: Annotated[str, Query(min_length=1, max_length=300, description="Words, the last may be a beginning.")],
    kind: Annotated[list[Literal["report", "party", "proposition"]] | None, Query(max_items=3)] = None,
    story: Story = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[Hit]:
    """Parties, propositions and reports that hold all the words."""
    hits, more = search.search(desk.shelf, q, kind or (), story, limit, cursor)
    return Page(hits, more)


@get("/queue", responses=errors(400), sync_to_thread=True, summary="What waits for somebody to look at it")
def queue(
    desk: Served,
    story: Story = None,
    kind: FromQuery[Literal["position", "judgement", "any"]] = "any",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[QueueItem]:
    """What the machine is unsure of, the least sure first."""
    items, more = decided.queue(desk.shelf, story, None if kind == "any" else kind, limit, cursor)
    return Page(items, more)


@get("/changes", responses=errors(400), sync_to_thread=True, summary="What changed")
def changed(
    desk: Served,
    since: Annotated[str | None, Query(max_length=2000, description="`next` of an earlier answer.")] = None,
    limit: Limit = 50,
) -> Page[Change]:
    """Rows that changed since a cursor; `next` is always one to ask with later."""
    rows, after = changes.since(desk.shelf, since, limit)
    return Page(rows, after)


REPORTS = [
    positions,
    position,
    parties,
    party,
    reports,
    report,
    report_unread,
    unread,
    copies,
    find,
    queue,
    changed,
]
