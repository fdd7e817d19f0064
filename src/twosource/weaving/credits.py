"""Credit lines: a report's own word that its text comes from an agency."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

from twosource.records import Report

UNNAMED = "agencies"
"""What `agency_credit` gives where agencies are credited and none, or more than one, is named."""

_HEAD, _TAIL = 320, 220  # code points at either end in which a credit line may stand
_DATE = (
    r"(?:[A-Z][a-z]{2,8},?\s+)?(?:\d{1,2}\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s+\d{1,2}),?\s+(?:19|20)\d\d"  # a date line
)
_DAY_BEFORE = re.compile(r"(?:19|20)\d\d\.?\W*$")


@lru_cache(maxsize=1)
def _patterns() -> tuple[dict[str, str], re.Pattern[str], tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    """(name by sign, a bracketed list, head patterns, tail patterns) from language/en/credits.toml."""
    data = tomllib.loads(resources.files("twosource.language.en").joinpath("credits.toml").read_text("utf-8"))
    names = {sign: entry["name"] for entry in data["agencies"] for sign in entry["signs"]}
    names |= {form: UNNAMED for word in data["unnamed"] for form in (word, word.capitalize(), word.title())}
    sign = "(?:" + "|".join(sorted(map(re.escape, names), key=lambda s: (-len(s), s))) + ")"
    several = rf"{sign}(?:(?:\s*[,/&]\s*|\s+and\s+|\s+){sign})*"
    opener = "(?:(?:" + "|".join(sorted(map(re.escape, data["openers"]), key=lambda s: (-len(s), s))) + r")\s*:?\s+)"
    stop = r"(?!\s*(?:" + "|".join(data["not_text"]) + r")\b)"
    upto = rf"(?:(?!{sign}\b)[\w'’.-]+\s+){{1,4}}and\s+"  # "Source: the paper's staff and agencies"
    bracket = re.compile(rf"[(\[]\s*(?i:{opener})?(?:{upto})?(?P<who>{several}){stop}\s*[)\]]")
    head = (
        bracket,
        re.compile(rf"(?m)^[ \t]*(?i:{opener})?(?P<who>{several})[ \t]*$"),
        re.compile(rf"(?<!\w)(?P<who>{several})\s*[-–—]+\s"),
        re.compile(rf"(?<!\w)(?P<who>{several})[\s,|]+{_DATE}"),
    )
    tail = (
        bracket,
        re.compile(rf"(?:^|\W)(?i:{opener})(?:{upto})(?P<who>{several})\W*$"),
        re.compile(rf"[-–—.]\s*(?P<who>{several})\W*$"),
        re.compile(rf"(?m)^[ \t]*(?P<who>{several})[ \t.]*$"),
        re.compile(rf"(?P<who>{several}) contributed to (?:this|the) (?:report|story|article)"),
    )
    return names, re.compile(sign), head, tail


def agency_credit(report: Report) -> str | None:
    """The agency to which a report's own credit line gives its words: "(Reuters)", "- REUTERS", "Source: AFP".

    Looks at the text's two ends only. Gives the agency's name, `UNNAMED` where agencies are credited without a name
    or several are, None where there is no credit line. A mention inside a sentence ("Reuters reported"), a picture's
    credit and an agency's credit to itself are none.
    """
    names, sign, head, tail = _patterns()
    text = report.text
    found: set[str] = set()
    for part, patterns in ((text[:_HEAD], head), (text[-_TAIL:], tail)):
        if not any(name in part for name in names):
            continue  # most texts: the patterns cost twenty times as much
        for pattern in patterns:
            for match in pattern.finditer(part):
                if part[match.start()] in "([" and _DAY_BEFORE.search(part[: match.start()]):
                    continue  # "Karvel, May 3 2019. (AFP)" signs a picture
                found |= {names[one] for one in sign.findall(match.group("who"))}
    found -= {report.publisher or ""}
    if not found:
        return None
    return found.pop() if len(found) == 1 else UNNAMED
