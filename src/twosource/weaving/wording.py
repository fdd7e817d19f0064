"""The words of rows: what an event is called, and how a proposition is put, from what the reports say of it.

Nothing here says that a thing happened: a label names what is spoken of, and a proposition's text is what its parties
assert, deny or can't verify.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from twosource.language.en.wording import wording
from twosource.records import Event, Place
from twosource.weaving.deeds import family_of
from twosource.weaving.threads import Item

_DEPENDENT = 0.2
"""What a toll or an outcome weighs beside a word for the event itself when the event gets its name."""
_SMALL = 3.0
"""Kilometres up to which a place is one that things happen "at"."""
_IDEAL = 80
"""Characters of a text that a reader takes in at once."""


def event_label(items: Sequence[Item], type_: str | None, place: Place | None) -> str:
    """The commonest noun for what happened, and where: "Shelling at Karvel", "Operation in Ostrana province"."""
    words = wording()
    votes: dict[str, float] = defaultdict(float)
    for item in items:
        frame = item.position.frame
        family = family_of(frame)
        if family is None or (type_ is not None and frame.type != type_):
            continue
        weight = 1.0 if frame.aspect in {"occurrence", "responsibility", "means"} else _DEPENDENT
        plain = words.nouns.get(family)
        if plain is None:
            continue
        by_weapon = next((words.by_weapon[w] for w in frame.weapons if w in words.by_weapon), None)
        votes[by_weapon if by_weapon and family in words.armed else plain] += weight
    name = min(votes, key=lambda n: (-votes[n], n)) if votes else words.types.get(type_ or "", "Event")
    if place is None:
        return name
    link = "of" if name in words.taking else "at" if place.radius_km <= _SMALL else "in"
    return f"{name} {link} {place.name}"


def proposition_text(
    items: Sequence[Item], aspect: str, event: Event | None, texts: Mapping[tuple[str, str], str]
) -> str:
    """One clause for what is put forward: made from the event's label for blame and tolls, else the clearest words."""
    label = event.label[:1].lower() + event.label[1:] if event is not None else "event"
    if aspect == "responsibility" and (event is None or event.type in wording().done):
        actor = _actor(items)
        if actor is not None:
            return f"{actor} {'was connected with' if _only_connection(items) else 'carried out'} the {label}"
    if aspect == "toll":
        verb = _toll_verb(items)
        if verb is not None:
            return f"People were {verb} in the {label}"
    best = min(items, key=lambda item: _clearness(item, texts))
    said = _words(best, texts)
    words = _tidy(said)
    if best.position.stance == "denies" and best.position.source is not None:
        words = affirmed(words)
    doers = best.position.frame.actors
    trigger = best.position.frame.trigger
    if doers and re.match(r"(?:to have|having)\s", said, re.IGNORECASE):
        return f"{doers[0].name} had {words}"
    if doers and trigger is not None and trigger.start == best.position.content.start:
        return f"{doers[0].name}: {words}"
    return words[:1].upper() + words[1:]


def affirmed(words: str) -> str:
    """A denial's own words put as what it denies: "no gun was there" as "gun was there", which its parties deny.

    Words that hold no negation ("any part in the raid") only lose what a denial brings along.
    """
    for pattern, instead in wording().affirmed:
        words = re.sub(pattern, instead, words, flags=re.IGNORECASE)
    return words.strip()


def _words(item: Item, texts: Mapping[tuple[str, str], str]) -> str:
    p = item.position
    return " ".join(p.content.of(texts[p.story, p.document]).split())


def _actor(items: Sequence[Item]) -> str | None:
    """The commonest name of who is said to have done it: the party that all come down to, where a report names it."""
    names: Counter[tuple[bool, str]] = Counter()
    for item in items:
        for ref in item.position.frame.actors[:1]:
            names[ref.id in item.roots, ref.name] += 1
    return min(names, key=lambda key: (not key[0], -names[key], key[1]))[1] if names else None


def _only_connection(items: Sequence[Item]) -> bool:
    """Whether all words speak of a tie to the deed rather than of doing it."""
    ties = wording().ties
    return all(set(item.position.frame.lemmas) & ties for item in items)


def _toll_verb(items: Sequence[Item]) -> str | None:
    units = Counter(item.position.frame.figure.unit for item in items if item.position.frame.figure is not None)
    unit = min(units, key=lambda name: (-units[name], name)) if units else None
    return unit if unit in wording().harms else None


def _clearness(item: Item, texts: Mapping[tuple[str, str], str]) -> tuple[object, ...]:
    """Sorts the clearest content first: asserted, naming what it speaks of, of middling length, the earliest."""
    p, frame = item.position, item.position.frame
    words = _tidy(_words(item, texts))
    first = words.split(" ", 1)[0].casefold() if words else ""
    named = (frame.place is not None) + bool(frame.actors) + (frame.type is not None) + bool(frame.weapons)
    return (
        p.stance not in {"asserts", "confirms"},
        first in wording().pronouns or len(words) < 12,
        frame.anaphoric,
        len(words) > 3 * _IDEAL,
        -named,
        abs(len(words) - _IDEAL) // 20,
        item.order,
    )


_QUOTES = '"“”„«»'


def _tidy(words: str) -> str:
    """A content's words without what only tied it to its sentence: "that …", "… after", an unpaired quotation mark."""
    parts = wording()
    before = ""
    while before != words:
        before = words
        words = words.strip(" ,;:—–-")
        words = re.sub(parts.leading, "", words, flags=re.IGNORECASE)
        words = re.sub(parts.trailing, "", words, flags=re.IGNORECASE)
        if sum(words.count(q) for q in _QUOTES) % 2:
            words = words[1:] if words[:1] in _QUOTES else words[:-1] if words[-1:] in _QUOTES else _drop_last(words)
    return words or before


def _drop_last(words: str) -> str:
    """Without the one quotation mark that has no partner."""
    at = max(words.rfind(q) for q in _QUOTES)
    return " ".join((words[:at] + words[at + 1 :]).split())
