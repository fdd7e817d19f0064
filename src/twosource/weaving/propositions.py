"""Which positions on one event put forward the same thing.

The aspect tells first: that it happened, who did it (one proposition for each accused), by what means (one for each
substance or weapon), the toll (killed, wounded and so on apart, figures are rival values of one proposition), what came
of it and the rest (by their words).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from twosource.language.en.events import lexicon
from twosource.records import Judgement, Proposition
from twosource.records.identity import content_id
from twosource.weaving.events import vocabulary_of
from twosource.weaving.similarity import Vocabulary, cosine
from twosource.weaving.threads import Item, family_of

MAKER = "weave.propositions/1"
SAME = "same proposition"
RIVAL = "rival of"
JOIN = 0.3
"""Mean cosine from which two groups of words on outcome, or on something else, are one proposition."""
WIDEST = 400
"""Contents of one event compared with each other at most; later ones join by their nearest lemmas' group."""
_UNKNOWN = "?"


def key_of(item: Item) -> tuple[str, str] | None:
    """The aspect and, within it, what tells propositions apart without comparing words; None where words must."""
    frame = item.position.frame
    aspect = frame.aspect
    if aspect == "occurrence":
        return aspect, ""
    if aspect == "responsibility":
        return aspect, _accused(item)
    if aspect == "means":
        return aspect, frame.weapons[0] if frame.weapons else _UNKNOWN
    if aspect == "toll":
        return aspect, _unit(item)
    return None


def _accused(item: Item) -> str:
    """Who is said to have done it: the actor as it comes down across reports, `?` where nobody is named."""
    if item.roots:
        return item.roots[0]
    return _UNKNOWN


def _unit(item: Item) -> str:
    """The toll's class: `killed`, `wounded`…; parts of those killed or hurt (women, children) are one class."""
    frame = item.position.frame
    if frame.figure is not None:
        unit = frame.figure.unit
        return "parts" if " " in unit else unit
    lemmas = set(frame.lemmas)
    if lemmas & {"woman", "child", "civilian", "baby", "infant"}:
        return "parts"
    if "missing" in lemmas:
        return "missing"
    known = lexicon()
    families = {word.family for lemma in frame.lemmas if (word := known.any(lemma)) is not None}
    return "wounded" if "wound" in families and "kill" not in families else "killed"


def judge_propositions(items: Iterable[Item], event_of: Mapping[str, str]) -> tuple[Judgement, ...]:
    """Positive judgements that tie every position of a proposition to its earliest, and `rival of` ones between the
    earliest positions of propositions that exclude each other; sorted.

    `event_of` gives each position's group of one event. Positions of two events are never tied.
    """
    ordered = sorted(items, key=lambda i: i.order)
    vocabulary = vocabulary_of(ordered)
    by_event: dict[str, list[Item]] = defaultdict(list)
    for item in ordered:
        by_event[event_of[item.position.id]].append(item)
    out: list[Judgement] = []
    for event in sorted(by_event):
        groups = _groups(by_event[event], vocabulary)
        for key, group in groups:
            anchor = group[0].position.id
            reason = f"same event, {key[0]}" + (f": {key[1]}" if key[1] else "")
            out.extend(Judgement(SAME, anchor, item.position.id, "positive", 0.8, MAKER, reason) for item in group[1:])
        out.extend(_rivals(groups))
    return tuple(sorted(out))


def _groups(items: Sequence[Item], vocabulary: Vocabulary) -> list[tuple[tuple[str, str], list[Item]]]:
    keyed: dict[tuple[str, str], list[Item]] = defaultdict(list)
    free: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        key = key_of(item)
        if key is None:
            free[item.position.frame.aspect].append(item)
        else:
            keyed[key].append(item)
    _settle_unknown(keyed)
    out = [(key, sorted(group, key=lambda i: i.order)) for key, group in keyed.items()]
    for aspect in sorted(free):
        out.extend(((aspect, ""), group) for group in _by_words(free[aspect], vocabulary))
    return sorted(out, key=lambda entry: entry[1][0].order)


def _settle_unknown(keyed: dict[tuple[str, str], list[Item]]) -> None:
    """Words that name no doer go with the doer named most, save where they say that nobody knows; a mere "substance"
    or "chemical" stays for itself.
    """
    named = {key: group for key, group in keyed.items() if key[0] == "responsibility" and key[1] != _UNKNOWN}
    unknown = keyed.get(("responsibility", _UNKNOWN), [])
    if not named or not unknown:
        return
    main = min(named, key=lambda key: (-len(named[key]), key))
    stay = [item for item in unknown if item.position.stance == "unverified"]
    keyed[main].extend(item for item in unknown if item.position.stance != "unverified")
    if stay:
        keyed["responsibility", _UNKNOWN] = stay
    else:
        del keyed["responsibility", _UNKNOWN]


