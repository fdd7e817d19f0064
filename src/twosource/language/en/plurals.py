"""English verbs that agree with who does it: "Karvel denies it", "Soviet officials deny it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

_AFTER_HEAD = frozenset({"of", "for", "in", "at", "from", "with", "near", "on", "to", "who", "close"})
_MANY = frozenset({"police", "people", "staff", "media", "some", "others"})
_ONE = frozenset({"headquarters", "news", "corps", "press", "series", "emergencies", "analysis", "affairs"})


def is_plural(name: str) -> bool:
    """Whether a party's name is a description of many: "Soviet officials", "residents of the town"; no proper name is.

    A single word counts as a description however it is written ("Witnesses").
    """
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)
    end = next((n for n, word in enumerate(words) if n and word in _AFTER_HEAD), len(words))
    if not words[:end]:
        return False
    head = words[end - 1]
    if head[:1].isupper() and len(words) > 1:
        return False
    word = head.lower()
    if word in _MANY:
        return True
    plain = word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s")) and word not in _ONE
    return plain and (head[:1].islower() or word.endswith(("ers", "ents", "ors", "ists", "ials", "ians", "sses")))


def agree(who: Sequence[str], verb: str) -> str:
    """A verb in the third person singular, with what follows it, as these do it: "denies it", "deny it" of several."""
    if len(who) == 1 and not is_plural(who[0]):
        return verb
    first, _, rest = verb.partition(" ")
    return " ".join(part for part in (_many(first), rest.replace("its own", "their own")) if part)


def _many(verb: str) -> str:
    if verb == "is":
        return "are"
    if verb == "has":
        return "have"
    for ending, plain in (("ies", "y"), ("oes", "o"), ("s", "")):
        if verb.endswith(ending):
            return verb.removesuffix(ending) + plain
    return verb
