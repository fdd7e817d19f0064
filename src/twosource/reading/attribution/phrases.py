"""Attributions without a verb of saying: "according to X", headlines "X: ...", "a statement by X that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from twosource.language.en.cues import CueGroup, CueLexicon
from twosource.language.en.roles import RoleLexicon
from twosource.reading.attribution.found import Found
from twosource.reading.attribution.verb_content import said_by
from twosource.reading.tree import Range, child, is_negated, noun_phrase, subtree, trim, verb_group

_SPEAKING_KINDS = {"ORG", "PERSON", "NORP", "GPE"}


def find_phrases(doc: Doc, lexicon: CueLexicon) -> Iterator[Found]:
    """Every attribution by a phrase ("according to the ministry")."""
    say = lexicon.verbs["say"]
    for token in doc:
        if token.lower_ not in {"according", "per", "as"}:
            continue
        for phrase in lexicon.phrases:
            end = token.i + len(phrase)
            if end < len(doc) and tuple(t.lower_ for t in doc[token.i : end]) == phrase:
                found = _phrase(doc, token, end, say)
                if found is not None:
                    yield found
                break


def _phrase(doc: Doc, token: Token, after: int, say: CueGroup) -> Found | None:
    sentence = token.sent
    if after >= sentence.end:
        return None
    who = next((t for t in doc[after - 1].children if t.dep_ == "pobj"), None)
    if who is None or who.i < after:
        who = next((t for t in doc[after : sentence.end] if t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
        while who is not None and who.i + 1 < sentence.end and doc[who.i + 1].pos_ in {"NOUN", "PROPN"}:
            who = doc[who.i + 1]
    if who is None:
        return None
    source = noun_phrase(who)
    source = (max(source[0], after), max(source[1], after + 1))
    if token.i - sentence.start > 2 and not _opens_clause(doc, token):
        start = _clause_start(doc, token, sentence.start)
        content = trim(doc, (start, token.i))
    else:
        end = sentence.end
        content = trim(doc, (_after_comma(doc, source[1], end), end))
    if content is None or content[1] - content[0] < 2:
        return None
    return Found(source, (token.i, after), (content,), say, token.i, form="phrase", source_head=who.i)


def _opens_clause(doc: Doc, token: Token) -> bool:
    """As in "reported that, according to X, three men ...": the phrase stands before what it is said of."""
    before = token.i - 2 if doc[token.i - 1].text == "," else token.i - 1
    return doc[before].lower_ == "that" and doc[before].i > token.sent.start


def _after_comma(doc: Doc, start: int, end: int) -> int:
    """Where the content begins after "According to X, who ..., ": past the comma that closes the source."""
    for i in range(start, min(start + 12, end)):
        if doc[i].text == "," and (i + 1 == end or doc[i + 1].lower_ not in {"who", "which", "whose"}):
            return i + 1
    return start


def _clause_start(doc: Doc, token: Token, start: int) -> int:
    """Where the clause that the phrase closes begins: after a semicolon, or a "while"/"but" that opens a new one."""
    for i in range(token.i - 1, start, -1):
        if doc[i].text == ";":
            return i + 1
        if doc[i].lower_ in {"while", "but"} and doc[i].dep_ in {"mark", "cc"} and token.i - i > 3 and i - start > 3:
            return i + 1
    return start


def find_headline(doc: Doc, lexicon: CueLexicon, roles: RoleLexicon, line: Range) -> Found | None:
    """The attribution of a headline: "Ministry: three dead", "Three dead - ministry", "three dead, says ministry"."""
    say = lexicon.verbs["say"]
    start, end = line
    for i in range(start + 1, end - 1):
        text = doc[i].text
        if (
            text == ":"
            and i - start <= 6
            and _speaks(doc, (start, i), (i + 1, end), roles)
            and _has_claim(doc, (i + 1, end))
        ):
            return Found((start, i), (i, i + 1), ((i + 1, end),), say, i, form="headline", source_head=i - 1)
        if text in {":", "-", "–", "—", "|"} and end - i <= 7 and i - start >= 3:
            spaced = doc[i - 1].whitespace_ and doc[i].whitespace_
            tail = trim(doc, (i + 1, end))
            if (
                tail
                and (spaced or text == ":")
                and _speaks(doc, tail, (start, i), roles)
                and _has_claim(doc, (start, i))
            ):
                return Found(tail, (i, i + 1), ((start, i),), say, i, form="headline", source_head=tail[1] - 1)
    return None


def _speaks(doc: Doc, stretch: Range, claim: Range, roles: RoleLexicon) -> bool:
    """Whether a few words of a headline name somebody who can speak, and not merely a place or a topic.

    A country speaks only where the claim is its own ("Karvel: no shot came from our side").
    """
    words = doc[stretch[0] : stretch[1]]
    if any(t.pos_ in {"VERB", "AUX"} and t.ent_type_ not in _SPEAKING_KINDS for t in words):
        return False
    if any(t.lower_ in roles.members | roles.mouthpieces | roles.offices | roles.of_the_state for t in words):
        return True
    if any(t.lower_ in roles.descriptions or t.ent_type_ in {"ORG", "PERSON"} for t in words):
        return True
    own = any(t.lower_ in {"we", "our", "us"} for t in doc[claim[0] : claim[1]])
    return own and any(t.pos_ == "PROPN" for t in words)


def _has_claim(doc: Doc, stretch: Range) -> bool:
    words = [t for t in doc[stretch[0] : stretch[1]] if not t.is_punct]
    return len(words) >= 3


def find_nominal(doc: Doc, lexicon: CueLexicon) -> Iterator[Found]:
    """A noun of saying with its clause: "the ministry's claim that ...", "denials by X that ..."."""
    for token in doc:
        if token.pos_ != "NOUN":
            continue
        group = lexicon.nouns.get(token.lemma_.lower())
        if group is None:
            continue
        clause = said_by(token, lexicon)
        if clause is None:
            continue
        above = lexicon.verbs.get(token.head.lemma_.lower())
        if token.dep_ == "dobj" and above is not None and above.name in {"deny", "confirm", "say", "retract"}:
            continue
        if token.dep_ == "pobj" and token.head.head.lemma_.lower() in lexicon.verbs:
            continue  # "denied in a statement that ...": the verb's own clause
        if _called_untrue(token, lexicon):
            continue  # whoever calls it so is read there
        who = _maker(token)
        yield Found(
            source=None if who is None else noun_phrase(who),
            cue=(token.i, token.i + 1),
            content=(subtree(clause),),
            group=group,
            head=token.i,
            form="nominal",
            source_head=None if who is None else who.i,
        )


def _called_untrue(token: Token, lexicon: CueLexicon) -> bool:
    """Whether the claim that a noun stands for is called or said to be untrue in the same breath."""
    if token.dep_ == "dobj":
        return token.head.lemma_.lower() in lexicon.naming
    said = child(token.head, "acomp", "attr") if token.dep_ == "nsubj" and token.head.lemma_ == "be" else None
    return said is not None and bool({said.lower_, said.lemma_.lower()} & lexicon.fabrication)


def _maker(token: Token) -> Token | None:
    """Whose statement it is: "X's claim", "a claim by X", "X issued a statement", "in a statement, X ..."."""
    owner = child(token, "poss")
    if owner is not None:
        return owner
    for prep in (c for c in token.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from", "of"}):
        if (name := child(prep, "pobj")) is not None:
            return name
    made = next((c for c in token.children if c.dep_ == "acl"), None)
    if made is not None:
        by = child(made, "agent")
        if by is not None:
            return child(by, "pobj")
    return child(token.head, "nsubj") if token.dep_ == "dobj" else None


def find_unclear(doc: Doc, lexicon: CueLexicon) -> Iterator[Found]:
    """What isn't known: "it was not clear whether ...", "no group has claimed ...", "had no information on"."""
    group = lexicon.verbs["confirm"]
    for token in doc:
        lower = token.lower_
        if lower in lexicon.unverified_adjectives or (
            lower in lexicon.negated_adjectives and token.dep_ in {"acomp", "attr", "oprd"} and is_negated(token.head)
        ):
            found = _unclear_adjective(token, group)
        elif lower in lexicon.inability and token.dep_ == "acomp":
            found = _hard_to_tell(token, lexicon, group)
        elif token.lemma_ in lexicon.checking and token.pos_ == "VERB" and token.dep_ == "advcl":
            found = _if_confirmed(token, group)
        elif lower in lexicon.information or (lower in {"claim", "claims"} and _of_responsibility(token, lexicon)):
            found = _no_information(token, group)
        elif token.lemma_ in lexicon.responsibility_verbs and token.pos_ == "VERB":
            found = _nobody_claimed(token, lexicon, group)
        else:
            continue
        if found is not None:
            yield found


