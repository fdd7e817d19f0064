"""Tasks by name. `ledger` and `attribution` run the whole reader; the others measure one stage alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from twosource.bench import attribution
from twosource.bench.figures import BenchError, Figures, Result
from twosource.bench.ledger import Tally, compare
from twosource.export import ledger_json
from twosource.intake import Options
from twosource.records import Attribution, Report, Span
from twosource.run import pipeline
from twosource.run.progress import Progress, silent
from twosource.run.reader import Reader, batches, default_reader, read_batch
from twosource.store import SqliteStore

FAMILIES = 300
"""Families of reprints that are made of the articles given, at most."""
CAPTURED = "2000-01-01T00:00:00+00:00"
"""The time of capture of benchmark texts: any, but always the same."""


def run(
    task: str,
    data: Path,
    *,
    predictions: Path | None = None,
    first: int | None = None,
    progress: Progress = silent,
) -> Result:
    """Runs a task on the folder `data`. Raises BenchError where the task, the data or the predictions can't be used."""
    if task in OWN:
        return OWN[task](data, predictions=predictions, first=first, progress=progress)
    if task not in STAGES:
        raise BenchError(f"no task {task!r}; there are: {', '.join(TASKS)}")
    if predictions or first:
        raise BenchError(f"task {task} takes no --predictions and no --first")
    progress(task, 0, None)
    try:
        return Result(task, STAGES[task](data))
    except (OSError, ValueError, KeyError) as error:
        raise BenchError(f"{data}: no data for task {task} ({error})") from error


def run_ledger(
    data: Path, *, predictions: Path | None = None, first: int | None = None, progress: Progress = silent
) -> Result:
    """Scores ledgers against the gold of one story or of a folder of stories, each and pooled.

    Given predictions are a ledger's JSON, or a folder of them named STORY.json; without, the reports are read.
    """
    stories = stories_in(data)[:first]
    pooled = Tally()
    parts = {}
    for number, story in enumerate(stories):
        progress("stories", number, len(stories))
        gold = _json(story / "gold.json")
        ledger = _given(predictions, story, len(stories)) if predictions else _ledger(story / "reports.jsonl")
        tally = compare(story.name, gold, ledger, _texts(story / "reports.jsonl"))
        pooled += tally
        parts[story.name] = tally.figures()
    progress("stories", len(stories), len(stories))
    return Result("ledger", pooled.figures(), parts if len(parts) > 1 else {})


def stories_in(data: Path) -> list[Path]:
    """The folder itself where it is a story, else the stories in it, by name. Raises BenchError where there is none."""
    found = [data] if (data / "gold.json").is_file() else sorted(p.parent for p in data.glob("*/gold.json"))
    if not found:
        raise BenchError(f"{data}: no gold.json there nor below; give a story with reports.jsonl and gold.json")
    for story in found:
        if not (story / "reports.jsonl").is_file():
            raise BenchError(f"{story}: there is a gold.json but no reports.jsonl beside it")
    return found


def _given(predictions: Path, story: Path, stories: int) -> Any:
    path = predictions / f"{story.name}.json" if predictions.is_dir() else predictions
    if not predictions.is_dir() and stories > 1:
        raise BenchError(f"{predictions}: {stories} stories are scored; give a folder with a STORY.json for each")
    return _json(path)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BenchError(f"{path}: no JSON to read there ({error})") from error


