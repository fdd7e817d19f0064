"""Calibrates confidences and shows how far they can be trusted.

usage: calibrate.py --data POLNEAR/dev --sentences training/sentences --base MODEL_FOLDER --weights reader-N.pt
                    --out settings.json [--plot FILE.svg]

On every other article of PolNeAR dev: the slope and shift that make a confidence the share of right attributions.
Nothing is dropped: what is unsure is for a person to see (`evaluate.py --sweep` shows what dropping would give). On the
tenth of the own training sentences that isn't trained on: a temperature for each group of classes. The figures printed,
and the plot, are of the other articles.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from data import articles, windows
from evaluate import figures, load_model, read_all, rights, show, torch_reader
from own import classes_of, own_items, roles_of
from twosource.models.kinds import GROUPS, START
from twosource.models.onnx_reader_decode import Decoding, calibrated

CLS, SEP = 101, 102


def logistic(pairs: Sequence[tuple[float, bool]], steps: int = 200) -> tuple[float, float]:
    """Slope and shift on the log-odds of raw confidences by which they fit what was right (Platt's scaling)."""
    odds = torch.tensor([math.log(p / (1 - p)) for p, _ in ((min(max(p, 1e-6), 1 - 1e-6), r) for p, r in pairs)])
    right = torch.tensor([float(r) for _, r in pairs])
    values = torch.tensor([1.0, 0.0], requires_grad=True)
    fit = torch.optim.LBFGS([values], max_iter=steps)

    def closure() -> torch.Tensor:
        fit.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(values[0] * odds + values[1], right)
        loss.backward()
        return loss

    fit.step(closure)
    slope, shift = values.detach().tolist()
    return slope, shift


def temperatures(folder: Path, base: str, weights: Path) -> dict[str, float]:
    """What each group's logits are to be divided by, on the texts that training leaves out; prints their accuracy."""
    tokenizer = Tokenizer.from_file(f"{base}/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    model = load_model(base, weights)
    rows: dict[str, list[tuple[torch.Tensor, int]]] = {group: [] for group in GROUPS}
    for item in own_items(folder, tuning=True):
        classes = [classes_of(s) for s in item.sayings]
        for window in windows(item.id, item.text, [roles_of(s) for s in item.sayings], tokenizer, 224, classes=classes):
            pieces = torch.tensor([[CLS, *window.ids, SEP]])
            with torch.inference_mode():
                _, _, logits = model(pieces, torch.ones_like(pieces))
            for kind in window.kinds:
                mean = logits[0, [n + 1 for n in kind.pieces]].mean(0)
                for group, name in kind.classes.items():
                    start = START[group]
                    rows[group].append((mean[start : start + len(GROUPS[group])], GROUPS[group].index(name)))
    out = {}
    for group, pairs in rows.items():
        scores, targets = torch.stack([s for s, _ in pairs]), torch.tensor([t for _, t in pairs])
        steps = [0.5 * 1.1**n for n in range(30)]
        out[group] = round(min(steps, key=lambda t: float(functional.cross_entropy(scores / t, targets))), 3)
        right = float((scores.argmax(1) == targets).float().mean())
        print(f"{group}: {len(pairs)} in texts left out, right {right:.3f}, temperature {out[group]}")
    return out


def tenths(pairs: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """By tenths of confidence: its mean, the share that is right, how many."""
    rows: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in pairs:
        rows.setdefault(min(9, int(10 * sure)), []).append((sure, right))
    return [
        (float(np.mean([s for s, _ in each])), float(np.mean([r for _, r in each])), len(each))
        for _, each in sorted(rows.items())
    ]


def plot(rows: Sequence[tuple[float, float, int]], path: Path) -> None:
    """Confidence against the share that is right, on articles that nothing was tuned on."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "twosource"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(5, 4.2))
    axes.plot([0, 1], [0, 1], linestyle=":", color="grey", label="as sure as right")
    axes.plot([r[0] for r in rows], [r[1] for r in rows], marker="o", color="black", label="PolNeAR dev, other half")
    for sure, right, count in rows:
        axes.annotate(str(count), (sure, right), textcoords="offset points", xytext=(6, -10), fontsize=8)
    axes.set(xlabel="confidence", ylabel="share that a human marks so", xlim=(0, 1), ylim=(0, 1))
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Tunes, says how it fares, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sentences", type=Path, required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plot", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    texts = {name: text for name, text, _ in articles(args.data)}
    half, rest = dict(list(texts.items())[::2]), dict(list(texts.items())[1::2])
    found = read_all(torch_reader(args.base, args.weights), texts)
    show("all, nothing dropped", figures(args.data, found, texts))
    slope, shift = logistic(rights(args.data, found, half))
    fitted = Decoding(slope=slope, shift=shift)
    better = {
        name: [replace(mark, confidence=calibrated(mark.confidence, fitted)) for mark in marks]
        for name, marks in found.items()
    }
    rows = tenths(rights(args.data, better, rest))
    for sure, right, count in rows:
        print(f"confidence {sure:.2f}: right {right:.2f} of {count}")
    if args.plot:
        plot(rows, args.plot)
    settings = {
        "least": 0.0,
        "lonely": 0.0,
        "slope": round(slope, 4),
        "shift": round(shift, 4),
        "temperatures": temperatures(args.sentences, args.base, args.weights),
    }
    args.out.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(settings))


if __name__ == "__main__":
    main()
