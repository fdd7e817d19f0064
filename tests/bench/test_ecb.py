from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from twosource.bench import ecb
from twosource.bench.ecb_data import Document, documents
from twosource.bench.ecb_mentions import mention_signs, told
from twosource.bench.figures import BenchError
from twosource.weaving.learned import model

# (file, sentences as words, mentions as (sentence, word, event or None))
TEXTS = (
    ("26_1ecb", ("A quake shook Ostrana on Monday", "It rained"), ((0, 1, "E1"), (0, 2, "E1"), (1, 1, None))),
    ("26_1ecbplus", ("The Karvel quake struck at noon",), ((0, 2, "E2"), (0, 3, "E2"))),
    ("26_2ecb", ("The quake in Ostrana hurt nobody",), ((0, 1, "E1"),)),
)


def xml(name: str, sentences: tuple[str, ...], mentions: tuple[tuple[int, int, str | None], ...]) -> str:
    tokens: list[str] = []
    numbers: dict[tuple[int, int], int] = {}
    for n, sentence in enumerate(sentences):
        for w, word in enumerate(sentence.split()):
            numbers[n, w] = len(tokens) + 1
            tokens.append(f'<token t_id="{len(tokens) + 1}" sentence="{n}" number="{w}">{word}</token>')
    marks: list[str] = []
    links: list[str] = []
    for m, (n, w, event) in enumerate(mentions):
        marks.append(f'<ACTION_OCCURRENCE m_id="{m}"><token_anchor t_id="{numbers[n, w]}"/></ACTION_OCCURRENCE>')
        if event:
            links.append(f'<CROSS_DOC_COREF r_id="{m}" note="{event}"><source m_id="{m}"/></CROSS_DOC_COREF>')
    body = "".join(tokens) + f"<Markables>{''.join(marks)}</Markables><Relations>{''.join(links)}</Relations>"
    return f'<Document doc_name="{name}.xml">{body}</Document>'


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "26").mkdir()
    lines = ["Topic,File,Sentence Number"]
    for name, sentences, mentions in TEXTS:
        (tmp_path / "26" / f"{name}.xml").write_text(xml(name, sentences, mentions), encoding="utf-8")
        lines.append(f"26,{name.split('_')[1]},0")
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def read(corpus: Path) -> list[Document]:
    return list(documents(corpus, range(26, 36)))


def test_only_the_listed_sentences_count_and_spans_are_the_words(corpus: Path) -> None:
    first, second, third = read(corpus)
    assert [m.span.of(first.text) for m in first.mentions] == ["quake", "shook"]
    assert [m.event for m in (*first.mentions, *third.mentions)] == ["E1", "E1", "E1"]
    assert (first.second, second.second) == (False, True)


def test_the_lemma_baseline_can_t_tell_a_topic_s_two_quakes_apart(corpus: Path) -> None:
    parsed = list(told(read(corpus)))
    topic, subtopic = (ecb.by_lemma(group(parsed)) for group in (ecb.by_topic, ecb.by_subtopic))
    first, other = ("26_1ecb", "0"), ("26_1ecbplus", "0")
    assert topic[first] == topic[other]
    assert subtopic[first] != subtopic[other]


def test_the_task_gives_both_levels_beside_their_baselines(corpus: Path) -> None:
    figures = ecb.score(corpus)
    assert figures["mentions"] == 5
    for level in ("topic", "subtopic"):
        for name in ("conll", "lemma conll"):
            value = figures[f"{level} {name}"]
            assert isinstance(value, float)
            assert 0 < value <= 1


def test_signs_are_the_same_in_either_order_and_known_to_the_weights(corpus: Path) -> None:
    mentions = [each for _, found in told(read(corpus)) for each in found]
    for a, b in combinations(mentions, 2):
        assert mention_signs(a, b) == mention_signs(b, a)
        assert set(mention_signs(a, b)) <= set(model("same_mention").weights)


def test_a_folder_without_the_corpus_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"ECBplus_coreference_sentences.csv: the list of ECB\+'s"):
        ecb.score(tmp_path)
