"""Reads ECB+ (Cybulska and Vossen 2014): texts by topic, mentions of events and which of them are one event.

Only the sentences that the corpus lists as annotated for coreference (ECBplus_coreference_sentences.csv) count, as its
readme asks. A mention without a coreference link is an event of its own.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from twosource.bench.figures import BenchError
from twosource.records import Span

SENTENCES = "ECBplus_coreference_sentences.csv"
TRAIN = tuple(range(1, 26))
"""The topics that weights may be made from."""
REPORT = tuple(range(26, 36))
"""The topics that figures are given on."""
_ACTIONS = ("ACTION", "NEG_ACTION")


@dataclass(frozen=True, slots=True)
class Mention:
    """An event named in a text."""

    document: str
    number: str
    """Its number in its document."""
    span: Span
    """From its first token to its last, in the document's text."""
    event: str
    """The same for all mentions of one event; the corpus links mentions inside a topic only."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text of the corpus."""

    name: str
    topic: int
    second: bool
    """Of the topic's second seminal event (the files named ecbplus)."""
    text: str
    """Its tokens, with a space between them and a line for each sentence."""
    mentions: tuple[Mention, ...]


def documents(data: Path, topics: Iterable[int]) -> Iterator[Document]:
    """The documents of topics, by topic and name. Raises BenchError where the corpus isn't there or is broken."""
    chosen = _sentences(data / SENTENCES)
    for topic in sorted(topics):
        folder = data / str(topic)
        files = sorted(folder.glob("*.xml"))
        if not files and not folder.is_dir():
            continue  # the corpus skips some numbers
        for path in files:
            try:
                yield _document(path, topic, chosen[str(topic), path.stem.split("_", 1)[1]])
            except (ElementTree.ParseError, KeyError, IndexError, AttributeError) as error:
                raise BenchError(f"{path}: no ECB+ document ({error})") from error


def _sentences(path: Path) -> dict[tuple[str, str], set[str]]:
    out: dict[tuple[str, str], set[str]] = defaultdict(set)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                out[row["Topic"], row["File"]].add(row["Sentence Number"])
    except (OSError, KeyError) as error:
        raise BenchError(f"{path}: the list of ECB+'s annotated sentences is asked there ({error})") from error
    return out


def _document(path: Path, topic: int, chosen: set[str]) -> Document:
    root = ElementTree.parse(path).getroot()
    spans: dict[str, Span] = {}
    sentence_of: dict[str, str] = {}
    text, sentence = "", None
    for token in root.iter("token"):
        if text:
            text += " " if token.attrib["sentence"] == sentence else "\n"
        sentence = token.attrib["sentence"]
        words = token.text or ""
        spans[token.attrib["t_id"]] = Span(len(text), len(text) + max(len(words), 1))
        sentence_of[token.attrib["t_id"]] = sentence
        text += words or " "
    event_of = _events(root, path.stem)
    mentions = []
    for mark in root.find("Markables") or ():
        anchors = [anchor.attrib["t_id"] for anchor in mark.iter("token_anchor")]
        if mark.tag.startswith(_ACTIONS) and anchors and sentence_of[anchors[0]] in chosen:
            number = mark.attrib["m_id"]
            span = Span(spans[anchors[0]].start, spans[anchors[-1]].end)
            mentions.append(Mention(path.stem, number, span, event_of.get(number, f"{path.stem} {number}")))
    ordered = tuple(sorted(mentions, key=lambda m: (m.span, m.number)))
    return Document(path.stem, topic, "ecbplus" in path.stem, text, ordered)


def _events(root: ElementTree.Element, document: str) -> dict[str, str]:
    """Each linked mention's event: the corpus's own name for it across documents, or one for its document alone."""
    out: dict[str, str] = {}
    for link in root.find("Relations") or ():
        across = link.tag == "CROSS_DOC_COREF"
        name = link.attrib["note"] if across else f"{document} {link.attrib['r_id']}"
        for source in link.iter("source"):
            if across or source.attrib["m_id"] not in out:
                out[source.attrib["m_id"]] = name
    return out
