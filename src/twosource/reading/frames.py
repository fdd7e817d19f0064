"""What a position's content is about: event, aspect, doers and done-to, means, as far as its words tell.

Types after PLOVER (Halterman et al. 2023); aspects and what counts as each after the ledger's guidelines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from twosource.language.en.events import EventWord, lexicon
from twosource.reading.frames_aspect import FORBIDDEN, Clue, aspect_of
from twosource.reading.frames_marks import marks_of
from twosource.reading.frames_own import Setting, own_deed, own_loss, own_move
from twosource.reading.frames_roles import roles
from twosource.reading.tolls import find_figure
from twosource.records import Figure, Frame, PartyRef, Span

Resolve = Callable[[Span], PartyRef | None]
"""The party that a stretch of the report names, or None."""

_CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "such", "its", "their", "his", "her", "latest"})
_POINTERS = frozenset({"it", "this", "that", "they", "these", "those", "them", "he", "she"})
_SHOT = frozenset({"shooting", "execute", "kill", "strike", "fire"})
_EMPTY = frozenset({"be", "have", "say", "other", "such", "many", "more", "most", "several", "people", "day", "time"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """The word that names the event, and what the lexicon says of it."""

    token: Token
    word: EventWord


def triggers(tokens: DocSpan) -> list[Trigger]:
    """Words of a stretch that name happenings, in order; a verb with its particle ("shoot down") counts once."""
    words = lexicon()
    out: list[Trigger] = []
    for token in tokens:
        found: EventWord | None = None
        if token.pos_ in {"VERB", "NOUN"}:  # headlines: "guns fire on" is tagged as a noun
            for near in (*token.children, *((token.nbor(),) if token.i + 1 < len(token.doc) else ())):
                if near.i > token.i and (token.pos_ == "VERB" or near.pos_ == "ADP"):
                    found = words.phrase(token.lemma_, near.lemma_)
                    if found:
                        break
        found = (
            found or _impact(token) or _planted(token) or words.lookup(token.lemma_, token.pos_) or _mistagged(token)
        )
        if found:
            out.append(Trigger(token, found))
    return out


def _impact(token: Token) -> EventWord | None:
    """Shells that fall or burst are a bombardment, whatever else falls."""
    words = lexicon()
    if token.pos_ != "VERB" or token.lemma_ not in words.among("impact"):
        return None
    falling = any(c.dep_ == "nsubj" and c.lemma_.lower() in words.weapons for c in token.children)
    return words.lookup("bombard", "VERB") if falling else None


def _planted(token: Token) -> EventWord | None:
    """To lay a mine, or to plant a device, is to bomb."""
    words = lexicon()
    if token.pos_ != "VERB" or token.lemma_ not in {"lay", "plant"}:
        return None
    laid = any(c.dep_ in {"dobj", "nsubjpass"} and c.lemma_.lower() in words.weapons for c in token.children)
    return words.lookup("bomb", "VERB") if laid else None


def _mistagged(token: Token) -> EventWord | None:
    """Headlines and texts without punctuation fool the tagger: plain words are looked up as any part of speech."""
    if token.pos_ not in {"NOUN", "VERB", "ADJ", "PROPN"} or token.ent_type_ in {"PERSON", "GPE", "ORG"}:
        return None
    if token.lemma_.lower() in lexicon().among("forces") or (token.i and token.nbor(-1).text == "-"):
        return None
    found = lexicon().any(token.lemma_)
    return found if found and not found.weak else None


def main_trigger(tokens: DocSpan, found: list[Trigger]) -> Trigger | None:
    """The trigger that the stretch is about: its head where that names an event, else the strongest nearest to it."""
    if not found:
        return None
    root = tokens.root
    if root.lemma_ in lexicon().among("causing"):  # "the attack made many choke" tells of the choking
        after = [t for t in found if t.token.i > root.i and not t.word.weak and t.word.aspect is not None]
        found = after or found

    def rank(trigger: Trigger) -> tuple[int, int, int]:
        depth, token = 0, trigger.token
        while token.i != root.i and depth < 12:
            token, depth = token.head, depth + 1
            if token.head.i == token.i:
                break
        return (trigger.word.weak, depth, trigger.token.i)

    return min(found, key=rank)


def lemmas_of(tokens: DocSpan) -> tuple[str, ...]:
    """Lower-case lemmas of the words that carry meaning, in order, repeats kept out."""
    out: dict[str, None] = {}
    for token in tokens:
        if token.pos_ in _CONTENT_POS and not token.is_space and not (token.is_stop and token.pos_ != "NUM"):
            lemma = token.lemma_.lower().strip("'’")
            if lemma and lemma not in _EMPTY:
                out.setdefault(lemma)
    return tuple(out)


def weapons_of(tokens: DocSpan) -> tuple[str, ...]:
    """Weapons and substances that a stretch names, as the lexicon's groups, the more exact first."""
    table = lexicon().weapons
    groups: dict[str, None] = {}
    previous = ""
    for token in tokens:
        lemma = token.lemma_.lower()
        group = table.get(f"{previous} {lemma}") or (
            table.get(lemma) if token.pos_ in {"NOUN", "PROPN", "ADJ", "VERB"} else None
        )
        if group:
            groups.setdefault(group)
        previous = lemma
    exact = [g for g in groups if g != "chemical"]
    return tuple(exact + [g for g in groups if g == "chemical"])


def is_anaphoric(trigger: Trigger | None, *, placed: bool) -> bool:
    """Whether the words point at an event told of before ("the attack", "its deaths", "it was…")."""
    pointing = lexicon().among("pointing")
    if trigger is None:
        return not placed
    token = trigger.token
    if token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in pointing:
        return any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in token.children) and not placed
    return any(t.lower_ in _POINTERS and t.dep_.startswith("nsubj") for t in token.children) and not placed


