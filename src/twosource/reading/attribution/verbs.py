"""Attributions around a verb of saying: "X said that ...", "X denied ...", "... claimed by X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from twosource.language.en.cues import CueGroup, CueLexicon
from twosource.language.en.events import Lexicon as EventLexicon
from twosource.reading.attribution.found import Found
from twosource.reading.attribution.verb_company import (
    hinges_on_negation,
    inability_of,
    is_allowed,
    is_any,
    is_conditional,
    is_declined,
    is_nobody,
    only_tries,
    taken_over,
)
from twosource.reading.attribution.verb_content import closing_content, content_of, names_happening, without
from twosource.reading.tree import (
    Range,
    agent,
    auxiliaries,
    child,
    is_negated,
    is_passive,
    joint_phrase,
    noun_phrase,
    subject,
    subtree,
    verb_group,
)

_MODALS = {"would", "will", "should", "must", "may", "might", "shall", "'ll", "’ll"}
_ABLE = {"can", "could", "ca"}
_NO_VERBS = {"pobj", "dobj", "npadvmod", "appos", "compound"}


def find_verbs(doc: Doc, lexicon: CueLexicon, events: EventLexicon) -> Iterator[Found]:
    """Every attribution whose cue is a verb; several may share words, for the caller to settle."""
    for token in doc:
        group = lexicon.verbs.get(token.lemma_.lower())
        noun = token.dep_ in _NO_VERBS or token.pos_ not in {"VERB", "AUX"}
        if token.text == "saw" and noun and (seen := _misread(token, lexicon)) is not None:
            yield seen
            continue
        if group is None or not _is_verb(token) or is_declined(token, lexicon):
            continue
        found = _passive(token, group, lexicon, events) if is_passive(token) else _active(token, group, lexicon, events)
        if found is not None:
            yield found


def _is_verb(token: Token) -> bool:
    if token.pos_ in {"VERB", "AUX"}:
        return True
    # "has disavowed": the small parser sometimes takes the participle for an adjective after a bare "has".
    return (
        token.tag_ in {"VBN", "VBD", "JJ"}
        and token.i > 0
        and token.nbor(-1).lemma_ == "have"
        and token.text.endswith("ed")
    )


def _active(token: Token, group: CueGroup, lexicon: CueLexicon, events: EventLexicon) -> Found | None:
    doc = token.doc
    outer = taken_over(token, lexicon)
    who = subject(token) if outer is None else subject(outer)
    contents, form = content_of(token, group, lexicon, events)
    if not contents and token.dep_ == "amod" and "object" in group.content:
        contents, form = ((token.i + 1, subtree(token.head)[1]),), "object"
    if not contents:
        tail = closing_content(token, who, group)
        if tail is None:
            return None
        contents, form = (tail,), "clause"
    if not is_allowed(token, contents, form, lexicon, who):
        return None
    cue = verb_group(token)
    if token.tag_ in {"VBN", "VBD", "JJ"} and token.i > 0 and doc[token.i - 1].lemma_ == "have":
        cue = (token.i - 1, cue[1])
        who = who or child(doc[token.i - 1], "nsubj")
    source = None
    if who is not None:
        if who.pos_ in {"VERB", "AUX"} or who.lower_ in {"there", "what"}:
            return None
        source = joint_phrase(who)
        contents = tuple(without(c, source) for c in contents)
    auxiliary = auxiliaries(token)
    inability = inability_of(token, lexicon)
    if inability is not None:
        above = inability.head if inability.lower_ == "able" else inability
        cue = (verb_group(above)[0], cue[1])
        who = who or subject(inability.head if inability.dep_ == "acomp" else inability)
        if who is not None and who.lower_ == "it" and inability.lower_ not in {"able", "unable"}:
            who, source = None, None  # "it was impossible to verify": nobody is meant, the outlet speaks
        elif who is not None and source is None:
            source = joint_phrase(who)
    nobody = who is not None and is_nobody(who)
    negated = is_negated(token) or hinges_on_negation(token) or nobody
    if nobody:
        source, who = None, None
    return Found(
        source=source,
        cue=cue,
        content=contents,
        group=group,
        head=token.i,
        negated=negated,
        cannot=inability is not None or (negated and bool(auxiliary & _ABLE)) or only_tries(token, lexicon),
        form=form,
        source_head=None if who is None else who.i,
        modal=(bool(auxiliary & _MODALS) and not any(c.lower_ == "only" for c in token.children))
        or is_conditional(token),
    )


def _misread(token: Token, lexicon: CueLexicon) -> Found | None:
    """A closing "..., a reporter at the harbour saw" whose verb the parser took for the tool."""
    doc, group = token.doc, lexicon.verbs["see"]
    rest = [t for t in doc[token.i + 1 : token.sent.end] if not t.is_space]
    comma = next((i for i in range(token.i - 1, token.sent.start, -1) if doc[i].text == ","), None)
    if comma is None or (rest and not rest[0].is_punct):
        return None
    who = next((t for t in doc[comma + 1 : token.i] if t.lemma_.lower() in lexicon.watching), None)
    if who is None:
        return None
    told = {t.i for c in who.children if c.dep_ == "relcl" for t in c.subtree}  # "a reporter who was there"
    if any(t.pos_ in {"VERB", "AUX"} and t.i not in told for t in doc[comma + 1 : token.i]):
        return None
    source, content = (comma + 1, token.i), (token.sent.start, comma)
    return Found(source, (token.i, token.i + 1), (content,), group, token.i, False, False, "clause", who.i, False)


def _passive(token: Token, group: CueGroup, lexicon: CueLexicon, events: EventLexicon) -> Found | None:
    """As in "An attack claimed by X", "the raid was blamed on Y by X", "the capture has not been confirmed"."""
    who = agent(token)
    thing = token.head if token.dep_ == "acl" else child(token, "nsubjpass", "csubjpass")
    if thing is None and token.dep_ == "relcl":
        thing = token.head
    if thing is None or ("clause" not in group.content and "object" not in group.content):
        return None
    if thing.lower_ in {"it", "that", "which"} and token.dep_ == "relcl":
        thing = token.head
    goal = next((c for c in token.children if c.dep_ in {"xcomp", "ccomp", "oprd"}), None)
    if thing.lower_ == "it" and goal is None:
        return None
    if goal is not None and goal.dep_ == "xcomp" and token.lemma_ == "know":
        return None  # "is not known to have fought": nobody vouches for either
    cue = verb_group(token)
    start, end = noun_phrase(thing) if token.dep_ in {"acl", "relcl"} else subtree(thing)
    contents: tuple[Range, ...] = ((start, min(end, cue[0]) if start < cue[0] else end),)
    if goal is not None and goal.dep_ != "oprd":
        contents = (subtree(goal),) if thing.lower_ == "it" else (*contents, subtree(goal))
    elif group.name == "accuse":
        blamed = [c for c in token.children if c.dep_ == "prep" and c.lower_ in {"on", "for", "of"}]
        contents = (*contents, *(subtree(c) for c in blamed))
    elif not (
        names_happening(thing, events)
        or thing.lemma_.lower() in lexicon.responsibility
        or (token.lemma_.lower() in lexicon.knowing and thing.pos_ != "PRON")
    ):
        return None
    auxiliary = auxiliaries(token)
    negated = is_negated(token) or hinges_on_negation(token) or is_nobody(thing)
    unclaimed = negated and token.lemma_.lower() in lexicon.responsibility_verbs and (who is None or is_any(who))
    who = None if unclaimed else who
    return Found(
        source=None if who is None else joint_phrase(who),
        cue=cue,
        content=contents,
        group=group,
        head=token.i,
        negated=negated,
        cannot=(negated and bool(auxiliary & _ABLE)) or only_tries(token, lexicon),
        form="nobody" if unclaimed else "passive",
        source_head=None if who is None else who.i,
        modal=bool(auxiliary & _MODALS) or is_conditional(token),
    )
