"""Who appears in a report: its persons with their offices, and the parties of the knowledge base that it names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc

from twosource.language.en.roles import RoleLexicon
from twosource.reading.tree import Range
from twosource.records import PartyEntry


class KnownParties(Protocol):
    """What the reader asks of the parties' knowledge base (data.parties.PartyBase keeps it)."""

    def lookup(self, name: str) -> PartyEntry | None:
        """The entry that a name stands for, or None."""
        ...

    def longest_match(self, tokens: Sequence[str], i: int) -> tuple[PartyEntry, int] | None:
        """The longest known name that starts at token `i`, and the index behind it."""
        ...

    def by_id(self, id: str) -> PartyEntry | None:
        """The entry of that id, or None."""
        ...

    def body(self, state: str, head: str) -> PartyEntry | None:
        """A state's body by its bare name ("the defence ministry" of `ru`), or None."""
        ...

    def demonym(self, word: str) -> PartyEntry | None:
        """The state that an adjective stands for ("Syrian"), or None."""
        ...


_AREAS = {
    "region",
    "oblast",
    "province",
    "district",
    "governorate",
    "state",
    "republic",
    "county",
    "city",
    "prefecture",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the report under the fullest name that it gives."""

    name: str
    office: str | None
    """"governor", where a title or an apposition says so."""
    entry: PartyEntry | None
    """The party that the person speaks for, where the words beside the name say so."""
    first: int
    """Index of the first token that names the person."""
    scope: str | None = None
    """What the office is of, in lower case ("ostrana"), where the words beside the name say so."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A known party's name in the report."""

    stretch: Range
    entry: PartyEntry


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody whom the report names."""

    persons: tuple[Person, ...]
    at: Mapping[int, Person]
    """Token index of a person's name to the person."""
    mentions: tuple[Mention, ...]
    known_at: Mapping[int, Mention]
    """Token index to the known name that covers it."""
    state: PartyEntry | None
    """The state that the report speaks of most: "the government" without a name is its government."""


def find_cast(doc: Doc, base: KnownParties, roles: RoleLexicon) -> Cast:
    """The report's cast. Persons come from the parser's entities; a known party's name overrules them."""
    mentions = tuple(_known(doc, base))
    known_at = {i: m for m in mentions for i in range(*m.stretch)}
    named: list[tuple[Range, str]] = []
    for entity in doc.ents:
        if entity.label_ != "PERSON" and not _person_like(entity.start, entity.end, doc, roles):
            continue
        stretch = _bare_name(doc, entity.start, entity.end, roles)
        if stretch is None or any(i in known_at for i in range(*stretch)) or _is_seat(doc, stretch, roles):
            continue
        named.append((stretch, _join(doc, stretch)))
    named.extend(_surnames_alone(doc, named, known_at))
    persons: dict[str, Person] = {}
    at: dict[int, Person] = {}
    for stretch, name in named:
        full = _full_name(name, stretch[0], named)
        office, entry = _office(doc, stretch, base, roles, known_at)
        before = persons.get(full)
        if before is None:
            persons[full] = Person(full, office, entry, stretch[0], _scope(doc, stretch, roles))
        elif (before.office is None and office) or (before.entry is None and entry):
            scope = before.scope or _scope(doc, stretch, roles)
            persons[full] = Person(full, before.office or office, before.entry or entry, before.first, scope)
        for i in range(*stretch):
            at[i] = persons[full]
    at = {i: persons[p.name] for i, p in at.items()}
    return Cast(
        persons=tuple(sorted(persons.values(), key=lambda p: p.first)),
        at=at,
        mentions=mentions,
        known_at=known_at,
        state=_main_state(doc, mentions, base),
    )


def _is_seat(doc: Doc, stretch: Range, roles: RoleLexicon) -> bool:
    """Whether a name says what an office is of: the place in "the mayor of Tarn"."""
    start = stretch[0]
    return start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in roles.offices


def _full_name(name: str, at: int, named: Sequence[tuple[Range, str]]) -> str:
    """The fullest name of the person called `name` at token `at`: two of one surname stay two.

    A surname alone is the last person so called before, else the first one after.
    """
    words = name.split()
    same = [(stretch[0], other) for stretch, other in named if other.split()[-1] == words[-1] and " " in other]
    if len(words) > 1:
        first = words[0].rstrip(".")
        return max((other for _, other in same if other.startswith(first)), key=len, default=name)
    before = [other for start, other in same if start < at]
    full = before[-1] if before else (same[0][1] if same else name)
    return max((other for _, other in same if other.startswith(full.split()[0].rstrip("."))), key=len, default=full)


def _surnames_alone(
    doc: Doc, named: Sequence[tuple[Range, str]], known_at: Mapping[int, Mention]
) -> list[tuple[Range, str]]:
    """Surnames that stand alone and that the parser took for no person's, of persons named in full before."""
    taken = {i for stretch, _ in named for i in range(*stretch)}
    firsts: dict[str, int] = {}
    for (start, end), name in named:
        if end - start > 1:
            firsts.setdefault(name.split()[-1], start)
    found: list[tuple[Range, str]] = []
    for token in doc:
        if firsts.get(token.text, token.i) >= token.i or token.i in taken or token.i in known_at:
            continue
        beside = (*doc[token.i - 1 : token.i], *doc[token.i + 1 : token.i + 2])
        if token.pos_ == "PROPN" and not any(t.pos_ == "PROPN" for t in beside):
            found.append(((token.i, token.i + 1), token.text))
    return found


def _main_state(doc: Doc, mentions: Sequence[Mention], base: KnownParties) -> PartyEntry | None:
    """The state named most often, adjectives counted; None where two tie or none is named."""
    counts: dict[str, int] = {}
    entries: dict[str, PartyEntry] = {}
    for mention in mentions:
        if mention.entry.kind == "state":
            entries[mention.entry.id] = mention.entry
            counts[mention.entry.id] = counts.get(mention.entry.id, 0) + 1
    for token in doc:
        if token.text[:1].isupper() and token.pos_ in {"ADJ", "PROPN"}:
            entry = base.demonym(token.text)
            if entry is not None:
                entries[entry.id] = entry
                counts[entry.id] = counts.get(entry.id, 0) + 1
    ranked = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
        return None
    return entries[ranked[0][0]]


def _known(doc: Doc, base: KnownParties) -> list[Mention]:
    words = [t.text for t in doc]
    found: list[Mention] = []
    i = 0
    while i < len(words):
        first = words[i][:1]
        if first.isupper() or first.isdigit():
            match = base.longest_match(words, i)
            if match is not None:
                entry, end = match
                found.append(Mention((i, end), entry))
                i = end
                continue
        i += 1
    return found


def _person_like(start: int, end: int, doc: Doc, roles: RoleLexicon) -> bool:
    """A capitalised name behind a title or beside an office, whatever the parser took it for ("Gov. Karel Vost")."""
    root = doc[start:end].root
    if (
        root.dep_ == "appos"
        and root.head.lower_ in roles.offices
        and end - start == 2
        and doc[start].ent_type_ == "ORG"
    ):
        return True
    return (
        start > 0
        and end - start <= 3
        and doc[start - 1].text in roles.titles
        and doc[start].text[:1].isupper()
        and doc[start].ent_type_ in {"ORG", "GPE", "NORP", "LOC", "FAC"}
    )


def _bare_name(doc: Doc, start: int, end: int, roles: RoleLexicon) -> Range | None:
    """A person's name without titles before it and marks or possessives behind it."""
    while start < end and (doc[start].text in roles.titles or not doc[start].text[:1].isupper() or doc[start].is_punct):
        if doc[start].text[:1].islower() and doc[start].lower_ in {"al", "el", "de", "van", "von", "bin", "ibn", "abu"}:
            break
        start += 1
    while start < end and (
        doc[end - 1].text in {"'s", "’s", "'", "’"} or doc[end - 1].is_punct or doc[end - 1].is_space
    ):
        end -= 1
    if start >= end or end - start > 6 or any(t.is_space and "\n" in t.text for t in doc[start:end]):
        return None
    if any(t.is_digit for t in doc[start:end]) or len(doc[start:end].text) < 3:
        return None
    return start, end


def _join(doc: Doc, stretch: Range) -> str:
    return doc[stretch[0] : stretch[1]].text.strip()


def _office(
    doc: Doc, stretch: Range, base: KnownParties, roles: RoleLexicon, known_at: Mapping[int, Mention]
) -> tuple[str | None, PartyEntry | None]:
    """The office and the party that the words right before or behind a name give ("NAME, a spokesman for X")."""
    office, entry = None, None
    at = stretch[0] - 1
    steps = 0
    while (
        at >= 0
        and steps < 8
        and not (doc[at].is_space and "\n" in doc[at].text)
        and doc[at].pos_ in {"NOUN", "PROPN", "ADJ", "PART", "PUNCT", "ADP"}
    ):
        token = doc[at]
        if token.is_punct and token.text not in {"-", "'", "’", ","}:
            break
        if token.pos_ == "ADP" and token.lower_ not in {"of", "for", "to", "at"}:
            break
        lower = token.lower_
        if office is None and (lower in roles.offices or token.text in roles.titles):
            office = lower if lower in roles.offices else roles.titles[token.text] or None
        if entry is None and at in known_at:
            entry = known_at[at].entry
        elif entry is None and token.pos_ in {"ADJ", "PROPN"}:
            entry = base.demonym(token.text)
        at -= 1
        steps += 1
    if office is None and entry is not None and doc[stretch[0] - 1].text == ",":
        entry = None
    if office is None:
        office, entry = _behind(doc, stretch, roles, known_at, entry)
    elif entry is None:  # "Colonel NAME, a spokesman for X"
        entry = _behind(doc, stretch, roles, known_at, None)[1]
    return office, entry if office is not None else None


def _scope(doc: Doc, stretch: Range, roles: RoleLexicon) -> str | None:
    """What an office before a name is of: the capitalised words before the title ("Ostrana Gov. NAME")."""
    at = stretch[0]
    while at > 0 and (doc[at - 1].text in roles.titles or doc[at - 1].lower_ in roles.offices):
        at -= 1
    end = at
    while at > 0 and doc[at - 1].pos_ == "PROPN" and not doc[at - 1].is_punct:
        at -= 1
    return office_scope(doc, (at, end)) if at < end < stretch[0] else None


def office_scope(doc: Doc, stretch: Range) -> str | None:
    """The proper names of a stretch in lower case, without words for kinds of area, as an office's scope."""
    words = [t.lower_ for t in doc[stretch[0] : stretch[1]] if t.pos_ == "PROPN" and t.lower_ not in _AREAS]
    return " ".join(words) or None


def _behind(
    doc: Doc, stretch: Range, roles: RoleLexicon, known_at: Mapping[int, Mention], entry: PartyEntry | None
) -> tuple[str | None, PartyEntry | None]:
    """An apposition behind the name: "NAME, the spokesman for X," or "NAME head of X"."""
    i = stretch[1]
    if i >= len(doc):
        return None, entry
    comma = doc[i].text == ","
    i += comma
    office: str | None = None
    for token in doc[i : i + 12]:
        if token.pos_ in {"VERB", "AUX"} or (token.is_punct and token.text not in {"-", "’", "'"}):
            break
        if office is None and token.lower_ in roles.offices:
            if not comma and token.i - stretch[1] > 1:
                break
            office = token.lower_
        if office is not None and token.i in known_at:
            return office, known_at[token.i].entry
    return office, entry
