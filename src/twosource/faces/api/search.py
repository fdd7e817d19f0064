"""Search over reports, parties and propositions, in any script; the words found are marked in what is shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import msgspec

from twosource.faces.api import cursors
from twosource.faces.api.fill import decode
from twosource.faces.api.rows import LONGEST
from twosource.faces.api.shapes import Hit, PartyRow, PropositionRow
from twosource.faces.api.shelf import Shelf
from twosource.records import Report

OPEN, CLOSE = "\ue000", "\ue001"
"""Around found words: signs of a private use area, which are taken out of the text itself."""
KINDS = ("party", "proposition", "report")
MOST_WORDS = 16
_WORD = re.compile(r"\w+")
_BEFORE = 60
"""Code points shown before the first word found."""


def fts_query(asked: str) -> str | None:
    """FTS5's query for all these words, the last as a beginning; None where there is no word in it."""
    words = _WORD.findall(asked)[:MOST_WORDS]
    if not words:
        return None
    return " ".join(f'"{word}"' for word in words) + "*"


def search(
    shelf: Shelf, asked: str, kinds: Sequence[str], story: str | None, limit: int, cursor: str | None
) -> tuple[list[Hit], str | None]:
    """What holds all the words: parties first, then propositions, then reports, of each kind the best first."""
    query = fts_query(asked)
    key = cursors.unpack(cursor, int, int)
    if query is None:
        return [], None
    order = [kind for kind in KINDS if kind in kinds] if kinds else list(KINDS)
    at, offset = key or (0, 0)
    if not (at >= 0 and offset >= 0):
        raise cursors.CursorError("cursor: this list didn't give it; leave it out to start anew")
    hits: list[Hit] = []
    words = [_fold(word) for word in _WORD.findall(asked)[:MOST_WORDS]]
    while at < len(order):
        rows = _found(shelf, order[at], query, story, limit - len(hits) + 1, offset)
        room = limit - len(hits)
        hits += [_hit(order[at], row, words) for row in rows[:room]]
        if len(rows) > room:
            return hits, cursors.pack(at, offset + room)
        at, offset = at + 1, 0
    return hits, None


def _found(shelf: Shelf, kind: str, query: str, story: str | None, limit: int, offset: int) -> list[tuple[str, ...]]:
    if kind == "party":
        sql = "SELECT p.row FROM party_words AS w JOIN parties AS p ON p.n = w.rowid WHERE w.party_words MATCH ?"
        given: list[object] = [query]
        if story is not None:
            sql += " AND EXISTS (SELECT 1 FROM kept WHERE kept.story = ? AND kind = 'parties' AND kept.id = p.id)"
            given.append(story)
        sql += " ORDER BY rank, p.id"
    elif kind == "proposition":
        sql = (
            "SELECT p.row FROM proposition_words AS w JOIN propositions AS p ON p.n = w.rowid"
            " WHERE w.proposition_words MATCH ?"
        )
        given = [query]
        if story is not None:
            sql += " AND p.story = ?"
            given.append(story)
        sql += " ORDER BY rank, p.id"
    else:
        sql = (
            "SELECT k.record, r.key FROM report_words AS w JOIN reports AS r ON r.n = w.rowid"
            " JOIN kept AS k ON k.story = r.story AND k.kind = 'documents' AND k.id = r.document"
            " WHERE w.report_words MATCH ?"
        )
        given = [query]
        if story is not None:
            sql += " AND r.story = ?"
            given.append(story)
        sql += " ORDER BY rank, r.key"
    return shelf.get(sql + " LIMIT ? OFFSET ?", [*given, limit, offset])


def _hit(kind: str, row: tuple[str, ...], words: Sequence[str]) -> Hit:
    if kind == "party":
        party = msgspec.json.decode(row[0], type=PartyRow)
        return Hit("party", party.id, None, _plain(party.name), marked(" · ".join(party.names), words))
    if kind == "proposition":
        found = msgspec.json.decode(row[0], type=PropositionRow)
        return Hit("proposition", found.id, found.story, _plain(found.text), marked(found.text, words))
    report = decode(Report, row[0])
    body = marked(report.text, words)
    return Hit("report", row[1], report.story, _plain(report.title or report.id), body)


def marked(text: str, words: Sequence[str]) -> str:
    """At most LONGEST code points of a text from about its first word found, with all words found in it marked."""
    plain = _plain(text)
    spans = _spans(plain, words)
    start = max(0, spans[0][0] - _BEFORE) if spans else 0
    end = min(len(plain), start + LONGEST)
    out, at = [], start
    for first, last in spans:
        if first >= end:
            break
        last = min(last, end)
        out += [plain[at:first], OPEN, plain[first:last], CLOSE]
        at = last
    out.append(plain[at:end])
    return "".join(out)


def _spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where the words stand, the last of them as a beginning."""
    whole, beginning = set(words[:-1]), words[-1] if words else ""
    out = []
    for found in _WORD.finditer(text):
        folded = _fold(found.group())
        if folded in whole or (beginning and folded.startswith(beginning)):
            out.append(found.span())
    return out


def _fold(word: str) -> str:
    """A word as the index compares it: lower case, marks above and below its letters left out."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def _plain(text: str) -> str:
    return text.replace(OPEN, " ").replace(CLOSE, " ")
