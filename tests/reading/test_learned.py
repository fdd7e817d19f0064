"""A model's attributions merged with the rules'."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spacy.tokens import Doc

from twosource.language.en.cues import cue_lexicon
from twosource.language.en.events import lexicon
from twosource.language.en.roles import role_lexicon
from twosource.models.attribute import Marked
from twosource.models.kinds import Classed, Kinds
from twosource.models.spacy_en import SpacyEnglish
from twosource.reading.attribution import Found, find_attributions
from twosource.reading.attribution.learned import ANSWERED, RULED, SWITCH, merge
from twosource.reading.stance import taken


def parsed(text: str) -> Doc:
    return next(SpacyEnglish().parse([text]))


def rules(doc: Doc) -> tuple[Found, ...]:
    return find_attributions(doc, cue_lexicon(), lexicon(), role_lexicon())


def marked(text: str, source: str, cue: str, *content: str) -> Marked:
    def of(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return Marked(of(source), of(cue), tuple(s for words in content for s in of(words)), 0.9)


def merged(text: str, *marks: Marked) -> list[tuple[str, str, str, str]]:
    doc = parsed(text)
    return [
        (
            doc[f.source[0] : f.source[1]].text if f.source else "",
            doc[f.cue[0] : f.cue[1]].text,
            " | ".join(doc[a:b].text for a, b in f.content),
            f.group.stance or f.group.about,
        )
        for f in merge(doc, rules(doc), marks, cue_lexicon())
    ]


def test_without_marks_the_rules_stand() -> None:
    doc = parsed("The mayor said that two men died. It was not clear who had fired.")
    assert merge(doc, rules(doc), (), cue_lexicon()) == rules(doc)


def test_the_model_says_where_an_attribution_is() -> None:
    text = "The mayor said two men had died. A third was missing."
    mark = marked(text, "The mayor", "said", "two men had died", "A third was missing")
    assert merged(text, mark) == [("The mayor", "said", "two men had died | A third was missing", "asserts")]


def test_what_only_the_model_finds_is_read_by_its_cue() -> None:
    text = "Asked whether the bridge had fallen, Vost shook her head and pointed to denials by the army of any strike."
    found = merged(text, marked(text, "the army", "denials", "any strike"))
    assert ("the army", "denials", "any strike", "denies") in found


def test_a_cue_that_no_lexicon_knows_asserts() -> None:
    text = "In the eyes of the council, the bridge was hit twice."
    mark = marked(text, "the council", "In the eyes of", "the bridge was hit twice")
    assert merged(text, mark) == [("the council", "In the eyes of", "the bridge was hit twice", "asserts")]


def test_what_the_model_never_saw_is_kept() -> None:
    text = "It was not clear who had fired on the convoy. The mayor said two men died."
    found = merged(text, marked(text, "The mayor", "said", "two men died"))
    assert [cue for _, cue, _, _ in found] == ["was not clear", "said"]


def test_a_denial_is_kept_though_the_model_misses_it() -> None:
    text = "The ministry denied that its troops had entered Ostrana. The mayor said two men died."
    found = merged(text, marked(text, "The mayor", "said", "two men died"))
    assert [stance for *_, stance in found] == ["denies", "asserts"]


def test_negation_is_read_from_the_cue() -> None:
    text = "The council has never held the view that the bridge was mined."
    doc = parsed(text)
    (found,) = merge(
        doc, (), [marked(text, "The council", "has never held", "that the bridge was mined")], cue_lexicon()
    )
    assert found.negated


def judged(mark: Marked, stance: str, sure: float, about: str = "fact", certainty: str = "certain") -> Marked:
    """A mark of which the model says what it is."""
    kinds = Kinds(
        stance=Classed(stance, sure),
        about=Classed(about, sure),
        certainty=Classed(certainty, sure),
        aspect=Classed("occurrence", sure),
        type=Classed("ASSAULT", sure),
        trigger=None,
        happened=0.0,
    )
    return replace(mark, kinds=kinds)


def stances(text: str, *marks: Marked, words: bool = False) -> list[tuple[str | None, str, str]]:
    doc = parsed(text)
    cues = cue_lexicon()
    founds = merge(doc, rules(doc), marks, cues, words=words)
    return [(t.stance, t.about, t.certainty) for t in (taken(doc, f, cues) for f in founds)]


def test_a_model_that_is_sure_says_what_a_saying_does() -> None:
    text = "The ministry brushed aside the story of a raid."
    mark = judged(marked(text, "The ministry", "brushed aside", "the story of a raid"), "denies", 0.97)
    assert stances(text, mark) == [("denies", "fact", "certain")]


def test_the_rules_keep_their_reading_where_the_model_is_in_doubt() -> None:
    text = "The mayor said that two men died."
    mark = marked(text, "The mayor", "said", "two men died")
    assert stances(text, judged(mark, "confirms", SWITCH - 0.01)) == [("asserts", "fact", "certain")]
    assert stances(text, judged(mark, "confirms", SWITCH)) == [("confirms", "fact", "certain")]


def test_a_denial_or_a_doubt_needs_less() -> None:
    text = "The mayor said that two men died."
    mark = marked(text, "The mayor", "said", "two men died")
    assert stances(text, judged(mark, "denies", ANSWERED - 0.01)) == [("asserts", "fact", "certain")]
    assert stances(text, judged(mark, "denies", ANSWERED)) == [("denies", "fact", "certain")]
    assert stances(text, judged(mark, "unverified", ANSWERED)) == [("unverified", "fact", "certain")]


def test_no_model_gives_a_confirmation_that_the_words_withhold() -> None:
    text = "The ministry would confirm the capture of the town only after its own checks."
    mark = judged(marked(text, "The ministry", "would confirm", "the capture of the town"), "confirms", 0.99)
    assert stances(text, mark)[0][0] is None


def test_what_a_model_takes_for_an_opinion_takes_no_stand() -> None:
    text = "The mayor said that two men died."
    mark = judged(marked(text, "The mayor", "said", "two men died"), "none", 0.99, about="demand")
    assert stances(text, mark) == [(None, "demand", "certain")]


def test_two_groups_that_disagree_are_settled_by_the_stance() -> None:
    text = "The mayor said that two men died."
    mark = marked(text, "The mayor", "said", "two men died")
    assert stances(text, judged(mark, "denies", 0.99, about="plan")) == [("denies", "fact", "certain")]
    assert stances(text, judged(mark, "none", 0.99, about="fact")) == [(None, "opinion", "certain")]


def test_how_sure_goes_with_who_agrees() -> None:
    text = "The mayor said that two men died."
    doc = parsed(text)
    mark = marked(text, "The mayor", "said", "two men died")
    (agreed,) = merge(doc, rules(doc), [judged(mark, "asserts", 0.95)], cue_lexicon())
    (doubted,) = merge(doc, rules(doc), [judged(mark, "confirms", 0.55)], cue_lexicon())
    assert agreed.sure == pytest.approx(RULED + (1 - RULED) * 0.9 * 0.95)
    assert doubted.sure == pytest.approx((RULED + 0.45) / 2)


def test_without_words_every_attribution_of_the_rules_keeps_its_own() -> None:
    text = "The mayor of Karvel said that two men died."
    doc = parsed(text)
    mark = judged(marked(text, "mayor", "said", "men died"), "asserts", 0.9)
    (found,) = merge(doc, rules(doc), [mark], cue_lexicon(), words=False)
    (rule,) = rules(doc)
    assert (found.source, found.content) == (rule.source, rule.content)


@pytest.mark.parametrize("content", ["", "   "])
def test_marks_without_words_are_left_out(content: str) -> None:
    text = "The mayor said   two men died."
    doc = parsed(text)
    empty = Marked(((0, 9),), ((10, 14),), ((15, 17),) if content else (), 0.9)
    assert merge(doc, (), [empty], cue_lexicon()) == ()
