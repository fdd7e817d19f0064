"""What the exports write: the contract to the letter, the same bytes for the same ledger, a table safe to open."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from twosource.export import FORMATS, ledger_json, table_csv
from twosource.records import (
    Assessment,
    Event,
    Evidence,
    Figure,
    Interval,
    Issue,
    Ledger,
    LedgerPosition,
    Origins,
    Party,
    PartyRef,
    Place,
    Proposition,
    Report,
    Reprint,
    Span,
    Stage,
    Standing,
)

TEXT = "🛩 =Shells hit Karvel.\nAt least 3 people were killed on Monday, the mayor said. Ostrana denied it."
MAYOR = PartyRef("x/mayor-of-karvel", "Mayor of Karvel", "person")
OSTRANA = PartyRef("x/ostrana", "Ostrana", "state")


def stretch(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def tiny() -> Ledger:
    """A ledger of one invented report that fills every list."""
    toll = LedgerPosition(
        id="p-1",
        document="d1",
        proposition="q-1",
        party=MAYOR,
        stance="asserts",
        content=stretch("At least 3 people were killed on Monday"),
        source=stretch("the mayor"),
        cue=stretch("said"),
        figure=Figure(3, None, "killed", "At least 3"),
        via=("Karvel Wire",),
        said="1939-11-27",
    )
    denial = LedgerPosition(
        id="p-2",
        document="d1",
        proposition="q-2",
        party=OSTRANA,
        stance="denies",
        content=stretch("=Shells hit Karvel"),
        source=stretch("Ostrana"),
        cue=stretch("denied"),
        figure=None,
    )
    return Ledger(
        stages=(Stage("read.times", "1"), Stage("weave.events", "1")),
        documents=(Report("d1", "v1", "border", TEXT, published="1939-11-27", sha256="0" * 64),),
        parties=(Party(MAYOR.id, MAYOR.name, MAYOR.kind), Party(OSTRANA.id, OSTRANA.name, OSTRANA.kind)),
        events=(
            Event(
                "e-1",
                "border",
                "Shelling of Karvel",
                "ASSAULT",
                None,
                Place("Karvel", -12.123456789, 30.5, 1, 5.0),
                Interval(date(1939, 11, 27), date(1939, 11, 27), 1),
                actors=((OSTRANA.id, ("p-1",)),),
                documents=("d1",),
            ),
        ),
        propositions=(
            Proposition("q-1", "e-1", "toll", "People were killed."),
            Proposition("q-2", "e-1", "occurrence", "Shells hit Karvel.", ("q-1",)),
        ),
        positions=(denial, toll),
        evidence=(Evidence("v-1", "video", "d1", stretch("Shells"), positions=("p-1",)),),
        reprints=(Reprint("d1", "d0", 0.123456),),
        assessments=(
            Assessment(
                "q-1",
                "claimed",
                contested=False,
                unverifiable=False,
                origins=Origins(0, None),
                asserted_by=(MAYOR.id,),
                confirmed_by=(),
                denied_by=(),
                unverified_by=(),
                reason="Mayor of Karvel asserts it.",
                because=("p-1",),
                alternatives=(Standing("if Ostrana", "disputed"),),
            ),
        ),
        judgements=(),
        issues=(
            Issue("read.times", "no-date", "no date", document="d1"),
            Issue("read.times", "no-date", "no date", document="d1", input="b.jsonl", line=7),
            Issue("intake", "bad-line", "no JSON", "mend it", input="a.jsonl", line=3),
        ),
    )


def test_the_export_keeps_the_schema_and_every_key_is_required() -> None:
    rows = json.loads(ledger_json.to_text(tiny()))
    validator = Draft202012Validator(ledger_json.schema())
    validator.validate(rows)
    Draft202012Validator.check_schema(ledger_json.schema())
    for key in rows:
        with pytest.raises(ValidationError):
            validator.validate({k: v for k, v in rows.items() if k != key})


def test_spans_are_code_points_of_the_text_as_it_was() -> None:
    rows = ledger_json.to_rows(tiny())
    toll = next(p for p in rows["positions"] if p["figure"])
    start, end = toll["content"]
    assert rows["documents"][0]["text"][start:end] == "At least 3 people were killed on Monday"
    assert toll["figure"] == {"low": 3, "high": None, "unit": "killed", "words": "At least 3", "approximate": False}


def test_issues_name_what_they_are_about() -> None:
    issues = ledger_json.to_rows(tiny())["issues"]
    assert {"document": "d1", "stage": "read.times", "code": "no-date", "detail": "no date"} in issues
    assert len(issues) == 2
    assert {
        "input": "a.jsonl",
        "stage": "intake",
        "code": "bad-line",
        "detail": "line 3: no JSON (mend it)",
    } in issues


@given(st.integers(0, 1000))
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    ledger = tiny()
    dice = random.Random(seed)
    fields = [f.name for f in dataclasses.fields(ledger)]
    mixed = {name: tuple(dice.sample(getattr(ledger, name), len(getattr(ledger, name)))) for name in fields}
    for write in FORMATS.values():
        assert write(Ledger(**mixed)) == write(ledger)


def test_one_id_in_two_stories_is_refused_with_the_remedy() -> None:
    ledger = tiny()
    twice = (*ledger.documents, dataclasses.replace(ledger.documents[0], story="other"))
    with pytest.raises(ValueError, match="--story"):
        ledger_json.to_rows(dataclasses.replace(ledger, documents=twice))


def table(ledger: Ledger) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(table_csv.to_text(ledger))))


def test_the_table_has_a_row_a_position_under_documented_columns() -> None:
    rows = table(tiny())
    assert list(rows[0]) == list(table_csv.COLUMNS)
    assert [row["position"] for row in rows] == ["p-1", "p-2"]
    toll, denial = rows
    assert (toll["figure_low"], toll["figure_high"], toll["figure_unit"]) == ("3", "", "killed")
    assert (toll["lat"], toll["source_words"], toll["via"]) == ("-12.12346", "the mayor", "Karvel Wire")
    assert (toll["status"], toll["origins_at_least"], toll["origins_at_most"]) == ("claimed", "0", "")
    assert denial["status"] == ""


def test_text_that_looks_like_a_formula_is_made_harmless_and_numbers_are_left() -> None:
    denial = table(tiny())[1]
    assert denial["quote"] == "'=Shells hit Karvel"
    assert denial["lat"].startswith("-")
