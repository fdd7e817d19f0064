"""Every issue that intake can raise: its code, its sentence and its remedy (docs/intake.md lists them)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from twosource.records import Issue, Stage

INTAKE = Stage("intake", "1")


@dataclass(frozen=True, slots=True)
class Code:
    """What happened and what to do, as templates; `kept` tells whether the report is read all the same."""

    detail: str
    remedy: str
    kept: bool = False


CODES: Mapping[str, Code] = MappingProxyType(
    {
        "missing-file": Code("there is no such file or folder", "check the path"),
        "unreadable-file": Code("it can't be opened: {why}", "check its permissions and the disk"),
        "skipped-kind": Code(
            "{what} is not read", "name it .txt, .html or .jsonl if it is one, or give it on standard input"
        ),
        "empty-folder": Code("the folder holds no file", "check the path"),
        "too-large": Code("{size} bytes; {limit} are read at most", "split it"),
        "empty-file": Code("no words in it", "check where it was saved from"),
        "binary-file": Code("{what}: no text", "convert it to UTF-8 text or HTML"),
        "wrong-encoding": Code(
            "byte {offset} ({byte}) is not UTF-8{guess}", "save it as UTF-8 (iconv -f {source} -t UTF-8)"
        ),
        "too-long": Code(
            "{length} code points; a report has {limit} at most", "split it into its reports, one file or line each"
        ),
        "broken-line": Code("{why}", "mend the line: one JSON object a line"),
        "not-jsonl": Code(
            "none of its {lines} lines is a JSON object", "write one JSON object a line, or name it .txt"
        ),
        "missing-text": Code("the key `text` is missing", "give the report's words under `text`"),
        "empty-text": Code("`text` has no words", "give the report's words under `text`"),
        "lone-surrogate": Code(
            "`{key}` holds half of a surrogate pair (\\u{point:04x} at {offset}), which no file can hold",
            "write the character whole, or as U+FFFD where it is lost",
        ),
        "no-article": Code("no article found in the page", "save the article's own page, or its words as .txt"),
        "wrong-type": Code("`{key}` is {found}, not {asked}; taken as not given", "write it as {asked}", kept=True),
        "double-key": Code("`{key}` stands twice; the last is taken", "keep one", kept=True),
        "bad-date": Code(
            "{key} {words!r} is no date; taken as not given",
            "write 2023-05-23, or a time with its zone: 2023-05-23T14:05:00+02:00",
            kept=True,
        ),
        "no-zone": Code(
            "{key} {words!r} has no zone; only its day is taken", "add the zone: 2023-05-23T14:05:00+02:00", kept=True
        ),
        "no-date": Code(
            "no date of publication: its times stay unresolved",
            "give `published` in the input, or --published where it doesn't say",
            kept=True,
        ),
        "inferred-date": Code(
            "the page states no date of publication; {day} is taken from its markup, address or words",
            "check it, and give another with --published",
            kept=True,
        ),
        "no-publisher": Code(
            "no outlet: whose own voice the report speaks in stays unknown",
            "give `publisher` in the input, or --publisher where it doesn't say",
            kept=True,
        ),
        "broken-bytes": Code(
            "{count} bytes are not {encoding}; U+FFFD stands for each in the text", "save the page anew", kept=True
        ),
        "unknown-charset": Code("the page declares the charset {charset!r}, which is not known", "save it as UTF-8"),
        "url-for-many": Code(
            "--url names one page, and the input holds several reports; not applied",
            "give each report its own `url`",
            kept=True,
        ),
        "unbroken-text": Code(
            "{stretches} without a space: these stretches are not read", "check that they are words", kept=True
        ),
    }
)


def issue(code: str, address: str, *, document: str | None = None, line: int | None = None, **facts: object) -> Issue:
    """The issue `code` for one input, its sentence filled with `facts`. Raises KeyError on a code that isn't listed."""
    entry = CODES[code]
    return Issue(
        stage=INTAKE.name,
        code=code,
        detail=entry.detail.format(**facts),
        remedy=entry.remedy.format(**facts),
        input=address,
        document=document,
        line=line,
    )
