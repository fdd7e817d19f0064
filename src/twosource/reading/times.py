"""Times: which words of a report name a time, and which days they come to.

Words are classed and matched against the language's grammar of times; each match is resolved against the report's
day. What counts from a day that isn't known stays unresolved, with the reason: no year and no day is made up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from twosource.language.en.times import time_grammar
from twosource.reading.datelines import datelines
from twosource.reading.times_absolute import ABSOLUTE
from twosource.reading.times_calendar import by_length
from twosource.reading.times_found import Found, Resolved, Scene
from twosource.reading.times_lengths import LENGTHS
from twosource.reading.times_relative import RELATIVE
from twosource.reading.times_scan import scan
from twosource.reading.times_years import YEARS
from twosource.records import Interval, Span, Stage, TimeMention

STAGE = Stage("times", "1")
PAGE_DATE = "the page's own date"
"""The reason that a resolved mention carries where it dates the page and not what the page tells."""
RESOLVERS = ABSOLUTE | YEARS | RELATIVE | LENGTHS

_NEAR = 400
"""Code points within which "the next day" still counts from the time named before it."""
_JOINED = re.compile(
    r"\s*(?:(?P<dash>[-–—])|(?P<and>and|or)|to|until|till|through)\s+(?:the\s+)?|\s*[-–—]\s*", re.IGNORECASE
)
_HULL = 7
"""Code points between two times that still name one stretch ("late Monday and early Tuesday")."""
_HEAD = 200
"""Code points from the text's start within which a full date with its weekday may be the page's own."""
_DRIFT = 62
"""Days by which a bare date at the text's head may differ from the report's day and still be the page's own."""


def find_times(doc: Doc, day: date | None) -> tuple[TimeMention, ...]:
    """The expressions that name a time in an English text, in order, none overlapping another.

    `day` is the report's day; where it is None only what needs no day is resolved, the rest keeps its reason.
    A page that begins with its own date ("Mon 05 May 2014 …", "Posted on …") counts from that one.
    Weeks run Monday to Sunday, seasons are the northern hemisphere's. A text without times gives an empty tuple.
    """
    grammar = time_grammar()
    text = doc.text
    words = scan(text, grammar)
    stretches = [match.span() for match in grammar.known.finditer(words.codes)]
    stretches = [span for span in stretches if grammar.anchor.search(words.codes, *span)]
    if not stretches:
        return ()
    scene = Scene(doc, text, day, words, grammar, doc.to_array("IDX").tolist())
    candidates = [
        (match.start(), -match.end(), order, Found(rule, match, scene))
        for start, end in stretches
        for order, rule in enumerate(grammar.rules)
        for match in rule.pattern.finditer(words.codes, start, end)
    ]
    candidates.sort(key=lambda row: row[:3])
    ordered = [row[3] for row in candidates]
    own = _own_date(ordered, day)
    if own is not None and own != day:
        scene = replace(scene, day=own)
        ordered = [replace(found, scene=scene) for found in ordered]
    heads = [Span(doc[first].idx, doc[stop - 1].idx + len(doc[stop - 1])) for first, stop in datelines(doc)]
    return _mentions(_chosen(ordered), heads)


def _own_date(candidates: Sequence[Found], day: date | None) -> date | None:
    """The date that the text gives itself at its head; None where it gives none, or where no day came with it."""
    if day is None:
        return None
    for found in candidates:
        if found.scene.words.starts[found.start] > _HEAD:
            return None
        if found.rule.how != "date" or not _dates_page(found):
            continue
        resolved = _resolve(found)
        if resolved is None or resolved.interval is None:
            return None
        own = resolved.interval.start
        return own if found.start or found.has("w") or abs((own - day).days) <= _DRIFT else None
    return None


def _dates_page(found: Found) -> bool:
    """Whether a full date looks like the page's own: the text's first words, announced, or one that no word leads."""
    if found.rule.how != "date" or not found.has("y"):
        return False
    behind = {found.text_of(index) for index in range(max(0, found.start - 3), found.start)}
    if found.start == 0 or behind & found.scene.grammar.page_words:
        return True
    words, text = found.scene.words, found.scene.text
    if not found.has("w") or words.starts[found.start] > _HEAD or found.end == len(words.starts):
        return False
    # Between a headline or an outlet and the text's first sentence: "… Reuters Sunday 3 May 2015 Air strikes …".
    return text[words.starts[found.start - 1]].isupper() and text[words.starts[found.end]].isupper()


def _chosen(candidates: Sequence[Found]) -> list[tuple[Found, Resolved]]:
    """The leftmost, longest candidates that their resolver takes, none overlapping another."""
    chosen: list[tuple[Found, Resolved]] = []
    taken = 0
    anchor: Interval | None = None
    anchored_at = 0
    for candidate in candidates:
        if candidate.start < taken:
            continue
        at = candidate.scene.words.starts[candidate.start]
        found = replace(candidate, anchor=anchor if at - anchored_at <= _NEAR else None)
        resolved = _resolve(found)
        if resolved is None:
            continue
        chosen.append((found, resolved))
        taken = found.end
        if resolved.kind == "date" and resolved.interval is not None:
            anchor, anchored_at = resolved.interval, at
    return chosen


