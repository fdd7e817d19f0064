"""An invented story and how the tests call the command line."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from twosource.faces.cli import main

ROWS = [
    {
        "id": "karvel-wire-1",
        "publisher": "Karvel Wire",
        "published": "2021-03-02",
        "title": "Ostrana says its border post was shelled",
        "text": "Ostrana says its border post was shelled\n\n"
        "The defence ministry of Ostrana said on Monday that artillery had shelled a border post near Karvel. "
        "At least three soldiers were killed, the ministry said.\n",
    },
    {
        "id": "harbour-courier-1",
        "publisher": "Harbour Courier",
        "published": "2021-03-03",
        "title": "Veltria denies shelling",
        "text": "The government of Veltria denied that its troops had shelled the border post. "
        "“We did not fire,” a spokesman for the government said. "
        "The Harbour Courier could not independently verify either account.\n",
    },
]


def call(*args: str, **given: object) -> Result:
    """Runs the command line; standard output and standard error are kept apart."""
    return CliRunner().invoke(main, list(args), catch_exceptions=False, **given)  # type: ignore[arg-type]


def write(folder: Path, name: str, *rows: dict[str, str] | str) -> Path:
    """A JSON Lines file of reports, or of lines as given."""
    path = folder / name
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
    return path
