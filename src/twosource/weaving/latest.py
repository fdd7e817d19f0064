"""A party counts once on a proposition, with its latest stance; what it said before is kept as history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from twosource.records import Party
from twosource.weaving.stands import POSITIVE, Stand

_CAUTION = ("retracts", "denies", "unverified", "confirms", "asserts")
"""Where two reports of a day tell one party's stances apart and nothing says which came last, the first of these."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A stance that a party came to, with the positions that carry it until it changed."""

    stance: str
    since: str
    """ISO day; empty where unknown."""
    positions: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Stance:
    """Where one party stands on a proposition, and how it came there."""

    party: Party
    turns: tuple[Turn, ...]
    """Oldest first; the last one counts."""

    @property
    def stance(self) -> str:
        """The latest."""
        return self.turns[-1].stance

    @property
    def since(self) -> str:
        """ISO day from which it holds; empty where unknown."""
        return self.turns[-1].since

    @property
    def positions(self) -> tuple[Stand, ...]:
        """The positions that carry the latest stance, oldest first."""
        return self.turns[-1].positions

    @property
    def had_denied(self) -> bool:
        """Whether a denial came before the latest stance."""
        return any(turn.stance == "denies" for turn in self.turns[:-1])

    @property
    def backed(self) -> bool:
        """Whether it ever asserted or confirmed."""
        return any(turn.stance in POSITIVE for turn in self.turns)


def latest(stands: Sequence[Stand]) -> tuple[Stance, ...]:
    """Each party's stance by the day on which it was said, else published, then by the place in the report.

    To decline to comment is no stance. Two reports of one day with no hour give no order: the more cautious stance is
    then the later. Asserting again doesn't undo having confirmed. What has no day at all comes before what has one.
    Sorted by party id.
    """
    voices: dict[tuple[str, str], list[Stand]] = defaultdict(list)
    for stand in stands:
        if stand.stance != "declines":
            voices[stand.voice].append(stand)
    return tuple(Stance(group[0].party, _turns(group)) for _, group in sorted(voices.items()))


def _turns(group: Sequence[Stand]) -> tuple[Turn, ...]:
    steps: list[list[Stand]] = []
    days: dict[str, list[Stand]] = defaultdict(list)
    for stand in group:
        days[stand.day].append(stand)
    for _, of_day in sorted(days.items()):
        for of_moment in _moments(of_day):
            steps.extend(_ordered(of_moment))
    turns: list[Turn] = []
    for step in steps:
        stance = "confirms" if any(s.stance == "confirms" for s in step) else step[0].stance
        last = turns[-1] if turns else None
        if last is not None and (last.stance == stance or {last.stance, stance} <= POSITIVE):
            both = "confirms" if "confirms" in (last.stance, stance) else stance
            turns[-1] = Turn(both, last.since, (*last.positions, *step))
        else:
            turns.append(Turn(stance, step[0].day, tuple(step)))
    return tuple(turns)


def _moments(of_day: Sequence[Stand]) -> list[list[Stand]]:
    """A day's positions by the hour of publication where all have one and none has a `said`, else all at once."""
    hours = [_instant(s) for s in of_day]
    if any(h is None for h in hours):
        return [list(of_day)]
    groups: dict[datetime, list[Stand]] = defaultdict(list)
    for hour, stand in zip(hours, of_day, strict=True):
        if hour is not None:
            groups[hour].append(stand)
    return [groups[hour] for hour in sorted(groups)]


def _instant(stand: Stand) -> datetime | None:
    if stand.said is not None or stand.published is None or "T" not in stand.published:
        return None
    moment = datetime.fromisoformat(stand.published)
    return moment.astimezone(UTC) if moment.tzinfo is not None else None


def _ordered(group: Sequence[Stand]) -> list[list[Stand]]:
    """One report's positions in its own order, what it looks back at first.

    Of several reports, those that end on the most cautious stance come last.
    """
    documents: dict[str, list[Stand]] = defaultdict(list)
    for stand in group:
        documents[stand.document].append(stand)
    told = [sorted(d, key=lambda s: (not s.recalled, s.start, s.end, s.id)) for _, d in sorted(documents.items())]
    told.sort(key=lambda d: (-_CAUTION.index(d[-1].stance), d[0].document))
    return [[stand] for document in told for stand in document]
