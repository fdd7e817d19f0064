"""What weaving rests on besides its code: the learned weights, and the bounds on blocks and units.

What is kept of a story between updates holds for these alone: a score that was kept, or a block that was never split,
says nothing once they are others.
"""

from __future__ import annotations

import hashlib
from importlib import resources

from twosource.records import Stage
from twosource.weaving import blocks, proposition_score, similarity, units
from twosource.weaving.event_score import LinkWeights
from twosource.weaving.thread_score import Weights


def stamp() -> Stage:
    """A stage whose version is a digest of them all: with others, a ledger is woven anew rather than gone on with."""
    bounds = (blocks.LAYOUT, blocks.BLOCK, blocks.WORDS, units.UNIT, units.RISES, units.ANSWER, similarity.COMMON)
    joins = (LinkWeights(), Weights(), proposition_score.JOIN, proposition_score.UNSURE)
    digest = hashlib.sha256(repr((bounds, joins)).encode())
    folder = resources.files("twosource.weaving").joinpath("weights")
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            digest.update(file.name.encode() + b"\x00" + file.read_bytes().replace(b"\r\n", b"\n"))
    return Stage("weave.weights", digest.hexdigest()[:12])
