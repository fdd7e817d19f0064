"""Whether one report's telling takes up another's: an admission or a denial answers a charge, however old it is.

"The army admitted that it had shelled the village" names no day and comes weeks after the news; by its time alone it
would be an event of its own.
"""

from __future__ import annotations

from twosource.weaving.deeds import share_apart
from twosource.weaving.similarity import cosine, place_fit, time_fit
from twosource.weaving.sketch import Sketch

NEAR = 0.5
"""The least cosine of the two tellings' words."""
DAYS = 400
"""Between their publications at most: beyond, the same words are more likely of another such deed."""


def answers(a: Sketch, b: Sketch) -> bool:
    """Whether one of the two, leading its report, admits or denies what the other told of the same doers.

    Their words must be near, and neither time, place nor kind of deed may speak against it.
    """
    if a.document == b.document or not (a.answers or b.answers):
        return False
    if a.published is None or b.published is None or abs((a.published - b.published).days) > DAYS:
        return False
    if a.kind != b.kind or not a.actors & b.actors or (a.captured is None) != (b.captured is None):
        return False
    if place_fit(a.place, b.place) < 0 or time_fit(a.time, b.time) < 0:
        return False
    if max(share_apart(frozenset(a.deeds), b.deeds), share_apart(frozenset(b.deeds), a.deeds)) > 0:
        return False
    return cosine(a.vector, b.vector) >= NEAR
