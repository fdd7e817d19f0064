"""Sides and opposition: from the data, dated, contested ties only when asked for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from twosource.data.parties import PartyBase, PartyDataError

BASE = PartyBase.load()


@pytest.mark.parametrize(
    ("left", "right", "on", "expected"),
    [
        ("sy", "jaish-al-islam", date(2017, 4, 4), True),
        ("sy/military", "fsa", None, True),
        ("sana", "syrian-national-coalition", date(2016, 1, 1), True),
        ("sy", "ru", date(2016, 1, 1), False),
        ("sy", "hezbollah", date(2016, 1, 1), False),
        ("ru/mod", "ua/general-staff", date(2023, 5, 22), True),
        ("tass", "ua", date(2023, 5, 22), True),
        ("ru", "ua", date(2010, 1, 1), None),
        ("freedom-of-russia-legion", "ru", date(2023, 5, 22), True),
        ("freedom-of-russia-legion", "ua", date(2023, 5, 22), False),
        ("freedom-of-russia-legion", "russian-volunteer-corps", date(2023, 5, 22), False),
        ("il/military", "qassam", date(2023, 10, 7), True),
        ("il", "hezbollah", date(2024, 9, 1), True),
        ("houthis", "saudi-coalition", date(2018, 8, 9), True),
        ("rsf", "sd/military", date(2023, 4, 15), True),
        ("rsf", "sd/military", date(2020, 1, 1), False),
        ("tplf", "et/military", date(2021, 6, 1), True),
        ("mm/military", "pdf-myanmar", date(2022, 1, 1), True),
        ("am", "az/mod", date(2020, 10, 1), True),
        ("kp", "kr/jcs", date(2010, 11, 23), True),
        ("in", "pk/ispr", date(2019, 2, 27), True),
        ("taliban", "us", date(2015, 10, 3), True),
        ("su/military", "fi", date(1939, 11, 26), True),
        ("fi/military", "su/mfa", None, True),
        ("ltte", "lk/military", date(2009, 1, 1), True),
        ("farc", "co/military", date(2005, 1, 1), True),
        ("farc", "co", date(2020, 1, 1), None),
        ("bosnia", "vrs", None, None),
        ("arbih", "vrs", date(1994, 2, 5), True),
        ("m23", "cd/military", date(2012, 11, 20), True),
        ("reuters", "afp", None, None),
        ("white-helmets", "sy", None, None),
    ],
)
def test_opposition(left: str, right: str, on: date | None, expected: bool | None) -> None:
    assert BASE.opposed(left, right, on) is expected


def test_contested_sides_count_only_when_asked() -> None:
    on = date(2017, 4, 4)
    assert BASE.opposed("white-helmets", "sy", on, contested=True) is True
    assert BASE.opposed("rw", "cd", date(2013, 1, 1)) is True
    assert "drc-m23/m23" not in BASE.sides("rw", None)
    assert "drc-m23/m23" in BASE.sides("rw", None, contested=True)


def test_sides_follow_what_a_party_belongs_to() -> None:
    on = date(2023, 5, 22)
    assert "ukraine-2014/russia" in BASE.sides("ru/air-force", on)
    assert BASE.sides("nowhere", on) == frozenset()


def test_an_own_side_stands_before_the_parent_s() -> None:
    on = date(2022, 1, 1)
    assert "libya-2014/west" in BASE.sides("ly/gnu", on)
    assert "libya-2014/east" in BASE.sides("ly/house", on)
    assert BASE.opposed("lna", "ly/gnu", on) is True


def test_every_conflict_has_opposed_sides_and_members() -> None:
    members = {tie.target for entry in BASE for tie in entry.ties if tie.relation == "side"}
    for conflict in BASE.conflicts():
        assert conflict.source, conflict.id
        assert conflict.opposed, conflict.id
        for pair in conflict.opposed:
            assert pair <= members, (conflict.id, sorted(pair))


def test_nobody_stands_on_two_opposed_sides_at_once() -> None:
    """Of the members themselves: what belongs to them follows."""
    days = [date(year, 7, 1) for year in range(1980, 2026, 5)]
    members = [entry.id for entry in BASE if any(tie.relation == "side" for tie in entry.ties)]
    pairs = [pair for conflict in BASE.conflicts() for pair in conflict.opposed]
    for member in members:
        if not any(pair <= BASE.sides(member) for pair in pairs):
            continue
        for on in days:
            mine = BASE.sides(member, on)
            assert not any(pair <= mine for pair in pairs), (member, on)


def test_a_user_s_conflict(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        """
        [[conflict]]
        id = "karvel-1990"
        source = "Karvel Peace Accords"
        since = "1990"
        until = "1994-05"
        [conflict.sides]
        state = ["fi"]
        rebels = [{ party = "karvel-front", since = "1991" }]

        [[party]]
        id = "karvel-front"
        name = "Karvel Front"
        kind = "armed group"
        source = "Karvel Peace Accords"
        """,
        encoding="utf-8",
    )
    base = PartyBase.load((file,))
    assert base.opposed("karvel-front", "fi/police", date(1994, 5, 31)) is True
    assert base.opposed("karvel-front", "fi/police", date(1994, 6, 1)) is None
    assert base.opposed("karvel-front", "fi/police", date(1990, 6, 1)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[conflict]]\nid = 'c'", ("'c'", "`sides`")),
        ("[[conflict]]\nid='c'\nsource='s'\n[conflict.sides]\na=['nobody']\nb=['ru']", ("c/a", "'nobody'")),
        (
            "[[conflict]]\nid='c'\nsource='s'\nopposed=[['a','z']]\n[conflict.sides]\na=['ru']\nb=['fi']",
            ("c", "opposed"),
        ),
        ("[[conflict]]\nid='c'\nsource='s'\n[conflict.sides]\na=[{since='2001'}]\nb=['fi']", ("c/a", "`party`")),
        ("[[conflict]]\nid='c'\nsource='s'\n[conflict.sides]\na=[{party='ru',since='x'}]\nb=['fi']", ("c/a", "'x'")),
    ],
)
def test_errors_in_conflicts(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PartyDataError) as raised:
        PartyBase.load((file,))
    for word in ("mine.toml", *words):
        assert word in str(raised.value)
