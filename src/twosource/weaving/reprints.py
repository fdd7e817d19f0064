"""Which report takes its words from which: directed, with the share taken; nothing is closed transitively.

A merged report has two parents, and two families that meet in it stay two: the relation is kept as it was found.
Method: sampled shingles in an inverted index name the candidates (Broder 1997), boilerplate is set aside, and each
candidate pair is then measured on all its words. Time is linear in the total length and in the pairs that share words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise

from twosource.records import Judgement, LedgerPosition, Report, Reprint, Span
from twosource.weaving.credits import agency_credit
from twosource.weaving.shingles import Words, sampled, shingles, word_codes, words

STAGE = "weave.reprints/1"

CONTAINED = 0.3
"""From this share of the shorter text's words on, one of two texts is a copy (see bench/reprints.py)."""

_CANDIDATE = 0.08  # of the sampled shingles: below the measure proper, since a tenth of the words may be swapped
_GRAM = 5  # words that must stand together for a word to count as copied
_FOOTER = 3  # texts of one outlet in which a stretch stands before it is taken for the outlet's boilerplate
_POSTINGS = 64  # texts looked up per shingle, earliest first: what stands in more is a formula or has parents enough
_BODY = 0.3  # of a text must be left once boilerplate is set aside, else the text is nothing but it


@dataclass(frozen=True, slots=True)
class Copied:
    """Where a copied position's words come from: the parent's position, or None where none was read there."""

    document: str
    position: str | None


@dataclass(frozen=True, slots=True)
class _Text:
    report: Report
    codes: Sequence[int]
    sample: frozenset[int]
    grams: Sequence[int]
    """The hash of every stretch of _GRAM words, in order."""


def find_reprints(reports: Sequence[Report]) -> tuple[Reprint, ...]:
    """Every pair of reports one of which takes its words from the other: copy, original, share of the copy's words.

    The earlier published is the original; on the same day, the one whose outlet the other credits; else the lower id.
    Versions of one report aren't reprints of each other; of several versions the largest share counts.
    The order of `reports` doesn't matter; texts under eight words are never reprints. Sorted.
    """
    texts = [_text(report) for report in sorted(reports, key=lambda r: (r.published or "9999", r.id, r.version))]
    kept = _without_boilerplate(texts)
    grams: dict[int, frozenset[int]] = {}
    best: dict[tuple[str, str], float] = {}
    for (i, j), shared in sorted(_pairs(texts, kept).items()):
        if shared < _CANDIDATE * min(len(kept[i]), len(kept[j])):
            continue
        copy, original = (i, j) if _is_copy(texts[i].report, texts[j].report) else (j, i)
        for one in (copy, original):
            if one not in grams:
                grams[one] = frozenset(texts[one].grams)
        share = _coverage(texts[copy], grams[original])
        reverse = _coverage(texts[original], grams[copy])
        if max(share, reverse) >= CONTAINED:
            key = (texts[copy].report.id, texts[original].report.id)
            best[key] = max(best.get(key, 0.0), round(share, 4))
    return tuple(sorted(Reprint(copy, of, share) for (copy, of), share in best.items()))


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


def stretches(copy: str, original: str) -> tuple[Span, ...]:
    """The stretches of `copy` whose words stand in `original`, five or more together; in order, never overlapping."""
    mine, theirs = words(copy), words(original)
    mapped = _mapped(mine.codes, theirs.codes)
    out: list[Span] = []
    start: int | None = None
    for i in range(len(mapped) + 1):
        inside = i < len(mapped) and mapped[i] is not None
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            out.append(Span(mine.starts[start], mine.ends[i - 1]))
            start = None
    return tuple(out)


