"""The hook that builds the page: when it builds, with which Node, and what it says where it can't."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path, hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with sources and a page built from them."""
    monkeypatch.delenv(hook.SKIP, raising=False)
    (tmp_path / "web" / "src").mkdir(parents=True)
    (tmp_path / "web" / "package.json").write_text("{}")
    (tmp_path / "web" / "src" / "main.tsx").write_text("old")
    page = tmp_path / hook.PAGE
    page.mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html>")
    (page / hook.STAMP).write_text(hook.digest(tmp_path / "web") + "\n")
    return tmp_path


def test_a_page_of_its_sources_is_not_built_again(hook: ModuleType, tree: Path) -> None:
    assert not hook.wanted(tree)


def test_changed_sources_are_built_anew(hook: ModuleType, tree: Path) -> None:
    (tree / "web" / "src" / "main.tsx").write_text("new")
    assert hook.wanted(tree)


def test_installed_packages_are_no_sources(hook: ModuleType, tree: Path) -> None:
    (tree / "web" / "node_modules" / "vite").mkdir(parents=True)
    (tree / "web" / "node_modules" / "vite" / "package.json").write_text("{}")
    assert not hook.wanted(tree)


def test_a_missing_page_is_built(hook: ModuleType, tree: Path) -> None:
    (tree / hook.PAGE / "index.html").unlink()
    assert hook.wanted(tree)


def test_a_page_without_sources_is_taken_as_it_is(hook: ModuleType, tree: Path) -> None:
    (tree / "web" / "package.json").unlink()
    assert not hook.wanted(tree)


def test_neither_page_nor_sources_is_refused_with_the_remedy(hook: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"neither the page .* nor its sources .*Remedies:"):
        hook.wanted(tmp_path)


def test_it_installs_without_a_page_where_asked(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(hook.SKIP, "1")
    assert not hook.wanted(tmp_path)


@pytest.mark.parametrize(
    ("version", "enough"),
    [
        ("v20.19.0", True),
        ("v20.18.3", False),
        ("v21.9.0", False),
        ("v22.12.0", True),
        ("v22.11.0", False),
        ("v23.0.0", True),
        ("v24.19.0", True),
        ("v18.20.4", False),
        ("", False),
        ("node", False),
    ],
)
def test_node_must_be_one_that_vite_takes(hook: ModuleType, version: str, enough: bool) -> None:
    assert hook.new_enough(version) is enough


def test_an_old_node_on_the_path_is_not_used(
    hook: ModuleType, tree: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    bin_ = tmp_path_factory.mktemp("bin")
    for name in ("node", "npm"):
        (bin_ / name).write_text("#!/bin/sh\necho v18.0.0\n")
        (bin_ / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(bin_))
    (tree / hook.PAGE / "index.html").unlink()
    asked = hook.PageHook(str(tree), {}, None, None, "", "wheel").dependencies()
    assert asked == [hook.NODE]


def test_a_registry_out_of_reach_is_told_with_the_remedy(
    hook: ModuleType, tree: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    bin_ = tmp_path_factory.mktemp("bin")
    (bin_ / "node").write_text("#!/bin/sh\necho v24.1.0\n")
    (bin_ / "npm").write_text("#!/bin/sh\necho 'npm error code ENOTFOUND' >&2; exit 1\n")
    for name in ("node", "npm"):
        (bin_ / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}{os.environ['PATH']}")
    (tree / "web" / "package-lock.json").write_text("{}")
    with pytest.raises(SystemExit) as refused:
        hook.build(tree)
    assert "ENOTFOUND" in str(refused.value)
    assert "Remedies:" in str(refused.value)


def test_the_wheel_carries_the_page(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "twosource/faces/web/index.html" in names
    assert any(name.startswith("twosource/faces/web/assets/") and name.endswith(".js") for name in names)
    assert not any("node_modules" in name for name in names)


def test_the_page_in_the_wheel_is_served_without_node(tmp_path: Path) -> None:
    """The wheel's files alone, away from the checkout: what it depends on is this environment's."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    code = "from twosource.faces.cli import main; main()"
    server = subprocess.Popen(
        [sys.executable, "-c", code, "demo", "--page", "--port", "0"],
        cwd=tmp_path,
        env={"PATH": str(tmp_path), "PYTHONPATH": str(tmp_path / "installed"), "HOME": os.environ["HOME"]},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stderr
    try:
        home = next(found[1] for line in server.stderr if (found := re.search(r"open (http://\S+?)/ ", line)))
        with urlopen(f"{home}/") as answer:
            page = answer.read().decode()
        for asset in re.findall(r"/assets/[^\"]+", page):
            with urlopen(home + asset) as answer:
                assert answer.status == 200
        assert "/assets/" in page
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stderr.close()
