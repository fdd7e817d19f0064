"""A model's attributions beside the rules'.

The record of who says what has the model's words. The ledger's positions are made from the rules' attributions, with
the model's word on what they do and on whose they are where it is sure, and from those that it is sure of alone
(docs/decisions/0005-trained-reader.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from twosource.language.en.cues import CueGroup, CueLexicon
from twosource.models.attribute import Marked
from twosource.models.kinds import NONE
from twosource.reading.attribution.found import Found, Taken
from twosource.reading.attribution.quotations import token_ranges
from twosource.reading.stance import taken
from twosource.reading.tree import Range, auxiliaries, child, is_negated, overlap, trim
from twosource.records import Span

RULES_ONLY = frozenset({"unclear", "nobody", "responsibility", "headline"})
"""Forms that the model's data lack: their words are the rules'."""
RULED = 0.7
"""Share of the attributed positions that only the rules find which people mark so too (LedgerBench dev)."""
SWITCH = 0.6
"""From this probability on a model's stance outranks what the rules read from a cue."""
GIVE_UP = 0.88
"""The same where the rules read an answer: missing a denial is the worst error a desk can be given."""
SOURCED = 0.8
"""From this confidence on a model's source outranks the rules' where they have no word in common."""
REWORDED = 0.5
"""From this confidence on a model's content outranks the rules' where they have no word in common."""
ANSWERED = 0.5
"""From this probability on a model's denial or doubt outranks what the rules read as no answer."""
MARKED = 0.5
"""Below this confidence of its words a model's stance outranks nothing."""
ALONE = 0.25
"""From this probability on a denial, confirmation or doubt that only a model finds makes positions."""
ALONE_ASSERTS = 0.85
"""The same for an assertion, of which a report has many."""
_ANSWERS = frozenset({"denies", "confirms", "unverified"})
_SAME = 0.5
"""Share of the smaller content that two attributions without a common cue must have in common to be the same."""
_ABLE = {"can", "could", "ca"}
_MODALS = {"would", "will", "should", "must", "may", "might", "shall", "'ll", "’ll"}
_PHRASES = {"according", "per"}


def merge(
    doc: Doc, rules: Sequence[Found], marked: Sequence[Marked], cues: CueLexicon, *, words: bool = True
) -> tuple[Found, ...]:
    """The attributions of the rules and of a model as one list, in the order of their cues.

    One that both find has, with `words`, the model's words (but see RULES_ONLY), and else the rules'. What it does is
    read from its cue by the rules unless the model is surer than SWITCH of something else; then its contents are the
    model's in either case. One that only the model finds does what the model says; without `words` it has to be sure.
    One that only the rules find is kept where its form is one that the model's data lack and where it denies; without
    `words` always.
    """
    if not marked:
        return tuple(rules)
    seen = [(m, each) for each in marked if (m := _ranged(doc, each)) is not None]
    ranges = [m for m, _ in seen]
    taken_up: set[int] = set()
    out: list[Found] = []
    for rule in rules:
        n = _same(rule, ranges, taken_up)
        if n is not None:
            taken_up.add(n)
            joined = _joined(rule, ranges[n]) if words else _sourced(rule, ranges[n], seen[n][1].confidence)
            ruled = taken(doc, rule, cues)
            echoed = _echoes(ranges[n], seen[n][1], rule, rules)
            judged = replace(joined, sure=seen[n][1].confidence) if echoed else _judged(joined, seen[n][1], ruled)
            out.append(judged if words else _reworded(judged, ranges[n], seen[n][1].confidence))
        elif not words or _untaught(rule):
            out.append(rule)
    heads = {found.head for found in out}
    for n, (mark, each) in enumerate(seen):
        found = None if n in taken_up else _read(doc, mark, cues)
        if found is not None and found.head not in heads:
            judged = _judged(found, each, None)
            if words or _positions_from(judged):
                heads.add(found.head)
                out.append(judged)
    if not words:
        out = [found for found in out if not any(_inside(found, other) for other in out)]
    return tuple(sorted(out, key=lambda f: (f.head, f.content)))


