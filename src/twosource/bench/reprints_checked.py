"""Reprints among real reports: a sample of pairs checked by hand, on the public FA-KES articles.

Drawn from all pairs of its 735 reports that share notable text: twelve words in a row, or 15 % of the one that is
shared more of; those under any threshold too. In four strata by that share, 25, 35, 25 and 15 pairs, seeded (`draw`
draws them anew). Labelled by one person, the rule's own developer, by reading both texts and before they were compared
with what is found: `yes` where about a third or more
of one report's own text stands in the other, whether it was taken from there or both have it from one agency's text.
Not counted as its own text are the page's furniture (menus, share lines), the standing paragraph on the war so far
that an outlet puts under every story, and stock phrases. `shared` says what the two have in common: `text`,
`quotation` (the words of one witness, from one agency), `part` (a few sentences of one dispatch, well under a third),
`background`, `furniture`, `phrases`. `copy` names the copy where the texts themselves tell: one is dated later in its
own text, or carries an agency's credit where the other has its words without; else empty.

fa_kes_pairs.csv holds ids, labels and nothing of the texts.
"""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from pathlib import Path

from twosource.bench.figures import Figures, wilson
from twosource.records import Report
from twosource.weaving.overlap import Grams, coverages, stretches_of
from twosource.weaving.reprints import find_reprints
from twosource.weaving.shingles import SIZE, hashes, word_codes

STRATA: Mapping[str, tuple[float, int, int]] = {"A": (0.5, 98, 25), "B": (0.3, 151, 35), "C": (0.15, 433, 25)} | {
    "D": (0.0, 493, 15)
}
"""Name to (least share of the words, how many such pairs there are, how many were drawn)."""
SEED = 20261125
_ROW = 12  # words in a row that are notable by themselves


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports that share text, as a person judged them."""

    stratum: str
    left: str
    right: str
    reprint: bool
    shared: str
    copy: str | None
    """The id of the copy, where the texts tell."""

    @property
    def weight(self) -> float:
        """How many of all pairs it stands for."""
        _, pairs, drawn = STRATA[self.stratum]
        return pairs / drawn


def checked_pairs() -> tuple[Pair, ...]:
    """The pairs that were checked by hand."""
    lines = files("twosource.bench").joinpath("fa_kes_pairs.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        Pair(row["stratum"], row["left"], row["right"], row["reprint"] == "yes", row["shared"], row["copy"] or None)
        for row in csv.DictReader(lines)
    )


def load_reports(path: Path) -> tuple[Report, ...]:
    """The reports of FA-KES, each id once, the first of its rows. Raises OSError or ValueError."""
    rows: dict[str, Report] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        report = Report(row["id"], "1", "fa_kes", row["text"], row["title"], row["publisher"], row["published"])
        rows.setdefault(report.id, report)
    return tuple(rows.values())


def draw(reports: Sequence[Report]) -> tuple[tuple[str, str, str], ...]:
    """The sample as it was drawn: stratum and two ids, the pairs of each stratum in order."""
    strata: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for (left, right), (share, longest) in overlaps(reports).items():
        if share >= STRATA["C"][0] or longest >= _ROW:
            strata[next(name for name, (least, _, _) in STRATA.items() if share >= least)].append((left, right))
    rng = random.Random(SEED)
    return tuple(
        (name, *pair) for name, (_, _, n) in STRATA.items() for pair in sorted(rng.sample(sorted(strata[name]), n))
    )


def overlaps(reports: Sequence[Report]) -> dict[tuple[str, str], tuple[float, int]]:
    """Every two reports that share eight words in a row: the larger share of words shared, the longest stretch."""
    codes = {report.id: word_codes(report.text) for report in reports}
    having: dict[int, list[str]] = defaultdict(list)
    for document in sorted(codes):
        for shingle in set(hashes(codes[document], SIZE).tolist()):
            having[shingle].append(document)
    pairs = {pair for where in having.values() for pair in combinations(where, 2)}
    grams = {document: Grams.of(each) for document, each in codes.items()}
    out = {}
    for left, right in sorted(pairs):
        masks = coverages(grams[left], codes[right])
        share = max(float(mask.mean()) for mask in masks)
        out[left, right] = share, max(end - start for mask in masks for start, end in stretches_of(mask))
    return out


def score_checked(reports: Sequence[Report]) -> Figures:
    """Precision and recall of what is found among `reports`, estimated from the checked pairs, with 95 % intervals.

    Each pair counts for as many as its stratum has per pair drawn. The intervals are Wilson's on the effective number
    of pairs (Kish: the square of the weights' sum by the sum of their squares), of those found for precision, of the
    true ones for recall. Raises ValueError where a checked report is missing.
    """
    found = {frozenset((r.document, r.of)): r for r in find_reprints(reports)}
    there = {report.id for report in reports}
    pairs = checked_pairs()
    if missing := sorted({one for p in pairs for one in (p.left, p.right)} - there):
        raise ValueError(f"no report {missing[0]!r}: the checked pairs are those of FA-KES")
    hit = [(p, frozenset((p.left, p.right)) in found) for p in pairs]
    told = [found[frozenset((p.left, p.right))].document == p.copy for p, is_found in hit if is_found and p.copy]
    precision, recall = [(p, p.reprint) for p, f in hit if f], [(p, f) for p, f in hit if p.reprint]
    return {
        "found": len(found),
        **_rated("precision", precision),
        **_rated("recall", recall),
        "direction": sum(told) / len(told) if told else None,
        "direction_pairs": len(told),
    }


def _rated(name: str, pairs: Sequence[tuple[Pair, bool]]) -> Figures:
    total = sum(p.weight for p, _ in pairs)
    if not total:
        return {name: None, f"{name}_low": None, f"{name}_high": None}
    rate = sum(p.weight for p, right in pairs if right) / total
    low, high = wilson(rate, total**2 / sum(p.weight**2 for p, _ in pairs))
    return {name: rate, f"{name}_low": low, f"{name}_high": high}
