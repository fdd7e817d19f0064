"""The trained reader that ships, where its weights and its runtime are installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from twosource.models import attribute
from twosource.models.onnx_reader import OnnxReader

TEXT = (
    "The governor of Karvel said on Monday that two men had been killed near the bridge.\n"
    "“We saw the smoke,” said Ana Vost, a baker, who lives there. “Then we ran.”\n"
    "According to the army, no shell was fired; the ministry denied that its troops were in Ostrana. 👩‍👩‍👧 مرحبا\n"
)


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    return OnnxReader(attribute.WEIGHTS)


def test_missing_weights_say_how_to_get_them(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"reader\.onnx is missing: .*training/README"):
        OnnxReader(tmp_path)


def test_who_says_what(reader: OnnxReader) -> None:
    found = [
        tuple(" ".join(TEXT[a:b] for a, b in part) for part in (m.source, m.cue, m.content)) for m in reader.find(TEXT)
    ]
    assert any("governor" in source and "said" in cue and "two men" in content for source, cue, content in found)
    assert any("army" in source and "According to" in cue for source, cue, _ in found)
    assert any("ministry" in source and "denied" in cue for source, cue, _ in found)


def test_one_and_two_threads_give_the_same(reader: OnnxReader) -> None:
    long = TEXT * 12
    assert OnnxReader(attribute.WEIGHTS, threads=2).find(long) == reader.find(long) == reader.find(long)


@pytest.mark.parametrize("text", ["", " \n\n", "👩‍👩‍👧", "a" * 3000, "x " * 1500])
def test_odd_texts_are_read(reader: OnnxReader, text: str) -> None:
    for marked in reader.find(text):
        assert all(0 <= a < b <= len(text) for part in (marked.source, marked.cue, marked.content) for a, b in part)


def test_the_default_model_is_the_one_that_ships(reader: OnnxReader) -> None:
    model = attribute.default_model()
    assert model is not None
    assert model.stage == reader.stage
