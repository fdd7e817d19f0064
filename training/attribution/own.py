"""The project's own labelled sentences as windows: several texts follow each other in one, as in a report."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer

from data import Roles, Window, windows
from twosource.bench.sentences import Item, Saying, load


def roles_of(saying: Saying) -> Roles:
    """Its spans by role."""
    return {
        "source": () if saying.source is None else (saying.source,),
        "cue": () if saying.cue is None else (saying.cue,),
        "content": saying.content,
    }


def classes_of(saying: Saying) -> dict[str, str]:
    """Its classes by group; without an aspect none is asked for."""
    out = {"stance": saying.stance, "about": saying.about, "certainty": saying.certainty}
    if saying.stance not in {"none", "declines"}:
        out["type"] = saying.type or "none"
    if saying.aspect is not None:
        out["aspect"] = saying.aspect
    return out


def own_windows(items: list[Item], tokenizer: Tokenizer, size: int, rng: random.Random) -> Iterator[Window]:
    """Every item once, in an order of the generator's; texts are joined to windows of up to `size` pieces or fewer.

    Who only carries another's saying is left out of the tags, which don't nest; so is the text's own voice, which
    PolNeAR doesn't mark. Its classes are asked for all the same.
    """
    order = list(items)
    rng.shuffle(order)
    text, marked, classes, room = "", [], [], 0
    for item in order:
        pieces = len(tokenizer.encode(item.text, add_special_tokens=False).ids)
        if text and room < pieces:
            yield from _window(text, marked, classes, tokenizer, size)
            text, marked, classes = "", [], []
        if not text:
            room = rng.choice((0, size // 4, size // 2, size))
        shift = len(text)
        for saying in item.sayings:
            if not saying.carries:
                moved = {
                    role: tuple((a + shift, b + shift) for a, b in spans) for role, spans in roles_of(saying).items()
                }
                marked.append(moved)
                classes.append(classes_of(saying))
        text += item.text + rng.choice((" ", "\n", "\n\n"))
        room -= pieces
    if text:
        yield from _window(text, marked, classes, tokenizer, size)


def _window(
    text: str, marked: list[Roles], classes: list[dict[str, str]], tokenizer: Tokenizer, size: int
) -> Iterator[Window]:
    tagged = [roles if roles["cue"] else {"source": (), "cue": (), "content": ()} for roles in marked]
    plain = list(windows("own", text, marked, tokenizer, size, classes=classes))
    for window, bare in zip(plain, windows("own", text, tagged, tokenizer, size), strict=True):
        yield Window("own", window.ids, window.offsets, bare.tags, bare.links, window.kinds)


def own_items(folder: Path, *, tuning: bool = False) -> list[Item]:
    """The training split without the tenth of it that thresholds and temperatures are tuned on; that tenth if asked."""
    items = load(folder, "train")
    return [item for item in items if (hashlib.sha256(item.id.encode()).digest()[0] < 26) == tuning]
