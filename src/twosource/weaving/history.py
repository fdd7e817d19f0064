"""How a standing came about: what it was with the reports of each day, what changed it, and who turned round.

The days of a change are those of publication: what the record showed then. The days of a party's turn are those on
which it spoke, where the reports say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from twosource.records import Assessment, Change, Reversal
from twosource.weaving.latest import latest
from twosource.weaving.sides import Base
from twosource.weaving.standing import assess, names_of
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
) -> Assessment:
    """The standing of one proposition (see `assess`) with its history: `changes` and `reversals`."""
    final = assess(stands, matter, base, part_of, names)
    called = names_of(stands, base, names)
    return replace(
        final, changes=changes(stands, matter, base, part_of, called, final=final), reversals=reversals(stands)
    )


def changes(
    stands: Sequence[Stand],
    matter: Matter,
    base: Base,
    part_of: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    *,
    final: Assessment | None = None,
) -> tuple[Change, ...]:
    """What the standing was with the reports published by each day, oldest first; days that changed nothing left out.

    A change is another status, mark (contested, unverifiable), lower count of origins, or party on one of the sides.
    Reports whose day isn't known come last, so that the last change is what stands now. `final` spares computing that
    once more.
    """
    out: list[Change] = []
    known: list[Stand] = []
    for day, group in groupby(sorted(stands, key=_published), key=lambda s: (s.published or "")[:10]):
        new = list(group)
        known += new
        now = final if final is not None and len(known) == len(stands) else assess(known, matter, base, part_of, names)
        last = out[-1] if out else None
        if last is None or _shown(now) != _shown(last):
            out.append(
                Change(
                    day=day or None,
                    before=last.status if last else None,
                    status=now.status,
                    contested=now.contested,
                    unverifiable=now.unverifiable,
                    origins=now.origins,
                    asserted_by=now.asserted_by,
                    confirmed_by=now.confirmed_by,
                    denied_by=now.denied_by,
                    unverified_by=now.unverified_by,
                    reason=now.reason,
                    what=_what(new, names_of(stands, base, names)),
                    because=tuple(s.id for s in new),
                )
            )
    return tuple(out)


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
        f"{names[party]} {_DOES[stance]}" + (f" ({len(documents)} reports)" if len(documents) > 1 else "")
        for (party, stance), documents in said.items()
    ]
    if len(parts) > _SHOWN + 1:
        parts = [*parts[:_SHOWN], f"{len(parts) - _SHOWN} others speak"]
    return "; ".join(parts) + "."
