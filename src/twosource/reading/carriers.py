"""Through whom a speaker's words came: "told the agency", "in an interview with the channel", "quoted by the daily"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from twosource.language.en.carriers import CarrierLexicon, carrier_lexicon
from twosource.reading.cast import KnownParties, Mention
from twosource.reading.scene import Voiced
from twosource.reading.tree import Range, chars
from twosource.records import PartyRef
from twosource.records.identity import slug

_REACH = 7
"""Tokens between the words of carrying and the carrier's name, at most."""
_KINDS = {"outlet", "agency"}


def with_carriers(
    doc: Doc, voices: Sequence[Voiced], mentions: Sequence[Mention], base: KnownParties, outlet: PartyRef
) -> list[Voiced]:
    """The attributions with those who carried the speaker's words to the report added to `via`.

    Of several attributions in a sentence the one whose own words are nearest is meant. The report's own outlet carries
    nothing, and nobody carries what they say themselves.
    """
    out = list(voices)
    lexicon = carrier_lexicon()
    for stretch, ref in _outlets(doc, mentions, base, lexicon):
        if ref.id == outlet.id:
            continue
        cue = _carrying(doc, stretch, lexicon)
        if cue is None:
            continue
        n = _nearest(doc, out, stretch, cue)
        if n is not None and all(ref.id != known.id for known in (*out[n].parties, *out[n].via)):
            out[n] = replace(out[n], via=(*out[n].via, ref))
    return out


def _outlets(
    doc: Doc, mentions: Sequence[Mention], base: KnownParties, lexicon: CarrierLexicon
) -> Iterator[tuple[Range, PartyRef]]:
    """Every outlet and agency that the text names, in its order; one that no data know by its name's last word."""
    known = {m.stretch[0]: m for m in mentions if m.entry.kind in _KINDS}
    taken = {i for m in known.values() for i in range(*m.stretch)}
    for token in doc:
        mention = known.get(token.i)
        if mention is not None:
            part_of = next((tie.target for tie in mention.entry.ties if tie.relation == "part_of"), None)
            stretch = mention.stretch
            yield (
                stretch,
                PartyRef(mention.entry.id, mention.entry.name, mention.entry.kind, chars(doc, stretch), part_of),
            )
        elif token.i not in taken and token.lower_ in lexicon.media | lexicon.agencies:
            if token.i + 1 in taken or (token.i + 1 < len(doc) and doc[token.i + 1].pos_ in {"NOUN", "PROPN"}):
                continue  # "news agency Reuters", "the television tower"
            yield from (found for found in _unknown(doc, token, base, lexicon) if taken.isdisjoint(range(*found[0])))


def _unknown(doc: Doc, last: Token, base: KnownParties, lexicon: CarrierLexicon) -> Iterator[tuple[Range, PartyRef]]:
    """The outlet whose name ends with a word of the trade: "Northern Wire", "Ostrana state television"."""
    start = last.i
    while start > last.sent.start and (
        doc[start - 1].pos_ in {"PROPN", "ADJ"} or doc[start - 1].lower_ in {"state", "news", "-"} | lexicon.media
    ):
        start -= 1
    words = doc[start : last.i + 1]
    if len(words) < 2 or not (any(t.text[:1].isupper() for t in words) or doc[start].lower_ == "state"):
        return
    state = next((entry for t in words if (entry := base.demonym(t.text)) is not None), None)
    kind = "agency" if last.lower_ in lexicon.agencies else "outlet"
    stretch = (start, last.i + 1)
    yield stretch, PartyRef(f"x/{slug(words.text)}", words.text, kind, chars(doc, stretch), state.id if state else None)


def _carrying(doc: Doc, name: Range, lexicon: CarrierLexicon) -> Token | None:
    """The word that says that the outlet of this name carried something, None where none does."""
    sentence = doc[name[0]].sent
    at = name[0] - 1
    while at >= sentence.start and name[0] - at <= _REACH and doc[at].lower_ in lexicon.between:
        at -= 1
    if at >= sentence.start:
        word = doc[at].lower_
        before = doc[max(sentence.start, at - 4) : at]
        if word in lexicon.told:
            return doc[at]
        if word in lexicon.to:
            return next((t for t in reversed(before[-2:]) if t.lower_ in lexicon.talks), None)
        if word == "by":
            return next((t for t in reversed(before) if t.lower_ in lexicon.carried), None)
    behind = doc[name[1] : min(name[1] + 1, sentence.end)]
    quoting = next((t for t in behind if t.lower_ in lexicon.quoting), None)
    if quoting is not None:
        said = doc[quoting.i : sentence.end]
        if any(t.lower_ == "as" and t.nbor().lower_ in {"saying", "telling"} for t in said[:-1]):
            return quoting
    return None


def _nearest(doc: Doc, voices: Sequence[Voiced], name: Range, cue: Token) -> int | None:
    """The attribution of the same sentence whose cue or source is nearest to the words of carrying."""
    ranked = []
    for n, voiced in enumerate(voices):
        found = voiced.found
        if not voiced.parties or doc[found.head].sent != cue.sent:
            continue
        if any(c[0] <= cue.i < c[1] and not (found.cue[0] <= cue.i < found.cue[1]) for c in found.content):
            continue  # it is part of what is said
        if found.source is not None and found.source[0] <= name[0] < found.source[1] and cue.i >= found.source[1]:
            continue
        spans = (found.cue, *((found.source,) if found.source else ()))
        ranked.append((min(max(s[0] - cue.i, cue.i - s[1] + 1, 0) for s in spans), found.head, n))
    return min(ranked)[2] if ranked else None
