"""Makes the weights for bare mentions of events from ECB+ topics 1-25, and says how well they do on topics 21-25.

python training/weaving/fit_mentions.py --shared ../shared [--write]
"""

from __future__ import annotations

import argparse
import random
from itertools import combinations
from pathlib import Path

from fit import logistic, write_as
from twosource.bench import ecb
from twosource.bench.conll import conll
from twosource.bench.ecb_data import TRAIN, documents
from twosource.bench.ecb_mentions import Told, mention_signs, told

C = 1.0
KEPT = 0.25
"""Of the pairs of two events that share neither head nor family, so many are kept: most are easy."""
HELD = frozenset(range(21, 26))
"""Topics that the joining score was set on, with weights from the other ones."""


def rows(groups: ecb.Groups) -> list[tuple[dict[str, float], bool, float]]:
    """Pairs of one topic, with whether they are one event."""
    chance, out = random.Random(1), []
    for members in groups.values():
        for a, b in combinations(members, 2):
            same = a.mention.event == b.mention.event
            easy = not same and a.head != b.head and a.family != b.family
            if not easy or chance.random() < KEPT:
                out.append((mention_signs(a, b), same, 1.0))
    return out


def gold(groups: ecb.Groups) -> dict[object, tuple[object, str]]:
    """Each mention's event as marked."""
    return {
        (m.mention.document, m.mention.number): (key, m.mention.event) for key, all_ in groups.items() for m in all_
    }


def main() -> None:
    """See the module's text."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--shared", type=Path, required=True, help="the folder of public development data")
    ask.add_argument("--write", action="store_true", help="write the weights made from topics 1-25")
    asked = ask.parse_args()
    parsed: list[tuple[object, tuple[Told, ...]]] = list(told(documents(asked.shared / "data/ecbplus", TRAIN)))
    held = ecb.by_topic([row for row in parsed if row[0].topic in HELD])
    made = logistic(rows(ecb.by_topic([row for row in parsed if row[0].topic not in HELD])), C)
    for join in (0.3, 0.35, 0.4, 0.45, 0.5):
        print(f"topics 21-25, joined from {join}: CoNLL {conll(gold(held), ecb.joined(held, made, join))['conll']:.3f}")
    print(f"lemma baseline: CoNLL {conll(gold(held), ecb.by_lemma(held))['conll']:.3f}")
    if asked.write:
        write_as(
            "same_mention",
            logistic(rows(ecb.by_topic(parsed)), C),
            "Whether two bare mentions of events are of one event; for `bench ecb`.\n"
            "Made by training/weaving/fit_mentions.py from ECB+ topics 1-25 (CC BY 3.0; training/weaving/README.md).",
        )


if __name__ == "__main__":
    main()
