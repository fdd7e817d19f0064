"""Outlets that speak of themselves: by part of their name, and by their reporters, whose seeing is the outlet's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from twosource.data.parties_names import split
from twosource.language.en.carriers import carrier_lexicon
from twosource.language.en.evidence import evidence_words
from twosource.reading.cast import KnownParties
from twosource.reading.refs import entry_ref, stranger
from twosource.reading.tree import Range, chars
from twosource.records import PartyRef

_OURS = {"our", "ours", "own"}
_TEAMS = {"team", "crew"}
_SITE = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+)(?:\.[\w-]+)+/?$")


def is_own_name(doc: Doc, stretch: Range, outlet: PartyRef, base: KnownParties) -> bool:
    """Whether the report speaks of its own outlet by part of its name ("The Post could not confirm")."""
    named = [t.lower_ for t in doc[stretch[0] : stretch[1]] if t.pos_ == "PROPN"]
    own = outlet.name.lower().split()
    entry = base.lookup(outlet.name)
    if entry is not None and entry.id != outlet.id:
        return False  # a party's own site: there the name is the party's
    return (
        bool(named)
        and named[-1] == own[-1]
        and len(named) == sum(t.pos_ != "DET" for t in doc[stretch[0] : stretch[1]])
        and all(word in own for word in named)
    )


def outlet_of_reporter(doc: Doc, stretch: Range, top: Token, outlet: PartyRef, base: KnownParties) -> PartyRef | None:
    """The outlet for which a reporter in these words works: the report's own, or another whose name is an outlet's.

    "Our correspondent", "one of our reporters", "a reporter for this newspaper", "a Northern Wire photographer", "the
    Tarn Mail's own reporter". None where the words are of no reporter, or don't say whose.
    """
    worker = _reporter(doc, stretch, top)
    if worker is None:
        return None
    inside = doc[stretch[0] : stretch[1]]
    own = PartyRef(outlet.id, outlet.name, outlet.kind, chars(doc, stretch), outlet.part_of)
    media = carrier_lexicon().media | carrier_lexicon().agencies
    this = any(t.lower_ == "this" and t.i + 1 < stretch[1] and t.nbor().lower_ in media for t in inside)
    if this or inside[0].lower_ in _OURS or any(t.lower_ in _OURS and t.head.i == worker.i for t in inside):
        return own
    name = _name(inside, worker)
    if not name:
        return None
    asked, whole = _key([t.text for t in name]), _key(outlet.name.split())
    if (
        asked == whole
        or (asked[-1:] == whole[-1:] and set(asked) <= set(whole))
        or "".join(asked) == _site(outlet.name)
    ):
        return own
    words = " ".join(t.text for t in name)
    entry = base.lookup(words)
    if entry is not None:
        return entry_ref(entry, doc, stretch) if entry.kind in {"outlet", "agency"} else None
    if len(asked) < 2 or not {name[0].lower_, name[-1].lower_} & media:
        return None
    return stranger(words, "outlet", doc, stretch)


def _reporter(doc: Doc, stretch: Range, top: Token) -> Token | None:
    """The word for a reporter that heads a phrase, or of whom it speaks as one of several, or beside a name."""
    if top.pos_ == "PROPN":  # "Northern Wire reporter Ana Lind"
        return next((c for c in doc[stretch[0] : top.i] if _is_reporter(c) and c.head.i == top.i), None)
    if top.lower_ in {"one", "two", "several"}:
        of = next((c for c in top.children if c.lower_ == "of" and c.i < stretch[1]), None)
        top = next((c for c in of.children if c.dep_ == "pobj"), top) if of is not None else top
    return top if _is_reporter(top) or top.lemma_.lower() in _TEAMS else None


def _is_reporter(token: Token) -> bool:
    return evidence_words().kinds.get(token.lemma_.lower()) == "reporter"


def _name(inside: Iterable[Token], worker: Token) -> list[Token]:
    """The name beside the word for a reporter: right before it, or behind an "of", "for", "from" or "with"."""
    tokens = list(inside)
    at = next(n for n, t in enumerate(tokens) if t.i == worker.i)
    before = at
    while before > 0 and (
        _is_named(tokens[before - 1]) or tokens[before - 1].lower_ in {"'s", "’s", "own", "news", "staff"}
    ):
        before -= 1
    found = [t for t in tokens[before:at] if _is_named(t)]
    if found or at + 2 >= len(tokens) or tokens[at + 1].lower_ not in {"of", "for", "from", "with"}:
        return found
    behind = at + 2 + (tokens[at + 2].pos_ == "DET")
    end = behind
    while end < len(tokens) and _is_named(tokens[end]):
        end += 1
    return tokens[behind:end]


def _is_named(token: Token) -> bool:
    return token.pos_ in {"PROPN", "ADJ", "NOUN"} and token.text[:1].isupper()


def _key(words: Sequence[str]) -> list[str]:
    return [word.folded for word in split(" ".join(words))]


def _site(name: str) -> str | None:
    """The name inside a site's address: "tarnmail" of "www.tarnmail.example"."""
    found = _SITE.match(name.strip().lower())
    return None if found is None else found.group(1).replace("-", "")
