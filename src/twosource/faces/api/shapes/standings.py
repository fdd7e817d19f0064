"""Propositions, where they stand and why."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from twosource.faces.api.shapes.reports import PositionRow
from twosource.faces.api.shapes.values import Aspect, Count, OriginsShape, PartyName, ReviewCount, Stance, Status, Words


class Alternative(Struct):
    """The status if a contested affiliation holds, or doesn't."""

    condition: str
    status: Status


class Override(Struct):
    """A person's status in place of the computed one."""

    id: str
    status: Status
    computed: Status
    by: str
    reason: str
    at: str


class StandingShape(Struct):
    """Where a proposition stands: computed from the positions, never truth."""

    status: Status
    contested: bool
    unverifiable: bool
    origins: OriginsShape
    asserted_by: list[PartyName]
    confirmed_by: list[PartyName]
    denied_by: list[PartyName]
    unverified_by: list[PartyName]
    reason: str
    because: list[str]
    alternatives: list[Alternative]
    override: Override | None = None


class ChainShape(Struct):
    """Positions that rest on one origin, as far as a lower bound of origins goes."""

    origin: str
    """Who vouches, by name; where nobody is named or outlets cite each other only, in words."""
    parties: list[PartyName]
    positions: list[str]
    access: bool
    """Whether one of them says how it knows (did, saw, examined)."""
    folded: list[str]
    """Why its positions are one, a sentence each."""


class AdmissionShape(Struct):
    """A confirmation against the confirmer's interest."""

    party: PartyName
    why: str
    positions: list[str]


class FindingShape(Struct):
    """What a body without a stake says after examining it."""

    party: PartyName
    positions: list[str]


class DenialShape(Struct):
    """A denial, with the denier's stake and whether it denies what it is accused of."""

    party: PartyName
    stake: Literal["own", "none", "unknown"]
    accused: bool
    positions: list[str]


class ReversalShape(Struct):
    """A party that came to another stance."""

    party: PartyName
    before: Stance
    after: Stance
    since: str | None
    on: str | None
    because: list[str]


class RelayShape(Struct):
    """A position at second hand beside the party's own statement; `distorts` names what it changes."""

    position: str
    of: str
    distorts: str | None


class Axes(Struct):
    """What stays apart under a status."""

    chains: list[ChainShape]
    admissions: list[AdmissionShape]
    findings: list[FindingShape]
    denials: list[DenialShape]
    relays: list[RelayShape]
    reversals: list[ReversalShape]


class PropositionRow(Struct):
    """One thing that may be true or false of one event, and where it stands."""

    id: str
    story: str
    event: str
    aspect: Aspect
    text: str
    rivals: list[str]
    standing: StandingShape
    positions: Count
    reports: Count
    review: ReviewCount


class PropositionPage(PropositionRow):
    """A proposition with the positions on it, at most 1,000; see /positions for the rest."""

    stands: list[PositionRow] = field(default_factory=list)
    axes: Axes | None = None


class HistoryStep(Struct):
    """What the standing became with the reports of a day, and what changed it."""

    day: str | None
    """The day of publication; null for reports of no known day, which come last."""
    before: Status | None
    status: Status
    contested: bool
    unverifiable: bool
    origins: OriginsShape
    asserted_by: list[PartyName]
    confirmed_by: list[PartyName]
    denied_by: list[PartyName]
    unverified_by: list[PartyName]
    reason: str
    what: str
    """Who says what in the day's reports, in one sentence."""
    because: list[str]


class AsOf(Struct):
    """The standing at the end of a day, by the reports published until then; null where there was none."""

    proposition: str
    as_of: str
    standing: HistoryStep | None


class Quote(Struct):
    """Words of a report: at most 280 code points of them."""

    report: str
    words: Words


class WhyNode(Struct):
    """A step of the derivation, with what it rests on."""

    kind: str
    id: str | None
    text: str
    quotes: list[Quote]
    children: list[WhyNode]
