"""What a report took back or mended in a later version, and what an outlet withdraws."""

from __future__ import annotations

import json
from collections.abc import Sequence

from twosource.intake import Options
from twosource.run import pipeline
from twosource.run.corrections import Correction, corrections
from twosource.store import SqliteStore

OPTIONS = Options(captured="2031-03-05T10:00:00+00:00", story="quay")


def row(key: str, day: str, text: str) -> dict[str, str]:
    return {"id": key, "publisher": "Karvel Wire", "published": day, "text": text}


def found(rows: Sequence[dict[str, str]]) -> tuple[Correction, ...]:
    lines = b"".join(json.dumps(r).encode() + b"\n" for r in rows)
    with SqliteStore(":memory:") as store:
        pipeline.read([pipeline.STREAM], store=store, options=OPTIONS, stream=lines)
        return corrections(store, "quay", pipeline.ledger_of(store, "quay"))


def test_a_figure_that_was_mended() -> None:
    told = found(
        [
            row("a", "2031-03-04", "Thirty people were killed when a rocket hit the quay, the mayor said."),
            row("a", "2031-03-05", "Thirteen people were killed when a rocket hit the quay, the mayor said."),
        ]
    )
    figures = [c for c in told if c.kind == "figure"]
    assert [(c.day, c.document) for c in figures] == [("2031-03-05", "a")]
    assert figures[0].was.startswith("Thirty")
    assert (figures[0].now or "").startswith("Thirteen")
    assert figures[0].proposition is not None


def test_a_claim_that_is_gone() -> None:
    told = found(
        [
            row(
                "a",
                "2031-03-04",
                "A rocket hit the quay on Monday. Looters robbed the customs house, the mayor said.",
            ),
            row("a", "2031-03-05", "A rocket hit the quay on Monday."),
        ]
    )
    assert [(c.kind, c.was, c.now) for c in told] == [("dropped", "Looters robbed the customs house", None)]


def test_the_same_words_again_correct_nothing() -> None:
    text = "A rocket hit the quay at Lindholt on Monday, the mayor said."
    assert found([row("a", "2031-03-04", text), row("b", "2031-03-05", text)]) == ()


def test_what_an_outlet_withdraws() -> None:
    told = found(
        [
            row("a", "2031-03-04", "The mayor of Lindholt was shot dead on Monday, the Karvel Wire reported."),
            row(
                "b",
                "2031-03-05",
                "The Karvel Wire has withdrawn its report that the mayor of Lindholt was shot dead on Monday.",
            ),
        ]
    )
    assert [(c.kind, c.day, c.document) for c in told] == [("retracted", "2031-03-05", "b")]
