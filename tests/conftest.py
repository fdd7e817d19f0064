"""Shared fixtures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# a shared machine's pauses are no fault of the code under test
settings.register_profile("twosource", deadline=None)
settings.load_profile("twosource")

_HERE = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared data beside the checkout; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("TWOSOURCE_SHARED", _HERE.parent / "shared"))
    if not (folder / "ledgerbench").is_dir():
        pytest.skip(f"no shared data at {folder}: benchmarks on public sets are skipped")
    return folder
