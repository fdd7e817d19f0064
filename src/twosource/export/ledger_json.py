"""The ledger as JSON, in the form `ledger/1` that scorers and other programs read (ledger.schema.json here).

The same ledger gives the same bytes: keys and rows sorted, numbers rounded, UTF-8 with a newline at the end. Spans
are code points into the document's own `text`. Nothing of the run is in it but what the contract asks: no paths, no
times of reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from twosource.export import admiralty
from twosource.records import (
    Assessment,
    Change,
    Event,
    Evidence,
    Figure,
    Interval,
    Issue,
    Ledger,
    LedgerPosition,
    Place,
    Report,
    Span,
)

SCHEMA = "ledger/1"
Row = dict[str, Any]


def to_text(ledger: Ledger) -> str:
    """The ledger's JSON text, ready to be written as UTF-8."""
    return json.dumps(to_rows(ledger), ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def to_rows(ledger: Ledger) -> Row:
    """The ledger as plain lists and dictionaries.

    Raises ValueError where one document id stands in two stories: positions name documents by id alone, so such
    stories are exported one by one.
    """
    _one_document_an_id(ledger.documents)
    return {
        "schema": SCHEMA,
        "stages": [{"name": s.name, "version": s.version} for s in sorted(set(ledger.stages))],
        "documents": _by_id(map(_document, ledger.documents)),
        "events": _by_id(map(_event, ledger.events)),
        "propositions": _by_id(
            {"id": p.id, "event": p.event, "aspect": p.aspect, "text": p.text, "rivals": sorted(p.rivals)}
            for p in ledger.propositions
        ),
        "positions": _by_id(map(_position, ledger.positions)),
        "evidence": _by_id(map(_evidence, ledger.evidence)),
        "reprints": [{"document": r.document, "of": r.of, "share": round(r.share, 4)} for r in sorted(ledger.reprints)],
        "assessments": sorted(map(_assessment, ledger.assessments), key=lambda row: str(row["proposition"])),
        "issues": _issues(ledger.issues),
    }


def schema() -> Row:
    """The JSON Schema (2020-12) that every export keeps."""
    text = files("twosource.export").joinpath("ledger.schema.json").read_text(encoding="utf-8")
    loaded: Row = json.loads(text)
    return loaded


def _one_document_an_id(documents: Sequence[Report]) -> None:
    stories: dict[str, str] = {}
    for report in documents:
        other = stories.setdefault(report.id, report.story)
        if other != report.story:
            raise ValueError(
                f"document {report.id!r} stands in the stories {other!r} and {report.story!r}: "
                "export one of them with --story"
            )


def _by_id(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row["id"]))


def _document(report: Report) -> Row:
    return {
        "story": report.story,
        "id": report.id,
        "publisher": report.publisher,
        "published": report.published,
        "title": report.title,
        "text": report.text,
        "url": report.url,
        "language": report.language,
        "retrieved": report.retrieved,
        "sha256": report.sha256,
        "carries": report.carries,
    }


def _event(event: Event) -> Row:
    return {
        "id": event.id,
        "label": event.label,
        "type": event.type,
        "mode": event.mode,
        "place": _place(event.place),
        "time": _time(event.time),
        "actors": _named(event.actors),
        "targets": _named(event.targets),
        "documents": sorted(event.documents),
    }


def _place(place: Place | None) -> Row | None:
    if place is None:
        return None
    return {
        "name": place.name,
        "lat": round(place.lat, 5),
        "lon": round(place.lon, 5),
        "precision": place.precision,
        "radius_km": round(place.radius_km, 3),
    }


def _time(time: Interval | None) -> Row | None:
    if time is None:
        return None
    return {"start": time.start.isoformat(), "end": time.end.isoformat(), "precision": time.precision}


def _named(parties: Sequence[tuple[str, tuple[str, ...]]]) -> list[Row]:
    return [{"party": party, "said_by": sorted(said_by)} for party, said_by in sorted(parties)]


