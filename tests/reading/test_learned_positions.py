"""What positions a model's marks make beside the rules'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from reading_desk import Stood, parse, report

from twosource.models.attribute import Marked, Stretch
from twosource.models.kinds import Classed, Kinds
from twosource.reading.read import knowledge, read_report
from twosource.records import Stage


class Told:
    """A model that finds what it is given."""

    stage = Stage("attribute.told", "1")

    def __init__(self, marks: Sequence[Marked]) -> None:
        self._marks = tuple(marks)

    def find(self, text: str) -> tuple[Marked, ...]:
        assert all(end <= len(text) for m in self._marks for part in (m.source, m.cue, m.content) for _, end in part)
        return self._marks


def mark(text: str, source: str, cue: str, content: str, stance: str, *, confidence: float = 0.95) -> Marked:
    """One attribution whose words stand once in the text, or stand last."""

    def at(words: str) -> tuple[Stretch, ...]:
        start = text.rindex(words)
        return ((start, start + len(words)),) if words else ()

    kinds = Kinds(
        stance=Classed(stance, 0.97),
        about=Classed("fact", 0.99),
        certainty=Classed("certain", 0.99),
        aspect=Classed("occurrence", 0.5),
        type=Classed("none", 0.9),
        trigger=None,
        happened=0.0,
    )
    return Marked(at(source), at(cue), at(content), confidence, kinds)


def stood(text: str, *marks: Marked) -> list[Stood]:
    known = replace(knowledge(trained=False), model=Told(marks))
    found = read_report(report(text), parse(text), known).positions
    return [Stood(p.party.id, p.stance, text[p.content.start : p.content.end], p.certainty) for p in found]


def test_a_cue_judged_as_a_whole_takes_its_own_words() -> None:
    text = "The minister said he was not in a position to confirm the strike on the depot."
    cue = "said he was not in a position to confirm"
    (only,) = stood(text, mark(text, "The minister", cue, "the strike on the depot", "unverified"))
    assert (only.stance, only.content) == ("unverified", "the strike on the depot")


def test_a_clause_that_the_parse_hangs_on_the_wrong_verb_is_left() -> None:
    text = "The union says sixteen of its members were jailed; the government admits to five."
    found = stood(
        text,
        mark(text, "The union", "says", "sixteen of its members were jailed", "asserts"),
        mark(text, "the government", "admits", "to five", "confirms", confidence=0.8),
    )
    assert all("sixteen" not in p.content for p in found if p.stance == "confirms")


def test_who_denies_without_a_name_denies_all_the_same() -> None:
    text = "He denied that he had ordered the raid."
    assert stood(text) == []
    (only,) = stood(text, mark(text, "He", "denied", "that he had ordered the raid", "denies"))
    assert (only.party, only.stance) == ("x/unnamed-speaker", "denies")


def test_a_description_that_no_rule_knows_is_a_party() -> None:
    text = "The accused, a sergeant of 24, pleaded not guilty to the murder of five villagers."
    found = stood(text, mark(text, "The accused", "pleaded not guilty to", "the murder of five villagers", "denies"))
    assert [(p.party, p.stance) for p in found] == [("x/accused", "denies")]


def test_nobody_is_no_party() -> None:
    text = "Nobody has owned up to planting the mine."
    assert [(p.party, p.stance) for p in stood(text)] == [("x/the-ostrana-post", "unverified")]


@pytest.mark.parametrize("stance", ["denies", "unverified"])
def test_what_doubts_without_a_word_of_the_lexicon_is_an_answer(stance: str) -> None:
    text = "The Ostrana army said it had taken the bridge. Engineers in the port doubt it."
    found = stood(text, mark(text, "Engineers in the port", "doubt", "it", stance))
    assert [p.content for p in found if p.stance == stance] == ["it"]


def test_a_passive_doubt_stands_at_its_subject() -> None:
    text = "The rebels said they had shot down a jet. The report could not immediately be confirmed."
    (doubt,) = [p for p in stood(text) if p.stance == "unverified"]
    assert doubt.content == "The report"


def test_a_charge_that_is_refuted_stands_at_the_words_that_it_renames() -> None:
    text = "The rebels said the army had burned the mill, a charge refuted by the Ostrana army."
    (denial,) = [p for p in stood(text) if p.stance == "denies"]
    assert "burned the mill" in denial.content


def test_who_reports_a_denial_denies_nothing() -> None:
    text = "A police officer told the agency that the mayor had denied that shots were fired at the crowd."
    content = "the mayor had denied that shots were fired at the crowd"
    found = stood(text, mark(text, "A police officer", "told", content, "denies"))
    assert [p.party for p in found if p.stance == "denies"] == ["x/mayor"]


def test_words_that_a_model_is_unsure_of_overrule_nothing() -> None:
    text = "The ministry said the capture of Brill would be confirmed after its own checks."
    content = "the capture of Brill would be confirmed after its own checks"
    doubtful = mark(text, "The ministry", "said", content, "confirms", confidence=0.4)
    assert all(p.stance != "confirms" for p in stood(text, doubtful))


def test_an_account_is_what_was_charged_and_not_the_last_count() -> None:
    text = (
        "The Legion accused the Ostrana army of shelling the mill near Brenn. It said four millers had been killed. "
        "A correspondent could not verify the Legion's account."
    )
    known = knowledge(trained=False)
    (doubt,) = [p for p in read_report(report(text), parse(text), known).positions if p.stance == "unverified"]
    assert doubt.frame.aspect == "responsibility"


@pytest.mark.parametrize(("confidence", "made"), [(0.99, 1), (0.8, 0)])
def test_a_sure_assertion_needs_no_word_of_the_lexicon(confidence: float, made: int) -> None:
    text = "The mayor of Karvel said the night was less loud than the week before."
    found = mark(text, "The mayor of Karvel", "said", "the night was less loud than the week before", "asserts")
    assert len(stood(text, replace(found, confidence=confidence))) == made
