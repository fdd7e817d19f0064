"""Sources without a name: parties of their own, called as the report calls them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from twosource.language.en.roles import RoleLexicon
from twosource.reading.cast import Cast, KnownParties, office_scope
from twosource.reading.refs import entry_ref
from twosource.reading.sources import TIED
from twosource.reading.tree import Range, chars
from twosource.records import PartyEntry, PartyRef
from twosource.records.identity import slug

_MEDICAL = {"doctor", "medic", "nurse", "hospital", "paramedic", "medical"}
_LEADING = {"of", "the", "most", "its", "their", "his", "her", "one", "another", "two", "three", "both", "few"}
_TRAILING = {"both", "all", "each", "also", "alike", "together"}
_WHERE = {"in", "on", "at", "near", "from", "inside", "across", "to", "with"}


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Names the nameless of one report."""

    doc: Doc
    cast: Cast
    base: KnownParties
    roles: RoleLexicon

    def party(self, stretch: Range, known: PartyEntry | None, top: Token, state: PartyEntry | None) -> PartyRef | None:
        """Somebody without a name. `known` is the party that the words mention, `state` the one meant by "the army"."""
        doc = self.doc
        start, end = stretch
        while start < end and (
            doc[start].pos_ in {"DET", "PUNCT", "SPACE", "CCONJ", "ADV"} or doc[start].lower_ in _LEADING
        ):
            start += 1
        while end - 1 > start and doc[end - 1].lower_ in _TRAILING:
            end -= 1
        for i in range(min(end, top.i) - 2, start - 1, -1):  # "Karvel-based", "activist-run" say where or whose
            if doc[i].text == "-" and doc[i + 1].lower_ in TIED and i + 2 < end:
                start = i + 2
                break
        while start < end - 1 and doc[start].lower_ in self.roles.ranks:
            start += 1
        scope = office_scope(doc, (top.i, end)) if top.lemma_.lower() in self.roles.offices else None
        tail = next((i for i in range(max(start + 1, top.i), end) if doc[i].dep_ == "prep"), end)
        owner = self._owner(tail, end)
        if owner is not None or doc[tail : tail + 1].text.lower() in _WHERE:
            end = tail
        if start >= end or not any(t.pos_ in {"NOUN", "PROPN", "ADJ", "NUM", "PRON"} for t in doc[start:end]):
            return None
        name = doc[start:end].text.strip(" \n\"'“”‘’,.:;-")
        if not name:
            return None
        if end - start == 1 and state is not None and top.lower_ in self.roles.of_the_state:
            name = f"{state.demonyms[0] if state.demonyms else state.name} {name}"
        if top.lower_ not in self.roles.members:
            entry = self.base.lookup(name)
            if entry is None and state is not None:
                entry = self.base.body(state.id, name)
            if entry is not None:
                return entry_ref(entry, doc, stretch)
        if owner is not None:
            name, known = f"{owner.name} {name}", owner
        kind = "medical" if any(t.lemma_.lower() in _MEDICAL for t in doc[start:end]) else "unnamed"
        if kind == "unnamed":
            kind = self._kind(start, end, top)
        named = doc[start:end]
        if kind == "unnamed" and end - start <= 3 and all(t.pos_ == "PROPN" for t in named):
            if top.lower_ in self.roles.members:  # "Harbour Monitors"; a headline's "Witnesses" has no name
                kind = "body" if end - start > 1 else "unnamed"
            elif all(t.ent_type_ in {"", "PERSON"} for t in named):
                kind = "person"  # a bare name that the parser knows nothing of, and that speaks
        office = f"{top.lemma_.lower()}/{scope}" if scope else None
        name = " ".join(name.split())
        if not slug(name):
            return None
        return PartyRef(f"x/{slug(name)}", name, kind, chars(doc, stretch), known.id if known else None, office)

    def _kind(self, start: int, end: int, top: Token) -> str:
        """What a body with a name of its own is by its words ("Sefton police", "Tarn Army"), else unnamed."""
        if not any(t.pos_ == "PROPN" for t in self.doc[start:end]) or not start <= top.i < end:
            return "unnamed"
        return self.roles.kinds.get(top.lower_, "unnamed")

    def _owner(self, tail: int, end: int) -> PartyEntry | None:
        """The body that an unnamed source belongs to by the words behind it ("a source at the defence ministry")."""
        if tail >= end or self.doc[tail].lower_ not in {"at", "in", "of", "from", "with", "within", "for"}:
            return None
        found = [self.cast.known_at[i] for i in range(tail, end) if i in self.cast.known_at]
        return next((m.entry for m in found if m.entry.kind != "state" or self.doc[tail].lower_ == "of"), None)
