"""How a party knows, whose deed and whose loss it is, where the words say so beside the saying."""

from __future__ import annotations

import pytest
from reading_desk import parse, read, report

from twosource.reading.datelines import datelines
from twosource.records import Position


def only(text: str, stance: str | None = None, **fields: str) -> Position:
    """The one position of a text (of that stance)."""
    found = [p for p in read(report(text, **fields)).positions if stance in (None, p.stance)]
    assert len(found) == 1, [(p.party.id, p.content.of(text)) for p in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("The school was destroyed, an Ostrana Post reporter who visited the site saw.", "saw"),
        ("Journalists of the Karvel Wire saw on Saturday that the school had been destroyed.", "saw"),
        ("A rocket struck the school on Friday, a reporter who was standing across the street witnessed.", "saw"),
        ("The bridge was blown up, engineers of the mission said on Tuesday after inspecting its piers.", "examined"),
        ("The bridge was blown up, the mission said after its experts examined the piers.", "examined"),
        ("Doctors who examined the wounded said that nerve gas had been used in the attack.", "examined"),
        ("The bridge was blown up, a reporter of the Karvel Wire at the scene said.", "saw"),
        ("White phosphorus was fired at orchards on Saturday, a Karvel Wire photographer who was there saw.", "saw"),
        ("The Karvel Legion said its men had seen the bridge destroyed on Sunday.", "saw"),
        ("I was in the bakery opposite when a rocket struck the school.", "saw"),
        ("The mayor was in the bakery opposite when a rocket struck the school.", "unknown"),
        ("The bridge was blown up, the mission said.", "unknown"),
        ("The bridge was blown up, a commander reached by telephone said.", "unknown"),
    ],
)
def test_how_a_party_knows(text: str, basis: str) -> None:
    assert {p.basis for p in read(text).positions} == {basis}


def test_who_went_there_speaks_and_not_the_place() -> None:
    text = "Forty men are held in the camp, inspectors of the mission who went through the site said on Saturday."
    position = only(text)
    assert position.source is not None
    assert position.source.of(text) == "inspectors of the mission"


def test_an_outlets_own_reporter_was_there_to_see_what_the_sentence_before_tells() -> None:
    near = "Shells struck the road bridge on Sunday. A Reuters reporter at the river saw the middle span collapse."
    far = "Shells struck the road bridge on Sunday. It rained. A Reuters reporter at the river saw a span fall."
    toll = "Forty people were killed on Sunday. A Reuters reporter at the river saw the middle span collapse."

    def access(text: str, words: str) -> set[str]:
        return {p.basis for p in read(report(text, publisher="Reuters")).positions if words in p.content.of(text)}

    assert access(near, "bridge") == {"saw"}
    assert access(far, "bridge") == {"unknown"}
    assert access(toll, "people") == {"unknown"}


@pytest.mark.parametrize(
    "who",
    [
        "Our reporter",
        "Our own correspondent",
        "One of our reporters",
        "A Brannock Argus reporter",
        "The Brannock Argus's own photographer",
        "A journalist of the Argus",
        "A correspondent for this newspaper",
        "Brannock Argus reporter Ana Lind",
    ],
)
def test_an_outlet_that_no_data_know_sees_with_its_reporters_eyes(who: str) -> None:
    for text in (
        f"{who} saw that shells had struck the mill on Monday.",
        f"Shells struck the mill on Monday, {_lower(who)} saw.",
    ):
        position = only(text, publisher="The Brannock Argus")
        assert (position.party.id, position.party.kind, position.basis) == ("x/the-brannock-argus", "outlet", "saw")


def _lower(who: str) -> str:
    return who if who.startswith("Brannock") else who[0].lower() + who[1:]


def test_an_outlet_is_known_by_the_name_in_its_address() -> None:
    text = "Shells struck the mill on Monday, a Fenland News reporter saw."
    assert only(text, publisher="www.fenland-news.example").party.kind == "outlet"
    assert only(text, publisher="Tarn Mail").party.id == "x/fenland-news"


def test_the_sentence_before_is_the_outlets_with_access_though_no_data_know_it() -> None:
    text = "Shells struck the mill on Monday. Our reporter at the weir saw the roof fall in."
    found = [p for p in read(report(text, publisher="Brannock Argus")).positions if "mill" in p.content.of(text)]
    assert [(p.party.id, p.basis) for p in found] == [("x/brannock-argus", "saw")]


