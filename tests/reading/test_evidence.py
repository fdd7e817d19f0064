from __future__ import annotations

from functools import cache

import pytest
from spacy.tokens import Doc

from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.evidence import basis, find_evidence
from twosource.records import PartyRef, Span


@cache
def parse(text: str) -> Doc:
    return next(iter(SpacyEnglish().parse([text])))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A video posted online shows smoke over Karvel.", ["video"]),
        ("Satellite images show the burned depot.", ["satellite"]),
        ("Photographs released by the ministry show craters.", ["photo"]),
        ("Soil samples were tested in a laboratory.", ["sample"]),
        ("Witnesses told the paper that shots were fired.", ["witness"]),
        ("A leaked document shows the order.", ["document"]),
        ("A correspondent at the scene saw three tanks.", ["reporter"]),
        ("The minister spoke to reporters about the budget.", []),
        ("The satellite was launched in May.", []),
    ],
)
def test_evidence_is_found_by_its_words(text: str, kinds: list[str]) -> None:
    assert [mention.kind for mention in find_evidence(parse(text))] == kinds


def test_who_published_and_who_authenticated_are_named() -> None:
    text = "A video published by Karvel Press and verified by Ostrana Watch shows the bridge."

    def resolve(span: Span) -> PartyRef | None:
        words = span.of(text)
        return PartyRef(words.lower().replace(" ", "-"), words, "outlet")

    (found,) = find_evidence(parse(text), resolve)
    assert found.first_published_by is not None
    assert found.first_published_by.name == "Karvel Press"
    assert found.authenticated_by is not None
    assert found.authenticated_by.name == "Ostrana Watch"


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "how"),
    [
        ("Witnesses said tanks entered Karvel.", "Witnesses", "said", "tanks entered Karvel", "saw"),
        ("Officials said tanks entered Karvel.", "Officials", "said", "tanks entered Karvel", "unknown"),
        ("The group claimed to have burned the depot.", "The group", "claimed", "to have burned the depot", "did"),
        (
            "The mission determined that chlorine was used.",
            "The mission",
            "determined",
            "chlorine was used",
            "examined",
        ),
        ("He was told that the road was shut.", "He", "was told", "the road was shut", "was told"),
    ],
)
def test_a_basis_is_only_what_the_words_state(text: str, source: str, cue: str, content: str, how: str) -> None:
    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    assert basis(parse(text), span(source), span(cue), [span(content)]) == how
