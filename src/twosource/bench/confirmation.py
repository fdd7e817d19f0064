"""False confirmations and missed ones: small stories, each told with what it may come to, through the whole pipeline.

A folder of TOML files holds the stories (tests/golden/confirmation), and `parties.toml` in it, or in the folder above,
the parties of their world. `strong` says whether a story truly has two independent origins or opposed sides, one of
which confirms. No proposition of a story that has not may reach `corroborated` or `confirmed across sides`; of those
that have, the proposition that the story is `about` should.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from twosource.bench.figures import BenchError, Figures, Result
from twosource.data.parties import PartyBase
from twosource.intake import Options
from twosource.records import Assessment, Ledger
from twosource.records.standing import STATUSES
from twosource.run import pipeline
from twosource.run.compose import weaver_of
from twosource.run.progress import Progress, silent
from twosource.run.reader import Reader, reader_with
from twosource.run.weave import Weaver
from twosource.store import SqliteStore

STRONG = frozenset({"corroborated", "confirmed across sides"})
PARTIES = "parties.toml"
_CAPTURED = "2000-01-01T00:00:00+00:00"


@dataclass(frozen=True, slots=True)
class Story:
    """A small story and what it may come to."""

    name: str
    strong: bool
    about: re.Pattern[str]
    """What the words of the proposition in question hold."""
    allowed: frozenset[str]
    why: str
    reports: tuple[Mapping[str, str], ...]
    data: bool = True
    """Whether the folder's parties are known; else the shipped ones alone."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a story came to: the statuses of the propositions it is about, and whether that is as it should be."""

    story: Story
    found: tuple[Assessment, ...]
    false: tuple[Assessment, ...]
    """Confirmed without two independent origins or opposed sides."""

    @property
    def statuses(self) -> tuple[str, ...]:
        """Of the propositions in question, the strongest first, each once."""
        return tuple(sorted({a.status for a in self.found}, key=STATUSES.index))

    @property
    def reached(self) -> bool:
        """Whether one of the propositions in question has a status that the story allows."""
        return any(a.status in self.story.allowed for a in self.found)


def load(folder: Path) -> tuple[Story, ...]:
    """The stories of a folder, by file and place in it. Raises BenchError where one can't be used."""
    stories = tuple(story for path in sorted(folder.glob("*.toml")) if path.name != PARTIES for story in _stories(path))
    if not stories:
        raise BenchError(f"{folder}: no [[story]] in a TOML file there")
    return stories


def _stories(path: Path) -> Iterator[Story]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("story", [])
        for row in rows:
            reports = tuple({**report, "text": report["text"].strip("\n") + "\n"} for report in row.pop("report"))
            allowed = frozenset(row.pop("allowed"))
            if not allowed <= set(STATUSES):
                raise ValueError(f"story {row['name']!r}: {sorted(allowed - set(STATUSES))} are no statuses")
            about = re.compile(row.pop("about"), re.IGNORECASE)
            yield Story(reports=reports, allowed=allowed, about=about, **row)
    except (OSError, KeyError, TypeError, ValueError, re.error) as error:
        raise BenchError(f"{path}: a story there can't be used ({error})") from error


def score(folder: Path, progress: Progress = silent) -> Result:
    """The share of stories without a false confirmation, and of those confirmed that should be; failures by name."""
    outcomes = tuple(outcomes_of(folder, load(folder), progress))
    weak = [o for o in outcomes if not o.story.strong]
    strong = [o for o in outcomes if o.story.strong]
    false = [o for o in outcomes if o.false]
    missed = [o for o in strong if not o.reached]
    figures: Figures = {
        "stories": len(outcomes),
        "without two origins": len(weak),
        "with two origins": len(strong),
        "false confirmations": len(false),
        "free of false confirmation": 1 - len(false) / len(outcomes),
        "confirmed where they should be": 1 - len(missed) / len(strong) if strong else None,
        "as the story allows": sum(o.reached for o in outcomes) / len(outcomes),
    }
    notes = [f"{o.story.name}: falsely {a.status}: {a.reason}" for o in false for a in o.false]
    notes += [f"{o.story.name}: {_came_to(o)}" for o in outcomes if not o.reached and not o.false]
    return Result("confirmation", figures, notes=tuple(notes))


def _came_to(outcome: Outcome) -> str:
    wanted = " or ".join(sorted(outcome.story.allowed))
    return f"came to {', '.join(outcome.statuses) or 'nothing'}, not {wanted} ({outcome.story.why})"


def outcomes_of(folder: Path, stories: Sequence[Story], progress: Progress = silent) -> Iterator[Outcome]:
    """What each story comes to, in order."""
    files = [path for path in (folder / PARTIES, folder.parent / PARTIES) if path.is_file()]
    shipped, own = PartyBase.load(), PartyBase.load(tuple(files[:1]))
    tools = {False: _tools(shipped), True: _tools(own)}
    for number, story in enumerate(stories):
        progress("stories", number, len(stories))
        yield outcome(story, ledger_of(story, *tools[story.data]))
    progress("stories", len(stories), len(stories))


def _tools(base: PartyBase) -> tuple[Reader, Weaver]:
    from twosource.reading.read import knowledge

    return reader_with(replace(knowledge(), parties=base)), weaver_of(base)


def ledger_of(story: Story, reader: Reader, weaver: Weaver) -> Ledger:
    """The story's ledger, from its texts by the whole pipeline. Raises BenchError where a report is refused."""
    lines = "".join(json.dumps(dict(report)) + "\n" for report in story.reports)
    options = Options(captured=_CAPTURED, story=story.name)
    with SqliteStore(":memory:") as store:
        summary = pipeline.read(
            [pipeline.STREAM],
            store=store,
            options=options,
            stream=lines.encode("utf-8"),
            reader=reader,
            weaver=weaver,
        )
        if summary.refused:
            raise BenchError(f"story {story.name}: {summary.refused[0].detail}")
        kept = store.ledger(story.name)
    if kept is None:
        raise BenchError(f"story {story.name}: it has no ledger")
    return kept


def outcome(story: Story, ledger: Ledger) -> Outcome:
    """What a story's ledger comes to. A proposition is in question where its words, or a position's on it, say so."""
    texts = {report.id: report.text for report in ledger.documents}
    words: dict[str, list[str]] = {p.id: [p.text] for p in ledger.propositions}
    for position in ledger.positions:
        words[position.proposition].append(position.content.of(texts[position.document]))
    found = tuple(
        a for a in ledger.assessments if any(story.about.search(told) is not None for told in words[a.proposition])
    )
    strong = tuple(a for a in ledger.assessments if a.status in STRONG)
    return Outcome(story, found, () if story.strong else strong)
