"""What the tests of reading share: a text in, its reading out, in words rather than offsets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.attribution import Found, find_attributions
from twosource.reading.read import knowledge, read_report
from twosource.records import Attribution, PartyRef, Position, Reading, Report, Span

OUTLET = "x/the-ostrana-post"
DAY = "2020-05-05"


@dataclass(frozen=True)
class Said:
    """An attribution in words."""

    source: str | None
    cue: str
    content: tuple[str, ...]
    stance: str | None
    about: str
    parties: tuple[str, ...]
    via: tuple[str, ...]


@dataclass(frozen=True)
class Stood:
    """A position in words."""

    party: str
    stance: str
    content: str
    certainty: str = "certain"


def report(text: str, **fields: str | int | None) -> Report:
    """A report of the invented Ostrana Post of 5 May 2020, a Tuesday."""
    filled = {"publisher": "The Ostrana Post", "published": DAY, **fields}
    return Report(id="r", version="v", story="s", text=text, **filled)  # type: ignore[arg-type]


@cache
def parse(text: str) -> Doc:
    return next(iter(SpacyEnglish().parse([text])))


def read(given: str | Report) -> Reading:
    whole = report(given) if isinstance(given, str) else given
    return read_report(whole, next(iter(SpacyEnglish().parse([whole]))), knowledge(trained=False))


def founds(text: str) -> tuple[Found, ...]:
    known = knowledge(trained=False)
    return find_attributions(parse(text), known.cues, known.events, known.roles)


def said(given: str | Report) -> list[Said]:
    text = given if isinstance(given, str) else given.text
    return [_said(a, text) for a in read(given).attributions]


def stood(given: str | Report) -> list[Stood]:
    text = given if isinstance(given, str) else given.text
    return [_stood(p, text) for p in read(given).positions]


def parties(given: str | Report) -> list[tuple[str, ...]]:
    """The ids of each attribution's parties, in the text's order."""
    return [tuple(p.id for p in a.parties) for a in read(given).attributions]


def spans(reading: Reading) -> list[Span]:
    """Every span of a reading."""
    out: list[Span | None] = []
    for a in reading.attributions:
        out += [a.source, a.cue, *a.content, *(p.span for p in (*a.parties, *a.via))]
    for p in reading.positions:
        out += [p.content, p.source, p.cue, p.frame.trigger, p.party.span, *(v.span for v in p.via)]
        out += [ref.span for ref in (*p.frame.actors, *p.frame.targets)]
    for e in reading.evidence:
        out += [e.span, e.sentence]
    return [span for span in out if span is not None]


def _said(a: Attribution, text: str) -> Said:
    return Said(
        source=a.source.of(text) if a.source else None,
        cue=a.cue.of(text) if a.cue else "",
        content=tuple(c.of(text) for c in a.content),
        stance=a.stance,
        about=a.about,
        parties=_ids(a.parties),
        via=_ids(a.via),
    )


def _stood(p: Position, text: str) -> Stood:
    return Stood(p.party.id, p.stance, p.content.of(text), p.certainty)


def _ids(refs: tuple[PartyRef, ...]) -> tuple[str, ...]:
    return tuple(ref.id for ref in refs)
