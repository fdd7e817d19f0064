"""What an item's words say of its event, looked up once and compared with every thread of its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from twosource.records import Frame, Place
from twosource.weaving.deeds import deeds_of, family_of, sites_of
from twosource.weaving.similarity import weigh
from twosource.weaving.threads import Item, kind_of, kinds_of, names_of, taken


@dataclass(frozen=True, slots=True)
class Facts:
    """An item, and what its frame comes to."""

    item: Item
    frame: Frame
    kind: str | None
    family: str | None
    deeds: frozenset[str]
    sites: frozenset[str]
    names: frozenset[str]
    marks: frozenset[str]
    doers: frozenset[str]
    targets: frozenset[str]
    taken: Place | None
    """The place that it says was taken."""
    says_where: bool
    """Whether its own words hold a word of its place's name."""
    vector: Mapping[str, float]
    """Its lemmas' weights, of length 1."""


def facts_of(item: Item) -> Facts:
    """What an item's frame comes to."""
    frame = item.position.frame
    names = names_of(item)
    return Facts(
        item=item,
        frame=frame,
        kind=kind_of(item),
        family=family_of(frame),
        deeds=deeds_of(frame),
        sites=sites_of(frame),
        names=names,
        marks=kinds_of(frame.marks),
        doers=frozenset(item.roots),
        targets=frozenset(ref.id for ref in frame.targets),
        taken=taken(item),
        says_where=_says_where(frame),
        vector=weigh(Counter(frame.lemmas), names),
    )


def _says_where(frame: Frame) -> bool:
    return frame.place is not None and bool(set(frame.place.name.casefold().split()) & set(frame.lemmas))
