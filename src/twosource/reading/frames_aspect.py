"""Which aspect of an event a content speaks of: that it happened, who did it, how, its toll, what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from twosource.language.en.events import EventWord, lexicon
from twosource.records import Figure, Span

FORBIDDEN = frozenset(
    {"chemical", "chlorine", "sarin", "nerve agent", "mustard", "phosphorus", "cluster", "nuclear", "barrel bomb"}
)
_PERSONAL = frozenset({"NORP", "GPE", "ORG", "PERSON"})
_CRAFT = frozenset(
    {"warplane", "jet", "plane", "aircraft", "helicopter", "drone", "tank", "airstrike", "strike", "raid"}
)


@dataclass(frozen=True, slots=True)
class Clue:
    """What the words of a content give for judging its aspect."""

    tokens: DocSpan
    trigger: Token | None
    word: EventWord | None
    words: tuple[EventWord, ...]
    figure: Figure | None
    weapons: tuple[str, ...]
    actors: tuple[Span, ...]
    party_acts: bool
    """A doer is a party that somebody knows by name."""
    cue: DocSpan | None
    stance: str


def aspect_of(clue: Clue) -> str:
    """The aspect: the first of the tests below that holds, from the plainest words to the vaguest."""
    words = lexicon()
    bag = {t.lemma_.lower() for t in clue.tokens}
    untrue = words.among("invention")
    if clue.stance != "unverified" and any(t.lemma_.lower() in untrue and not _rests(t) for t in clue.tokens):
        return "other"
    if _blames(clue):
        return "toll" if clue.figure and clue.tokens[0].pos_ == "VERB" else "responsibility"
    if bag & words.among("chance") and clue.word is not None and clue.word.type != "CONSULT":
        return "responsibility"
    if clue.figure is not None:
        return "toll"
    if clue.weapons and bag & {"range", "reach"}:
        return "means"
    if clue.stance == "unverified" and any(t.lower_ in {"who", "whose"} for t in clue.tokens[:3]):
        return "responsibility" if clue.word is None or clue.word.type == "ASSAULT" else "other"
    if clue.stance == "unverified" and bag & words.among("unnamed") and not _named_actor(clue):
        return "means"
    if _responsible(clue, bag):
        return "responsibility"
    if bag & words.among("aftermath") and _is_aftermath(clue, bag):
        return "outcome"
    if _toll(clue, bag):
        return "toll"
    return _by_deed(clue, bag)


def _rests(token: Token) -> bool:
    """Whether a "lie" is no untruth: "thirty bodies lie in a grave"."""
    if token.lemma_.lower() != "lie" or token.pos_ != "VERB":
        return False
    return any(c.dep_ in {"prep", "xcomp", "acomp", "prt"} and c.lower_ not in {"about", "to"} for c in token.children)


def _by_deed(clue: Clue, bag: set[str]) -> str:
    """Responsibility, means, outcome or occurrence, by who acts with what."""
    words = lexicon()
    named = clue.party_acts or _named_actor(clue)
    harmful = set(clue.weapons) & FORBIDDEN
    family = clue.word.family if clue.word else ""
    uses = bool(bag & {"use", "deploy", "employ", "drop"}) or family == "use" or clue.tokens.root.lemma_ == "include"
    violent = clue.word is not None and clue.word.type == "ASSAULT"
    outcome = clue.word is not None and clue.word.aspect == "outcome"
    if violent and clue.party_acts and clue.tokens[0].tag_ == "VBG" and _answers(clue):
        return "responsibility"  # "admitted setting fire to it"
    if harmful and bag & words.among("signs") and not (named and uses and bag & {"by"}):
        return "means"
    if clue.stance == "denies" and clue.weapons and uses:
        return "responsibility"
    if harmful and _is_about_substance(clue, bag, uses=uses) and not (named and (uses or violent)):
        return "means"
    if uses and clue.weapons and not (named and harmful) and not _aimed_at(clue):
        return "means"
    if named and ((uses and harmful) or (violent and not outcome)):
        return "responsibility"
    if clue.stance == "denies" and violent and not outcome and clue.tokens.root.pos_ == "NOUN":
        return "responsibility"
    if clue.trigger is not None and _is_comment(clue):
        return "other"
    if outcome:
        return "outcome"
    if clue.word is None or bag & {"aim", "purpose", "motive"}:
        return "other"
    return "occurrence"


def _answers(clue: Clue) -> bool:
    """Whether the cue admits or denies a deed."""
    return clue.cue is not None and any(
        t.lower_.startswith(("admi", "den", "acknowledg", "conced", "confess")) for t in clue.cue
    )


def _blames(clue: Clue) -> bool:
    stems = tuple(lexicon().among("blame"))
    if clue.cue is None or not any(t.lower_.startswith(stems) for t in clue.cue):
        return False
    return bool(clue.actors) or len(clue.tokens) <= 4


def _responsible(clue: Clue, bag: set[str]) -> bool:
    words = lexicon()
    who = any(t.ent_type_ in _PERSONAL for t in clue.tokens)
    if bag & (words.among("responsible") - {"link", "linked", "connected", "involved", "behind"}):
        return True
    if bag & {"involve", "involved", "link", "linked", "connected"} and who:
        return True
    if any(t.lower_ == "behind" and t.head.lemma_ in {"be", "stand"} for t in clue.tokens):
        return True
    if bag & {"responsibility", "involvement", "complicity", "culpability", "guilt", "blame", "collusion"}:
        return True
    short = len(clue.tokens) < 12
    if clue.stance == "denies" and clue.party_acts and bag & words.among("backing"):
        return True
    if clue.stance == "denies" and (
        (short and bag & {"connection", "role", "hand", "tie", "part"}) or bag & {"allegation", "accusation", "charge"}
    ):
        return True
    named = clue.party_acts or _named_actor(clue)
    agent = any(t.lower_ == "by" for t in clue.tokens)
    deed = bag & words.among("deeds") or clue.word is None
    doing = bag & {"commit", "perpetrate", "carry", "conduct", "stage"}
    return named and bool(deed) and (agent or bool(doing))


def _is_aftermath(clue: Clue, bag: set[str]) -> bool:
    """Rescue and suffering told for themselves: no blow among the words' heads."""
    if clue.trigger is not None and clue.word is not None and clue.word.type == "ASSAULT":
        struck = clue.word.aspect is None and clue.trigger.pos_ == "VERB"
        if struck or (clue.trigger.i == clue.tokens.root.i and clue.word.aspect is None):
            return False
    people = lexicon().among("victims") | {"hospital", "clinic", "street", "many", "some"}
    return bool(bag & people)


