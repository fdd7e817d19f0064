"""Average-link grouping in which some pairs may never share a group: chains through a third can't join them."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence

BARRED = float("-inf")
"""The score of two members that are never put into one group, whatever joins them."""


def link(count: int, score: Callable[[int, int], float], join: float) -> list[list[int]]:
    """Members 0..count-1 in groups: the two groups whose mean score is highest are joined while it is `join` or more.

    `score(i, j)` is asked once for each pair with i < j; BARRED keeps the two apart for good. Ties fall to the earlier
    members, so the caller's order alone decides. Groups and members come in order.
    """
    sums = [[0.0] * count for _ in range(count)]
    heap: list[tuple[float, int, int]] = []
    for i in range(count):
        for j in range(i + 1, count):
            value = score(i, j)
            sums[i][j] = sums[j][i] = value
            if value >= join:
                heap.append((-value, i, j))
    heapq.heapify(heap)
    groups: dict[int, list[int]] = {i: [i] for i in range(count)}
    while heap:
        near, i, j = heapq.heappop(heap)
        if i not in groups or j not in groups or -near != sums[i][j] / (len(groups[i]) * len(groups[j])):
            continue  # an older entry: the groups have grown since
        groups[i] += groups.pop(j)
        mine, theirs, size = sums[i], sums[j], len(groups[i])
        for k, members in groups.items():
            if k != i:
                total = mine[k] + theirs[k]
                mine[k] = sums[k][i] = total
                mean = total / (size * len(members))
                if mean >= join:
                    heapq.heappush(heap, (-mean, i, k) if i < k else (-mean, k, i))
    return [sorted(members) for _, members in sorted(groups.items())]


def nearly(
    groups: Sequence[Sequence[int]], score: Callable[[int, int], float], least: float, join: float
) -> Iterator[tuple[int, int, float]]:
    """Pairs of groups that were left apart though their mean score is `least` or more, by their places, with that mean.

    Two groups that hold a BARRED pair are none. `score` is asked with i < j, for pairs of two groups.
    """
    for n, one in enumerate(groups):
        for m in range(n + 1, len(groups)):
            scores = [score(min(i, j), max(i, j)) for i in one for j in groups[m]]
            mean = sum(scores) / len(scores)
            if least <= mean < join:
                yield n, m, mean
