"""Times against TIMEX3 gold (TempEval-3's TimeBank and AQUAINT): found where, and resolved to the right days?"""

from __future__ import annotations

import calendar
import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from twosource.models.parse import Parser
from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.times import find_times
from twosource.records import Interval, Span, TimeMention

_SINCE = re.compile(r"\bsince\s+(?:the\s+|early\s+|late\s+|at\s+least\s+)*$", re.IGNORECASE)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*|\D.*)?$")
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A TIMEX3: its words, its type, and the days of its value where that names days."""

    span: Span
    type: str
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A TimeML document: its text (line breaks inside a paragraph made spaces), its day, its times."""

    name: str
    text: str
    day: date
    times: tuple[GoldTime, ...]


def value_interval(value: str) -> Interval | None:
    """The days of a TIMEX3 value; None for durations, sets, vague references and half-filled values.

    A time of day counts as its day, a fiscal or plain year as the calendar year, a season by the northern
    hemisphere's months (`-SU` is June to August).
    """
    if match := _DAY.match(value):
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return None
        return Interval(day, day, 1)
    if match := _WEEK.match(value):
        try:
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        except ValueError:
            return None
        if match[3]:
            return Interval(monday + timedelta(days=5), monday + timedelta(days=6), 2)
        return Interval(monday, monday + timedelta(days=6), 3)
    if match := _QUARTER.match(value):
        return _months(int(match[1]), int(match[2]) * 3 - 2, 3)
    if re.fullmatch(r"\d{4}-\d\d", value) and 1 <= int(value[5:]) <= 12:
        return _months(int(value[:4]), int(value[5:]), 1)
    if re.fullmatch(r"\d{4}-(SP|SU|FA|WI)", value):
        return _months(int(value[:4]), _SEASONS[value[5:]], 3)
    if re.fullmatch(r"[12]\d{3}", value):
        return Interval(date(int(value), 1, 1), date(int(value), 12, 31), 5)
    if re.fullmatch(r"[12]\d\d[X]?", value):
        first = int(value[:3]) * 10
        return Interval(date(first, 1, 1), date(first + 9, 12, 31), 5)
    return None


def _months(year: int, month: int, count: int) -> Interval:
    last = month + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    end = date(end_year, end_month, calendar.monthrange(end_year, end_month)[1])
    return Interval(date(year, month, 1), end, 4 if count == 1 else 5)


def load(folder: Path) -> Iterator[GoldDocument]:
    """The `.tml` files under a folder, by path. Raises ValueError naming the file where one is not TimeML."""
    for path in sorted(folder.rglob("*.tml")):
        try:
            root = ET.parse(path).getroot()
        except ET.ParseError as error:
            raise ValueError(f"{path}: not well-formed XML ({error}); TimeML is asked") from error
        created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
        if created is None or body is None:
            raise ValueError(f"{path}: no DCT/TIMEX3 or no TEXT: TimeML is asked")
        parts: list[str] = []
        times: list[GoldTime] = []
        _walk(body, parts, times, 0)
        # A wrapped line is no sentence's end; code points stay where they are.
        text = re.sub(r"(?<!\n)\n(?![ \t]*\n)", " ", "".join(parts))
        yield GoldDocument(path.stem, text, date.fromisoformat(created.get("value", "")[:10]), tuple(times))


def _walk(element: ET.Element, parts: list[str], times: list[GoldTime], at: int) -> int:
    start = at
    if element.text:
        parts.append(element.text)
        at += len(element.text)
    for child in element:
        at = _walk(child, parts, times, at)
        if child.tail:
            parts.append(child.tail)
            at += len(child.tail)
    if element.tag == "TIMEX3" and at > start:
        value = element.get("value", "")
        kind = element.get("type", "")
        times.append(GoldTime(Span(start, at), kind, value_interval(value) if kind in ("DATE", "TIME") else None))
    return at


