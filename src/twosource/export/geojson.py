"""The ledger's events as GeoJSON (RFC 7946): a point for each event whose place is known."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any

from twosource.records import Assessment, Event, Ledger, LedgerPosition, Party, Proposition

Row = dict[str, Any]


def to_text(ledger: Ledger) -> str:
    """A FeatureCollection. Events without a place aren't on the map: `placeless` says how many there are."""
    index = _Index(ledger)
    rows = [index.feature(event) for event in sorted(ledger.events, key=lambda e: e.id) if event.place is not None]
    collection = {"type": "FeatureCollection", "features": rows, "placeless": len(ledger.events) - len(rows)}
    return json.dumps(collection, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


class _Index:
    def __init__(self, ledger: Ledger) -> None:
        self._parties: dict[str, Party] = {party.id: party for party in ledger.parties}
        self._standings: dict[str, Assessment] = {a.proposition: a for a in ledger.assessments}
        self._propositions: dict[str, list[Proposition]] = defaultdict(list)
        self._positions: dict[str, list[LedgerPosition]] = defaultdict(list)
        for proposition in ledger.propositions:
            self._propositions[proposition.event].append(proposition)
        for position in ledger.positions:
            self._positions[position.proposition].append(position)

    def feature(self, event: Event) -> Row:
        where = event.place
        if where is None:
            raise ValueError(f"event {event.id} has no place: it can't be a feature")
        propositions = self._propositions[event.id]
        standings = [self._standings[p.id] for p in propositions if p.id in self._standings]
        most = [standing.origins.at_most for standing in standings]
        return {
            "type": "Feature",
            "id": event.id,
            "geometry": {"type": "Point", "coordinates": [round(where.lon, 5), round(where.lat, 5)]},
            "properties": {
                "story": event.story,
                "label": event.label,
                "type": event.type,
                "mode": event.mode,
                "place": where.name,
                "precision": where.precision,
                "radius_km": round(where.radius_km, 3),
                "country": where.country,
                "time": {
                    "start": event.time.start.isoformat(),
                    "end": event.time.end.isoformat(),
                    "precision": event.time.precision,
                }
                if event.time
                else None,
                "actors": [self._name(party) for party, _ in event.actors],
                "targets": [self._name(party) for party, _ in event.targets],
                "standings": dict(Counter(standing.status for standing in standings)),
                "propositions": len(propositions),
                "positions": sum(len(self._positions[p.id]) for p in propositions),
                "reports": len(event.documents),
                "origins": {
                    "at_least": max((s.origins.at_least for s in standings), default=0),
                    "at_most": None if None in most else max((n for n in most if n is not None), default=0),
                },
            },
        }

    def _name(self, party: str) -> Row:
        found = self._parties.get(party)
        return {"id": party, "name": found.name if found else party, "kind": found.kind if found else "unnamed"}
