"""How the words around a name stand: what they say of it, what they put it in, whether it names a place at all."""

from __future__ import annotations

import math
from itertools import pairwise

from twosource.data.gazetteer import ALIAS, NAMED, STEM, Candidate
from twosource.language.en.places import PlaceLexicon
from twosource.reading.places_tokens import PLACE_LABELS, Found, Tokens

ENOUGH = 2.0
"""Evidence from which a name is read as a place; a name read so once in a report needs little elsewhere in it."""
_AGAIN = 0.4


def weigh(tokens: Tokens, found: list[Found], lexicon: PlaceLexicon) -> list[Found]:
    """Those of the found names that are places' by the words around them, with what these say filled in."""
    for one in found:
        _read_around(tokens, one, lexicon)
    _tie(tokens, found, lexicon)
    at = {number: one for one in found for number in range(one.first, one.last + 1)}
    for one in found:
        one.score += _evidence(tokens, one, at, lexicon)
    _second_look(tokens, found, lexicon)
    sure = {one.key for one in found if one.score >= ENOUGH}
    return [one for one in found if one.score >= ENOUGH or (one.key in sure and one.score >= _AGAIN)]


def _second_look(tokens: Tokens, found: list[Found], lexicon: PlaceLexicon) -> None:
    """What the names read so far say for the others: the countries the report speaks of, and lists."""
    spoken = {lexicon.demonyms[word] for word in tokens.words if word in lexicon.demonyms}
    for one in found:
        if one.score >= ENOUGH and one.candidates:
            first = one.candidates[0]
            if first.place.kind in ("country", "province", "region") or first.population > 500_000:
                spoken.add(first.place.country or "")
    for one in found:
        if one.score < ENOUGH and one.key not in tokens.surnames:
            here = any(c.place.country in spoken and c.how != STEM for c in one.candidates)
            rare = len(one.candidates) <= 2
            person = tokens.labels[one.first] == "PERSON" and one.last == one.first
            if here:
                # The parse takes rare foreign towns for persons; a name of many towns is a surname as often.
                one.score += (1.6 if rare else 0.9) if not person else (1.6 if rare else 0.0)
    pairs = list(pairwise(found))
    for left, right in (*pairs, *reversed(pairs)):
        between = tokens.lower[left.last + 1 : right.first]
        if len(between) <= 2 and between and all(word in LISTING for word in between):
            for one, other in ((left, right), (right, left)):
                if one.score >= ENOUGH > other.score and not other.listed:
                    other.score += 1.2
                    other.listed = True


LISTING = frozenset((",", "and", "or", "&", "/"))
"""What stands between the names of a list."""


def _read_around(tokens: Tokens, one: Found, lexicon: PlaceLexicon) -> None:
    """What the words beside a name say of it: its level, "near", "northern"."""
    before = one.first - 1
    direction = False
    while before >= 0 and tokens.lower[before] in lexicon.skipped:
        direction = direction or tokens.lower[before] in lexicon.directions
        if tokens.lower[before] in ("town", "city", "village") and one.level is None:
            one.level, one.word = "town", tokens.words[before]
        before -= 1
    if direction:
        one.looseness = "part"
    if before >= 0 and tokens.lower[before] in lexicon.near:
        one.looseness = "near"
    if before >= 1 and tokens.lower[before] == "of":
        said = lexicon.before.get(tokens.lower[before - 1])
        if said in ("near", "vague"):
            one.looseness = said
        elif said and one.level is None:
            one.level, one.word = said, tokens.words[before - 1]
        if said and before >= 3 and tokens.lower[before - 2] in lexicon.near and tokens.lower[before - 1] != said:
            one.looseness = "near"
    after = one.last + 1
    if after < len(tokens.words) and tokens.lower[after] in ("'s", "’s") and after + 1 < len(tokens.words):
        if lexicon.after.get(tokens.lower[after + 1]) == "near":
            one.looseness = "near"
        return
    if after < len(tokens.words):
        said = lexicon.after.get(tokens.lower[after])
        if said in ("near", "vague"):
            one.looseness = said
        elif said:
            one.level, one.word = said, tokens.words[after]


