"""From judgements to groups: the same ids and judgements give the same groups, whatever their order.

An analyst's judgement outranks a stage's; a negative one keeps two apart, also through others. Nothing is stored:
dropping a judgement and grouping again undoes it.
"""

from __future__ import annotations

from collections.abc import Iterable

from twosource.records import Judgement

ANALYST = 1
STAGE = 0


def rank(judgement: Judgement) -> int:
    """ANALYST or STAGE: a stage's maker has a slash and a version ("weave.events/1"), an analyst's has none."""
    return STAGE if "/" in judgement.maker else ANALYST


def decided(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The judgement that holds for each pair: an analyst's before a stage's, then the higher score, then the last in
    order of all fields; pairs are ordered (smaller id first).
    """
    out: dict[tuple[str, str], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (rank(j), j.score, j)):
        if judgement.left != judgement.right:
            pair = (min(judgement.left, judgement.right), max(judgement.left, judgement.right))
            out[pair] = judgement
    return out


def cluster(ids: Iterable[str], judgements: Iterable[Judgement]) -> dict[str, str]:
    """Each id with the smallest id of its group.

    Positive judgements join, strongest first (an analyst's before any stage's, then by score, then by ids); a join that
    would put a negative pair into one group is left out. `unsure` does nothing; judgements about other ids are ignored.
    """
    members: dict[str, set[str]] = {i: {i} for i in ids}
    home: dict[str, str] = {i: i for i in members}
    apart: dict[str, set[str]] = {i: set() for i in members}
    held = decided(j for j in judgements if j.left in home and j.right in home)
    for (left, right), judgement in held.items():
        if judgement.verdict == "negative":
            apart[left].add(right)
            apart[right].add(left)
    joins = [(pair, j) for pair, j in held.items() if j.verdict == "positive"]
    joins.sort(key=lambda entry: (-rank(entry[1]), -entry[1].score, entry[0]))
    for (left, right), _ in joins:
        a, b = home[left], home[right]
        if a == b:
            continue
        if len(members[a]) < len(members[b]):
            a, b = b, a
        if apart[a] & members[b]:
            continue
        apart[a] |= apart.pop(b)
        moved = members.pop(b)
        members[a] |= moved
        for one in moved:
            home[one] = a
    smallest = {root: min(group) for root, group in members.items()}
    return {i: smallest[root] for i, root in home.items()}
