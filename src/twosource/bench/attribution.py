"""Who says what, scored against PolNeAR (Newell, Margolin and Ruths 2018).

A span is the set of its word tokens, so that quotation marks and full stops at its ends don't matter. `rel` counts
attributions matched one to one on content, best first, at token IoU of at least one half; `rel+s` those of them
where both have a source and the sources' token Dice is at least one half: a gold attribution without a source can't
be hit there. `source`, `cue` and `content` are exact matches of the single spans.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from twosource.bench.brat import annotations_of
from twosource.bench.figures import BenchError, Figures, Rates, Result, best_first

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
PARTS = ("source", "cue", "content")
CONTENT_IOU = 0.5
SOURCE_DICE = 0.5
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution as stretches of the text: several where a part is interrupted, none where it is absent."""

    source: tuple[Stretch, ...]
    cue: tuple[Stretch, ...]
    content: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Tokens:
    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def _iou(a: frozenset[int], b: frozenset[int]) -> float:
    union = len(a | b)
    return len(a & b) / union if union else 0.0


def _dice(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


class _Text:
    """A text's tokens, by their start offsets."""

    def __init__(self, text: str) -> None:
        self._tokens = [(m.start(), m.end()) for m in WORD.finditer(text)]

    def tokens(self, stretches: Iterable[Stretch]) -> frozenset[int]:
        wanted = list(stretches)
        return frozenset(s for s, e in self._tokens if any(s < end and start < e for start, end in wanted))

    def of(self, said: Said) -> _Tokens:
        return _Tokens(self.tokens(said.source), self.tokens(said.cue), self.tokens(said.content))


@dataclass(slots=True)
class Tally:
    """Counts over documents; `add` one document at a time."""

    rel: int = 0
    rel_source: int = 0
    gold: int = 0
    predicted: int = 0
    exact: Counter[str] = field(default_factory=Counter)
    exact_gold: Counter[str] = field(default_factory=Counter)
    exact_predicted: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, gold: Sequence[Said], predicted: Sequence[Said]) -> None:
        """Counts one document. An attribution without content is left out on either side."""
        words = _Text(text)
        left = [t for t in map(words.of, gold) if t.content]
        right = [t for t in map(words.of, predicted) if t.content]
        # negative indices: of equal scores the earlier pair in the text is taken
        scored = [
            (score, -i, -j)
            for i, g in enumerate(left)
            for j, p in enumerate(right)
            if (score := _iou(g.content, p.content)) >= CONTENT_IOU
        ]
        pairs = [(left[-i], right[-j]) for i, j in best_first(scored)]
        self.rel += len(pairs)
        self.rel_source += sum(
            1 for g, p in pairs if g.source and p.source and _dice(g.source, p.source) >= SOURCE_DICE
        )
        self.gold += len(left)
        self.predicted += len(right)
        for part in PARTS:
            a = Counter(span for t in left if (span := getattr(t, part)))
            b = Counter(span for t in right if (span := getattr(t, part)))
            self.exact[part] += (a & b).total()
            self.exact_gold[part] += a.total()
            self.exact_predicted[part] += b.total()

    def figures(self) -> Figures:
        """`rel`, `rel+s`, the exact matches by part, and the counts."""
        out: Figures = {
            "rel": Rates(self.rel, self.predicted, self.gold).as_figure(),
            "rel+s": Rates(self.rel_source, self.predicted, self.gold).as_figure(),
        }
        for part in PARTS:
            rates = Rates(self.exact[part], self.exact_predicted[part], self.exact_gold[part])
            out[f"exact {part}"] = rates.as_figure()
        return out | {
            "gold_attributions": self.gold,
            "predicted_attributions": self.predicted,
            "matched": self.rel,
        }


def texts(folder: Path) -> dict[str, str]:
    """The articles by id (the file's name without `.txt`), sorted. Raises BenchError where there are none.

    Line ends stay as they are, since the annotations count them.
    """
    files = sorted((folder / "text").glob("*.txt")) if (folder / "text").is_dir() else []
    if not files:
        raise BenchError(f"{folder}: no text/*.txt there; give a folder of PolNeAR with text/ and attributions/")
    return {f.name.removesuffix(".txt"): f.read_bytes().decode("utf-8") for f in files}


def gold(folder: Path, documents: Iterable[str]) -> dict[str, tuple[Said, ...]]:
    """The gold attributions of `documents`. Where several annotators marked one, the first by file name counts.

    Raises BenchError where an article has no annotation or a file can't be read.
    """
    files: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(path.name.removesuffix(".ann").rpartition("_")[0], path)
    out = {}
    for document in documents:
        if document not in files:
            raise BenchError(f"{folder}/attributions: no {document}_*.ann for text/{document}.txt")
        out[document] = tuple(
            Said(parts.get("Source", ()), parts.get("Cue", ()), parts.get("Content", ()))
            for parts in annotations_of(files[document])
            if parts.get("Content")
        )
    return out


def predictions(path: Path, articles: Mapping[str, str]) -> dict[str, tuple[Said, ...]]:
    """Attributions from JSON Lines: `id`, `attributions` [{`source`, `cue`, `content`: [[start, end], ...]}].

    Raises BenchError naming the line for a document that isn't among `articles`, one given twice, or an offset
    outside its text. A document that isn't given counts as one in which nothing was found.
    """
    out: dict[str, tuple[Said, ...]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        where = f"{path}, line {number}"
        try:
            row = json.loads(line)
            document, rows = row["id"], row["attributions"]
        except (ValueError, KeyError, TypeError) as error:
            raise BenchError(f"{where}: an object with `id` and `attributions` is asked ({error})") from error
        if document not in articles:
            raise BenchError(f"{where}: {document!r} is none of the articles; `id` is the text file's name, no .txt")
        if document in out:
            raise BenchError(f"{where}: {document!r} stands twice; put its attributions on one line")
        out[document] = tuple(_said(each, len(articles[document]), where) for each in rows)
    return out


def _said(row: Any, length: int, where: str) -> Said:
    def stretches(part: str) -> tuple[Stretch, ...]:
        pairs = tuple((int(s), int(e)) for s, e in row.get(part) or ())
        if any(not 0 <= s < e <= length for s, e in pairs):
            raise ValueError(f"{part} {list(pairs)} is not inside a text of {length} code points")
        return pairs

    try:
        return Said(stretches("source"), stretches("cue"), stretches("content"))
    except (ValueError, TypeError, AttributeError) as error:
        raise BenchError(f"{where}: source, cue and content are lists of [start, end] ({error})") from error


def score(folder: Path, found: Mapping[str, Sequence[Said]], articles: Mapping[str, str] | None = None) -> Result:
    """Figures of `found` (attributions by document) against the gold of `folder`, pooled over its articles.

    With `articles` (texts by id) only those count.
    """
    articles = texts(folder) if articles is None else articles
    tally = Tally()
    for document, right in gold(folder, articles).items():
        tally.add(articles[document], right, found.get(document, ()))
    return Result("attribution", tally.figures())