def _reworded(judged: Found, mark: _Ranges, sure: float) -> Found:
    """With the model's words where the stance is the model's too, or where the two have no word of a content in common.

    A stance is one on certain words: "said it was unable to confirm the raid" doubts the raid.
    """
    if judged.form in RULES_ONLY:
        return judged
    apart = sure >= REWORDED and not _shared(judged.content, mark.content)
    told = judged.told is not None and judged.told.stance in _ANSWERS | {"retracts", "declines"}
    if not apart and not told:
        return judged
    content = _without(mark.content, (mark.cue, judged.source))
    return replace(judged, content=content or judged.content, cue=mark.cue or judged.cue)


def _inside(found: Found, other: Found) -> bool:
    """Whether the rules' attribution is but a part of a longer cue that a model has judged as a whole."""
    return found.sure is None and other.told is not None and other.cue[0] <= found.head < other.cue[1]


def _echoes(mark: _Ranges, marked: Marked, rule: Found, rules: Sequence[Found]) -> bool:
    """Whether a model's answer is that of a saying inside the content: who reports a denial denies nothing."""
    told = None if marked.kinds is None else marked.kinds.stance.name
    return told in _ANSWERS and any(
        other.head != rule.head and other.group.stance == told and start <= other.cue[0] and other.cue[1] <= end
        for other in rules
        for start, end in mark.content
    )


def _judged(found: Found, marked: Marked, ruled: Taken | None) -> Found:
    """An attribution with what the model says that it does, where that holds; `ruled` is what the rules read."""
    kinds = marked.kinds
    if kinds is None:
        return replace(found, sure=marked.confidence)
    stance = None if kinds.stance.name == NONE else kinds.stance.name
    sure = marked.confidence * kinds.stance.sure
    if stance == "confirms" and found.group.stance == "confirms" and (found.modal or found.negated or found.cannot):
        # "would confirm", "has not confirmed": what the words withhold no model gives
        return replace(found, sure=_doubted(kinds.stance.sure), kinds=kinds)
    if ruled is not None and (ruled.stance in _ANSWERS or found.group.stance == "denies"):
        needed = GIVE_UP
    else:
        needed = ANSWERED if stance in {"denies", "unverified"} else SWITCH
    if ruled is not None and (ruled.stance == stance or kinds.stance.sure < needed or marked.confidence < MARKED):
        both = RULED + (1 - RULED) * sure  # two readers that read it alike, each by other signs
        return replace(found, sure=both if ruled.stance == stance else _doubted(kinds.stance.sure), kinds=kinds)
    about = kinds.about.name
    if stance is not None or about == "fact":
        # the groups are trained together, and the stance is the surer of the two where they disagree
        about = "fact" if stance is not None else "opinion"
    hedged = kinds.certainty.name == "hedged" or found.group.certainty == "hedged"
    return replace(found, told=Taken(stance, "hedged" if hedged else "certain", about), sure=sure, kinds=kinds)


def _doubted(other: float) -> float:
    """How sure the rules' stance is where a model is `other` sure of another one: halfway between the two."""
    return (RULED + 1 - other) / 2


@dataclass(frozen=True, slots=True)
class _Ranges:
    """Source, cue and contents of a marked attribution as token stretches."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]


def _untaught(rule: Found) -> bool:
    """Whether the rules' attribution is one that the model's data lack, or a denial, which a desk must not miss."""
    return rule.form in RULES_ONLY or rule.group.stance == "denies"


def _ranged(doc: Doc, marked: Marked) -> _Ranges | None:
    def ranges(stretches: Sequence[tuple[int, int]], marks: bool) -> tuple[Range, ...]:
        found = token_ranges(doc, [Span(*s) for s in sorted(stretches)])
        return tuple(r for r in (trim(doc, each, marks=marks) for each in found) if r is not None)

    content = ranges(marked.content, False)
    if not content:
        return None
    source, cue = ranges(marked.source, True), ranges(marked.cue, True)
    return _Ranges(source[0] if source else None, cue[0] if cue else None, content)


def _same(rule: Found, seen: Sequence[_Ranges], taken: set[int]) -> int | None:
    """Which of the marked attributions is the rule's: the one with its cue, else one without a cue on its words."""
    for n, mark in enumerate(seen):
        if n not in taken and mark.cue is not None and mark.cue[0] <= rule.head < mark.cue[1]:
            return n
    for n, mark in enumerate(seen):
        if n not in taken and mark.cue is not None and overlap(mark.cue, rule.cue):
            return n
    best, which = _SAME, None
    for n, mark in enumerate(seen):
        if n in taken or mark.cue is not None:
            continue
        shared = _shared(rule.content, mark.content)
        if shared > best:
            best, which = shared, n
    return which


