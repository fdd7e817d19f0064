"""Averages the weights of checkpoints that were trained from the same one.

usage: average.py --out average.pt reader-a.pt reader-b.pt [reader-c.pt ...]

Runs that share their beginning end in one valley, and the middle of it reads better than any of its rims: the mean has
no cost at run time (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def averaged(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of each weight; what is no fraction is the first one's. Raises SystemExit where the shapes differ."""
    first = states[0]
    for other in states[1:]:
        if other.keys() != first.keys() or any(other[k].shape != first[k].shape for k in first):
            raise SystemExit("these checkpoints are of different models; give ones of the same train.py and base")
    return {
        name: torch.stack([state[name] for state in states]).mean(0) if weight.is_floating_point() else weight
        for name, weight in first.items()
    }


def main() -> None:
    """Reads, averages, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("weights", type=Path, nargs="+")
    args = parser.parse_args()
    states = [torch.load(path, weights_only=True)["model"] for path in args.weights]
    torch.save({"model": averaged(states)}, args.out)
    print(f"{args.out}: the mean of {len(states)}")


if __name__ == "__main__":
    main()
