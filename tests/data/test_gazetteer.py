from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from twosource.data import gazetteer_build
from twosource.data.gazetteer import Gazetteer
from twosource.data.gazetteer_rows import ADDITIONS, PRECISION, Row, own_places, toml


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def _few() -> Iterator[Row]:
    for number, (name, kind, population) in enumerate(
        [("Ostrana", "province", 90_000), ("Karvel", "town", 80_000), ("Karvel", "town", 300)]
    ):
        row = Row(f"test:{number}", name, 50.0 + number, 30.0, kind, "XX", population, 5.0)
        row.first = 0
        row.add(name, 0)
        yield row


def test_most_populous_first(gazetteer: Gazetteer) -> None:
    found = gazetteer.candidates("Springfield")
    assert len(found) > 5
    assert [c.population for c in found] == sorted((c.population for c in found), reverse=True)
    assert all(c.place.country for c in found)


@pytest.mark.parametrize(
    ("name", "lat", "lon", "country"),
    [
        ("Bakhmut", 48.59, 38.0, "UA"),
        ("Bahmut", 48.59, 38.0, "UA"),
        ("Бахмут", 48.59, 38.0, "UA"),
        ("Robotyne", 47.44, 35.84, "UA"),
        ("Mainila", 60.22, 29.75, "RU"),
        ("al Raqqa", 35.95, 39.0, "SY"),
        ("DEIR EZ-ZOR", 35.34, 40.14, "SY"),
    ],
)
def test_names_and_their_spellings(gazetteer: Gazetteer, name: str, lat: float, lon: float, country: str) -> None:
    towns = [p for p in gazetteer.lookup(name) if p.kind == "town" and p.country == country]
    assert any(abs(p.lat - lat) < 0.1 and abs(p.lon - lon) < 0.1 for p in towns), gazetteer.lookup(name)[:3]


def test_kinds_and_precisions(gazetteer: Gazetteer) -> None:
    assert {p.kind for p in gazetteer.lookup("Donbas")} == {"region"}
    assert gazetteer.lookup("Black Sea")[0].precision == 7
    assert gazetteer.lookup("Syria")[0].precision == 6
    assert gazetteer.lookup("Kharkiv Oblast")[0].precision == 4
    assert gazetteer.lookup("Laurel County")[0].precision == 3


def test_a_town_lies_in_its_province_and_country(gazetteer: Gazetteer) -> None:
    town = next(c for c in gazetteer.candidates("Gainesville") if c.place.admin1 == "Florida")
    state = next(c for c in gazetteer.candidates("Florida") if c.place.kind == "province" and c.place.country == "US")
    country = next(c for c in gazetteer.candidates("United States") if c.place.kind == "country")
    assert town.inside(state)
    assert town.inside(country)
    assert not state.inside(town)


def test_an_addition_finds_its_province(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Kfar Aza")[0].admin1 is not None


def test_the_unknown_is_empty(gazetteer: Gazetteer) -> None:
    assert gazetteer.lookup("Xqzvbr Wkkjt") == ()
    assert gazetteer.lookup("") == ()
    assert gazetteer.known(["xqzvbr"]) == {}


def test_every_answer_is_on_the_globe_and_none_at_zero(gazetteer: Gazetteer) -> None:
    for name in ("Paris", "Washington", "Victoria", "Santa Ana", "Berlin"):
        for place in gazetteer.lookup(name):
            assert (place.lat, place.lon) != (0.0, 0.0)
            assert place.radius_km > 0


def test_it_can_be_pickled(gazetteer: Gazetteer) -> None:
    again = pickle.loads(pickle.dumps(gazetteer))
    assert again.lookup("Kyiv") == gazetteer.lookup("Kyiv")


def test_two_builds_at_once_leave_one_whole_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_build, "places", _few)
    path = tmp_path / "g.sqlite"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: gazetteer_build.build(path), range(8)))
    assert [file.name for file in tmp_path.iterdir()] == ["g.sqlite"]
    assert [p.kind for p in Gazetteer(path).lookup("Karvel")] == ["town", "town"]


def test_a_broken_build_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Iterator[Row]:
        yield from _few()
        raise RuntimeError("the power went")

    monkeypatch.setattr(gazetteer_build, "places", broken)
    with pytest.raises(RuntimeError, match="power"):
        gazetteer_build.build(tmp_path / "g.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_and_the_file_is_named_by_its_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_build, "places", _few)
    monkeypatch.setenv("TWOSOURCE_CACHE", str(tmp_path / "cache"))
    told: list[float] = []
    path = gazetteer_build.ensure(lambda _what, share: told.append(share))
    assert path == tmp_path / "cache" / f"gazetteer-{gazetteer_build.sources_version()}.sqlite"
    assert told == sorted(told)
    assert told[-1] == 1.0
    again: list[float] = []
    assert gazetteer_build.ensure(lambda _what, share: again.append(share)) == path
    assert again == []


def test_old_versions_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_build, "places", _few)
    old, recent = tmp_path / "gazetteer-old.sqlite", tmp_path / "gazetteer-recent.sqlite"
    old.touch()
    recent.touch()
    os.utime(old, (0, 0))
    gazetteer_build.build(tmp_path / "gazetteer-new.sqlite")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["gazetteer-new.sqlite", "gazetteer-recent.sqlite"]


def test_a_cache_that_cannot_be_written_names_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("TWOSOURCE_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(OSError, match="TWOSOURCE_CACHE"):
        gazetteer_build.ensure()


@pytest.mark.parametrize("name", ADDITIONS)
def test_additions_are_sound(name: str) -> None:
    data = toml(name)
    names = [entry["name"] for entry in data["place"]]
    assert len(names) == len(set(names))
    for entry in data["place"]:
        assert entry["source"].strip(), entry["name"]
        assert not {"lat", "lng"} & entry.keys()
    for row in own_places(data):
        assert row.kind in PRECISION
        assert -90 <= row.lat <= 90
        assert -180 <= row.lon <= 180
        assert 0 < row.radius_km <= 8000
        assert row.country is None or (len(row.country) == 2 and row.country.isupper())


def test_countries_have_a_point() -> None:
    table = toml("countries.toml")["country"]
    assert len(table) > 240
    assert all(-90 <= entry["at"][0] <= 90 and -180 <= entry["at"][1] <= 180 for entry in table.values())