def _is_comment(clue: Clue) -> bool:
    """The event's noun is the subject of a verb that tells something else about it ("the truce applies to…")."""
    words = lexicon()
    trigger, root = clue.trigger, clue.tokens.root
    assert trigger is not None
    if root.i == trigger.i:
        return root.lemma_ in {"call", "demand"} and root.pos_ == "VERB"
    if root.lemma_ == "be":
        return any(c.dep_ == "attr" for c in root.children)
    if root.pos_ != "VERB" or trigger.head.i != root.i or not trigger.dep_.startswith("nsubj"):
        return False
    if root.lemma_ in words.among("purpose"):
        return True
    known = words.lookup(root.lemma_, "VERB")
    return root.lemma_ not in words.among("happening") and (known is None or known.weak)


def _aimed_at(clue: Clue) -> bool:
    """Something is said to have been hit: an event of its own rather than the manner of one."""
    return any(t.lower_ in {"onto", "on", "at"} and t.dep_ == "prep" for t in clue.tokens)


def _toll(clue: Clue, bag: set[str]) -> bool:
    """Words of harm without a count: "many of them women and children", "the death toll", "people are missing"."""
    if "toll" in bag or (
        bag & {"number", "count"} and bag & {"dead", "death", "victim", "casualty", "wounded", "killed"}
    ):
        return True
    victims = bag & {"woman", "child", "civilian", "victim", "baby", "people"}
    if victims and bag & {"mostly", "many", "include", "among", "several"} and len(clue.tokens) < 15:
        return clue.word is None or clue.word.aspect == "toll" or clue.word.weak
    if "missing" in bag and victims:
        return True
    if clue.trigger is None or clue.word is None or clue.word.aspect != "toll" or clue.word.family == "displace":
        return False
    if set(clue.weapons) & FORBIDDEN and bag & {"effect", "from", "cause", "by"}:
        return False
    return clue.trigger.i == clue.tokens.root.i or bool(victims)


def _is_about_substance(clue: Clue, bag: set[str], *, uses: bool) -> bool:
    """Whether the substance is the point: it was used, the signs are of it, or the words name little else."""
    if uses and clue.tokens.root.lemma_ in {"use", "deploy", "employ", "drop"}:
        return True
    if bag & {"die", "death", "kill", "cause"} and bag & {"from", "effect", "by"}:
        return True
    return len(clue.tokens) <= 5 and (clue.word is None or clue.word.weak)


def _named_actor(clue: Clue) -> bool:
    """Whether a doer's words name a state, people or body, or their forces; "warplanes" and "drones" name nobody."""
    forces = lexicon().among("forces") - _CRAFT
    for actor in clue.actors:
        part = clue.tokens.doc.char_span(actor.start, actor.end, alignment_mode="expand")
        if part is None:
            continue
        if part.root.lemma_.lower().rstrip("s") in _CRAFT and not any(t.ent_type_ in {"NORP", "GPE"} for t in part):
            continue
        if any(t.ent_type_ in _PERSONAL for t in part) or any(t.lemma_.lower() in forces for t in part):
            return True
    return False
