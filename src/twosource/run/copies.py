"""The reprints of a story kept up to date, and which positions are copies of which."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from twosource.records import Judgement, Report
from twosource.run.state import State
from twosource.store.rows import row_id
from twosource.weaving.reprints import Copied, copied_positions, reprint_judgements, settled

RELATION = "reprint of"


def update(
    state: State,
    added: Sequence[Report],
    lost: Collection[str],
    retold: Iterable[str],
    redecided: Iterable[Judgement],
) -> set[str]:
    """Brings reprints up to date. `added` reports replace those of their ids; `lost` ones are gone; those that were
    `retold` have other positions than before. Gives the reports in which other positions are copies than before.
    """
    kept = state.copies
    same = {(report.id, report.version) for report in added}
    out = [(d, kept.versions[d]) for d in (*lost, *(r.id for r in added)) if d in kept.versions]
    moved = set(kept.index.update(added, sorted(key for key in out if key not in same)))
    for document in lost:
        kept.versions.pop(document, None)
    kept.versions.update({report.id: report.version for report in added})
    ends = {end for j in redecided if j.relation == RELATION for end in (j.left, j.right)}
    for document in sorted(moved | ends):
        _settle(state, document)
    touched = {*moved, *ends, *retold, *lost}
    recopied = set()
    for document in sorted(touched.union(*(kept.copies.of(one) for one in touched))):
        now = _copied(state, document)
        if now != kept.positions.get(document, {}):
            recopied.add(document)
            if now:
                kept.positions[document] = now
            else:
                kept.positions.pop(document, None)
    return recopied - set(lost)


def _settle(state: State, document: str) -> None:
    """The rows of a copy's originals, once persons' judgements are heard."""
    kept = state.copies
    before = kept.pairs.pop(document, ())
    found = [reprint for reprint in kept.index.reprints_of(document) if reprint.document == document]
    now = settled(found, [j for j in state.judgements if j.left == document])
    if now:
        kept.pairs[document] = now
    for reprint in before:
        kept.copies.discard(reprint.of, document)
    for reprint in now:
        kept.copies.add(reprint.of, document)
    state.rows.drop("reprints", map(row_id, before))
    state.rows.drop("judgements", map(row_id, reprint_judgements(before)))
    state.rows.put("reprints", now)
    state.rows.put("judgements", reprint_judgements(now))


def _copied(state: State, document: str) -> Mapping[str, Copied]:
    pairs = state.copies.pairs.get(document, ())
    tellings = {d: state.told[d] for d in (document, *(r.of for r in pairs)) if pairs and d in state.told}
    rows = [row for telling in tellings.values() for row in telling.rows]
    return copied_positions(rows, {d: telling.report for d, telling in tellings.items()}, pairs)
