"""Which positions of all reports speak of one event.

Threads of single reports are joined by average-link agglomeration over candidates that share a time, a place or rare
words; what lies apart in time or space is never joined. Blocking keeps the number of comparisons near linear.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from twosource.records import Event, Interval, Judgement, Place
from twosource.records.identity import content_id
from twosource.weaving.event_score import APART, LinkWeights, Weights, event_fit
from twosource.weaving.report_threads import threads
from twosource.weaving.similarity import Vocabulary, cosine, place_fit
from twosource.weaving.threads import Item, Thread, news_time
from twosource.weaving.wording import event_label

MAKER = "weave.events/1"
SAME = "same event"
BLOCK = 60
"""Threads compared with each other inside one block at most: the nearest in publication."""


def judge_events(
    items: Iterable[Item], weights: Weights | None = None, links: LinkWeights | None = None
) -> tuple[Judgement, ...]:
    """Positive judgements that tie every position of an event to the event's earliest position, sorted.

    Two positions of different stories are never tied. The same items in any order give the same judgements.
    """
    by_story: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_story[item.position.story].append(item)
    out: list[Judgement] = []
    for story in sorted(by_story):
        out.extend(_judge_story(by_story[story], weights, links or LinkWeights()))
    return tuple(sorted(out))


def vocabulary_of(items: Iterable[Item]) -> Vocabulary:
    """The words of a ledger's items, weighed by how few reports use them."""
    bags: dict[str, set[str]] = defaultdict(set)
    for item in items:
        bags[item.position.document].update(item.position.frame.lemmas)
    return Vocabulary(bags[document] for document in sorted(bags))


def _judge_story(items: Sequence[Item], weights: Weights | None, links: LinkWeights) -> list[Judgement]:
    vocabulary = vocabulary_of(items)
    by_report: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_report[item.position.document].append(item)
    all_threads: list[Thread] = []
    for report in sorted(by_report):
        all_threads.extend(threads(by_report[report], vocabulary, weights))
    groups = _agglomerate(all_threads, vocabulary, links)
    out: list[Judgement] = []
    for group in groups:
        members = sorted((item for n in group for item in all_threads[n].items), key=lambda i: i.order)
        anchor = members[0]
        reports = {item.position.document for item in members}
        reason = "one report's thread" if len(reports) == 1 else f"threads of {len(reports)} reports agree"
        for item in members[1:]:
            same = item.position.document == anchor.position.document
            score = 0.9 if same else 0.7
            out.append(Judgement(SAME, anchor.position.id, item.position.id, "positive", score, MAKER, reason))
    return out


def _candidates(all_threads: Sequence[Thread], vectors: Sequence[Mapping[str, float]]) -> set[tuple[int, int]]:
    """Pairs worth comparing: threads that share a block of place, rare words or report day, near in time."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, thread in enumerate(all_threads):
        if thread.place is not None:
            for cell in _cells(thread.place):
                blocks["place", cell].append(n)
        for lemma in sorted(vectors[n], key=lambda name: (-vectors[n][name], name))[:8]:
            blocks["word", lemma].append(n)
        if thread.main and thread.published is not None:
            for back in (0, 1, 2):
                blocks["main", (thread.published - timedelta(back)).isoformat()].append(n)
    pairs: set[tuple[int, int]] = set()
    for _, members in sorted(blocks.items()):
        ordered = sorted(members, key=lambda n: (_when(all_threads[n]), n))
        for i, n in enumerate(ordered):
            for m in ordered[i + 1 : i + 1 + BLOCK]:
                pairs.add((min(n, m), max(n, m)))
    return pairs


def _when(thread: Thread) -> date:
    span = thread.span
    if span is not None:
        return span.start
    return thread.published or date.max


def _cells(place: Place) -> tuple[str, ...]:
    """Grid cells of about half a degree that a place's point lies in or beside."""
    row, column = int(place.lat * 2), int(place.lon * 2)
    return tuple(f"{row + i}/{column + j}" for i in (0, 1) for j in (0, 1))


