"""What a report points to as showing what happened, and how a party says that it knows.

Vouching isn't knowing: a basis other than `unknown` is given only where the words state access.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from twosource.language.en.evidence import EvidenceWords, evidence_words
from twosource.records import EvidenceMention, PartyRef, Span

Resolve = Callable[[Span], PartyRef | None]


def find_evidence(doc: Doc, resolve: Resolve | None = None) -> tuple[EvidenceMention, ...]:
    """Every video, photograph, document, sample, witness and so on that the report names, in the text's order.

    `resolve` names the party of a stretch: who first published or authenticated it, where its sentence says. Each
    mention carries its sentence: positions inside it rest on it.
    """
    words = evidence_words()
    out: list[EvidenceMention] = []
    for token in doc:
        if token.pos_ not in {"NOUN", "PROPN"}:
            continue
        lemma = token.lemma_.lower()
        kind = words.kinds.get(lemma)
        if kind is None or (token.dep_ == "compound" and words.kinds.get(token.head.lemma_.lower()) is not None):
            continue
        sentence = token.sent
        kind = _settle(token, kind, sentence, words)
        if kind is None:
            continue
        span = _named(token)
        around = Span(sentence.start_char, max(sentence.end_char, sentence.start_char + 1))
        out.append(
            EvidenceMention(
                kind=kind,
                span=span,
                first_published_by=_by(token, sentence, words.handling["publish"], resolve),
                authenticated_by=_by(token, sentence, words.handling["authenticate"], resolve),
                sentence=around,
            )
        )
    return tuple(out)


def _settle(token: Token, kind: str, sentence: DocSpan, words: EvidenceWords) -> str | None:
    """The kind by the company a word keeps; None where it is no evidence there."""
    near = {t.lemma_.lower() for t in token.subtree} | {token.head.lemma_.lower()}
    around = {t.lemma_.lower() for t in sentence}
    lemma = token.lemma_.lower()
    if lemma in {"image", "picture", "photo", "photograph"} and near & words.company["satellite"]:
        return "satellite"
    if kind == "satellite":
        return "satellite" if "imagery" in around or "image" in around or "datum" in around else None
    if lemma == "recording":
        return "recording" if near & words.company["audio"] else "video" if "video" in near else "recording"
    if kind == "sample":
        return kind if lemma in {"sample", "autopsy", "swab"} or around & words.company["testing"] else None
    if kind == "document":
        return kind if around & words.company["shown"] else None
    if kind == "reporter":
        there = token.head.lemma_.lower() in words.company["there"] and token.dep_ in {"nsubj", "nsubjpass"}
        scene = any(t.lower_ in {"scene", "spot", "site"} for t in token.subtree)
        return kind if there or scene else None
    if kind == "witness":
        told = token.dep_ in {"nsubj", "nsubjpass", "pobj", "agent"}
        return kind if told and token.head.lemma_.lower() not in {"have", "be"} else None
    return kind


def _named(token: Token) -> Span:
    """The noun phrase up to its head: "unverified mobile-phone footage"."""
    start = token.i
    while start > token.sent.start and token.doc[start - 1].dep_ in {"amod", "compound", "nummod", "nmod"}:
        start -= 1
    return Span(token.doc[start].idx, token.idx + len(token))


def _by(token: Token, sentence: DocSpan, verbs: frozenset[str], resolve: Resolve | None) -> PartyRef | None:
    """Who did one of `verbs` to the thing: "a video posted by X", "X released footage", "footage, verified by X"."""
    if resolve is None:
        return None
    for verb in sentence:
        if verb.lemma_.lower() not in verbs or verb.pos_ != "VERB":
            continue
        chief = verb.head if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else verb
        about = chief.head.i == token.i or any(c.i == token.i for c in verb.children)
        about = about or any(c.i == token.i for c in verb.subtree if c.dep_ in {"dobj", "nsubjpass", "pobj"})
        if not about or any(c.dep_ == "neg" for c in verb.children):
            continue
        for c in verb.children:
            if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by"):
                found = next((_resolve(o, resolve) for o in c.children if o.dep_ == "pobj"), None)
                if found is not None:
                    return found
            if c.dep_ == "nsubj" and c.i != token.i:
                found = _resolve(c, resolve)
                if found is not None:
                    return found
    return None


def _resolve(head: Token, resolve: Resolve) -> PartyRef | None:
    start, end = head.left_edge.i, head.i + 1
    part = head.doc[start:end]
    return resolve(Span(part.start_char, part.end_char))


_SPOTS = {"scene", "spot", "site"}


def basis(doc: Doc, source: Span | None, cue: Span | None, content: Sequence[Span]) -> str:
    """How the party says that it knows: `did`, `saw`, `examined`, `was told` or `unknown`.

    `source` and `cue` are the words of saying, `content` what is said. Only stated access counts: "officials said" is
    `unknown`, "witnesses said" is `saw`, "tests by X found" is `examined`, "he said, citing Y" is `was told`;
    "we fired" and "claimed to have" are `did`.
    """
    words = evidence_words().basis
    who, how = _lemmas(doc, source), _lemmas(doc, cue)
    said = [lemma for span in content for lemma in _lemmas(doc, span)]
    head = set(said[:4])
    if said[:1] == ["to"] and set(how) & words["claim"]:
        return "did"
    if head & words["own"] and not (set(said[:6]) & (words["told"] | words["saw"])):
        return "did"
    if "responsibility" in how + said and set(how) & words["claim"]:
        return "did"
    if set(how) & words["told"] - {"tell", "inform"} or _passive_told(how):
        return "was told"
    if set(who) & _SPOTS and any(evidence_words().kinds.get(lemma) == "reporter" for lemma in who):
        return "saw"  # "a reporter at the scene said"
    if set(who) & words["witness_sources"] or (head & words["own"] and set(said[:6]) & words["saw"]):
        return "saw"
    if set(how) & words["examined"] and (set(who) & words["examiner_sources"] or not set(who) & {"official"}):
        return "examined"
    if set(how) & words["saw"]:
        return "saw"
    return _beside(doc, source, cue, said)


def _beside(doc: Doc, source: Span | None, cue: Span | None, said: Sequence[str]) -> str:
    """Access that is stated beside the saying: "inspectors who went through it said", "said after examining the
    craters", "said its team had seen".
    """
    words = evidence_words().basis
    told: list[set[str]] = [set(said[:6])] if set(said[:3]) & words["theirs"] else []
    told += [{t.lemma_.lower() for t in part} for part in _asides(doc, source, cue)]
    for lemmas in told:
        if lemmas & words["by_hand"]:
            return "examined"
    for lemmas in told:
        if lemmas & words["saw"] or lemmas & words["visited"]:
            return "saw"
    return "unknown"


def _asides(doc: Doc, source: Span | None, cue: Span | None) -> list[list[Token]]:
    """What is told of a source in a clause of its own, and of the saying in "after …ing", up to their objects."""
    out: list[list[Token]] = []
    who = None if source is None else doc.char_span(source.start, source.end, alignment_mode="expand")
    for noun in who or ():
        told = (c for c in noun.children if c.dep_ in {"relcl", "acl"} and c.i >= noun.i)
        out += [_core(c) for c in told if c.dep_ == "relcl" or c.tag_ == "VBG"]
    how = None if cue is None else doc.char_span(cue.start, cue.end, alignment_mode="expand")
    for verb in how or ():
        for c in verb.children:
            after = c.lower_ in {"after", "having", "from"} or c.dep_ == "advcl"
            if c.dep_ in {"prep", "advcl"} and after:
                out += [_core(v) for v in (c, *c.children) if v.pos_ == "VERB"]
    return out


def _core(verb: Token) -> list[Token]:
    """A verb, those joined to it, and what they are about."""
    verbs = [verb, *(c for c in verb.conjuncts if c.pos_ == "VERB")]
    return [t for v in verbs for c in (v, *v.children) for t in (c, *(g for g in c.children if g.dep_ == "pobj"))]


def _lemmas(doc: Doc, span: Span | None) -> list[str]:
    if span is None:
        return []
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    return [] if tokens is None else [t.lemma_.lower() for t in tokens if not t.is_punct and not t.is_space]


def _passive_told(how: Sequence[str]) -> bool:
    return "be" in how and bool({"tell", "inform"} & set(how))
