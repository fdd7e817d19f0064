"""PolNeAR's articles as token windows with tags and links, for training and for decoding.

A window holds whole paragraphs up to a number of word pieces; a longer paragraph is cut at sentence ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
TAG_ID = {tag: n for n, tag in enumerate(TAGS)}
_BREAK = re.compile(r"\n+|(?<=[.!?”\"])\s+(?=[A-Z“\"])")

Stretch = tuple[int, int]
Roles = dict[str, tuple[Stretch, ...]]


UNASKED = -100
"""The target of a piece that a loss passes over."""


@dataclass(frozen=True)
class Kind:
    """What some pieces are said to be: a class in one or more of the groups of models.kinds."""

    pieces: tuple[int, ...]
    classes: Mapping[str, str]
    weight: float = 1.0


@dataclass(frozen=True)
class Window:
    """A stretch of one text as word pieces, with what is asked of them."""

    article: str
    ids: list[int]
    offsets: list[Stretch]
    """Code points of each word piece in the article."""
    tags: list[int]
    links: list[tuple[int, int, int]] = field(default_factory=list)
    """(piece of a content or cue, first piece of its cue or -1, first piece of its source or -1)."""
    kinds: tuple[Kind, ...] = ()
    triggers: tuple[int, ...] = ()
    """For every piece 1 where it names an event, 0 where not; empty where it isn't known."""
    facts: tuple[tuple[int, float], ...] = ()
    """(piece, how far it is said to have happened, -1 to 1)."""


def annotations(path: Path) -> list[Roles]:
    """The attributions of one brat file that have a content; fragments of a role are joined."""
    lines = path.read_text(encoding="utf-8").splitlines()
    spans: dict[str, list[Stretch]] = {}
    for key, _, rest in (line.partition("\t") for line in lines if line.startswith("T")):
        pieces = rest.partition("\t")[0].partition(" ")[2].split(";")
        spans[key] = [(int(a), int(b)) for a, b in (p.split() for p in pieces if p.strip())]
    out: list[Roles] = []
    for line in (line for line in lines if line.startswith("E")):
        roles: dict[str, list[Stretch]] = {}
        for part in line.partition("\t")[2].split()[1:]:
            role, _, ref = part.partition(":")
            roles.setdefault(re.sub(r"\d+$", "", role).lower(), []).extend(spans[ref])
        if roles.get("content"):
            out.append({role: tuple(sorted(roles.get(role, []))) for role in ROLES})
    return out


def articles(folder: Path) -> Iterator[tuple[str, str, list[Roles]]]:
    """(id, text, attributions) of every article; where several annotators marked one, the first by file name."""
    marked: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        marked.setdefault(path.name.removesuffix(".ann").rpartition("_")[0], path)
    for path in sorted((folder / "text").glob("*.txt")):
        name = path.name.removesuffix(".txt")
        yield name, path.read_bytes().decode("utf-8"), annotations(marked[name]) if name in marked else []


def pieces_of(text: str, tokenizer: Tokenizer) -> tuple[list[int], list[Stretch], list[int]]:
    """Word pieces of a text with their offsets, and the indices at which a sentence or paragraph begins."""
    encoded = tokenizer.encode(text, add_special_tokens=False)
    breaks = [m.end() for m in _BREAK.finditer(text)]
    starts: list[int] = []
    at = 0
    for n, (start, _end) in enumerate(encoded.offsets):
        while at < len(breaks) and breaks[at] <= start:
            starts.append(n)
            at += 1
    return list(encoded.ids), [tuple(o) for o in encoded.offsets], sorted(set(starts))


def cut(count: int, starts: Sequence[int], size: int, first: int | None = None) -> Iterator[Stretch]:
    """Windows of at most `size` pieces over `count`, cut at the last start that fits; `first` is the first size."""
    begin, room = 0, first or size
    while begin < count:
        end = min(begin + room, count)
        if end < count:
            inner = [s for s in starts if begin + room // 3 < s <= end]
            end = inner[-1] if inner else end
        yield begin, end
        begin, room = end, size


def windows(
    name: str,
    text: str,
    marked: Sequence[Roles],
    tokenizer: Tokenizer,
    size: int,
    first: int | None = None,
    classes: Sequence[Mapping[str, str]] = (),
    weight: float = 1.0,
) -> Iterator[Window]:
    """The windows of one article with their tags and links; `classes` are those of each attribution, where known."""
    ids, offsets, starts = pieces_of(text, tokenizer)
    begins, ends = [a for a, _ in offsets], [b for _, b in offsets]
    tags = [0] * len(ids)
    heads: list[tuple[list[int], int, int]] = []
    for roles in marked:
        firsts: dict[str, list[int]] = {}
        asking: list[int] = []
        for role in ROLES:
            for start, end in roles[role]:
                inside = range(bisect_right(ends, start), bisect_left(begins, end))
                for k, n in enumerate(inside):
                    tags[n] = TAG_ID[f"{'B' if k == 0 else 'I'}-{role}"]
                if inside:
                    firsts.setdefault(role, []).append(inside[0])
                if role != "source":
                    asking += inside
        heads.append((asking, firsts.get("cue", [-1])[0], firsts.get("source", [-1])[0]))
    for begin, end in cut(len(ids), starts, size, first):
        links = [
            (n - begin, cue - begin if begin <= cue < end else -1, source - begin if begin <= source < end else -1)
            for asking, cue, source in heads
            for n in asking
            if begin <= n < end
        ]
        kinds = tuple(
            Kind(inside, each, weight)
            for (asking, _, _), each in zip(heads, classes, strict=bool(classes))
            if (inside := tuple(n - begin for n in asking if begin <= n < end)) and each
        )
        yield Window(name, ids[begin:end], offsets[begin:end], tags[begin:end], links, kinds)
