"""Small stories through the whole pipeline: nothing is confirmed without two origins, and most that have them are."""

from __future__ import annotations

from pathlib import Path

import pytest

from twosource.bench import floors
from twosource.bench.confirmation import load, outcomes_of, score
from twosource.bench.figures import BenchError, Result

STORIES = Path(__file__).parent / "confirmation"


@pytest.fixture(scope="module")
def result() -> Result:
    return score(STORIES)


def test_the_stories_are_many_and_of_both_kinds() -> None:
    stories = load(STORIES)
    names = [story.name for story in stories]
    assert len(names) == len(set(names)) >= 60
    strong = sum(story.strong for story in stories)
    assert 0.4 < strong / len(stories) < 0.6
    for story in stories:
        assert story.why
        assert story.strong == bool(story.allowed & {"corroborated", "confirmed across sides"}), story.name


def test_nothing_is_falsely_confirmed(result: Result) -> None:
    assert result.figures["false confirmations"] == 0, result.notes


def test_what_truly_has_two_origins_is_confirmed(result: Result) -> None:
    assert not floors.drops(result, "all", floors.pinned()), result.notes


def test_stories_that_no_rule_was_fitted_to_come_out_as_well() -> None:
    held = score(STORIES / "held")
    assert held.figures["false confirmations"] == 0, held.notes
    reached = held.figures["confirmed where they should be"]
    assert isinstance(reached, float)
    assert reached >= 0.9, held.notes


def test_an_affiliation_disputed_in_the_reports_alone_is_computed_both_ways() -> None:
    (story,) = (s for s in load(STORIES) if s.name == "brigade-that-nobody-owns")
    (found,) = (o for o in outcomes_of(STORIES, [story]))
    ways = {(other.condition, other.status) for a in found.found for other in a.alternatives if a.confirmed_by}
    assert ways == {
        ("Grey Brigade is part of Karvelian army", "confirmed across sides"),
        ("Grey Brigade is not part of Karvelian army", "claimed"),
    }


def test_a_broken_story_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[[story]]\nname = "x"\nallowed = ["true"]\nreport = []\n', encoding="utf-8")
    with pytest.raises(BenchError, match=r"bad\.toml.*true"):
        load(tmp_path)
    with pytest.raises(BenchError, match=r"no \[\[story\]\]"):
        load(tmp_path / "none")
