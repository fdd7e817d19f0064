from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from twosource.records import Figure, Frame, Interval, PartyRef, Place, Position, Report, Span
from twosource.weaving.clusters import cluster
from twosource.weaving.event_rows import event_rows
from twosource.weaving.event_score import LinkWeights
from twosource.weaving.events import MAKER, doubt, group_unit, judge_events
from twosource.weaving.items import items
from twosource.weaving.proposition_score import JOIN, UNSURE
from twosource.weaving.propositions import judge_propositions, proposition_rows
from twosource.weaving.report_threads import threads
from twosource.weaving.similarity import place_fit, time_fit
from twosource.weaving.sketch import sketches
from twosource.weaving.threads import Item

KARVEL = Place("Karvel", 50.0, 30.0, 1, 5.0, "XX", "North", "x:1")
OSTRANA = Place("Ostrana", 52.0, 33.0, 1, 5.0, "XX", "South", "x:2")
LEGION = PartyRef("x/legion", "Karvel Legion", "armed group")
ARMY = PartyRef("x/army", "Ostrana Army", "military")
PAPER = PartyRef("x/paper", "The Paper", "outlet")


def day(n: int) -> Interval:
    return Interval(date(1999, 5, n), date(1999, 5, n), 1)


def at(document: str, start: int, frame: Frame, party: PartyRef = PAPER, stance: str = "asserts") -> Position:
    return Position("s", document, "1", party, stance, Span(start, start + 20), None, None, frame)


def event(
    place: Place | None, time: Interval | None, *lemmas: str, aspect: str = "occurrence", **more: object
) -> Frame:
    base = Frame(aspect, "ASSAULT", lemmas=lemmas, time=time, place=place)
    return replace(base, **more)  # type: ignore[arg-type]


def report(document: str, published: str) -> Report:
    sentence = "One two three four five six seven eight nine. "
    return Report(document, "1", "s", sentence * 12, "Title", document, published)


REPORTS = {r.key: r for r in (report("a", "1999-05-04"), report("b", "1999-05-05"), report("c", "1999-05-05"))}


def woven(*positions: Position) -> tuple[Item, ...]:
    return items(positions, REPORTS, {}, lambda party: party)


def groups(*positions: Position) -> dict[str, str]:
    found = woven(*positions)
    return cluster([i.position.id for i in found], judge_events(found))


SHELLING = event(KARVEL, day(3), "shell", "bridge", "karvel")
AGAIN = event(KARVEL, day(3), "shelling", "bridge", "town")


def test_reports_of_one_place_and_day_are_one_event() -> None:
    a, b = at("a", 0, SHELLING), at("b", 0, AGAIN)
    of = groups(a, b)
    assert of[a.id] == of[b.id]


def test_days_apart_are_never_one_event() -> None:
    a, b = at("a", 0, SHELLING), at("b", 0, replace(AGAIN, time=Interval(date(1997, 1, 1), date(1997, 1, 1), 1)))
    of = groups(a, b)
    assert of[a.id] != of[b.id]


def test_far_places_are_not_one_event() -> None:
    a, b = at("a", 0, SHELLING), at("b", 0, event(OSTRANA, day(3), "ambush", "column"))
    of = groups(a, b)
    assert of[a.id] != of[b.id]


def test_what_points_back_goes_on_with_its_report() -> None:
    toll = event(None, None, "kill", "people", aspect="toll", anaphoric=True, figure=Figure(4, None, "killed", "four"))
    a, b = at("a", 0, SHELLING), at("a", 60, toll)
    of = groups(a, b)
    assert of[a.id] == of[b.id]


def test_background_of_another_year_opens_its_own_event() -> None:
    old = event(KARVEL, Interval(date(1990, 1, 1), date(1990, 12, 31), 5), "siege", "karvel")
    a, b = at("a", 0, SHELLING), at("a", 200, old)
    of = groups(a, b)
    assert of[a.id] != of[b.id]


