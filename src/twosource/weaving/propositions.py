"""Which positions on one event put forward the same thing.

The aspect tells first: that it happened, who did it (one proposition for each accused), by what means (one for each
substance or weapon), the toll (killed, wounded and so on apart, figures are rival values of one proposition), what came
of it and the rest (by their words).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from twosource.records import Event, Judgement, Proposition
from twosource.records.identity import content_id
from twosource.weaving.linkage import link, nearly
from twosource.weaving.pairs import Pairs
from twosource.weaving.proposition_score import (
    JOIN,
    NOBODY,
    UNKNOWN,
    UNSURE,
    Told,
    bag_of,
    claims_deed,
    key_of,
    proposition_fit,
)
from twosource.weaving.similarity import cosine, weigh
from twosource.weaving.threads import Item, antecedent, names_of, points_back
from twosource.weaving.wording import proposition_text

MAKER = "weave.propositions/3"
SAME = "same proposition"
RIVAL = "rival of"
WIDEST = 400
"""Contents of one event compared with each other at most; later ones join by their nearest lemmas' group."""
_BY_KEY = {"responsibility", "means"}
"""Aspects in which the key alone makes the proposition."""


def judge_propositions(
    items: Iterable[Item], event_of: Mapping[str, str], known: Pairs | None = None
) -> tuple[Judgement, ...]:
    """Positive judgements that tie every position of a proposition to its earliest, unsure ones between the earliest
    positions of two that may be one, and `rival of` ones between those that exclude each other; sorted.

    `event_of` gives each position's group of one event. Positions of two events are never tied. `known` keeps scores
    from one time to the next.
    """
    ordered = sorted(items, key=lambda i: i.order)
    by_event: dict[str, list[Item]] = defaultdict(list)
    for item in ordered:
        by_event[event_of[item.position.id]].append(item)
    out: list[Judgement] = []
    for event in sorted(by_event):
        doubts: list[Judgement] = []
        groups = _groups(by_event[event], doubts, known or Pairs())
        out.extend(doubts)
        for key, group in groups:
            anchor = group[0].position.id
            reason = f"same event, {key[0]}" + (f": {key[1]}" if key[1] else "")
            out.extend(Judgement(SAME, anchor, item.position.id, "positive", 0.8, MAKER, reason) for item in group[1:])
        out.extend(_rivals(groups))
    return tuple(sorted(out))


def _groups(items: Sequence[Item], doubts: list[Judgement], known: Pairs) -> list[tuple[tuple[str, str], list[Item]]]:
    keyed: dict[tuple[str, str], list[Item]] = defaultdict(list)
    pointing: list[Item] = []
    for item in items:
        (pointing if points_back(item) else keyed[key_of(item)]).append(item)
    _join_claimants(keyed)
    _settle_unknown(keyed)
    out: list[tuple[tuple[str, str], list[Item]]] = []
    for key, members in keyed.items():
        ordered = sorted(members, key=lambda i: i.order)
        parts = _parts(key, ordered, doubts, known)
        out.extend((key, part) for part in parts)
    _settle_pointing(pointing, out)
    return sorted(out, key=lambda entry: entry[1][0].order)


def _join_claimants(keyed: dict[tuple[str, str], list[Item]]) -> None:
    """Parties that claim a deed with one voice claim one thing; so does a claimant without a name where only one with
    a name claims it.
    """
    voices: dict[tuple[str, int, int], set[tuple[str, str]]] = defaultdict(set)
    for key, items in keyed.items():
        if key[0] == "responsibility" and key[1] not in NOBODY:
            for item in items:
                p = item.position
                if claims_deed(item):
                    voices[p.document, p.content.start, p.content.end].add(key)
    joint = sorted({tuple(sorted(keys)) for keys in voices.values() if len(keys) > 1})
    for keys in joint:
        first, *others = [key for key in keys if key in keyed]
        for other in others:
            keyed[first].extend(keyed.pop(other))
    claimed = [key for key, items in keyed.items() if key[0] == "responsibility" and any(claims_deed(i) for i in items)]
    named = [key for key in claimed if any(claims_deed(i) and i.position.party.kind != "unnamed" for i in keyed[key])]
    if len(named) == 1:
        for key in claimed:
            if key != named[0] and all(i.position.party.kind == "unnamed" for i in keyed[key] if claims_deed(i)):
                keyed[named[0]].extend(keyed.pop(key))


def _settle_unknown(keyed: dict[tuple[str, str], list[Item]]) -> None:
    """A denial that names no doer answers the charge made most; what is asserted without a doer accuses nobody, and
    what says that nobody knows stays for itself.
    """
    named = {key: group for key, group in keyed.items() if key[0] == "responsibility" and key[1] not in NOBODY}
    unknown = keyed.get(("responsibility", UNKNOWN), [])
    if not named or not unknown:
        return
    main = min(named, key=lambda key: (-len(named[key]), key))
    stay = [item for item in unknown if item.position.stance != "denies"]
    keyed[main].extend(item for item in unknown if item.position.stance == "denies")
    if stay:
        keyed["responsibility", UNKNOWN] = stay
    else:
        del keyed["responsibility", UNKNOWN]


