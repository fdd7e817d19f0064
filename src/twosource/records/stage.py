"""The name and version of a stage, stamped on what it derives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Stage:
    """A stage or model that took part. Same input and same stages give the same bytes."""

    name: str
    version: str
