"""Trains the reader of attributions on PolNeAR. On two cores an epoch takes about a quarter of an hour.

usage: train.py --data POLNEAR --base MODEL_FOLDER --out FOLDER [--epochs N] [--seed N] [--threads N]

Writes `reader.pt` after every epoch; an interrupted run goes on from it with --resume. Same seed, same weights on
the same machine and library versions.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch.nn import functional

from data import Window, articles, windows
from model import Reader

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


def main() -> None:
    """Trains, and says how it goes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--size", type=int, default=224)
    parser.add_argument("--budget", type=int, default=1800)
    parser.add_argument("--rate", type=float, default=1.5e-4)
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
    read = list(articles(args.data / "train"))
    model = Reader(args.base)
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    decayed = [p for n, p in model.named_parameters() if p.requires_grad and p.ndim > 1]
    plain = [p for n, p in model.named_parameters() if p.requires_grad and p.ndim == 1]
    optimizer = torch.optim.AdamW(
        [{"params": decayed, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=args.rate
    )
    done = 0
    if args.resume:
        state = torch.load(args.out / "reader.pt", weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["epoch"]
    for epoch in range(done, args.epochs):
        rng = random.Random(args.seed * 1000 + epoch)
        every = [
            w
            for name, text, marked in read
            for w in windows(name, text, marked, tokenizer, args.size, rng.randint(args.size // 3, args.size))
            if w.ids
        ]
        plan = batches(every, args.budget, rng)
        total = len(plan) * args.epochs
        model.train()
        begun, seen, running = time.time(), 0, 0.0
        for n, batch in enumerate(plan):
            step = epoch * len(plan) + n
            warm = min(1.0, (step + 1) / (0.06 * total))
            for group in optimizer.param_groups:
                group["lr"] = args.rate * min(warm, max(0.02, (total - step) / (0.94 * total)))
            loss = losses(model, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            seen += sum(len(w.ids) for w in batch)
            running = loss.item() if not n else 0.98 * running + 0.02 * loss.item()
            if n % 20 == 19:
                rate = seen / (time.time() - begun)
                print(f"epoch {epoch + 1} {n + 1}/{len(plan)} loss {running:.3f} {rate:.0f} pieces/s", flush=True)
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "epoch": epoch + 1}
        torch.save(state, args.out / "reader.pt")
        torch.save(state, args.out / f"reader-{epoch + 1}.pt")


if __name__ == "__main__":
    main()