def copied_positions(
    positions: Sequence[LedgerPosition], reports: Mapping[str, Report], reprints: Sequence[Reprint]
) -> Mapping[str, Copied]:
    """For each position whose words stand in a report that its own report copies: where, and at which position there.

    `reports` holds the text behind each document id. A position counts as copied where at least four fifths of its
    content's words do; of several parents the one that covers most wins, then the lower id. Positions in documents
    that are no reprints, or whose documents aren't in `reports`, aren't in the answer.
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
        mapped = _mapped(mine.codes, theirs.codes)
        for position in by_document[reprint.document]:
            own = _indices(mine, position.content)
            hits = [target for target in (mapped[i] for i in own) if target is not None]
            if not own or len(hits) < 0.8 * len(own):
                continue
            there = _position_at(theirs, set(hits), by_document.get(reprint.of, []), position)
            found = (-len(hits) / len(own), reprint.of, Copied(reprint.of, there))
            if position.id not in best or found[:2] < best[position.id][:2]:
                best[position.id] = found
    return {key: value[2] for key, value in sorted(best.items())}


def _text(report: Report) -> _Text:
    codes = word_codes(report.text)
    hashes = shingles(codes)
    sample = sampled(hashes)
    grams = [hash(gram) for gram in zip(*(codes[k:] for k in range(_GRAM)), strict=False)]  # of ints: never salted
    return _Text(report, codes, sample if len(sample) >= 4 else sample | frozenset(hashes), grams)


def _without_boilerplate(texts: Sequence[_Text]) -> list[frozenset[int]]:
    """Each text's sampled shingles less those that its outlet's texts, or unrelated ones, share."""
    per_outlet: dict[str, Counter[int]] = defaultdict(Counter)
    seen: set[tuple[str, int, str]] = set()
    for text in texts:
        outlet = text.report.publisher or ""
        for h in text.sample:
            if outlet and (outlet, h, text.report.id) not in seen:
                seen.add((outlet, h, text.report.id))
                per_outlet[outlet][h] += 1
    formulas = _formulas(texts)
    out = []
    for text in texts:
        counts = per_outlet.get(text.report.publisher or "", Counter())
        rest = frozenset(h for h in text.sample if counts[h] < _FOOTER and h not in formulas)
        out.append(rest if rest and len(rest) >= _BODY * len(text.sample) else text.sample - formulas)
    return out


def _formulas(texts: Sequence[_Text]) -> frozenset[int]:
    """Shingles that stand in many texts which otherwise have little in common: share lines, standing paragraphs."""
    postings: dict[int, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for h in text.sample:
            postings[h].append(i)
    alike: dict[tuple[int, int], bool] = {}
    out = set()
    for h, where in postings.items():
        if len(where) < _FOOTER + 1:
            continue
        strangers = 0
        for pair in pairwise(where):
            if pair not in alike:
                a, b = texts[pair[0]].sample, texts[pair[1]].sample
                alike[pair] = len(a & b) >= 0.2 * min(len(a), len(b))
            strangers += not alike[pair]
        if 2 * strangers > len(where) - 1:
            out.add(h)
    return frozenset(out)


def _pairs(texts: Sequence[_Text], kept: Sequence[frozenset[int]]) -> Counter[tuple[int, int]]:
    """How many shingles each two texts share; versions of one report are no pair."""
    postings: dict[int, list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for i, hashes in enumerate(kept):
        for h in hashes:
            earlier = postings[h]
            for j in earlier:
                shared[(j, i)] += 1
            if len(earlier) < _POSTINGS:
                earlier.append(i)
    return Counter({p: n for p, n in shared.items() if texts[p[0]].report.id != texts[p[1]].report.id})


def _coverage(mine: _Text, theirs: frozenset[int]) -> float:
    """The share of my words that stand in stretches of _GRAM words found in `theirs`."""
    covered = until = 0
    for i in [i for i, gram in enumerate(mine.grams) if gram in theirs]:
        covered += i + _GRAM - (until if until > i else i)
        until = i + _GRAM
    return covered / len(mine.codes) if mine.codes else 0.0


def _mapped(mine: Sequence[int], theirs: Sequence[int]) -> list[int | None]:
    """For each of my words, the index of the same word there, inside a common stretch; the first such place."""
    first: dict[tuple[int, ...], int] = {}
    for j, gram in enumerate(zip(*(theirs[k:] for k in range(_GRAM)), strict=False)):
        first.setdefault(gram, j)
    out: list[int | None] = [None] * len(mine)
    for i, gram in enumerate(zip(*(mine[k:] for k in range(_GRAM)), strict=False)):
        found = first.get(gram)
        if found is not None:
            for k in range(_GRAM):
                if out[i + k] is None:
                    out[i + k] = found + k
    return out


def _indices(text: Words, span: Span) -> list[int]:
    """Indices of the words inside a span, any overlap counting."""
    return [i for i, (s, e) in enumerate(zip(text.starts, text.ends, strict=True)) if s < span.end and e > span.start]


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


def _is_copy(a: Report, b: Report) -> bool:
    """Whether `a` is the copy of the two: published later, or crediting the other, or else the higher id."""
    order = _order(a.published, b.published)
    if order == 0:
        credits = _credits(a, b), _credits(b, a)
        if credits[0] != credits[1]:
            return credits[0]
        return (a.id, a.version) > (b.id, b.version)
    return order > 0


def _order(a: str | None, b: str | None) -> int:
    """-1, 0 or 1 as `a` is before, no later than, or after `b`; days where one has no time, 0 where one is unknown."""
    if a is None or b is None:
        return 0
    if "T" in a and "T" in b:
        left, right = datetime.fromisoformat(a), datetime.fromisoformat(b)
        if left.tzinfo is not None and right.tzinfo is not None:
            x, y = left.astimezone(UTC), right.astimezone(UTC)
            return (x > y) - (x < y)
    day, other = date.fromisoformat(a[:10]), date.fromisoformat(b[:10])
    return (day > other) - (day < other)


def _credits(copy: Report, original: Report) -> bool:
    """Whether the first names the second's outlet as where its words come from."""
    names = {n.casefold() for n in (agency_credit(copy), copy.carries) if n}
    return bool(original.publisher) and (original.publisher or "").casefold() in names
