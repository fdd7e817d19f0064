"""Windows as they look in copy that lost its commas and apostrophes on its way ("Syrias army the monitor said")."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from tokenizers import Tokenizer

from data import TAGS, Window


@dataclass(frozen=True)
class Wear:
    """Which pieces go, and what the piece behind a lost apostrophe becomes ("s" is glued on as "##s")."""

    commas: frozenset[int]
    apostrophes: frozenset[int]
    glued: Mapping[int, int]


def wear_of(tokenizer: Tokenizer) -> Wear:
    """The pieces of a vocabulary that wear away."""
    words = tokenizer.get_vocab()
    return Wear(
        commas=frozenset(words[mark] for mark in (",",) if mark in words),
        apostrophes=frozenset(words[mark] for mark in ("'", "’") if mark in words),
        glued={n: words[f"##{word}"] for word, n in words.items() if f"##{word}" in words},
    )


def worn(window: Window, wear: Wear) -> Window:
    """The window without its commas and apostrophes; spans and links move to the pieces that are left."""
    kept: list[int] = []
    ids: list[int] = []
    tags: list[int] = []
    begins, glue = 0, False
    for n, (piece, tag) in enumerate(zip(window.ids, window.tags, strict=True)):
        inside = piece in wear.apostrophes and 0 < n < len(window.ids) - 1
        joined = inside and window.offsets[n - 1][1] == window.offsets[n][0]
        joined = joined and window.offsets[n][1] == window.offsets[n + 1][0]
        if piece in wear.commas or joined:
            begins = tag if tag >= 0 and TAGS[tag].startswith("B") else begins
            glue = joined
            continue
        # a span whose first piece is gone begins at its next one
        continues = begins and tag == begins + 1
        kept.append(n)
        ids.append(wear.glued.get(piece, piece) if glue else piece)
        tags.append(begins if continues else tag)
        begins, glue = 0, False
    place = {n: k for k, n in enumerate(kept)}

    def moved(n: int) -> int:
        return place.get(n, place.get(n + 1, -1)) if n >= 0 else -1

    links = [(moved(c), moved(cue), moved(source)) for c, cue, source in window.links]
    offsets = [window.offsets[n] for n in kept]
    return replace(
        window,
        ids=ids,
        offsets=offsets,
        tags=tags,
        links=[row for row in links if row[0] >= 0],
        kinds=tuple(replace(k, pieces=tuple(place[n] for n in k.pieces if n in place)) for k in window.kinds),
        triggers=tuple(window.triggers[n] for n in kept) if window.triggers else (),
        facts=tuple((place[n], value) for n, value in window.facts if n in place),
    )


def some_worn(batch: list[Window], wear: Wear, share: float, rng: random.Random) -> list[Window]:
    """The batch with about that share of its windows worn."""
    changed = [worn(w, wear) if rng.random() < share else w for w in batch]
    return [w for w in changed if w.ids]
