"""A person's wish made a Review: what is asked is held against the report and the ledger, and refused with the reason.

Faces ask here; what comes of a review is `run.reviews`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from twosource.data.user_parties import party_base
from twosource.records import Figure, Frame, LedgerPosition, Party, PartyRef, Position, Report, Review, Span
from twosource.records.identity import slug
from twosource.records.reading import ASPECTS, BASES, CERTAINTIES, STANCES
from twosource.records.standing import STATUSES
from twosource.run.reader import Reader
from twosource.run.reviews import reviewed
from twosource.store import Store, fingerprint

NEW_PARTY = "body"
"""The kind of a party that a person names and nobody knows yet."""
_VALUES = {"stance": STANCES, "certainty": CERTAINTIES, "basis": BASES, "aspect": ASPECTS}


class ReviewError(ValueError):
    """A decision that can't be made so; the message says why."""


class Rows(Protocol):
    """What is asked of the ledger as it is."""

    def position(self, key: str, /) -> LedgerPosition | None:
        """The position of that id."""
        ...

    def on(self, proposition: str, /) -> Sequence[str]:
        """Ids of the positions on a proposition; none where there is no such proposition."""
        ...

    def party(self, key: str, /) -> Party | None:
        """The party of that id in the story."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants. What isn't in `given` stays as it is."""

    action: str
    target: str
    maker: str
    reason: str = ""
    given: frozenset[str] = field(default_factory=frozenset)
    """Names of the fields below that are asked for."""
    stance: str | None = None
    party: str | None = None
    aspect: str | None = None
    certainty: str | None = None
    basis: str | None = None
    content: Span | None = None
    source: Span | None = None
    cue: Span | None = None
    figure: tuple[str, int | None, int | None, bool] | None = None
    """Unit, low, high, approximate."""
    proposition: str | None = None
    status: str | None = None


def make_review(store: Store, story: str, rows: Rows, reader: Reader, wish: Wish) -> Review:
    """The review that a wish comes to; nothing is kept yet. Raises ReviewError where it can't be."""
    if "/" in wish.maker or not wish.maker.strip():
        raise ReviewError("a person's name without a slash is asked as the maker")
    for name, values in _VALUES.items():
        asked = getattr(wish, name)
        if name in wish.given and asked not in values:
            raise ReviewError(f"{name} {asked!r} is none of {', '.join(values)}")
    match wish.action:
        case "override":
            return _override(rows, wish)
        case "add":
            return _Desk(store, story, rows, reader).add(wish)
        case "accept" | "correct" | "reject":
            return _Desk(store, story, rows, reader).decide(wish)
    raise ReviewError(f"no action {wish.action!r}: accept, correct, reject, add or override")


def _override(rows: Rows, wish: Wish) -> Review:
    on = tuple(rows.on(wish.target))
    if not on:
        raise ReviewError(f"no proposition {wish.target!r}")
    if wish.status not in STATUSES:
        raise ReviewError(f"a status is asked: one of {', '.join(STATUSES)}")
    if not wish.reason.strip():
        raise ReviewError("a reason is asked: it is shown beside the status")
    return Review("override", wish.target, wish.maker, wish.reason, status=wish.status, positions=tuple(sorted(on)))


