"""Several stories' ledgers side by side in one; nothing is woven across them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from twosource.records import Ledger, Party


def join(ledgers: Sequence[Ledger]) -> Ledger:
    """One ledger with the rows of all, each list sorted; events never cross stories.

    A party that stands in several is one row with all its names.
    """
    if len(ledgers) == 1:
        return ledgers[0]

    def rows(name: str, key: Callable[[Any], Any]) -> Any:
        found = {repr(row): row for ledger in ledgers for row in getattr(ledger, name)}
        return tuple(sorted(found.values(), key=key))

    def by_id(row: Any) -> str:
        return str(row.id)

    return Ledger(
        stages=rows("stages", lambda row: row),
        documents=rows("documents", lambda row: row.key),
        parties=_parties([party for ledger in ledgers for party in ledger.parties]),
        events=rows("events", by_id),
        propositions=rows("propositions", by_id),
        positions=rows("positions", by_id),
        evidence=rows("evidence", by_id),
        reprints=rows("reprints", lambda row: row),
        assessments=rows("assessments", lambda row: row.proposition),
        judgements=rows("judgements", lambda row: row),
        issues=rows("issues", repr),
    )


def _parties(parties: Sequence[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in sorted(parties, key=lambda p: (p.id, p.name)):
        first = found.setdefault(party.id, party)
        names = tuple(sorted({*first.names, *party.names}))
        found[party.id] = Party(first.id, first.name, first.kind, names, first.part_of)
    return tuple(found[key] for key in sorted(found))