def test_another_outlets_reporter_is_that_outlet_and_one_without_a_name_nobodys() -> None:
    text = "Shells struck the mill on Monday, a Northern Wire correspondent saw."
    assert only(text, publisher="Brannock Argus").party.id == "x/northern-wire"
    text = "Shells struck the mill on Monday, said a Karvel reporter."
    assert only(text, publisher="Brannock Argus").party.kind == "unnamed"


def test_one_who_sees_in_the_figurative_sense_has_no_access() -> None:
    text = "The president saw that the bridge had been blown up. The army said the bridge had been blown up."
    assert {p.basis for p in read(text).positions} == {"unknown"}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The Karvel Legion admitted that it had shelled the village.", ["x/karvel-legion"]),
        ("The Karvel Legion denied that it had shelled the village.", ["x/karvel-legion"]),
        ("The Karvel Legion admitted that its fighters had shelled the village.", ["x/karvel-legion"]),
        ("The Karvel Legion said it had been shelled by the Dawn Brigade.", ["x/dawn-brigade"]),
        ("The Karvel Legion said its doctors had examined the dead.", []),
        ("The Sefton police acknowledged that officers had fired on the crowd.", ["x/sefton-police"]),
        ("The Sefton police said that officers had fired on the crowd.", []),
    ],
)
def test_the_speakers_own_deed(text: str, doers: list[str]) -> None:
    found = [[ref.id for ref in p.frame.actors] for p in read(text).positions]
    assert found
    assert all(actors == doers for actors in found)


def test_the_speakers_own_loss() -> None:
    position = only("The Karvel Legion confirmed that rebels had attacked one of its convoys.")
    assert "x/karvel-legion" in [ref.id for ref in position.frame.targets]


def test_a_body_that_no_data_know_has_a_kind_by_its_name() -> None:
    kinds = {
        name: only(f"{name} said a shell had hit the bridge.").party.kind
        for name in ("The Tarn Liberation Army", "The Kesh clan", "The Sefton police", "Residents of Tarn")
    }
    assert list(kinds.values()) == ["military", "body", "body", "unnamed"]


def test_a_month_is_no_hedge() -> None:
    assert only("The army said rebels had shelled the village on May 3.").certainty == "certain"
    assert only("The army said rebels may have shelled the village.").certainty == "hedged"


def test_a_date_between_the_accused_and_the_charge_is_the_sayings() -> None:
    position = only("The Karvel Legion accused the Dawn Brigade on Monday of shelling the village.")
    assert position.frame.time is None
    assert position.said == "2020-05-04"


@pytest.mark.parametrize(
    "text",
    [
        "The army confirmed that 14 of its soldiers were killed in the ambush, the heaviest loss this year.",
        "The army said 14 soldiers were killed in the deadliest attack since March 2019.",
    ],
)
def test_a_stretch_that_only_measures_is_no_time(text: str) -> None:
    found = read(text).positions
    assert found
    assert all(p.frame.time is None for p in found)


def test_a_stretch_since_a_day_is_a_time() -> None:
    assert only("The army said rebels had shelled the town since March 2019.").frame.time is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("VESK (Karvel Wire) - Shells hit the bridge.", "VESK (Karvel Wire) - "),
        ("NEW VESK, March 4 — Shells hit the bridge.", "NEW VESK, March 4 — "),
        ("Vesk (Karvel Wire) - Shells hit the bridge.", "Vesk (Karvel Wire) - "),
        ("Shells hit the bridge - again.", None),
        ("UN-led talks began.", None),
        ("The UN - which was there - left.", None),
    ],
)
def test_datelines(text: str, words: str | None) -> None:
    doc = parse(text)
    found = [doc[start:end].text_with_ws for start, end in datelines(doc)]
    assert found == ([] if words is None else [words])


def test_a_dateline_neither_speaks_nor_does() -> None:
    position = only("VESK, May 4 — Karvel's army accused the Dawn Brigade of shelling the village.")
    assert position.party.id == "x/karvel-s-army"
    assert position.content.of(
        "VESK, May 4 — Karvel's army accused the Dawn Brigade of shelling the village."
    ).startswith("the Dawn Brigade")


def test_what_is_seen_to_be_so_is_one_thing() -> None:
    text = "The Karvel Legion said its men had seen the bridge destroyed on Sunday night."
    assert only(text).content.of(text).endswith("the bridge destroyed on Sunday night")
