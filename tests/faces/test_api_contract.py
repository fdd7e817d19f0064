"""docs/api.md and the description for programs say what the API does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from openapi_spec_validator import validate

from twosource.faces.api import shapes
from twosource.faces.api.app import HANDLERS, V1
from twosource.faces.api.described import description

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.S)]
ROUTES = re.findall(r"`(GET|POST) (/[^`?]*)", PAGE)
STRUCTS = [each for each in vars(shapes).values() if isinstance(each, type) and issubclass(each, msgspec.Struct)]


def described() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(description(HANDLERS, V1))
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: ",".join(example)[:40])
def test_every_example_is_one_of_the_answers(example: dict[str, Any]) -> None:
    if "features" in example:
        return
    fitting = [s for s in STRUCTS if example.keys() <= {f.encode_name for f in msgspec.structs.fields(s)}]
    assert fitting, f"no answer has {sorted(example)}"
    problems = []
    for each in fitting:
        try:
            msgspec.convert(example, each)
            return
        except msgspec.ValidationError as error:
            problems.append(f"{each.__name__}: {error}")
    pytest.fail("; ".join(problems))


def test_the_page_names_every_route_and_no_other() -> None:
    def plain(path: str) -> str:
        return re.sub(r"\{[a-z_]+\}", "ID", path.removeprefix(V1))

    paths = described()["paths"]
    there = {(method.upper(), plain(path)) for path, methods in paths.items() for method in methods}
    told = {(method, path.replace("FORMAT", "ID")) for method, path in ROUTES}
    assert told == there


def test_the_description_is_openapi_and_names_its_parts_plainly() -> None:
    found = described()
    validate(found)
    assert found["openapi"].startswith("3.1")
    for name in found["components"]["schemas"]:
        assert re.fullmatch(r"[A-Z][A-Za-z]+", name), name
    operations = [o["operationId"] for methods in found["paths"].values() for o in methods.values()]
    assert len(operations) == len(set(operations))


def test_a_client_generator_finds_no_two_enums_of_one_name() -> None:
    """Generators name a field's enum by its schema and field, a parameter's by its operation and parameter."""
    found = described()

    def squeezed(*parts: str) -> str:
        return "".join(parts).replace("_", "").lower()

    fields = {
        squeezed(name, field)
        for name, schema in found["components"]["schemas"].items()
        for field in schema.get("properties", {})
    }
    operations = [o for methods in found["paths"].values() for o in methods.values()]
    parameters = {squeezed(o["operationId"], p["name"]) for o in operations for p in o.get("parameters", ())}
    assert parameters
    assert not fields & parameters
    names = {o["operationId"] for o in operations}
    assert {"get_events", "get_event", "get_proposition_standing", "post_reviews", "post_review_undo"} <= names
