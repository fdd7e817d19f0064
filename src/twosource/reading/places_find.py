"""Which words of a report name places: runs of capitalised words, the gazetteer, and how the words stand.

The parse's entities are one witness among others: the small pipeline takes "Khan Sheikhoun" for a person and
"Belgorod" for a people, so that the gazetteer and the words around a name may overrule it, both ways.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from spacy.tokens import Doc

from twosource.data.gazetteer import ALIAS, CAPITALS, STEM, Candidate, Gazetteer
from twosource.data.gazetteer_names import fold
from twosource.language.en.places import PlaceLexicon

ENOUGH = 2.0
"""Evidence from which a name is read as a place; a name read so once in a report needs little elsewhere in it."""
_AGAIN = 0.4
_MOST_WORDS = 6
_PLACES = frozenset(("GPE", "LOC", "FAC"))


@dataclass(slots=True)
class Found:
    """Words that may name a place, tokens `first` to `last` inclusive, and what speaks for it."""

    first: int
    last: int
    start: int
    end: int
    key: str
    candidates: tuple[Candidate, ...]
    level: str | None = None
    """province, district, town: what the report's own words say it is."""
    word: str | None = None
    """The word that says so."""
    looseness: str | None = None
    """`near` ("outskirts of"), `vague` (a border), `part` ("northern")."""
    score: float = 0.0
    inside: list[Found] = field(default_factory=list)
    """What the words put it in: "Paris, Texas", "in Idlib province", "Russia's Belgorod"."""
    tied: bool = False
    """Something else is put inside it."""
    inner: frozenset[int] = frozenset()
    """Ids of candidates that fit what it is put in."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A parse as plain lists: looking at a token through the library costs a microsecond each time."""

    words: list[str]
    lower: list[str]
    starts: list[int]
    spaced: list[bool]
    labels: list[str]
    tags: list[str]
    entities: dict[int, tuple[int, int, str]]
    """Token number -> first and last token and label of the entity that it is in."""
    sentence: list[int]
    surnames: frozenset[str]

    @classmethod
    def of(cls, doc: Doc) -> Tokens:
        """Reads what the finder needs, once."""
        words, starts, spaced, labels, tags, sentence = [], [], [], [], [], []
        number = -1
        for token in doc:
            words.append(token.text)
            starts.append(token.idx)
            spaced.append(bool(token.whitespace_))
            labels.append(token.ent_type_)
            tags.append(token.pos_)
            if token.is_sent_start:
                number += 1
            sentence.append(number)
        entities, surnames = {}, set()
        for entity in doc.ents:
            first, last = entity.start, entity.end - 1
            for at in range(first, last + 1):
                entities[at] = (first, last, entity.label_)
            if entity.label_ == "PERSON" and last > first and words[last][:1].isupper():
                surnames.add(fold(words[last]))
        lower = [word.lower() for word in words]
        return cls(words, lower, starts, spaced, labels, tags, entities, sentence, frozenset(surnames))


def find(doc: Doc, gazetteer: Gazetteer, lexicon: PlaceLexicon) -> list[Found]:
    """Names of places in order, each with its candidates; none overlap. Candidates are empty where unknown."""
    tokens = Tokens.of(doc)
    runs = _runs(tokens, lexicon)
    spans = _grams(doc.text, tokens, runs, lexicon)
    known = gazetteer.known(key for run in spans for _, _, key in run)
    found = [one for run in spans for one in _segment(doc.text, tokens, run, known, lexicon)]
    _abbreviations(doc.text, tokens, found, gazetteer, lexicon)
    _unknown(doc.text, tokens, found, gazetteer, lexicon)
    found.sort(key=lambda one: one.first)
    for one in found:
        _read_around(tokens, one, lexicon)
    _tie(tokens, found, lexicon)
    at = {number for one in found for number in range(one.first, one.last + 1)}
    for one in found:
        one.score += _evidence(tokens, one, at, lexicon)
    return _accept(found)