def _agglomerate(all_threads: Sequence[Thread], vocabulary: Vocabulary, w: LinkWeights) -> list[list[int]]:
    """Average-link agglomeration over the candidate pairs; a pair never compared counts as the block's silence, 0."""
    vectors = [vocabulary.weigh(thread.lemmas) for thread in all_threads]
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    barred: dict[int, set[int]] = defaultdict(set)
    heap: list[tuple[float, int, int]] = []
    for n, m in sorted(_candidates(all_threads, vectors)):
        score = event_fit(all_threads[n], all_threads[m], cosine(vectors[n], vectors[m]), w)
        if score == APART:
            barred[n].add(m)
            barred[m].add(n)
        else:
            sums[n][m] = sums[m][n] = score
            if score >= w.join:
                heap.append((-score, n, m))
    heapq.heapify(heap)
    group: dict[int, list[int]] = {n: [n] for n in range(len(all_threads))}
    while heap:
        score, n, m = heapq.heappop(heap)
        if n not in group or m not in group or m in barred[n]:
            continue
        now = sums[n].get(m, 0.0) / (len(group[n]) * len(group[m]))
        if abs(now + score) > 1e-9:
            continue  # an older entry: the groups have grown since
        group[n] += group.pop(m)
        barred[n] |= barred.pop(m, set())
        for other in barred[n]:
            barred[other].add(n)
        for other, value in sums.pop(m, {}).items():
            if other == n or other not in group:
                continue
            sums[n][other] = sums[n].get(other, 0.0) + value
            sums[other][n] = sums[n][other]
            sums[other].pop(m, None)
        sums[n].pop(m, None)
        for other, value in sums[n].items():
            if other in group and other not in barred[n]:
                mean = value / (len(group[n]) * len(group[other]))
                if mean >= w.join:
                    heapq.heappush(heap, (-mean, min(n, other), max(n, other)))
    return [sorted(members) for _, members in sorted(group.items())]


def event_rows(items: Iterable[Item], event_of: Mapping[str, str]) -> tuple[Event, ...]:
    """A row for each event: `event_of` gives each position's group (any member's id), as `clusters.cluster` does.

    The id comes from the earliest position by (published, report, offset); place and time are those that most of its
    positions name, None where none does; a report's undated main event lies in the days before its publication.
    """
    groups: dict[str, list[Item]] = defaultdict(list)
    leads: dict[tuple[str, str], Item] = {}
    for item in sorted(items, key=lambda i: i.order):
        groups[event_of[item.position.id]].append(item)
        leads.setdefault((item.position.story, item.position.document), item)
    leading = {item.position.id for item in leads.values()}
    return tuple(sorted((_row(group, leading) for group in groups.values()), key=lambda e: e.id))


def event_id(items: Sequence[Item]) -> str:
    """The event's id, from its earliest item."""
    first = min(items, key=lambda i: i.order)
    return content_id(
        "e",
        first.position.story,
        first.position.document,
        first.position.content.start,
        first.position.content.end,
        first.party,
    )


def _row(items: Sequence[Item], leading: set[str]) -> Event:
    types = Counter(i.position.frame.type for i in items if i.position.frame.type)
    type_ = min(types, key=lambda name: (-types[name], name)) if types else None
    modes = Counter(i.position.frame.mode for i in items if i.position.frame.mode and i.position.frame.type == type_)
    mode = min(modes, key=lambda name: (-modes[name], name)) if modes else None
    place, time = _place(items), _time(items, leading)
    return Event(
        id=event_id(items),
        story=items[0].position.story,
        label=event_label(items, type_, place),
        type=type_,
        mode=mode,
        place=place,
        time=time,
        actors=_parties(items, actors=True),
        targets=_parties(items, actors=False),
        documents=tuple(sorted({i.position.document for i in items})),
    )


def _parties(items: Sequence[Item], *, actors: bool) -> tuple[tuple[str, tuple[str, ...]], ...]:
    said: dict[str, set[str]] = defaultdict(set)
    for item in items:
        frame = item.position.frame
        if item.position.stance in {"asserts", "confirms"}:
            for ref in frame.actors if actors else frame.targets:
                said[ref.id].add(item.position.id)
    return tuple((party, tuple(sorted(ids))) for party, ids in sorted(said.items()))


def _place(items: Sequence[Item]) -> Place | None:
    """The place that most reports name, the finer of those that agree with it."""
    votes: dict[Place, float] = defaultdict(float)
    for item in items:
        place = item.position.frame.place
        if place is not None:
            votes[place] += {1: 1.0, 2: 1.0, 3: 0.9, 4: 0.7, 5: 0.3, 6: 0.2, 7: 0.5}[place.precision]
    if not votes:
        return None
    support = {a: sum(n for b, n in votes.items() if place_fit(a, b) >= 0.5) for a in votes}
    return min(support, key=lambda p: (-support[p], -votes[p], p.precision, p.name, p.lat, p.lon))


def _time(items: Sequence[Item], leading: set[str]) -> Interval | None:
    """The days that most positions name, the more exact before the vaguer; where none names any and the event leads a
    report, the days before that report's publication: news is recent.
    """
    votes: Counter[Interval] = Counter(i.position.frame.time for i in items if i.position.frame.time is not None)
    if votes:
        support = {
            a: sum(n for b, n in votes.items() if b.overlaps(a)) / (1 + (a.end - a.start).days / 7) for a in votes
        }
        return min(support, key=lambda t: (-support[t], t))
    return next((news_time(i.published) for i in items if i.position.id in leading), None)
