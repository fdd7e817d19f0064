"""Trains the reader of attributions on PolNeAR. On two idle cores an epoch takes about 20 minutes, on a GPU one.

usage: train.py --data POLNEAR --base MODEL_FOLDER --out FOLDER [--steps N] [--seed N] [--freeze N] [--threads N]

Writes `reader.pt` every --save steps; an interrupted run goes on from it with --resume, at the very step. Same seed
and settings, same weights on the same machine, threads and library versions.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional

from data import Roles, Window, articles, windows
from model import Reader
from worn import some_worn, wear_of

CLS, SEP = 101, 102


def collate(batch: list[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, list[tuple[int, int, int, int]]]:
    """Padded pieces, mask, tags (-100 where none is asked) and links (row, content, cue, source), [CLS] first."""
    length = max(len(w.ids) for w in batch) + 2
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    mask = torch.zeros(len(batch), length, dtype=torch.long)
    tags = torch.full((len(batch), length), -100)
    links: list[tuple[int, int, int, int]] = []
    for row, window in enumerate(batch):
        n = len(window.ids)
        ids[row, : n + 2] = torch.tensor([CLS, *window.ids, SEP])
        mask[row, : n + 2] = 1
        tags[row, 1 : n + 1] = torch.tensor(window.tags)
        links += [(row, c + 1, cue + 1, source + 1) for c, cue, source in window.links]
    return ids, mask, tags, links


def losses(model: Reader, batch: list[Window]) -> torch.Tensor:
    """Mean tag loss plus mean link loss; a missing cue or source links to [CLS] (index 0)."""
    ids, mask, tags, links = collate(batch)
    logits, scores = model(ids, mask)
    loss = functional.cross_entropy(logits.flatten(0, 1), tags.flatten(), ignore_index=-100)
    if links:
        rows, contents, cues, sources = (torch.tensor(column) for column in zip(*links, strict=True))
        blocked = (mask[rows] == 0) * -1e4
        for kind, targets in enumerate((cues, sources)):
            loss = loss + 0.25 * functional.cross_entropy(scores[rows, kind, contents] + blocked, targets)
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


def plan(
    read: list[tuple[str, str, list[Roles]]], tokenizer: Tokenizer, size: int, budget: int, seed: int
) -> Iterator[list[Window]]:
    """Batches without end; every epoch cuts the articles anew, so that windows begin elsewhere."""
    for epoch in count():
        rng = random.Random(seed * 1000 + epoch)
        every = [
            window
            for name, text, marked in read
            for window in windows(name, text, marked, tokenizer, size, rng.randint(size // 3, size))
            if window.ids
        ]
        yield from batches(every, budget, rng)


def rate_at(step: int, total: int) -> float:
    """The share of the full learning rate at a step: up over the first 6 %, then down to a fiftieth."""
    return min(1.0, (step + 1) / (0.06 * total)) * max(0.02, min(1.0, (total - step) / (0.94 * total)))


def parts(model: Reader, freeze: int) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """The encoder's and the heads' weights that learn; embeddings and the lowest `freeze` layers stay as they are."""
    still = [model.encoder.embeddings, *model.encoder.encoder.layer[:freeze]]
    for module in still:
        module.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = [p for module in (model.tag, model.ask, model.answer) for p in module.parameters()]
    return encoder, heads


def main() -> None:
    """Trains, and says how it goes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=3000, help="about 1,000 make an epoch at the budget given")
    parser.add_argument("--save", type=int, default=150)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--budget", type=int, default=900, help="word pieces a batch")
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--head-rate", type=float, default=6e-4)
    parser.add_argument("--worn", type=float, default=0.35, help="share of windows without commas and apostrophes")
    parser.add_argument("--worn-from", type=int, default=0, help="the first step that has such windows")
    parser.add_argument("--freeze", type=int, default=0)
    parser.add_argument("--seed", type=int, default=13)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true")
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(f"{args.base}/tokenizer.json")
    tokenizer.no_truncation()
    tokenizer.no_padding()
    wear = wear_of(tokenizer)
    read = list(articles(args.data / "train"))
    model = Reader(args.base)
    encoder, heads = parts(model, args.freeze)
    groups = [
        {"params": [p for p in params if (p.ndim > 1) == decays], "weight_decay": 0.01 * decays, "full": rate}
        for params, rate in ((encoder, args.rate), (heads, args.head_rate))
        for decays in (True, False)
    ]
    optimizer = torch.optim.AdamW(groups, lr=args.rate)
    step = 0
    if args.resume:
        state = torch.load(args.out / "reader.pt", weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])
        step = state["step"]
    model.train()
    begun, seen, running = time.time(), 0, 0.0
    for number, batch in enumerate(plan(read, tokenizer, args.size, args.budget, args.seed)):
        if number < step:
            continue
        if step >= args.steps:
            break
        if step >= args.worn_from:
            batch = some_worn(batch, wear, args.worn, random.Random(args.seed * 100_000 + step))
        for group in optimizer.param_groups:
            group["lr"] = group["full"] * rate_at(step, args.steps)
        loss = losses(model, batch)
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
        if step % args.save == 0 or step == args.steps:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
            torch.save(state | {"random": torch.get_rng_state()}, args.out / "reader.pt")
            torch.save({"model": model.state_dict()}, args.out / f"reader-{step}.pt")


if __name__ == "__main__":
    main()
