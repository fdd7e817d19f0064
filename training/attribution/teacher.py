"""Has the rules say how each attribution of PolNeAR takes its stand, which PolNeAR doesn't mark.

usage: teacher.py --data POLNEAR --out taught.jsonl

A line for each article of the training part: its id, and for each attribution in the order of data.annotations the
rules' stance, what it is about and its certainty, read from the cue's words. Weak labels: train.py gives them a
smaller weight. About two minutes on a core.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from spacy.tokens import Doc

from data import Roles, articles
from twosource.language.en.cues import CueLexicon, cue_lexicon
from twosource.models.attribute import Marked
from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.attribution.learned import read_marked
from twosource.reading.stance import taken


def taught(doc: Doc, roles: Roles, cues: CueLexicon) -> dict[str, str]:
    """Classes by group of one attribution, none where its words don't fall on tokens."""
    found = read_marked(doc, Marked(roles["source"], roles["cue"], roles["content"], 1.0), cues)
    if found is None:
        return {}
    how = taken(doc, found, cues)
    fact = how.about == "fact" and how.stance is not None
    stance = how.stance if fact and how.stance else "none"
    return {"stance": stance, "about": how.about, "certainty": how.certainty} if fact or how.about != "fact" else {}


def main() -> None:
    """Reads, labels, writes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    cues = cue_lexicon()
    read = [(name, text, marked) for name, text, marked in articles(args.data / "train") if text.strip()]
    with args.out.open("w", encoding="utf-8") as file:
        for (name, _, marked), doc in zip(read, SpacyEnglish().parse(text for _, text, _ in read), strict=True):
            file.write(json.dumps({"id": name, "classes": [taught(doc, roles, cues) for roles in marked]}) + "\n")


if __name__ == "__main__":
    main()
