"""An invented war, its parties and their data: Ostrana against Karvel, the Dawn Brigade of contested allegiance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from twosource.records import Party, PartyEntry, Tie
from twosource.weaving.stands import Matter, Stand

WAR = "border-war"


def _entry(identity: str, kind: str, *ties: Tie, country: str | None = None) -> PartyEntry:
    name = identity.replace("/", " ").replace("-", " ").title()
    return PartyEntry(identity, name, kind, ties=ties, country=country, source="invented")


def _in(target: str) -> Tie:
    return Tie("part_of", target, "invented")


ENTRIES = {
    e.id: e
    for e in (
        _entry("ostrana", "state", Tie("side", f"{WAR}/east", "invented"), country="OS"),
        _entry("ostrana/mod", "body", _in("ostrana"), country="OS"),
        _entry("ostrana/tv", "outlet", _in("ostrana"), country="OS"),
        _entry("ostrana/governor", "body", _in("ostrana"), country="OS"),
        _entry("karvel", "state", Tie("side", f"{WAR}/west", "invented"), country="KV"),
        _entry("karvel/army", "military", _in("karvel"), country="KV"),
        _entry("karvel/mfa", "body", _in("karvel"), country="KV"),
        _entry("veld", "state", country="VD"),
        _entry("old-karvel", "state", Tie("side", f"{WAR}/west", "invented"), country="KV"),
        _entry("new-karvel", "state", Tie("succeeds", "old-karvel", "invented"), country="KV"),
        _entry("sund", "state", country="SU"),
        _entry(
            "dawn",
            "armed group",
            Tie("side", f"{WAR}/rebels", "invented"),
            Tie("allied_with", "karvel", "invented", contested="Karvel denies it"),
        ),
        _entry(
            "raiders",
            "armed group",
            Tie("part_of", "karvel", "invented", contested="Karvel disowns them"),
        ),
        _entry("wire", "agency", country="NO"),
        _entry("wire-two", "agency", country="CH"),
        _entry("post", "outlet", country="NZ"),
        _entry("herald", "outlet", country="IE"),
        _entry("karvel-daily", "outlet", country="KV"),
        _entry("inspectors", "international body"),
        _entry("watch", "monitor", country="SE"),
        _entry("medics", "medical", country="FR"),
    )
}


@dataclass(frozen=True)
class FakeBase:
    """Parties' data with the few answers that weaving asks for."""

    entries: Mapping[str, PartyEntry] = field(default_factory=lambda: ENTRIES)

    def by_id(self, identity: str, /) -> PartyEntry | None:
        return self.entries.get(identity)

    def ancestors(self, identity: str, /) -> tuple[str, ...]:
        out: list[str] = []
        entry = self.by_id(identity)
        while entry is not None:
            up = [t.target for t in entry.ties if t.relation == "part_of" and t.contested is None]
            if not up or up[0] in out:
                break
            out.append(up[0])
            entry = self.by_id(up[0])
        return tuple(out)

    def sides(self, identity: str, on: date | None = None, /) -> frozenset[str]:
        found = set()
        for one in (identity, *self.ancestors(identity)):
            entry = self.by_id(one)
            found |= {t.target for t in entry.ties if t.relation == "side"} if entry else set()
        return frozenset(found)

    def opposed(self, left: str, right: str, on: date | None = None, /) -> bool | None:
        if not {left, *self.ancestors(left)}.isdisjoint({right, *self.ancestors(right)}):
            return False
        mine, theirs = self.sides(left), self.sides(right)
        if mine and theirs:
            enemies = {frozenset((f"{WAR}/east", f"{WAR}/west")), frozenset((f"{WAR}/east", f"{WAR}/rebels"))}
            if any(frozenset((a, b)) in enemies for a in mine for b in theirs):
                return True
            return False if mine & theirs else None
        return None


BASE = FakeBase()


def party(identity: str, kind: str | None = None, part_of: str | None = None) -> Party:
    """A party of the data, or one that only the reports name."""
    entry = ENTRIES.get(identity)
    if entry is not None:
        return Party(entry.id, entry.name, entry.kind, (), next(iter(BASE.ancestors(identity)), None))
    name = identity.removeprefix("x/").replace("-", " ")
    return Party(identity, name, kind or "person", (), part_of)


_count = iter(range(1_000_000))


def stand(
    who: str | Party,
    stance: str = "asserts",
    *,
    doc: str | None = None,
    outlet: str | None = "post",
    day: str | None = "2031-03-02",
    own: bool = False,
    start: int | None = None,
    **more: object,
) -> Stand:
    """A position by `who`; in its own report's voice where `own`."""
    someone = who if isinstance(who, Party) else party(who)
    document = doc or f"{outlet}-report"
    start = 20 * next(_count) if start is None else start
    identity = str(more.pop("id", f"p{next(_count):06d}"))
    fields: dict[str, object] = {
        "id": identity,
        "document": document,
        "party": someone,
        "stance": stance,
        "published": day,
        "start": start,
        "end": start + 10,
        "source": None if own else (start + 11, start + 15),
        "outlet": someone.id if own else outlet,
        **more,
    }
    return Stand(**fields)  # type: ignore[arg-type]


RAID = Matter("raid", "occurrence", actors=(), targets=("ostrana",), on=date(2031, 3, 1))
BLAME = Matter("blame", "responsibility", actors=("karvel/army",), targets=("ostrana",), on=date(2031, 3, 1))
