"""Attributions with their parties: who vouches, who carries it, and on which day it was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from twosource.reading.attribution import Found
from twosource.reading.carriers import with_carriers
from twosource.reading.evidence import basis
from twosource.reading.parties import Resolver
from twosource.reading.scene import Scene, Voiced, holds, is_show
from twosource.reading.stance import taken
from twosource.reading.tree import Range, chars, child, noun_after_by, noun_phrase, subtree
from twosource.records import Attribution, PartyRef


def voice(scene: Scene, founds: Sequence[Found], resolver: Resolver, outlet: PartyRef) -> tuple[Voiced, ...]:
    """The attributions with their parties, in the text's order; nested ones name who carries them in `via`."""
    out: list[Voiced] = []
    for found in founds:
        what = taken(scene.doc, found, scene.cues)
        parties: tuple[PartyRef, ...] = ()
        if found.source is not None and not is_show(scene, found):
            parties = resolver.source(found.source, found.source_head)
        elif found.source is not None:
            parties = _shown_by(scene, found, resolver)
        out.append(Voiced(found, what, parties, ()))
    carried = with_carriers(scene.doc, _cited(scene, out, resolver), resolver.mentions, resolver.base, outlet)
    return tuple(_carried(v, carried, outlet) for v in carried)


def _cited(scene: Scene, voices: Sequence[Voiced], resolver: Resolver) -> list[Voiced]:
    """As in "X said, citing Y", "according to X, which cited Y": Y vouches for what X said, and X carries it."""
    out = list(voices)
    for token in scene.doc:
        of_source = token.dep_ == "relcl" and token.tag_ in {"VBD", "VBZ"}
        if token.lemma_ not in {"cite", "quote"} or (token.tag_ != "VBG" and not of_source):
            continue
        if any(c.dep_ == "prep" and c.lower_ == "as" for c in token.children):
            continue  # "quoting X as saying ..." is an attribution of its own
        thing = child(token, "dobj")
        above = {a.i for a in token.ancestors}
        named = (k for k, v in enumerate(out) if v.parties and v.found.source_head == token.head.i)
        said = (k for k, v in enumerate(out) if v.parties and v.found.head in above)
        n = next(named if of_source else said, None)
        if thing is None or n is None:
            continue
        cited = resolver.source(noun_phrase(thing), thing.i)
        if cited:
            kept = tuple(_without_tail(scene.doc, c, subtree(token)) for c in out[n].found.content)
            out[n] = replace(out[n], found=replace(out[n].found, content=kept), parties=cited, via=out[n].parties)
            out = [v for v in out if not (of_source and v.found.head == token.i)]
    return out


def _without_tail(doc: Doc, content: Range, tail: Range) -> Range:
    """A content without the "citing Y" that the parse put at its end."""
    start, end = content
    if not start < tail[0] < end <= tail[1]:
        return content
    end = tail[0]
    while end - 1 > start and doc[end - 1].text == ",":
        end -= 1
    return start, end


def _shown_by(scene: Scene, found: Found, resolver: Resolver) -> tuple[PartyRef, ...]:
    """Who made or spread the pictures that show it ("photographs circulated by activists"), where that is said."""
    if found.source_head is None:
        return ()
    top = scene.doc[found.source_head]
    for holder in (top, *(c for c in top.children if c.dep_ == "acl")):
        maker = noun_after_by(holder, "by")
        if maker is not None:
            return resolver.source(noun_phrase(maker), maker.i)
    before = None if found.source is None or found.source[0] >= top.i else (found.source[0], top.i)
    owner = None if before is None else resolver.name(before)
    return () if owner is None else (owner,)


def _carried(voiced: Voiced, others: Sequence[Voiced], outlet: PartyRef) -> Voiced:
    """With the speakers of the attributions around it as carriers, outermost first."""
    via: list[PartyRef] = []
    for other in others:
        if other is not voiced and other.parties and holds(other.found, voiced.found):
            via.extend(
                p
                for p in (*other.via, *other.parties)
                if all(p.id != q.id for q in (*voiced.parties, *via)) and p.id != outlet.id
            )
    cited = (p for p in voiced.via if p.id != outlet.id and all(p.id != q.id for q in (*voiced.parties, *via)))
    return replace(voiced, via=(*via, *cited))


def to_attribution(scene: Scene, voiced: Voiced) -> Attribution:
    """The record of an attribution."""
    doc, found = scene.doc, voiced.found
    contents = tuple(chars(doc, c) for c in found.content)
    return Attribution(
        source=chars(doc, found.source) if found.source else None,
        cue=chars(doc, found.cue),
        content=contents,
        stance=voiced.taken.stance if voiced.taken.about == "fact" else None,
        about=voiced.taken.about,
        certainty=voiced.taken.certainty,
        parties=voiced.parties,
        via=voiced.via,
        basis=basis(doc, chars(doc, found.source) if found.source else None, chars(doc, found.cue), contents),
        said=said_on(scene, found),
    )


def said_on(scene: Scene, found: Found) -> str | None:
    """The day on which it was said, where a date hangs on the cue itself ("said on Tuesday")."""
    cue = scene.doc[found.head]
    covered = [chars(scene.doc, c) for c in found.content]
    for mention in scene.times:
        if mention.interval is None or mention.interval.start != mention.interval.end:
            continue
        if found.form != "accuse" and any(c.overlaps(mention.span) for c in covered):
            continue
        tokens = scene.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if tokens is not None and (tokens.root.head.i == cue.i or tokens.root.head.head.i == cue.i):
            return mention.interval.start.isoformat()
    return None