def _tie(tokens: Tokens, found: list[Found], lexicon: PlaceLexicon) -> None:
    """Ties a name to the wider place that the words put it in, where the gazetteer knows it to lie there."""
    for left, right in pairwise(found):
        if not left.candidates or not right.candidates or tokens.sentence[left.first] != tokens.sentence[right.first]:
            continue
        between = [
            word
            for word in tokens.lower[left.last + 1 : right.first]
            if word not in lexicon.skipped and word not in lexicon.after
        ]
        if between in ([], [","], ["in"], ["of"], [",", "in"], ["("], ["-"], ["at"]) and right.first - left.last < 7:
            _put_inside(left, right)
        if between in (["'s"], ["’s"], [], ["s"]) and right.first - left.last < 4 and not left.inside:
            _put_inside(right, left)


def _put_inside(inner: Found, outer: Found) -> None:
    if _width(inner) >= _width(outer) and not outer.written_short:
        return  # a list: "Kansas, Illinois", "China, Japan"
    wide = [
        c
        for c in outer.candidates
        if c.place.kind in ("country", "province", "district", "region") and (c.how != STEM or outer.level)
    ]
    fitting = frozenset(c.id for c in inner.candidates if c.how != ALIAS and any(_within(c, o) for o in wide))
    if not fitting and _width(inner) < 2:
        fitting = frozenset(c.id for c in inner.candidates if any(_within(c, o) for o in wide))
    if fitting:
        inner.inside.append(outer)
        inner.inner = fitting
        outer.tied = True


def _within(inner: Candidate, outer: Candidate) -> bool:
    """By division; by distance in a region, which has none."""
    if outer.place.kind != "region" or inner.place.kind not in ("town", "site", "district"):
        return inner.inside(outer)
    lat, lon = inner.place.lat - outer.place.lat, inner.place.lon - outer.place.lon
    return 111.0 * math.hypot(lat, lon * math.cos(math.radians(outer.place.lat))) <= outer.place.radius_km


def _width(one: Found) -> int:
    """3 where a name is first of all a country's, 2 a province's or region's, 1 for the rest."""
    if any(c.place.kind == "country" and c.how == NAMED for c in one.candidates):
        return 3
    first = one.candidates[0]
    wide = first.place.kind in ("province", "region", "water") and first.how == NAMED
    return 2 if wide and one.level in (None, "province") else 1


def _evidence(tokens: Tokens, one: Found, at: dict[int, Found], lexicon: PlaceLexicon) -> float:
    """How much speaks for words being a place's name; see ENOUGH."""
    score = _label(tokens, one)
    before, stepped = one.first - 1, False
    while before >= 0 and tokens.lower[before] in lexicon.skipped and not tokens.words[before][0].isupper():
        before, stepped = before - 1, True
    if before >= 0:
        if tokens.lower[before] in lexicon.strong:
            score += 2.0
        elif tokens.lower[before] in lexicon.taken or (
            tokens.lower[before] == "on" and before > 0 and tokens.lower[before - 1] in lexicon.hits
        ):
            score += 1.4
        elif tokens.lower[before] in lexicon.weak or stepped:
            score += 0.8
    if _dateline(tokens, one):
        score += 2.5
    score += 2.0 if one.level else 0.0
    score += 1.0 if one.looseness in ("near", "part") else 0.0
    score += (2.5 if one.inside else 0.0) + (1.5 if one.tied else 0.0)
    score += _renown(one)
    if one.last > one.first:
        score += 0.7
    if one.candidates and all(c.how in (ALIAS, STEM) for c in one.candidates[:4]):
        score -= 0.7
    short = one.first == one.last and len(tokens.words[one.first]) <= 3
    if short and not tokens.words[one.first].isupper():
        score -= 1.0
    if one.first == one.last and tokens.tags[one.first] not in ("PROPN", "NOUN", "ADJ"):
        score -= 1.5
    return score + _company(tokens, one, at, lexicon)


