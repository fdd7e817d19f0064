"""A denial's row says what is denied, not its opposite denied once more."""

from __future__ import annotations

import pytest

from twosource.weaving.wording import affirmed

PUT = [
    ("None of its guns could reach the village", "some of its guns could reach the village"),
    ("The troops had not answered the fire, because they were tired", "The troops had answered the fire"),
    ("no foreign troops are in the country", "foreign troops are in the country"),
    ("Nobody was deported", "somebody was deported"),
    ("the army hasn't used gas", "the army has used gas"),
    ("they had never been there", "they had been there"),
    ("any part in the raid", "part in the raid"),
    ("the drone attack on the bridge", "the drone attack on the bridge"),
    ("nothing was taken from the notebook", "nothing was taken from the notebook"),
]


@pytest.mark.parametrize(("said", "denied"), PUT, ids=[said[:30] for said, _ in PUT])
def test_what_is_denied(said: str, denied: str) -> None:
    assert affirmed(said) == denied
