from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Event, Frame, Interval, PartyRef, Place, Position, Report, Span
from twosource.weaving.clusters import cluster
from twosource.weaving.deeds import apart, deeds_of, family_of
from twosource.weaving.implied import implied
from twosource.weaving.items import items
from twosource.weaving.linkage import BARRED, link
from twosource.weaving.proposition_score import Told, occurrence_fit, toll_fit
from twosource.weaving.propositions import judge_propositions
from twosource.weaving.similarity import other_span
from twosource.weaving.threads import Item
from twosource.weaving.wording import event_label, proposition_text

KARVEL = Place("Karvel", 50.0, 30.0, 1, 2.0, "XX", "North", "x:1")
LEGION = PartyRef("x/legion", "Karvel Legion", "armed group")
CORPS = PartyRef("x/corps", "Ostrana Corps", "armed group")
NAMELESS = PartyRef("x/volunteers", "volunteers", "unnamed")
ARMY = PartyRef("x/army", "Ostrana Army", "military")
PAPER = PartyRef("x/paper", "The Paper", "outlet")
DRONES = Frame("occurrence", "ASSAULT", "heavy-weapons", lemmas=("drone", "hit", "karvel"), weapons=("drone",))
RAID = Frame("occurrence", "ASSAULT", lemmas=("fighter", "raid", "karvel"))
ATTACK = Frame("occurrence", "ASSAULT", lemmas=("attack", "karvel"))


def day(n: int) -> Interval:
    return Interval(date(1999, 5, n), date(1999, 5, n), 1)


def woven(
    *said: tuple[int, Frame, PartyRef, str], text: str = "One two three four five six. " * 20
) -> tuple[Item, ...]:
    report = Report("a", "1", "s", text, "Title", "The Paper", "1999-05-04")
    positions = [Position("s", "a", "1", who, how, Span(at, at + 20), None, None, f) for at, f, who, how in said]
    return items(positions, {report.key: report}, {}, lambda party: party)


def groups(*said: tuple[int, Frame, PartyRef, str]) -> list[str]:
    found = woven(*said)
    made = judge_propositions(found, {i.position.id: "e" for i in found})
    of = cluster([i.position.id for i in found], [j for j in made if j.relation == "same proposition"])
    return [of[i.position.id] for i in found]


def test_a_drone_s_blow_is_no_raid_and_a_mere_attack_may_be_either() -> None:
    assert apart(deeds_of(DRONES), deeds_of(RAID))
    assert not apart(deeds_of(DRONES), deeds_of(ATTACK))
    assert not apart(deeds_of(ATTACK), deeds_of(RAID))


def test_gas_comes_in_bombs() -> None:
    gas = replace(DRONES, lemmas=("gas", "attack"), weapons=("chemical",))
    bombs = replace(DRONES, lemmas=("bomb", "town"), weapons=("bomb", "aircraft"))
    assert not apart(deeds_of(gas), deeds_of(bombs))


def test_aircraft_shot_down_are_no_air_strike() -> None:
    down = Frame("occurrence", "ASSAULT", "heavy-weapons", lemmas=("aircraft", "shoot"), weapons=("aircraft",))
    assert family_of(down) == "shoot-down"
    assert deeds_of(down) == {"shoot-down"}


def test_kinds_apart_are_not_chained_through_a_vague_word() -> None:
    drones, attack, raid = groups(
        (0, DRONES, PAPER, "asserts"), (60, ATTACK, PAPER, "asserts"), (120, RAID, ARMY, "confirms")
    )
    assert drones != raid
    assert attack in {drones, raid}


def test_tolls_of_other_periods_stay_apart() -> None:
    told = Told(frozenset(), frozenset(), False, day(3), None)
    months = replace(told, time=Interval(date(1999, 2, 3), date(1999, 5, 3), 5))
    assert toll_fit(told, months) == BARRED
    assert toll_fit(told, replace(told, time=None)) > 0


def test_days_apart_are_never_one_happening() -> None:
    told = Told(frozenset(), frozenset(), False, day(3), None)
    assert occurrence_fit(told, replace(told, time=day(20)), 1.0) == BARRED


def test_earlier_this_month_is_not_yesterday() -> None:
    month = Interval(date(1999, 5, 1), date(1999, 5, 20), 4)
    assert other_span(month, day(19), date(1999, 5, 20))
    assert not other_span(month, None, date(1999, 5, 20))
    assert not other_span(month, day(5), date(1999, 7, 20))


def blamed(actor: PartyRef, *lemmas: str) -> Frame:
    return Frame("responsibility", "ASSAULT", lemmas=lemmas, actors=(actor,))