def _position(position: LedgerPosition) -> Row:
    party = position.party
    return {
        "id": position.id,
        "document": position.document,
        "proposition": position.proposition,
        "party": {"id": party.id, "name": party.name, "kind": party.kind},
        "stance": position.stance,
        "content": _span(position.content),
        "source": _span(position.source),
        "cue": _span(position.cue),
        "figure": _figure(position.figure),
        "via": list(position.via),
        "basis": position.basis,
        "said": position.said,
        "certainty": position.certainty,
        "confidence": round(position.confidence, 4),
        "review": position.review,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _figure(figure: Figure | None) -> Row | None:
    if figure is None:
        return None
    return {
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "words": figure.words,
        "approximate": figure.approximate,
    }


def _evidence(evidence: Evidence) -> Row:
    return {
        "id": evidence.id,
        "kind": evidence.kind,
        "document": evidence.document,
        "span": _span(evidence.span),
        "first_published_by": evidence.first_published_by,
        "authenticated_by": evidence.authenticated_by,
        "positions": sorted(evidence.positions),
    }


def _assessment(a: Assessment) -> Row:
    return {
        "proposition": a.proposition,
        "status": a.status,
        "contested": a.contested,
        "unverifiable": a.unverifiable,
        "origins": {"at_least": a.origins.at_least, "at_most": a.origins.at_most},
        "asserted_by": sorted(a.asserted_by),
        "confirmed_by": sorted(a.confirmed_by),
        "denied_by": sorted(a.denied_by),
        "unverified_by": sorted(a.unverified_by),
        "alternatives": [{"if": s.condition, "status": s.status} for s in a.alternatives],
        "reason": a.reason,
        "because": sorted(a.because),
        "admiralty": admiralty.credibility(a),
        "origin_chains": [
            {
                "origin": chain.origin,
                "access": chain.access,
                "parties": sorted(chain.parties),
                "positions": sorted(chain.positions),
                "folds": [{"position": f.position, "into": f.into, "why": f.why} for f in chain.folds],
            }
            for chain in a.chains
        ],
        "admissions": [{"party": x.party, "why": x.why, "positions": sorted(x.positions)} for x in a.admissions],
        "echoes": [{"party": x.party, "of": x.of, "positions": sorted(x.positions)} for x in a.echoes],
        "findings": [{"party": x.party, "positions": sorted(x.positions)} for x in a.findings],
        "denials": [
            {"party": x.party, "stake": x.stake, "accused": x.accused, "positions": sorted(x.positions)}
            for x in a.denials
        ],
        "relays": [{"position": x.position, "of": x.of, "distorts": x.distorts} for x in a.relays],
        "history": [_change(change) for change in a.changes],
        "reversals": [
            {
                "party": x.party,
                "before": x.before,
                "after": x.after,
                "since": x.since,
                "on": x.on,
                "because": list(x.because),
            }
            for x in a.reversals
        ],
    }


def _change(change: Change) -> Row:
    return {
        "day": change.day,
        "before": change.before,
        "status": change.status,
        "contested": change.contested,
        "unverifiable": change.unverifiable,
        "origins": {"at_least": change.origins.at_least, "at_most": change.origins.at_most},
        "asserted_by": sorted(change.asserted_by),
        "confirmed_by": sorted(change.confirmed_by),
        "denied_by": sorted(change.denied_by),
        "unverified_by": sorted(change.unverified_by),
        "reason": change.reason,
        "what": change.what,
        "because": sorted(change.because),
    }


def _issues(issues: Iterable[Issue]) -> list[Row]:
    # a report found in two inputs has its issues twice, told in the same words
    rows = {json.dumps(row, sort_keys=True): row for row in map(_issue, issues)}
    return [rows[key] for key in sorted(rows)]


def _issue(issue: Issue) -> Row:
    """One of `document` and `input` names what it is about; line and remedy are part of the detail.

    Where a report has it, the line is left out: the same report may stand in another line of another file.
    """
    about = {"document": issue.document} if issue.document is not None else {"input": issue.input}
    line = f"line {issue.line}: " if issue.line is not None and issue.document is None else ""
    remedy = f" ({issue.remedy})" if issue.remedy else ""
    return {**about, "stage": issue.stage, "code": issue.code, "detail": f"{line}{issue.detail}{remedy}"}
