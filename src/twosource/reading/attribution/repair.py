"""Where copy without commas misleads the parser, the words' order mends who says what.

News that went through a machine often lacks its commas and apostrophes; the parser then hangs "the Observatory
added" under the words before it. These repairs look at adjacency instead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from twosource.reading.attribution.found import Found
from twosource.reading.tree import Range, child, joint_phrase, subject, trim

_SAYING = {"say", "claim", "confirm", "deny", "accuse", "find", "believe"}
_VICTIMS = {"people", "person", "civilian", "child", "woman", "victim", "dead", "casualty", "other"}
_TEXTS = {"statement", "report", "letter"}
_NAME = 6  # words in an outlet's name with what it is called, at most
_NAME_LINKS = {"of", "for", "and", "at", "al", "on", "-", "'s", "’s"}
_PLACE_LINKS = {"in", "of", "at", "and", "from"}
_FINITE = {"VBD", "VBZ", "VBP"}


def repair(doc: Doc, founds: Sequence[Found], quotes: Sequence[Range]) -> list[Found]:
    """The attributions with sources and contents mended; their number and order stay."""
    by_head = {f.head: f for f in founds}
    out = [
        _adjacent(doc, _after_quote(doc, _quoted(doc, _participle(doc, f, by_head)), quotes), quotes) for f in founds
    ]
    return _cut_at_same_speaker(_cut_at_closing_speaker(out))


def _participle(doc: Doc, found: Found, by_head: Mapping[int, Found]) -> Found:
    """A participle ("..., saying that ..."): its speaker is the one of the saying above, not the noun next to it."""
    token = doc[found.head]
    if token.tag_ != "VBG" or found.group.name not in _SAYING or token.dep_ not in {"acl", "advcl", "xcomp", "pcomp"}:
        return found
    head = token.head
    if token.dep_ == "pcomp" and head.lower_ == "as" and head.head.lemma_ in {"quote", "cite"}:
        quoted = child(head.head, "dobj", "nsubjpass")
        return found if quoted is None else replace(found, source=joint_phrase(quoted), source_head=quoted.i)
    names_speaker = head.ent_type_ in {"ORG", "PERSON"} or head.lemma_ in _TEXTS
    if token.dep_ == "acl" and head.dep_ != "pobj" and names_speaker:
        return found
    above = head
    while above.dep_ != "ROOT" and (above.i not in by_head or by_head[above.i].group.name not in _SAYING):
        above = above.head
    if above.i in by_head and above.i != token.i and (upper := by_head[above.i]).source is not None:
        return replace(found, source=upper.source, source_head=upper.source_head)
    if token.dep_ == "acl":
        who = subject(above)
        if who is not None and who.i < token.i:
            return replace(found, source=joint_phrase(who), source_head=who.i)
    return found


def _quoted(doc: Doc, found: Found) -> Found:
    """As in '"...," X was quoted as saying' or '"...," the agency quoted X as saying': X speaks, and nobody else."""
    token = doc[found.head]
    if token.lemma_ not in {"quote", "cite"}:
        return found
    tail = doc[token.i + 1 : token.sent.end]
    end = next((t.i for t in tail[:-1] if t.lower_ == "as" and t.nbor().lower_ in {"saying", "telling"}), None)
    if end is None:
        return found
    who = child(token, "nsubjpass") if found.source is None else None
    source = joint_phrase(who) if who is not None else None
    if found.source is not None and found.source[0] < token.i:
        source, who = trim(doc, (token.i + 1, end)), doc[end - 1]
    if source is None or who is None:
        return found
    content = [c for c in found.content if c[1] <= source[0] or source[1] <= c[0]]
    if found.source is not None and content and content[-1][1] == found.source[0]:  # "..., state agency X quoted"
        start, stop = content[-1]
        comma = next((i for i in range(stop - 1, start, -1) if doc[i].text == ","), None)
        content[-1] = content[-1] if comma is None or stop - comma > _NAME else (start, comma)
    return replace(found, source=source, source_head=who.i, content=tuple(content)) if content else found


def _adjacent(doc: Doc, found: Found, quotes: Sequence[Range]) -> Found:
    """A closing "NAME said": its source is the name right before the verb."""
    token = doc[found.head]
    if found.form != "clause" or token.tag_ not in _FINITE or found.group.name not in _SAYING:
        return found
    if found.source is not None and found.source_head is not None and doc[found.source_head].lemma_ in _VICTIMS:
        behind = _name_behind(doc, found.head)
        if behind is not None and found.source[1] == found.cue[0]:
            content = (min(found.content[0][0], found.source[0]), found.cue[0])
            return replace(found, source=behind, source_head=behind[1] - 1, content=(content,))
    clean = found.source is not None and not _runs_on(doc, found.source)
    if found.source is not None and clean and _reaches(doc, found):
        return found
    if (
        found.source is None
        and token.i + 1 < len(doc)
        and doc[token.i + 1].pos_ == "PROPN"
        and found.content[0][1] <= token.i
    ):
        return _inverted(doc, found)
    if found.source is not None and any(q[1] <= found.source[0] < found.cue[0] for q in quotes):
        return found
    if found.source is not None and found.source[0] >= token.i:
        return found
    rest = [t for t in doc[token.i + 1 : token.sent.end] if not t.is_punct and not t.is_space]
    content = found.content[-1]
    if (len(rest) > 6 and rest[0].pos_ != "ADP") or content[0] >= token.i:
        return found
    name = _name_before(doc, found.cue[0], token.sent.start)
    if name is None or name[0] - token.sent.start < 3:
        return found
    return replace(found, source=name, source_head=name[1] - 1, content=((min(c[0] for c in found.content), name[0]),))


def _reaches(doc: Doc, found: Found) -> bool:
    """Whether a source ends at its verb, what is told of it in between left out ("inspectors who were there said")."""
    assert found.source is not None
    end, cue = found.source[1], found.cue[0]
    head = doc[end - 1] if found.source_head is None else doc[found.source_head]
    clause = any(t.dep_ in {"relcl", "acl"} for t in doc[end:cue])
    return end == cue or (clause and end < cue <= head.right_edge.i + 1)


def _runs_on(doc: Doc, source: Range) -> bool:
    """Whether a source holds a verb, or an article in its midst: then it begins with words that aren't its own."""
    for i in range(*source):
        if doc[i].pos_ == "VERB":
            return True
        if doc[i].pos_ == "DET" and i > source[0] and doc[i - 1].pos_ in {"NOUN", "PROPN"}:
            return True
    return False