def agrees(mention: TimeMention, gold: Interval, text: str) -> bool:
    """Whether a mention comes to the gold's days: it lies inside them and is as precise.

    "late March" may so be a part of March. Behind "since" a mention reaches to the report's day: its first day
    is then compared alone.
    """
    interval = mention.interval
    if interval is None:
        return False
    if _SINCE.search(text, max(0, mention.span.start - 30), mention.span.start):
        return interval.start == gold.start
    return interval.precision == gold.precision and gold.start <= interval.start and interval.end <= gold.end


@dataclass(frozen=True, slots=True)
class Match:
    """A gold time and the mention found for it, either one possibly missing."""

    document: GoldDocument
    gold: GoldTime | None
    mention: TimeMention | None


def match(document: GoldDocument, mentions: Sequence[TimeMention]) -> list[Match]:
    """One-to-one: the same words first, then any overlap in the text's order; what is left over stands alone."""
    left = list(mentions)
    pairs: dict[GoldTime, TimeMention] = {}
    for exact in (True, False):
        for gold in document.times:
            if gold in pairs:
                continue
            for mention in left:
                if mention.span == gold.span or (not exact and mention.span.overlaps(gold.span)):
                    pairs[gold] = mention
                    left.remove(mention)
                    break
    matched = [Match(document, gold, pairs.get(gold)) for gold in document.times]
    return matched + [Match(document, None, mention) for mention in left]


def matches(folder: Path, parser: Parser | None = None) -> tuple[list[Match], float]:
    """Every gold time and every mention of a folder's documents, matched; and the CPU seconds of `find_times` alone."""
    documents = list(load(folder))
    rows: list[Match] = []
    spent = 0.0
    for document, doc in zip(
        documents, (parser or SpacyEnglish()).parse(document.text for document in documents), strict=True
    ):
        before = time.process_time()
        mentions = find_times(doc, document.day)
        spent += time.process_time() - before
        rows += match(document, mentions)
    return rows, spent


def score(folder: Path, parser: Parser | None = None) -> dict[str, float]:
    """How well times are found and resolved, in percent.

    - `strict`, `relaxed`: F1 of the spans of all TIMEX3 in the text bodies, of every type, one-to-one: the same
      words, or any overlap.
    - `value`: F1 of days. Gold are those of type DATE or TIME whose value names days, a week, a month, a quarter,
      a season, a year or a decade; found are the mentions with days; right are the relaxed matches that `agrees`.
    - `right_day`: of the gold times whose value names one day (a time of day counts as its day), the share matched by
      a mention of that very day.
    - `ms_per_1000_words`: CPU milliseconds of `find_times`, the parse left out.

    Raises ValueError where the folder holds no TimeML.
    """
    rows, spent = matches(folder, parser)
    if not rows:
        raise ValueError(f"{folder}: no TimeML (.tml) with times under it")
    gold = [row for row in rows if row.gold is not None]
    found = [row for row in rows if row.mention is not None]
    both = [row for row in gold if row.mention is not None]
    strict = sum(row.gold is not None and row.mention is not None and row.gold.span == row.mention.span for row in both)
    dated = [row for row in gold if row.gold is not None and row.gold.interval is not None]
    resolved = [row for row in found if row.mention is not None and row.mention.interval is not None]
    right = [row for row in dated if _right(row)]
    days = [row for row in dated if row.gold and row.gold.interval and row.gold.interval.precision == 1]
    words = sum(len(document.text.split()) for document in {row.document.name: row.document for row in rows}.values())
    return {
        "strict": _f1(strict, len(found), len(gold)),
        "relaxed": _f1(len(both), len(found), len(gold)),
        "value": _f1(len(right), len(resolved), len(dated)),
        "right_day": 100 * sum(_right(row) for row in days) / max(1, len(days)),
        "ms_per_1000_words": 1e6 * spent / max(1, words),
    }


def _right(row: Match) -> bool:
    return (
        row.gold is not None
        and row.gold.interval is not None
        and row.mention is not None
        and agrees(row.mention, row.gold.interval, row.document.text)
    )


def _f1(right: int, found: int, gold: int) -> float:
    return 200 * right / (found + gold) if found + gold else 0.0
