"""What kind of deed a position tells of, as far as it keeps two deeds apart: a drone's blow is no crossing on foot."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from twosource.language.en.events import lexicon
from twosource.records import Frame

_BY_WEAPON = {
    "drone": "drone",
    "aircraft": "fire",
    "missile": "fire",
    "rocket": "fire",
    "artillery": "fire",
    "barrel bomb": "fire",
    "cluster": "fire",
    "mine": "mine",
    "torpedo": "torpedo",
    "chlorine": "gas",
    "sarin": "gas",
    "nerve agent": "gas",
    "mustard": "gas",
    "chemical": "gas",
}
_BY_FAMILY = {
    "incursion": "ground",
    "fight": "ground",
    "sabotage": "ground",
    "capture": "ground",
    "advance": "ground",
    "strike": "fire",
    "fire": "fire",
    "chemical": "gas",
    "shoot-down": "shoot-down",
    "abduct": "abduct",
    "execute": "execute",
    "torture": "torture",
    "rape": "rape",
    "hack": "hack",
    "loot": "loot",
    "withdraw": "withdraw",
    "evacuate": "withdraw",
    "arrest": "arrest",
    "deport": "deport",
    "siege": "siege",
    "protest": "protest",
    "riot": "riot",
    "operation": "operation",
}
_ON_FOOT = frozenset({"incursion", "fight", "sabotage"})
_STRUCK_DOWN = {"shoot-down"}
"""Families that tell of craft as what was struck."""
_TOGETHER = (frozenset({"fire", "gas"}), frozenset({"fire", "mine"}))
"""Kinds that one deed often is at once: gas comes in bombs. Bombs from drones are named with the drones."""


_HARM = frozenset({"strike", "destroy", "burn", "fire", "explosion"})
_MEDICAL = frozenset({"hospital", "clinic", "medical"})


def family_of(frame: Frame) -> str | None:
    """The lexicon's family of the word that names the event."""
    known = lexicon()
    found: str | None = None
    for lemma in frame.lemmas:
        word = known.any(lemma)
        fits = word is not None and word.type == frame.type and not word.weak
        if word is not None and fits and (word.mode == frame.mode or frame.mode is None):
            return word.family
        for phrase in known.particles(lemma) if frame.mode is not None else ():
            if (phrase.type, phrase.mode) == (frame.type, frame.mode) and phrase.family in known.among("specific"):
                return phrase.family
        if word is not None and fits and found is None:
            found = word.family
    return found


def deeds_of(frame: Frame) -> frozenset[str]:
    """The specific kinds that a frame's own words name; none for "the attack", which may be any of them."""
    kinds = {_BY_WEAPON[w] for w in frame.weapons if w in _BY_WEAPON}
    family = family_of(frame)
    named = {word.family for lemma in frame.lemmas if (word := lexicon().any(lemma)) is not None and not word.weak}
    kinds |= {"ground"} if named & _ON_FOOT else set()
    if family in _STRUCK_DOWN:
        return frozenset({_BY_FAMILY[family]})
    if "drone" in kinds:
        kinds -= {"fire"}
    elif family in _BY_FAMILY and not (kinds and _BY_FAMILY[family] == "fire"):
        kinds.add(_BY_FAMILY[family])
    return frozenset(kinds)


def apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of kinds name different deeds: both say something specific, and nothing that goes together."""
    if not one or not other or one & other:
        return False
    return not any(a in pair and b in pair for pair in _TOGETHER for a in one for b in other)


def again(frame: Frame) -> bool:
    """Whether a frame tells of one blow after another: "later struck", "also bombed"."""
    return "again" in frame.marks or "beside" in frame.marks


def sites_of(frame: Frame) -> frozenset[str]:
    """What kind of site is said to have been hit, where that is what the words tell: a hospital, a market."""
    if frame.aspect != "occurrence" and family_of(frame) not in _HARM:
        return frozenset()
    if frame.type != "ASSAULT":
        return frozenset()
    found = set(frame.lemmas) & lexicon().among("sites")
    return frozenset("medical" if site in _MEDICAL else site for site in found)


def share_apart(one: frozenset[str], counted: Mapping[str, int]) -> float:
    """How much of what a thread tells names other deeds than these do, 0..1."""
    other = [kind for kind in counted if kind not in one] if one else ()
    if not other:
        return 0.0
    total = sum(counted.values())
    return sum(counted[kind] for kind in other if _alone_apart(one, kind)) / total if total else 0.0


@lru_cache(maxsize=4096)
def _alone_apart(one: frozenset[str], kind: str) -> bool:
    return apart(one, frozenset({kind}))
