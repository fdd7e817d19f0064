"""`twosource changes`: what came, changed or went since a cursor."""

from __future__ import annotations

import json
from pathlib import Path

from desk import ROWS, call, write


def test_rows_since_a_cursor_and_where_ids_that_are_gone_lead(tmp_path: Path) -> None:
    db = tmp_path / "t.db"
    later, earlier = ROWS
    call("read", str(write(tmp_path, "one.jsonl", later)), "--db", str(db))
    first = json.loads(call("changes", "--db", str(db), "--json").output)
    assert {row["kind"] for row in first["rows"]} >= {"events", "propositions", "positions", "documents"}
    assert not any(row["gone"] for row in first["rows"])
    again = json.loads(call("changes", "--db", str(db), "--since", str(first["cursor"]), "--json").output)
    assert again == {"cursor": first["cursor"], "rows": []}

    moved = {**earlier, "published": "2021-03-01"}
    call("read", str(write(tmp_path, "two.jsonl", moved)), "--db", str(db))
    second = json.loads(call("changes", "--db", str(db), "--since", str(first["cursor"]), "--json").output)
    assert second["cursor"] > first["cursor"]
    assert [row["id"] for row in second["rows"] if row["kind"] == "documents"] == [earlier["id"]]
    shown = call("changes", "--db", str(db), "--since", str(first["cursor"]), "--kind", "documents")
    assert shown.exit_code == 0
    assert earlier["id"] in shown.output
    assert f"1 row changed; cursor {second['cursor']}" in shown.output


def test_an_unknown_story_is_refused(story: Path) -> None:
    wrong = call("changes", "--db", str(story), "--story", "none")
    assert wrong.exit_code == 1
    assert "it has: border" in wrong.stderr
