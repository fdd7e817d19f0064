"""Small questions to a dependency parse, asked by several readers."""

from __future__ import annotations

from collections.abc import Container

from spacy.tokens import Doc, Token

from twosource.records import Span

Range = tuple[int, int]
"""Token indices of a stretch of a parse, end exclusive."""

_MARKS = frozenset("“\"‘'([«„”’)]»-–—,;:.…") | {"..."}
_JOINING = {"and", "but", "or"}
_LEADING = _MARKS | _JOINING


def subtree(token: Token) -> Range:
    """The stretch from the leftmost to the rightmost token under `token`."""
    return token.left_edge.i, token.right_edge.i + 1


def trim(doc: Doc, stretch: Range, *, marks: bool = True) -> Range | None:
    """The stretch without white space and, with `marks`, punctuation and conjunctions at its ends; None if empty."""
    start, end = stretch
    while start < end and (doc[start].is_space or (marks and doc[start].lower_ in _LEADING)):
        start += 1
    while start < end and (doc[end - 1].is_space or (marks and _closes_nothing(doc[end - 1]))):
        end -= 1
    return (start, end) if start < end else None


def _closes_nothing(token: Token) -> bool:
    """Whether a last word is a mark, or a conjunction that joined what was cut off behind it."""
    return token.text in _MARKS or (token.dep_ == "cc" and token.lower_ in _JOINING)


def chars(doc: Doc, stretch: Range) -> Span:
    """The stretch as code points of the text."""
    last = doc[stretch[1] - 1]
    return Span(doc[stretch[0]].idx, last.idx + len(last))


def within(stretch: Range, other: Range) -> bool:
    """Whether `stretch` lies inside `other`."""
    return other[0] <= stretch[0] and stretch[1] <= other[1]


def overlap(stretch: Range, other: Range) -> int:
    """How many tokens the two share."""
    return max(0, min(stretch[1], other[1]) - max(stretch[0], other[0]))


def child(token: Token, *deps: str) -> Token | None:
    """The first child that stands in one of these relations."""
    return next((c for c in token.children if c.dep_ in deps), None)


def is_negated(token: Token) -> bool:
    """Whether the verb or one of its auxiliaries is negated ("did not", "never", "hasnt")."""
    for c in token.children:
        if c.dep_ == "neg" or (c.dep_ in {"advmod", "preconj"} and c.lower_ in {"never", "neither", "nor"}):
            return True
        if c.dep_ in {"aux", "auxpass"} and c.lower_.endswith(("n't", "n’t", "nt")) and c.lower_ != "want":
            return True
    return token.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ == "nor" for c in token.head.children)


def auxiliaries(token: Token) -> frozenset[str]:
    """Lower-case auxiliaries of a verb ("has", "could", "been")."""
    return frozenset(c.lower_ for c in token.children if c.dep_ in {"aux", "auxpass"})


