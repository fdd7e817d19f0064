"""What is trained on, epoch by epoch: PolNeAR alone, or with it the project's own sentences and the sets on events."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

from data import Roles, Window, articles, windows
from events import ecb, factual, plover, police
from own import own_items, own_windows
from twosource.bench.sentences import Item

TAUGHT = 0.3
"""Weight of the classes that the rules gave PolNeAR's attributions (teacher.py)."""


@dataclass(frozen=True)
class Corpus:
    """Everything read once; `epoch` cuts and mixes it anew."""

    tokenizer: Tokenizer
    size: int
    polnear: list[tuple[str, str, list[Roles]]]
    taught: Mapping[str, list[dict[str, str]]] = field(default_factory=dict)
    own: list[Item] = field(default_factory=list)
    own_times: int = 0
    """How often each own text comes in an epoch, in other company each time."""
    fixed: list[Window] = field(default_factory=list)
    """Sentences of the sets on events: they are cut the same way every time."""
    polnear_share: float = 1.0

    def epoch(self, rng: random.Random) -> Iterator[Window]:
        """The windows of an epoch: other cuts and other neighbours in each, the same ones for the same generator."""
        for name, text, marked in self.polnear:
            first = rng.randint(self.size // 3, self.size)
            classes = self.taught.get(name, [])
            chosen = self.polnear_share >= 1 or rng.random() < self.polnear_share
            cut = windows(name, text, marked, self.tokenizer, self.size, first, classes, TAUGHT) if chosen else ()
            yield from (window for window in cut if window.ids)
        for _ in range(self.own_times):
            yield from own_windows(self.own, self.tokenizer, self.size, rng)
        yield from self.fixed


def first_corpus(data: Path, tokenizer: Tokenizer, size: int) -> Corpus:
    """PolNeAR's training part, for the tags and the links."""
    return Corpus(tokenizer, size, list(articles(data / "polnear" / "train")))


def whole_corpus(
    data: Path, taught: Path, sentences: Path, tokenizer: Tokenizer, size: int, own_times: int, share: float, facts: int
) -> Corpus:
    """PolNeAR with the rules' classes, own sentences several times, and the sets on events.

    `facts`: of the factuality sets' sentences, one in so many is taken.
    """
    rows = [json.loads(line) for line in taught.read_text(encoding="utf-8").splitlines()]
    fixed = [
        *ecb(data / "ecbplus", tokenizer),
        *plover(data / "plover" / "gold_records_half.json", tokenizer),
        *police(data / "india_police_events" / "sents.jsonl", tokenizer),
        *list(factual(data / "factuality", tokenizer))[::facts],
    ]
    return Corpus(
        tokenizer,
        size,
        list(articles(data / "polnear" / "train")),
        {row["id"]: row["classes"] for row in rows},
        own_items(sentences),
        own_times,
        fixed,
        share,
    )
