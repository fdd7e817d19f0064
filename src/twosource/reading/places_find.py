"""Which words of a report may name places: runs of capitalised words, and what the gazetteer knows of them.

The parse's entities are one witness among others: the small pipeline takes "Karvel Hill" for a person and
"Belgorod" for a people, so that the gazetteer and the words around a name may overrule it, both ways.
"""

from __future__ import annotations

from spacy.tokens import Doc

from twosource.data.gazetteer import ALIAS, CAPITALS, NAMED, Candidate, Gazetteer
from twosource.data.gazetteer_names import fold
from twosource.language.en.places import PlaceLexicon
from twosource.reading.places_around import LISTING, weigh
from twosource.reading.places_tokens import PLACE_LABELS, Found, Tokens

_MOST_WORDS = 6


def find(doc: Doc, gazetteer: Gazetteer, lexicon: PlaceLexicon) -> list[Found]:
    """Names of places in order, each with its candidates; none overlap. Candidates are empty where unknown."""
    text, tokens = doc.text, Tokens.of(doc)
    runs = _runs(tokens, lexicon)
    spans = _grams(text, tokens, runs, lexicon)
    known = gazetteer.known(key for run in spans for _, _, key in run)
    found = [one for run in spans for one in _segment(tokens, run, known, lexicon)]
    _abbreviations(text, tokens, found, gazetteer, lexicon)
    _swallowed(tokens, found, lexicon)
    _unknown(text, tokens, runs, found, gazetteer, lexicon)
    found.sort(key=lambda one: one.first)
    return weigh(tokens, found, lexicon)


