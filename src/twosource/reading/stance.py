"""How a party stands to what it says: stance and certainty, from cue, negation and the words of the content."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from twosource.language.en.cues import CueLexicon
from twosource.reading.attribution import Found, Taken
from twosource.reading.tree import Range, is_negated

_MINDS = {
    "know",
    "say",
    "see",
    "hear",
    "think",
    "believe",
    "want",
    "need",
    "expect",
    "comment",
    "understand",
    "mean",
    "seem",
    "appear",
    "prove",
    "rule",
}
"""Verbs of knowing, saying and wanting: negated, they deny no deed."""
_SELF = {"he", "she", "we", "i", "it", "they", "there", "no", "nobody", "none", "neither", "my", "our"}
_DEEDS = {"ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION"}


def taken(doc: Doc, found: Found, cues: CueLexicon) -> Taken:
    """The stance that a cue takes. None where none is: a question, a demand, "did not say", "declined to comment".

    Where a model has told it, that holds.
    """
    if found.told is not None:
        return found.told
    group = found.group
    verb = doc[found.head]
    lemma = verb.lemma_.lower()
    if found.form in {"unclear", "nobody"}:
        return Taken("unverified", "certain", "fact")
    if group.stance == "declines":
        return Taken("declines", group.certainty, "fact")
    if found.modal:
        return Taken(None, group.certainty, "prediction" if group.stance else group.about)
    if (lemma in cues.knowing and (found.cannot or found.negated)) or (lemma == "say" and found.cannot):
        return Taken("unverified", "certain", "fact")
    if group.name == "check" and found.form == "clause" and doc[found.content[0][0]].lower_ in {"whether", "if"}:
        return Taken("unverified", "certain", "fact")
    if group.name == "confirm":
        return Taken(None if found.cannot or found.negated else "confirms", group.certainty, "fact")
    if group.stance == "denies" and found.negated and lemma in {"dispute", "contest"}:
        return Taken("confirms", group.certainty, "fact")
    if group.stance == "denies" and not found.negated and _recasts(doc, found, cues):
        return Taken("asserts", group.certainty, "fact")
    if found.form == "to" and group.stance == "asserts" and group.name != "believe" and _negative_goal(doc, found):
        return Taken("denies", group.certainty, "fact")
    if found.negated:
        if group.stance == "denies":
            return Taken("declines", group.certainty, "fact")
        if group.name in {"believe", "claim"} and group.stance:
            return Taken("denies", "hedged" if group.name == "believe" else "certain", "fact")
        return Taken(None, group.certainty, group.about)
    if found.cannot and group.stance:
        return Taken("unverified" if group.name in {"say", "find"} else None, group.certainty, "fact")
    if group.stance is not None and found.form == "responsibility" and lemma in cues.responsibility_verbs:
        return Taken("confirms" if group.stance == "confirms" else "asserts", group.certainty, "fact")
    return Taken(group.stance, group.certainty, group.about)


def _negative_goal(doc: Doc, found: Found) -> bool:
    """As in "Claimed not to have fired": the infinitive is negated."""
    goal = next((c for c in doc[found.head].children if c.dep_ == "xcomp"), None)
    return goal is not None and is_negated(goal)


def _recasts(doc: Doc, found: Found, cues: CueLexicon) -> bool:
    """As in "Dismissed the accounts as propaganda": what is put forward is that they are made up."""
    if found.form != "object":
        return False
    if any(c.dep_ == "prep" and c.lower_ == "as" for c in doc[found.head].children):
        return True
    words = [t for start, end in found.content for t in doc[start:end]]
    at = next((n for n, t in enumerate(words) if t.lower_ == "as" and t.dep_ == "prep"), len(words))
    return any(t.lemma_.lower() in cues.fabrication for t in words[at:])


def certainty_of(doc: Doc, stretch: Range, cues: CueLexicon, base: str) -> str:
    """`hedged` where the cue is or the words of a unit themselves are ("reportedly", "may have")."""
    if base == "hedged" or any(
        (t.lower_ in cues.hedges and not (t.text == "May" and t.tag_ == "NNP")) or t.lemma_ in {"appear", "seem"}
        for t in doc[stretch[0] : stretch[1]]
    ):
        return "hedged"
    return "certain"


def denies_deed(doc: Doc, stretch: Range, head: int, event_type: str | None, aspect: str) -> bool:
    """Whether a unit that a party asserts is something said not to be so ("our planes did not strike ...").

    A toll of nobody ("no casualties") is an assertion. What isn't known, said or wanted denies nothing. Of others, only
    deeds are denied; of oneself ("he never signed it", "there were no troops there") anything.
    """
    verb = doc[head]
    if aspect == "toll" or verb.lemma_ in _MINDS or not _is_negative(doc, stretch, verb):
        return False
    if event_type is None or event_type in _DEEDS or aspect in {"responsibility", "means"}:
        return True
    return doc[stretch[0]].lower_ in _SELF or (doc[stretch[0]].lower_ == "that" and doc[stretch[0] + 1].lower_ in _SELF)


def stands_by_it(doc: Doc, stretch: Range, head: int) -> bool:
    """Whether a unit says with stress that something was done after all: "its cutter did ram the boat"."""
    verb = doc[head]
    did = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "did"), None)
    who = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    asked = did is None or who is None or did.i < who.i or doc[stretch[0]].tag_ in {"WRB", "WP", "WDT"}
    return not asked and not _is_negative(doc, stretch, verb)


def _is_negative(doc: Doc, stretch: Range, verb: Token) -> bool:
    if is_negated(verb) or any(
        t.lower_ in {"no", "never", "neither", "nobody", "none"} and t.head.i == verb.i
        for t in doc[stretch[0] : stretch[1]]
    ):
        return True
    for c in verb.children:
        if c.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and any(g.lower_ == "no" for g in c.children):
            return True
        if c.dep_ in {"xcomp", "conj", "acomp"} and is_negated(c):
            return True
    return False
