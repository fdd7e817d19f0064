"""Attributions around a verb of saying: "X said that ...", "X denied ...", "... claimed by X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from twosource.language.en.cues import CueGroup, CueLexicon
from twosource.language.en.events import Lexicon as EventLexicon
from twosource.reading.attribution.found import Found
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
_CLAUSES = {"ccomp", "parataxis"}


def find_verbs(doc: Doc, lexicon: CueLexicon, events: EventLexicon) -> Iterator[Found]:
    """Every attribution whose cue is a verb; several may share words, for the caller to settle."""
    for token in doc:
        group = lexicon.verbs.get(token.lemma_.lower())
        noun = token.dep_ in _NO_VERBS or token.pos_ == "NOUN"
        if token.text == "saw" and noun and (seen := _misread(token, lexicon)) is not None:
            yield seen
            continue
        if group is None or not _is_verb(token) or _declined(token, lexicon):
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
    outer = _taken_over(token, lexicon)
    who = subject(token) if outer is None else subject(outer)
    contents, form = _content(token, group, lexicon, events)
    if not contents and token.dep_ == "amod" and "object" in group.content:
        contents, form = ((token.i + 1, subtree(token.head)[1]),), "object"
    if not contents:
        tail = _before(token, who, group)
        if tail is None:
            return None
        contents, form = (tail,), "clause"
    if not _allowed(token, contents, form, lexicon, who):
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
        contents = tuple(_without(c, source) for c in contents)
    auxiliary = auxiliaries(token)
    inability = _inability(token, lexicon)
    if inability is not None:
        above = inability.head if inability.lower_ == "able" else inability
        cue = (verb_group(above)[0], cue[1])
        who = who or subject(inability.head if inability.dep_ == "acomp" else inability)
        if who is not None and who.lower_ == "it" and inability.lower_ not in {"able", "unable"}:
            who, source = None, None  # "it was impossible to verify": nobody is meant, the outlet speaks
        elif who is not None and source is None:
            source = joint_phrase(who)
    nobody = who is not None and is_nobody(who)
    negated = is_negated(token) or _hinges_on_negation(token) or nobody
    if nobody:
        source, who = None, None
    return Found(
        source=source,
        cue=cue,
        content=contents,
        group=group,
        head=token.i,
        negated=negated,
        cannot=inability is not None or (negated and bool(auxiliary & _ABLE)) or _only_tries(token, lexicon),
        form=form,
        source_head=None if who is None else who.i,
        modal=(bool(auxiliary & _MODALS) and not any(c.lower_ == "only" for c in token.children))
        or _conditional(token),
    )


def is_nobody(who: Token) -> bool:
    """Nobody, no one, no official: a subject that negates the verb."""
    return who.lower_ in {"nobody", "none", "neither"} or any(
        c.dep_ in {"det", "neg"} and c.lower_ in {"no", "neither", "none"} for c in who.children
    )


def _is_any(who: Token) -> bool:
    """As in "by any group"."""
    return any(c.dep_ == "det" and c.lower_ in {"any", "no"} for c in who.children)


def _only_tries(token: Token, lexicon: CueLexicon) -> bool:
    """As in "Has yet to confirm", "is trying to verify": it isn't done."""
    if token.dep_ not in {"xcomp", "advcl", "ccomp"}:
        return False
    above = token.head
    if above.lemma_ in lexicon.trying and token.lemma_.lower() in lexicon.knowing:
        return True
    return above.lemma_ == "have" and any(t.lower_ in {"yet", "still"} for t in token.doc[above.i : token.i])


def _taken_over(token: Token, lexicon: CueLexicon) -> Token | None:
    """The verb of saying above it whose speaker it shares: "X said that ... and insisted that ...".

    The small parser joins the second verb of saying to the clause before it; nobody in that clause speaks.
    """
    if token.dep_ != "conj" or child(token, "nsubj", "nsubjpass") is not None:
        return None
    first = token.head
    while first.dep_ == "conj":
        first = first.head
    above = first.head
    if first.dep_ == "acl" and above.dep_ == "dobj" and above.lemma_.lower() in lexicon.nouns:
        first, above = above, above.head  # "denied allegations that ... and claimed not to have ..."
    if first.dep_ not in {"ccomp", "dobj"} or above.pos_ != "VERB" or above.tag_ != token.tag_:
        return None
    group = lexicon.verbs.get(above.lemma_.lower())
    return above if group is not None and group.stance is not None else None


def _declined(token: Token, lexicon: CueLexicon) -> bool:
    """As in "Declined to say": what is declined isn't said."""
    above = lexicon.verbs.get(token.head.lemma_.lower()) if token.dep_ == "xcomp" else None
    return above is not None and above.stance == "declines"


def _hinges_on_negation(token: Token) -> bool:
    """Whether a negated verb governs it ("did not want to say")."""
    return token.dep_ == "xcomp" and is_negated(token.head)


