"""The tree of a derivation tells what the ledger holds, and quotes the exact words."""

from __future__ import annotations

import json

import pytest

from twosource.intake import Options
from twosource.records import Ledger
from twosource.run import pipeline
from twosource.run.why import Node, to_rows, why
from twosource.store import SqliteStore

STATEMENT = (
    "The regional health office said on Tuesday that a rocket had struck the market at Lindholt the day before. "
    "Eleven people were killed in the strike, the office said, and the wounded were taken to hospital. "
    "Traders said they had begun to clear the stalls by the evening and that the roof had come down on the east side."
)
ROWS = (
    {"id": "wire-1", "publisher": "Karvel Wire", "published": "2021-03-02", "text": STATEMENT},
    {
        "id": "echo-1",
        "publisher": "Evening Echo",
        "published": "2021-03-03",
        "text": f"Rocket hits market\n\n{STATEMENT}",
    },
    {
        "id": "post-1",
        "publisher": "Lindholt Post",
        "published": "2021-03-04",
        "text": "The defence ministry of Ostrana denied that a rocket had struck the market at Lindholt.",
    },
)


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    with SqliteStore(":memory:") as store:
        lines = b"".join(json.dumps(r).encode() + b"\n" for r in ROWS)
        options = Options(captured="2021-03-05T10:00:00+00:00", story="border")
        pipeline.read([pipeline.STREAM], store=store, options=options, stream=lines)
        return pipeline.ledger_of(store, "border")


def nodes(tree: Node, kind: str) -> list[Node]:
    return [node for node in tree.walk() if node.kind == kind]


def test_every_position_stands_in_the_tree_once_with_its_words(ledger: Ledger) -> None:
    texts = {r.id: r.text for r in ledger.documents}
    for proposition in ledger.propositions:
        tree = why(ledger, proposition.id)
        standing = nodes(tree, "standing")[0]
        told = sorted(node.id or "" for node in nodes(standing, "position"))
        assert told == sorted(p.id for p in ledger.positions if p.proposition == proposition.id)
        for node in tree.walk():
            for quote in node.quotes:
                assert texts[quote.document][quote.start : quote.end] == quote.words


def test_a_copy_is_told_with_the_words_it_shares(ledger: Ledger) -> None:
    toll = next(p.id for p in ledger.propositions if p.aspect == "toll")
    folds = [fold for fold in nodes(why(ledger, toll), "fold") if "has its words from" in fold.text]
    assert folds
    assert "of the report's words stand there" in folds[0].text
    assert any("Eleven people were killed" in quote.words for quote in folds[0].quotes)


def test_an_event_tells_of_all_its_propositions(ledger: Ledger) -> None:
    event = ledger.events[0]
    tree = why(ledger, event.id)
    assert [n.id for n in tree.children] == [p.id for p in ledger.propositions if p.event == event.id]


def test_the_tree_as_rows(ledger: Ledger) -> None:
    tree = why(ledger, ledger.propositions[0].id)
    rows = json.loads(json.dumps(to_rows(tree)))
    assert set(rows) == {"kind", "text", "id", "quotes", "children"}
    assert rows["children"][0]["kind"] == "standing"


def test_an_unknown_row(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        why(ledger, "q-none")
