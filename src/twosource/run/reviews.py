"""People's reviews put into what was read, before it is woven, and into standings, after: pure functions.

A review holds whatever the machine reads the next time: it keeps the position as the person has it, and is put where
the machine's stands now, else in by itself. Without the review everything is as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from twosource.records import Assessment, Issue, Judgement, LedgerPosition, Position, Reading, Report, Review, Span
from twosource.weaving.events import SAME as SAME_EVENT
from twosource.weaving.propositions import SAME as SAME_PROPOSITION

STAGE = "review"
_TAKEN = {"accept": "accepted", "correct": "corrected", "add": "added"}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reading as people have it."""

    reading: Reading
    judgements: tuple[Judgement, ...] = ()
    """Those that come with positions that people added to a proposition."""
    issues: tuple[Issue, ...] = ()
    """Reviews that can't be placed: their words are no longer in the report."""


def reviewed(report: Report, reading: Reading, reviews: Iterable[Review]) -> Reviewed:
    """A report's reading with these reviews in it, in their order; those of other reports don't matter."""
    own = [review for review in reviews if review.document == reading.document]
    positions = list(reading.positions)
    judgements: list[Judgement] = []
    issues: list[Issue] = []
    for review in own:
        placed = _placed(review, report)
        if placed is None:
            issues.append(_unplaced(review, reading))
            continue
        found = _find(positions, review, placed)
        if found is not None:
            positions.remove(found)
        if review.action != "reject":
            keeps = found.id if found is not None and review.action == "correct" else placed.keeps
            positions.append(replace(placed, review=_TAKEN[review.action], keeps=keeps))
        if review.action == "add" and review.same_as is not None:
            judgements += [
                Judgement(relation, placed.id, review.same_as, "positive", 1.0, review.maker, "added so")
                for relation in (SAME_EVENT, SAME_PROPOSITION)
            ]
    if not own:
        return Reviewed(reading)
    positions.sort(key=lambda p: (p.content, p.party.id, p.id))
    return Reviewed(replace(reading, positions=tuple(positions)), tuple(judgements), tuple(issues))


def _placed(review: Review, report: Report) -> Position | None:
    """The position that a review is about, in this version of the report; None where its words aren't there now."""
    position = review.after or review.before
    if position is None:
        return None
    spans = (position.content, position.source, position.cue)
    if position.version == report.version:
        return position
    content = review.words[0]
    if not content or report.text.count(content) != 1:
        return None
    moved = report.text.index(content) - position.content.start
    there = [
        None if span is None or report.text[span.start + moved : span.end + moved] != words else _moved(span, moved)
        for span, words in zip(spans, review.words, strict=True)
    ]
    if there[0] is None:
        return None
    trigger = position.frame.trigger
    return replace(
        position,
        version=report.version,
        content=there[0],
        source=there[1],
        cue=there[2],
        frame=replace(position.frame, trigger=_moved(trigger, moved) if trigger else None),
    )


def _moved(span: Span, by: int) -> Span | None:
    return Span(span.start + by, span.end + by) if span.start + by >= 0 else None


def _find(positions: Sequence[Position], review: Review, placed: Position) -> Position | None:
    """The position that a review means: that of its id, else the one of its party and aspect on most of its words."""
    if review.action == "add":
        return next((p for p in positions if p.id == placed.id), None)
    for position in positions:
        if position.id == review.target:
            return position
    was = review.before or placed
    best: tuple[int, Position] | None = None
    for position in positions:
        if (position.party.id, position.frame.aspect) != (was.party.id, was.frame.aspect):
            continue
        shared = min(position.content.end, placed.content.end) - max(position.content.start, placed.content.start)
        longer = max(p.content.end - p.content.start for p in (position, placed))
        if 2 * shared >= longer and (best is None or shared > best[0]):
            best = (shared, position)
    return best[1] if best else None


def _unplaced(review: Review, reading: Reading) -> Issue:
    return Issue(
        stage=STAGE,
        code="review-unplaced",
        detail=f"{review.maker}'s decision ({review.action}) on {review.target} has no place in this version",
        remedy="decide again on the report as it is now",
        document=reading.document,
    )


def overridden(
    assessments: Iterable[Assessment], positions: Iterable[LedgerPosition], reviews: Iterable[Review]
) -> tuple[Assessment, ...]:
    """Standings with people's own in their place; the last one holds. The computed status and its reason stay told."""
    rows = {assessment.proposition: assessment for assessment in assessments}
    homes: dict[str, str] | None = None
    for review in reviews:
        if review.action != "override" or review.status is None:
            continue
        key = review.target
        if key not in rows:
            if homes is None:
                homes = {position.id: position.proposition for position in positions}
            held = Counter(homes[one] for one in review.positions if one in homes)
            if not held:
                continue
            key = min(held, key=lambda one: (-held[one], one))
        rows[key] = _set(rows[key], review, review.status)
    return tuple(sorted(rows.values(), key=lambda a: a.proposition))


def _set(standing: Assessment, review: Review, status: str) -> Assessment:
    computed = standing.computed or standing.status
    reason = standing.reason.rpartition(_BY_THE_RULES)[2] if standing.computed else standing.reason
    told = review.reason.rstrip(".")
    return replace(
        standing,
        status=status,
        computed=computed,
        reason=f"Set to {status} by {review.maker}: {told}.{_BY_THE_RULES}{reason}",
    )


_BY_THE_RULES = " By the rules: "
