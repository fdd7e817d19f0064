"""How coreference is scored: MUC, B-cubed, CEAF-e and their mean, the CoNLL score.

Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF, with entity similarity φ4), Pradhan et al.
2012 (the mean). Both clusterings hold the same mentions; a mention alone is a cluster, which MUC passes over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

from twosource.bench.figures import BenchError, Figures, b_cubed, harmonic

Clusters = Mapping[Any, Hashable]
"""Each mention's cluster."""


def conll(gold: Clusters, predicted: Clusters) -> Figures:
    """`muc`, `b3`, `ceaf_e` (precision, recall, F1 each) and `conll`, the mean of their F1.

    Raises BenchError where the two aren't of the same mentions.
    """
    if gold.keys() != predicted.keys():
        raise BenchError(f"{len(gold.keys() ^ predicted.keys())} mentions are in one clustering only")
    pairs = [(gold[mention], predicted[mention]) for mention in gold]
    measures = {"muc": muc(pairs), "b3": b_cubed(pairs), "ceaf_e": ceaf_e(pairs)}
    return {**measures, "conll": sum(measure["f1"] for measure in measures.values()) / 3}


def muc(pairs: Sequence[tuple[Hashable, Hashable]]) -> dict[str, float]:
    """Links kept of those that clusters need: (gold label, predicted label) a mention."""
    recall, precision = _links(pairs), _links([(p, g) for g, p in pairs])
    return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}


def _links(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    size, parts = Counter(key for key, _ in pairs), Counter(key for key, _ in set(pairs))
    needed = sum(n - 1 for n in size.values())
    return sum(size[key] - parts[key] for key in size) / needed if needed else 0.0


def ceaf_e(pairs: Sequence[tuple[Hashable, Hashable]]) -> dict[str, float]:
    """The best one-to-one alignment of clusters, by φ4(g, p) = 2|g ∩ p| / (|g| + |p|)."""
    gold, predicted, both = Counter(g for g, _ in pairs), Counter(p for _, p in pairs), Counter(pairs)
    total = 0.0
    for part in _parts(both):
        rows, columns = sorted({g for g, _ in part}, key=repr), sorted({p for _, p in part}, key=repr)
        total += best_total([[2 * both.get((g, p), 0) / (gold[g] + predicted[p]) for p in columns] for g in rows])
    precision = total / len(predicted) if predicted else 0.0
    recall = total / len(gold) if gold else 0.0
    return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall)}


def _parts(both: Mapping[tuple[Hashable, Hashable], int]) -> list[list[tuple[Hashable, Hashable]]]:
    """Pairs of clusters that hang together by shared mentions: each part is aligned for itself."""
    beside: dict[tuple[int, Hashable], list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for pair in both:
        beside[0, pair[0]].append(pair)
        beside[1, pair[1]].append(pair)
    left = dict.fromkeys(both)
    out = []
    while left:
        ahead, part = [next(iter(left))], []
        left.pop(ahead[0])
        while ahead:
            pair = ahead.pop()
            part.append(pair)
            for other in (*beside[0, pair[0]], *beside[1, pair[1]]):
                if other in left:
                    left.pop(other)
                    ahead.append(other)
        out.append(part)
    return out


def best_total(worth: Sequence[Sequence[float]]) -> float:
    """The greatest sum of entries that one can take from a table, one at most from each row and each column.

    The Hungarian method with potentials (Kuhn 1955; the O(n³) form), rows put in one after the other.
    """
    if len(worth) > len(worth[0]):
        worth = [list(column) for column in zip(*worth, strict=True)]
    width = len(worth[0])
    row_price, column_price = [0.0] * (len(worth) + 1), [0.0] * (width + 1)
    taken_by = [0] * (width + 1)  # the row that has each column; rows and columns count from 1, 0 is none
    for row in range(1, len(worth) + 1):
        taken_by[0], column = row, 0
        least, before, done = [float("inf")] * (width + 1), [0] * (width + 1), [False] * (width + 1)
        while taken_by[column]:
            done[column] = True
            here, step, following = taken_by[column], float("inf"), 0
            for j in range(1, width + 1):
                if not done[j]:
                    cost = -worth[here - 1][j - 1] - row_price[here] - column_price[j]
                    if cost < least[j]:
                        least[j], before[j] = cost, column
                    if least[j] < step:
                        step, following = least[j], j
            for j in range(width + 1):
                if done[j]:
                    row_price[taken_by[j]] += step
                    column_price[j] -= step
                else:
                    least[j] -= step
            column = following
        while column:
            taken_by[column] = taken_by[before[column]]
            column = before[column]
    return sum(worth[taken_by[j] - 1][j - 1] for j in range(1, width + 1) if taken_by[j])
