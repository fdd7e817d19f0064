from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from read_golden import as_json, path, reading, reports


@pytest.mark.parametrize("name", reports())
def test_reading_is_the_golden_one(name: str) -> None:
    """Where it changed for the better: python tests/golden/read_golden.py --write, and look at the diff."""
    kept = json.loads(path(name).read_text(encoding="utf-8"))
    assert json.loads(as_json(reading(reports()[name]))) == kept


def test_every_golden_reading_has_its_report() -> None:
    kept = {file.stem for file in path("wire").parent.glob("*.json")}
    assert kept == set(reports())
