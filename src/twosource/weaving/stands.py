"""Positions as standing sees them: whose, how known, when said, through whom, copied from where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from twosource.records import Evidence, Figure, LedgerPosition, Party, Report
from twosource.weaving.reprints import ACCESS, Copied

POSITIVE = frozenset({"asserts", "confirms"})
_SHOWN = frozenset({"video", "photo", "satellite", "document", "recording", "sample"})
"""Kinds of evidence that several can show: who examines the same one knows no more than the others."""
_LOOKING_BACK = ("had ", "hadn", "’d ", "'d ")
"""How the words of a saying begin that was before the news: English, as the readings are."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a proposition is about, as far as its standing turns on it."""

    proposition: str
    aspect: str
    actors: tuple[str, ...] = ()
    """Ids of those who are said to have done it: on responsibility, the accused."""
    targets: tuple[str, ...] = ()
    """Ids of those who are said to have suffered it."""
    on: date | None = None
    """A day by which affiliations are judged: the event's, else the first report's."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One party's stance on the proposition, at one place in one report."""

    id: str
    document: str
    party: Party
    stance: str
    basis: str = "unknown"
    certainty: str = "certain"
    said: str | None = None
    published: str | None = None
    start: int = 0
    end: int = 1
    """Where its content stands in the report."""
    source: tuple[int, int] | None = None
    """Where the words that name the source stand; None in the report's own voice."""
    recalled: bool = False
    """Whether the report looks back at it ("had denied"): before what the report tells as news."""
    outlet: str | None = None
    """Party id of the report's outlet, where known."""
    via: tuple[str, ...] = ()
    """Who carries it, outermost first: party ids where known, else names."""
    credit: str | None = None
    """Party id of the agency to which the report credits these words."""
    copied_from: str | None = None
    """Id of the position in another report from which this one's words are copied."""
    copied_outlet: str | None = None
    """Outlet of the report from which they are copied."""
    evidence: tuple[str, ...] = ()
    """Keys of the things that it rests on: the same video has the same key wherever it is shown."""
    figure: Figure | None = None

    @property
    def own_voice(self) -> bool:
        """Whether the report says it itself, naming nobody."""
        return self.source is None

    @property
    def day(self) -> str:
        """The ISO day on which it was said, else published; empty where unknown."""
        return (self.said or self.published or "")[:10]

    @property
    def access(self) -> bool:
        """Whether its words state that the party knows, and it says so without a hedge."""
        return self.basis in ACCESS and self.certainty == "certain"

    @property
    def nameless(self) -> bool:
        """Whether nobody can tell who it is: no name, and belonging to nothing known."""
        return self.party.kind == "unnamed" and self.party.part_of is None

    @property
    def voice(self) -> tuple[str, str]:
        """Who counts as one party: the party; the nameless are one only within an outlet, or its carrier's words."""
        if not self.nameless:
            return (self.party.id, "")
        return (self.party.id, self.via[-1] if self.via else self.credit or self.outlet or self.document)


def stands(
    positions: Sequence[LedgerPosition],
    parties: Mapping[str, Party],
    reports: Mapping[str, Report],
    outlets: Mapping[str, str],
    copied: Mapping[str, Copied],
    credits: Mapping[str, str],
    evidence: Sequence[Evidence] = (),
) -> tuple[Stand, ...]:
    """Positions with what their standing turns on, sorted by id.

    `parties`: by the positions' own party ids (`weaving.parties.party_map`); `reports`: by document;
    `outlets`: document -> party id of its outlet; `copied`: `weaving.reprints.copied_positions`;
    `credits`: position -> party id of the agency to which its words are credited, the first in its `via` where a
    source is quoted. Names in `via` become ids where a party has that name.
    """
    ids = {name.casefold(): p.id for p in sorted(parties.values(), key=lambda p: p.id) for name in (p.name, *p.names)}
    shown = _shown(positions, evidence)
    out = []
    for position in positions:
        party = parties[position.party.id]
        copy = copied.get(position.id)
        credit = credits.get(position.id)
        out.append(
            Stand(
                id=position.id,
                document=position.document,
                party=party,
                stance=position.stance,
                basis=position.basis,
                certainty=position.certainty,
                said=position.said,
                published=reports[position.document].published if position.document in reports else None,
                start=position.content.start,
                end=position.content.end,
                source=(position.source.start, position.source.end) if position.source else None,
                recalled=_recalled(position, reports),
                outlet=outlets.get(position.document),
                via=tuple(
                    ids.get(name.casefold(), (credit or name) if n == 0 else name)
                    for n, name in enumerate(position.via)
                ),
                credit=credit,
                copied_from=copy.position if copy else None,
                copied_outlet=outlets.get(copy.document) if copy else None,
                evidence=shown.get(position.id, ()),
                figure=position.figure,
            )
        )
    return tuple(sorted(out, key=lambda s: s.id))


def _recalled(position: LedgerPosition, reports: Mapping[str, Report]) -> bool:
    report = reports.get(position.document)
    if report is None or position.cue is None:
        return False
    return position.cue.of(report.text).lower().startswith(_LOOKING_BACK)


def _shown(positions: Sequence[LedgerPosition], evidence: Sequence[Evidence]) -> dict[str, tuple[str, ...]]:
    """Position id -> keys of its evidence: kind and first publisher where known, else kind on the proposition.

    Two reports that point to "a video" of the same thing are taken to mean the same one, also where only one of them
    says who published it: a lower bound needs no less. Two that name two publishers show two.
    """
    about = {p.id: p.proposition for p in positions}
    resting = [
        (item.kind, item.first_published_by, position)
        for item in evidence
        if item.kind in _SHOWN
        for position in item.positions
        if position in about
    ]
    published: dict[tuple[str, str], str] = {}
    for kind, publisher, position in resting:
        if publisher is not None:
            thing = (kind, about[position])
            published[thing] = min(publisher, published.get(thing, publisher))
    keys: dict[str, set[str]] = {}
    for kind, publisher, position in resting:
        here = about[position]
        keys.setdefault(position, set()).add(f"{kind}:{publisher or published.get((kind, here), here)}")
    return {position: tuple(sorted(found)) for position, found in keys.items()}
