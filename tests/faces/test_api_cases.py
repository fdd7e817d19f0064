"""Cases that schemathesis makes of the API's description, against `twosource serve` in a process of its own.

No 5xx, and no answer that the description doesn't have: its status, its type, its body. A few hundred cases here; as
many as $TWOSOURCE_API_CASES says otherwise (`make cases`).
"""

from __future__ import annotations

import json
import math
import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from twosource.faces.api.app import HANDLERS, V1
from twosource.faces.api.described import description
from twosource.faces.api.load import served
from twosource.faces.api.shelf import Shelf
from twosource.faces.api.tables import shelf_path

SCHEMA = schemathesis.openapi.from_dict(json.loads(description(HANDLERS, V1)))
EACH: list[Any] = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]
BARE = ("GET /api/v1/about", "GET /api/v1/exports")
CASES = int(os.environ.get("TWOSOURCE_API_CASES", "300"))
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
EXAMPLES = max(1, math.ceil(CASES / (len(EACH) * len(MODES) - 6)))  # some take no parameters: they give one case
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
)
COUNTED: Counter[str] = Counter()


@pytest.fixture(scope="module")
def server(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Shelf]]:
    """A server as a user starts it: its address, and its shelf. It may not have printed an error when it ends."""
    folder = tmp_path_factory.mktemp("cases")
    db = Path(shutil.copy(story, folder / "border.db"))
    with served(db, folder, "--full-text") as (port, _):
        shelf = Shelf(shelf_path(db))
        yield f"http://127.0.0.1:{port}", shelf
        shelf.close()
    told = (folder / "serve.log").read_text(encoding="utf-8")
    assert not [line for line in told.splitlines() if not line.startswith("open http")], told


def real_ids(shelf: Shelf) -> dict[str, list[str]]:
    """Ids that are there, so that half of the cases reach what lies behind them."""
    return {
        "event_id": [one for (one,) in shelf.get("SELECT id FROM events")],
        "proposition_id": [one for (one,) in shelf.get("SELECT id FROM propositions")],
        "position_id": [one for (one,) in shelf.get("SELECT id FROM positions")],
        "party_id": [one for (one,) in shelf.get("SELECT id FROM parties")],
        "report_id": [one for (one,) in shelf.get("SELECT key FROM reports")],
        "review_id": [one for (one,) in shelf.get("SELECT id FROM reviews")],
        "judgement_id": [one for (one,) in shelf.get("SELECT id FROM judgements")],
        "form": ["csv", "digest-md", "digest-html", "geojson", "ledger-json"],
    }


TARGETS = {"add": "report_id", "override": "proposition_id"}
JUDGED = {"same party": "party_id", "reprint of": "report_id"}


def aimed(case: Any, ids: dict[str, list[str]], turn: int) -> None:
    """Puts real ids where a case has invented ones."""

    def pick(kind: str, step: int = 0) -> str | None:
        known = ids[kind]
        return known[(turn + step) % len(known)] if known else None

    for name in case.path_parameters or {}:
        case.path_parameters[name] = pick(name) or case.path_parameters[name]
    body = case.body
    if isinstance(body, dict) and isinstance(body.get("action"), str):
        body["target"] = pick(TARGETS.get(body["action"], "position_id")) or "p-none"
        if turn % 3:  # two in three as a person would decide, the rest as it comes
            body |= {"maker": "ana", "reason": "seen twice", "content": {"start": turn % 40, "end": turn % 40 + 9}}
            body |= {"party": pick("party_id") or "the mayor", "stance": "denies"}
            body |= {"status": "claimed"} if body["action"] == "override" else {}
            for name in ("source", "cue", "figure", "proposition"):
                body.pop(name, None)
    if isinstance(body, dict) and isinstance(body.get("relation"), str):
        kind = JUDGED.get(body["relation"], "position_id")
        body |= {"story": "border", "left": pick(kind), "right": pick(kind, 1 + turn % 3), "maker": "ana"}


@pytest.mark.parametrize(
    ("operation", "mode"),
    [
        pytest.param(operation, mode, id=f"{operation.label} {mode.name.lower()}")
        for operation in EACH
        for mode in MODES
        # what takes no parameter can't be asked wrongly
        if mode == GenerationMode.POSITIVE or operation.label not in BARE
    ],
)
def test_every_answer_is_one_of_the_described(operation: Any, mode: GenerationMode, server: tuple[str, Shelf]) -> None:
    writing = operation.method == "post" and mode == GenerationMode.POSITIVE  # most are refused: more are tried
    examples = EXAMPLES * 4 if writing else EXAMPLES

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
    @given(operation.as_strategy(generation_mode=mode))
    def holds(case: Any) -> None:
        COUNTED["all"] += 1
        if COUNTED["all"] % 2:
            aimed(case, real_ids(server[1]), COUNTED["all"] // 2)
        answer = case.call(base_url=server[0])
        COUNTED[str(answer.status_code)] += 1
        COUNTED["decided"] += case.method == "POST" and answer.status_code < 300
        case.validate_response(answer, checks=CHECKS)

    holds()


def test_enough_cases_were_tried_and_some_got_through() -> None:
    assert COUNTED["all"] >= CASES * 0.7
    assert COUNTED["200"] + COUNTED["201"] > COUNTED["all"] * 0.2
    assert COUNTED["decided"] > COUNTED["all"] * 0.01
    sys.stdout.write(f"{dict(sorted(COUNTED.items()))}\n")
