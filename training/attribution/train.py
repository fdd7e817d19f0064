"""Trains the reader: first who says what (PolNeAR), then the rest with it (own sentences, events, factuality).

usage: train.py --data SHARED_DATA --base MODEL_FOLDER --out FOLDER [--steps N] [--seed N] [--threads N]
       train.py ... --from reader-N.pt --taught taught.jsonl --sentences training/sentences

Writes `reader.pt` every --save steps; an interrupted run goes on from it with --resume, at the very step. Same seed
and settings, same weights on the same machine, threads and library versions. It runs on a GPU where torch finds one.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from corpus import Corpus, first_corpus, whole_corpus
from data import UNASKED, Window
from model import Reader
from twosource.models.kinds import FACT, GROUPS, START, TRIGGER
from worn import some_worn, wear_of

CLS, SEP = 101, 102
KIND_WEIGHTS = {"stance": 0.6, "about": 0.3, "certainty": 0.2, "aspect": 0.2, "type": 0.2}


@dataclass(frozen=True)
class Batch:
    """Padded windows, [CLS] first, and the windows themselves for what isn't asked of every piece."""

    ids: torch.Tensor
    mask: torch.Tensor
    tags: torch.Tensor
    windows: list[Window]

    @classmethod
    def of(cls, batch: list[Window]) -> Batch:
        """Windows side by side; tags are UNASKED where none is known."""
        length = max(len(w.ids) for w in batch) + 2
        ids = torch.zeros(len(batch), length, dtype=torch.long)
        mask = torch.zeros(len(batch), length, dtype=torch.long)
        tags = torch.full((len(batch), length), UNASKED)
        for row, window in enumerate(batch):
            n = len(window.ids)
            ids[row, : n + 2] = torch.tensor([CLS, *window.ids, SEP])
            mask[row, : n + 2] = 1
            tags[row, 1 : n + 1] = torch.tensor(window.tags)
        return cls(ids, mask, tags, batch)


def losses(model: Reader, batch: Batch, device: torch.device) -> torch.Tensor:
    """The weighted sum of the losses of what the batch asks; a missing cue or source links to [CLS] (index 0)."""
    ids, mask, tags = batch.ids.to(device), batch.mask.to(device), batch.tags.to(device)
    # half the width for the encoder's products: twice the speed on processors that have them, the heads stay in full
    with torch.autocast(device.type, dtype=torch.bfloat16):
        hidden = model.encode(ids, mask)
    logits, scores, kinds = model.heads(hidden.float())
    loss = hidden.new_zeros((), dtype=torch.float32)
    if (tags != UNASKED).any():
        loss = loss + functional.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=UNASKED)
    links = [(row, n + 1, c + 1, s + 1) for row, w in enumerate(batch.windows) for n, c, s in w.links]
    if links:
        rows, pieces, cues, sources = torch.tensor(links, device=device).unbind(1)
        blocked = (mask[rows] == 0) * -1e4
        for kind, targets in enumerate((cues, sources)):
            loss = loss + 0.25 * functional.cross_entropy(scores[rows, kind, pieces] + blocked, targets)
    return loss + kind_losses(kinds, batch.windows)


def kind_losses(kinds: torch.Tensor, windows: list[Window]) -> torch.Tensor:
    """Classes of stretches (mean logits of their pieces), event words, and how far things are said to have happened."""
    loss = kinds.new_zeros(())
    asked = [(row, kind) for row, window in enumerate(windows) for kind in window.kinds if kind.pieces]
    if asked:
        means = torch.stack([kinds[row, [n + 1 for n in kind.pieces]].mean(0) for row, kind in asked])
        for group, classes in GROUPS.items():
            mine = [n for n, (_, kind) in enumerate(asked) if group in kind.classes]
            if not mine:
                continue
            targets = torch.tensor([classes.index(asked[n][1].classes[group]) for n in mine], device=kinds.device)
            weights = torch.tensor([asked[n][1].weight for n in mine], device=kinds.device)
            scores = means[mine, START[group] : START[group] + len(classes)]
            each = functional.cross_entropy(scores, targets, reduction="none")
            loss = loss + KIND_WEIGHTS[group] * (each * weights).sum() / len(mine)
    named = [(row, n + 1, t) for row, w in enumerate(windows) for n, t in enumerate(w.triggers)]
    if named:
        rows, pieces, targets = torch.tensor(named, device=kinds.device).unbind(1)
        loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(kinds[rows, pieces, TRIGGER], targets.float())
    facts = [(row, n + 1, value) for row, w in enumerate(windows) for n, value in w.facts]
    if facts:
        rows, pieces = torch.tensor([f[:2] for f in facts], device=kinds.device).unbind(1)
        values = torch.tensor([f[2] for f in facts], device=kinds.device)
        loss = loss + 0.3 * functional.smooth_l1_loss(torch.tanh(kinds[rows, pieces, FACT]), values)
    return loss


