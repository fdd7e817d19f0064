"""From an encoder's scores to attributions: words' tags by the best valid path, contents to their cue and source,
and what each saying is.

Pure functions over arrays, so that training and reading decode by the same rules.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from twosource.models.attribute import Marked, Stretch
from twosource.models.kinds import Floats, kinds_of

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
"""The classes of the tag head, in its order."""
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
    """(2, pieces + 2, pieces + 2): from a piece of a content or cue to its cue's first piece, and its source's."""
    kinds: Floats
    """(pieces + 2, kinds.WIDTH)."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """The settings of decoding, tuned on articles held apart (docs/models)."""

    least: float = 0.0
    """Attributions below this confidence are dropped."""
    lonely: float = 0.0
    """The same for those that have no cue."""
    slope: float = 1.0
    shift: float = 0.0
    """The confidence is the logistic of `slope` times the raw one's log-odds plus `shift`."""
    temperatures: Mapping[str, float] = field(default_factory=dict)
    """By group of classes, what its logits are divided by; 1 where none is given."""


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
    tags = np.concatenate([s.tags[_own(w)] for w, s in zip(plan, scores, strict=True)])
    kinds = np.concatenate([s.kinds[_own(w)] for w, s in zip(plan, scores, strict=True)])
    logs = _log_softmax(tags)
    firsts = _words(offsets, text)
    spans = _spans(_best_path(logs[firsts]), firsts, len(offsets))
    cues = [s for s in spans if s.role == "cue"]
    sources = [s for s in spans if s.role == "source"]
    groups: dict[tuple[str, int], _Group] = {}
    for content in (s for s in spans if s.role == "content"):
        n = _window_of(content.begin, plan)
        logs_of_cues = _scored(scores[n].links[0], plan[n], content, cues)
        begin = max(logs_of_cues, key=lambda b: (logs_of_cues[b], -b))
        cue = next((c for c in cues if c.begin == begin), None)
        sure = float(np.mean(np.exp(logs[content.begin : content.end].max(axis=1))))
        key = ("cue", cue.begin) if cue else ("content", content.begin)
        group = groups.setdefault(key, _Group(cue, [], {}, []))
        group.contents.append(content)
        group.vote(_scored(scores[n].links[1], plan[n], content, sources))
        group.sure.append(min(sure, float(np.exp(logs_of_cues[begin]))))
    for group in groups.values():
        if group.cue is not None:
            n = _window_of(group.cue.begin, plan)
            group.vote(_scored(scores[n].links[1], plan[n], group.cue, sources))
    ends = [*firsts[1:], len(offsets)]
    words = {n: (offsets[n][0], offsets[end - 1][1]) for n, end in zip(firsts, ends, strict=True)}
    return tuple(
        marked
        for marked in (_marked(group, sources, offsets, kinds, words, settings) for group in groups.values())
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
    sure: list[float]

    def vote(self, logs: Mapping[int, float]) -> None:
        """Adds what one of its spans says of the source; one that a span's window doesn't reach is left to others."""
        for begin, value in logs.items():
            self.sources[begin] = self.sources.get(begin, 0.0) + value


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


def _own(window: Window) -> slice:
    """The rows of a window's scores that it decides."""
    return slice(1 + window.own_begin - window.begin, 1 + window.own_end - window.begin)


def _window_of(piece: int, plan: Sequence[Window]) -> int:
    """The window that decides a piece."""
    return next(k for k, w in enumerate(plan) if piece < w.own_end)


def _scored(links: Floats, window: Window, asking: _Piece, targets: Sequence[_Piece]) -> dict[int, float]:
    """Log-probabilities of the targets in the window by first piece, -1 for none: means over the pieces that ask."""
    inside = [t for t in targets if window.begin <= t.begin < window.end]
    rows = links[1 + asking.begin - window.begin : 1 + min(asking.end, window.end) - window.begin]
    logs = _log_softmax(rows[:, [0, *(1 + t.begin - window.begin for t in inside)]]).mean(axis=0)
    return {t.begin if t else -1: float(value) for t, value in zip((None, *inside), logs, strict=True)}


def _marked(
    group: _Group,
    sources: Sequence[_Piece],
    offsets: Sequence[Stretch],
    kinds: Floats,
    words: Mapping[int, Stretch],
    settings: Decoding,
) -> Marked:
    def stretch(piece: _Piece) -> Stretch:
        return offsets[piece.begin][0], offsets[piece.end - 1][1]

    # ties go to none, then to the earlier one
    begin = max(sorted(group.sources), key=lambda b: group.sources[b])
    source = next((s for s in sources if s.begin == begin), None)
    contents = [n for c in group.contents for n in range(c.begin, c.end)]
    pieces = [*contents, *(range(group.cue.begin, group.cue.end) if group.cue else ())]
    inside = {n: words[n] for n in contents if n in words}
    return Marked(
        source=(stretch(source),) if source else (),
        cue=(stretch(group.cue),) if group.cue else (),
        content=tuple(stretch(c) for c in group.contents),
        confidence=calibrated(max(group.sure), settings),
        kinds=kinds_of(kinds, pieces, inside, settings.temperatures),
    )


def calibrated(sure: float, settings: Decoding) -> float:
    """A raw confidence as the share of such attributions that are right."""
    bounded = min(max(sure, 1e-6), 1 - 1e-6)
    return 1 / (1 + math.exp(-(settings.slope * math.log(bounded / (1 - bounded)) + settings.shift)))
