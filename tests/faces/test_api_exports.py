"""Downloads: each form as the command line writes it, and no more of a report than may be shown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from api_desk import Client, client
from desk import call
from geojson_pydantic import FeatureCollection


@pytest.fixture(scope="module")
def api(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    found, desk = client(story, shelf=tmp_path_factory.mktemp("shelf") / "shelf")
    yield found
    desk.close()


def test_every_form_that_is_listed_can_be_had(api: Client, story: Path, tmp_path: Path) -> None:
    whole, desk = client(story, shelf=tmp_path / "shelf", full_text=True)
    for form in whole.get("exports").items:
        answer = whole.get(f"exports/{form['format']}")
        assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, form["media_type"])
        assert answer.headers["content-disposition"] == f'attachment; filename="twosource.{form["extension"]}"'
        written = call("export", "--db", str(story), "--format", form["format"])
        assert answer.body == written.stdout_bytes
    desk.close()


def test_a_form_that_carries_reports_whole_is_refused_where_they_may_not_be_shown(api: Client) -> None:
    refused = api.get("exports/ledger-json")
    assert (refused.status, "--full-text" in refused.json["detail"]) == (403, True)
    rows = list(csv.DictReader(io.StringIO(api.get("exports/csv").body.decode())))
    assert rows
    assert all(len(row["quote"]) <= 281 for row in rows)


def test_the_digest_takes_a_day_and_the_others_refuse_it(api: Client, story: Path) -> None:
    since = api.get("exports/digest-md", since="2030-01-01")
    assert (since.status, since.body.count(b"Nothing.")) == (200, 5)
    assert api.get("exports/csv", since="2030-01-01").status == 422
    assert api.get("exports/digest-md", since="2021-13-01").status == 400
    assert api.get("exports/pdf").status == 404
    assert api.get("exports/digest-md", story="none").status == 404
    told = call("export", "--db", str(story), "--format", "digest-md", "--since", "2030-01-01")
    assert told.stdout_bytes == since.body
    wrong = call("export", "--db", str(story), "--format", "csv", "--since", "2030-01-01")
    assert (wrong.exit_code, "the digests take it" in wrong.stderr) == (2, True)


def test_geojson_keeps_its_standard_and_is_the_export_in_pages(api: Client) -> None:
    found = api.get("geojson")
    assert found.headers["content-type"] == "application/geo+json"
    FeatureCollection.model_validate(found.json)
    exported = {f["id"]: f for f in json.loads(api.get("exports/geojson").body)["features"]}
    assert {f["id"] for f in found.json["features"]} == exported.keys()
    for feature in found.json["features"]:
        same = exported[feature["id"]]
        assert feature["geometry"] == same["geometry"]
        assert {name: feature["properties"][name] for name in same["properties"]} == same["properties"]
