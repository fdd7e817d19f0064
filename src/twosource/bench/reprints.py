"""The reprint benchmark: known copies made from public articles, and how many of them are found, and which way.

The set is made anew from a folder of articles (PolNeAR's `text/`), seeded: some articles in six edits each, the rest
unedited. No article's text is kept.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from twosource.records import Report
from twosource.records.identity import content_id
from twosource.weaving.reprint_index import CONTAINED, ReprintIndex
from twosource.weaving.reprints import find_reprints

_INTRO = "KARVEL ({agency}) - The following was carried on {day} by several outlets and is given here as received."
_HEADLINES = ("What we know so far", "Officials speak out", "Questions after the vote", "A day of statements")
_AGENCIES = ("Northern Wire", "Ostrana Press", "Meridian News")


@dataclass(frozen=True, slots=True)
class Edited:
    """One text of the set and which words of which articles it was made of."""

    report: Report
    made_of: frozenset[tuple[str, int]]
    """(article, word index)."""
    original: bool


@dataclass(frozen=True, slots=True)
class ReprintScore:
    """Pairwise precision, recall, F1; the share of original-copy pairs told the right way; documents a CPU second."""

    documents: int
    pairs: int
    precision: float
    recall: float
    f1: float
    direction: float
    words: int
    """In a text, on average."""
    documents_per_second: float


def synthetic(
    articles: Sequence[tuple[str, str]], families: int, seed: int = 7, days: Sequence[int] = (1, 2, 3)
) -> tuple[Edited, ...]:
    """`families` of the (name, text) `articles` in six edits each, and every article unedited.

    The edits: new headline and agency intro; a quarter of the paragraphs dropped; cut at 60 % with an intro; cut at
    35 %; its first half joined to the second half of another; 10 % of its words swapped. Each is dated one of `days`
    after the originals. Raises ValueError where there are fewer articles than families.
    """
    if families > len(articles):
        raise ValueError(f"{families} families asked of {len(articles)} articles: give a larger folder or fewer")
    rng = random.Random(seed)
    chosen = rng.sample(range(len(articles)), families)
    out = [_edited(name, [(name, i, w) for i, w in enumerate(_split(text))], "o", 0, rng) for name, text in articles]
    lexicon = sorted({w for _, text in articles for w in text.split()})
    for at, k in enumerate(chosen):
        name, text = articles[k]
        words = [(name, i, w) for i, w in enumerate(_split(text))]
        other, other_text = articles[chosen[(at + 1) % families]]
        rest = [(other, i, w) for i, w in enumerate(_split(other_text))]
        intro = [("", -1, w) for w in _INTRO.format(agency=rng.choice(_AGENCIES), day="Monday").split()]
        headline = [("", -1, w) for w in (rng.choice(_HEADLINES) + "\n").split(" ")]
        edits = [
            headline + intro + words,
            [w for part in _paragraphs(words) if rng.random() >= 0.25 for w in part],
            intro + words[: int(0.6 * len(words))],
            words[: int(0.35 * len(words))],
            words[: len(words) // 2] + rest[len(rest) // 2 :],
            [("", -1, rng.choice(lexicon)) if rng.random() < 0.1 else w for w in words],
        ]
        out += [_edited(name, edit, str(e), rng.choice(days), rng) for e, edit in enumerate(edits) if edit]
    return tuple(out)


def score_reprints(documents: Sequence[Edited]) -> ReprintScore:
    """Finds the reprints among `documents` and compares them, pair by pair, with how the texts were made.

    Two texts are a true pair where they share at least CONTAINED of the shorter one's words by construction.
    """
    reports = [d.report for d in documents]
    started = time.process_time()
    found = find_reprints(reports)
    seconds = time.process_time() - started
    gold = _true_pairs(documents)
    pairs = {tuple(sorted((r.document, r.of))) for r in found}
    hits = pairs & gold
    originals = {d.report.id for d in documents if d.original}
    told = [r.of in originals for r in found if (r.of in originals) != (r.document in originals)]
    precision = len(hits) / len(pairs) if pairs else 0.0
    recall = len(hits) / len(gold) if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    direction = sum(told) / len(told) if told else 0.0
    return ReprintScore(
        len(documents),
        len(gold),
        precision,
        recall,
        f1,
        direction,
        sum(len(report.text.split()) for report in reports) // max(1, len(reports)),
        len(documents) / seconds if seconds else 0.0,
    )


def same_day_direction(documents: Sequence[Edited]) -> float:
    """The share of original-copy pairs told the right way where all were published on one day."""
    day = [replace(d, report=replace(d.report, published="2019-05-10")) for d in documents]
    return score_reprints(day).direction


def one_more(documents: Sequence[Edited], times: int = 100, seed: int = 7) -> float:
    """The median of CPU milliseconds that one more report takes, added to an index of all the others."""
    reports = [d.report for d in documents]
    last = set(random.Random(seed).sample(range(len(reports)), min(times, len(reports))))
    index = ReprintIndex(r for i, r in enumerate(reports) if i not in last)
    spent = []
    for i in sorted(last):
        started = time.process_time()
        index.add(reports[i])
        spent.append(1000 * (time.process_time() - started))
    return median(spent)


def load_articles(folder: Path, limit: int | None = None) -> tuple[tuple[str, str], ...]:
    """(name, text) of the `.txt` files in the folder's `text/`, or in those of its `train/` and `dev/`, by name.

    Raises FileNotFoundError where it has none.
    """
    texts = [folder / "text"] if (folder / "text").is_dir() else [folder / part / "text" for part in ("train", "dev")]
    found = [file for text in texts for file in sorted(text.glob("*.txt"))][:limit]
    if not found:
        raise FileNotFoundError(f"{folder}: no text/*.txt there nor in train/ and dev/; give PolNeAR's folder")
    return tuple((file.stem, file.read_text("utf-8")) for file in found)


def _split(text: str) -> list[str]:
    """Words with the line ends that follow them, so that joining them with spaces keeps the paragraphs."""
    return [w for line in text.splitlines() for w in (*line.split()[:-1], *(x + "\n" for x in line.split()[-1:]))]


def _paragraphs(words: Sequence[tuple[str, int, str]]) -> list[list[tuple[str, int, str]]]:
    parts: list[list[tuple[str, int, str]]] = [[]]
    for word in words:
        parts[-1].append(word)
        if word[2].endswith("\n"):
            parts.append([])
    return [p for p in parts if p]


def _edited(name: str, words: Sequence[tuple[str, int, str]], kind: str, days: int, rng: random.Random) -> Edited:
    text = " ".join(w for _, _, w in words)
    report = Report(
        id=content_id("r", rng.random().hex(), name, kind),  # an id that says nothing of which was first
        version="1",
        story="synthetic",
        text=text,
        publisher=name.split("_")[0] if kind == "o" else f"copier {kind}",
        published=f"2019-05-{10 + days:02d}",
    )
    return Edited(report, frozenset((a, i) for a, i, _ in words if a), kind == "o")


def _true_pairs(documents: Sequence[Edited]) -> set[tuple[str, ...]]:
    by_article: dict[str, list[Edited]] = {}
    for document in documents:
        for article in {a for a, _ in document.made_of}:
            by_article.setdefault(article, []).append(document)
    gold = set()
    for family in by_article.values():
        for i, a in enumerate(family):
            for b in family[i + 1 :]:
                shorter = min(len(a.made_of), len(b.made_of))
                if len(a.made_of & b.made_of) >= CONTAINED * shorter:
                    gold.add(tuple(sorted((a.report.id, b.report.id))))
    return gold
