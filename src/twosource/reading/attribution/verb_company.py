"""What a verb's company makes of it: negated, out of reach, only tried, taken over from another, no cue at all."""

from __future__ import annotations

from spacy.tokens import Token

from twosource.language.en.cues import CueLexicon
from twosource.reading.tree import (
    Range,
    child,
    is_negated,
)


def is_nobody(who: Token) -> bool:
    """Nobody, no one, no official: a subject that negates the verb."""
    return who.lower_ in {"nobody", "none", "neither"} or any(
        c.dep_ in {"det", "neg"} and c.lower_ in {"no", "neither", "none"} for c in who.children
    )


def is_any(who: Token) -> bool:
    """As in "by any group"."""
    return any(c.dep_ == "det" and c.lower_ in {"any", "no"} for c in who.children)


def only_tries(token: Token, lexicon: CueLexicon) -> bool:
    """As in "Has yet to confirm", "is trying to verify": it isn't done."""
    if token.dep_ not in {"xcomp", "advcl", "ccomp"}:
        return False
    above = token.head
    if above.lemma_ in lexicon.trying and token.lemma_.lower() in lexicon.knowing:
        return True
    return above.lemma_ == "have" and any(t.lower_ in {"yet", "still"} for t in token.doc[above.i : token.i])


def taken_over(token: Token, lexicon: CueLexicon) -> Token | None:
    """The verb of saying above it whose speaker it shares: "X said that ... and insisted that ...".

    The small parser joins the second verb of saying to the clause before it; nobody in that clause speaks.
    """
    if token.dep_ != "conj" or child(token, "nsubj", "nsubjpass") is not None:
        return None
    first = token.head
    while first.dep_ == "conj":
        first = first.head
    above = first.head
    if first.dep_ == "acl" and above.dep_ == "dobj" and above.lemma_.lower() in lexicon.nouns:
        first, above = above, above.head  # "denied allegations that ... and claimed not to have ..."
    if first.dep_ not in {"ccomp", "dobj"} or above.pos_ != "VERB" or above.tag_ != token.tag_:
        return None
    group = lexicon.verbs.get(above.lemma_.lower())
    return above if group is not None and group.stance is not None else None


def is_declined(token: Token, lexicon: CueLexicon) -> bool:
    """As in "Declined to say": what is declined isn't said."""
    above = lexicon.verbs.get(token.head.lemma_.lower()) if token.dep_ == "xcomp" else None
    return above is not None and above.stance == "declines"


def hinges_on_negation(token: Token) -> bool:
    """Whether a negated verb governs it ("did not want to say")."""
    return token.dep_ == "xcomp" and is_negated(token.head)


def inability_of(token: Token, lexicon: CueLexicon) -> Token | None:
    """The word by which the source can't do it: "unable to confirm", "it was impossible to verify"."""
    if token.dep_ in {"acl", "xcomp"} and token.head.lower_ == "position" and token.head.dep_ in {"pobj", "attr"}:
        verb = token.head.head if token.head.dep_ == "attr" else token.head.head.head
        return token.head if is_negated(verb) else None
    if token.dep_ in {"xcomp", "advcl", "ccomp"} and token.head.lower_ in lexicon.inability:
        return token.head
    if token.dep_ == "xcomp" and token.head.lower_ == "able" and is_negated(token.head.head):
        return token.head
    if token.dep_ in {"advcl", "xcomp", "ccomp"}:
        hard = next((c for c in token.head.children if c.dep_ == "acomp" and c.lower_ in lexicon.inability), None)
        if hard is not None:
            return hard
    return None


def is_conditional(token: Token) -> bool:
    """Whether a verb stands in a condition ("if it confirms it")."""
    mark = child(token, "mark")
    return token.dep_ == "advcl" and mark is not None and mark.lower_ in {"if", "unless", "whether"}


def is_allowed(
    token: Token, contents: tuple[Range, ...], form: str, lexicon: CueLexicon, who: Token | None = None
) -> bool:
    """Whether a verb that is a cue only in some company has it here."""
    wanted = lexicon.only_with.get(token.lemma_.lower())
    if wanted is None or form in {"responsibility", "accuse"}:
        return True
    if form in wanted:
        return True
    if "watcher" in wanted and who is not None and _watches(who, token, lexicon):
        return True
    if "clause_quote" in wanted and form == "clause":
        return any(t.is_quote for c in contents for t in token.doc[max(0, c[0] - 1) : c[1] + 1])
    if "toll" in wanted:
        return any(t.like_num for c in contents for t in token.doc[c[0] : c[1]])
    return False


def _watches(who: Token, token: Token, lexicon: CueLexicon) -> bool:
    """Whether somebody who was there to see tells of it: a reporter, observers; "it saw" only in its own telling."""
    if who.lower_ in {"it", "they", "he", "she", "we", "i"}:
        return token.dep_ == "ccomp" and token.head.lemma_.lower() in lexicon.verbs
    beside = [c for c in who.children if c.dep_ in {"compound", "appos"}] if who.pos_ == "PROPN" else []
    if who.lower_ == "one":  # "one of our reporters"
        beside = [o for c in who.children if c.lower_ == "of" for o in c.children]
    return any(t.lemma_.lower() in lexicon.watching for t in (who, *beside))
