"""Chains from the text to the count: kept whole in the record, and the one at the bottom is the origin."""

from __future__ import annotations

import json

from twosource.intake import Options
from twosource.records import Ledger, Origins
from twosource.run import pipeline
from twosource.store import SqliteStore

Told = tuple[str, str]
"""Outlet and text."""


def woven(*reports: Told) -> Ledger:
    rows = [
        {"id": f"r{n}", "publisher": outlet, "published": "2031-03-03", "text": text}
        for n, (outlet, text) in enumerate(reports)
    ]
    stream = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    options = Options(captured="2031-03-04T00:00:00+00:00", story="chains")
    with SqliteStore(":memory:") as store:
        pipeline.read([pipeline.STREAM], store=store, options=options, stream=stream)
        return pipeline.ledger_of(store, "chains")


def chain(ledger: Ledger, party: str) -> tuple[str, ...]:
    (found,) = {(*p.via, p.party.name) for p in ledger.positions if p.party.name == party}
    return found


def counts(ledger: Ledger) -> list[Origins]:
    return [a.origins for a in ledger.assessments]


def test_an_agencys_credit_stands_first_in_the_chain_of_whom_it_quotes() -> None:
    ledger = woven(
        ("Karvel Post", "TARN, March 2 (Reuters) - A military source said that a bridge near Donetsk was destroyed.")
    )
    assert chain(ledger, "military source") == ("Reuters", "military source")


def test_two_outlets_with_one_agencys_nameless_source_have_one_origin() -> None:
    ledger = woven(
        ("Karvel Post", "TARN (Reuters) - A bridge near Donetsk was destroyed on Sunday, a military source said."),
        ("Harbour Courier", "A bridge near Donetsk was destroyed on Sunday, a military source told Reuters."),
    )
    assert counts(ledger) == [Origins(0, 1)]


def test_a_paragraphs_credit_is_for_its_own_words() -> None:
    ledger = woven(
        (
            "Karvel Post",
            "A long day on the border, as our correspondents and the agencies saw it from both of its sides.\n"
            "A rescue worker said that a bridge near Donetsk was destroyed on Sunday by shelling. (Reuters)\n"
            "A doctor said that six people were killed in Kherson on Sunday, and that more were hurt.\n"
            + "The sky was grey over the fields, and the roads to the south were empty of people and of cars. "
            * 4,
        )
    )
    assert chain(ledger, "rescue worker") == ("Reuters", "rescue worker")
    assert chain(ledger, "doctor") == ("doctor",)


def test_state_media_with_their_own_governments_word_are_that_government() -> None:
    ledger = woven(
        ("TASS", "Russian forces captured the village of Kozinka on Sunday."),
        ("Karvel Post", "Russian forces captured the village of Kozinka on Sunday, the Russian defence ministry said."),
        ("Harbour Courier", "Russian forces captured the village of Kozinka on Sunday, a military source told TASS."),
    )
    assert counts(ledger) == [Origins(0, 1)]
