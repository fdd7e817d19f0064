"""Answers about reports and parties: their rows, what was read from a report, what it shares with others."""

from __future__ import annotations

import re
from collections.abc import Callable

from twosource.faces.api import cursors
from twosource.faces.api.answers import Asked, also, conditions, names_of, position_rows, report_of
from twosource.faces.api.fill import decode
from twosource.faces.api.rows import LONGEST
from twosource.faces.api.search import fts_query
from twosource.faces.api.shapes import CopyPair, ReportPage, ReportRow, Sentence, Stretch, Words
from twosource.faces.api.shelf import Shelf
from twosource.records import LedgerPosition, Report, Span
from twosource.weaving.overlap import shared_stretches

_SENTENCE = re.compile(r"[.!?…][\"”’)\]]*\s+|\n+")
_WORD = re.compile(r"\w")


def report_row(shelf: Shelf, report: Report, key: str, whole: bool) -> ReportRow:
    """A report without its words."""
    return ReportRow(
        id=key,
        document=report.id,
        story=report.story,
        version=report.version,
        title=report.title,
        publisher=report.publisher,
        published=report.published,
        url=report.url,
        language=report.language,
        retrieved=report.retrieved,
        carries=report.carries,
        characters=len(report.text),
        positions=shelf.value("SELECT count(*) FROM positions WHERE report = ?", (key,)),
        full_text=whole,
        copy_of=[of for (of,) in shelf.get("SELECT of FROM copies WHERE report = ? ORDER BY share DESC, of", (key,))],
        copies=[one for (one,) in shelf.get("SELECT report FROM copies WHERE of = ? ORDER BY report", (key,))],
    )


def reports(
    shelf: Shelf, asked: Asked, *, event: str | None, q: str | None, limit: int, cursor: str | None
) -> tuple[list[tuple[str, Report]], str | None]:
    """Reports with the API's ids, by day of publication."""
    if event is not None:
        asked = also(asked, "key IN (SELECT report FROM positions WHERE event = ?)", event)
    if q is not None:
        query = fts_query(q)
        if query is None:
            return [], None
        asked = also(asked, "n IN (SELECT rowid FROM report_words WHERE report_words MATCH ?)", query)
    after = cursors.unpack(cursor, str, str)
    if after:
        asked = also(asked, "(day, key) > (?, ?)", *after)
    rows = shelf.get(
        f"SELECT story, document, day, key FROM reports WHERE {asked.sql} ORDER BY day, key LIMIT ?",
        (*asked.given, limit + 1),
    )
    more = cursors.pack(*rows[limit - 1][2:]) if len(rows) > limit else None
    return [(key, report_of(shelf, story, document)) for story, document, _, key in rows[:limit]], more


def report_page(shelf: Shelf, report: Report, key: str, whole: bool) -> ReportPage:
    """A report with what was read from it."""
    row = report_row(shelf, report, key, whole)
    ids = [one for (one,) in shelf.get("SELECT id FROM positions WHERE report = ? ORDER BY start, id", (key,))]
    return ReportPage(
        **{name: getattr(row, name) for name in row.__struct_fields__},
        text=report.text if whole else None,
        stands=position_rows(shelf, ids),
        unread=len(unread(shelf, key, report)),
    )


def report_by_key(shelf: Shelf, key: str) -> Report | None:
    """A report by the API's id."""
    found = shelf.one("SELECT story, document FROM reports WHERE key = ?", (key,))
    return report_of(shelf, *found) if found else None


def unread(shelf: Shelf, key: str, report: Report, *, whole: bool = False) -> list[Sentence]:
    """Sentences of a report from which no position was read."""
    taken = [
        decode(LedgerPosition, record).content
        for (record,) in shelf.get(
            "SELECT record FROM positions AS p JOIN kept AS k ON k.kind = 'positions' AND k.id = p.id"
            " WHERE report = ? ORDER BY start",
            (key,),
        )
    ]
    out = []
    for sentence in sentences(report.text):
        if not any(sentence.overlaps(span) for span in taken):
            cut = not whole and sentence.end - sentence.start > LONGEST
            end = sentence.start + LONGEST if cut else sentence.end
            given = Words(sentence.start, sentence.end, report.text[sentence.start : end], cut)
            out.append(Sentence(key, report.story, given))
    return out