def _inability(token: Token, lexicon: CueLexicon) -> Token | None:
    """The word by which the source can't do it: "unable to confirm", "it was impossible to verify"."""
    if token.dep_ in {"acl", "xcomp"} and token.head.lower_ == "position" and token.head.dep_ in {"pobj", "attr"}:
        verb = token.head.head if token.head.dep_ == "attr" else token.head.head.head
        return token.head if is_negated(verb) else None
    if token.dep_ in {"xcomp", "advcl", "ccomp"} and token.head.lower_ in lexicon.inability:
        return token.head
    if token.dep_ == "xcomp" and token.head.lower_ == "able" and is_negated(token.head.head):
        return token.head
    if token.dep_ in {"advcl", "xcomp", "ccomp"}:
        hard = next((c for c in token.head.children if c.dep_ == "acomp" and c.lower_ in lexicon.inability), None)
        if hard is not None:
            return hard
    return None


def _conditional(token: Token) -> bool:
    mark = child(token, "mark")
    return token.dep_ == "advcl" and mark is not None and mark.lower_ in {"if", "unless", "whether"}


def _content(token: Token, group: CueGroup, lexicon: CueLexicon, events: EventLexicon) -> tuple[tuple[Range, ...], str]:
    """What the verb's complements put forward, and by which form."""
    if group.name == "accuse" or token.lemma_ in {"blame", "accuse"}:
        return _accusation(token)
    if token.i + 1 < len(token.doc) and token.nbor().lower_.endswith(("self", "selves")):
        return (), ""
    clauses = [c for c in token.children if c.dep_ in _CLAUSES and not _is_name_only(c)]
    if clauses and "clause" in group.content:
        return tuple(_clause(c, token) for c in clauses), "clause"
    # "said the dead were ...": the small parser hangs such clauses under the object now and then.
    goal = next((c for c in token.children if c.dep_ == "xcomp" and (c.pos_ in {"VERB", "AUX"})), None)
    if goal is not None and ("to" in group.content or token.lemma_ in {"want", "seek"}):
        return (_clause(goal, token),), "to"
    if "clause" in group.content and (stated := _in_statement(token, lexicon)) is not None:
        return (_clause(stated, token),), "clause"
    wanted = lexicon.prepositions.get(token.lemma_.lower())
    if wanted:
        for prep in (c for c in token.children if c.dep_ in {"prep", "prt"} and c.lower_ in wanted):
            start, end = subtree(prep)
            if end > start + 1:
                return ((start + 1, end),), "preposition"
    thing = child(token, "dobj", "oprd", "attr")
    if thing is not None and thing.lemma_.lower() in lexicon.not_said.get(token.lemma_.lower(), ()):
        return (), ""
    if thing is not None and thing.i > token.i and not thing.lower_.endswith(("self", "selves")):
        if thing.lemma_.lower() in lexicon.responsibility:
            return (_with_as(token, thing),), "responsibility"
        told = said_by(thing, lexicon)
        if told is not None and group.name in {"deny", "confirm", "say", "retract"}:
            return (subtree(told),), "clause"
        if group.name == "retract" and thing.lemma_.lower() not in lexicon.nouns:
            return (), ""
        if "object" in group.content or "as" in group.content or token.lemma_.lower() in lexicon.knowing:
            return (_with_as(token, thing),), "object"
        if token.lemma_.lower() in lexicon.objects and (
            _names_happening(thing, events) or _is_recast(token, thing, lexicon)
        ):
            return (_with_as(token, thing),), "object"
    return (), ""


def _in_statement(token: Token, lexicon: CueLexicon) -> Token | None:
    """As in "Denied in a statement that ...": the clause that the parse hung on the statement is the verb's own."""
    for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ in {"in", "on", "during", "at"}):
        noun = child(prep, "pobj")
        told = None if noun is None else said_by(noun, lexicon)
        if told is not None:
            return told
    return None


def said_by(noun: Token, lexicon: CueLexicon) -> Token | None:
    """The clause that a noun of saying introduces ("allegations that ..."), or None."""
    if noun.lemma_.lower() not in lexicon.nouns:
        return None
    return next(
        (
            c
            for c in noun.children
            if c.dep_ in {"acl", "ccomp", "relcl"} and any(m.dep_ == "mark" and m.lower_ == "that" for m in c.children)
        ),
        None,
    )


def _is_name_only(token: Token) -> bool:
    return token.pos_ == "PROPN" and not list(token.children)


def _clause(token: Token, cue: Token) -> Range:
    """A complement clause without the cue's own words where the parse crosses them."""
    start, end = subtree(token)
    if start <= cue.i < end:
        return (cue.i + 1, end) if token.i > cue.i else (start, cue.i)
    return start, end


