"""What the weights of weaving are made from: positions of public development texts, each with its event."""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twosource.bench import weave
from twosource.bench.figures import best_first
from twosource.bench.ledger_rules import overlap, words_of
from twosource.data.gazetteer import Gazetteer
from twosource.data.parties import PartyBase
from twosource.records import Position, Report
from twosource.run.reader import batches, default_reader, read_batch
from twosource.run.telling import refs_of, tell
from twosource.weaving.items import items
from twosource.weaving.parties import party_map, same_parties
from twosource.weaving.threads import Item

HERE = Path(__file__).parent
DEMO = HERE.parents[1] / "src/twosource/data/demo/reports.jsonl"
DEMO_GOLD = HERE.parents[1] / "tests/golden/demo/gold.json"


@dataclass(frozen=True)
class Labelled:
    """Positions of some reports, and the event of those that have a label."""

    name: str
    story: str
    """Sets of one story are left out together."""
    items: tuple[Item, ...]
    event: Mapping[str, str]
    """By position id."""
    across: bool = True
    """Whether labels hold across reports."""
    benchmark: bool = False
    """Whether it is a story of LedgerBench, which two people labelled by its guidelines."""

    def by_report(self) -> dict[str, list[Item]]:
        """Items by report, sorted by the report's id."""
        out: dict[str, list[Item]] = {}
        for item in sorted(self.items, key=lambda i: (i.position.document, i.order)):
            out.setdefault(item.position.document, []).append(item)
        return out


def load(shared: Path) -> list[Labelled]:
    """All sets: LedgerBench's dev stories and the demo, by gold's positions and by those read; labelled texts, read."""
    base, gazetteer = PartyBase.load(), Gazetteer.open()
    out = []
    stories = [weave.load(folder) for folder in sorted((shared / "ledgerbench/dev").iterdir())]
    for story in (*stories, _demo()):
        benchmark = story in stories
        event = {p["id"]: p["event"] for p in story.gold["propositions"]}
        rows, given = zip(*weave.positions_of(story, base, gazetteer), strict=True)
        labels = {p.id: event[row["proposition"]] for row, p in zip(rows, given, strict=True)}
        held = _items(given, story.reports, base)
        out.append(Labelled(f"{story.name}, gold", story.name, held, labels, benchmark=benchmark))
        told = read(story.reports, base)
        gold = [(row["document"], row["content"], event[row["proposition"]]) for row in story.gold["positions"]]
        labels = _labels([item.position for item in told], gold, story.reports)
        out.append(Labelled(f"{story.name}, read", story.name, told, labels, benchmark=benchmark))
    for file, across in (("stories", True), ("reports", False)):
        marks = tomllib.loads((HERE / f"labels/{file}.toml").read_text(encoding="utf-8"))
        for name, by_document in marks.items():
            out.append(_labelled(name, by_document, tuple(_texts(shared, by_document)), base, across=across))
    return out


def _labelled(
    name: str, marks: Mapping[str, Sequence[str]], reports: Sequence[Report], base: PartyBase, *, across: bool
) -> Labelled:
    told = read(reports, base)
    gold = [
        (document, [int(n) for n in span.split("-")], label if across else f"{document} {label}")
        for document, lines in marks.items()
        for span, label in (line.split() for line in lines)
    ]
    return Labelled(name, name, told, _labels([item.position for item in told], gold, reports), across)


def read(reports: Sequence[Report], base: PartyBase) -> tuple[Item, ...]:
    """What the reader finds, as weaving takes it in."""
    reader = default_reader()
    readings = [reading for batch in batches(reports) for reading in read_batch(batch, reader)]
    refs = [ref for reading in readings for ref in refs_of(reading)]
    parties = party_map(refs, same_parties(refs, base), base)
    by_id = {report.id: report for report in reports}
    return tuple(item for r in readings for item in tell(by_id[r.document], r, parties, base).items)


def _demo() -> weave.Story:
    folder = HERE / "build/demo"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reports.jsonl").write_bytes(DEMO.read_bytes())
    (folder / "gold.json").write_bytes(DEMO_GOLD.read_bytes())
    return weave.load(folder)


def _items(positions: Sequence[Position], reports: Sequence[Report], base: PartyBase) -> tuple[Item, ...]:
    def root(party: str) -> str:
        above = base.ancestors(party)
        return above[-1] if above else party

    return items(positions, {report.key: report for report in reports}, {}, root)


def _labels(
    found: Sequence[Position], gold: Sequence[tuple[str, Sequence[int], str]], reports: Sequence[Report]
) -> dict[str, str]:
    """Each found position's label by the words that it shares with a labelled stretch, best first, one to one."""
    texts = {report.id: report.text for report in reports}
    scored = []
    for i, (document, span, _) in enumerate(gold):
        wanted = words_of(texts[document], span)
        for j, position in enumerate(found):
            if position.document == document:
                share = overlap(wanted, words_of(texts[document], (position.content.start, position.content.end)))
                if share is not None:
                    scored.append((share, i, j))
    out = {found[j].id: gold[i][2] for i, j in best_first(scored)}
    for share, i, j in sorted(scored):  # positions of several parties on the same words
        if share == 1.0:
            out.setdefault(found[j].id, gold[i][2])
    return out


def _texts(shared: Path, wanted: Mapping[str, object]) -> Iterator[Report]:
    rows: dict[str, Report] = {}
    for name in ("fa_kes", "guardian_sdf"):
        for line in (shared / "data" / name / "reports.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["id"] in wanted and row["id"] not in rows:
                rows[row["id"]] = Report(
                    row["id"], "1", "labelled", row["text"], row.get("title"), row.get("publisher"), row["published"]
                )
    for document in wanted:
        if document in rows:
            yield rows[document]
            continue
        files = [shared / f"data/tempeval3/{part}/{document}.tml" for part in ("AQUAINT", "TimeBank")]
        yield _timeml(next((file for file in files if file.is_file()), files[0]))


def _timeml(path: Path) -> Report:
    """Title and paragraphs of a TimeML file, its tags dropped."""
    raw = path.read_text(encoding="utf-8")
    told = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d).*?</DCT>", raw, re.DOTALL)
    title, body = (re.search(rf"<{tag}>(.*?)</{tag}>", raw, re.DOTALL) for tag in ("TITLE", "TEXT"))
    if told is None or body is None:
        raise ValueError(f"{path}: no date or no text there")
    plain = html.unescape(re.sub(r"<[^>]+>", "", body[1])).strip()
    parts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", plain)]
    head = " ".join(title[1].split()) if title else None
    text = "\n\n".join(part for part in (head, *parts) if part)
    return Report(path.stem, "1", "labelled", text, title[1].strip() if title else None, path.stem[:3], told[1])