def unread_everywhere(
    shelf: Shelf, story: str | None, whole: Callable[[Report], bool], limit: int, cursor: str | None
) -> tuple[list[Sentence], str | None]:
    """Sentences from which nothing was read, over all reports by day of publication."""
    day, key, at = cursors.unpack(cursor, str, str, int) or ("", "", 0)
    out: list[Sentence] = []
    asked = conditions(story=story)
    while len(out) <= limit:
        row = shelf.one(
            f"SELECT story, document, day, key FROM reports WHERE (day, key) >= (?, ?) AND {asked.sql}"
            " ORDER BY day, key LIMIT 1",
            (day, key, *asked.given),
        )
        if row is None:
            return out, None
        if (row[2], row[3]) != (day, key):
            day, key, at = row[2], row[3], 0
        report = report_of(shelf, row[0], row[1])
        rows = unread(shelf, key, report, whole=whole(report))
        room = limit - len(out)
        out += rows[max(0, at) :][:room]
        if len(rows) > max(0, at) + room:
            return out, cursors.pack(day, key, max(0, at) + room)
        key, at = key + "\x00", 0  # the next one after it
    return out, None


def parties(
    shelf: Shelf, story: str | None, kind: str | None, q: str | None, limit: int, cursor: str | None
) -> tuple[list[str], str | None]:
    """Parties' rows as JSON, those with most positions first."""
    asked = conditions(kind=kind)
    if story is not None:
        asked = also(asked, "id IN (SELECT k.id FROM kept AS k WHERE k.story = ? AND k.kind = 'parties')", story)
    if q is not None:
        query = fts_query(q)
        if query is None:
            return [], None
        asked = also(asked, "n IN (SELECT rowid FROM party_words WHERE party_words MATCH ?)", query)
    key = cursors.unpack(cursor, int, str)
    if key:
        asked = also(asked, "(-positions, id) > (?, ?)", *key)
    rows = shelf.get(
        f"SELECT row, -positions, id FROM parties WHERE {asked.sql} ORDER BY -positions, id LIMIT ?",
        (*asked.given, limit + 1),
    )
    more = cursors.pack(*rows[limit - 1][1:]) if len(rows) > limit else None
    return [row for row, _, _ in rows[:limit]], more


def sentences(text: str) -> list[Span]:
    """A text's sentences without the space around them; what has no letter or figure is none."""
    out, at = [], 0
    ends = [found.end() for found in _SENTENCE.finditer(text)]
    for end in [*ends, len(text)]:
        first, last = at, end
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if _WORD.search(text, first, last):
            out.append(Span(first, last))
        at = end
    return out


def copies(shelf: Shelf, key: str, report: Report, whole: Callable[[Report], bool]) -> list[CopyPair]:
    """The reports that this one shares words with, the stretches of both side by side."""
    rows = [
        (of, "copy of", share)
        for of, share in shelf.get("SELECT of, share FROM copies WHERE report = ? ORDER BY share DESC, of", (key,))
    ]
    rows += [
        (other, "copied by", share)
        for other, share in shelf.get("SELECT report, share FROM copies WHERE of = ? ORDER BY report", (key,))
    ]
    names = names_of(shelf, [other for other, _, _ in rows])
    out = []
    for other, relation, share in rows:
        found = report_by_key(shelf, other)
        if found is None or other not in names:
            continue
        pairs = shared_stretches(report, found)
        both = whole(report) and whole(found)
        shown = [_stretch(report.text, found.text, pair.left, pair.right, both) for pair in pairs]
        out.append(CopyPair(relation, names[other], min(1.0, max(0.0, share)), shown))  # type: ignore[arg-type]
    return out


def _stretch(text: str, other: str, mine: Span, theirs: Span, whole: bool) -> Stretch:
    most = max(mine.end - mine.start, theirs.end - theirs.start) if whole else LONGEST
    cut = mine.end - mine.start > most or theirs.end - theirs.start > most
    return Stretch(
        mine.start,
        mine.end,
        theirs.start,
        theirs.end,
        text[mine.start : mine.end][:most],
        other[theirs.start : theirs.end][:most],
        cut,
    )
