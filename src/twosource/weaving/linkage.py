"""Average-link grouping in which some pairs may never share a group: chains through a third can't join them."""

from __future__ import annotations

from collections.abc import Callable

BARRED = float("-inf")
"""The score of two members that are never put into one group, whatever joins them."""


def link(count: int, score: Callable[[int, int], float], join: float) -> list[list[int]]:
    """Members 0..count-1 in groups: the two groups whose mean score is highest are joined while it is `join` or more.

    `score(i, j)` is asked once for each pair with i < j; BARRED keeps the two apart for good. Ties fall to the earlier
    members, so the caller's order alone decides. Groups and members come in order.
    """
    sums = {(i, j): score(i, j) for i in range(count) for j in range(i + 1, count)}
    groups: dict[int, list[int]] = {i: [i] for i in range(count)}
    while sums:
        best = max((value / (len(groups[i]) * len(groups[j])), -i, -j) for (i, j), value in sums.items())
        if best[0] < join:
            break
        i, j = -best[1], -best[2]
        for k in groups:
            if k not in (i, j):
                a, b = (min(i, k), max(i, k)), (min(j, k), max(j, k))
                sums[a] += sums.pop(b)
        del sums[i, j]
        groups[i] += groups.pop(j)
    return [sorted(members) for _, members in sorted(groups.items())]
