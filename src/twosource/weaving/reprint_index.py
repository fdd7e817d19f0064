"""An index of reports by their words: who takes words from whom, kept up to date report by report.

What it answers depends on the reports that it holds and on nothing else: not on the order in which they came, not on
what was taken out again. Method: sampled shingles in an inverted index name the candidates (Broder 1997); shingles
that strangers share are boilerplate and set aside; each candidate pair is then measured on all its words.

What a report costs is its own length and the texts that share words with it. Two things change other reports' answers,
and then just those are looked at again: a shingle that becomes boilerplate (at its third stranger, once), and a report
that comes late but was published before the first _NEAREST that have one of its shingles.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from twosource.records import Report, Reprint
from twosource.weaving.credits import agency_credit
from twosource.weaving.direction import Side, is_copy
from twosource.weaving.overlap import Boilerplate, Grams, coverages, own_share
from twosource.weaving.shingles import SIZE, Codes, Hashes, hashes, sampled, word_codes

CONTAINED = 0.3
"""From this share of the shorter text's words on, one of two texts is a copy (see bench/reprints.py)."""

_CANDIDATE = 0.05  # of the sampled shingles: well below the measure proper, since a tenth of the words may be swapped
_NEAREST = 32  # texts looked up per shingle, earliest published first: a copy needs no more parents
_STRANGERS = 3  # texts with little in common in which a shingle stands before it is taken for boilerplate
_ALIKE = 0.25  # of the sampled shingles of the shorter of two texts: what they share beyond is no boilerplate
_ALIKE_AT_HOME = 0.5  # the same for two texts of one outlet, whose footer may be a third of a short text
_BODY = 0.3  # of a text must be left once boilerplate is set aside, else the text is nothing but it

Key = tuple[str, str]
"""A report's id and version."""


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    report: Report
    codes: Codes
    sample: Hashes
    regular: int
    """Of the sample, how many are in every text's."""


@dataclass(slots=True)
class _Work:
    """What one update has worked out so far; nothing of it outlives the update."""

    samples: dict[int, frozenset[int]] = field(default_factory=dict)
    alike: dict[tuple[int, int], float] = field(default_factory=dict)
    """Of the shorter text's sampled shingles, how many both have."""
    shares: dict[tuple[int, int], float] = field(default_factory=dict)
    """Of either text's words, how many stand in the other, where the shingles leave it open."""
    aside: dict[int, Boilerplate] = field(default_factory=dict)
    credits: dict[int, str | None] = field(default_factory=dict)
    dirty: set[int] = field(default_factory=set)
    """Shingles that stand in other texts than before."""
    again: set[int] = field(default_factory=set)
    """Texts whose pairs are to be found anew."""
    before: set[Reprint] = field(default_factory=set)
    after: set[Reprint] = field(default_factory=set)


