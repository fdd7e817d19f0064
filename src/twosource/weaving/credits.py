"""Credit lines: a report's own word that its text, or a part of it, comes from an agency."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from twosource.records import Report, Span

UNNAMED = "agencies"
"""What `agency_credit` gives where agencies are credited and none, or more than one, is named."""

_HEAD, _TAIL = 320, 220  # code points at either end in which a credit line may stand
_LINE = 40  # code points from which a line is a paragraph, which a credit at its end is for
_DATE = (
    r"(?:[A-Z][a-z]{2,8},?\s+)?(?:\d{1,2}\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s+\d{1,2}),?\s+(?:19|20)\d\d"  # a date line
)
_DAY_BEFORE = re.compile(r"(?:19|20)\d\d\.?\W*$")


@dataclass(frozen=True, slots=True)
class Credit:
    """The agency to which a report gives a stretch of its words."""

    span: Span
    agency: str


@dataclass(frozen=True, slots=True)
class _Patterns:
    names: dict[str, str]
    """Canonical name by sign; the words for agencies without a name give UNNAMED."""
    sign: re.Pattern[str]
    whole: re.Pattern[str]
    """Signs as whole words, for a byline."""
    head: tuple[re.Pattern[str], ...]
    tail: tuple[re.Pattern[str], ...]
    dateline: re.Pattern[str]
    closing: re.Pattern[str]
    sign_off: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    """Read from language/en/credits.toml, once a process."""
    data = tomllib.loads(resources.files("twosource.language.en").joinpath("credits.toml").read_text("utf-8"))
    names = {sign: entry["name"] for entry in data["agencies"] for sign in entry["signs"]}
    names |= {form: UNNAMED for word in data["unnamed"] for form in (word, word.capitalize(), word.title())}
    sign = "(?:" + "|".join(sorted(map(re.escape, names), key=lambda s: (-len(s), s))) + ")"
    several = rf"{sign}(?:(?:\s*[,/&]\s*|\s+and\s+|\s+){sign})*"
    opener = "(?:(?:" + "|".join(sorted(map(re.escape, data["openers"]), key=lambda s: (-len(s), s))) + r")\s*:?\s+)"
    stop = r"(?!\s*(?:" + "|".join(data["not_text"]) + r")\b)"
    upto = rf"(?:(?!{sign}\b)[\w'’.-]+\s+){{1,4}}and\s+"  # "Source: the paper's staff and agencies"
    staff = r"(?:[\w'’.-]+\s+){0,4}(?:staff|writers?|correspondents?|reporters?|desk)\s+and\s+"
    bracket = re.compile(rf"[(\[]\s*(?i:{opener})?(?:{upto})?(?P<who>{several}){stop}\s*[)\]]")
    owned = re.compile(rf"(?:©|\(c\)|(?i:copyright))\s*(?:(?:19|20)\d\d,?\s*)?(?:by\s+)?(?P<who>{several})\b{stop}")
    head = (
        bracket,
        re.compile(rf"(?m)^[ \t]*(?i:{opener})?(?P<who>{several})[ \t]*$"),
        re.compile(rf"(?m)^[ \t]*(?i:{opener})(?:{upto})(?P<who>{several})[ \t]*$"),
        re.compile(rf"(?m)^[ \t]*{staff}(?P<who>{several})[ \t]*$"),
        re.compile(rf"(?<!\w)(?P<who>{several})\s*[-–—]+\s"),
        re.compile(rf"(?<!\w)(?P<who>{several})[\s,|]+{_DATE}"),
        owned,
    )
    tail = (
        bracket,
        re.compile(rf"(?:^|\W)(?i:{opener})(?:{upto})?(?P<who>{several})\W*$"),
        re.compile(rf"[-–—.]\s*(?P<who>{several})\W*$"),
        re.compile(rf"(?m)^[ \t]*(?P<who>{several})[ \t.]*$"),
        re.compile(rf"(?P<who>{several}) contributed to (?:this|the) (?:report|story|article)"),
        owned,
    )
    place = r"[^\W\d_a-z][\w'’.,/ -]{1,40}?"
    return _Patterns(
        names,
        re.compile(sign),
        re.compile(rf"(?<!\w){sign}(?!\w)"),
        head,
        tail,
        re.compile(rf"(?m)^[ \t]*(?:{place}\s*)?[(\[](?P<who>{several})[)\]]\s*[-–—:]+\s"),
        re.compile(rf"(?:[(\[](?P<who>{several}){stop}[)\]]|\s[-–—]+\s*(?P<bare>{several}))[\s.]*$"),
        re.compile(
            r"\((?:[Aa]dditional )?[Rr]eporting by [^()]{3,150}?[;.,]\s*(?:[Ww]riting|[Ee]diting) by [^()]{3,150}\)"
        ),
    )


def agency_name(outlet: str | None) -> str | None:
    """The agency that an outlet's name stands for, however it is signed ("AP"); None where it is none known here."""
    name = _patterns().names.get((outlet or "").strip())
    return None if name == UNNAMED else name