def test_a_claim_with_one_voice_is_one_and_an_accusation_another() -> None:
    legion, corps, nameless, accused = groups(
        (0, blamed(LEGION, "raid"), LEGION, "asserts"),
        (0, blamed(CORPS, "raid"), CORPS, "asserts"),
        (60, blamed(NAMELESS, "raid"), NAMELESS, "asserts"),
        (120, blamed(ARMY, "raid"), PAPER, "asserts"),
    )
    assert legion == corps == nameless
    assert accused != legion


def test_words_without_a_doer_accuse_nobody() -> None:
    charge, vague, denial = groups(
        (0, blamed(ARMY, "shell"), LEGION, "asserts"),
        (60, Frame("responsibility", "ASSAULT", lemmas=("shell", "side")), PAPER, "asserts"),
        (120, Frame("responsibility", "ASSAULT", lemmas=("charge", "shell", "town")), ARMY, "denies"),
    )
    assert charge == denial
    assert vague != charge


def test_the_account_is_what_was_told_before() -> None:
    charge, doubt = groups(
        (0, blamed(ARMY, "shell"), LEGION, "asserts"),
        (60, Frame("other", None, lemmas=("account",), anaphoric=True), PAPER, "unverified"),
    )
    assert charge == doubt


def test_rows_are_named_by_what_happened_and_where() -> None:
    found = woven((0, replace(RAID, place=KARVEL), PAPER, "asserts"), (60, ATTACK, PAPER, "asserts"))
    assert event_label(found[:1], "ASSAULT", KARVEL) == "Raid at Karvel"
    assert event_label(found, None, None) in {"Raid", "Attack"}
    wide = replace(KARVEL, name="Karvel province", precision=4, radius_km=80.0)
    assert event_label(woven((0, DRONES, PAPER, "asserts")), "ASSAULT", wide) == "Drone attack in Karvel province"


def test_blame_names_the_accused_and_keeps_a_tie_from_a_deed() -> None:
    event = Event("e", "s", "Raid at Karvel", "ASSAULT", None, KARVEL, None)
    blame = woven((0, blamed(ARMY, "raid"), LEGION, "asserts"))
    assert proposition_text(blame, "responsibility", event, {}) == "Ostrana Army carried out the raid at Karvel"
    tie = woven((0, blamed(ARMY, "connection", "raid"), ARMY, "denies"))
    assert proposition_text(tie, "responsibility", event, {}) == "Ostrana Army was connected with the raid at Karvel"


def test_a_text_loses_what_only_tied_it_to_its_sentence() -> None:
    text = "that “the bridge near Karvel burned all night, after"
    position = Position(
        "s", "a", "1", PAPER, "asserts", Span(0, len(text)), None, None, replace(ATTACK, aspect="outcome")
    )
    report = Report("a", "1", "s", text, "Title", "The Paper", "1999-05-04")
    found = items([position], {report.key: report}, {}, lambda party: party)
    assert proposition_text(found, "outcome", None, {("s", "a"): text}) == "The bridge near Karvel burned all night"


@given(st.lists(st.lists(st.floats(-1, 1), min_size=6, max_size=6), min_size=6, max_size=6), st.data())
def test_barred_pairs_never_share_a_group(scores: list[list[float]], data: st.DataObject) -> None:
    barred = data.draw(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] < p[1])))
    found = link(6, lambda i, j: BARRED if (i, j) in barred else scores[i][j], 0.2)
    assert sorted(n for members in found for n in members) == list(range(6))
    assert not any(i in members and j in members for members in found for i, j in barred)


DOWNED = Frame("occurrence", "ASSAULT", lemmas=("helicopter", "shoot", "down", "karvel"), trigger=Span(0, 4))
DOWNING = replace(DOWNED, aspect="responsibility", actors=(LEGION,))


def test_a_claimed_deed_implies_what_the_one_whom_it_struck_confirms() -> None:
    made = woven((0, DOWNING, LEGION, "asserts"), (60, DOWNED, ARMY, "confirms"))
    claim, loss = made
    assert family_of(DOWNED) is not None
    assert implied("occurrence", [loss], made, {"x/army"}) == [claim]


def test_no_deed_is_implied_by_another_kind_another_day_or_another_partys_word() -> None:
    def found(deed: Frame, told: Frame, *, by: PartyRef = LEGION, stance: str = "confirms") -> list[Item]:
        made = woven((0, deed, by, "asserts"), (60, told, ARMY, stance))
        return implied(told.aspect, made[1:], made, {"x/army"})

    assert found(replace(RAID, aspect="responsibility", actors=(LEGION,)), DOWNED) == []
    assert found(replace(DOWNING, time=day(3)), replace(DOWNED, time=day(9))) == []
    assert found(DOWNING, DOWNED, by=CORPS) == []
    assert found(DOWNING, DOWNED, stance="asserts") == []
    assert found(DOWNING, replace(DOWNED, aspect="toll")) == []
    made = woven((0, DOWNING, LEGION, "asserts"), (60, DOWNED, ARMY, "confirms"))
    assert implied("occurrence", made[1:], made, {"x/corps"}) == []