def frame(
    doc: Doc, content: Span, setting: Setting | None = None, resolve: Resolve | None = None, *, figures: bool = True
) -> Frame:
    """The frame of `content`, a clause or a bare noun phrase of `doc`.

    `setting` holds what other readers found; `resolve` names the party of a stretch. Where the words name no event the
    type is None; a content that lies in white space gives an `other` without lemmas.
    """
    where = setting or Setting()
    tokens = doc.char_span(content.start, content.end, alignment_mode="expand")
    if tokens is None:
        return Frame("other", None, time=where.time, place=where.place)
    found = triggers(tokens)
    trigger = main_trigger(tokens, found)
    cue = doc.char_span(where.cue.start, where.cue.end, alignment_mode="expand") if where.cue else None
    weapons = weapons_of(tokens)
    if trigger is not None and trigger.word.family == "deploy" and set(weapons) & FORBIDDEN:
        used = lexicon().lookup("use", "VERB")  # gas is deployed against somebody, tanks are deployed somewhere
        trigger = replace(trigger, word=used) if used is not None else trigger
    figure: Figure | None = find_figure(doc, content) if figures else None
    if trigger is not None and trigger.word.family == "shoot-down":
        figure = None  # a count of craft, not of people
    if figure is not None and figure.unit == "captured" and trigger is not None and trigger.word.family in _SHOT:
        figure = None  # "shot nine prisoners" counts no captures
    actors, targets = roles(tokens, trigger.token if trigger else None, where.source, cue)
    actor_refs = _refs(doc, actors, resolve)
    if (
        not actor_refs
        and where.party is not None
        and own_deed(tokens, cue, where, bool(actors), trigger.token if trigger else None)
    ):
        actor_refs = (where.party,)
    family = trigger.word.family if trigger else ""
    moved = trigger.token if trigger else None
    if not actor_refs and where.party is not None and own_move(tokens, moved, family, where.party):
        actor_refs = (where.party,)
    target_refs = _refs(doc, targets, resolve)
    if where.party is not None and own_loss(tokens, trigger.token if trigger else None, where):
        target_refs = tuple({ref.id: ref for ref in (*target_refs, where.party)}.values())
    clue = Clue(
        tokens=tokens,
        trigger=trigger.token if trigger else None,
        word=trigger.word if trigger else None,
        words=tuple(t.word for t in found),
        figure=figure,
        weapons=weapons,
        actors=actors,
        party_acts=bool(actor_refs),
        cue=cue,
        stance=where.stance,
    )
    aspect = aspect_of(clue)
    if trigger is not None and trigger.word.family == "advance" and aspect == "outcome":
        aspect = "responsibility" if _accuses(actor_refs, where.party) else aspect
    placed = where.place is not None and (
        any(t.ent_type_ in {"GPE", "LOC", "FAC"} for t in tokens) or _named(tokens, where.place.name)
    )
    return Frame(
        aspect=aspect,
        type=trigger.word.type if trigger else None,
        mode=trigger.word.mode if trigger else None,
        trigger=Span(trigger.token.idx, trigger.token.idx + len(trigger.token)) if trigger else None,
        lemmas=lemmas_of(tokens),
        weapons=weapons,
        time=where.time,
        place=where.place,
        actors=actor_refs,
        targets=target_refs,
        figure=figure if aspect == "toll" else None,
        negated=_negated(tokens, trigger.token if trigger else None),
        anaphoric=is_anaphoric(trigger, placed=placed),
        marks=marks_of(tokens, trigger.token if trigger else None, where.time),
    )


def _named(tokens: DocSpan, place: str) -> bool:
    """Whether a stretch holds a word of a place's name, where the model didn't see that it is one."""
    words = {word for word in place.casefold().split() if len(word) > 3}
    return any(t.lower_ in words and t.pos_ == "PROPN" for t in tokens)


def _band(doc: Doc, stretch: Span) -> PartyRef | None:
    """Fighters whom nobody names ("the rebels", "militants"): one party under that word in all reports."""
    tokens = doc.char_span(stretch.start, stretch.end, alignment_mode="expand")
    for token in tokens or ():
        lemma = token.lemma_.lower().removesuffix("s")  # a first word with a capital keeps its plural
        if lemma in lexicon().among("bands"):
            return PartyRef(f"x/{lemma}s", f"{lemma}s", "armed group", stretch)
    return None


def _refs(doc: Doc, stretches: tuple[Span, ...], resolve: Resolve | None) -> tuple[PartyRef, ...]:
    if resolve is None:
        return ()
    out: dict[str, PartyRef] = {}
    for stretch in stretches:
        ref = resolve(stretch) or _band(doc, stretch)
        if ref is not None:
            out.setdefault(ref.id, replace(ref, span=ref.span or stretch))
    return tuple(out.values())


def _accuses(actors: tuple[PartyRef, ...], party: PartyRef | None) -> bool:
    """Whether a party with a voice of its own says that others came: "their troops have entered"."""
    if party is None or not actors or party.kind in {"outlet", "agency", "monitor"}:
        return False
    if party.kind == "unnamed" and party.office is None:
        return False
    ours = (party.part_of or party.id).split("/")[0]
    return all((ref.part_of or ref.id).split("/")[0] != ours for ref in actors)


def _negated(tokens: DocSpan, trigger: Token | None) -> bool:
    head = trigger or tokens.root
    near = (head, head.head) if head.head.i in range(tokens.start, tokens.end) else (head,)
    for token in near:
        if any(c.dep_ == "neg" or c.lower_ in {"no", "never", "neither", "nor"} for c in token.children):
            return True
    return tokens[0].lower_ in {"no", "neither", "none", "nobody"}