def agency_credit(report: Report) -> str | None:
    """The agency to which a report's credit line or byline gives its words: "(Reuters)", "- REUTERS", "Source: AFP".

    Looks at the text's two ends and at the byline. Gives the agency's name, `UNNAMED` where agencies are credited
    without a name or several are, or where the text is signed off as agencies do ("Reporting by ...; editing by ..."),
    None where there is no credit. A mention inside a sentence ("Reuters reported"), a picture's credit and an agency's
    credit to itself are none.
    """
    patterns = _patterns()
    text = report.text
    found: set[str] = set()
    for part, lines in ((text[:_HEAD], patterns.head), (text[-_TAIL:], patterns.tail)):
        if not any(name in part for name in patterns.names):
            continue  # most texts: the patterns cost twenty times as much
        for pattern in lines:
            for match in pattern.finditer(part):
                if part[match.start()] in "([" and _DAY_BEFORE.search(part[: match.start()]):
                    continue  # "Karvel, May 3 2019. (AFP)" signs a picture
                if lines is patterns.head and _ends_paragraph(text, match):
                    continue
                found |= _agencies(match.group("who"))
    found |= {patterns.names[one] for one in patterns.whole.findall(report.byline or "")}
    if not found and "eporting by" in text[-2 * _TAIL :] and patterns.sign_off.search(text[-2 * _TAIL :]):
        found.add(UNNAMED)
    own = agency_name(report.publisher)
    found -= {report.publisher or "", own or ""} | ({UNNAMED} if own else set())
    return _one(found)


def agency_credits(report: Report) -> tuple[Credit, ...]:
    """Every stretch of the text with the agency that it is credited to; inner ones overrule those around them.

    The whole text, where a credit line or the byline gives it to an agency (`agency_credit`). From a dateline with an
    agency on, up to the next: a page of several dispatches. And a paragraph that ends in a credit. Outermost first.
    """
    text, length = report.text, len(report.text)
    out: list[Credit] = []
    whole = agency_credit(report)
    if whole is not None and length:
        out.append(Credit(Span(0, length), whole))
    own = agency_name(report.publisher)
    items = [(match.start(), match.group("who")) for match in _patterns().dateline.finditer(text)]
    for n, (start, who) in enumerate(items):
        end = items[n + 1][0] if n + 1 < len(items) else length
        out += _credit(start, end, who, own)
    for start, line in _lines(text):
        match = _patterns().closing.search(line)
        if match is not None and start + len(line) <= length - _TAIL // 10 and len(line) >= _LINE:
            out += _credit(start, start + len(line), match.group("who") or match.group("bare"), own)
    return tuple(out)


def credited(credits: Sequence[Credit], at: int) -> str | None:
    """The agency to which the words at an offset are given: by the innermost credit, None where it names none."""
    inner = min(
        (c for c in credits if c.span.start <= at < c.span.end), key=lambda c: c.span.end - c.span.start, default=None
    )
    return None if inner is None or inner.agency == UNNAMED else inner.agency


def _ends_paragraph(text: str, match: re.Match[str]) -> bool:
    """Whether a credit closes a paragraph that others follow: it is for that paragraph."""
    rest = text[match.end() :]
    line = rest.lstrip(" .\t")
    before = text.rfind("\n", 0, match.start()) + 1
    return match.start() - before >= _LINE and line.startswith("\n") and len(line) > _TAIL


def _credit(start: int, end: int, who: str, own: str | None) -> Iterator[Credit]:
    name = _one(_agencies(who))
    if name is not None and name != own:
        yield Credit(Span(start, end), name)


def _agencies(who: str) -> set[str]:
    return {_patterns().names[one] for one in _patterns().sign.findall(who)}


def _one(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else UNNAMED if found else None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line.rstrip()
        start += len(line)