def test_order_of_input_never_matters() -> None:
    positions = [
        at("a", 0, SHELLING),
        at("a", 100, event(OSTRANA, day(1), "raid", "depot")),
        at("b", 0, AGAIN),
        at("b", 150, event(OSTRANA, day(1), "raid", "depot", "burn")),
        at("c", 0, SHELLING, ARMY, "denies"),
    ]
    found = woven(*positions)
    expected = judge_events(found)
    random.Random(3).shuffle(positions)
    assert judge_events(woven(*positions)) == expected


def test_a_row_keeps_its_id_while_the_cluster_grows() -> None:
    first, later = at("a", 0, SHELLING), at("b", 0, AGAIN)
    before, after = woven(first), woven(first, later)
    (one,) = event_rows(before, cluster([first.id], judge_events(before)))
    (two,) = event_rows(after, cluster([first.id, later.id], judge_events(after)))
    assert one.id == two.id
    assert two.documents == ("a", "b")
    assert two.place == KARVEL
    assert two.time == day(3)


def test_an_event_without_place_or_time_says_so() -> None:
    lead = at("a", 0, SHELLING)
    vague = at("a", 300, Frame("occurrence", "CONSULT", lemmas=("talk", "envoy")))
    found = woven(lead, vague)
    rows = event_rows(found, {lead.id: lead.id, vague.id: vague.id})
    row = next(r for r in rows if r.type == "CONSULT")
    assert row.place is None
    assert row.time is None


def by(actor: PartyRef, *lemmas: str) -> Frame:
    return event(KARVEL, day(3), *lemmas, aspect="responsibility", actors=(actor,))


def propositions(*positions: Position) -> dict[str, str]:
    found = woven(*positions)
    event_of = {p.id: "e" for p in positions}
    made = [j for j in judge_propositions(found, event_of) if j.relation == "same proposition"]
    return cluster([p.id for p in positions], made)


def test_a_denial_goes_with_the_charge_that_it_denies() -> None:
    charge, denial = at("a", 0, by(ARMY, "shell")), at("b", 0, by(ARMY, "responsibility"), ARMY, "denies")
    other = at("c", 0, by(LEGION, "shell"))
    of = propositions(charge, denial, other)
    assert of[charge.id] == of[denial.id]
    assert of[charge.id] != of[other.id]


def test_rival_doers_are_tied() -> None:
    one, two = at("a", 0, by(ARMY, "shell")), at("b", 0, by(LEGION, "shell"))
    found = woven(one, two)
    event_of = {one.id: one.id, two.id: one.id}
    judged = judge_propositions(found, event_of)
    of = {one.id: one.id, two.id: two.id}
    texts = {(r.story, r.id): r.text for r in REPORTS.values()}
    rows = proposition_rows(found, of, {one.id: "e", two.id: "e"}, texts, judged)
    assert [len(row.rivals) for row in rows] == [1, 1]


def test_killed_and_wounded_are_two_figures_of_one_toll_are_one() -> None:
    def toll(unit: str, n: int) -> Frame:
        return event(KARVEL, day(3), unit, aspect="toll", figure=Figure(n, n, unit, str(n)))

    a, b, c = at("a", 0, toll("killed", 4)), at("b", 0, toll("killed", 9)), at("b", 100, toll("wounded", 9))
    of = propositions(a, b, c)
    assert of[a.id] == of[b.id]
    assert of[a.id] != of[c.id]


def test_fits_are_symmetric_and_unknown_is_neither_near_nor_far() -> None:
    assert place_fit(KARVEL, OSTRANA) == place_fit(OSTRANA, KARVEL) == -1.0
    assert place_fit(None, KARVEL) == 0.0
    assert time_fit(day(3), None) == 0.0
    assert time_fit(day(3), day(20)) == time_fit(day(20), day(3)) == -1.0