def is_passive(token: Token) -> bool:
    """Whether the verb stands in the passive, reduced relatives ("claimed by") included."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "agent"} for c in token.children):
        return True
    return token.dep_ == "acl" and token.tag_ == "VBN"


def agent(token: Token) -> Token | None:
    """Who does it in a passive: the noun after "by"."""
    by = child(token, "agent")
    if by is None:
        by = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "by"), None)
        if by is None or not is_passive(token):
            return None
    return child(by, "pobj")


def noun_after_by(token: Token, *words: str) -> Token | None:
    """The noun after "by" or "from" (or after one of `words`) under a noun or a participle ("a statement by X")."""
    wanted = set(words) or {"by", "from"}
    for prep in (c for c in token.children if c.dep_ in {"agent", "prep"} and c.lower_ in wanted):
        for noun in (c for c in prep.children if c.dep_ == "pobj"):
            return noun
    return None


def subject(token: Token, depth: int = 0) -> Token | None:
    """Who does what the verb says: its own subject, or the one that it takes over from the verb or noun above."""
    subjects = [c for c in token.children if c.dep_ in {"nsubj", "csubj", "expl"}]
    if subjects:
        own = subjects[0]
        if len(subjects) > 1 and own.lower_ in {"which", "who", "that"}:
            return subjects[1]  # "the blast, which the army said killed ..."
        if len(subjects) > 1 and own.is_upper and len(own) > 1 and subjects[1].i < token.i:
            return subjects[1]  # a dateline before the subject
        if own.lower_ in {"which", "who", "that"} and token.dep_ == "relcl":
            return token.head
        return own
    if depth > 4:
        return None
    if token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"}:
        if is_passive(token.head) and not is_passive(token):
            return child(token.head, "nsubjpass") or subject(token.head, depth + 1)
        return subject(token.head, depth + 1)
    if token.dep_ in {"advcl", "xcomp", "pcomp", "dep", "amod", "acomp", "prep"} and token.head.pos_ in {"VERB", "AUX"}:
        return child(token.head, "nsubj", "nsubjpass") or subject(token.head, depth + 1)
    if token.dep_ == "acl" and token.tag_ in {"VBG"}:
        return token.head
    if token.dep_ in {"xcomp", "advcl"} and token.head.pos_ == "ADJ" and token.head.head.pos_ in {"VERB", "AUX"}:
        return child(token.head.head, "nsubj")  # "was quick to deny"
    return None


def noun_phrase(token: Token) -> Range:
    """A noun with what stands before it and its "of", "for", "at" ... phrases, without clauses, appositions, asides."""
    start, end = token.i, token.i + 1
    for c in token.children:
        if c.i < token.i and c.dep_ not in {"punct", "cc", "preconj", "advmod"} and not c.is_punct:
            start = min(start, c.left_edge.i)
        elif c.i > token.i and (
            (c.dep_ == "prep" and c.lower_ in {"of", "for", "at", "in", "from", "with", "on", "to"})
            or c.dep_ in {"case", "nmod", "nummod"}
        ):
            if any(t.ent_type_ in {"DATE", "TIME"} for t in c.children):
                continue
            if _holds_clause(c):
                end = max(end, _before_clause(c)) if c.i == end else end
                continue
            if c.left_edge.i == end or all(t.dep_ == "case" for t in token.doc[end : c.left_edge.i]):
                end = max(end, c.right_edge.i + 1)
    return start, end


def _before_clause(prep: Token) -> int:
    """Where "of the commission who went there" ends without its clause; the preposition itself where it can't."""
    noun = child(prep, "pobj")
    if noun is None or prep.lower_ not in {"of", "from", "for", "at"}:
        return prep.i
    cut = min((c.left_edge.i for c in noun.children if c.dep_ in {"relcl", "acl"}), default=prep.i)
    plain = all(t.dep_ not in {"relcl", "acl", "advcl", "ccomp", "punct"} for t in prep.doc[prep.i : noun.i + 1])
    return noun.i + 1 if plain and cut > noun.i else prep.i


def joint_phrase(token: Token) -> Range:
    """A noun phrase with those joined to it ("both the Legion and the Corps")."""
    start, end = noun_phrase(token)
    for c in token.conjuncts:
        left, right = noun_phrase(c)
        if left >= end and left - end <= 3 and not any(t.pos_ == "VERB" for t in token.doc[end:left]):
            end = right
    return start, end


def _holds_clause(token: Token) -> bool:
    return any(t.dep_ in {"relcl", "acl", "advcl", "ccomp", "punct"} for t in token.subtree)


def verb_group(token: Token) -> Range:
    """A verb with the auxiliaries, negation and adverbs right before it, and its particle ("has not yet said")."""
    start, end = token.i, token.i + 1
    mine = {c.i for c in token.children if c.dep_ in {"aux", "auxpass", "neg", "advmod"}}
    while start > 0 and start - 1 in mine:
        start -= 1
    if end < len(token.doc) and token.doc[end].dep_ == "prt" and token.doc[end].head.i == token.i:
        end += 1
    return start, end


def within_claim(doc: Doc, content: Range, nouns: Container[str]) -> Range:
    """What a claim says or is of ("reports that ...", "claims of ..."), where a stretch is headed by one of `nouns`.

    Other stretches, and claims that say nothing of what is claimed, come back as they are.
    """
    if content[1] <= content[0]:
        return content
    head = doc[content[0] : content[1]].root
    if head.lemma_.lower() not in nouns:
        return content
    for c in head.children:
        if not head.i < c.i < content[1]:
            continue
        if c.dep_ in {"acl", "ccomp", "relcl"} and c.pos_ in {"VERB", "AUX"}:
            return c.left_edge.i, min(c.right_edge.i + 1, content[1])
        if c.dep_ == "prep" and c.lower_ in {"of", "about"} and c.right_edge.i > c.i:
            return c.i + 1, min(c.right_edge.i + 1, content[1])
    return content
