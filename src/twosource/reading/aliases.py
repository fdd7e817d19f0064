"""Other names that a report gives to one party: "the Tarn Brigade, also known as the Lions"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Doc

from twosource.reading.tree import Range
from twosource.records import PartyRef

_KNOWN = {"known", "referred", "called"}
_BEFORE = {"also", "better", "formerly", "previously", "commonly", "widely", "otherwise", "sometimes", "once"}
_SHORT = {"aka", "a.k.a", "a.k.a."}


def find_aliases(doc: Doc, resolve: Callable[[Range], PartyRef | None]) -> Mapping[str, PartyRef]:
    """Id of a party's other name -> the party as the report names it first. `resolve` gives a name's party.

    Names that resolve to two parties of the data stay two.
    """
    out: dict[str, PartyRef] = {}
    for token in doc:
        behind = token.i + 1
        if token.lower_ in _KNOWN:
            behind += doc[behind : behind + 1].text.lower() == "to"
            if doc[behind : behind + 1].text.lower() != "as" or doc[token.i - 1].lower_ not in _BEFORE:
                continue
            start, behind = token.i - 1, behind + 1
        elif token.lower_ in _SHORT:
            start = token.i
        else:
            continue
        while start > 0 and (doc[start - 1].is_punct or doc[start - 1].lower_ in {"which", "is", "are", "was"}):
            start -= 1
        left, right = _name_until(doc, start), _name_from(doc, behind)
        first, second = (None if r is None else resolve(r) for r in (left, right))
        if first is None or second is None or first.id == second.id:
            continue
        if not _is_known(second):
            out.setdefault(second.id, first)
        elif not _is_known(first):
            out.setdefault(first.id, second)
    return out


def _is_known(party: PartyRef) -> bool:
    """Whether the data know it."""
    return not party.id.startswith("x/")


def _name_until(doc: Doc, end: int) -> Range | None:
    start = end
    while start > 0 and (doc[start - 1].pos_ == "PROPN" or doc[start - 1].lower_ in {"of", "for"}):
        start -= 1
    return (start, end) if start < end and doc[start].pos_ == "PROPN" else None


def _name_from(doc: Doc, start: int) -> Range | None:
    while start < len(doc) and (doc[start].pos_ == "DET" or doc[start].is_quote or doc[start].text == "."):
        start += 1
    end = start
    while end < len(doc) and (doc[end].pos_ == "PROPN" or (end > start and doc[end].lower_ in {"of", "for"})):
        end += 1
    return (start, end) if start < end else None
