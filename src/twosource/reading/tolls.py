"""How many were killed, wounded, missing or driven out, as stated: figures with open bounds left open.

Reads words rather than the parse, so that texts which have lost their commas still give their figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from twosource.language.en.tolls import TollWords, toll_words
from twosource.reading.tolls_quantity import DIGITS, Quantity, is_count, quantities
from twosource.records import Figure, Span

_REACH_RIGHT = 14
_REACH_LEFT = 10


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure and where it stands: from its first bounding word to the end of what is counted."""

    span: Span
    figure: Figure


def _unit(words: Sequence[str], q: Quantity, w: TollWords) -> tuple[str | None, int]:
    """What the counted came to, and where the counted thing ends (an index into `words`)."""
    head = q.end
    right = _right(words, q, w)
    left = _left(words, q, w)
    if right is not None and right[1] == q.end + 1:
        left = None  # "100 killed, over 400 wounded": the word beside the count says
    if left is not None:
        return left[0], _head_end(words, head, w)
    if right is not None:
        return right[0], max(_head_end(words, head, w), right[1])
    toll = _toll(words, q, w)
    if toll is not None:
        return toll, q.end
    return None, q.end


def _head_end(words: Sequence[str], head: int, w: TollWords) -> int:
    """End of the counted noun phrase, a few words at most."""
    end = head
    while end < len(words) and end < head + 3 and words[end].isalpha() and words[end] not in w.stops:
        end += 1
    return end


def _left(words: Sequence[str], q: Quantity, w: TollWords) -> tuple[str, int] | None:
    """A verb that takes the counted as its object: "killing 12", "left around 50 people suffering"."""
    i = q.start - 1
    steps = 0
    while i >= 0 and steps < 5 and words[i] in w.passable:
        i, steps = i - 1, steps + 1
    if i < 0:
        return None
    word = words[i]
    if word in w.leaving:
        after = words[q.end : q.end + 6]
        named = next((w.participles[a] for a in after if a in w.participles), None)
        if named:
            return named, i
        return ("wounded", i) if any(a in w.symptoms for a in after[:4]) else None
    if word in w.harm:
        return "wounded", i
    if word in w.takes:
        if word in {"claimed", "claims", "claiming", "cost", "costing", "took"}:
            lives = "lives" in words[i : q.end + 2] or "life" in words[i : q.end + 2]
            return ("killed", i) if lives else None
        if i and words[i - 1] in {"were", "was", "been", "being", "are", "is", "be"}:
            return None  # "were killed 12 miles away": passive, its subject stands before
        return w.takes[word], i
    return None


def _right(words: Sequence[str], q: Quantity, w: TollWords) -> tuple[str, int] | None:
    """A participle, verb or noun after the counted: "people were injured", "58 dead", "100 fatalities"."""
    for i in range(q.end, min(len(words), q.end + _REACH_RIGHT)):
        word = words[i]
        if word in {";", ".", ":", "\n"}:
            return None
        if word in w.participles:
            following = words[i + 1 : i + 3]
            counted_next = any(DIGITS.fullmatch(f) or f in w.numbers or (f,) in w.vague for f in following[:1])
            passive = i == q.end or words[i - 1] in {"were", "was", "been", "being", "are", "is", "and", "or"}
            if counted_next and not passive and word in w.takes:
                return None  # "58 people and injured dozens": the verb's object is the next count
            return w.participles[word], i + 1
        if word in w.verbs:
            return w.verbs[word], i + 1
        if word == "shot" and i + 1 < len(words):
            return ("destroyed", i + 2) if words[i + 1] == "down" else None
        if word in w.nouns and i <= q.end + 2:
            return w.nouns[word], i + 1
        if word == "lost" and i + 2 < len(words) and words[i + 2] in {"lives", "life"}:
            return "killed", i + 3
        if i > q.end and words[i] == "and" and i + 1 < len(words) and words[i + 1] in w.takes:
            return None
    return None


def _toll(words: Sequence[str], q: Quantity, w: TollWords) -> str | None:
    """A toll named before the count: "the death toll had risen to 86"."""
    left = list(words[max(0, q.start - _REACH_LEFT * 2) : q.start])
    if not left or left[-1] not in w.reach:
        return None
    best: tuple[int, str] | None = None
    for phrase, unit in w.tolls.items():
        for i in range(len(left) - len(phrase), -1, -1):
            if tuple(left[i : i + len(phrase)]) == phrase:
                if best is None or i > best[0] or (i == best[0] and len(phrase) > 1):
                    best = (i, unit)
                break
    return best[1] if best else None


