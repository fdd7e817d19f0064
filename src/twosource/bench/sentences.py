"""The project's own labelled sentences: who says what and how they stand to it, where no public set covers it.

An item is a text of one to three sentences with every attribution in it (training/sentences/README.md says by which
rules). A gold position is an attribution with a stance on fact; it is found where a position of the reader has the
same stance and shares at least half of the shorter one's words. Several positions may find one and the reverse: a
content that the reader cuts into units counts neither against it nor twice. Declining is no position, and is looked
for among the reader's attributions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from twosource.bench.figures import BenchError, Figures, Rates, Result, harmonic
from twosource.records import Reading, Report
from twosource.records.reading import ASPECTS, CERTAINTIES, EVENT_TYPES, STANCES
from twosource.run.reader import Reader, batches, default_reader, read_batch

SPLITS = ("train", "held")
ABOUTS = ("fact", "opinion", "demand", "plan", "prediction", "threat", "question")
NO_STANCE = "none"
SHARE_OF_SHORTER = 0.5
FIRST = ("denies", "unverified")
"""Stances reported first: missing a denial is the worst error a desk can be given."""
_WORD = re.compile(r"\w+")
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Saying:
    """One labelled attribution, its parts as code points of the text; a source or cue of None is the text's own."""

    source: Stretch | None
    cue: Stretch | None
    content: tuple[Stretch, ...]
    stance: str
    """One of STANCES, or NO_STANCE."""
    about: str
    certainty: str
    aspect: str | None
    type: str | None
    figure: Mapping[str, Any] | None
    speakers: int
    """How many parties the source names that speak jointly."""
    carries: bool
    """Its content is somebody else's saying, labelled on its own: whoever carries it takes no position."""

    @property
    def is_position(self) -> bool:
        """Whether it takes a stand on what happened."""
        return self.about == "fact" and self.stance not in {NO_STANCE, "declines"} and not self.carries


@dataclass(frozen=True, slots=True)
class Item:
    """One labelled text."""

    id: str
    text: str
    split: str
    kind: str
    """The class that it was written for; a text may hold other things besides."""
    sayings: tuple[Saying, ...]
    noisy: bool
    """Commas, apostrophes and quotation marks were taken out of it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One stance on some words: gold, or what the reader found."""

    stance: str
    words: frozenset[int]
    parties: frozenset[str] = frozenset()
    aspect: str | None = None
    type: str | None = None
    certainty: str | None = None


def load(folder: Path, split: str | None = None) -> tuple[Item, ...]:
    """The items of `folder`'s `*.jsonl`, by id; those of one split where given.

    Raises BenchError naming file and line where a line is no item: a quote that isn't in the text, a label that is
    none, an id given twice.
    """
    if split is not None and split not in SPLITS:
        raise BenchError(f"split {split!r} is none of {', '.join(SPLITS)}")
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise BenchError(f"{folder}: no *.jsonl there; give the folder of labelled sentences (training/sentences)")
    items: dict[str, Item] = {}
    for path in files:
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            if not line.strip():
                continue
            where = f"{path}, line {number}"
            try:
                item = _item(json.loads(line))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise BenchError(f"{where}: no labelled sentence: {error!r}") from error
            if item.id in items:
                raise BenchError(f"{where}: {item.id!r} stands twice; give each item an id of its own")
            items[item.id] = item
    return tuple(items[key] for key in sorted(items) if split in {None, items[key].split})


def _item(row: Mapping[str, Any]) -> Item:
    text: str = row["text"]
    sayings = tuple(_saying(text, each) for each in row["attributions"])
    return Item(row["id"], text, _one_of(row["split"], SPLITS), row["class"], sayings, bool(row.get("noisy")))


