"""Quotations that run past the sentence of their cue, and those whose cue stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from twosource.language.en.cues import CueLexicon
from twosource.reading.attribution.found import Found
from twosource.reading.tree import Range, child, noun_phrase, overlap, verb_group
from twosource.records import Span

_SHORT = 4
"""Tokens: a quotation of fewer words ("special operation") is a name in scare quotes rather than a saying."""


def token_ranges(doc: Doc, spans: Sequence[Span]) -> tuple[Range, ...]:
    """Code-point spans as token stretches; a span that begins or ends inside a token takes the token whole."""
    starts = [t.idx for t in doc]
    ranges: list[Range] = []
    at = 0
    for span in spans:
        while at < len(starts) and starts[at] + len(doc[at]) <= span.start:
            at += 1
        end = at
        while end < len(starts) and starts[end] < span.end:
            end += 1
        if end > at:
            ranges.append((at, end))
    return tuple(ranges)


def extend_over_quotes(doc: Doc, founds: Sequence[Found], quotes: Sequence[Range], lexicon: CueLexicon) -> list[Found]:
    """Attributions whose contents take in the whole of the quotations that they touch, and new ones for the rest.

    A quotation that a sentence's attribution only begins or ends belongs to it whole; one that follows right behind
    ("...," he said. "...") goes on with the same source; one that nobody claims is looked up against a verb of
    saying in its own sentence or right after.
    """
    out = list(founds)
    claimed: dict[int, int] = {}
    for q, quote in enumerate(quotes):
        for n, found in enumerate(out):
            if found.form in {"object", "responsibility", "accuse", "passive", "unclear", "nobody"}:
                continue
            touched = [k for k, c in enumerate(found.content) if overlap(c, quote)]
            if not touched or quote[1] - quote[0] <= _SHORT or found.cue[0] in range(*quote):
                continue
            if all(c[0] <= quote[0] and quote[1] <= c[1] for c in (found.content[k] for k in touched)):
                claimed.setdefault(q, n)
                continue
            grown = list(found.content)
            k = touched[0]
            start, end = min(grown[k][0], quote[0]), max(grown[k][1], quote[1])
            grown[k] = _clear_of(found, (start, end), quote)
            out[n] = replace(found, content=tuple(grown))
            claimed.setdefault(q, n)
    for q, quote in enumerate(quotes):
        if q in claimed or quote[1] - quote[0] <= _SHORT + 1:
            continue
        follower = _continues(doc, q, quotes, claimed, out)
        if follower is not None:
            out[follower] = replace(out[follower], content=(*out[follower].content, quote))
            claimed[q] = follower
            continue
        made = _beside(doc, quote, lexicon, out)
        if made is not None:
            claimed[q] = len(out)
            out.append(made)
    return out


def _clear_of(found: Found, content: Range, quote: Range) -> Range:
    """A grown content without the cue and source that stand between its parts."""
    start, end = content
    blocks = [found.cue] + ([found.source] if found.source else [])
    for block in blocks:
        if start < block[1] <= quote[0]:
            start = max(start, block[1])
        if quote[1] <= block[0] < end:
            end = min(end, block[0])
    return (start, end) if start < end else quote


def _continues(
    doc: Doc, q: int, quotes: Sequence[Range], claimed: dict[int, int], founds: Sequence[Found]
) -> int | None:
    """The attribution that a quotation goes on with: the one of the quotation before, but for its cue, adjacent."""
    quote = quotes[q]
    before = q - 1
    if before not in claimed:
        return None
    found = founds[claimed[before]]
    ends = max(quotes[before][1], found.cue[1], found.source[1] if found.source else 0)
    between = doc[ends : quote[0]] if ends <= quote[0] else doc[quote[0] : quote[0]]
    words = [t for t in between if not t.is_punct and not t.is_space]
    if len(words) > 6 or any(t.pos_ == "VERB" and t.dep_ == "ROOT" for t in words):
        return None
    return claimed[before]


def _beside(doc: Doc, quote: Range, lexicon: CueLexicon, founds: Sequence[Found]) -> Found | None:
    """A verb of saying right before or after a quotation that the parse didn't tie to it."""
    near: list[Token] = [*doc[quote[1] : quote[1] + 8], *reversed(doc[max(0, quote[0] - 10) : quote[0]])]
    for token in near:
        group = lexicon.verbs.get(token.lemma_.lower())
        if group is None or group.name not in {"say", "claim", "confirm", "deny"} or token.pos_ != "VERB":
            continue
        if any(f.head == token.i for f in founds):
            continue
        who = child(token, "nsubj") or _named_behind(token)
        if who is None or quote[0] <= who.i < quote[1]:
            continue
        return Found(noun_phrase(who), verb_group(token), (quote,), group, token.i, form="quote", source_head=who.i)
    return None


def _named_behind(token: Token) -> Token | None:
    """The name right behind the verb ("... said Karel Vost head of the clinic adding ...")."""
    end = token.i + 1
    while end < len(token.doc) and token.doc[end].pos_ == "PROPN":
        end += 1
    return token.doc[end - 1] if end > token.i + 1 else None
