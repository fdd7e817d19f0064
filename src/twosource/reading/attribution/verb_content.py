"""What a verb of saying puts forward: its clause, its object, what stands before a closing "X said"."""

from __future__ import annotations

from spacy.tokens import Token

from twosource.language.en.cues import CueGroup, CueLexicon
from twosource.language.en.events import Lexicon as EventLexicon
from twosource.reading.tree import (
    Range,
    child,
    noun_phrase,
    subtree,
)

_CLAUSES = {"ccomp", "parataxis"}


def content_of(
    token: Token, group: CueGroup, lexicon: CueLexicon, events: EventLexicon
) -> tuple[tuple[Range, ...], str]:
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
            names_happening(thing, events) or _is_recast(token, thing, lexicon)
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


def names_happening(thing: Token, events: EventLexicon) -> bool:
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


def closing_content(token: Token, who: Token | None, group: CueGroup) -> Range | None:
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


def without(content: Range, source: Range) -> Range:
    """The content without the source's words where the parse put them at its edge."""
    start, end = content
    if source[0] <= start < source[1] < end:
        return source[1], end
    if start < source[0] < end <= source[1]:
        return start, source[0]
    return content