def _with_as(token: Token, thing: Token) -> Range:
    """An object with the phrases that the verb ties to it ("the massacre as fabricated", "the toll at 58")."""
    start, end = subtree(thing)
    for c in token.children:
        if c.dep_ in {"prep", "oprd", "xcomp", "advmod", "npadvmod"} and c.i >= end and c.left_edge.i <= end + 1:
            end = max(end, c.right_edge.i + 1)
    return start, end


def _is_recast(token: Token, thing: Token, lexicon: CueLexicon) -> bool:
    """As in "Deemed the reports propaganda", "described the claims as lies"."""
    start, end = _with_as(token, thing)
    return any(t.lemma_.lower() in lexicon.fabrication for t in token.doc[start:end])


def _names_happening(thing: Token, events: EventLexicon) -> bool:
    """Whether a noun phrase names a happening or a toll."""
    return any(
        events.lookup(t.lemma_.lower(), "NOUN") is not None
        or t.lower_ in {"toll", "number", "casualties", "victims", "bodies", "corpses"}
        for t in thing.subtree
        if t.pos_ in {"NOUN", "PROPN"}
    )


def _accusation(token: Token) -> tuple[tuple[Range, ...], str]:
    """The one accused with what it is accused of: "the army of shelling the town", "the attack on the rebels"."""
    thing = child(token, "dobj")
    parts = [c for c in token.children if c.dep_ in {"prep", "dobj", "pcomp"} and c.i > token.i]
    if thing is None and not parts:
        return (), ""
    start = min(subtree(p)[0] for p in parts)
    end = max(subtree(p)[1] for p in parts)
    return ((start, end),), "accuse"


def _before(token: Token, who: Token | None, group: CueGroup) -> Range | None:
    """What stands before a sentence-final "X said", where the parse made no complement of it."""
    sentence = token.sent
    if who is None or who.i > token.i or group.name not in {"say", "claim", "confirm", "find"}:
        return None
    if group.name == "find" and token.lemma_ not in {"see", "witness", "watch"}:
        return None
    if token.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    after = [t for t in token.doc[token.i + 1 : sentence.end] if not t.is_punct and not t.is_space]
    start = noun_phrase(who)[0]
    if (len(after) > 4 and after[0].pos_ != "ADP") or start - sentence.start < 3:
        return None
    before = (sentence.start, start)
    if not any(t.pos_ in {"VERB", "AUX"} for t in token.doc[before[0] : before[1]]):
        return None
    return before


def _allowed(
    token: Token, contents: tuple[Range, ...], form: str, lexicon: CueLexicon, who: Token | None = None
) -> bool:
    """Whether a verb that is a cue only in some company has it here."""
    wanted = lexicon.only_with.get(token.lemma_.lower())
    if wanted is None or form in {"responsibility", "accuse"}:
        return True
    if form in wanted:
        return True
    if "watcher" in wanted and who is not None and _watches(who, token, lexicon):
        return True
    if "clause_quote" in wanted and form == "clause":
        return any(t.is_quote for c in contents for t in token.doc[max(0, c[0] - 1) : c[1] + 1])
    if "toll" in wanted:
        return any(t.like_num for c in contents for t in token.doc[c[0] : c[1]])
    return False


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


def _watches(who: Token, token: Token, lexicon: CueLexicon) -> bool:
    """Whether somebody who was there to see tells of it: a reporter, observers; "it saw" only in its own telling."""
    if who.lower_ in {"it", "they", "he", "she", "we", "i"}:
        return token.dep_ == "ccomp" and token.head.lemma_.lower() in lexicon.verbs
    beside = [c for c in who.children if c.dep_ in {"compound", "appos"}] if who.pos_ == "PROPN" else []
    if who.lower_ == "one":  # "one of our reporters"
        beside = [o for c in who.children if c.lower_ == "of" for o in c.children]
    return any(t.lemma_.lower() in lexicon.watching for t in (who, *beside))


def _without(content: Range, source: Range) -> Range:
    """The content without the source's words where the parse put them at its edge."""
    start, end = content
    if source[0] <= start < source[1] < end:
        return source[1], end
    if start < source[0] < end <= source[1]:
        return start, source[0]
    return content


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
        _names_happening(thing, events)
        or thing.lemma_.lower() in lexicon.responsibility
        or (token.lemma_.lower() in lexicon.knowing and thing.pos_ != "PRON")
    ):
        return None
    auxiliary = auxiliaries(token)
    negated = is_negated(token) or _hinges_on_negation(token) or is_nobody(thing)
    unclaimed = negated and token.lemma_.lower() in lexicon.responsibility_verbs and (who is None or _is_any(who))
    who = None if unclaimed else who
    return Found(
        source=None if who is None else joint_phrase(who),
        cue=cue,
        content=contents,
        group=group,
        head=token.i,
        negated=negated,
        cannot=(negated and bool(auxiliary & _ABLE)) or _only_tries(token, lexicon),
        form="nobody" if unclaimed else "passive",
        source_head=None if who is None else who.i,
        modal=bool(auxiliary & _MODALS) or _conditional(token),
    )
