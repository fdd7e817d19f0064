"""One report's items put into threads, one after the other as the report tells them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from twosource.weaving.similarity import cosine, weigh
from twosource.weaving.thread_score import DEPENDENT, Weights, thread_fit
from twosource.weaving.threads import Item, Thread, antecedent, names_of, points_back, taken


def threads(items: Sequence[Item], weights: Weights | None = None) -> list[Thread]:
    """One report's items as threads, in the order in which the report opens them; every item is in one."""
    w = weights or Weights()

    def fit(item: Item, thread: Thread) -> float:
        own = weigh(Counter(item.position.frame.lemmas), names_of(item))
        near = cosine(own, weigh(thread.lemmas, thread.names))
        return thread_fit(item, thread, near, last=thread is last, w=w)

    out: list[Thread] = []
    last: Thread | None = None
    done: dict[tuple[int, int], Thread] = {}
    for item in sorted(items, key=lambda i: (i.sentence, i.position.frame.aspect in DEPENDENT, i.order)):
        span = (item.position.content.start, item.position.content.end)
        home = done.get(span)
        if home is None and points_back(item):
            meant = antecedent(item, [i for thread in out for i in thread.items])
            home = next((thread for thread in out if meant in thread.items), None)
        if home is None:
            best = max(
                ((fit(item, thread), -n, thread) for n, thread in enumerate(out)),
                key=lambda entry: entry[:2],
                default=None,
            )
            if best is not None and best[0] >= w.open:
                home = best[2]
            else:
                home = Thread(main=not out, published=item.published, captured=taken(item))
                out.append(home)
        home.add(item)
        done[span] = home
        last = home
    return out