def _settle_pointing(pointing: Sequence[Item], groups: list[tuple[tuple[str, str], list[Item]]]) -> None:
    """What is said of "the account" goes to the proposition that another party put forward before, in that report."""
    home = {item.position.id: n for n, (_, group) in enumerate(groups) for item in group}
    for item in sorted(pointing, key=lambda i: i.order):
        told = [n for _, group in groups for n in group]
        target = antecedent(item, told)
        if target is None:
            groups.append((("other", ""), [item]))
        else:
            group = groups[home[target.position.id]][1]
            group.append(item)
            group.sort(key=lambda i: i.order)


def _parts(key: tuple[str, str], items: Sequence[Item], doubts: list[Judgement], known: Pairs) -> list[list[Item]]:
    """One key's items in the propositions that they come to: words, kinds of deed, places and periods tell more. What
    may be one is added to `doubts`.
    """
    if key[0] in _BY_KEY:
        return [list(items)]
    head, rest = list(items[:WIDEST]), items[WIDEST:]

    @cache
    def told(i: int) -> tuple[Told, dict[str, float]]:
        return Told.of(head[i]), weigh(bag_of(head[i]), names_of(head[i]))

    def score(i: int, j: int) -> float:
        same = head[i].position.document == head[j].position.document
        if same and head[i].position.content == head[j].position.content:
            return 1.0
        (one, words), (other, others) = told(i), told(j)
        near = 0.0 if key[0] == "toll" else cosine(words, others)  # figures say what tolls are, words nothing
        return proposition_fit(key[0], one, other, near)

    scores = known.within([item.position.id for item in head], score)
    found = link(len(head), scores, JOIN)
    for n, m, mean in nearly(found, scores, UNSURE, JOIN):
        doubts.append(_doubt(head[found[n][0]], head[found[m][0]], mean))
    out = [[head[n] for n in members] for members in found]
    for item in rest:
        bag = set(bag_of(item))
        near = max(range(len(out)), key=lambda n: (len(bag & set(bag_of(out[n][0]))), -n))
        if bag & set(bag_of(out[near][0])):
            out[near].append(item)
        else:
            out.append([item])
    return [sorted(members, key=lambda i: i.order) for members in out]


def _doubt(one: Item, other: Item, score: float) -> Judgement:
    left, right = sorted((one.position.id, other.position.id))
    return Judgement(
        SAME, left, right, "unsure", round(score, 3), MAKER, "one event, told alike, but not enough to join"
    )


def _rivals(groups: Sequence[tuple[tuple[str, str], list[Item]]]) -> list[Judgement]:
    """Two parties each said to have done it alone exclude each other; so do two substances said to be the one used."""
    out: list[Judgement] = []
    for aspect in ("responsibility", "means"):
        named = [(key, group) for key, group in groups if key[0] == aspect and key[1] not in {UNKNOWN, ""}]
        for n, (_, group) in enumerate(named):
            for _, other in named[n + 1 :]:
                if aspect == "responsibility" or _exclude(group, other):
                    left, right = sorted((group[0].position.id, other[0].position.id))
                    reason = (
                        "each says another did it" if aspect == "responsibility" else "each names another substance"
                    )
                    out.append(Judgement(RIVAL, left, right, "positive", 0.6, MAKER, reason))
    return out


def _exclude(one: Sequence[Item], other: Sequence[Item]) -> bool:
    """Only substances that a sample tells apart exclude each other: bombs and shells may both have fallen."""
    exact = {"chlorine", "sarin", "mustard"}
    a, b = one[0].position.frame.weapons, other[0].position.frame.weapons
    return bool(a and b and a[0] in exact and b[0] in exact)


def proposition_rows(
    items: Iterable[Item],
    proposition_of: Mapping[str, str],
    event_ids: Mapping[str, str],
    texts: Mapping[tuple[str, str], str],
    judgements: Iterable[Judgement] = (),
    events: Iterable[Event] = (),
) -> tuple[Proposition, ...]:
    """A row for each proposition, sorted by id.

    `proposition_of` gives each position's group, `event_ids` each position's event id as shown, `texts` the reports'
    texts by (story, document); `judgements` hold the rivals; `events` their rows, for the propositions' words.
    """
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda i: i.order):
        groups[proposition_of[item.position.id]].append(item)
    told = {event.id: event for event in events}
    ids = {root: proposition_id(group) for root, group in groups.items()}
    rivals: dict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        if judgement.relation == RIVAL and judgement.verdict == "positive":
            a = ids.get(proposition_of.get(judgement.left, ""))
            b = ids.get(proposition_of.get(judgement.right, ""))
            if a and b and a != b:
                rivals[a].add(b)
                rivals[b].add(a)
    rows = [
        Proposition(
            id=ids[root],
            event=event_ids[group[0].position.id],
            aspect=aspect_of(group),
            text=proposition_text(group, aspect_of(group), told.get(event_ids[group[0].position.id]), texts),
            rivals=tuple(sorted(rivals[ids[root]])),
        )
        for root, group in groups.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.id))


def proposition_id(items: Sequence[Item]) -> str:
    """The proposition's id, from its earliest item and that item's aspect."""
    first = min(items, key=lambda i: i.order)
    p = first.position
    return content_id("q", p.story, p.document, p.content.start, p.content.end, first.party, p.frame.aspect)


def aspect_of(items: Sequence[Item]) -> str:
    """The commonest aspect of a proposition's positions; on a tie the first in the text's order."""
    counts = Counter(item.position.frame.aspect for item in items)
    return max(counts, key=lambda name: (counts[name], -[i.position.frame.aspect for i in items].index(name)))