def _by_words(items: Sequence[Item], vocabulary: Vocabulary) -> list[list[Item]]:
    """Groups by the words of the contents: average link over cosines, the nearest first."""
    head, rest = list(items[:WIDEST]), items[WIDEST:]
    bags = [_bag(item) for item in head]
    vectors = [vocabulary.weigh(bag) for bag in bags]
    sums: dict[tuple[int, int], float] = {}
    for i in range(len(head)):
        for j in range(i + 1, len(head)):
            same = head[i].position.content == head[j].position.content
            same = same and head[i].position.document == head[j].position.document
            sums[i, j] = 1.0 if same else cosine(vectors[i], vectors[j])
    groups: dict[int, list[int]] = {i: [i] for i in range(len(head))}
    while True:
        best = max(
            ((value / (len(groups[i]) * len(groups[j])), -i, -j) for (i, j), value in sums.items()), default=None
        )
        if best is None or best[0] < JOIN:
            break
        i, j = -best[1], -best[2]
        for k in list(groups):
            if k in (i, j):
                continue
            a, b = (min(i, k), max(i, k)), (min(j, k), max(j, k))
            sums[a] = sums[a] + sums.pop(b)
        del sums[i, j]
        groups[i] += groups.pop(j)
    out = [[head[n] for n in sorted(group)] for group in groups.values()]
    for item in rest:
        bag = set(_bag(item))
        near = max(range(len(out)), key=lambda n: (len(bag & set(_bag(out[n][0]))), -n))
        if bag & set(_bag(out[near][0])):
            out[near].append(item)
        else:
            out.append([item])
    return [sorted(group, key=lambda i: i.order) for group in out]


def _bag(item: Item) -> Counter[str]:
    """Lemmas, and the families of happenings behind them: "captured" and "overran" are near."""
    bag = Counter(item.position.frame.lemmas)
    family = family_of(item)
    if family:
        bag[f"+{family}"] += 1
    return bag


def _rivals(groups: Sequence[tuple[tuple[str, str], list[Item]]]) -> list[Judgement]:
    """Two parties each said to have done it alone exclude each other; so do two substances said to be the one used."""
    out: list[Judgement] = []
    for aspect in ("responsibility", "means"):
        named = [(key, group) for key, group in groups if key[0] == aspect and key[1] not in {_UNKNOWN, ""}]
        for n, (_, group) in enumerate(named):
            for _, other in named[n + 1 :]:
                if aspect == "responsibility" or _exclude(group, other):
                    left, right = sorted((group[0].position.id, other[0].position.id))
                    reason = (
                        "each says another did it" if aspect == "responsibility" else "each names another substance"
                    )
                    out.append(Judgement(RIVAL, left, right, "positive", 0.6, MAKER, reason))
    return out


def _exclude(one: Sequence[Item], other: Sequence[Item]) -> bool:
    """Only substances that a sample tells apart exclude each other: bombs and shells may both have fallen."""
    exact = {"chlorine", "sarin", "mustard"}
    a, b = one[0].position.frame.weapons, other[0].position.frame.weapons
    return bool(a and b and a[0] in exact and b[0] in exact)


def proposition_rows(
    items: Iterable[Item],
    proposition_of: Mapping[str, str],
    event_ids: Mapping[str, str],
    texts: Mapping[tuple[str, str], str],
    judgements: Iterable[Judgement] = (),
) -> tuple[Proposition, ...]:
    """A row for each proposition, sorted by id.

    `proposition_of` gives each position's group, `event_ids` each position's event id as shown, `texts` the reports'
    texts by (story, document); `judgements` hold the rivals. The text is the words of its clearest content, as said.
    """
    groups: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda i: i.order):
        groups[proposition_of[item.position.id]].append(item)
    ids = {root: proposition_id(group) for root, group in groups.items()}
    rivals: dict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        if judgement.relation == RIVAL and judgement.verdict == "positive":
            a = ids.get(proposition_of.get(judgement.left, ""))
            b = ids.get(proposition_of.get(judgement.right, ""))
            if a and b and a != b:
                rivals[a].add(b)
                rivals[b].add(a)
    rows = [
        Proposition(
            id=ids[root],
            event=event_ids[group[0].position.id],
            aspect=aspect_of(group),
            text=_text(group, texts),
            rivals=tuple(sorted(rivals[ids[root]])),
        )
        for root, group in groups.items()
    ]
    return tuple(sorted(rows, key=lambda row: row.id))


def proposition_id(items: Sequence[Item]) -> str:
    """The proposition's id, from its earliest item and that item's aspect."""
    first = min(items, key=lambda i: i.order)
    p = first.position
    return content_id("q", p.story, p.document, p.content.start, p.content.end, first.party, p.frame.aspect)


def aspect_of(items: Sequence[Item]) -> str:
    """The commonest aspect of a proposition's positions; on a tie the first in the text's order."""
    counts = Counter(item.position.frame.aspect for item in items)
    return max(counts, key=lambda name: (counts[name], -[i.position.frame.aspect for i in items].index(name)))


def _text(items: Sequence[Item], texts: Mapping[tuple[str, str], str]) -> str:
    """The clearest content's own words: asserted rather than denied, naming its event, of middling length."""

    def clearness(item: Item) -> tuple[int, int, int, tuple[str, str, int, int, str]]:
        p = item.position
        size = p.content.end - p.content.start
        return (
            p.stance not in {"asserts", "confirms"},
            p.frame.anaphoric or p.frame.type is None,
            abs(size - 70),
            item.order,
        )

    best = min(items, key=clearness).position
    words = " ".join(best.content.of(texts[best.story, best.document]).split())
    return words[:1].upper() + words[1:]