def _name_behind(doc: Doc, verb: int) -> Range | None:
    """A proper name right behind a verb, with its article ("... wounded 60 people said the Observatory")."""
    start = verb + 1
    end = start + 1 if start < len(doc) and doc[start].pos_ == "DET" else start
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    return (start, end) if end > start and doc[end - 1].pos_ == "PROPN" else None


def _inverted(doc: Doc, found: Found) -> Found:
    """An inverted "... said NAME": the name right behind the verb."""
    end = found.head + 1
    while end < len(doc) and (
        doc[end].pos_ == "PROPN" or (doc[end].lower_ in _NAME_LINKS and doc[end].nbor(-1).pos_ == "PROPN")
    ):
        end += 1
    while doc[end - 1].pos_ != "PROPN":
        end -= 1
    kept = tuple(c for c in found.content if c[1] <= found.head)
    return replace(found, source=(found.head + 1, end), source_head=end - 1, content=kept)


def _name_before(doc: Doc, end: int, floor: int) -> Range | None:
    """The name or the noun phrase that ends at `end`: back over nouns, adjectives and links to its article.

    A phrase with an article may be joined to others and hold where they are ("a monitor and medics in the town said").
    """
    at = end
    while at > floor:
        token = doc[at - 1]
        if at < end and token.pos_ == "NOUN" and doc[at].text[:1].isupper():
            break  # a common noun before a capital ends the words before the name
        before = doc[at - 2] if at - 1 > floor else None
        if (
            token.pos_ in {"NOUN", "PROPN"}
            or (at < end and (token.pos_ in {"ADJ", "NUM"} or token.text == "-"))
            or (at < end and _links(token, before))
        ):
            at -= 1
        elif token.pos_ == "PRON" and at == end and token.lower_ in {"he", "she", "it", "they"}:
            return at - 1, end
        else:
            break
    if at < end and at > floor and doc[at - 1].pos_ == "DET":
        return at - 1, end
    return (at, end) if at < end and doc[at].pos_ == "PROPN" else None


def _links(token: Token, before: Token | None) -> bool:
    """Whether a word inside a name ties what stands before it to the rest ("Bank of Karvel", "rebel-held town")."""
    if before is None:
        return False
    return (
        (token.lower_ in _NAME_LINKS and before.pos_ == "PROPN")
        or (token.lower_ in _PLACE_LINKS and before.pos_ == "NOUN")
        or (token.tag_ == "VBN" and before.text == "-")
        or (token.pos_ == "DET" and before.lower_ in _PLACE_LINKS)
    )


def _after_quote(doc: Doc, found: Found, quotes: Sequence[Range]) -> Found:
    """'"..." NAME, head of the clinic, said': what stands between the quotation and the verb is the source."""
    if found.source is not None:
        return found
    cue = found.cue
    for quote in quotes:
        gap = cue[0] - quote[1]
        if 0 < gap <= 25 and any(c[0] <= quote[0] < c[1] for c in found.content) and doc[quote[1]].sent.start <= cue[0]:
            source = trim(doc, (quote[1], cue[0]))
            if source is not None and any(t.pos_ in {"PROPN", "NOUN", "PRON"} for t in doc[source[0] : source[1]]):
                kept = tuple(c for c in found.content if c[1] <= quote[1])
                return replace(found, source=source, source_head=source[1] - 1, content=kept or (quote,))
    return found


def _cut_at_closing_speaker(founds: Sequence[Found]) -> list[Found]:
    """Where "X said ... Y reported" has lost its comma, each seems to say the other: Y's words are none of X's."""
    out: list[Found] = []
    for n, found in enumerate(founds):
        contents = list(found.content)
        last = max((end for _, end in contents), default=0)
        for other in founds[n + 1 :]:
            if other.cue[0] >= last:
                break
            if other.source is None or other.source[1] > other.cue[0]:
                continue
            if any(start <= found.cue[0] and found.cue[1] <= end for start, end in other.content):
                contents = [
                    (start, other.source[0]) if start <= other.source[0] < other.cue[1] <= end else (start, end)
                    for start, end in contents
                ]
        out.append(replace(found, content=tuple(c for c in contents if c[0] < c[1])))
    return out


def _cut_at_same_speaker(founds: Sequence[Found]) -> list[Found]:
    """A content ends where the same speaker's next saying begins ("denied that ... saying that ...")."""
    out: list[Found] = []
    for found in founds:
        cuts = [
            other.cue[0]
            for other in founds
            if other.head != found.head
            and other.source == found.source
            and found.source is not None
            and other.group.name in _SAYING
            and other.head > found.head
        ]
        contents: list[Range] = []
        for start, end in found.content:
            stop = min([cut for cut in cuts if start < cut < end], default=end)
            contents.append((start, stop))
        out.append(replace(found, content=tuple(contents)))
    return out
