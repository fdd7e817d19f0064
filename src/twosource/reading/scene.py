"""All that was found in one report before its positions are made."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from twosource.language.en.cues import CueLexicon
from twosource.language.en.events import Lexicon as EventLexicon
from twosource.reading.attribution import Found, Taken
from twosource.reading.tolls import FoundFigure
from twosource.reading.tree import Range
from twosource.records import PartyRef, PlaceMention, Report, TimeMention

SEEMING = {"appear", "seem"}


_SHOWING = {
    "video",
    "videos",
    "footage",
    "photo",
    "photos",
    "photograph",
    "photographs",
    "image",
    "images",
    "picture",
    "pictures",
    "clip",
    "clips",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """All that was found in one report before its positions are made."""

    report: Report
    doc: Doc
    times: tuple[TimeMention, ...]
    places: tuple[PlaceMention, ...]
    figures: tuple[FoundFigure, ...]
    cues: CueLexicon
    events: EventLexicon
    headline: Range


@dataclass(frozen=True, slots=True)
class Voiced:
    """An attribution with its parties and what its cue does."""

    found: Found
    taken: Taken
    parties: tuple[PartyRef, ...]
    via: tuple[PartyRef, ...]


def is_agentless(voiced: Voiced) -> bool:
    """Whether nobody is named who says it ("is believed to have"): no party takes a stand by it."""
    found = voiced.found
    return found.form == "passive" and found.source is None and voiced.taken.stance != "unverified"


def holds(outer: Found, inner: Found) -> bool:
    """Whether an attribution stands inside another's content."""
    return any(c[0] <= inner.cue[0] and inner.cue[1] <= c[1] for c in outer.content) and outer.head != inner.head


def is_show(scene: Scene, found: Found) -> bool:
    """Whether the source is pictures, which show rather than say."""
    return found.source is not None and any(t.lower_ in _SHOWING for t in scene.doc[found.source[0] : found.source[1]])


def by_reporters(scene: Scene, voiced: Voiced) -> bool:
    """As in "Has not been confirmed by journalists on the ground": the outlet speaks of its trade."""
    head = voiced.found.source_head
    if voiced.found.form != "passive" or voiced.taken.stance != "unverified" or head is None:
        return False
    return scene.doc[head].lemma_.lower() in {"journalist", "reporter", "correspondent", "observer", "media", "source"}
