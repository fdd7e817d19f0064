"""A party's own statement among the reports, told apart from what others make of it on the way.

Where the statement itself is there, it says what the party says. A relay of that day or the next that gives another
stance, a figure that doesn't fit, or certainty where the statement hedges, distorts it: it is shown, and doesn't count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from twosource.records import Relay
from twosource.weaving.figures import compatible
from twosource.weaving.sides import Sides
from twosource.weaving.stands import POSITIVE, Stand

_OUTLETS = frozenset({"outlet", "agency"})
_DAYS = 1
"""Between a statement and its relays: later ones may relay another statement that isn't here."""


def relays(stands: Sequence[Stand], sides: Sides) -> tuple[Relay, ...]:
    """Every position that relays a party whose own statement is among these, sorted by position."""
    own = sorted((s for s in stands if _states_itself(s)), key=lambda s: (s.day, s.id))
    out = []
    for s in sorted(stands, key=lambda s: s.id):
        if s.own_voice or _states_itself(s) or s.nameless or s.stance == "declines" or not s.day:
            continue
        told = [o for o in own if o.document != s.document and _is_of(o, s, sides) and _near(o, s)]
        if told:
            best = min(told, key=lambda o: (_distortion(o, s) is not None, o.day, o.id))
            out.append(Relay(s.id, best.id, _distortion(best, s)))
    return tuple(out)


def _states_itself(s: Stand) -> bool:
    """Whether the report is the party's own, in whichever person it speaks of itself."""
    return s.party.kind not in _OUTLETS and (s.own_voice or s.outlet == s.party.id)


def _is_of(statement: Stand, relay: Stand, sides: Sides) -> bool:
    """Whether a relay gives the words of who made the statement: of that body, or of the whole that it speaks for."""
    one, other = statement.party.id, relay.party.id
    return one == other or one in sides.chain(other) or other in sides.chain(one)


def _near(statement: Stand, relay: Stand) -> bool:
    if not statement.day:
        return False
    between = (date.fromisoformat(relay.day) - date.fromisoformat(statement.day)).days
    return 0 <= between <= _DAYS


def _distortion(statement: Stand, relay: Stand) -> str | None:
    """What a relay changes of a statement, the gravest first; None where it is faithful as far as can be told."""
    if statement.stance != relay.stance and not {statement.stance, relay.stance} <= POSITIVE:
        return "stance"
    if not compatible(statement.figure, relay.figure):
        return "figure"
    if statement.certainty == "hedged" and relay.certainty == "certain":
        return "hedge"
    return None
