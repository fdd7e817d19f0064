"""What one report says: a Reading is made from one Report and never changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from twosource.records.identity import content_id
from twosource.records.issue import Issue
from twosource.records.party import PartyRef
from twosource.records.place import Place
from twosource.records.span import Span
from twosource.records.stage import Stage
from twosource.records.time import Interval

STANCES = ("asserts", "confirms", "denies", "unverified", "retracts", "declines")
CERTAINTIES = ("certain", "hedged")
BASES = ("did", "saw", "examined", "was told", "unknown")
ASPECTS = ("occurrence", "responsibility", "means", "toll", "outcome", "other")
EVENT_TYPES = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
EVIDENCE_KINDS = ("video", "photo", "satellite", "document", "recording", "sample", "witness", "reporter")


@dataclass(frozen=True, slots=True, order=True)
class Attribution:
    """Who is said to say what: source, cue and content words. Kept also where it takes no stand on what happened."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    """One span, or several where the content is interrupted ("…", he said, "…")."""
    stance: str | None
    """One of STANCES, or None where it takes no stand on what happened."""
    about: str = "fact"
    """`fact`, or why it holds no position: `opinion`, `demand`, `plan`, `prediction`, `threat`."""
    certainty: str = "certain"
    parties: tuple[PartyRef, ...] = ()
    """Who vouches at the bottom of the chain; several where they speak jointly."""
    via: tuple[PartyRef, ...] = ()
    """Who carries it, outermost first (an agency, an outlet), the report's own outlet left out."""
    basis: str = "unknown"
    said: str | None = None
    """The ISO date on which it was said, where the report says so."""


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """How many, as stated. An open bound is None; a word such as "dozens" has both open and keeps its words."""

    low: int | None
    high: int | None
    unit: str
    """`killed`, `wounded`, `casualties`, `missing`, `captured`, `displaced`, `destroyed`, with a prefix where said."""
    words: str
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.high < self.low:
            raise ValueError(f"figure {self.words!r}: high {self.high} below low {self.low}")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a position's content is about, as far as its words tell: what weaving compares."""

    aspect: str
    type: str | None
    """PLOVER event type; None where the words name none."""
    mode: str | None = None
    trigger: Span | None = None
    """The word that names the event."""
    lemmas: tuple[str, ...] = ()
    """Content lemmas, lower case, in order: what the words are about."""
    weapons: tuple[str, ...] = ()
    """Lemmas of weapons and substances."""
    time: Interval | None = None
    place: Place | None = None
    actors: tuple[PartyRef, ...] = ()
    targets: tuple[PartyRef, ...] = ()
    figure: Figure | None = None
    negated: bool = False
    anaphoric: bool = False
    """The content points at an event named before ("the attack", "the deaths") rather than naming one."""
    marks: tuple[str, ...] = ()
    """What sets its deed apart from the one that the report has at hand: `earlier`, `often`, `again`, `answer`,
    `beside` (told beside another deed: "after the attack"); sorted."""


@dataclass(frozen=True)  # no slots: the id, asked for again and again, is kept once made
class Position:
    """One party's stance at one place in one report; weaving says on which proposition."""

    story: str
    document: str
    version: str
    """The report's."""
    party: PartyRef
    stance: str
    content: Span
    source: Span | None
    cue: Span | None
    frame: Frame
    certainty: str = "certain"
    via: tuple[PartyRef, ...] = ()
    basis: str = "unknown"
    said: str | None = None
    confidence: float = 1.0
    headline: bool = False
    """Stands in the report's first line as its headline."""
    review: str = "unreviewed"
    """`unreviewed`, `accepted`, `corrected`, `added`: what a person has made of it (see Review)."""
    keeps: str | None = None
    """The id of the position that this one corrects: it keeps that id. None where it has its own."""

    def __post_init__(self) -> None:
        if self.stance not in STANCES:
            raise ValueError(f"stance {self.stance!r} is none of {', '.join(STANCES)}")

    @cached_property
    def id(self) -> str:
        """Made from what it is: the same party, stance and words at the same place give the same id."""
        return self.keeps or content_id(
            "p",
            self.story,
            self.document,
            self.version,
            self.party.id,
            self.stance,
            self.content.start,
            self.content.end,
            self.frame.aspect,
        )


@dataclass(frozen=True, slots=True)
class EvidenceMention:
    """Something that a report points to as showing what happened."""

    kind: str
    span: Span
    first_published_by: PartyRef | None = None
    authenticated_by: PartyRef | None = None
    sentence: Span | None = None
    """Positions inside this stretch rest on it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one version of one report."""

    story: str
    document: str
    version: str
    attributions: tuple[Attribution, ...] = ()
    positions: tuple[Position, ...] = ()
    evidence: tuple[EvidenceMention, ...] = ()
    affiliations: tuple[PartyRef, ...] = ()
    """Who is said to belong to whom, and by whom that is denied; and the wholes themselves."""
    issues: tuple[Issue, ...] = ()
    stages: tuple[Stage, ...] = ()
