"""Who does and who suffers what a content tells: stretches of words, by the parse; who they are is another reader's."""

from __future__ import annotations

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from twosource.language.en.events import lexicon
from twosource.records import Span

_BY = frozenset({"by"})
_ACTIVE = frozenset({"nsubj", "csubj"})
_GROUND = frozenset({"side", "territory", "soil", "ground", "bank"})
"""As in "guns on the Karvel side": whose ground a deed came from is who is said to have done it."""
_PASSIVE = frozenset({"nsubjpass"})


def roles(
    tokens: DocSpan, trigger: Token | None, source: Span | None, cue: DocSpan | None
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Stretches that name doers, and stretches that name those done to, in that order of trust.

    `source` (who says it) is never a doer by itself. An accused ("X of carrying out …", "the attack on X" after a word
    of blame) is a doer as said.
    """
    actors: list[Span] = []
    targets: list[Span] = []
    accused = _accused(tokens, cue)
    if accused is not None:
        actors.append(accused)
    for verb in _predicates(tokens, trigger):
        for c in verb.children:
            if not tokens.start <= c.i < tokens.end:
                continue
            if c.dep_ in _ACTIVE:
                (targets if _clipped_passive(verb, tokens) else actors).append(_phrase(c))
            elif c.dep_ in _PASSIVE or c.dep_ in {"dobj", "dative"}:
                targets.append(_phrase(c))
            elif c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ in _BY):
                actors.extend(_phrase(o) for o in c.children if o.dep_ == "pobj")
    for noun in _nouns(tokens, trigger):
        for c in noun.children:
            if not tokens.start <= c.i < tokens.end:
                continue
            if c.dep_ == "poss":
                actors.append(_phrase(c))
            elif c.dep_ in {"compound", "amod", "nmod"} and (c.ent_type_ in {"NORP", "GPE", "ORG"}):
                actors.append(_one(c))
            elif c.dep_ in {"prep", "agent"} and c.lower_ in _BY:
                actors.extend(_phrase(o) for o in c.children if o.dep_ == "pobj")
            elif c.dep_ == "prep" and c.lower_ in {"on", "against", "of"}:
                targets.extend(_phrase(o) for o in c.children if o.dep_ == "pobj")
            elif c.dep_ in {"acl", "relcl"}:
                for agent in c.children:
                    if agent.dep_ == "agent" or (agent.dep_ == "prep" and agent.lower_ in _BY):
                        actors.extend(_phrase(o) for o in agent.children if o.dep_ == "pobj")
    actors.extend(_after_by(tokens))
    actors = [*_tied_to(tokens), *actors]
    floor = tokens.start_char
    actors = [_from(a, floor) for a in actors if a.end > floor]
    targets = [_from(t, floor) for t in targets if t.end > floor]
    kept = [a for a in dict.fromkeys(actors) if source is None or not source.overlaps(a)]
    return tuple(kept), tuple(t for t in dict.fromkeys(targets) if t not in kept)


def _from(stretch: Span, floor: int) -> Span:
    """Without what the parse hung on it before the content begins (a dateline, another clause)."""
    return stretch if stretch.start >= floor else Span(floor, stretch.end)


def means_speaker(token: Token, source: DocSpan | None) -> bool:
    """Whether a pronoun is whoever speaks: "the army admitted that it had shelled", "a leader said his men had"."""
    if source is None:
        return False
    head, word = source.root, token.lower_
    plural = head.tag_ == "NNS" or head.lower_ in {"they", "police", "both"}
    if word in {"they", "their"}:
        return plural
    if word in {"it", "its"}:
        human = head.ent_type_ == "PERSON" and head.tag_ != "NNPS"
        return head.tag_ != "NNS" and not human and head.lower_ not in {"he", "she", "they"}
    return word in {"he", "his", "she", "her"} and not plural and head.lower_ != "it"


def _clipped_passive(verb: Token, tokens: DocSpan) -> bool:
    """A headline's passive without its verb "to be" ("Guards shelled near Karvel"): a blow without anybody struck."""
    entry = lexicon().lookup(verb.lemma_, "VERB")
    if verb.tag_ not in {"VBD", "VBN"} or entry is None or entry.family not in {"strike", "kill", "wound", "execute"}:
        return False
    after = [t for t in tokens if t.i > verb.i and not t.is_punct]
    return not after or (
        after[0].lower_ in {"in", "near", "at", "by"} and not any(c.dep_ == "dobj" for c in verb.children)
    )


def _predicates(tokens: DocSpan, trigger: Token | None) -> list[Token]:
    """Verbs that tell the deed: the trigger, the verb that takes it as its object, the content's head, "is behind"."""
    words = lexicon()
    out: list[Token] = []
    for token in (trigger, tokens.root):
        if token is None or (
            token.lemma_ in words.among("perceiving") and trigger is not None and token.i != trigger.i
        ):
            continue
        if token.pos_ in {"VERB", "AUX"}:
            out.append(token)
        elif token.head.pos_ in {"VERB", "AUX"} and tokens.start <= token.head.i < tokens.end:
            out.append(token.head)
    for token in tokens:
        doing = token.pos_ == "VERB" and token.lemma_ in words.among("doing")
        being = token.lemma_ == "be" and any(c.lemma_ in words.among("responsible") for c in token.children)
        if (doing or being) and token not in out:
            out.append(token)
    for verb in list(out):  # "denied that it bombed and shelled": the second verb shares the first one's subject
        if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and tokens.start <= verb.head.i < tokens.end:
            out.append(verb.head)
        if verb.dep_ in {"xcomp", "pcomp"} and tokens.start <= verb.head.i < tokens.end and verb.head.pos_ == "VERB":
            out.append(verb.head)
    return out


def _nouns(tokens: DocSpan, trigger: Token | None) -> list[Token]:
    words = lexicon()
    markers = words.among("responsibility")
    out = [trigger] if trigger is not None and trigger.pos_ in {"NOUN", "PROPN"} else []
    found = (
        trigger is not None and (words.any(trigger.lemma_) or words.lookup(trigger.lemma_, trigger.pos_)) is not None
    )
    for token in tokens:
        if token.pos_ in {"NOUN", "PROPN"} and token not in out:
            entry = words.lookup(token.lemma_, "NOUN")
            blow = entry is not None and (entry.type == "ASSAULT" or not found)
            if (entry and blow and not entry.weak and entry.aspect is None) or token.lemma_.lower() in markers:
                out.append(token)
    return out


def _accused(tokens: DocSpan, cue: DocSpan | None) -> Span | None:
    """The accused: "X of carrying out…", "X for the attack" after words of accusing, "it on X" after blaming."""
    if cue is None:
        return None
    stems = tuple(lexicon().among("blame"))
    cues = {t.lower_ for t in cue}
    if not any(c.startswith(stems) for c in cues):
        return None
    opens = [t for t in tokens if t.lower_ in {"of", "for"}]
    if any(c.startswith(("blam", "finger", "point")) for c in cues):
        ons = [t for t in tokens if t.lower_ in {"on", "at"}]
        if ons and ons[-1].i + 1 < tokens.end and (not opens or opens[0].i > ons[-1].i):
            end = tokens.end if not opens else opens[0].i
            return _chars(tokens, ons[-1].i + 1, end)
    if opens and opens[0].i > tokens.start:
        return _chars(tokens, tokens.start, opens[0].i)
    return _chars(tokens, tokens.start, tokens.end) if len(tokens) <= 4 else None


def _tied_to(tokens: DocSpan) -> list[Span]:
    """Whose those are who did it: "fighters loyal to X", "a group linked to X's army"."""
    tied = lexicon().among("tied")
    out = []
    for token in tokens:
        if token.lower_ in {"to", "with"} and token.i > tokens.start and token.nbor(-1).lemma_.lower() in tied:
            head = next((c for c in token.children if c.dep_ == "pobj"), None)
            if head is not None and tokens.start <= head.i < tokens.end and token.nbor(-1).pos_ != "NOUN":
                out.append(_phrase(head))
    return out


def _after_by(tokens: DocSpan) -> list[Span]:
    """Whom "by X" names after an event's noun, where the parse hung it elsewhere: commas lost, headlines."""
    out = []
    for token in tokens:
        if token.lower_ == "by" and token.i + 1 < tokens.end:
            nxt = token.nbor()
            head = next((c for c in token.children if c.dep_ == "pobj"), nxt)
            if head.pos_ in {"NOUN", "PROPN"} and head.ent_type_ not in {"DATE", "TIME", "CARDINAL"}:
                out.append(_phrase(head))
    return out


def _chars(tokens: DocSpan, start: int, end: int) -> Span | None:
    if end <= start:
        return None
    part = tokens.doc[start:end]
    return Span(part.start_char, part.end_char) if part.text.strip() else None


def _phrase(head: Token) -> Span:
    """The noun phrase of `head` without its relative clauses and far attachments."""
    doc = head.doc
    start = head.left_edge.i
    end = head.i + 1
    for c in head.children:
        sided = c.lower_ in {"on", "from"} and any(o.lemma_.lower() in _GROUND for o in c.children)
        if c.i > head.i and c.dep_ == "prep" and (c.lower_ in {"of", "to"} or sided):
            end = max(end, min(c.right_edge.i + 1, head.i + 8))
    part = doc[start:end]
    return Span(part.start_char, max(part.end_char, part.start_char + 1))


def _one(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))
