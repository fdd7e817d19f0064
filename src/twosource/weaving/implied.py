"""What a claimed deed implies: who says that he shot a helicopter down says too that it was shot down."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from twosource.weaving.deeds import family_of
from twosource.weaving.linkage import BARRED
from twosource.weaving.proposition_score import Told, claims_deed, occurrence_fit
from twosource.weaving.threads import Item

_PLAIN = frozenset({"occurrence", "outcome"})
_NEAR = 0.5
"""How near the words of two tellings are taken to be: kind, day, place and site alone decide."""


def implied(aspect: str, group: Sequence[Item], claims: Iterable[Item], losers: Collection[str]) -> list[Item]:
    """Those claims of a deed, by who did it, on a group's event that imply what the group's positions put forward.

    Only where one whom it was done to (`losers`, by party id) confirms it without saying who did it: an army that
    "confirmed that a helicopter was shot down" answers the rebels' "we shot it down". The deed must be of that kind,
    and lie in no other place or day. In the order of `claims`.
    """
    if aspect not in _PLAIN or not losers:
        return []
    told = [i for i in group if i.position.stance == "confirms" and i.party in losers and not claims_deed(i)]
    kinds = {family_of(i.position.frame) for i in told} - {None}
    here = [Told.of(i) for i in told]
    return [
        item
        for item in claims
        if item.position.frame.aspect == "responsibility"
        and claims_deed(item)
        and family_of(item.position.frame) in kinds
        and _may_be(Told.of(item), here)
    ]


def _may_be(claim: Told, told: Iterable[Told]) -> bool:
    return any(occurrence_fit(claim, one, _NEAR) != BARRED for one in told)