def _name_like(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word[0].isupper() or (len(word) > 3 and word[1] in "'’" and word[2].isupper())  # "d'Ivoire"


def _runs(tokens: Tokens, lexicon: PlaceLexicon) -> list[list[int]]:
    """Token numbers of capitalised words that stand together, with the small words and hyphens between them."""
    runs: list[list[int]] = []
    run: list[int] = []
    size = len(tokens.words)
    at = 0
    while at < size:
        if _name_like(tokens, at):
            run.append(at)
            at += 1
            continue
        bridge = at
        while bridge < size and bridge - at < 4 and _joins(tokens, bridge, lexicon):
            bridge += 1
        if run and bridge > at and bridge < size and _name_like(tokens, bridge):
            run.extend(range(at, bridge))
            at = bridge
            continue
        if run:
            runs.append(run)
            run = []
        # A name may begin with a small article: "al-Bab".
        hyphened = at + 2 < size and tokens.words[at + 1] in "-‐‑" and tokens.words[at + 2][0].isupper()
        if hyphened and tokens.lower[at] in lexicon.articles:
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


def _grams(text: str, tokens: Tokens, runs: list[list[int]], lexicon: PlaceLexicon) -> list[list[tuple[int, int, str]]]:
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
                key = fold(text[tokens.starts[first] : end])
                stretches.append((first, last, key))
                if first == last and key[-1:] == "s" and len(key) > 4:
                    stretches.append((first, last, key[:-1]))  # a text that has lost its apostrophes: "Syrias Idlib"
        spans.append(stretches)
    return spans


def _segment(
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
        if first == last and (
            key in lexicon.never
            or key in lexicon.directions
            or key in lexicon.articles
            or tokens.words[first] in lexicon.demonyms
        ):
            continue
        candidates = _in_capitals(tokens.words[first : last + 1], known[key])
        if not candidates or _said_around(key, candidates, known, lexicon):
            continue
        lost = first == last and len(key) + 1 == len(tokens.words[first]) and tokens.lower[first][-1] == "s"
        if lost:
            beside = last + 1 < len(tokens.words) and tokens.words[last + 1][0].isalpha()
            candidates = tuple(c for c in candidates if c.how == NAMED and c.population > 100_000)
            if not candidates or not beside or tokens.lower[first] in lexicon.never:
                continue
        if tokens.lower[first] == "the" and first < last:
            first += 1
        if _tail_of_arabic(tokens, first):
            continue
        end = tokens.starts[last] + len(tokens.words[last].rstrip("-–")) - lost
        found.append(Found(first, last, tokens.starts[first], end, key, candidates))
        behind = last
    return found


def _tail_of_arabic(tokens: Tokens, first: int) -> bool:
    """Whether the word only ends a longer name: "Numan" of "Maaret al-Numan"."""
    if first < 3 or tokens.words[first - 1] not in "-‐‑" or not tokens.words[first - 3][0].isupper():
        return False
    return tokens.lower[first - 2] in ("al", "el", "an", "ad", "ar", "as", "ash", "at", "az", "ez", "es")


def _said_around(
    key: str, candidates: tuple[Candidate, ...], known: dict[str, tuple[Candidate, ...]], lexicon: PlaceLexicon
) -> bool:
    """Whether a longer name is better read as a name and a word of place: "State of Ohio", "Dublin City"."""
    head, _, rest = key.partition(" of ")
    if rest in known and head in lexicon.before:
        return True
    name, _, last = key.rpartition(" ")
    return last == "city" and name in known and all(c.how != NAMED or c.place.kind != "town" for c in candidates)


def _in_capitals(words: list[str], candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Drops those known under this name in capitals only ("US"), where the text has it otherwise."""
    if all(word.isupper() for word in words):
        # An acronym before it is the name of a small town ("IS"), or another name of a great one ("SANA").
        if len(words) == 1 and len(words[0]) <= 3:
            return tuple(c for c in candidates if c.place.kind != "town")
        if len(words) == 1 and len(words[0]) <= 5:
            return tuple(c for c in candidates if c.how != ALIAS or c.place.kind == "country")
        return candidates
    return tuple(candidate for candidate in candidates if candidate.how != CAPITALS)


def _abbreviations(text: str, tokens: Tokens, found: list[Found], gazetteer: Gazetteer, lexicon: PlaceLexicon) -> None:
    """Finds states written short: "Tex." after a name and a comma, "TX" after a town's, and "S.C." anywhere."""
    towns = {one.last for one in found}
    size = len(tokens.words)
    for at in range(size):
        if not tokens.words[at][0].isupper() or len(tokens.words[at]) > 6:
            continue
        after_comma = at >= 2 and tokens.words[at - 1] == "," and tokens.words[at - 2][0].isupper()
        for last in (at + 1, at):
            if last >= size:
                continue
            end = tokens.starts[last] + len(tokens.words[last])
            written = text[tokens.starts[at] : end]
            entry = lexicon.states.get(written)
            if entry is None:
                continue
            short = written.endswith(".")
            if "." not in written[:-1] and not (after_comma and (short or at - 2 in towns)):
                continue
            country, name = entry
            states = tuple(
                c for c in gazetteer.candidates(name) if c.place.country == country and c.place.kind == "province"
            )
            found[:] = [one for one in found if not at <= one.first <= last]
            key = fold(name)
            found.append(
                Found(at, last, tokens.starts[at], end, key, states, "province", score=3.0, written_short=after_comma)
            )
            break


def _swallowed(tokens: Tokens, found: list[Found], lexicon: PlaceLexicon) -> None:
    """Drops a name that is only part of a longer one by the parse: "Lake" of "Lake Robinson"."""
    by_entity: dict[int, list[Found]] = {}
    for one in found:
        entity = tokens.entities.get(one.first)
        if entity and entity[2] in PLACE_LABELS:
            by_entity.setdefault(entity[0], []).append(one)
    for first, inside in by_entity.items():
        last = tokens.entities[first][1]
        taken = {at for one in inside for at in range(one.first, one.last + 1)}
        rest = [
            at
            for at in range(first, last + 1)
            if at not in taken
            and tokens.words[at][0].isupper()
            and tokens.lower[at] not in lexicon.skipped
            and tokens.lower[at] not in lexicon.after
            and tokens.lower[at] not in lexicon.facilities
            and tokens.lower[at] != "the"
            and tokens.words[at] not in lexicon.demonyms
        ]
        if rest and not any(mark in tokens.words[first : last + 1] for mark in (",", "-", "/", "and", "\n")):
            for one in inside:
                found.remove(one)


def _unknown(
    text: str, tokens: Tokens, runs: list[list[int]], found: list[Found], gazetteer: Gazetteer, lexicon: PlaceLexicon
) -> None:
    """Names that the parse or the words before them take for places, and no exact key holds: by ear, or unknown."""
    taken = {at for one in found for at in range(one.first, one.last + 1)}
    for first, last, label in (*dict.fromkeys(tokens.entities.values()), *_leftovers(tokens, runs, taken)):
        while first < last and (tokens.lower[first] in ("the", "al") or not tokens.words[first][0].isalpha()):
            first += 1
        while last > first and (tokens.lower[last] in ("'s", "’s", "s") or not tokens.words[last][-1].isalnum()):
            last -= 1
        while last > first and tokens.lower[last] in lexicon.after:
            last -= 1
        if any(at in taken for at in range(first, last + 1)) or not tokens.words[first][0].isupper():
            continue
        end = tokens.starts[last] + len(tokens.words[last])
        name = text[tokens.starts[first] : end]
        if tokens.lower[first] in lexicon.never or name in lexicon.demonyms:
            continue
        stated = _stated(tokens, first, lexicon)
        candidates = gazetteer.by_ear(name)
        if label not in ("GPE", "LOC") and not stated:
            spelt = any(tokens.lower[at] in lexicon.articles for at in range(first + 1, last))
            if not candidates or not (spelt or _listed(tokens, first, last, taken)):
                continue
        taken.update(range(first, last + 1))
        score = (1.0 if stated else 0.0) + (0.5 if candidates else 0.0)
        found.append(Found(first, last, tokens.starts[first], end, fold(name), candidates, score=score))
    found.sort(key=lambda one: one.first)


def _listed(tokens: Tokens, first: int, last: int, taken: set[int]) -> bool:
    """Whether it stands in a list beside a known name."""
    before = first >= 2 and tokens.lower[first - 1] in LISTING and first - 2 in taken
    return before or (last + 2 < len(tokens.words) and tokens.lower[last + 1] in LISTING and last + 2 in taken)


def _leftovers(tokens: Tokens, runs: list[list[int]], taken: set[int]) -> list[tuple[int, int, str]]:
    """Stretches of capitalised words outside entities and known names, as entities without a label."""
    stretches = []
    for run in runs:
        piece: list[int] = []
        for at in (*run, -1):
            free = at >= 0 and at not in taken and at not in tokens.entities
            if free and (tokens.words[at][0].isupper() or (piece and _inner(tokens, at))):
                piece.append(at)
                continue
            while piece and not tokens.words[piece[-1]][0].isupper():
                piece.pop()
            if piece:
                stretches.append((piece[0], piece[-1], ""))
            piece = []
    return stretches


def _inner(tokens: Tokens, at: int) -> bool:
    """A hyphen, or a small article before one: "al-" in "Deir al-Zor"."""
    return not tokens.words[at][0].isalnum() or (at + 1 < len(tokens.words) and tokens.words[at + 1] in "-‐‑")


def _stated(tokens: Tokens, first: int, lexicon: PlaceLexicon) -> bool:
    """Whether the words before say that a place follows: "town of", "near"."""
    if first >= 2 and tokens.lower[first - 1] == "of" and tokens.lower[first - 2] in lexicon.before:
        return True
    return first >= 1 and tokens.lower[first - 1] in ("near", "outside", "village", "town")