class ReprintIndex:
    """Reports by their words. `update` takes reports in and out; `reprints` says who takes words from whom."""

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        """An index of these reports: the same as an empty one to which they are added, in any order."""
        self._entries: dict[int, _Entry] = {}
        self._slots: dict[Key, int] = {}
        self._ranks: dict[int, tuple[str, str, str]] = {}
        self._next = 0
        self._postings: dict[int, int | list[int]] = {}
        self._boilerplate: set[int] = set()
        self._own: dict[int, int] = {}
        """How many of a text's shingles are no boilerplate."""
        self._whole: set[int] = set()
        """Texts that are nothing but boilerplate, and so taken as they are."""
        self._pairs: dict[int, dict[int, Reprint]] = {}
        self._by_document: dict[str, set[int]] = defaultdict(set)
        self.update(reports)

    def __len__(self) -> int:
        """How many reports it holds, versions counted."""
        return len(self._entries)

    def __contains__(self, key: Key) -> bool:
        """Whether it holds the report of that id and version."""
        return key in self._slots

    def add(self, report: Report) -> frozenset[str]:
        """Takes in one report; `update` for many. Gives the ids of the reports whose reprints changed."""
        return self.update([report])

    def update(self, added: Iterable[Report] = (), removed: Iterable[Key] = ()) -> frozenset[str]:
        """Takes reports out, then in; one of an id and version that are held already replaces that one.

        Gives the ids of the reports that have a reprint or an original more, less or other than before. Raises
        KeyError where a report to be taken out isn't held; nothing has changed then.
        """
        gone = dict.fromkeys(removed)
        if missing := [key for key in gone if key not in self._slots]:
            raise KeyError(f"no report {missing[0][0]!r} of version {missing[0][1]!r} in the index")
        fresh = {(report.id, report.version): report for report in added}
        for key, report in [*fresh.items()]:
            if key in self._slots and key not in gone:
                if self._entries[self._slots[key]].report == report:
                    del fresh[key]
                else:
                    gone[key] = None
        work = _Work()
        for key in gone:
            self._take_out(self._slots.pop(key), work)
        for report in sorted(fresh.values(), key=_rank):
            self._put_in(report, work)
        self._judge(work)
        again = sorted(slot for slot in work.again if slot in self._entries)
        for slot in again:
            self._forget(slot, work)
            self._weigh(slot)
        done: set[int] = set()
        for slot in again:
            self._find(slot, done, work)
            done.add(slot)
        return frozenset(one for r in work.before ^ work.after for one in (r.document, r.of))

    def reprints(self) -> tuple[Reprint, ...]:
        """Every pair of reports one of which takes its words from the other. Sorted.

        Versions of one report aren't reprints of each other; of several versions the largest share counts.
        """
        return _largest(r for near in self._pairs.values() for r in near.values())

    def reprints_of(self, document: str) -> tuple[Reprint, ...]:
        """Those in which the report is the copy or the original; none where the index doesn't hold it. Sorted."""
        return _largest(r for slot in self._by_document.get(document, ()) for r in self._pairs[slot].values())

    def _put_in(self, report: Report, work: _Work) -> None:
        slot, self._next = self._next, self._next + 1
        codes = word_codes(report.text)
        entry = _Entry(report, codes, *sampled(hashes(codes, SIZE)))
        self._entries[slot] = entry
        self._slots[report.id, report.version] = slot
        self._pairs[slot] = {}
        self._by_document[report.id].add(slot)
        rank = self._ranks[slot] = _rank(report)
        ranks = self._ranks
        for h in entry.sample.tolist():
            held = self._postings.setdefault(h, slot)
            if held == slot:
                continue
            near = [held] if isinstance(held, int) else held
            at = len(near) if ranks[near[-1]] < rank else bisect_left(near, rank, key=ranks.__getitem__)
            near.insert(at, slot)
            self._postings[h] = near
            if at < _NEAREST:
                work.dirty.add(h)
                if len(near) > _NEAREST:
                    work.again.add(near[_NEAREST])
        work.again.add(slot)

    def _take_out(self, slot: int, work: _Work) -> None:
        self._forget(slot, work)
        for h in self._entries[slot].sample.tolist():
            near = self._postings[h]
            work.dirty.add(h)
            if isinstance(near, int):
                del self._postings[h]
                continue
            at = near.index(slot)
            del near[at]
            if at < _NEAREST <= len(near):
                work.again.add(near[_NEAREST - 1])
            if len(near) == 1:
                self._postings[h] = near[0]
        document = self._entries.pop(slot).report.id
        self._by_document[document].discard(slot)
        self._whole.discard(slot)
        del self._pairs[slot], self._ranks[slot], self._own[slot]

    def _forget(self, slot: int, work: _Work) -> None:
        """Drops the pairs of a text."""
        for other, reprint in self._pairs[slot].items():
            del self._pairs[other][slot]
            work.before.add(reprint)
        self._pairs[slot] = {}

    def _judge(self, work: _Work) -> None:
        """Which of the shingles that stand elsewhere than before are boilerplate; who has one is looked at again."""
        judged: dict[tuple[int, ...], bool] = {}
        for h in work.dirty:
            near = self._postings.get(h)
            where = tuple(near[:_NEAREST]) if isinstance(near, list) else ()
            if where not in judged:
                judged[where] = len(where) >= _STRANGERS and self._among_strangers(where, work)
            if judged[where] != (h in self._boilerplate):
                self._boilerplate ^= {h}
                work.again.update(near if isinstance(near, list) else () if near is None else (near,))

    def _among_strangers(self, where: Sequence[int], work: _Work) -> bool:
        """Whether texts that share a shingle have little else in common: three of them, or three of one outlet."""
        strangers: list[int] = []
        at_home: dict[str, list[int]] = defaultdict(list)
        for slot in where:
            outlet = self._entries[slot].report.publisher
            for heads, alike in ((strangers, _ALIKE), *(((at_home[outlet], _ALIKE_AT_HOME),) if outlet else ())):
                if not any(self._alike(slot, head, alike, work) for head in heads):
                    heads.append(slot)
                    if len(heads) == _STRANGERS:
                        return True
        return False

    def _alike(self, a: int, b: int, least: float, work: _Work) -> bool:
        """Whether two texts share so much of the shorter one; two versions of one report always do.

        By the sampled shingles where they are clear, else by all words: light rewording spares few shingles.
        """
        if (a, b) not in work.alike:
            one, other = self._entries[a], self._entries[b]
            common = len(self._sample(a, work) & self._sample(b, work))
            same = one.report.id == other.report.id
            work.alike[a, b] = 1.0 if same else common / max(1, min(one.regular, other.regular))
        ratio = work.alike[a, b]
        if not least / 4 <= ratio < (1 + least) / 2:
            return ratio >= least
        if (a, b) not in work.shares:
            own = Grams.of(self._entries[a].codes)
            work.shares[a, b] = max(own_share(each, None) for each in coverages(own, self._entries[b].codes))
        return work.shares[a, b] >= least

    def _sample(self, slot: int, work: _Work) -> frozenset[int]:
        if slot not in work.samples:
            work.samples[slot] = frozenset(self._entries[slot].sample.tolist())
        return work.samples[slot]

    def _weigh(self, slot: int) -> None:
        """Whether a text is nothing but boilerplate, which is then all its own, and how many shingles are its own."""
        sample = self._entries[slot].sample.tolist()
        aside = sum(h in self._boilerplate for h in sample)
        self._own[slot] = len(sample) - aside
        if len(sample) - aside < _BODY * len(sample):
            self._own[slot] = len(sample)
            self._whole.add(slot)
        else:
            self._whole.discard(slot)

    def _aside(self, slot: int, work: _Work) -> Boilerplate | None:
        """The words of a text that are boilerplate, None where none are."""
        entry = self._entries[slot]
        if slot in self._whole or self._own[slot] == len(entry.sample):
            return None
        if slot not in work.aside:
            work.aside[slot] = Boilerplate.of(entry.codes, entry.sample, self._boilerplate)
        return work.aside[slot]

    def _find(self, slot: int, done: set[int], work: _Work) -> None:
        """Finds the pairs of a text, but for those with texts that are done."""
        mine = self._entries[slot]
        shared, set_aside = self._counts(slot)
        own: Grams | None = None
        near = (
            shared.keys() | set_aside.keys()
            if slot in self._whole
            else shared.keys() | (set_aside.keys() & self._whole)
        )
        for other in near:
            theirs = self._entries[other]
            if other in done or theirs.report.id == mine.report.id:
                continue
            whole = slot in self._whole or other in self._whole
            common = shared[other] + (set_aside[other] if whole else 0)
            least = min(self._own[slot], mine.regular, self._own[other], theirs.regular)
            if common < max(1, int(_CANDIDATE * least)):
                continue
            own = own or Grams.of(mine.codes)
            here, there = coverages(own, theirs.codes)
            share, reverse = own_share(here, self._aside(slot, work)), own_share(there, self._aside(other, work))
            if max(share, reverse) < CONTAINED:
                continue
            here_side = Side(mine.report, self._credit(slot, work), share)
            if is_copy(here_side, Side(theirs.report, self._credit(other, work), reverse)):
                reprint = Reprint(mine.report.id, theirs.report.id, round(share, 4))
            else:
                reprint = Reprint(theirs.report.id, mine.report.id, round(reverse, 4))
            self._pairs[slot][other] = self._pairs[other][slot] = reprint
            work.after.add(reprint)

    def _counts(self, slot: int) -> tuple[Counter[int], Counter[int]]:
        """How many shingles each text shares with one, less boilerplate, and how many of boilerplate."""
        shared: list[int] = []
        set_aside: list[int] = []
        for h in self._entries[slot].sample.tolist():
            near = self._postings[h]
            if isinstance(near, int):
                continue
            if len(near) > _NEAREST and slot not in near[:_NEAREST]:
                near = near[:_NEAREST]
            (set_aside if h in self._boilerplate else shared).extend(near)
        return Counter(shared), Counter(set_aside)

    def _credit(self, slot: int, work: _Work) -> str | None:
        if slot not in work.credits:
            work.credits[slot] = agency_credit(self._entries[slot].report)
        return work.credits[slot]


def _rank(report: Report) -> tuple[str, str, str]:
    """The order of publication, undated last; total, so that it is the same on every machine."""
    return (report.published or "9999", report.id, report.version)


def _largest(found: Iterable[Reprint]) -> tuple[Reprint, ...]:
    best: dict[tuple[str, str], Reprint] = {}
    for reprint in found:
        key = (reprint.document, reprint.of)
        best[key] = max(best.get(key, reprint), reprint)
    return tuple(sorted(best.values()))