def _label(tokens: Tokens, one: Found) -> float:
    entity = tokens.entities.get(one.first)
    if entity is None:
        return 0.0
    first, last, label = entity
    whole = all(
        tokens.lower[at] in ("the", "'s", "’s", "s") or not tokens.words[at][0].isalpha()
        for at in (*range(first, one.first), *range(one.last + 1, last + 1))
    )
    if label in PLACE_LABELS:
        return 2.5 if whole else 1.0
    if label == "NORP":
        return 0.0
    if label == "ORG":
        return 0.0 if whole else -0.5
    if label == "PERSON":
        return (-0.5 if first == last else -1.0) if whole else -2.0
    return -1.0


def _renown(one: Found) -> float:
    """A country or a great city is a place's name far more often than anyone else's."""
    best = 0.0
    for candidate in one.candidates[:6]:
        kind, known = candidate.place.kind, candidate.how not in (STEM, ALIAS)
        if kind == "country":
            worth = 3.0 if known else 1.5
        elif kind in ("region", "water", "site"):
            worth = 2.0
        elif kind == "province":
            worth = 1.6 if known else 0.8
        else:
            worth = max(0.0, (math.log10(max(candidate.population, 1)) - 3.5) * (0.7 if known else 0.4))
        best = max(best, worth + (0.8 if candidate.capital else 0.0))
    return best


def _company(tokens: Tokens, one: Found, at: dict[int, Found], lexicon: PlaceLexicon) -> float:
    """Capitalised words beside a name make it part of another's: "Paris Hilton", "President Lincoln"."""
    score = 0.0
    after, before = one.last + 1, one.first - 1
    beside = at.get(after)
    if beside is not None and "," in tokens.words and beside not in one.inside and one not in beside.inside:
        score -= 2.0
    if after < len(tokens.words) and after not in at and tokens.sentence[after] == tokens.sentence[one.last]:
        word = tokens.lower[after]
        if word in lexicon.features:
            score -= 3.0
        elif word in lexicon.people:
            score += 0.8
        elif _beside(tokens, after) and word not in lexicon.facilities and word not in lexicon.after:
            # A body's name that opens with a place's is that place's body.
            score -= 1.0 if tokens.labels[one.first] == "ORG" == tokens.labels[after] else 2.5
    if before >= 0 and before not in at and tokens.sentence[before] == tokens.sentence[one.first]:
        word = tokens.lower[before].rstrip(".")
        if word in lexicon.titles:
            score -= 3.0
        elif _beside(tokens, before) and word not in lexicon.skipped and word not in lexicon.strong:
            opening = before == 0 or tokens.sentence[before - 1] != tokens.sentence[before]
            if tokens.words[before] not in lexicon.demonyms and not (opening and tokens.tags[before] != "PROPN"):
                score -= 2.5
    if one.first == one.last and one.key in tokens.surnames:
        score -= 2.5
    return score


def _dateline(tokens: Tokens, one: Found) -> bool:
    """Whether the name opens a line as where it was written: "KYIV (Agency) -", "Kyiv, March 3 -"."""
    first, after = one.first, one.last + 1
    if first > 0 and "\n" not in tokens.words[first - 1]:
        return False
    words = tokens.words[after : after + 8]
    if not words or words[0] not in ("(", ",", "-", "–", "—", "/"):
        return False
    return words[0] in ("–", "—", "-") or any(word in ("-", "–", "—") for word in words)


def _beside(tokens: Tokens, at: int) -> bool:
    return tokens.words[at][0].isupper() and tokens.words[at][-1].isalnum()