BESIDE = event(None, None, "bomb", "clinic", "victim", marks=("again", "beside"))


def test_a_deed_told_beside_the_one_at_hand_is_an_event_of_its_own() -> None:
    a, b = at("a", 0, SHELLING), at("a", 100, BESIDE)
    c, d = at("b", 0, AGAIN), at("b", 100, BESIDE)
    of = groups(a, b, c, d)
    assert of[a.id] == of[c.id]
    assert of[b.id] == of[d.id] != of[a.id]


def test_it_lies_where_and_when_the_report_says_that_the_one_at_hand_did() -> None:
    a, b = at("a", 0, SHELLING), at("a", 100, BESIDE)
    found = woven(a, b)
    rows = event_rows(found, {a.id: a.id, b.id: b.id})
    assert [(row.place, row.time) for row in rows] == [(KARVEL, day(3))] * 2


def test_what_was_done_in_the_past_is_another_event_and_what_follows_it_is_not() -> None:
    past = event(None, None, "gas", "past", marks=("earlier",))
    toll = event(None, None, "kill", "people", aspect="toll", figure=Figure(4, None, "killed", "four"))
    a, b, c = at("a", 0, SHELLING), at("a", 100, past), at("a", 200, toll)
    of = groups(a, b, c)
    assert of[b.id] != of[a.id] == of[c.id]


def test_a_town_of_another_province_lies_apart() -> None:
    north = Place("North", 50.1, 30.2, 4, 80.0, "XX", "North", "x:n")
    assert place_fit(north, KARVEL) > 0
    assert place_fit(north, replace(KARVEL, admin1="West", ref="x:9")) == -1.0


def test_what_lies_below_what_joins_is_told_as_unsure_and_stays_apart() -> None:
    a, b = at("a", 0, SHELLING), at("b", 0, AGAIN)
    found = woven(a, b)
    joined = judge_events(found, links=LinkWeights())
    assert [j.verdict for j in joined] == ["positive"]
    kept = [sketch for item in found for sketch, _ in sketches(threads([item]))]
    grouped = group_unit(kept, LinkWeights(join=0.999, unsure=0.1))
    assert len(grouped.groups) == 2
    ((one, other, score),) = grouped.doubts
    assert (one, other) == (grouped.groups[0][0], grouped.groups[1][0])
    assert 0.1 <= score < 0.999
    unsure = doubt([found[0]], [found[1]], score)
    assert unsure == doubt([found[1]], [found[0]], score)
    assert (unsure.verdict, unsure.score, unsure.maker) == ("unsure", score, MAKER)
    assert len(set(cluster([a.id, b.id], [unsure]).values())) == 2


def test_outcomes_told_half_alike_are_one_proposition_only_if_a_person_says_so() -> None:
    words = ("roof", "mill", "granary", "cellar", "orchard", "barn")
    a = at("a", 0, event(KARVEL, day(3), *words, aspect="outcome"))
    b = at("b", 0, event(KARVEL, day(3), words[0], "quay", "crane", "ferry", aspect="outcome"))
    found = woven(a, b)
    (judged,) = judge_propositions(found, dict.fromkeys((a.id, b.id), a.id))
    assert (judged.relation, judged.verdict) == ("same proposition", "unsure")
    assert UNSURE <= judged.score < JOIN


def test_deaths_told_in_a_deeds_sentence_are_its_own_whatever_place_the_source_bears() -> None:
    fire = event(KARVEL, day(3), "shell", "bridge", "karvel")
    dead = event(OSTRANA, None, "nine", "wound", aspect="toll", figure=Figure(9, 9, "wounded", "nine"))
    a, b = at("a", 0, fire), at("a", 21, dead)
    of = groups(a, b)
    assert of[a.id] == of[b.id]
    far = at("a", 21, replace(dead, lemmas=("nine", "wound", "ostrana")))
    of = groups(a, far)
    assert of[a.id] != of[far.id]
