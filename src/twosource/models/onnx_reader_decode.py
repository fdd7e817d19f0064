"""From an encoder's scores to attributions: words' tags by the best valid path, contents to their cue and source.

Pure functions over arrays, so that training and reading decode by the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from twosource.models.attribute import Marked, Stretch

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
"""The classes of the tag head, in its order."""
Floats: TypeAlias = NDArray[np.float32]
SIZE = 224
"""Word pieces that the encoder was trained to see at once."""
MARGIN = 28
_BREAK = re.compile(r"\n+|(?<=[.!?”\"])\s+(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text's word pieces that the encoder sees at once, and the part of it that it decides."""

    begin: int
    end: int
    own_begin: int
    own_end: int


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder gives for one window, its special pieces included (index 0 stands for "none")."""

    tags: Floats
    """(pieces + 2, tags)."""
    links: Floats
    """(2, pieces + 2, pieces + 2): from a content's first piece to its cue's, and to its source's."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """The settings of decoding, tuned on articles held apart (docs/models)."""

    least: float = 0.0
    """Attributions below this confidence are dropped."""
    lonely: float = 0.0
    """The same for those that have no cue."""


def windows(offsets: Sequence[Stretch], text: str, size: int = SIZE, margin: int = MARGIN) -> tuple[Window, ...]:
    """Windows of at most `size` pieces, cut at sentences and lines where it can be.

    Each decides a part of its own and sees at least `margin` pieces on either side of it, where there are any.
    """
    count = len(offsets)
    breaks = [m.end() for m in _BREAK.finditer(text)]
    starts: list[int] = []
    at = 0
    for n, (start, _) in enumerate(offsets):
        if at < len(breaks) and breaks[at] <= start:
            starts.append(n)
            while at < len(breaks) and breaks[at] <= start:
                at += 1
    out: list[Window] = []
    own = begin = 0
    while own < count:
        end = min(begin + size, count)
        stop = count if end == count else max((s for s in starts if own + size // 4 < s <= end - margin), default=0)
        stop = stop or end - margin
        out.append(Window(begin, end, own, stop))
        own = stop
        begin = max((s for s in starts if own - 2 * margin <= s <= own - margin), default=own - margin)
        begin = max(begin, 0)
    return tuple(out)


def decode(
    text: str,
    offsets: Sequence[Stretch],
    plan: Sequence[Window],
    scores: Sequence[Scores],
    settings: Decoding = Decoding(),
) -> tuple[Marked, ...]:
    """The attributions of a text from the scores of its windows, in the order of their contents."""
    if not offsets:
        return ()
    own = zip(plan, scores, strict=True)
    tags = np.concatenate([s.tags[1 + w.own_begin - w.begin : 1 + w.own_end - w.begin] for w, s in own])
    logs = _log_softmax(tags)
    firsts = _words(offsets, text)
    path = _best_path(logs[firsts])
    spans = _spans(path, firsts, len(offsets))
    cues = [s for s in spans if s.role == "cue"]
    sources = [s for s in spans if s.role == "source"]
    groups: dict[tuple[str, int], _Group] = {}
    for content in (s for s in spans if s.role == "content"):
        n = next(k for k, w in enumerate(plan) if content.begin < w.own_end)
        cue, cue_log = _linked(scores[n].links[0], plan[n], content.begin, cues)
        _, _, by_source = _scored(scores[n].links[1], plan[n], content.begin, sources)
        sure = float(np.mean(np.exp(logs[content.begin : content.end].max(axis=1))))
        key = ("cue", cue.begin) if cue else ("content", content.begin)
        group = groups.setdefault(key, _Group(cue, [], {}, 0.0, []))
        group.contents.append(content)
        for begin, value in by_source.items():
            group.sources[begin] = group.sources.get(begin, 0.0) + value
        group.sure.append(min(sure, float(np.exp(cue_log))))
    return tuple(
        marked
        for marked in (_marked(group, sources, offsets) for group in groups.values())
        if marked.confidence >= (settings.least if marked.cue else max(settings.least, settings.lonely))
    )


def find(
    text: str,
    ids: Sequence[int],
    offsets: Sequence[Stretch],
    score: Callable[[Sequence[int]], Scores],
    settings: Decoding = Decoding(),
) -> tuple[Marked, ...]:
    """The attributions of a text by an encoder: `score` takes the pieces of one window, without special ones."""
    plan = windows(offsets, text)
    # one window a call: in a batch the others would change the scale at which its numbers are rounded
    return decode(text, offsets, plan, [score(ids[w.begin : w.end]) for w in plan], settings)


@dataclass(frozen=True, slots=True)
class _Piece:
    role: str
    begin: int
    end: int


@dataclass(slots=True)
class _Group:
    cue: _Piece | None
    contents: list[_Piece]
    sources: dict[int, float]
    """Summed log-scores by a source's first piece, -1 for none."""
    none: float
    sure: list[float]


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return out


def _words(offsets: Sequence[Stretch], text: str) -> list[int]:
    """The first piece of every word."""
    return [
        n
        for n, (start, _) in enumerate(offsets)
        if not (n and offsets[n - 1][1] == start and text[start - 1].isalnum() and text[start].isalnum())
    ]


def _best_path(logs: Floats) -> list[int]:
    """The likeliest tags of words of which every inside follows a beginning or an inside of its own role."""
    insides = {2 * k + 2: 2 * k + 1 for k in range(len(ROLES))}
    rows = logs.tolist()
    best = [-1e9 if tag in insides else value for tag, value in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        top = max(range(len(best)), key=best.__getitem__)
        came = [top] * len(best)
        now = [best[top] + value for value in row]
        for inside, beginning in insides.items():
            came[inside] = inside if best[inside] >= best[beginning] else beginning
            now[inside] = best[came[inside]] + row[inside]
        back.append(came)
        best = now
    path = [max(range(len(best)), key=best.__getitem__)]
    for came in reversed(back):
        path.append(came[path[-1]])
    return path[::-1]


def _spans(path: Sequence[int], firsts: Sequence[int], count: int) -> list[_Piece]:
    out: list[_Piece] = []
    for n, tag in enumerate(path):
        end = firsts[n + 1] if n + 1 < len(firsts) else count
        if tag and tag % 2:
            out.append(_Piece(ROLES[tag // 2], firsts[n], end))
        elif tag:
            out[-1] = _Piece(out[-1].role, out[-1].begin, end)
    return out


def _scored(
    links: Floats, window: Window, begin: int, targets: Sequence[_Piece]
) -> tuple[_Piece | None, float, dict[int, float]]:
    """The best target in the window (None for none), its log-probability, and all log-probabilities by first piece."""
    inside = [t for t in targets if window.begin <= t.begin < window.end]
    row = links[1 + begin - window.begin]
    logs = _log_softmax(row[[0, *(1 + t.begin - window.begin for t in inside)]])
    best = int(logs.argmax())
    by_begin = {t.begin: float(value) for t, value in zip((None, *inside), logs, strict=True) if t is not None}
    by_begin[-1] = float(logs[0])
    return (inside[best - 1] if best else None), float(logs[best]), by_begin


def _linked(links: Floats, window: Window, begin: int, targets: Sequence[_Piece]) -> tuple[_Piece | None, float]:
    best, log, _ = _scored(links, window, begin, targets)
    return best, log


def _marked(group: _Group, sources: Sequence[_Piece], offsets: Sequence[Stretch]) -> Marked:
    def stretch(piece: _Piece) -> Stretch:
        return offsets[piece.begin][0], offsets[piece.end - 1][1]

    # ties go to the earlier one; a source that one content's window doesn't reach is judged by the others
    begin = max(sorted(group.sources), key=lambda b: group.sources[b])
    source = next((s for s in sources if s.begin == begin), None)
    return Marked(
        source=(stretch(source),) if source else (),
        cue=(stretch(group.cue),) if group.cue else (),
        content=tuple(stretch(c) for c in group.contents),
        confidence=max(group.sure),
    )