def _unclear_adjective(token: Token, group: CueGroup) -> Found | None:
    if token.dep_ not in {"acomp", "attr", "oprd", "ccomp", "ROOT"}:
        return None
    verb = token.head if token.dep_ in {"acomp", "attr", "oprd"} else token
    thing = child(verb, "nsubj", "nsubjpass")
    clause = next(
        (
            c
            for holder in (verb, token)
            for c in holder.children
            if c.dep_ in {"ccomp", "advcl", "csubj", "xcomp"} and c.i > token.i
        ),
        None,
    )
    cue = (min(verb_group(verb)[0], token.i), token.i + 1)
    if clause is not None and (thing is None or thing.lower_ in {"it", "this"}):
        content = subtree(clause)
    elif thing is not None and thing.lower_ not in {"it", "this", "that", "he", "she", "they", "which"}:
        content = subtree(thing)
    else:
        return None
    return Found(None, cue, (content,), group, token.i, cannot=True, form="unclear")


def _hard_to_tell(token: Token, lexicon: CueLexicon, group: CueGroup) -> Found | None:
    """As in "Exact tolls were difficult to establish"."""
    goal = next((c for holder in (token, token.head) for c in holder.children if c.dep_ in {"xcomp", "advcl"}), None)
    thing = child(token.head, "nsubj", "nsubjpass")
    if goal is None or thing is None or thing.pos_ == "PRON":
        return None
    if goal.lemma_ not in lexicon.checking and goal.lemma_ not in lexicon.obtaining:
        return None
    if child(goal, "dobj") is not None:
        return None
    return Found(None, (token.i, goal.i + 1), (subtree(thing),), group, token.i, cannot=True, form="unclear")


