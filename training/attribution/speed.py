"""Reports a second and core: the bare parser, the rules, and the rules with the trained reader, in one run.

usage: speed.py --data POLNEAR/dev [--weights FOLDER] [--count N] [--words N]
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from data import articles
from twosource.models.attribute import WEIGHTS
from twosource.models.onnx_reader import OnnxReader
from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.read import knowledge, read_report
from twosource.records import Report


def least(rounds: int, work: Callable[[], Iterable[object]]) -> float:
    """The least CPU time of a few rounds, in seconds: the others had more company."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        for _ in work():
            pass
        times.append(time.process_time() - begun)
    return min(times)


def main() -> None:
    """Measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--words", type=int, default=265)
    args = parser.parse_args()
    texts = [" ".join(text.split(" ")[: args.words]) for _, text, _ in articles(args.data)][: args.count]
    reports = [Report(str(n), "speed", "speed", text) for n, text in enumerate(texts)]
    rules = knowledge(trained=False)
    trained = replace(rules, model=OnnxReader(args.weights))
    spacy = SpacyEnglish()
    docs = list(spacy.parse(reports))
    parse = least(3, lambda: spacy.parse(reports))
    alone = parse + least(3, lambda: (read_report(r, d, rules) for r, d in zip(reports, docs, strict=True)))
    both = parse + least(3, lambda: (read_report(r, d, trained) for r, d in zip(reports, docs, strict=True)))
    for name, seconds in (("bare parser", parse), ("rules", alone), ("rules and model", both)):
        print(f"{name}: {len(reports) / seconds:.1f} reports of {args.words} words a CPU second, {parse / seconds:.2f}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