def _texts(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    rows = [json.loads(line) for line in lines if line.strip()]
    return {row["id"]: row["text"] for row in rows}


def _ledger(reports: Path) -> dict[str, Any]:
    with SqliteStore(":memory:") as store:
        options = Options(captured=CAPTURED, story=reports.parent.name)
        summary = pipeline.read([reports], store=store, options=options)
        if summary.refused:
            raise BenchError(f"{reports}: {summary.refused[0].detail}")
        return ledger_json.to_rows(pipeline.ledger_of(store, options.story))


def run_attribution(
    data: Path, *, predictions: Path | None = None, first: int | None = None, progress: Progress = silent
) -> Result:
    """Scores who-says-what on PolNeAR's articles: given predictions, or what the reader finds in them."""
    articles = dict(list(attribution.texts(data).items())[:first])
    if predictions:
        found = attribution.predictions(predictions, attribution.texts(data))
    else:
        found = attributions_in(articles, default_reader(), progress)
    return attribution.score(data, found, articles)


def attributions_in(
    articles: Mapping[str, str], reader: Reader, progress: Progress = silent
) -> dict[str, tuple[attribution.Said, ...]]:
    """What the reader finds in each article, as the task counts it. Raises BenchError where one can't be read."""
    reports = [Report(key, "bench", "bench", text) for key, text in articles.items()]
    found: dict[str, tuple[attribution.Said, ...]] = {}
    for batch in batches(reports):
        progress("reading", len(found), len(reports))
        for reading in read_batch(batch, reader):
            for issue in reading.issues:
                if issue.code == "reading-failed":
                    raise BenchError(f"{reading.document}: {issue.detail}")
            found[reading.document] = tuple(_said(each) for each in reading.attributions)
    return found


def _said(found: Attribution) -> attribution.Said:
    def stretches(spans: Iterable[Span | None]) -> tuple[tuple[int, int], ...]:
        return tuple((span.start, span.end) for span in spans if span)

    return attribution.Said(stretches([found.source]), stretches([found.cue]), stretches(found.content))


def _times(data: Path) -> Figures:
    from twosource.bench.times import score

    return dict(score(data))


def _places(data: Path) -> Figures:
    from twosource.bench.places import score

    found = score(data)
    measures = ("recognition_f1", "at_161_resolved", "at_161_all")
    return {**asdict(found), **{name: getattr(found, name) for name in measures}}


def _speed(data: Path) -> Figures:
    from twosource.bench.speed import score

    return score(data)


def _ecb(data: Path) -> Figures:
    from twosource.bench.ecb import score

    return score(data)


def _weave(data: Path) -> Figures:
    from twosource.bench.weave import score

    return score(stories_in(data))


def run_reprints(
    data: Path, *, predictions: Path | None = None, first: int | None = None, progress: Progress = silent
) -> Result:
    """Scores reprints on known copies made of PolNeAR's articles, on pairs of FA-KES checked by hand, or on both.

    `data` is the folder of either, or one that holds `polnear/` and `fa_kes/`. What isn't there is measured as None.
    """
    from twosource.bench import reprints, reprints_checked

    if predictions or first:
        raise BenchError("task reprints takes no --predictions and no --first")
    articles = data / "polnear" if (data / "polnear").is_dir() else data
    checked = data / "fa_kes" / "reports.jsonl" if (data / "fa_kes").is_dir() else data / "reports.jsonl"
    figures: Figures = {}
    try:
        if not checked.is_file() or articles != data:
            made = reprints.load_articles(articles)
            documents = reprints.synthetic(made, min(FAMILIES, len(made)))
            progress("known copies", 0, None)
            figures |= asdict(reprints.score_reprints(documents))
            figures["direction_same_day"] = reprints.same_day_direction(documents)
            figures["one_more_ms"] = reprints.one_more(documents)
        if checked.is_file():
            progress("checked pairs", 0, None)
            found = reprints_checked.score_checked(reprints_checked.load_reports(checked))
            figures |= {f"checked_{name}": value for name, value in found.items()}
    except (OSError, ValueError, KeyError) as error:
        raise BenchError(f"{data}: no data for task reprints ({error})") from error
    return Result("reprints", figures)


def run_sentences(
    data: Path, *, predictions: Path | None = None, first: int | None = None, progress: Progress = silent
) -> Result:
    """Scores the reader on the held split of the project's own labelled sentences, each class and pooled."""
    from twosource.bench.sentences import score

    if predictions or first:
        raise BenchError("task sentences takes no --predictions and no --first")
    progress("sentences", 0, None)
    return score(data)


def run_confirmation(
    data: Path, *, predictions: Path | None = None, first: int | None = None, progress: Progress = silent
) -> Result:
    """Tells small stories to the whole pipeline: what is confirmed that shouldn't be, and what should be and isn't."""
    from twosource.bench.confirmation import score

    if predictions or first:
        raise BenchError("task confirmation takes no --predictions and no --first")
    return score(data, progress)


OWN: Mapping[str, Callable[..., Result]] = {
    "ledger": run_ledger,
    "attribution": run_attribution,
    "confirmation": run_confirmation,
    "reprints": run_reprints,
    "sentences": run_sentences,
}
STAGES: Mapping[str, Callable[[Path], Figures]] = {
    "ecb": _ecb,
    "places": _places,
    "speed": _speed,
    "times": _times,
    "weave": _weave,
}
"""Tasks that measure one stage alone; each loads its module when asked for."""
TASKS = tuple(sorted({*OWN, *STAGES}))
