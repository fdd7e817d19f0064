"""What changed in words between two versions of a report: a toll, a denial that is gone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from twosource.records import Report, Span

_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?…。؟！？][\"'”’»)\]]*(?=\s|$)|(?=\n|$))")
_WORD = re.compile(r"\w+(?:[.,:’'-]\w+)*|[^\w\s]")
_ALIKE = 0.5
"""Share of words in common from which one sentence is another's new wording, not another sentence."""
_PAIRS = 2_500
"""Pairs of sentences compared in one stretch; a longer one is paired in order."""
FACTS = ("title", "publisher", "published", "url", "language", "retrieved", "carries", "byline")


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence or line that differs. `old` and `new` are spans of the older and the newer text."""

    kind: str
    """`added`, `removed` or `changed`."""
    old: Span | None
    new: Span | None
    words: tuple[tuple[Span | None, Span | None], ...] = ()
    """Of a changed one: the words that went and those that came in their place, either may be none."""


@dataclass(frozen=True, slots=True)
class Diff:
    """All that differs between two versions, in the order of the newer text."""

    old: str
    new: str
    """The versions."""
    facts: tuple[tuple[str, str | None, str | None], ...]
    """(field, older value, newer value) of those that differ."""
    changes: tuple[Change, ...]


def diff(old: Report, new: Report) -> Diff:
    """The sentences and lines that were added, removed or changed, and the facts that differ.

    White space alone is no change. The same sentences in another order are shown as removed and added.
    """
    facts = tuple((name, getattr(old, name), getattr(new, name)) for name in FACTS)
    return Diff(
        old.version,
        new.version,
        tuple(fact for fact in facts if fact[1] != fact[2]),
        tuple(_changes(old.text, new.text)),
    )


def _changes(old: str, new: str) -> Iterator[Change]:
    before = [Span(*match.span()) for match in _SENTENCE.finditer(old)]
    after = [Span(*match.span()) for match in _SENTENCE.finditer(new)]
    matcher = SequenceMatcher(
        None, [_plain(span, old) for span in before], [_plain(span, new) for span in after], False
    )
    for _, i, j, k, m in (block for block in matcher.get_opcodes() if block[0] != "equal"):
        yield from _stretch(before[i:j], after[k:m], old, new)


def _plain(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _stretch(before: list[Span], after: list[Span], old: str, new: str) -> Iterator[Change]:
    """The changes of one stretch without a sentence in common: new wordings are paired, in order."""
    at = 0
    for span in after:
        found = (
            _wording(span, before[at:], old, new) if len(before) * len(after) <= _PAIRS else 0 if before[at:] else None
        )
        if found is None:
            yield Change("added", None, span)
            continue
        yield from (Change("removed", gone, None) for gone in before[at : at + found])
        partner = before[at + found]
        yield Change("changed", partner, span, tuple(_words(partner, span, old, new)))
        at += found + 1
    yield from (Change("removed", gone, None) for gone in before[at:])


def _wording(span: Span, candidates: list[Span], old: str, new: str) -> int | None:
    """Which of the older sentences this is a new wording of: the most alike, None where none is alike enough."""
    words = _WORD.findall(span.of(new))
    scored = [
        (SequenceMatcher(None, _WORD.findall(each.of(old)), words, False).ratio(), -number)
        for number, each in enumerate(candidates)
    ]
    score, number = max(scored, default=(0.0, 0))
    return -number if score >= _ALIKE else None


def _words(before: Span, after: Span, old: str, new: str) -> Iterator[tuple[Span | None, Span | None]]:
    ours = [Span(before.start + word.start(), before.start + word.end()) for word in _WORD.finditer(before.of(old))]
    theirs = [Span(after.start + word.start(), after.start + word.end()) for word in _WORD.finditer(after.of(new))]
    matcher = SequenceMatcher(None, [each.of(old) for each in ours], [each.of(new) for each in theirs], False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            yield _joined(ours[i:j]), _joined(theirs[k:m])


def _joined(spans: list[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None
