"""Public sets on events as windows: ECB+ (what names an event), PLOVER and IndiaPoliceEvents (its type), and
factuality (UW, UDS-IH2, MEANTIME, CommitmentBank: how far it is said to have happened).

MUC-4 is not among them: its templates say what a whole report is about and mark no words.
"""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tokenizers import Tokenizer

from data import UNASKED, Kind, Stretch, Window

OLD_TYPES = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}
"""PLOVER's types of version 0.5 that were renamed."""
_MARK = re.compile(r"\((SRC|TAR|EVT|SRC/TAR|[A-Z/]+): ([^()]*)\)")
_MOJIBAKE = ("â", "Ã")


def _joined(words: Sequence[str]) -> tuple[str, list[Stretch]]:
    """Words as a text, with their code points in it."""
    text, spans = "", []
    for word in words:
        text += " " if text else ""
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


def _window(name: str, text: str, tokenizer: Tokenizer, limit: int = 220) -> Window:
    encoded = tokenizer.encode(text, add_special_tokens=False)
    ids, offsets = list(encoded.ids)[:limit], [tuple(o) for o in encoded.offsets][:limit]
    return Window(name, ids, offsets, [UNASKED] * len(ids))


def _pieces(window: Window, stretch: Stretch) -> tuple[int, ...]:
    return tuple(n for n, (a, b) in enumerate(window.offsets) if a < stretch[1] and stretch[0] < b)


def ecb(folder: Path, tokenizer: Tokenizer, topics: Sequence[int] = range(1, 26)) -> Iterator[Window]:
    """The sentences of ECB+ that were annotated, with the words that name events."""
    wanted: dict[tuple[str, str], set[str]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            wanted[row["Topic"], row["File"]].add(row["Sentence Number"])
    for topic in topics:
        for path in sorted((folder / str(topic)).glob("*.xml")):
            sentences = wanted.get((str(topic), path.stem.partition("_")[2]), set())
            root = ElementTree.parse(path).getroot()
            named = {
                anchor.get("t_id")
                for mention in root.iter()
                if mention.tag.startswith(("ACTION_", "NEG_ACTION_"))
                for anchor in mention.iter("token_anchor")
            }
            by_sentence: dict[str, list[ElementTree.Element]] = defaultdict(list)
            for token in root.iter("token"):
                by_sentence[token.get("sentence") or ""].append(token)
            for number in sorted(sentences):
                tokens = by_sentence.get(number, [])
                text, spans = _joined([token.text or "" for token in tokens])
                window = _window("ecb", text, tokenizer)
                mine = {
                    n
                    for token, span in zip(tokens, spans, strict=True)
                    if token.get("t_id") in named
                    for n in _pieces(window, span)
                }
                triggers = tuple(int(n in mine) for n in range(len(window.ids)))
                if window.ids:
                    yield Window("ecb", window.ids, window.offsets, window.tags, triggers=triggers)


def plover(path: Path, tokenizer: Tokenizer) -> Iterator[Window]:
    """PLOVER's gold records: the words that carry the event, and its type."""
    for record in json.loads(path.read_text(encoding="utf-8")):
        info = record.get("textInfo")
        markup = info.get("markup", "") if isinstance(info, dict) else ""
        if record["event"] == "DOCUMENT" or "(EVT: " not in markup:
            continue
        text, at, spans = "", 0, []
        for mark in _MARK.finditer(markup):
            text += markup[at : mark.start()]
            if mark.group(1) == "EVT":
                spans.append((len(text), len(text) + len(mark.group(2))))
            text += mark.group(2)
            at = mark.end()
        text += markup[at:]
        window = _window("plover", text, tokenizer)
        pieces = tuple(sorted({n for span in spans for n in _pieces(window, span)}))
        if pieces:
            kind = Kind(pieces, {"type": OLD_TYPES.get(record["event"], record["event"])})
            yield Window("plover", window.ids, window.offsets, window.tags, kinds=(kind,))


def police(path: Path, tokenizer: Tokenizer) -> Iterator[Window]:
    """Sentences of IndiaPoliceEvents that hold a killing, force or an arrest and nothing of the other kind."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        labels, text = set(row["sent_labels"]), row["sent_text"].strip()
        harm, arrest = bool(labels & {"KILL", "FORCE"}), "ARREST" in labels
        if harm == arrest or "FAIL" in labels or any(mark in text for mark in _MOJIBAKE):
            continue
        window = _window("police", text, tokenizer)
        kind = Kind(tuple(range(len(window.ids))), {"type": "ASSAULT" if harm else "COERCE"}, 0.5)
        yield Window("police", window.ids, window.offsets, window.tags, kinds=(kind,))


def factual(
    folder: Path, tokenizer: Tokenizer, parts: Sequence[str] = ("UW", "UDS_IH2", "MEANTIME", "CB")
) -> Iterator[Window]:
    """Words with how far what they name is said to have happened; the labels' -3 to 3 become -1 to 1."""
    for part in parts:
        for line in (folder / part / "train.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text, spans = _joined(row["text"].split(" "))
            window = _window(part, text, tokenizer)
            facts = tuple(
                (pieces[0], target["label"] / 3)
                for target in row["targets"]
                if (pieces := _pieces(window, spans[target["span1"][0]]))
            )
            if facts:
                yield Window(part, window.ids, window.offsets, window.tags, facts=facts)
