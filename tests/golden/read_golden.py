"""The golden readings: every report of reading/reports.toml as it is read, in words and ids a person can check.

python tests/golden/read_golden.py            shows what would change
python tests/golden/read_golden.py --write    accepts it
"""

from __future__ import annotations

import difflib
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.read import knowledge, read_report
from twosource.records import Attribution, PartyRef, Position, Report, Span

FOLDER = Path(__file__).parent / "reading"


def reports() -> dict[str, Report]:
    """The golden reports by name."""
    rows = tomllib.loads((FOLDER / "reports.toml").read_text(encoding="utf-8"))
    return {name: _report(name, row) for name, row in rows.items()}


def _report(name: str, row: dict[str, Any]) -> Report:
    text = row["text"].strip()
    start = text.index(row["carries_from_words"]) if "carries_from_words" in row else None
    return Report(
        id=name,
        version="1",
        story="golden",
        text=text,
        title=row["title"],
        publisher=row["publisher"],
        published=row["published"],
        carries=row.get("carries"),
        carries_from=start,
    )


def reading(report: Report) -> dict[str, Any]:
    """A report's reading in words: spans as the words they cover, parties as their ids."""
    found = read_report(report, next(iter(SpacyEnglish().parse([report]))), knowledge())
    return {
        "attributions": [_attribution(a, report.text) for a in found.attributions],
        "positions": [_position(p, report.text) for p in found.positions],
        "evidence": [{"kind": e.kind, "words": e.span.of(report.text)} for e in found.evidence],
        "issues": [issue.code for issue in found.issues],
    }


def _words(span: Span | None, text: str) -> str | None:
    return None if span is None else span.of(text)


def _ids(refs: tuple[PartyRef, ...]) -> list[str]:
    return [ref.id for ref in refs]


def _attribution(a: Attribution, text: str) -> dict[str, Any]:
    return {
        "source": _words(a.source, text),
        "cue": _words(a.cue, text),
        "content": [c.of(text) for c in a.content],
        "stance": a.stance,
        "about": a.about,
        "certainty": a.certainty,
        "parties": _ids(a.parties),
        "via": _ids(a.via),
        "said": a.said,
    }


def _position(p: Position, text: str) -> dict[str, Any]:
    frame = p.frame
    return {
        "party": p.party.id,
        "stance": p.stance,
        "content": p.content.of(text),
        "certainty": p.certainty,
        "via": _ids(p.via),
        "headline": p.headline,
        "aspect": frame.aspect,
        "type": frame.type,
        "figure": None if frame.figure is None else [frame.figure.low, frame.figure.high, frame.figure.unit],
        "time": None if frame.time is None else [frame.time.start.isoformat(), frame.time.end.isoformat()],
    }


def as_json(read: dict[str, Any]) -> str:
    """One attribution or position a line, so that a change shows as the lines it touches."""
    blocks = []
    for key, rows in read.items():
        lines = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows)
        blocks.append(f'  "{key}": [\n{lines}\n  ]' if rows else f'  "{key}": []')
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def path(name: str) -> Path:
    """Where a report's golden reading is kept."""
    return FOLDER / f"{name}.json"


def main(write: bool) -> int:
    """Shows how the readings differ from those kept, and keeps them with `write`; 1 where any differs."""
    changed = 0
    for name, report in reports().items():
        now = as_json(reading(report))
        kept = path(name).read_text(encoding="utf-8") if path(name).exists() else ""
        if now != kept:
            changed = 1
            diff = difflib.unified_diff(
                kept.splitlines(), now.splitlines(), f"{name}: kept", f"{name}: read", n=0, lineterm=""
            )
            sys.stdout.write("\n".join(diff) + "\n")
            if write:
                path(name).write_text(now, encoding="utf-8")
    return 0 if write else changed


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv[1:]))