def _name_like(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word[0].isupper() and (len(word) > 1 or word.isalpha())


def _runs(tokens: Tokens, lexicon: PlaceLexicon) -> list[list[int]]:
    """Token numbers of capitalised words that stand together, with the small words and hyphens between them."""
    runs: list[list[int]] = []
    run: list[int] = []
    size = len(tokens.words)
    at = 0
    while at < size:
        word = tokens.words[at]
        if word[0].isupper():
            run.append(at)
            at += 1
            continue
        bridge = at
        while bridge < size and bridge - at < 4 and _joins(tokens, bridge, lexicon):
            bridge += 1
        if run and bridge > at and bridge < size and tokens.words[bridge][0].isupper():
            run.extend(range(at, bridge))
            at = bridge
            continue
        if run:
            runs.append(run)
            run = []
        # A name may begin with a small article: "al-Bab".
        if tokens.lower[at] in lexicon.articles and at + 2 < size and tokens.words[at + 1] in "-‐‑":
            if tokens.words[at + 2][0].isupper():
                run = [at, at + 1]
                at += 2
                continue
        at += 1
    if run:
        runs.append(run)
    return runs


def _joins(tokens: Tokens, at: int, lexicon: PlaceLexicon) -> bool:
    word = tokens.words[at]
    if word in "-‐‑–'’‘ʿ`":
        return not tokens.spaced[at] and at > 0 and not tokens.spaced[at - 1]
    return tokens.lower[at] in lexicon.joiners


def _grams(
    text: str, tokens: Tokens, runs: list[list[int]], lexicon: PlaceLexicon
) -> list[list[tuple[int, int, str]]]:
    """For each run: (first, last, key) of every stretch that may be a name, longest first at each start."""
    spans = []
    for run in runs:
        stretches = []
        for i, first in enumerate(run):
            if not _name_like(tokens, first) and not (
                tokens.lower[first] in lexicon.articles and first + 1 < len(tokens.words) and i + 1 < len(run)
            ):
                continue
            words = 0
            ends = []
            for last in run[i:]:
                if tokens.words[last][0].isalpha():
                    words += 1
                    if words > _MOST_WORDS:
                        break
                    if _name_like(tokens, last):
                        ends.append(last)
            for last in reversed(ends):
                end = tokens.starts[last] + len(tokens.words[last])
                stretches.append((first, last, fold(text[tokens.starts[first] : end])))
        spans.append(stretches)
    return spans


def _segment(
    text: str,
    tokens: Tokens,
    stretches: list[tuple[int, int, str]],
    known: dict[str, tuple[Candidate, ...]],
    lexicon: PlaceLexicon,
) -> list[Found]:
    """The longest known names of a run, from the left, none overlapping."""
    found: list[Found] = []
    behind = -1
    for first, last, key in stretches:
        if first <= behind or key not in known:
            continue
        if first == last and key in lexicon.never:
            continue
        if tokens.lower[first] == "the" and first == last:
            continue
        candidates = _in_capitals(tokens.words[first : last + 1], known[key])
        if not candidates:
            continue
        if tokens.lower[first] == "the" and first < last:
            first += 1
        end = tokens.starts[last] + len(tokens.words[last])
        found.append(Found(first, last, tokens.starts[first], end, key, candidates))
        behind = last
    return found


def _in_capitals(words: list[str], candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Drops those known under this name in capitals only ("US"), where the text has it otherwise."""
    if all(word.isupper() for word in words):
        return candidates
    return tuple(candidate for candidate in candidates if candidate.how != CAPITALS)


def _abbreviations(
    text: str, tokens: Tokens, found: list[Found], gazetteer: Gazetteer, lexicon: PlaceLexicon
) -> None:
    """ "Tex." after a town and a comma."""
    taken = {one.last: one for one in found}
    for at in range(2, len(tokens.words)):
        if tokens.words[at - 1] != "," or at - 2 not in taken:
            continue
        for last in (at + 1, at):
            if last >= len(tokens.words):
                continue
            end = tokens.starts[last] + len(tokens.words[last])
            written = text[tokens.starts[at] : end]
            entry = lexicon.states.get(written)
            if entry is None:
                continue
            country, name = entry
            states = tuple(
                c for c in gazetteer.candidates(name) if c.place.country == country and c.place.kind == "province"
            )
            found[:] = [one for one in found if not at <= one.first <= last]
            found.append(
                Found(at, last, tokens.starts[at], end, fold(name), states, level="province", score=3.0)
            )
            break


def _unknown(text: str, tokens: Tokens, found: list[Found], gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
    """Names that the parse or the words before them take for places, and no exact key holds: by ear, or unknown."""
    taken = {at for one in found for at in range(one.first, one.last + 1)}
    seen = set()
    for first, last, label in tokens.entities.values():
        if first in seen:
            continue
        seen.add(first)
        while first < last and (tokens.lower[first] in ("the", "al") or not tokens.words[first][0].isalpha()):
            first += 1
        while last > first and (tokens.lower[last] in ("'s", "’s", "s") or not tokens.words[last][-1].isalnum()):
            last -= 1
        if any(at in taken for at in range(first, last + 1)) or not tokens.words[first][0].isupper():
            continue
        named = _stated(tokens, first, lexicon)
        if label not in _PLACES and not named:
            continue
        end = tokens.starts[last] + len(tokens.words[last])
        name = text[tokens.starts[first] : end]
        if tokens.lower[first] in lexicon.never or name in lexicon.demonyms:
            continue
        candidates: tuple[Candidate, ...] = ()
        key = fold(name)
        shorter = key.removesuffix("s")
        # Some texts have lost their apostrophes: "Syrias Idlib".
        if shorter != key and len(shorter) > 3:
            candidates = tuple(
                c for c in gazetteer.known((shorter,)).get(shorter, ()) if c.population > 50_000 and c.how != STEM
            )
            if candidates:
                key, end = shorter, end - 1
        candidates = candidates or gazetteer.by_ear(name)
        score = (1.0 if named else 0.0) + (0.5 if candidates else 0.0)
        found.append(Found(first, last, tokens.starts[first], end, key, candidates, score=score))
    found.sort(key=lambda one: one.first)


def _stated(tokens: Tokens, first: int, lexicon: PlaceLexicon) -> bool:
    """Whether the words before say that a place follows: "town of", "near"."""
    if first >= 2 and tokens.lower[first - 1] == "of" and tokens.lower[first - 2] in lexicon.before:
        return True
    return first >= 1 and tokens.lower[first - 1] in ("near", "outside", "village", "town")


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
    for left, right in zip(found, found[1:], strict=False):
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
    wide = [
        c for c in outer.candidates if c.place.kind in ("country", "province", "district") and (c.how != STEM or outer.level)
    ]
    fitting = frozenset(c.id for c in inner.candidates if any(c.inside(o) for o in wide))
    if fitting:
        inner.inside.append(outer)
        inner.inner = fitting
        outer.tied = True


def _evidence(tokens: Tokens, one: Found, at: set[int], lexicon: PlaceLexicon) -> float:
    """How much speaks for words being a place's name; see ENOUGH."""
    score = _label(tokens, one)
    before, stepped = one.first - 1, False
    while before >= 0 and tokens.lower[before] in lexicon.skipped and not tokens.words[before][0].isupper():
        before, stepped = before - 1, True
    if before >= 0:
        if tokens.lower[before] in lexicon.strong:
            score += 2.0
        elif tokens.lower[before] in lexicon.weak or stepped:
            score += 0.8
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
    whole = first >= one.first - 1 and last <= one.last + 1
    if label in _PLACES:
        return 2.5 if whole else 1.0
    if label == "NORP":
        return 0.0
    if label == "ORG":
        return 0.0 if whole else -0.5
    if label == "PERSON":
        return -1.0 if whole else -2.0
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
        best = max(best, worth)
    return best


def _company(tokens: Tokens, one: Found, at: set[int], lexicon: PlaceLexicon) -> float:
    """Capitalised words beside a name make it part of another's: "Paris Hilton", "President Lincoln"."""
    score = 0.0
    after, before = one.last + 1, one.first - 1
    if after < len(tokens.words) and _beside(tokens, after) and after not in at:
        word = tokens.lower[after]
        if word in lexicon.facilities or word in lexicon.after:
            score -= 0.3
        elif tokens.sentence[after] == tokens.sentence[one.last]:
            score -= 2.5
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


def _beside(tokens: Tokens, at: int) -> bool:
    return tokens.words[at][0].isupper() and tokens.words[at][-1].isalnum()


def _accept(found: list[Found]) -> list[Found]:
    """Those with enough evidence, and those of a name that has enough elsewhere in the report."""
    sure = {one.key for one in found if one.score >= ENOUGH}
    return [one for one in found if one.score >= ENOUGH or (one.key in sure and one.score >= _AGAIN)]
