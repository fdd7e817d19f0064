"""Whose deed and whose loss a content speaks of where it names neither: the speaker's own."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from twosource.language.en.events import lexicon
from twosource.language.en.evidence import evidence_words
from twosource.reading.frames_roles import means_speaker
from twosource.records import Interval, PartyRef, Place, Span

_MEN = frozenset({"officer", "soldier", "troop", "guard", "agent", "gunner", "pilot", "crew", "force"})

_WATCHING = frozenset({"see", "hear", "watch", "witness", "observe"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What other readers found about a position: its words of saying, and when and where its content lies."""

    source: Span | None = None
    cue: Span | None = None
    stance: str = "asserts"
    party: PartyRef | None = None
    """Who takes the stance: the doer where it speaks of a deed of its own ("denied any part")."""
    time: Interval | None = None
    place: Place | None = None


def own_deed(tokens: DocSpan, cue: DocSpan | None, where: Setting, named: bool, trigger: Token | None) -> bool:
    """Whether the party speaks of a deed of its own: "denied any part", "claimed to have crossed", "our units"."""
    first, stance = tokens[0], where.stance
    source = _source(tokens, where)
    if cue is not None and any(t.lemma_.lower() in _WATCHING for t in cue):
        return False  # "they had watched shells fall from their post": that is where they stood
    if any(_is_doer(t, trigger or tokens.root, source) for t in tokens[:6]):
        return True
    admits = cue is not None and any(t.lower_.startswith(("admi", "acknowledg", "conced")) for t in cue)
    if admits and where.party is not None and where.party.kind not in {"person", "outlet"}:
        men = (t for t in tokens if t.dep_ == "nsubj" and t.tag_ == "NNS" and t.lemma_ in _MEN)
        if any(not [c for c in t.children if c.dep_ != "det"] for t in men):
            return True  # "the police acknowledged that officers had fired"
    if named or cue is None:
        return False
    claims = any(t.lower_.startswith(("claim", "admi", "den", "acknowledg", "boast", "confess")) for t in cue)
    markers = lexicon().among("responsibility")
    if stance == "denies" and (
        first.lower_ == "not" or any(t.lemma_.lower() in lexicon().among("backing") for t in tokens[:4])
    ):
        return True
    if stance == "denies" and any(t.lemma_.lower() in markers for t in tokens):
        return True
    return claims and (first.lower_ == "to" or first.pos_ in {"VERB", "AUX", "DET", "NOUN", "ADV"})


def _looks(verb: Token) -> bool:
    """Whether to do this is to find out what others did."""
    verbs = (verb, *verb.conjuncts)
    words = (lexicon().lookup(v.lemma_, "VERB") for v in verbs)
    by_hand = any(v.lemma_ in evidence_words().basis["by_hand"] for v in verbs)
    return by_hand or any(word is not None and word.family == "investigate" for word in words)


def own_loss(tokens: DocSpan, trigger: Token | None, where: Setting) -> bool:
    """Whether what was struck is the speaker's: "14 of its soldiers were killed", "attacked one of our convoys"."""
    if trigger is None or where.source is None:
        return False
    source = _source(tokens, where)
    for token in tokens:
        if token.dep_ == "poss" and (token.lower_ in {"our", "its"} or means_speaker(token, source)):
            noun = token.head
            while noun.dep_ == "pobj" and noun.head.lower_ == "of":
                noun = noun.head.head
            if noun.dep_ == "pobj" and noun.head.lower_ in {"to", "on", "at", "against"}:
                noun = noun.head  # "set fire to its granary"
            struck = noun.dep_ in {"dobj", "nsubjpass", "prep"}
            if struck and trigger.i in (noun.head.i, noun.head.head.i):
                return True
    return False


def _is_doer(token: Token, deed: Token, source: DocSpan | None) -> bool:
    """Whether "we" or the speaker's "it" does the deed, or "its troops", "our guns", "his men" do.

    "One of its posts was hit" names no doer.
    """
    whose = token.lower_ in {"their", "his", "her"} and token.dep_ == "poss" and means_speaker(token, source)
    if whose or token.lower_ in {"its", "our", "ours"}:
        noun = token.head
        if noun.dep_ == "pobj" and noun.head.lower_ == "of":
            noun = noun.head.head
        by = noun.dep_ == "pobj" and noun.head.lower_ in {"by", "from"}
        if noun.dep_ == "nsubj" and (noun.head.lemma_ in lexicon().among("perceiving") or _looks(noun.head)):
            return False  # "its delegates had seen", "its experts examined"
        return by or noun.dep_ in {"nsubj", "csubj", "ROOT"}
    speaker = token.dep_ == "nsubj" and token.lower_ in {"it", "they", "he", "she"} and means_speaker(token, source)
    if not speaker and token.lower_ not in {"we", "us"}:
        return False
    verb = token.head
    if speaker and lexicon().any(verb.lemma_) is None and not any(c.dep_ == "dobj" for c in verb.children):
        return False
    return verb.i == deed.i or (verb.lemma_ in lexicon().among("doing") and deed.head.i == verb.i)


def own_move(tokens: DocSpan, trigger: Token | None, family: str, party: PartyRef) -> bool:
    """Whether fighters tell of a move that is theirs: "said its men took the town after crossing the border"."""
    if trigger is None or family not in {"incursion", "capture", "advance"}:
        return False
    return tokens[0].tag_ == "VBG" and trigger.i == tokens.start and party.kind in {"armed group", "military"}


def _source(tokens: DocSpan, where: Setting) -> DocSpan | None:
    span = where.source
    return None if span is None else tokens.doc.char_span(span.start, span.end, alignment_mode="expand")
