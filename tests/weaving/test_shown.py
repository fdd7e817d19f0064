"""Things that several show: one video is one origin, whoever shows it."""

from __future__ import annotations

import pytest

from twosource.records import Evidence, LedgerPosition, Party, PartyRef, Report, Span
from twosource.run.layout import Layout
from twosource.weaving.stands import stands


def keys(*shown: tuple[str, str | None], proposition: str = "q") -> list[tuple[str, ...]]:
    """The keys of positions that each rest on a thing of that kind, first published by that party."""
    positions, things, reports = [], [], {}
    for n, (kind, publisher) in enumerate(shown):
        ref, document = PartyRef(f"x/o{n}", f"O{n}", "outlet"), f"r{n}"
        positions.append(LedgerPosition(f"p{n}", document, proposition, ref, "asserts", Span(0, 9), None, None, None))
        things.append(Evidence(f"v{n}", kind, document, Span(0, 5), publisher, None, (f"p{n}",)))
        reports[document] = Report(id=document, version="1", story="s", text="A video of it.")
    parties = {p.party.id: _party(p.party) for p in positions}
    return [s.evidence for s in stands(positions, parties, reports, {}, {}, {}, things)]


def _party(ref: PartyRef) -> Party:
    return Party(ref.id, ref.name, ref.kind, (ref.name,), None)


def test_a_video_without_a_publisher_is_the_one_that_has_one() -> None:
    named, bare, other = keys(("video", "Dawn Brigade"), ("video", None), ("video", None))
    assert named == bare == other


def test_two_publishers_show_two_and_a_photo_is_no_video() -> None:
    one, two, bare, photo = keys(("video", "Marsh Legion"), ("video", "Dawn Brigade"), ("video", None), ("photo", None))
    assert one != two == bare
    assert photo not in (one, two)


def test_without_any_publisher_they_are_one() -> None:
    one, two = keys(("video", None), ("video", None))
    assert one == two
    assert keys(("reporter", None)) == [()]


@pytest.mark.parametrize(("one", "other", "beside"), [(0, 10, True), (0, 2, False), (0, 26, False), (26, 10, True)])
def test_sentences_beside_each_other(one: int, other: int, beside: bool) -> None:
    assert Layout.of("It fell. It was filmed.\n\nNobody died.").beside(one, other) is beside