def _resolve(found: Found) -> Resolved | None:
    try:
        return RESOLVERS[found.rule.how](found)
    except (ValueError, OverflowError):
        return Resolved(None, reason="lies outside the calendar")


def _mentions(chosen: Sequence[tuple[Found, Resolved]], heads: Sequence[Span]) -> tuple[TimeMention, ...]:
    """Mentions of what was chosen; "from X to Y" is one. `heads` are the datelines."""
    mentions: list[TimeMention] = []
    index = 0
    while index < len(chosen):
        found, resolved = chosen[index]
        words = found.scene.words
        start, end = words.starts[found.start], words.ends[found.end - 1]
        interval = resolved.interval
        if index + 1 < len(chosen) and resolved.kind == "date":
            joined = _joined(found, resolved, *chosen[index + 1])
            if joined is not None:
                interval, end = joined, words.ends[chosen[index + 1][0].end - 1]
                index += 1
        if interval is not None and resolved.kind == "date":
            interval = _since(found, interval)
        of_page = _dates_page(found) or any(head.covers(Span(start, end)) for head in heads)
        reason = resolved.reason if interval is None else PAGE_DATE if of_page else None
        mentions.append(TimeMention(Span(start, end), interval, resolved.kind, reason))
        index += 1
    return tuple(mentions)


def _joined(first: Found, one: Resolved, second: Found, other: Resolved) -> Interval | None:
    """The days from one time to the next where "from X to Y", "between X and Y" or "X through Y" joins them."""
    words, text = first.scene.words, first.scene.text
    gap = _JOINED.fullmatch(text, words.ends[first.end - 1], words.starts[second.start])
    if gap is None or other.kind != "date" or other.interval is None:
        return None
    led = first.is_class(first.start - 1, "FROM", "BETWEEN")
    if gap["and"] and not first.is_class(first.start - 1, "BETWEEN"):
        return None
    if not led and one.interval is not None and one.interval.precision != other.interval.precision:
        return None
    if second.number("y") and first.rule.how in ("date", "month") and not first.has("y"):
        lent = _resolve(replace(first, year=second.number("y")))
        one = lent or one
    if one.interval is None or one.interval.start > other.interval.start:
        return None
    return by_length(one.interval.start, other.interval.end)


def _since(found: Found, interval: Interval) -> Interval:
    """Up to the report's day, where "since" leads the time."""
    day = found.scene.day
    index = found.start - 1
    while found.is_class(index, "THE", "EARLY", "LATE", "LEAST", "AT"):
        index -= 1
    if day is None or not found.is_class(index, "SINCE") or interval.start > day:
        return interval
    return by_length(interval.start, max(day, interval.start))


def pick_time(
    mentions: Sequence[TimeMention],
    clause: Span,
    sentence: Span,
    day: date | None,
    *,
    exclude: tuple[Span, ...] = (),
) -> Interval | None:
    """The time of what a clause puts forward as past or present, or None where the sentence gives none.

    `mentions` are the report's (`find_times`); `exclude` holds stretches that belong to something else, above all the
    words of saying ("said on Tuesday that …"). A date inside the clause comes first: the most precise, then the first.
    Else the nearest in the sentence. Times that stand side by side ("Saturday and Sunday") count as one stretch.
    What reaches past the report's day ends there.
    """
    dates = [
        mention
        for mention in mentions
        if mention.kind == "date"
        and mention.reason != PAGE_DATE
        and mention.interval is not None
        and sentence.covers(mention.span)
        and not any(span.overlaps(mention.span) for span in exclude)
    ]
    inside = [mention for mention in dates if clause.covers(mention.span)]
    if inside:
        best = min(inside, key=lambda mention: (mention.interval.precision if mention.interval else 9, mention.span))
    else:
        if not dates:
            return None
        best = min(dates, key=lambda mention: (_gap(mention.span, clause), mention.span))
    return _clipped(_hull(best, dates), day)


def _gap(one: Span, other: Span) -> int:
    return max(0, other.start - one.end, one.start - other.end)


def _hull(mention: TimeMention, dates: Sequence[TimeMention]) -> Interval | None:
    """The stretch that a mention and those side by side with it name."""
    interval = mention.interval
    if interval is None:
        return None
    for other in dates:
        if other is mention or other.interval is None or other.interval.precision != interval.precision:
            continue
        if 0 < _gap(other.span, mention.span) <= _HULL and not interval.overlaps(other.interval):
            start, end = min(interval.start, other.interval.start), max(interval.end, other.interval.end)
            interval = by_length(start, end)
    return interval


def _clipped(interval: Interval | None, day: date | None) -> Interval | None:
    """What has begun, up to the report's day: what a clause says has happened can't reach past it."""
    if interval is None or day is None or not interval.start <= day < interval.end:
        return interval
    return Interval(interval.start, day, interval.precision)