class _Desk:
    def __init__(self, store: Store, story: str, rows: Rows, reader: Reader) -> None:
        self._store = store
        self._story = story
        self._rows = rows
        self._reader = reader

    def decide(self, wish: Wish) -> Review:
        """Of a position that is there."""
        row = self._rows.position(wish.target)
        if row is None:
            raise ReviewError(f"no position {wish.target!r}")
        report = self._report(row.document)
        before = self._position(report, row.id)
        after = None if wish.action == "reject" else before
        if wish.action == "correct":
            after = replace(self._changed(before, report, wish), review="unreviewed", keeps=before.id)
            if replace(after, review=before.review, keeps=before.keeps) == before:
                raise ReviewError("nothing would be changed: name what is otherwise, or accept it")
        told = after or before
        return self._review(wish, report, before.id, before, after, told)

    def add(self, wish: Wish) -> Review:
        """A position that was missed; the target is its report's own id."""
        report = self._report(wish.target)
        if wish.content is None or wish.stance is None or wish.party is None:
            raise ReviewError("content, party and stance are asked of what is added")
        source, cue = wish.source, wish.cue
        for span in (wish.content, source, cue):
            _words(report, span)
        party = self._party(wish.party, source)
        same_as = None
        if wish.proposition is not None:
            on = sorted(self._rows.on(wish.proposition))
            if not on:
                raise ReviewError(f"no proposition {wish.proposition!r}")
            same_as = on[0]
            frame = self._borrowed(same_as)
        else:
            frame = self._read(report, wish, party)
        position = Position(
            story=self._story,
            document=report.id,
            version=report.version,
            party=party,
            stance=wish.stance,
            content=wish.content,
            source=source,
            cue=cue,
            frame=self._framed(frame, report, wish, wish.content),
            certainty=wish.certainty or "certain",
            basis=wish.basis or "unknown",
        )
        if self._rows.position(position.id) is not None:
            raise ReviewError(f"that position is there already: {position.id}")
        return self._review(wish, report, position.id, None, position, position, same_as)

    def _review(
        self,
        wish: Wish,
        report: Report,
        target: str,
        before: Position | None,
        after: Position | None,
        told: Position,
        same_as: str | None = None,
    ) -> Review:
        content, source, cue = (_words(report, span) for span in (told.content, told.source, told.cue))
        words = (content, source, cue)
        return Review(wish.action, target, wish.maker, wish.reason, report.id, before, after, words, same_as)

    def _report(self, document: str) -> Report:
        versions = self._store.versions(self._story, document)
        if not versions:
            raise ReviewError(f"no report {document!r} in story {self._story!r}")
        return versions[-1]

    def _position(self, report: Report, key: str) -> Position:
        """The position as it stands now: as it was read, with the reviews that hold."""
        reading = self._store.reading(report, fingerprint(self._reader.stages))
        if reading is not None:
            reviews = [kept.review for kept in self._store.reviews(self._story)]
            for position in reviewed(report, reading, reviews).reading.positions:
                if position.id == key:
                    return position
        raise ReviewError(f"position {key!r} isn't in the report as it is read now: read it again first")

    def _changed(self, before: Position, report: Report, wish: Wish) -> Position:
        after = before
        if wish.content is not None:
            after = replace(after, content=wish.content)
        if "source" in wish.given:
            after = replace(after, source=wish.source)
        if "cue" in wish.given:
            after = replace(after, cue=wish.cue)
        for span in (after.content, after.source, after.cue):
            _words(report, span)
        if wish.party is not None:
            after = replace(after, party=self._party(wish.party, after.source))
        return replace(
            after,
            stance=wish.stance or after.stance,
            certainty=wish.certainty or after.certainty,
            basis=wish.basis or after.basis,
            frame=self._framed(after.frame, report, wish, after.content),
        )

    def _framed(self, frame: Frame, report: Report, wish: Wish, content: Span) -> Frame:
        if wish.aspect is not None:
            frame = replace(frame, aspect=wish.aspect)
        if "figure" not in wish.given:
            return frame
        if wish.figure is None:
            return replace(frame, figure=None)
        unit, low, high, approximate = wish.figure
        if low is not None and high is not None and high < low:
            raise ReviewError(f"the figure's high {high} is below its low {low}")
        words = frame.figure.words if frame.figure else content.of(report.text)
        return replace(frame, figure=Figure(low, high, unit, words, approximate))

    def _party(self, asked: str, source: Span | None) -> PartyRef:
        """A party of the story, else of the data, by its id or name, else a new one of that name."""
        here = self._rows.party(asked)
        if here is not None:
            return PartyRef(here.id, here.name, here.kind, source, here.part_of)
        entry = party_base().by_id(asked) or party_base().lookup(asked)
        if entry is not None:
            return PartyRef(entry.id, entry.name, entry.kind, source)
        name = " ".join(asked.split())
        key = f"x/{slug(name)}"
        if key == "x/":
            raise ReviewError(f"party {asked!r}: an id or a name is asked")
        here = self._rows.party(key)
        return PartyRef(key, here.name if here else name, here.kind if here else NEW_PARTY, source)

    def _borrowed(self, position: str) -> Frame:
        """What a proposition's position is about, for another one on it; the words of its report stay behind."""
        row = self._rows.position(position)
        if row is None:
            raise ReviewError(f"no position {position!r}")
        frame = self._position(self._report(row.document), position).frame
        actors, targets = (tuple(replace(ref, span=None) for ref in refs) for refs in (frame.actors, frame.targets))
        return replace(frame, trigger=None, actors=actors, targets=targets, figure=None, negated=False)

    def _read(self, report: Report, wish: Wish, party: PartyRef) -> Frame:
        from twosource.reading.by_hand import frame_by_hand  # a second's work, for this alone
        from twosource.reading.read import knowledge

        assert wish.content is not None
        assert wish.stance is not None
        (doc,) = self._reader.parser.parse([report])
        try:
            return frame_by_hand(
                report,
                doc,
                knowledge(),
                content=wish.content,
                source=wish.source,
                cue=wish.cue,
                stance=wish.stance,
                party=party,
            )
        except ValueError as error:
            raise ReviewError(str(error)) from error


def _words(report: Report, span: Span | None) -> str | None:
    """The words of a span; refused where it runs past the text or holds nothing but space."""
    if span is None:
        return None
    if span.end > len(report.text):
        raise ReviewError(f"[{span.start}, {span.end}) runs past the report's {len(report.text)} code points")
    words = span.of(report.text)
    if not words.strip():
        raise ReviewError(f"[{span.start}, {span.end}) holds nothing but space")
    return words


def told(review: Review) -> str:
    """What a review changes, in words."""
    if review.action == "override":
        return f"standing: {review.status}"
    before, after = review.before, review.after
    if review.action != "correct" or before is None or after is None:
        return {"accept": "accepted as it is", "reject": "no position", "add": "added"}[review.action]
    parts = [
        f"{name}: {old} → {new}"
        for name, old, new in (
            ("stance", before.stance, after.stance),
            ("party", before.party.name, after.party.name),
            ("aspect", before.frame.aspect, after.frame.aspect),
            ("certainty", before.certainty, after.certainty),
            ("basis", before.basis, after.basis),
        )
        if old != new
    ]
    spans = (("content", before.content, after.content), ("source", before.source, after.source))
    parts += [f"{name}: other words" for name, old, new in (*spans, ("cue", before.cue, after.cue)) if old != new]
    if before.frame.figure != after.frame.figure:
        parts.append("figure: another")
    return "; ".join(parts)
