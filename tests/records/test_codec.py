"""Every record comes back from JSON as it went in."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import twosource.records as records
from twosource.records.codec import CodecError, from_json, to_json
from twosource.records.party import KINDS
from twosource.records.reading import STANCES
from twosource.records.review import ACTIONS

CLASSES = [
    cls
    for cls in (getattr(records, name) for name in records.__all__)
    if dataclasses.is_dataclass(cls) and cls is not records.Item
]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
SPANS = st.builds(lambda start, width: records.Span(start, start + width), st.integers(0, 9), st.integers(1, 9))
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))

st.register_type_strategy(str, TEXTS)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(records.Span, SPANS)
st.register_type_strategy(
    records.Interval,
    st.builds(lambda a, b, p: records.Interval(min(a, b), max(a, b), p), DAYS, DAYS, st.integers(1, 5)),
)
st.register_type_strategy(
    records.Place,
    st.builds(
        records.Place,
        lat=st.floats(-90, 90),
        lon=st.floats(-180, 180),
        precision=st.integers(1, 7),
        country=st.none() | TEXTS,
    ),
)
st.register_type_strategy(
    records.Figure,
    st.builds(
        records.Figure,
        low=st.none() | st.integers(0, 9),
        high=st.none() | st.integers(10, 99),
        approximate=st.booleans(),
    ),
)
st.register_type_strategy(records.PartyEntry, st.builds(records.PartyEntry, kind=st.sampled_from(KINDS)))
st.register_type_strategy(
    records.Review,
    st.builds(
        records.Review, action=st.sampled_from(ACTIONS), maker=TEXTS.filter(lambda name: name and "/" not in name)
    ),
)
st.register_type_strategy(records.Position, st.builds(records.Position, stance=st.sampled_from(STANCES)))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_round_trip_through_written_json(cls: type) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_type(cls))
    def holds(record: Any) -> None:
        written = json.dumps(to_json(record), ensure_ascii=False, allow_nan=False)
        assert from_json(cls, json.loads(written)) == record

    holds()


def test_an_object_has_every_field_in_the_order_of_its_class() -> None:
    written = to_json(records.Judgement("same event", "a", "b", "positive", 1, "weave.events/1", "same words"))
    assert list(written) == ["relation", "left", "right", "verdict", "score", "maker", "reason"]
    assert repr(written["score"]) == "1.0", "a score of 1 and one of 1.0 are the same bytes"


def test_a_field_added_later_takes_its_default() -> None:
    assert from_json(records.Issue, {"stage": "intake", "code": "empty-file", "detail": "d"}).line is None


@pytest.mark.parametrize(
    ("cls", "data", "says"),
    [
        (records.Span, {"start": 4, "end": 4}, "Span: span [4, 4)"),
        (records.Span, {"start": True, "end": 4}, "Span.start: int is asked, found bool True"),
        (records.Span, {"start": 1}, "Span: missing: end"),
        (records.Span, {"start": 1, "end": 2, "colour": 1}, "Span: no such key: colour"),
        (records.Span, [1, 2], "Span: an object is asked"),
        (records.Attribution, {"source": None, "cue": None, "content": [{"start": 1, "end": "2"}], "stance": None},
         "Attribution.content.0.end: int is asked, found str '2'"),
        (records.Reprint, {"document": "a", "of": "b", "share": float("nan")}, "Reprint.share: a finite number"),
        (records.Interval, {"start": "2020-13-01", "end": "2020-12-01", "precision": 1}, "Interval.start: an ISO date"),
        (records.Event, {"id": "e", "story": "s", "label": "l", "type": None, "mode": None, "place": None,
                         "time": None, "actors": [["ru"]]}, "Event.actors.0: 2 values are asked, found 1"),
    ],
)  # fmt: skip
def test_what_is_not_the_record_is_refused_and_named(cls: type, data: Any, says: str) -> None:
    with pytest.raises(CodecError, match="^" + says.replace("[", r"\[").replace(")", r"\)")):
        from_json(cls, data)


def test_only_records_are_written() -> None:
    with pytest.raises(TypeError, match="dict is no record"):
        to_json({})
