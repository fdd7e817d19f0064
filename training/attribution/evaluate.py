"""Scores a checkpoint or an exported reader on a folder of PolNeAR, by the rules of `twosource bench attribution`.

usage: evaluate.py --data POLNEAR/dev --base MODEL_FOLDER --weights reader-2.pt [reader-3.pt ...] [--out FOLDER]
       evaluate.py --data POLNEAR/dev --onnx FOLDER [--out FOLDER]

With --out, the predictions are written as JSON Lines for `twosource bench attribution --predictions`. With --sweep,
settings of decoding are compared on every other article and the best one is scored on the rest.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from data import articles
from model import Reader
from twosource.bench import attribution as bench
from twosource.models.attribute import Marked
from twosource.models.onnx_reader import OnnxReader
from twosource.models.onnx_reader_decode import Decoding, Scores, find

CLS, SEP = 101, 102


def load_model(base: str, weights: Path) -> Reader:
    """A checkpoint of train.py, ready to read."""
    model = Reader(base)
    model.load_state_dict(torch.load(weights, weights_only=True)["model"], strict=False)
    model.eval()
    return model


def torch_reader(base: str, weights: Path, *, nearest: bool = False) -> Callable[[str], tuple[Marked, ...]]:
    """A checkpoint of train.py as a function from texts to attributions, with nothing dropped.

    With `nearest`, a content's cue and source are the nearest ones, whatever links were learned.
    """
    tokenizer = Tokenizer.from_file(f"{base}/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    model = load_model(base, weights)

    def score(ids: Sequence[int]) -> Scores:
        pieces = torch.tensor([[CLS, *ids, SEP]])
        with torch.inference_mode():
            tags, links, kinds = model(pieces, torch.ones_like(pieces))
        scores = links[0].numpy()
        if nearest:
            places = np.arange(scores.shape[1], dtype=np.float32)
            scores = np.broadcast_to(-np.abs(places[:, None] - places[None, :]), scores.shape).copy()
            scores[:, :, 0] = -1e4
        return Scores(tags[0].numpy(), scores, kinds[0].numpy())

    def read(text: str) -> tuple[Marked, ...]:
        pieces = tokenizer.encode(text, add_special_tokens=False)
        return find(text, pieces.ids, pieces.offsets, score)

    return read


def read_all(read: Callable[[str], tuple[Marked, ...]], texts: Mapping[str, str]) -> dict[str, tuple[Marked, ...]]:
    """The attributions of every article, and on the screen the time that they took."""
    begun = time.process_time()
    found = {name: read(text) for name, text in texts.items()}
    print(f"{len(texts)} articles, {len(texts) / (time.process_time() - begun):.2f} a CPU second")
    return found


def figures(folder: Path, found: Mapping[str, Sequence[Marked]], texts: Mapping[str, str]) -> dict[str, float]:
    """F1 (and for REL precision and recall) in per cent over the articles given."""
    said = {name: [bench.Said(m.source, m.cue, m.content) for m in rows] for name, rows in found.items()}
    scored = bench.score(folder, said, texts).figures
    out = {name: 100 * row["f1"] for name, row in scored.items() if isinstance(row, dict)}
    rel = scored["rel"]
    assert isinstance(rel, dict)
    return out | {"rel P": 100 * rel["precision"], "rel R": 100 * rel["recall"]}


def kept(found: Mapping[str, Sequence[Marked]], settings: Decoding) -> dict[str, list[Marked]]:
    """What is left of attributions found with nothing dropped."""
    return {
        name: [m for m in rows if m.confidence >= (settings.least if m.cue else max(settings.least, settings.lonely))]
        for name, rows in found.items()
    }


def sweep(folder: Path, found: Mapping[str, Sequence[Marked]], texts: Mapping[str, str]) -> Decoding:
    """The settings that are best on every other article by REL and REL+S together, and their figures on the rest."""
    half, rest = dict(list(texts.items())[::2]), dict(list(texts.items())[1::2])

    def worth(settings: Decoding) -> float:
        row = figures(folder, kept(found, settings), half)
        return row["rel"] + row["rel+s"]

    steps = [n / 20 for n in range(13)]
    best = max((Decoding(least, lonely) for least in steps for lonely in steps if lonely >= least), key=worth)
    print(f"best on one half: {best}")
    show("other half, nothing dropped", figures(folder, found, rest))
    show("other half, with it", figures(folder, kept(found, best), rest))
    return best


def rights(folder: Path, found: Mapping[str, Sequence[Marked]], texts: Mapping[str, str]) -> list[tuple[float, bool]]:
    """Each attribution's confidence, and whether gold has one with these words (token IoU of half or more)."""
    gold = bench.gold(folder, texts)
    out: list[tuple[float, bool]] = []
    for name, text in texts.items():
        words = [m.span() for m in bench.WORD.finditer(text)]

        def tokens(stretches: Sequence[tuple[int, int]], words: list[tuple[int, int]] = words) -> set[int]:
            return {s for s, e in words if any(s < end and start < e for start, end in stretches)}

        contents = [tokens(each.content) for each in gold[name]]
        for marked in found[name]:
            mine = tokens(marked.content)
            right = any(len(mine & other) >= 0.5 * len(mine | other) for other in contents)
            out.append((marked.confidence, right))
    return out


def show(name: str, row: Mapping[str, float]) -> None:
    """One line of figures."""
    print(name, "  ".join(f"{key} {value:.1f}" for key, value in row.items()), flush=True)


def write(path: Path, found: Mapping[str, Sequence[Marked]]) -> None:
    """Predictions in the form that the bench reads."""
    with path.open("w", encoding="utf-8") as file:
        for name, rows in found.items():
            marked = [{"source": m.source, "cue": m.cue, "content": m.content} for m in rows]
            file.write(json.dumps({"id": name, "attributions": marked}) + "\n")


def main() -> None:
    """Reads, scores, says so."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base")
    parser.add_argument("--weights", type=Path, nargs="*", default=[])
    parser.add_argument("--onnx", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--first", type=int)
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--nearest", action="store_true", help="link by nearness, for comparison")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    texts = {name: text for name, text, _ in list(articles(args.data))[: args.first]}
    readers = [(path.stem, torch_reader(args.base, path, nearest=args.nearest)) for path in args.weights]
    if args.onnx:
        readers.append((f"{args.onnx.name}-onnx", OnnxReader(args.onnx, threads=args.threads).find))
    for name, read in readers:
        found = read_all(read, texts)
        show(name, figures(args.data, found, texts))
        if args.sweep:
            settings = sweep(args.data, found, texts)
            show(f"{name}, all, with it", figures(args.data, kept(found, settings), texts))
        if args.out:
            args.out.mkdir(parents=True, exist_ok=True)
            write(args.out / f"{name}.jsonl", found)


if __name__ == "__main__":
    main()
