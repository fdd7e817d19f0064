"""Bad input, one by one: a clear issue in the run's summary, exit code 1 where refused, and nothing else harmed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk import ROWS, call, write

GOOD = json.dumps(ROWS[0])


def read(tmp_path: Path, *names: str) -> tuple[int, dict[str, object], str, list[dict[str, object]]]:
    db = str(tmp_path / "bad.db")
    (tmp_path / "good.jsonl").write_text(GOOD + "\n", encoding="utf-8")
    paths = [str(tmp_path / name) for name in (*names, "good.jsonl")]
    result = call("read", *paths, "--db", db, "--json", "--publisher", "Karvel Wire")
    documents = json.loads(call("export", "--db", db).stdout)["documents"]
    assert any(d["text"] == ROWS[0]["text"] for d in documents), "the good report beside it was harmed"
    return result.exit_code, json.loads(result.stdout), result.stderr, documents


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("empty.txt", b"", "empty-file"),
        ("binary.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "binary-file"),
        ("latin.txt", "Le préfet a déclaré que rien n’est sûr à l’été.".encode("cp1252"), "wrong-encoding"),
        ("no-article.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no-article"),
        ("report.docx", b"PK\x03\x04", "skipped-kind"),
    ],
)
def test_a_file_that_is_no_report_is_refused_by_name(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    exit_code, summary, stderr, documents = read(tmp_path, name)
    assert (exit_code, summary["refused"], len(documents)) == (1, 1, 1)
    issues = summary["issues"]
    assert isinstance(issues, list)
    assert code in {issue["code"] for issue in issues}
    assert name in stderr


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    exit_code, _, stderr, _ = read(tmp_path, "none.txt")
    assert (exit_code, "none.txt" in stderr, "check the path" in stderr) == (1, True, True)


def test_a_broken_line_is_named_by_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    other = json.dumps({**ROWS[1], "id": "other"})
    write(tmp_path, "lines.jsonl", other, "{broken", '{"id": "no-text"}', "[1, 2]")
    exit_code, summary, stderr, documents = read(tmp_path, "lines.jsonl")
    assert (exit_code, summary["refused"], len(documents)) == (1, 3, 2)
    for line in (2, 3, 4):
        assert f"lines.jsonl, line {line}: " in stderr


def test_five_megabytes_are_refused_as_no_single_report(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Shells hit the mill at Karvel. " * 170_000, encoding="utf-8")
    exit_code, summary, stderr, _ = read(tmp_path, "long.txt")
    assert (exit_code, summary["refused"], "split it" in stderr) == (1, 1, True)


def test_a_report_without_a_date_is_read_and_its_times_stay_unresolved(tmp_path: Path) -> None:
    undated = {k: v for k, v in ROWS[0].items() if k != "published"} | {"id": "undated"}
    write(tmp_path, "undated.jsonl", undated)
    exit_code, summary, stderr, documents = read(tmp_path, "undated.jsonl")
    assert (exit_code, summary["refused"], len(documents)) == (0, 0, 2)
    assert "undated" in stderr
    assert "--published" in stderr


def test_a_hundred_thousand_signs_without_a_space_are_kept_and_named(tmp_path: Path) -> None:
    write(tmp_path, "dump.jsonl", {**ROWS[0], "id": "dump", "text": ROWS[0]["text"] + "A" * 100_000})
    exit_code, _, stderr, documents = read(tmp_path, "dump.jsonl")
    assert (exit_code, len(documents)) == (0, 2)
    assert "without a space" in stderr


def test_emoji_and_marks_of_direction_keep_offsets_in_code_points(tmp_path: Path) -> None:
    text = "\u200f🛩🛩 \u202bKarvel\u202c: The ministry said that three soldiers were killed 💥 near the mill.\n"
    write(tmp_path, "signs.jsonl", {**ROWS[0], "id": "signs", "text": text})
    exit_code, _, _, documents = read(tmp_path, "signs.jsonl")
    assert exit_code == 0
    assert next(d["text"] for d in documents if d["id"] == "signs") == text
    rows = json.loads(call("export", "--db", str(tmp_path / "bad.db")).stdout)
    for position in (p for p in rows["positions"] if p["document"] == "signs"):
        quoted = text[slice(*position["content"])]
        assert quoted.strip(" \n") == quoted