def _saying(text: str, row: Mapping[str, Any]) -> Saying:
    if not row["content"]:
        raise ValueError("an attribution without content")
    aspect, event = row["aspect"], row["type"]
    said = Saying(
        source=None if row["source"] is None else locate(text, row["source"]),
        cue=None if row["cue"] is None else locate(text, row["cue"]),
        content=tuple(locate(text, quote) for quote in row["content"]),
        stance=_one_of(row["stance"], (*STANCES, NO_STANCE)),
        about=_one_of(row["about"], ABOUTS),
        certainty=_one_of(row["certainty"], CERTAINTIES),
        aspect=None if aspect is None else _one_of(aspect, ASPECTS),
        type=None if event is None else _one_of(event, EVENT_TYPES),
        figure=row.get("figure"),
        speakers=int(row.get("speakers", 1)),
        carries=bool(row.get("carries")),
    )
    if (said.stance == NO_STANCE) != (said.about != "fact"):
        raise ValueError(f"stance {said.stance!r} goes not with about {said.about!r}")
    if said.is_position and said.aspect is None:
        raise ValueError("a position without an aspect")
    return said


def _one_of(value: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise ValueError(f"{value!r} is none of {', '.join(allowed)}")
    return value


def locate(text: str, quote: str | Sequence[Any]) -> Stretch:
    """Where `quote` stands in `text`: a string that occurs once, or [string, which occurrence, from 1].

    Raises ValueError where it doesn't occur, or occurs several times and isn't told which is meant.
    """
    words, nth = (quote, None) if isinstance(quote, str) else (quote[0], int(quote[1]))
    starts = [m.start() for m in re.finditer(f"(?={re.escape(words)})", text)] if words else []
    if not starts:
        raise ValueError(f"{words!r} is not in the text")
    if nth is None and len(starts) > 1:
        raise ValueError(f"{words!r} occurs {len(starts)} times; say which as [quote, number]")
    if nth is not None and not 1 <= nth <= len(starts):
        raise ValueError(f"{words!r} has no occurrence {nth}, only {len(starts)}")
    start = starts[(nth or 1) - 1]
    return start, start + len(words)


def score(folder: Path, split: str = "held", reader: Reader | None = None) -> Result:
    """Reads the texts of one split and scores each stance, pooled, and each class as a part.

    A stance's figure has its recall, precision, F1 and the counts behind them. `joint` is the share of the found
    positions of joint speakers that got as many parties; `aspect`, `type` and `certainty` the share of the found
    positions that have the label's; `silent` that of the texts without a position in which none was found. Raises
    BenchError where the data can't be used or a text can't be read.
    """
    items = load(folder, split)
    if not items:
        raise BenchError(f"{folder}: no item of split {split!r}")
    found = _read(items, reader or default_reader())
    parts = {}
    for kind in sorted({item.kind for item in items}):
        parts[kind] = figures_of([item for item in items if item.kind == kind], found)
    return Result("sentences", figures_of(items, found), parts)


def _read(items: Iterable[Item], reader: Reader) -> dict[str, tuple[Taken, ...]]:
    texts = {item.id: item.text for item in items}
    out: dict[str, tuple[Taken, ...]] = {}
    for batch in batches(Report(key, "bench", "bench", text) for key, text in texts.items()):
        for reading in read_batch(batch, reader):
            for issue in reading.issues:
                if issue.code == "reading-failed":
                    raise BenchError(f"{reading.document}: {issue.detail}")
            out[reading.document] = found_in(reading, texts[reading.document])
    return out


def found_in(reading: Reading, text: str) -> tuple[Taken, ...]:
    """The reader's positions, those of joint speakers on the same words as one, and what was declined."""
    by_words: dict[tuple[str, frozenset[int]], Taken] = {}
    for position in reading.positions:
        words = _words(text, [(position.content.start, position.content.end)])
        frame = position.frame
        new = Taken(position.stance, words, frozenset(), frame.aspect, frame.type, position.certainty)
        same = by_words.get((position.stance, words), new)
        by_words[position.stance, words] = replace(same, parties=same.parties | {position.party.id})
    for said in reading.attributions:
        if said.stance == "declines":
            words = _words(text, [(c.start, c.end) for c in said.content])
            by_words.setdefault(("declines", words), Taken("declines", words))
    return tuple(by_words.values())


def _words(text: str, stretches: Iterable[Stretch]) -> frozenset[int]:
    return frozenset(m.start() for start, end in stretches for m in _WORD.finditer(text, start, end))


def same_words(a: frozenset[int], b: frozenset[int]) -> bool:
    """Whether two contents share at least half of the shorter one's words."""
    shorter = min(len(a), len(b))
    return shorter > 0 and len(a & b) >= SHARE_OF_SHORTER * shorter


def figures_of(items: Sequence[Item], found: Mapping[str, Sequence[Taken]]) -> Figures:
    """Figures of `found` (by item id) against the items' labels: `denies` and `unverified` first.

    A stance that is neither labelled nor found is left out. `any stance` asks only for the words.
    """
    gold = {item.id: gold_of(item) for item in items}
    out: Figures = {}
    for stance in (*FIRST, *(s for s in STANCES if s not in FIRST)):
        rates, counts = _rates(gold, found, stance)
        if counts["gold"] or counts["predicted"]:
            out[stance] = rates.as_figure() | counts
    rates, counts = _rates(gold, found, None)
    out["any stance"] = rates.as_figure() | counts
    for part in ("aspect", "type", "certainty"):
        out[part] = _agreement(gold, found, part)
    out["joint"] = _joint(items, found)
    quiet = [item for item in items if not any(s.is_position for s in item.sayings)]
    still = [item for item in quiet if all(taken.stance == "declines" for taken in found[item.id])]
    out["silent"] = len(still) / len(quiet) if quiet else None
    return out | {"texts": len(items), "texts_without_position": len(quiet)}


def gold_of(item: Item) -> tuple[Taken, ...]:
    """The stances that an item's labels hold, declining among them."""
    return tuple(
        Taken(
            said.stance,
            _words(item.text, said.content),
            aspect=said.aspect,
            type=said.type,
            certainty=said.certainty,
        )
        for said in item.sayings
        if said.is_position or said.stance == "declines"
    )


def _rates(
    gold: Mapping[str, Sequence[Taken]], found: Mapping[str, Sequence[Taken]], stance: str | None
) -> tuple[_Rates, dict[str, float]]:
    """Rates of one stance, or with None of all positions whatever their stance; and the counts behind them."""
    right = precise = wanted = predicted = 0
    for key, labelled in gold.items():
        golds = [taken for taken in labelled if _is(taken, stance)]
        given = [taken for taken in found[key] if _is(taken, stance)]
        right += sum(any(same_words(g.words, p.words) for p in given) for g in golds)
        precise += sum(any(same_words(g.words, p.words) for g in golds) for p in given)
        wanted += len(golds)
        predicted += len(given)
    rates = _Rates(Rates(precise, predicted, 0).precision, Rates(right, 0, wanted).recall)
    return rates, {"gold": wanted, "found": right, "predicted": predicted, "right": precise}


def _is(taken: Taken, stance: str | None) -> bool:
    return taken.stance != "declines" if stance is None else taken.stance == stance


@dataclass(frozen=True, slots=True)
class _Rates:
    """Precision and recall that count different things: what was found, and what is labelled."""

    precision: float
    recall: float

    def as_figure(self) -> dict[str, float]:
        return {"recall": self.recall, "precision": self.precision, "f1": harmonic(self.precision, self.recall)}


def _agreement(gold: Mapping[str, Sequence[Taken]], found: Mapping[str, Sequence[Taken]], part: str) -> float | None:
    """The share of the positions found with their stance that have the label's `part`; None where none is found."""
    right = matched = 0
    for key, labelled in gold.items():
        for g in labelled:
            same = [p for p in found[key] if p.stance == g.stance and same_words(g.words, p.words)]
            if g.stance != "declines" and same:
                matched += 1
                right += any(getattr(p, part) == getattr(g, part) for p in same)
    return right / matched if matched else None


def _joint(items: Sequence[Item], found: Mapping[str, Sequence[Taken]]) -> float | None:
    """The share of the found positions of joint speakers that got as many parties as speak; None where none is."""
    right = matched = 0
    for item in items:
        for said in item.sayings:
            words = _words(item.text, said.content)
            same = [t for t in found[item.id] if t.stance == said.stance and same_words(words, t.words)]
            if said.is_position and said.speakers > 1 and same:
                matched += 1
                right += max(len(taken.parties) for taken in same) == said.speakers
    return right / matched if matched else None