def _sentence_figures(sent: DocSpan, w: TollWords) -> list[tuple[int, int, Figure, str]]:
    """Figures of a sentence as (first token, end token, figure, who) with token indices inside the sentence."""
    words = [token.lower_ for token in sent]
    out: list[tuple[int, int, Figure, str]] = []
    last: str | None = None
    part_end: int | None = None
    victims = next((w.victims[word] for word in words if word in w.victims), None)
    counts = [q for q in quantities(words, w) if is_count(sent, words, q, w)]
    for q in counts:
        unit, end = _unit(words, q, w)
        who = next((w.groups[word] for word in words[q.end : q.end + 3] if word in w.groups), "")
        joined = part_end is not None and q.start - part_end <= 1 and words[q.start - 1] in {"and", ",", "plus"}
        part = joined or _is_part(words, q, w)
        if q.low == 0 and unit is None:
            continue
        whole = last or unit or victims
        if part and who and whole:
            out.append((q.start, end, _figure(sent, q, f"{who} {whole}"), who))
            part_end = next(i for i in range(q.end, len(words)) if words[i] in w.groups) + 1
            continue
        if unit is None:
            continue
        if q.low == 0 and (words[q.number_start] == "no") and not _names_people(words, q, w):
            continue
        out.append((q.start, end, _figure(sent, q, unit), who))
        last = unit
    return out


def _names_people(words: Sequence[str], q: Quantity, w: TollWords) -> bool:
    """Whether "no" counts casualties or people ("no one was hurt"), not something else ("no group")."""
    after = words[q.end : q.end + 2]
    return any(a in w.nouns or a in w.groups or a in {"one", "people", "person", "dead", "other"} for a in after)


def _is_part(words: Sequence[str], q: Quantity, w: TollWords) -> bool:
    """A part of those counted: "including nine children", "30 of them children", "20 women among the dead"."""
    before = words[max(0, q.start - 3) : q.start]
    after = words[q.end : q.end + 4]
    if any(b in w.openers for b in before):
        return True
    if list(after[:2]) == ["of", "them"] or list(after[:2]) == ["of", "whom"]:
        return True
    around = words[q.end : q.end + 6]
    return "among" in around and any(a in {"dead", "killed", "wounded", "injured", "victims"} for a in around)


def _figure(sent: DocSpan, q: Quantity, unit: str) -> Figure:
    words = sent[q.start : q.end].text
    return Figure(q.low, q.high, unit, words, q.approximate)


def find_figures(doc: Doc, span: Span | None = None) -> tuple[FoundFigure, ...]:
    """Every toll stated in `doc`, or inside `span` of it, in the text's order.

    A count whose words don't say that anybody came to harm (or was captured, displaced, lost) gives none; the words
    may stand outside `span` in its sentence. "More than 100" is low 100, "up to 30" high 30, "almost 200" 190 to 200
    and approximate, "some 80" 80 and approximate, "dozens" has no bounds, "no casualties" is 0.
    """
    w = toll_words()
    out: list[FoundFigure] = []
    for sent in _sentences(doc, span):
        for first, end, figure, _who in _sentence_figures(sent, w):
            start = sent[first].idx
            last = sent[max(first, end - 1)]
            found = Span(start, last.idx + len(last))
            if span is None or found.overlaps(span):
                out.append(FoundFigure(found, figure))
    return tuple(out)


def _sentences(doc: Doc, span: Span | None) -> list[DocSpan]:
    if span is None:
        return [sent for sent in doc.sents if _may_count(sent)]
    inside = doc.char_span(span.start, span.end, alignment_mode="expand")
    if inside is None:
        return []
    out: list[DocSpan] = []
    i = inside.start
    while i < inside.end:
        sent = doc[i].sent
        out.append(sent)
        i = sent.end
    return out


def _may_count(sent: DocSpan) -> bool:
    w = toll_words()
    return any(
        token.like_num or token.lower_ in w.none or (token.lower_,) in w.vague or token.lower_ in w.multipliers
        for token in sent
    )


def find_figure(doc: Doc, span: Span) -> Figure | None:
    """The figure that the words of `span` state: its first whole count, a part ("including nine children") only where
    nothing else stands there. None where the words state none.
    """
    inside = [f for f in find_figures(doc, span) if _number_inside(f, span)]
    whole = [f for f in inside if " " not in f.figure.unit]
    if whole:
        return whole[0].figure
    if len(inside) > 1 and all(" " in f.figure.unit and f.figure.low is not None for f in inside):
        return _sum([f.figure for f in inside])
    return inside[0].figure if inside else None


def _number_inside(found: FoundFigure, span: Span) -> bool:
    return found.span.start < span.end and found.span.start + len(found.figure.words) > span.start


def _sum(parts: list[Figure]) -> Figure:
    """Parts said together ("25 children and 15 women") as one figure of both."""
    who = [part.unit.rsplit(" ", 1)[0] for part in parts]
    unit = parts[0].unit.rsplit(" ", 1)[1]
    order = sorted(set(who), key=lambda name: (name != "women", name))
    highs = [part.high for part in parts]
    high = None if any(h is None for h in highs) else sum(h for h in highs if h is not None)
    low = sum(part.low or 0 for part in parts)
    words = " and ".join(part.words for part in parts)
    return Figure(low, high, f"{' and '.join(order)} {unit}", words, any(part.approximate for part in parts))
