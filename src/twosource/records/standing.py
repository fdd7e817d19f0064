"""Where a proposition stands, and how it came there: computed from positions by docs/standing.md, never truth."""

from __future__ import annotations

from dataclasses import dataclass

STATUSES = (
    "retracted",
    "corroborated",
    "confirmed across sides",
    "disputed",
    "claimed",
    "denied",
    "unverified",
)
"""Of a proposition, in the order in which the first that holds is taken."""


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent origins stand behind a proposition; `at_most` is None where no bound is known."""

    at_least: int
    at_most: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, if a given affiliation holds (see Assessment.alternatives)."""

    condition: str
    status: str


@dataclass(frozen=True, slots=True)
class Fold:
    """A position that adds no origin of its own, and what it was folded into."""

    position: str
    into: str
    """Id of the position or of the party that it comes down to; for `cites` it may be a circle's name (see Chain)."""
    why: str
    """`same party`, `speaks for`, `cites`, `copies`, `agency's words`, `one thing shown`, `said jointly` or
    `nameless`."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Positions that rest on one origin, as far as a lower bound goes."""

    origin: str
    """Who vouches: a party's id; `?…` where no one is named, `circle:…` where outlets cite each other only,
    `shown:…` where it is a thing (a video) that is shown."""
    positions: tuple[str, ...]
    parties: tuple[str, ...]
    access: bool
    """Whether the words of one of its positions state how it knows (did, saw, examined)."""
    folds: tuple[Fold, ...] = ()
    """Why its positions are one, each fold once."""


@dataclass(frozen=True, slots=True)
class Admission:
    """A confirmation against the confirmer's interest."""

    party: str
    why: str
    """`had denied it`, `is accused of it`, `its own loss`."""
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Echo:
    """A party that says what another of its side had said before: no admission, and no second side."""

    party: str
    of: str
    """The party whose word it repeats."""
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a body without a stake says after examining it."""

    party: str
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial, with the denier's stake and whether it is what the denier is accused of."""

    party: str
    stake: str
    """`own`, `none` or `unknown`."""
    accused: bool
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relay:
    """A position that gives a party's words at second hand, beside the party's own statement among the reports."""

    position: str
    of: str
    """Id of the position in the party's own statement."""
    distorts: str | None = None
    """What it changes: `stance`, `figure`, `hedge`; None where it is faithful as far as can be told."""


@dataclass(frozen=True, slots=True)
class Change:
    """What the standing became with the reports of a day."""

    day: str | None
    """ISO day of publication; None for reports of no known day, which come last."""
    before: str | None
    """The status until then; None where nothing had been said."""
    status: str
    contested: bool
    unverifiable: bool
    origins: Origins
    asserted_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    unverified_by: tuple[str, ...]
    reason: str
    """Why it stood there then (as Assessment.reason)."""
    what: str
    """What changed it: who says what in the day's reports, in one sentence."""
    because: tuple[str, ...]
    """Ids of the positions published that day that brought it."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """A party that came to another stance: denied on Monday, confirmed on Thursday."""

    party: str
    before: str
    after: str
    """Stances."""
    since: str | None
    on: str | None
    """ISO days on which the two were said, else published; None where unknown."""
    because: tuple[str, ...]
    """Ids of the last position of the earlier stance and of the first of the later one."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where a proposition stands: its status, the axes under it, and its history."""

    proposition: str
    status: str
    contested: bool
    unverifiable: bool
    origins: Origins
    asserted_by: tuple[str, ...]
    confirmed_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    unverified_by: tuple[str, ...]
    reason: str
    because: tuple[str, ...]
    alternatives: tuple[Standing, ...] = ()
    chains: tuple[Chain, ...] = ()
    """Who stands behind it at the bottom, by origin."""
    admissions: tuple[Admission, ...] = ()
    echoes: tuple[Echo, ...] = ()
    findings: tuple[Finding, ...] = ()
    denials: tuple[Denial, ...] = ()
    relays: tuple[Relay, ...] = ()
    changes: tuple[Change, ...] = ()
    """Oldest first; the last one is what stands now."""
    reversals: tuple[Reversal, ...] = ()
    """By day."""
    computed: str | None = None
    """The status by the rules, where a person has set another; None where nobody has."""
