"""One report's items put into threads, one after the other as the report tells them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from twosource.weaving.thread_score import Weights, fits
from twosource.weaving.thread_signs import CAME_OF
from twosource.weaving.threads import Facts, Item, Thread, antecedent, facts_of, points_back

Choice = Callable[[Facts, Sequence[Thread], Thread | None], Thread | None]
"""The thread told before with which an item goes on, None for one of its own. The last one joined is given too."""


def threads(items: Sequence[Item], weights: Weights | None = None) -> list[Thread]:
    """One report's items as threads, in the order in which the report opens them; every item is in one."""
    w = weights or Weights()
    paragraphs = several_paragraphs(items)

    def choose(facts: Facts, told: Sequence[Thread], last: Thread | None) -> Thread | None:
        scores = fits(facts, told, last, paragraphs=paragraphs, w=w)
        best = max(range(len(told)), key=lambda n: (scores[n], -n))
        return told[best] if scores[best] >= w.open else None

    return put(items, choose)


def several_paragraphs(items: Sequence[Item]) -> bool:
    """Whether a report's items stand in more than one paragraph: sites often give a text as one block."""
    return len({item.paragraph for item in items}) > 1


def put(items: Sequence[Item], choose: Choice) -> list[Thread]:
    """One report's items in threads, each where `choose` puts it. Not asked where nothing is told yet, for words that
    are in a thread already (another party's position on them), and for what only points back at a thing told.
    """
    out: list[Thread] = []
    last: Thread | None = None
    done: dict[tuple[int, int], Thread] = {}
    for item in sorted(items, key=lambda i: (i.sentence, i.position.frame.aspect in CAME_OF, i.order)):
        facts = facts_of(item)
        span = (item.position.content.start, item.position.content.end)
        home = done.get(span)
        if home is None and points_back(item):
            meant = antecedent(item, [i for thread in out for i in thread.items])
            home = next((thread for thread in out if meant in thread.items), None)
        if home is None and out:
            home = choose(facts, out, last)
        if home is None:
            home = Thread(main=not out, published=item.published, captured=facts.taken)
            out.append(home)
        home.add(facts)
        done[span] = home
        last = home
    return out
