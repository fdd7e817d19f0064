"""How a standing came about: what it was with the reports of each day, what changed it, and who turned round.

The days of a change are those of publication: what the record showed then. The days of a party's turn are those on
which it spoke, where the reports say so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from twosource.language.en.plurals import agree
from twosource.records import Assessment, Change, Reversal, Tie
from twosource.weaving.latest import latest
from twosource.weaving.sides import Base, Sides
from twosource.weaving.standing import assess, names_of, weigh
from twosource.weaving.stands import Matter, Stand

_DOES = {
    "asserts": "claims it",
    "confirms": "confirms it",
    "denies": "denies it",
    "unverified": "says that it can't be verified",
    "retracts": "takes it back",
    "declines": "declines to comment",
}
_SHOWN = 4


def assess_over_time(
    stands: Sequence[Stand],
    matter: Matter,
    base: Base,
    part_of: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    disputed: Mapping[str, tuple[Tie, ...]] | None = None,
) -> Assessment:
    """The standing of one proposition (see `assess`) with its history: `changes` and `reversals`.

    A change is what the standing was with the reports published by a day: another status, mark (contested,
    unverifiable), lower count of origins, or party on one of the sides. Oldest first; days that changed nothing are
    left out. Reports whose day isn't known come last, so that the last change is what stands now.
    """
    final = assess(stands, matter, base, part_of, names, disputed)
    sides = Sides(base, matter.on, part_of or {}, disputed=disputed or {}).placing(s.party for s in stands)
    called = names_of(stands, base, names)
    changes: list[Change] = []
    known: list[Stand] = []
    said = _Said()
    for day, group in groupby(sorted(stands, key=_published), key=lambda s: (s.published or "")[:10]):
        new = list(group)
        known += new
        if said.anew(new):
            now = final if len(known) == len(stands) else weigh(known, matter, sides, called)
            if not changes or _shown(now) != _shown(changes[-1]):
                changes.append(_change(day, changes[-1].status if changes else None, now, new, called))
    return replace(final, changes=tuple(changes), reversals=reversals(stands))


class _Said:
    """What has been said so far: a day that only says again what was said, in the same outlets, changes nothing."""

    def __init__(self) -> None:
        self._signs: set[tuple[object, ...]] = set()
        self._stances: dict[tuple[str, str], set[str]] = defaultdict(set)

    def anew(self, stands: Sequence[Stand]) -> bool:
        """Whether one of a day's positions may change the standing; they count as said from then on."""
        places = Counter((s.document, s.start, s.end) for s in stands)
        found = False
        for s in stands:
            sign = (
                s.party.id,
                s.voice,
                s.stance,
                s.basis,
                s.certainty,
                s.outlet,
                s.via,
                s.credit,
                s.evidence,
                s.figure,
            )
            self._stances[s.voice].add(s.stance)
            joint = places[s.document, s.start, s.end] > 1
            again = sign in self._signs and not joint and s.copied_from is None and len(self._stances[s.voice]) == 1
            found |= not again
            self._signs.add(sign)
        return found


def _change(day: str, before: str | None, now: Assessment, new: Sequence[Stand], names: Mapping[str, str]) -> Change:
    return Change(
        day=day or None,
        before=before,
        status=now.status,
        contested=now.contested,
        unverifiable=now.unverifiable,
        origins=now.origins,
        asserted_by=now.asserted_by,
        confirmed_by=now.confirmed_by,
        denied_by=now.denied_by,
        unverified_by=now.unverified_by,
        reason=now.reason,
        what=_what(new, names),
        because=tuple(s.id for s in new),
    )


def reversals(stands: Sequence[Stand]) -> tuple[Reversal, ...]:
    """Who came to another stance, when; to confirm what one has asserted is no turn. By day, then party.

    The nameless don't turn: two of them needn't be one.
    """
    found = [
        Reversal(
            party=stance.party.id,
            before=earlier.stance,
            after=later.stance,
            since=earlier.since or None,
            on=later.since or None,
            because=(earlier.positions[-1].id, later.positions[0].id),
        )
        for stance in latest(stands)
        if not stance.positions[0].nameless
        for earlier, later in zip(stance.turns, stance.turns[1:], strict=False)
    ]
    return tuple(sorted(found, key=lambda r: (r.on or "", r.party, r.because)))


def _published(s: Stand) -> tuple[bool, str, str, int, str]:
    return (s.published is None, (s.published or "")[:10], s.document, s.start, s.id)


def _shown(now: Assessment | Change) -> tuple[object, ...]:
    sides = (now.asserted_by, now.confirmed_by, now.denied_by, now.unverified_by)
    return (now.status, now.contested, now.unverifiable, now.origins.at_least, sides)


def _what(new: Sequence[Stand], names: Mapping[str, str]) -> str:
    """Who says what in the day's reports, once each: "Karvel denies it; Ostrana claims it (2 reports)."."""
    said: dict[tuple[str, str], set[str]] = {}
    for s in new:
        said.setdefault((s.party.id, s.stance), set()).add(s.document)
    parts = [
        f"{names[party]} {agree([names[party]], _DOES[stance])}"
        + (f" ({len(documents)} reports)" if len(documents) > 1 else "")
        for (party, stance), documents in said.items()
    ]
    if len(parts) > _SHOWN + 1:
        parts = [*parts[:_SHOWN], f"{len(parts) - _SHOWN} others speak"]
    return "; ".join(parts) + "."
