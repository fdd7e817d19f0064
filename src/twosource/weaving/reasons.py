"""A standing's reason: one plain sentence made from the positions, in words that keep claims apart from facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twosource.language.en.plurals import agree
from twosource.records import Origins
from twosource.weaving.grounds import Grounds

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SHOWN = 4  # names in a list before "and three others"


def reason(found: Grounds, status: str, names: Mapping[str, str], *, distorted: int = 0) -> str:
    """Why a proposition stands where it does: who claims, confirms, denies, can't verify, on how many origins.

    `names`: party id -> name, for every party of `found`; `distorted`: how many relays change
    what a party's own statement says and weren't counted. One sentence, always with its full stop.
    """
    parts = [_opening(found, status, names)]
    if found.echoes:
        who = [e.party for e in found.echoes]
        echo = agree([names[p] for p in who], "echoes its own side")
        parts.append(f"{_list(who, names)} only {echo}")
    if denials := found.denials:
        accused = [d.party for d in denials if d.accused]
        others = [d.party for d in denials if not d.accused]
        if accused:
            parts.append(f"denied by {_list(accused, names)}, accused of it")
        if others and not (status == "denied" and not accused):
            parts.append(f"denied by {_list(others, names)}")
    if status != "unverified" and (unsure := found.with_stance("unverified")):
        parts.append(f"{_list(unsure, names)} could not verify it")
    if status != "retracted" and (gone := found.with_stance("retracts")):
        parts.append(f"taken back by {_list(gone, names)}")
    if found.voiced:
        parts.append(_origins(found.backing.origins))
    if distorted:
        says = "relay that changes" if distorted == 1 else "relays that change"
        parts.append(f"{_number(distorted)} {says} a party's own statement not counted")
    if status == "denied":
        parts = [p for i, p in enumerate(parts) if i == 0 or not p.startswith("denied by")]
    text = "; ".join(parts)
    return text[0].upper() + text[1:] + "."


def _opening(found: Grounds, status: str, names: Mapping[str, str]) -> str:
    asserted, confirmed = found.with_stance("asserts"), found.with_stance("confirms")
    if status == "retracted":
        return f"taken back by {_list(found.with_stance('retracts'), names)}, by whom alone it was asserted"
    if status == "corroborated":
        finders = [f.party for f in found.findings]
        voices = sorted({p for chain in found.corroborated for p in chain.parties})
        if finders:
            rest = [p for p in voices if p not in finders]
            return (
                f"found by {_list(finders, names)} after examining it, and stated by {_list(rest, names)} independently"
            )
        return f"stated by {_list(voices, names)}, each saying how it knows, independently and with no known stake"
    if status == "confirmed across sides" and found.across is not None:
        confirmer, other = found.across
        text = f"confirmed by {names[confirmer]}{_against_interest(found, confirmer)} and "
        text += f"{'' if other in confirmed else 'claimed by '}{names[other]}, on opposed sides"
        also = [p for p in confirmed if p not in found.across]
        text += f"; also confirmed by {_list(also, names)}" if also else ""
        rest = [p for p in asserted if p not in found.across]
        return text + (f"; also claimed by {_list(rest, names)}" if rest else "")
    if status == "denied":
        denied = [d.party for d in found.denials]
        text = f"denied by {_list(denied, names)}"
        return text + (
            "; the claim is known only from its denial" if asserted or confirmed else "; nobody here asserts it"
        )
    if status == "unverified":
        return f"reported only as unclear or not verifiable, by {_list(found.with_stance('unverified'), names)}"
    parts = [f"claimed by {_list(asserted, names)}"] if asserted else []
    if confirmed:
        parts.append(f"confirmed by {_list(confirmed, names)}{_admitted(found, confirmed)}")
    return " and ".join(parts)


def _against_interest(found: Grounds, party: str) -> str:
    whys = [a.why for a in found.admissions if a.party == party]
    return {"had denied it": ", which had denied it,", "is accused of it": ", accused of it,"}.get(
        whys[0] if whys else "", ", whose own loss it is," if whys else ""
    )


def _admitted(found: Grounds, parties: Sequence[str]) -> str:
    whys = {a.why for a in found.admissions if a.party in parties}
    return " against interest" if whys else ""


def _origins(count: Origins) -> str:
    at_least = f"{_number(count.at_least)} independent origin{'' if count.at_least == 1 else 's'} at least"
    if count.at_least == 0:
        at_least = "no origin says how it knows"
    if count.at_most is None:
        return f"{at_least}, how many at most is not known"
    return f"{at_least}, {_number(count.at_most)} at most"


def _number(n: int) -> str:
    return _NUMBERS[n] if n < len(_NUMBERS) else str(n)


def _list(parties: Sequence[str], names: Mapping[str, str]) -> str:
    """Names in a row, the ids' order; a long one is cut and says how many are left."""
    shown = [names[p] for p in dict.fromkeys(parties)]
    if not shown:
        return "nobody named"
    if len(shown) > _SHOWN + 1:
        rest = len(shown) - _SHOWN
        shown = [*shown[:_SHOWN], f"{_number(rest)} others"]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
