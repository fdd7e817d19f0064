"""Reading beside the bare spaCy pipeline on the same texts, in one run, turn by turn.

Absolute speeds differ from machine to machine and from minute to minute; the ratio is what can be compared.
"""

from __future__ import annotations

import resource
import statistics
import time
from pathlib import Path

import spacy

from twosource.bench.figures import BenchError, Figures
from twosource.intake import Options, read_path
from twosource.models.spacy_en import PACKAGE
from twosource.records import Report
from twosource.run.reader import batches, default_reader, read_batch

CAPTURED = "2000-01-01T00:00:00+00:00"


def score(data: Path) -> Figures:
    """Speeds on every report of `data`, a JSON Lines file or a folder with `reports.jsonl`.

    `bare`, `rules` and `reading` are reports per CPU second of this process, the parse included in each; `rules` reads
    without the trained model. `ratio` is the median over batches of the bare pipeline's CPU time by reading's (1: as
    fast; 0.5: twice as slow), `rules_ratio` the same for the rules; `peak_mb` the largest memory of the process in
    megabytes. Raises BenchError where there is no report.
    """
    path = data / "reports.jsonl" if data.is_dir() else data
    reports = [report for item in read_path(path, Options(captured=CAPTURED)) for report in item.reports]
    if not reports:
        raise BenchError(f"{path}: no report there; give JSON Lines in the contract's keys")
    bare, reader, rules = spacy.load(PACKAGE), default_reader(), default_reader(trained=False)
    warm = reports[:8]
    list(bare.pipe(report.text for report in warm))
    read_batch(warm, reader)
    read_batch(warm, rules)
    spent: list[tuple[float, float, float]] = []
    for batch in batches(reports):
        begun = time.process_time()
        list(bare.pipe((report.text for report in batch), batch_size=32))
        middle = time.process_time()
        read_batch(batch, rules)
        last = time.process_time()
        read_batch(batch, reader)
        spent.append((middle - begun, last - middle, time.process_time() - last))
    return {
        "reports": len(reports),
        "words": sum(_words(report) for report in reports),
        "bare": len(reports) / sum(b for b, _, _ in spent),
        "rules": len(reports) / sum(r for _, r, _ in spent),
        "reading": len(reports) / sum(t for _, _, t in spent),
        "rules_ratio": statistics.median(b / r for b, r, _ in spent),
        "ratio": statistics.median(b / t for b, _, t in spent),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _words(report: Report) -> int:
    return len(report.text.split())
