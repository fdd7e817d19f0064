"""What words that a person marked are about, read by the same rules as the machine's own positions."""

from __future__ import annotations

from spacy.tokens import Doc

from twosource.reading.cast import find_cast
from twosource.reading.frames import frame
from twosource.reading.frames_around import of_the_deed
from twosource.reading.frames_own import Setting
from twosource.reading.parties import Resolver
from twosource.reading.places import find_places, pick_place
from twosource.reading.read import Knowledge, outlet_of
from twosource.reading.times import find_times, pick_time
from twosource.records import Frame, PartyRef, Report, Span


def frame_by_hand(
    report: Report,
    doc: Doc,
    known: Knowledge,
    *,
    content: Span,
    source: Span | None,
    cue: Span | None,
    stance: str,
    party: PartyRef,
) -> Frame:
    """The frame of marked words. `doc` is the parse of the report's text.

    Raises ValueError where the parse is of another text, or the words hold nothing but space.
    """
    if doc.text != report.text:
        raise ValueError(f"report {report.id}: the parse is of another text")
    tokens = doc.char_span(content.start, content.end, alignment_mode="expand")
    if tokens is None or not tokens.text.strip():
        raise ValueError("the marked words hold no word")
    sentence = tokens.sent
    around = Span(sentence.start_char, max(sentence.end_char, sentence.start_char + 1))
    saying = tuple(span for span in (source, cue) if span is not None)
    resolver = Resolver(
        doc,
        find_cast(doc, known.parties, known.roles),
        known.parties,
        known.roles,
        outlet_of(report.publisher, known.parties),
    )

    def resolve(span: Span) -> PartyRef | None:
        named = doc.char_span(span.start, span.end, alignment_mode="expand")
        return None if named is None else resolver.name((named.start, named.end))

    times = of_the_deed(doc, find_times(doc, report.day), content, around, saying)
    places = of_the_deed(doc, find_places(doc, known.gazetteer), content, around, saying)
    setting = Setting(
        source=source,
        cue=cue,
        stance=stance,
        party=party if source is not None else None,
        time=pick_time(times, content, around, report.day, exclude=saying),
        place=pick_place(places, content, around, text=report.text),
    )
    return frame(doc, content, setting, resolve)
