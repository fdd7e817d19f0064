"""A story's ledger kept up to date in a store: only what came, changed or was decided since is woven."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from twosource.data.parties import PartyBase
from twosource.records import Issue, Judgement, Reading, Report, Reprint, Review
from twosource.records.identity import content_id
from twosource.run.kept import Shelf, as_text, from_text
from twosource.run.loom import update
from twosource.run.reader import FAULTS, Reader
from twosource.run.redirects import led_on
from twosource.run.reviews import Reviewed, overridden, reviewed
from twosource.run.rows import KINDS, Row
from twosource.run.telling import Telling, tell
from twosource.run.weave import Weaver, decisions, weaving_failed
from twosource.store import Store, Update, fingerprint
from twosource.weaving.reprint_index import ReprintIndex

_FACTS = "facts"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What an update rested on besides reports and readings."""

    judgements: tuple[Judgement, ...] = ()
    """Persons' own, and those that come with positions which they added."""
    reviews: tuple[tuple[str, str], ...] = ()
    """(report, a mark of the reviews put into it)."""
    overrides: tuple[Review, ...] = ()
    issues: tuple[str, ...] = ()
    """Rows of issues that come from inputs."""


class Upkeep:
    """One story's weaving, held between updates: the longer it is held, the less has to be read from the store.

    What weaving keeps for itself lies in the store, table by table; what isn't held here is read from there when asked
    for. Only the index of reprints is made anew from the texts where it is first needed.
    """

    def __init__(self, store: Store, story: str, reader: Reader, weaver: Weaver) -> None:
        """Nothing is read yet. Raises ValueError for a weaver that can only weave all at once."""
        if weaver.base is None:
            raise ValueError("this weaver can only weave all at once: it has no parties' data of its own")
        self._store, self._story = store, story
        self._base: PartyBase = weaver.base
        self._readings = fingerprint(reader.stages)
        self._stages = tuple(sorted({*reader.stages, *weaver.stages}))
        self._mark = content_id("m", self._readings, fingerprint(weaver.stages))
        self._made_from: str | None = None
        self._shelf: Shelf | None = None

    def current(self) -> bool:
        """Whether the ledger rests on all that there is now."""
        made_from = self._store.made_from(self._story) or ""
        ends = decisions(self._store, self._story)
        return (
            made_from.startswith(self._mark + self._issues_mark())
            and made_from.endswith(ends)
            and not self._store.pending(self._story)
        )

    def bring_up(self) -> list[Issue]:
        """Weaves what changed, and keeps it. Where weaving fails the ledger stays as it was; the issue says why."""
        if self.current():
            return []
        kept = self._store.made_from(self._story) or ""
        anew = not kept.startswith(self._mark)
        if self._shelf is None or anew or kept != self._made_from:
            self._shelf = Shelf(self._store, self._story, self._tell, anew=anew)
            self._shelf.state.copies.index = _LazyIndex(lambda: () if anew else self._indexed())
        try:
            self._weave(self._shelf, kept, anew)
        except FAULTS as error:
            self._shelf = None
            return [weaving_failed(self._story, error)]
        except BaseException:
            self._shelf = None
            raise
        return []

    def _weave(self, shelf: Shelf, kept: str, anew: bool) -> None:
        store, story, state = self._store, self._story, shelf.state
        if anew:
            for kind in KINDS:
                state.rows.drop(kind, store.row_ids(story, kind))
        before = _Facts() if anew else self._facts()
        reviews = [one.review for one in store.reviews(story)]
        marks = _marks(reviews)
        other = {document for document, _ in {*before.reviews} ^ set(marks.items())}
        pending = store.pending(story)
        documents = {*pending, *other} if not anew else {report.id for report in store.reports(story)}

        given: list[tuple[Report, Reading]] = []
        gone: list[str] = []
        added: list[Judgement] = []
        for document in sorted({*documents, *marks}):
            report = store.head(story, document)
            reading = store.reading(report, self._readings) if report is not None else None
            seen = reviewed(report, reading, reviews) if report is not None and reading is not None else None
            added += seen.judgements if seen is not None else ()
            if document not in documents:
                continue
            state.rows.drop("documents", [document])
            state.rows.put("documents", [report] if report is not None else [])
            self._put_issues(shelf, document, reading, seen)
            if report is not None and seen is not None:
                given.append((report, seen.reading))
            else:
                gone.append(document)
        judgements = tuple(sorted({*(one.judgement for one in store.judgements(story)), *added}))
        overrides = tuple(review for review in reviews if review.action == "override")
        issues = state.rows.put("issues", store.issues(story))
        state.rows.drop("issues", sorted(set(before.issues) - set(issues)))
        state.rows.put("stages", self._stages)
        state.judgements = before.judgements
        changed = overrides != before.overrides
        again = [p for review in (*before.overrides, *overrides) for p in self._held(shelf, review)] if changed else []
        rows = update(state, self._base, given, gone, judgements, again)
        rows = self._override(shelf, rows, overrides)

        facts = _Facts(judgements, tuple(sorted(marks.items())), overrides, tuple(sorted(issues)))
        chain = content_id("+c", kept, *sorted(documents), *(repr(each) for each in judgements))
        made_from = self._mark + self._issues_mark() + chain + decisions(store, story)
        store.update(
            story,
            Update(
                made_from,
                [(row.kind, row.key, row.new) for row in rows if row.new != row.old],
                led_on(rows, lambda key: state.rows.get("propositions", key)),
                [*shelf.values(), (_FACTS, "", as_text(_Facts, facts))],
                shelf.members(),
                sorted({*pending, *documents}),
                anew,
            ),
        )
        shelf.settle()
        self._made_from = made_from

    def _tell(self, document: str) -> Telling | None:
        """A report that was woven before, as it tells with the parties of now."""
        report = self._store.head(self._story, document)
        reading = self._store.reading(report, self._readings) if report is not None else None
        if self._shelf is None or report is None or reading is None:
            return None
        reviews = [one.review for one in self._store.reviews(self._story)]
        return tell(report, reviewed(report, reading, reviews).reading, self._shelf.state.people.party, self._base)

    def _facts(self) -> _Facts:
        text = self._store.value(self._story, _FACTS, "")
        return from_text(_Facts, text) if text is not None else _Facts()

    def _put_issues(self, shelf: Shelf, document: str, reading: Reading | None, seen: Reviewed | None) -> None:
        shelf.state.rows.drop("issues", shelf.issues.pop(document, ()))
        found = {*(reading.issues if reading is not None else ()), *(seen.issues if seen is not None else ())}
        if found:
            shelf.issues[document] = shelf.state.rows.put("issues", sorted(found, key=repr))

    def _held(self, shelf: Shelf, review: Review) -> Sequence[str]:
        """The positions of the proposition whose standing a person set."""
        standing = shelf.state.rows.get("assessments", review.target)
        return standing.because if standing is not None else review.positions

    def _override(self, shelf: Shelf, rows: list[Row], overrides: Sequence[Review]) -> list[Row]:
        """The rows, with persons' standings in the place of computed ones."""
        if not overrides:
            return rows
        state = shelf.state.rows
        held = [row for review in overrides for p in review.positions if (row := state.get("positions", p)) is not None]
        keys = sorted({*(review.target for review in overrides), *(row.proposition for row in held)})
        standings = [row for key in keys if (row := state.get("assessments", key)) is not None]
        state.put("assessments", overridden(standings, held, overrides))
        known = {(row.kind, row.key): row for row in rows}
        for row in state.touched():
            first = known.get((row.kind, row.key))
            known[row.kind, row.key] = Row(row.kind, row.key, first.old if first is not None else row.old, row.new)
        return [row for _, row in sorted(known.items())]

    def _indexed(self) -> Iterator[Report]:
        """The reports that the index of reprints holds, as they were when they were woven."""
        for document in self._store.row_ids(self._story, "documents"):
            if self._store.value(self._story, "indexed", document) is not None:
                report = self._store.row(self._story, "documents", document)
                assert isinstance(report, Report)
                yield report

    def _issues_mark(self) -> str:
        return content_id("+i", *(repr(issue) for issue in self._store.issues(self._story)))


def _marks(reviews: Iterable[Review]) -> dict[str, str]:
    """Report -> a mark of the reviews of its positions."""
    told: dict[str, list[str]] = {}
    for review in reviews:
        if review.action != "override" and review.document is not None:
            told.setdefault(review.document, []).append(repr(review))
    return {document: content_id("r", *each) for document, each in sorted(told.items())}


class _LazyIndex:
    """An index of reprints that is made once it is asked for, of the reports that were woven before."""

    def __init__(self, before: Callable[[], Iterable[Report]]) -> None:
        self._before = before
        self._index: ReprintIndex | None = None

    def _made(self) -> ReprintIndex:
        if self._index is None:
            self._index = ReprintIndex(self._before())
        return self._index

    def update(self, added: Iterable[Report] = (), removed: Iterable[tuple[str, str]] = ()) -> frozenset[str]:
        """See ReprintIndex."""
        new, old = list(added), list(removed)
        return self._made().update(new, old) if new or old else frozenset()

    def reprints_of(self, document: str) -> tuple[Reprint, ...]:
        """See ReprintIndex."""
        return self._made().reprints_of(document)