def batches(every: list[Window], budget: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `budget` pieces a batch, in a shuffled order."""
    ordered = sorted(every, key=lambda w: (len(w.ids), rng.random()))
    out: list[list[Window]] = [[]]
    for window in ordered:
        if out[-1] and (len(out[-1]) + 1) * (len(window.ids) + 2) > budget:
            out.append([])
        out[-1].append(window)
    rng.shuffle(out)
    return out


def plan(corpus: Corpus, budget: int, seed: int) -> Iterator[list[Window]]:
    """Batches without end, epoch after epoch."""
    for epoch in count():
        rng = random.Random(seed * 1000 + epoch)
        yield from batches(list(corpus.epoch(rng)), budget, rng)


def rate_at(step: int, total: int, floor: float, warm: float) -> float:
    """The share of the full learning rate at a step: up over the first `warm` of the steps, then down to `floor`."""
    falls = min(1.0, (total - step) / ((1 - warm) * total))
    return min(1.0, (step + 1) / (warm * total)) * (floor + (1 - floor) * falls)


def parts(model: Reader, freeze: int) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """The encoder's and the heads' weights that learn; embeddings and the lowest `freeze` layers stay as they are."""
    still = [model.encoder.embeddings, *model.encoder.encoder.layer[:freeze]]
    for module in still:
        module.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for module in (model.tag, model.ask, model.answer, model.kind) for p in module.parameters()]
    return encoder, heads


def main() -> None:
    """Trains, and says how it goes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3000, help="about 1,000 make an epoch at the budget given")
    parser.add_argument("--stop", type=int, help="leave off at this step of --steps")
    parser.add_argument("--save", type=int, default=150)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--budget", type=int, default=900, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--floor", type=float, default=0.02, help="share of the rate that is left at the last step")
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--worn", type=float, default=0.35, help="share of windows without commas and apostrophes")
    parser.add_argument("--worn-from", type=int, default=0, help="the first step that has such windows")
    parser.add_argument("--freeze", type=int, default=0)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--from", dest="begin", type=Path, help="weights to begin with: the second part of training")
    parser.add_argument("--taught", type=Path, help="what teacher.py wrote; asks for the second part")
    parser.add_argument("--sentences", type=Path, help="the project's own labelled sentences")
    parser.add_argument("--own-times", type=int, default=5)
    parser.add_argument("--share", type=float, default=1.0, help="share of PolNeAR's articles an epoch")
    parser.add_argument("--facts", type=int, default=3, help="one in so many sentences of the factuality sets")
    parser.add_argument("--warm", type=float, default=0.06, help="share of the steps in which the rate goes up")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(f"{args.base}/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    wear = wear_of(tokenizer)
    if args.taught:
        corpus = whole_corpus(
            args.data, args.taught, args.sentences, tokenizer, args.size, args.own_times, args.share, args.facts
        )
    else:
        corpus = first_corpus(args.data, tokenizer, args.size)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    model = Reader(args.base).to(device)
    if args.begin:
        model.load_state_dict(torch.load(args.begin, weights_only=True)["model"], strict=False)
    encoder, heads = parts(model, args.freeze)
    groups = [
        {"params": [p for p in params if (p.ndim > 1) == decays], "weight_decay": 0.01 * decays, "full": rate}
        for params, rate in ((encoder, args.rate), (heads, args.head_rate))
        for decays in (True, False)
    ]
    optimizer = torch.optim.AdamW(groups, lr=args.rate, fused=True)
    step = 0
    if args.resume:
        state = torch.load(args.out / "reader.pt", weights_only=True, map_location=device)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        step = state["step"]
    model.train()
    begun, seen, running = time.time(), 0, 0.0
    for number, batch in enumerate(plan(corpus, args.budget, args.seed)):
        if number < step:
            continue
        if step >= (args.stop or args.steps):
            break
        if step >= args.worn_from:
            batch = some_worn(batch, wear, args.worn, random.Random(args.seed * 100_000 + step))
        for group in optimizer.param_groups:
            group["lr"] = group["full"] * rate_at(step, args.steps, args.floor, args.warm)
        loss = losses(model, Batch.of(batch), device)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(encoder + heads, 1.0)
        optimizer.step()
        step += 1
        seen += sum(len(w.ids) for w in batch)
        running = loss.item() if not running else 0.98 * running + 0.02 * loss.item()
        if step % 25 == 0:
            speed = seen / (time.time() - begun)
            print(f"step {step}/{args.steps} loss {running:.3f} {speed:.0f} pieces/s", flush=True)
        if step % args.save == 0 or step == (args.stop or args.steps):
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
            torch.save(state | {"random": torch.get_rng_state()}, args.out / "reader.pt")
            torch.save({"model": model.state_dict()}, args.out / f"reader-{step}.pt")


if __name__ == "__main__":
    main()
