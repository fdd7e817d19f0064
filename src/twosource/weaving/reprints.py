"""Which report takes its words from which: directed, with the share taken; nothing is closed transitively.

A merged report has two parents, and two families that meet in it stay two: the relation is kept as it was found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from twosource.records import Judgement, LedgerPosition, Report, Reprint, Span
from twosource.weaving.overlap import mapped
from twosource.weaving.reprint_index import ReprintIndex
from twosource.weaving.shingles import Words, words

STAGE = "weave.reprints/3"

ACCESS = frozenset({"did", "saw", "examined"})
"""Bases on which a party knows: to vouch for what one was told, or doesn't say how one knows, isn't knowing."""
_NEXT = 20
"""Words behind a report's own word in which it says that its reporter was there."""


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a copied position's words come from: the parent's position, or None where none was read there."""

    document: str
    position: str | None


def find_reprints(reports: Sequence[Report]) -> tuple[Reprint, ...]:
    """Every pair of reports one of which takes its words from the other: copy, original, share of the copy's words.

    Which of the two is the copy: weaving/direction.py. Versions of one report aren't reprints of each other; of
    several versions the largest share counts. The order of `reports` doesn't matter; texts under eight words are never
    reprints. Sorted. To add to what was found, keep a ReprintIndex.
    """
    return ReprintIndex(reports).reprints()


def reprint_judgements(reprints: Sequence[Reprint]) -> tuple[Judgement, ...]:
    """The reprints as judgements, which a person can overrule. Sorted."""
    return tuple(
        sorted(
            Judgement(
                "reprint of",
                r.document,
                r.of,
                "positive",
                r.share,
                STAGE,
                f"{round(100 * r.share)} % of its words stand there",
            )
            for r in reprints
        )
    )


def settled(reprints: Sequence[Reprint], judgements: Sequence[Judgement]) -> tuple[Reprint, ...]:
    """The reprints that hold once persons' judgements are heard: a negative one takes a pair out, a positive adds it.

    A person's score is then the share. Of two persons who disagree the negative one counts. Sorted.
    """
    own = sorted(j for j in judgements if j.relation == "reprint of" and not j.maker.startswith("weave."))
    found = {(r.document, r.of): r for r in reprints}
    for j in own:
        if j.verdict == "positive":
            found.setdefault((j.left, j.right), Reprint(j.left, j.right, j.score))
    for j in own:
        if j.verdict == "negative":
            found.pop((j.left, j.right), None)
    return tuple(sorted(found.values()))


def copied_positions(
    positions: Sequence[LedgerPosition], reports: Mapping[str, Report], reprints: Sequence[Reprint]
) -> Mapping[str, Copied]:
    """For each position whose words stand in a report that its own report copies: where, and at which position there.

    `reports` holds the text behind each document id. A position counts as copied where at least four fifths of its
    content's words do; of several parents the one that covers most wins, then the lower id. Positions in documents
    that are no reprints, or whose documents aren't in `reports`, aren't in the answer; nor are those of a witness of
    the report's own, whom the other report doesn't name.
    """
    by_document: dict[str, list[LedgerPosition]] = defaultdict(list)
    for position in sorted(positions, key=lambda p: p.id):
        by_document[position.document].append(position)
    cache: dict[str, Words] = {}

    def tokens(document: str) -> Words:
        if document not in cache:
            cache[document] = words(reports[document].text)
        return cache[document]

    best: dict[str, tuple[float, str, Copied]] = {}
    for reprint in sorted(reprints):
        if reprint.document not in reports or reprint.of not in reports or reprint.document not in by_document:
            continue
        mine, theirs = tokens(reprint.document), tokens(reprint.of)
        there_of = mapped(mine, theirs)
        for position in by_document[reprint.document]:
            own = _indices(mine, position.content)
            hits = [target for target in (there_of[i] for i in own) if target is not None]
            if not own or len(hits) < 0.8 * len(own) or _own_witness(position, own, mine, theirs, there_of):
                continue
            there = _position_at(theirs, set(hits), by_document.get(reprint.of, []), position)
            found = (-len(hits) / len(own), reprint.of, Copied(reprint.of, there))
            if position.id not in best or found[:2] < best[position.id][:2]:
                best[position.id] = found
    return {key: value[2] for key, value in sorted(best.items())}


def _own_witness(
    position: LedgerPosition, own: range, mine: Words, theirs: Words, there_of: Sequence[int | None]
) -> bool:
    """Whether a report says in words of its own who saw what it tells in another's words, and is no reprint besides.

    Two who watched one thing are often made to tell it in one sentence. It stays a copy where most other words of the
    report stand in the other one too, or half of those that name the witness ("a Tarn Mail reporter saw").
    """
    if position.basis not in ACCESS:
        return False
    besides = [there_of[i] for i in range(len(mine.codes)) if i not in own]
    if 2 * sum(at is not None for at in besides) > len(besides):
        return False
    if position.source is None:
        telling = list(range(own.stop, min(own.stop + _NEXT, len(mine.codes))))
    else:
        spans = [span for span in (position.source, position.cue) if span is not None]
        telling = [i for span in spans for i in _indices(mine, span)]
    known = set(theirs.codes.tolist())
    return bool(telling) and 2 * sum(int(mine.codes[i]) in known for i in telling) < len(telling)


def _indices(text: Words, span: Span) -> range:
    """Indices of the words inside a span, any overlap counting."""
    return range(bisect_right(text.ends, span.start), bisect_left(text.starts, span.end))


def _position_at(
    theirs: Words, hits: set[int], there: Sequence[LedgerPosition], position: LedgerPosition
) -> str | None:
    """The position of the parent whose content shares most words with the copied ones: half at least."""
    ranked = []
    for other in there:
        own = set(_indices(theirs, other.content))
        common = len(own & hits)
        if own and 2 * common >= min(len(own), len(hits)):
            same = other.stance == position.stance, other.party.id == position.party.id
            ranked.append((tuple(not s for s in same), -common / len(own | hits), other.id))
    return min(ranked)[2] if ranked else None
