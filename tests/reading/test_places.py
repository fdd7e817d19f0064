from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.data.gazetteer import Gazetteer
from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.places import find_places, pick_place
from twosource.records import Place, PlaceMention, Span


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def places(text: str, country: str | None = None) -> list[tuple[str, Place | None]]:
    doc = next(SpacyEnglish().parse([text]))
    return [(m.span.of(text), m.place) for m in find_places(doc, gazetteer(), context_country=country)]


def one(text: str, name: str) -> Place:
    found = [place for words, place in places(text) if words == name]
    assert found, places(text)
    assert found[0] is not None
    return found[0]


@pytest.mark.parametrize(
    ("text", "name", "kind", "precision"),
    [
        ("Shells fell on Sumy on Monday, the ministry said.", "Sumy", "town", 1),
        ("Two died in Kharkiv region, the governor said.", "Kharkiv", "province", 4),
        ("Two died in the Kharkiv oblast overnight.", "Kharkiv", "province", 4),
        ("Villages in Idlib province were hit.", "Idlib", "province", 4),
        ("A drone crashed near Voronezh, officials said.", "Voronezh", "town", 2),
        ("Fighting reached the outskirts of Aleppo.", "Aleppo", "town", 2),
        ("The ship was hit in the Black Sea.", "Black Sea", "water", 7),
        ("The army left Yemen in March.", "Yemen", "country", 6),
        ("Rebels hold much of eastern Syria.", "Syria", "country", 5),
        ("Rockets landed in the Gaza Strip.", "Gaza Strip", "region", 5),
        ("Police in Laurel County, Kentucky, arrested him.", "Laurel County", "district", 3),
    ],
)
def test_levels_and_precisions(text: str, name: str, kind: str, precision: int) -> None:
    place = one(text, name)
    assert (place.kind, place.precision) == (kind, precision)


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Paris, Texas, was quiet.", "Paris", "US", "Texas"),
        ("A fire broke out in Paris, Tex., on Friday.", "Paris", "US", "Texas"),
        ("The mayor of Paris met the French president.", "Paris", "FR", None),
        ("Troops moved through Georgia toward Tbilisi.", "Georgia", "GE", None),
        ("Voters in Georgia, among them many in Atlanta and Savannah, queued.", "Georgia", "US", None),
        ("Russia's Belgorod was shelled.", "Belgorod", "RU", None),
        ("Ukrainian gunners held Robotyne, a soldier said.", "Robotyne", "UA", None),
        ("Syrian rebels took Manbij, and then al-Bab.", "Manbij", "SY", None),
    ],
)
def test_the_report_decides_among_namesakes(text: str, name: str, country: str, admin1: str | None) -> None:
    place = one(text, name)
    assert place.country == country
    assert admin1 is None or place.admin1 == admin1


def test_one_sense_in_a_report() -> None:
    text = "Paris, Texas, was hit by a storm. Schools in Paris stay shut."
    found = [place for words, place in places(text) if words == "Paris"]
    assert len(found) == 2
    assert found[0] == found[1]


def test_spellings_by_ear_in_a_country_that_is_spoken_of() -> None:
    assert one("Russian troops held the line near Graivoron in Belgorod region.", "Graivoron").country == "RU"


def test_a_district_known_only_by_its_town() -> None:
    place = one("Shelling hit the Grayvoron district in Russia's Belgorod region.", "Grayvoron")
    assert (place.kind, place.precision, place.country) == ("district", 3, "RU")


def test_lost_commas_and_apostrophes() -> None:
    found = dict(places("Syrias army bombed Saraqeb in Idlib province the monitor said adding that ten died."))
    assert found["Syria"] is not None
    assert found["Syria"].kind == "country"
    assert found["Saraqeb"] is not None


def test_a_dateline() -> None:
    assert one("DAMASCUS (Ostrana Press) - Clashes broke out on Friday.", "DAMASCUS").country == "SY"


@pytest.mark.parametrize(
    "text",
    [
        "The Syrian army denied it, and Russian officials agreed.",
        "President Lincoln spoke. General Jackson did not.",
        "In March, the Army and the Police met on Monday.",
        "Mr. Houston said that he saw nothing.",
        "IS fighters fled.",
        "nothing is named here",
        "",
    ],
)
def test_no_place_is_named(text: str) -> None:
    assert places(text) == []


def test_an_invented_town_stays_unknown() -> None:
    found = dict(places("Ten people died in the town of Kozarvik on Sunday."))
    assert found == {"Kozarvik": None}


def test_a_country_known_to_the_caller_tips_the_balance() -> None:
    text = "A bomb went off in Tripoli."
    assert dict(places(text, "LB"))["Tripoli"].country == "LB"  # type: ignore[union-attr]


BITS = ["Idlib", "in", "Syria", "’s", "\n", ",", "Paris", "al-Bab", "near", "📷", "THE", "d'Ivoire", "\u200f", "of"]
BITS += ["region", "(", "-", "U.S.", "Tex.", "St.", "Côte"]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(BITS),
        max_size=14,
    )
)
def test_mentions_are_in_order_inside_the_text_and_apart(words: list[str]) -> None:
    text = " ".join(words)
    doc = next(SpacyEnglish().parse([text]))
    end = 0
    for mention in find_places(doc, gazetteer()):
        assert mention.span.start >= end
        assert mention.span.of(text).strip() == mention.span.of(text)
        end = mention.span.end


def _place(name: str, precision: int) -> Place:
    return Place(name, 50.0, 30.0, precision, 5.0)


def _mention(text: str, name: str, precision: int | None) -> PlaceMention:
    at = text.index(name)
    return PlaceMention(Span(at, at + len(name)), None if precision is None else _place(name, precision))


def test_pick_place_prefers_the_finest_inside_the_clause() -> None:
    text = "The monitor in Veldt said ten died in Kozar in northern Ostrana province."
    mentions = (_mention(text, "Veldt", 1), _mention(text, "Kozar", 1), _mention(text, "Ostrana", 4))
    sentence = Span(0, len(text))
    clause = Span(text.index("ten"), len(text) - 1)
    picked = pick_place(mentions, clause, sentence, text=text)
    assert picked is not None
    assert picked.name == "Kozar"


def test_pick_place_looks_around_the_clause_and_then_gives_up() -> None:
    text = "In Karvel, officials said, ten people died. Veldt was quiet."
    mentions = (_mention(text, "Karvel", 1), _mention(text, "Veldt", 1))
    clause = Span(text.index("ten"), text.index("."))
    sentence = Span(0, text.index(".") + 1)
    picked = pick_place(mentions, clause, sentence, text=text)
    assert picked is not None
    assert picked.name == "Karvel"
    assert pick_place((mentions[1],), clause, sentence, text=text) is None
    assert pick_place((_mention(text, "Karvel", None),), clause, sentence, text=text) is None


def test_pick_place_prefers_where_over_whose() -> None:
    text = "Karvel blamed gunners for strikes on Veldt."
    mentions = (_mention(text, "Karvel", 1), _mention(text, "Veldt", 1))
    picked = pick_place(mentions, Span(0, len(text)), Span(0, len(text)), text=text)
    assert picked is not None
    assert picked.name == "Veldt"