def _if_confirmed(token: Token, group: CueGroup) -> Found | None:
    """As in "Reports of an attack would mark a turn if confirmed"."""
    mark = child(token, "mark")
    thing = child(token.head, "nsubj", "nsubjpass")
    if mark is None or mark.lower_ != "if" or thing is None or child(token, "nsubj", "nsubjpass", "dobj") is not None:
        return None
    start, end = subtree(thing)
    if (
        thing.lemma_.lower() in {"report", "claim", "allegation"}
        and end > thing.i + 2
        and thing.doc[thing.i + 1].lower_ in {"of", "that"}
    ):
        start = thing.i + 2
    return Found(None, (mark.i, token.i + 1), ((start, end),), group, token.i, cannot=True, form="unclear")


def _of_responsibility(token: Token, lexicon: CueLexicon) -> bool:
    """As in "There was no immediate claim of responsibility for ..."."""
    of = next((c for c in token.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    thing = None if of is None else child(of, "pobj")
    return thing is not None and thing.lemma_.lower() in lexicon.responsibility


def _no_information(token: Token, group: CueGroup) -> Found | None:
    """As in "The activists had no information on what ..."; "there was no independent confirmation of ..."."""
    no = next((c for c in token.children if c.dep_ == "det" and c.lower_ in {"no", "any"}), None)
    if no is None or (no.lower_ == "any" and not is_negated(token.head)):
        return None
    clause = next((c for c in token.children if c.dep_ in {"acl", "ccomp", "relcl"} and c.i > token.i), None)
    about = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in {"on", "of", "about", "as"}), None)
    if clause is not None and (about is None or clause.i < about.i):
        content = subtree(clause)
    elif about is not None:
        content = (about.i + 1, about.right_edge.i + 1)
    else:
        return None
    if content[1] <= content[0]:
        return None
    verb = token.head
    who = child(verb, "nsubj") if verb.lemma_ in {"have", "give", "offer", "provide"} else None
    return Found(
        source=None if who is None else noun_phrase(who),
        cue=(min(verb.i, no.i), token.i + 1)
        if verb.pos_ in {"VERB", "AUX"} and verb.i < token.i
        else (no.i, token.i + 1),
        content=(content,),
        group=group,
        head=token.i,
        cannot=True,
        form="unclear",
        source_head=None if who is None else who.i,
    )


def _nobody_claimed(token: Token, lexicon: CueLexicon, group: CueGroup) -> Found | None:
    """As in "No one has claimed responsibility for ...": the outlet's own word on who did it."""
    thing = child(token, "dobj", "nsubjpass")
    if thing is None or thing.lemma_.lower() not in lexicon.responsibility:
        return None
    who = child(token, "nsubj")
    nobody = who is not None and (
        who.lower_ in {"nobody", "none"}
        or any(c.dep_ in {"det", "neg"} and c.lower_ in {"no", "neither", "none"} for c in who.children)
    )
    nobody = nobody or any(c.lower_ == "no" for c in thing.children) or (who is not None and who.lower_ == "there")
    if not nobody:
        return None
    whole = trim(token.doc, subtree(token))
    if whole is None:
        return None
    return Found(None, verb_group(token), (whole,), group, token.i, cannot=True, form="nobody")
