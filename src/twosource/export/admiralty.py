"""A standing as the Admiralty code's credibility of information, 1 to 6, in the terms of MISP's `admiralty-scale`.

The mapping and what it can't say are in docs/standing.md. Nothing here grades a source's reliability: whether a party
tells the truth as a rule isn't known from a ledger.
"""

from __future__ import annotations

from typing import Any

from twosource.records import Assessment

CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""The code's grades as the taxonomy names them."""


def credibility(a: Assessment) -> dict[str, Any]:
    """`{"credibility": 1..6, "tag": 'admiralty-scale:information-credibility="…"'}` of a proposition's standing."""
    grade = _grade(a)
    return {"credibility": grade, "tag": f'admiralty-scale:information-credibility="{grade}"'}


def _grade(a: Assessment) -> int:
    without_stake = any(denial.stake == "none" for denial in a.denials)
    match a.status:
        case "corroborated":
            return 2 if without_stake else 1
        case "confirmed across sides":
            return 3 if without_stake else 2
        case "claimed" if a.origins.at_least > 0:
            return 3
        case "disputed" if without_stake:
            return 4
        case "denied" if without_stake:
            return 5
        case "retracted":
            return 5
    return 6
