"""The words on every screen: they keep what parties say apart from what is so, and "unknown" apart from nothing."""

from __future__ import annotations

from collections.abc import Mapping

from twosource.export.words import count, figure, listed, origins, place, time, when_and_where
from twosource.language.en.plurals import agree
from twosource.records import Assessment

__all__ = [
    "BASES",
    "BY",
    "STANCES",
    "count",
    "figure",
    "listed",
    "origins",
    "place",
    "standing",
    "time",
    "when_and_where",
]

STANCES: Mapping[str, str] = {
    "asserts": "says so",
    "confirms": "confirms it",
    "denies": "denies it",
    "unverified": "says that it can't be verified or isn't known",
    "retracts": "takes it back",
    "declines": "won't comment",
}
"""A stance as what a party does."""
BASES: Mapping[str, str] = {
    "did": "did it",
    "saw": "saw it",
    "examined": "examined it",
    "was told": "was told",
    "unknown": "not said",
}
"""A position's basis as words."""
BY: tuple[tuple[str, str], ...] = (
    ("asserts", "asserted by"),
    ("confirms", "confirmed by"),
    ("denies", "denied by"),
    ("unverified", "not verified, say"),
    ("retracts", "taken back by"),
)
"""Stances in the order in which they are shown, with the words before the parties' names."""


def standing(assessment: Assessment, names: Mapping[str, str], *, every: bool = False) -> str:
    """A proposition's standing in words: its status, who contests it, whether it can't be verified, alternatives.

    Alternatives that come to the same status are left out, unless `every` one is asked for.
    """
    words = assessment.status
    if assessment.contested and assessment.denied_by:
        who = [names.get(p, p) for p in assessment.denied_by]
        words += f", contested: {listed(who)} {agree(who, 'denies it')}"
    if assessment.unverifiable and assessment.status != "unverified":
        words += ", not independently verified"
    for other in assessment.alternatives:
        if every or other.status != assessment.status:
            words += f"; if {other.condition}: {other.status}"
    return words
