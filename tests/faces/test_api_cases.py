"""Cases that schemathesis makes of the API's description, against a server with a socket.

No 5xx, and no answer that the description doesn't have: its status, its type, its body. A few hundred cases here; as
many as $TWOSOURCE_API_CASES says otherwise (`make cases`).
"""

from __future__ import annotations

import json
import math
import os
import shutil
import socket
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import uvicorn
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

from twosource.faces.api.app import HANDLERS, V1, build
from twosource.faces.api.described import description
from twosource.faces.api.desk import Desk
from twosource.faces.api.guard import Rules

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
def served(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Desk]]:
    db = Path(shutil.copy(story, tmp_path_factory.mktemp("cases") / "border.db"))
    desk = Desk(db, full_text=True)
    desk.refresh()
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(build(desk, Rules("127.0.0.1")), log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}", desk
    server.should_exit = True
    thread.join()
    listening.close()
    desk.close()


def real_ids(desk: Desk) -> dict[str, list[str]]:
    """Ids that are there, so that half of the cases reach what lies behind them."""
    shelf = desk.shelf
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
    if isinstance(body, dict) and isinstance(body.get("relation"), str):
        kind = JUDGED.get(body["relation"], "position_id")
        body |= {"story": "border", "left": pick(kind), "right": pick(kind, 1)}


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
def test_every_answer_is_one_of_the_described(operation: Any, mode: GenerationMode, served: tuple[str, Desk]) -> None:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), derandomize=True, phases=[Phase.generate])
    @given(operation.as_strategy(generation_mode=mode))
    def holds(case: Any) -> None:
        COUNTED["all"] += 1
        if COUNTED["all"] % 2:
            aimed(case, real_ids(served[1]), COUNTED["all"] // 2)
        answer = case.call(base_url=served[0])
        COUNTED[str(answer.status_code)] += 1
        case.validate_response(answer, checks=CHECKS)

    holds()


def test_enough_cases_were_tried_and_some_got_through() -> None:
    assert COUNTED["all"] >= CASES * 0.7
    assert COUNTED["200"] + COUNTED["201"] > COUNTED["all"] * 0.2
    sys.stdout.write(f"{dict(sorted(COUNTED.items()))}\n")
