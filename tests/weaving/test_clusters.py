from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Judgement
from twosource.weaving.clusters import cluster

IDS = list("abcdefg")
judgements = st.lists(
    st.builds(
        Judgement,
        relation=st.just("same event"),
        left=st.sampled_from(IDS),
        right=st.sampled_from(IDS),
        verdict=st.sampled_from(["positive", "negative", "unsure"]),
        score=st.sampled_from([0.2, 0.5, 0.9]),
        maker=st.sampled_from(["weave.events/1", "Analyst"]),
        reason=st.just(""),
    ),
    max_size=12,
)


def judge(
    left: str, right: str, verdict: str = "positive", maker: str = "weave.events/1", score: float = 0.9
) -> Judgement:
    return Judgement("same event", left, right, verdict, score, maker, "")


def test_positive_judgements_join_through_others() -> None:
    groups = cluster(IDS, [judge("a", "b"), judge("c", "b")])
    assert groups["a"] == groups["b"] == groups["c"] == "a"
    assert groups["d"] == "d"


def test_an_analysts_no_outranks_a_stages_yes_also_through_others() -> None:
    made = [judge("a", "b"), judge("b", "c", score=0.8), judge("a", "c", "negative", "Analyst", 0.5)]
    groups = cluster(IDS, made)
    assert groups["a"] == groups["b"]
    assert groups["c"] == "c"


def test_an_analysts_yes_outranks_a_stages_no() -> None:
    groups = cluster(IDS, [judge("a", "b", "negative"), judge("a", "b", "positive", "Analyst", 0.1)])
    assert groups["a"] == groups["b"]


def test_dropping_a_judgement_undoes_it() -> None:
    made = [judge("a", "b"), judge("b", "c")]
    assert cluster(IDS, made)["c"] == "a"
    assert cluster(IDS, made[:1])["c"] == "c"


@given(judgements, st.randoms())
def test_order_never_matters(made: list[Judgement], random: object) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    ids = list(IDS)
    random.shuffle(ids)  # type: ignore[attr-defined]
    assert cluster(ids, shuffled) == cluster(IDS, made)


@given(judgements)
def test_a_pair_kept_apart_never_shares_a_group(made: list[Judgement]) -> None:
    groups = cluster(IDS, made)
    analyst = [j for j in made if j.maker == "Analyst" and j.left != j.right]
    yes = {frozenset((j.left, j.right)) for j in analyst if j.verdict != "negative"}
    for j in analyst:
        if j.verdict == "negative" and frozenset((j.left, j.right)) not in yes:
            assert groups[j.left] != groups[j.right]


@given(judgements)
def test_each_group_is_named_by_its_smallest_member(made: list[Judgement]) -> None:
    groups = cluster(IDS, made)
    for one, root in groups.items():
        assert root == min(i for i in IDS if groups[i] == root)
        assert root <= one
