"""Answers about decisions: judgements on what is the same, and what waits for somebody to look at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from twosource.faces.api import cursors
from twosource.faces.api.answers import Asked, also, conditions, position_rows
from twosource.faces.api.fill import decode
from twosource.faces.api.rows import LONGEST, report_key
from twosource.faces.api.shapes import JudgementRow, QueueItem, ReviewRow
from twosource.faces.api.shelf import Shelf
from twosource.language.en.plurals import agree
from twosource.records import UNSURE, Judgement, LedgerPosition, Party

_VERBS = {
    "asserts": "says",
    "confirms": "confirms",
    "denies": "denies",
    "unverified": "can't verify",
    "retracts": "takes back",
    "declines": "won't comment on",
}
_COLUMNS = "id, story, person, record, made_at, undone_at"


def judgements(
    shelf: Shelf,
    asked: Asked,
    *,
    by: str,
    of: str | None,
    undone: bool,
    limit: int,
    cursor: str | None,
) -> tuple[list[JudgementRow], str | None]:
    """Judgements by id."""
    if by != "all":
        asked = also(asked, "person = ?", 1 if by == "people" else 0)
    if of is not None:
        asked = also(asked, "(left = ? OR right = ?)", of, of)
    if not undone:
        asked = also(asked, "undone_at IS NULL")
    key = cursors.unpack(cursor, str)
    if key:
        asked = also(asked, "id > ?", *key)
    rows = shelf.get(
        f"SELECT {_COLUMNS} FROM judgements WHERE {asked.sql} ORDER BY id LIMIT ?", (*asked.given, limit + 1)
    )
    more = cursors.pack(rows[limit - 1][0]) if len(rows) > limit else None
    return [judgement_row(shelf, row) for row in rows[:limit]], more


def judgement(shelf: Shelf, key: str) -> JudgementRow | None:
    """One judgement; None where there is none of that id."""
    row = shelf.one(f"SELECT {_COLUMNS} FROM judgements WHERE id = ?", (key,))
    return judgement_row(shelf, row) if row else None


def judgement_row(shelf: Shelf, row: Sequence[Any]) -> JudgementRow:
    """A judgement with what it is about, in words."""
    key, story, person, record, made_at, undone_at = row
    made = decode(Judgement, record)
    copied = made.relation == "reprint of"  # of reports, which have ids of their own here
    return JudgementRow(
        id=key,
        story=story,
        relation=made.relation,  # type: ignore[arg-type]
        left=report_key(story, made.left) if copied else made.left,
        right=report_key(story, made.right) if copied else made.right,
        verdict=made.verdict,  # type: ignore[arg-type]
        score=made.score,
        maker=made.maker,
        by_person=bool(person),
        reason=made.reason,
        made_at=made_at,
        undone_at=undone_at,
        left_label=label(shelf, story, made.left),
        right_label=label(shelf, story, made.right),
    )


def label(shelf: Shelf, story: str, row: str) -> str:
    """What an id stands for, in words: a position, a party or a report; the id itself where it is none now."""
    found = shelf.one("SELECT record FROM kept WHERE kind = 'positions' AND id = ?", (row,))
    if found:
        position = decode(LedgerPosition, found[0])
        stands = position_rows(shelf, [row])
        said = stands[0].content.words if stands else ""
        does = agree([position.party.name], _VERBS[position.stance])
        return f"{position.party.name} {does}: {said}"[:LONGEST]
    found = shelf.one("SELECT record FROM kept WHERE story = ? AND kind = 'parties' AND id = ?", (story, row))
    if found:
        return decode(Party, found[0]).name
    title = shelf.value(
        "SELECT json_extract(record, '$.title') FROM kept WHERE story = ? AND kind = 'documents' AND id = ?",
        (story, row),
    )
    return str(title)[:LONGEST] if title else row


def queue(
    shelf: Shelf, story: str | None, kind: str | None, limit: int, cursor: str | None
) -> tuple[list[QueueItem], str | None]:
    """What the machine is unsure of and nobody has decided: positions, then judgements, the least sure first."""
    kinds = ("position", "judgement") if kind is None else (kind,)
    key = cursors.unpack(cursor, str, float, str)
    if key and key[0] not in kinds:
        raise cursors.CursorError("cursor: this list didn't give it; leave it out to start anew")
    items: list[QueueItem] = []
    for one in kinds[kinds.index(key[0]) if key else 0 :]:
        after = key[1:] if key and key[0] == one else (-1.0, "")
        rows = _waiting(shelf, one, story, after, limit - len(items) + 1)
        room = limit - len(items)
        items += [_item(shelf, one, row) for row in rows[:room]]
        if len(rows) > room:
            # where this kind is full and none was taken of it, the next page begins with it
            return items, cursors.pack(one, *(rows[room - 1][:2] if room else after))
    return items, None


def _waiting(shelf: Shelf, kind: str, story: str | None, after: tuple[float, str], limit: int) -> list[tuple[Any, ...]]:
    asked = conditions(story=story)
    if kind == "position":
        return shelf.get(
            "SELECT confidence, id FROM positions WHERE review = 'unreviewed' AND confidence < ? AND"
            f" (confidence, id) > (?, ?) AND {asked.sql} ORDER BY confidence, id LIMIT ?",
            (UNSURE, *after, *asked.given, limit),
        )
    return shelf.get(
        f"SELECT score, {_COLUMNS} FROM judgements AS j WHERE verdict = 'unsure' AND person = 0 AND"
        f" (score, id) > (?, ?) AND {asked.sql} AND NOT EXISTS (SELECT 1 FROM judgements AS p WHERE p.person = 1"
        " AND p.undone_at IS NULL AND p.relation = j.relation AND p.left IN (j.left, j.right)"
        " AND p.right IN (j.left, j.right)) ORDER BY score, id LIMIT ?",
        (*after, *asked.given, limit),
    )


def _item(shelf: Shelf, kind: str, row: Sequence[Any]) -> QueueItem:
    score = min(1.0, max(0.0, float(row[0])))
    if kind == "position":
        (position,) = position_rows(shelf, [row[1]])
        return QueueItem("position", f"read with a confidence of {score:.2f}", score, position.story, position, None)
    found = judgement_row(shelf, row[1:])
    why = f"unsure whether these are the {found.relation} ({score:.2f}): {found.reason}"
    return QueueItem("judgement", why, score, found.story, None, found)


def reviews(
    shelf: Shelf, asked: Asked, undone: bool, limit: int, cursor: str | None
) -> tuple[list[ReviewRow], str | None]:
    """Reviews, the last first."""
    if not undone:
        asked = also(asked, "undone_at IS NULL")
    key = cursors.unpack(cursor, int)
    if key:
        asked = also(asked, "n < ?", *key)
    rows = shelf.get(
        f"SELECT {_REVIEW} FROM reviews WHERE {asked.sql} ORDER BY n DESC LIMIT ?", (*asked.given, limit + 1)
    )
    more = cursors.pack(rows[limit - 1][-1]) if len(rows) > limit else None
    return [_review_row(row) for row in rows[:limit]], more


def review(shelf: Shelf, key: str) -> ReviewRow | None:
    """One review; None where there is none of that id."""
    row = shelf.one(f"SELECT {_REVIEW} FROM reviews WHERE id = ?", (key,))
    return _review_row(row) if row else None


_REVIEW = "id, story, action, target, change, maker, reason, made_at, undone_at, n"


def _review_row(row: Sequence[Any]) -> ReviewRow:
    key, story, action, target, change, maker, reason, made_at, undone_at, _ = row
    position = None if action in ("override", "reject") else target
    return ReviewRow(key, story, action, target, position, change, maker, reason, made_at, undone_at)
