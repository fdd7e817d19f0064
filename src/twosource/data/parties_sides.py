"""Named conflicts, their sides, and who stood on which side when (data/parties/conflicts.toml)."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from twosource.data.parties_toml import PartyDataError
from twosource.records import Tie


@dataclass(frozen=True, slots=True)
class Conflict:
    """A named conflict: which of its sides stand against each other."""

    id: str
    name: str
    source: str
    since: str | None
    until: str | None
    opposed: frozenset[frozenset[str]]
    """Pairs of sides ("syria-2011/government"); a pair that isn't here is neither opposed nor allied."""


def holds(tie: Tie, on: date | None) -> bool:
    """Whether the tie held on that day; without a day, whether it ever did."""
    if on is None:
        return True
    if tie.since is not None and on < _bound(tie.since, first=True):
        return False
    return tie.until is None or on <= _bound(tie.until, first=False)


def _bound(text: str, first: bool) -> date:
    """The first or last day of an ISO date, month or year."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(parts[0], parts[1], parts[2])
    month = parts[1] if len(parts) == 2 else (1 if first else 12)
    return date(parts[0], month, 1 if first else calendar.monthrange(parts[0], month)[1])


def check_dates(tie: Tie, where: str) -> None:
    """Raises PartyDataError where `since` or `until` is no ISO date, month or year."""
    for text in (tie.since, tie.until):
        if text is not None:
            try:
                _bound(text, first=True)
            except (ValueError, IndexError) as error:
                raise PartyDataError(f"{where}: {text!r} is no date; write 2014, 2014-03 or 2014-03-18") from error


def read(tables: Mapping[str, Any], file: str) -> tuple[dict[str, Conflict], list[tuple[str, Tie]]]:
    """Conflicts by id, and the `side` ties of their members: (party id, tie)."""
    conflicts: dict[str, Conflict] = {}
    members: list[tuple[str, Tie]] = []
    for row in tables.get("conflict", []):
        identity = row.get("id")
        if not identity or not row.get("sides") or not row.get("source"):
            raise PartyDataError(f"{file}: conflict {identity or row!r} needs `id`, `source` and `sides`")
        sides = [f"{identity}/{side}" for side in row["sides"]]
        given = row.get("opposed")
        pairs = given if given is not None else [[a, b] for a in row["sides"] for b in row["sides"] if a < b]
        for pair in pairs:
            if len(pair) != 2 or not set(pair) <= set(row["sides"]):
                raise PartyDataError(f"{file}: conflict {identity}: `opposed` pair {pair} names no two of its sides")
        conflicts[identity] = Conflict(
            identity,
            row.get("name", identity),
            row["source"],
            row.get("since"),
            row.get("until"),
            frozenset(frozenset((f"{identity}/{a}", f"{identity}/{b}")) for a, b in pairs),
        )
        for side, parties in zip(sides, row["sides"].values(), strict=True):
            for member in parties:
                fields = {"party": member} if isinstance(member, str) else dict(member)
                party = fields.pop("party", None)
                if not isinstance(party, str) or set(fields) - {"source", "since", "until", "contested"}:
                    raise PartyDataError(f"{file}: {side}: member {member!r} must be an id, or a table with `party`")
                source = fields.pop("source", row["source"])
                tie = Tie("side", side, source, **{"since": row.get("since"), "until": row.get("until"), **fields})
                check_dates(tie, f"{file}: {side}: {party}")
                members.append((party, tie))
    return conflicts, members
