"""Event coreference on ECB+ (topics 26-35), gold mentions given: the learned score beside the lemma baseline.

The convention: mentions of the sentences that the corpus lists, actions of every class; mentions alone count (as gold
and as found). At the level of topics, a topic's two seminal events stand together and must be told apart; at the level
of subtopics they are given apart, which is easier. Topics are never compared with each other. Figures are pooled over
topics. The lemma baseline makes one event of all mentions in a topic (subtopic) whose heads have one lemma.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from pathlib import Path

from twosource.bench.conll import conll
from twosource.bench.ecb_data import REPORT, Document, documents
from twosource.bench.ecb_mentions import Told, mention_signs, told
from twosource.bench.figures import BenchError, Figures
from twosource.weaving.learned import Logistic, model
from twosource.weaving.linkage import link

JOIN = 0.45
"""Mean probability from which two groups of mentions are one event; set on topics 21-25."""
Groups = Mapping[Hashable, Sequence[Told]]
Parsed = Sequence[tuple[Document, tuple[Told, ...]]]


def score(data: Path, topics: Iterable[int] = REPORT) -> Figures:
    """The figures at topic and at subtopic level, each with its baseline. Raises BenchError without the data."""
    parsed = list(told(documents(data, topics)))
    if not parsed:
        raise BenchError(f"{data}: no topic there of {min(topics)} to {max(topics)}; give the folder of ECB+")
    gold: dict[object, Hashable] = {
        _key(each): (document.topic, each.mention.event) for document, found in parsed for each in found
    }
    out: Figures = {"mentions": len(gold)}
    for level, groups in (("topic", by_topic(parsed)), ("subtopic", by_subtopic(parsed))):
        ours, lemma = conll(gold, joined(groups)), conll(gold, by_lemma(groups))
        out |= {f"{level} {name}": figure for name, figure in ours.items()}
        out |= {f"{level} lemma {name}": figure for name, figure in lemma.items()}
    return out


def by_topic(parsed: Parsed) -> Groups:
    """Mentions that are compared with each other at the level of topics."""
    return _grouped((document.topic, found) for document, found in parsed)


def by_subtopic(parsed: Parsed) -> Groups:
    """The same at the level of subtopics."""
    return _grouped(((document.topic, document.second), found) for document, found in parsed)


def _grouped(rows: Iterable[tuple[Hashable, tuple[Told, ...]]]) -> Groups:
    out: dict[Hashable, list[Told]] = {}
    for key, found in rows:
        out.setdefault(key, []).extend(found)
    return out


def joined(groups: Groups, chosen: Logistic | None = None, join: float = JOIN) -> dict[object, Hashable]:
    """Each mention's event by the learned score and average links; `chosen` in the place of the weights that ship."""
    judge = chosen or model("same_mention")
    out: dict[object, Hashable] = {}
    for key, members in groups.items():

        def likely(i: int, j: int, members: Sequence[Told] = members) -> float:
            return judge.probability(mention_signs(members[i], members[j]))

        for number, group in enumerate(link(len(members), likely, join)):
            out |= {_key(members[n]): (key, number) for n in group}
    return out


def by_lemma(groups: Groups) -> dict[object, Hashable]:
    """Each mention's event by the lemma of its head."""
    return {_key(each): (key, each.head) for key, members in groups.items() for each in members}


def _key(each: Told) -> object:
    return each.mention.document, each.mention.number
