"""A story read once with the real pipeline, for all tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk import ROWS, call, write


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger file with the invented story `border` read into it."""
    folder = tmp_path_factory.mktemp("story")
    db = folder / "border.db"
    result = call("read", str(write(folder, "reports.jsonl", *ROWS)), "--db", str(db), "--story", "border")
    assert result.exit_code == 0, result.output
    return db
