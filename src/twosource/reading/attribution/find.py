"""All finders in order, and how their overlaps are settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from twosource.language.en.cues import CueLexicon
from twosource.language.en.events import Lexicon as EventLexicon
from twosource.language.en.roles import RoleLexicon
from twosource.reading.attribution.found import Found
from twosource.reading.attribution.idioms import find_idioms
from twosource.reading.attribution.phrases import find_headline, find_nominal, find_phrases, find_unclear
from twosource.reading.attribution.quotations import extend_over_quotes, token_ranges
from twosource.reading.attribution.repair import repair
from twosource.reading.attribution.verbs import find_verbs
from twosource.reading.datelines import after_dateline, datelines
from twosource.reading.quotes import find_quotes
from twosource.reading.tree import Range, trim


def find_attributions(doc: Doc, cues: CueLexicon, events: EventLexicon, roles: RoleLexicon) -> tuple[Found, ...]:
    """Every attribution of a report, in the order of their cues.

    Nested ones are kept ("X said that Y denied ..."): both are said, and the reader of positions takes the deepest.
    Two finders that claim the same cue are settled for the more particular (unclear, then verb, then phrase).
    """
    founds: dict[int, Found] = {}
    for found in (
        *find_unclear(doc, cues),
        *find_idioms(doc, cues),
        *find_verbs(doc, cues, events),
        *find_phrases(doc, cues),
        *find_nominal(doc, cues),
    ):
        founds.setdefault(found.head, found)
    headline = find_headline(doc, cues, roles, first_line(doc))
    if headline is not None and not any(
        f.cue[0] < headline.cue[1] + 60 and f.head < first_line(doc)[1] for f in founds.values()
    ):
        founds[headline.head] = headline
    ordered = [founds[head] for head in sorted(founds)]
    quotes = token_ranges(doc, find_quotes(doc.text))
    grown = extend_over_quotes(doc, repair(doc, ordered, quotes), quotes, cues)
    lines = datelines(doc)
    whole = (_trimmed(doc, found) for found in sorted(grown, key=lambda f: f.head))
    return tuple(_undated(found, lines) for found in whole if found is not None)


def _undated(found: Found, lines: tuple[Range, ...]) -> Found:
    """Without the dateline that the parse put before its content or its source."""
    if not lines:
        return found
    source = None if found.source is None else after_dateline(found.source, lines)
    return replace(found, content=tuple(after_dateline(c, lines) for c in found.content), source=source)


def first_line(doc: Doc) -> Range:
    """The stretch of the first line that holds words."""
    start = next((t.i for t in doc if not t.is_space), 0)
    end = next((t.i for t in doc[start:] if t.is_space and "\n" in t.text), len(doc))
    return start, end


def _trimmed(doc: Doc, found: Found) -> Found | None:
    contents = _disjoint([c for c in (trim(doc, c, marks=False) for c in found.content) if c is not None])
    contents = [c for c in (_shorn(doc, c, found) for c in contents) if c is not None]
    if not contents:
        return None
    source = trim(doc, found.source) if found.source else None
    if source is not None and source[1] - source[0] > 1 and doc[source[1] - 1].dep_ == "case":
        source = (source[0], source[1] - 1)
    return replace(found, content=tuple(contents), source=source)


def _shorn(doc: Doc, content: Range, found: Found) -> Range | None:
    """A content without commas and full stops at its ends, but with its quotation marks."""
    start, end = content
    while start < end and doc[start].text in {",", ";", ":", ".", "-", "–", "—"}:
        start += 1
    while start < end and (doc[end - 1].text in {",", ";", ":", "-", "–", "—", "."} or doc[end - 1].is_space):
        end -= 1
    for block in (found.cue, found.source):
        if block is not None and block[0] <= start < block[1]:
            start = block[1]
        if block is not None and block[0] < end <= block[1]:
            end = block[0]
    return (start, end) if start < end else None


def _disjoint(ranges: Sequence[Range]) -> list[Range]:
    """Ranges in order, those that touch or overlap joined."""
    out: list[Range] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
