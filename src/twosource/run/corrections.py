"""What outlets took back or corrected: by their own word, or in a later version of a report.

The ledger stands on the latest versions. What an earlier one said and the later one doesn't is told here, so that a
figure that was quietly mended, or a claim that is gone, doesn't go unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from twosource.records import Figure, Ledger, Position, Report
from twosource.run.pipeline import read_unread
from twosource.run.progress import Progress, silent
from twosource.run.reader import Reader, default_reader
from twosource.store import Store, fingerprint
from twosource.store.base import recency

SAME = 0.5
"""The least cosine of two positions' lemmas at which one is taken for the other in another version."""


@dataclass(frozen=True, slots=True, order=True)
class Correction:
    """One thing that an outlet no longer says as it did."""

    day: str | None
    """ISO day of the report or version that corrects; None where unknown."""
    document: str
    kind: str
    """`retracted` (by its own word), `dropped` (not in the later version), `figure` or `stance` (another one there)."""
    party: str
    """Name of who said it, as the earlier version had it."""
    was: str
    """The words before."""
    now: str | None
    """The words that took their place, or that take it back; None where nothing did."""
    proposition: str | None
    """Id of today's proposition that it bears on, where there is one."""


def corrections(
    store: Store, story: str, ledger: Ledger, *, reader: Reader | None = None, progress: Progress = silent
) -> tuple[Correction, ...]:
    """Everything that reports of the story took back or changed, by day and report.

    `ledger` is the story's as it is now. Versions that were never read are read. An unknown day comes first.
    """
    reader = reader or default_reader()
    read_unread(store, story, reader, progress)
    found = [*_retracted(ledger), *_between_versions(store, story, ledger, reader)]
    return tuple(sorted(found, key=lambda c: (c.day or "", c.document, c.kind, c.was, c.now or "", c.party)))


def _retracted(ledger: Ledger) -> Iterator[Correction]:
    texts = {report.id: report for report in ledger.documents}
    positions = {p.id: p for p in ledger.positions}
    names = {p.id: p.name for p in ledger.parties}
    for assessment in ledger.assessments:
        for turn in assessment.reversals:
            if turn.after == "retracts":
                earlier, later = (positions[p] for p in turn.because)
                was, now = (p.content.of(texts[p.document].text) for p in (earlier, later))
                party = names.get(turn.party, turn.party)
                yield Correction(turn.on, later.document, "retracted", party, was, now, assessment.proposition)


def _between_versions(store: Store, story: str, ledger: Ledger, reader: Reader) -> Iterator[Correction]:
    versions: dict[str, list[Report]] = {}
    for report in store.reports(story):
        versions.setdefault(report.id, []).append(report)
    several = {document: sorted(found, key=recency) for document, found in versions.items() if len(found) > 1}
    if not several:
        return
    read: dict[tuple[str, str], Sequence[Position]] = {}
    others: list[Position] = []
    standing = {p.id: p.proposition for p in ledger.positions}
    for reading in store.readings(story, fingerprint(reader.stages)):
        if reading.document in several:
            read[reading.document, reading.version] = reading.positions
        others += [p for p in reading.positions if p.id in standing]
    for document, ordered in sorted(several.items()):
        for earlier, later in pairwise(ordered):
            before = read.get((document, earlier.version), ())
            after = read.get((document, later.version), ())
            for position in before:
                yield from _changed(position, earlier, after, later, others, standing)


def _changed(
    position: Position,
    earlier: Report,
    after: Sequence[Position],
    later: Report,
    others: Sequence[Position],
    standing: dict[str, str],
) -> Iterator[Correction]:
    day = later.day.isoformat() if later.day else None
    was = position.content.of(earlier.text)
    kept = _nearest(position, [p for p in after if p.party.id == position.party.id])
    if kept is None:
        like = _nearest(position, others)
        home = standing[like.id] if like is not None else None
        yield Correction(day, later.id, "dropped", position.party.name, was, None, home)
        return
    now, home = kept.content.of(later.text), standing.get(kept.id)
    if _figure(position.frame.figure) != _figure(kept.frame.figure):
        yield Correction(day, later.id, "figure", position.party.name, was, now, home)
    elif position.stance != kept.stance:
        yield Correction(day, later.id, "stance", position.party.name, was, now, home)


def _nearest(position: Position, others: Sequence[Position]) -> Position | None:
    """The position of the same aspect whose words are nearest, the same stance first; None where none is near."""
    near = [(_cosine(position, p), p.stance == position.stance, p) for p in others]
    fit = [entry for entry in near if entry[0] >= SAME and entry[2].frame.aspect == position.frame.aspect]
    if not fit:
        return None
    return max(fit, key=lambda entry: (entry[1], entry[0], -entry[2].content.start, entry[2].id))[2]


def _cosine(a: Position, b: Position) -> float:
    one, other = Counter(a.frame.lemmas), Counter(b.frame.lemmas)
    length = sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))
    return sum(n * other[lemma] for lemma, n in one.items()) / length if length else 0.0


def _figure(figure: Figure | None) -> tuple[int | None, int | None] | None:
    return None if figure is None else (figure.low, figure.high)