def _shared(some: Sequence[Range], others: Sequence[Range]) -> float:
    common = sum(overlap(a, b) for a in some for b in others)
    return common / max(1, min(sum(b - a for a, b in some), sum(b - a for a, b in others)))


def _joined(rule: Found, mark: _Ranges) -> Found:
    if rule.form in RULES_ONLY:
        return rule
    if mark.source is None:
        source, head = rule.source, rule.source_head
    else:
        inside = rule.source_head is not None and mark.source[0] <= rule.source_head < mark.source[1]
        source, head = mark.source, rule.source_head if inside else None
    content = _without(mark.content, (mark.cue or rule.cue, source))
    return replace(rule, source=source, source_head=head, cue=mark.cue or rule.cue, content=content or rule.content)


def _positions_from(judged: Found) -> bool:
    """Whether what only a model finds is sure enough to make positions."""
    if judged.sure is None or judged.told is None:
        return True
    return judged.sure >= (ALONE_ASSERTS if judged.told.stance in {None, "asserts"} else ALONE)


def _sourced(rule: Found, mark: _Ranges, sure: float) -> Found:
    """The rule's attribution with the model's source where the two name somebody else."""
    if rule.form in RULES_ONLY or mark.source is None or sure < SOURCED:
        return rule
    if rule.source is not None and overlap(rule.source, mark.source):
        return rule
    return replace(rule, source=mark.source, source_head=None)


def _without(contents: Sequence[Range], blocks: Sequence[Range | None]) -> tuple[Range, ...]:
    """Contents that don't begin or end inside the cue or the source."""
    out: list[Range] = []
    for start, end in contents:
        for block in (b for b in blocks if b is not None):
            if block[0] <= start < block[1]:
                start = block[1]
            if block[0] < end <= block[1]:
                end = block[0]
        if start < end:
            out.append((start, end))
    return tuple(out)


def read_marked(doc: Doc, marked: Marked, cues: CueLexicon) -> Found | None:
    """A marked attribution as the rules read it by the words of its cue; None where it has no cue or no content."""
    ranges = _ranged(doc, marked)
    return None if ranges is None else _read(doc, ranges, cues)


def _read(doc: Doc, mark: _Ranges, cues: CueLexicon) -> Found | None:
    if mark.cue is None:
        return None
    head, group = _head(doc, mark.cue, cues)
    phrase = doc[mark.cue[0]].lower_ in _PHRASES
    auxiliary = auxiliaries(head)
    return Found(
        source=mark.source,
        cue=mark.cue,
        content=_without(mark.content, (mark.cue, mark.source)) or mark.content,
        group=group,
        head=head.i,
        negated=is_negated(head) or any(t.dep_ == "neg" for t in doc[mark.cue[0] : mark.cue[1]]),
        cannot=bool(auxiliary & _ABLE) or any(t.lower_ in cues.inability for t in doc[mark.cue[0] : mark.cue[1]]),
        form="phrase" if phrase else _form(doc, head, mark),
        source_head=None if mark.source is None else doc[mark.source[0] : mark.source[1]].root.i,
        modal=bool(auxiliary & _MODALS) or _conditional(head),
    )


def _head(doc: Doc, cue: Range, cues: CueLexicon) -> tuple[Token, CueGroup]:
    """The word of a cue that says what it does, and what that is: "say" where the lexicon knows none of its words."""
    words = list(doc[cue[0] : cue[1]])
    for token in words:
        if token.pos_ in {"VERB", "AUX"} and (group := cues.verbs.get(token.lemma_.lower())) is not None:
            return token, group
    for token in words:
        if token.pos_ == "NOUN" and (group := cues.nouns.get(token.lemma_.lower())) is not None:
            return token, group
    return doc[cue[0] : cue[1]].root, cues.verbs["say"]


def _form(doc: Doc, head: Token, mark: _Ranges) -> str:
    start, end = mark.content[0]
    if head.pos_ in {"NOUN", "PROPN"}:
        return "nominal"
    if doc[start].lower_ == "to":
        return "to"
    return "clause" if any(t.pos_ in {"VERB", "AUX"} for t in doc[start:end]) else "object"


def _conditional(token: Token) -> bool:
    mark = child(token, "mark")
    return token.dep_ == "advcl" and mark is not None and mark.lower_ in {"if", "unless", "whether"}
