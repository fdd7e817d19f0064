"""The bodies that a report names in full, and whom it means by a part of such a name ("Navy", "the union")."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from twosource.data.parties_names import split
from twosource.reading.refs import again, entry_ref
from twosource.reading.spoken import Spoken
from twosource.reading.tree import Range, noun_phrase
from twosource.records import PartyRef

_BY_KIND = {"monitor", "watchdog", "observatory", "charity", "militia"}
"""Descriptions that stand for the one party of that kind in the report, whatever its name."""
_NAMED_SO = {"monitors", "commission", "coalition"}
"""What bodies are called beside the kinds of body that the lexicon gives."""
_ELSEWHERE = {"in", "at", "near", "on", "from", "to", "with"}


@dataclass(frozen=True, slots=True)
class _Named:
    """A body at a place where the report names it in full."""

    ref: PartyRef
    word: str
    """What it is: "navy"."""
    words: frozenset[str]


class Bodies:
    """The bodies that a report names in full. `resolve` gives the party of a noun phrase by its words alone."""

    def __init__(self, told: Spoken, resolve: Callable[[Range, Token], PartyRef | None]) -> None:
        self._told = told
        self._named = tuple(_named(told, resolve))

    def meant(self, stretch: Range, top: Token) -> PartyRef | None:
        """The one body named in full whose name holds all these words; None where none or several do."""
        doc = self._told.doc
        inside = doc[stretch[0] : stretch[1]]
        word = _kind_word(top, self._told)
        if word is None or inside[0].lower_ in {"a", "an", "another", "its", "their", "his", "our", "some", "other"}:
            return None
        asked = _words(inside.text)
        if any(t.ent_type_ in {"GPE", "LOC", "FAC", "NORP"} for t in inside if t.i != top.i):
            return None
        holding = [n for n in self._named if n.word == word and asked <= n.words]
        fitting = {n.ref.id: n.ref for n in holding if not any(n.words < fuller.words for fuller in holding)}
        if not fitting and len(asked) == 1 and word in _BY_KIND:
            kinds = self._told.roles.descriptions[word]
            fitting = {
                m.entry.id: entry_ref(m.entry, doc, stretch) for m in self._told.cast.mentions if m.entry.kind in kinds
            }
        return again(next(iter(fitting.values())), doc, stretch) if len(fitting) == 1 else None


def own_name(told: Spoken, stretch: Range, top: Token) -> list[Token]:
    """The proper names in a phrase that say which body it is: not where it sits ("in", "-based"), nor common nouns
    that a headline writes large.
    """
    doc = told.doc
    out = []
    for t in doc[stretch[0] : stretch[1]]:
        common = _kind_word(t, told) is not None or t.lower_ in told.roles.descriptions
        common = common or t.lower_ in told.roles.members or t.lower_ in told.roles.ranks
        if t.pos_ != "PROPN" or not t.text[:1].isupper() or t.i == top.i or common or t.ent_type_ in {"DATE", "TIME"}:
            continue
        dashed = t.i + 1 < len(doc) and doc[t.i + 1].text == "-"
        where = [a for a in t.ancestors if top.i < a.i < t.i and a.dep_ == "prep"]
        if not dashed and not any(a.lower_ in _ELSEWHERE for a in where):
            out.append(t)
    return out


def _named(told: Spoken, resolve: Callable[[Range, Token], PartyRef | None]) -> Iterator[_Named]:
    for top in told.doc:
        word = _kind_word(top, told) if top.pos_ in {"NOUN", "PROPN"} else None
        if word is None or top.dep_ == "compound":
            continue
        stretch = noun_phrase(top)
        ref = resolve(stretch, top) if stretch[1] - stretch[0] > 1 else None
        if ref is None or (ref.id.startswith("x/") and not own_name(told, stretch, top)):
            continue
        entry = told.base.by_id(ref.id)
        words = _words(told.doc[stretch[0] : stretch[1]].text) | _words("" if entry is None else entry.name)
        yield _Named(ref, word, words)


def _kind_word(token: Token, told: Spoken) -> str | None:
    """The word for a kind of body that a token is; else None. In the plural it is no single body ("unions")."""
    word = token.lower_
    known = (told.roles.kinds, told.roles.of_the_state, _BY_KIND, _NAMED_SO)
    return word if any(word in words for words in known) else None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.folded.removesuffix("s") for word in split(text)) - {"the", "of", "for", "and"}
