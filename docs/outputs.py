"""Fill the outputs in a page of the documentation from real runs: python docs/outputs.py docs/tutorial.md.

A block begins with `<!-- output: COMMAND -->`, or `<!-- output 1-30: COMMAND -->` for some of its lines, and ends with
`<!-- end -->`; what stands between is replaced. Commands run in the order of the page, in one empty folder that also
holds the demo story's `reports.jsonl` and `gold.json`, and each must end with code 0. In a command, `@"words"` stands
for the ID of the first proposition on which a position with these words is taken; `twosource` is this checkout's.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

BLOCK = re.compile(r"<!-- output(?: (\d+)-(\d+))?: (.+?) -->\n.*?<!-- end -->", re.DOTALL)
MENTION = re.compile(r'@"([^"]+)"')
WIDTH = "100"
GOLD = Path(__file__).resolve().parent.parent / "tests" / "golden" / "demo" / "gold.json"


class PageError(Exception):
    """A page can't be filled: which command, and why."""


def filled(page: str, folder: Path) -> str:
    """The page with the outputs of its commands, run in `folder`. Raises PageError where one fails."""

    def block(match: re.Match[str]) -> str:
        first, last, asked = match.groups()
        command = MENTION.sub(lambda m: proposition(m[1], folder), asked)
        lines = run(command, folder).rstrip("\n").split("\n")
        kept = lines if first is None else lines[int(first) - 1 : int(last)]
        text = "\n".join(line.rstrip() for line in [*kept, *(["..."] if first and int(last) < len(lines) else [])])
        head = match[0].split("\n", 1)[0]
        return f"{head}\n```\n$ {command}\n{text}\n```\n<!-- end -->"

    return BLOCK.sub(block, page)


def run(command: str, folder: Path) -> str:
    """What a command prints. Raises PageError where it doesn't end with 0."""
    bin_folder = str(Path(sys.executable).parent)
    environment = {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", "COLUMNS": WIDTH}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PageError(f"{command}: exit code {done.returncode}: {done.stderr.strip()[-400:]}")
    return done.stdout


def proposition(words: str, folder: Path) -> str:
    """The ID of the first proposition on which a position says `words`. Raises PageError where there is none."""
    (ledger_file,) = folder.glob("*.db")
    ledger = json.loads(run(f"twosource ledger --json --db {ledger_file.name}", folder))
    texts = {document["id"]: document["text"] for document in ledger["documents"]}
    found = sorted(
        (position["document"], position["content"], position["proposition"])
        for position in ledger["positions"]
        if words in texts[position["document"]][slice(*position["content"])]
    )
    if not found:
        raise PageError(f'no position says "{words}"')
    return str(found[0][2])


def main(*pages: str) -> None:
    """Fill each page, in a folder of its own."""
    story = resources.files("twosource.data") / "demo" / "reports.jsonl"
    for page in map(Path, pages):
        with TemporaryDirectory() as name, resources.as_file(story) as reports:
            folder = Path(name)
            shutil.copy(reports, folder / "reports.jsonl")
            shutil.copy(GOLD, folder / "gold.json")
            page.write_text(filled(page.read_text(encoding="utf-8"), folder), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
