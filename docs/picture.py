"""Draw the README's picture: the demo story's ledger as the terminal shows it. usage: python docs/picture.py

Writes docs/ledger.svg, without fonts from elsewhere: a page that shows it asks no other host for anything.
"""

from __future__ import annotations

import io
import re
from importlib.resources import as_file, files
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI

from twosource.faces.table import in_time_order, ledger_table
from twosource.intake import Options
from twosource.run import pipeline
from twosource.store import SqliteStore

WIDTH = 112
SHOWN = 3
"""Blocks of the ledger shown: its head and the first events."""


def main() -> None:
    """Reads the demo story in memory and draws the event on which most parties stand."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    with SqliteStore(":memory:") as store, as_file(files("twosource.data").joinpath("demo", "reports.jsonl")) as path:
        pipeline.read([path], store=store, options=Options(captured="2000-01-01T00:00:00+00:00", story="mainila-1939"))
        ledger = pipeline.ledger_of(store, "mainila-1939")
    of_event = {event.id: sum(p.event == event.id for p in ledger.propositions) for event in in_time_order(ledger)}
    wanted = max(of_event, key=lambda key: (of_event[key], key))
    parts = list(ledger_table(ledger))
    at = next((n for n, part in enumerate(parts) if wanted in str(part)), 1)
    console.print(parts[0])
    for part in parts[at : at + SHOWN]:
        console.print(part)
    form = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL).replace("Fira Code, ", "")
    svg = console.export_svg(title="twosource demo", theme=MONOKAI, code_format=form)
    Path(__file__).with_name("ledger.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
