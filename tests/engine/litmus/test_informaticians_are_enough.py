"""What must hold of the question of champions, whatever champions a trust has."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.champions import Champion
from plait.engine.litmus.examples import ON, ChampionSketch, sketch_champions
from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.informaticians_are_enough import TEST
from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.engine.shifts import SHIFTS
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint

DAYS = (-3, 0, 30, 89, 90, 91, 200)


def random_trust(seed: int) -> Trust:
    """Up to 8 champions, of whom two employments may be one person and some have left, in a trust of any size."""
    chance = Random(seed)
    sketches = [
        ChampionSketch(
            chance.choice(("Adult nurse", "adult nurse", "Midwife", "")),
            tuple(chance.sample(SHIFTS, chance.randrange(1, 5))),
            trained=chance.random() < 0.8,
            viewpoint=chance.choice((Viewpoint.CLINICAL, Viewpoint.CLINICAL, Viewpoint.OPERATIONAL)),
        )
        for _ in range(chance.choice((0, 1, 3, 5, 8)))
    ]
    made = sketch_champions(chance.choice((20, 600, 1500, 3000, 3851)), *sketches)
    people = [replace(one, identity=chance.choice(("", "", "", "P"))) for one in made.people]
    return replace(made, people=tuple(people), champions=tuple(_champion(one, chance) for one in made.champions))


def _champion(one: Champion, chance: Random) -> Champion:
    ends = chance.choice((None, None, None, ON, ON + timedelta(days=1)))
    last = chance.choice((None, *(ON - timedelta(days=days) for days in DAYS)))
    return replace(one, ends=ends, last_active_on=last, site=chance.choice(("", "main", "Annexe")))


def slow(trust: Trust) -> Verdict:
    """By looking at each person in turn."""
    if not trust.champions:
        return Verdict.NOT_ENOUGH_EVIDENCE
    bears = {one.employee_number: one for one in trust.people if one.viewpoint is Viewpoint.CLINICAL}
    mine = [one for one in trust.champions if one.trained and one.employee_number in bears and _is_there(one)]
    counted = {bears[one.employee_number].identity or one.employee_number for one in mine}
    need, wte = 1, sum(person.wte for person in trust.people)
    while need * 3851 < 5 * wte:
        need += 1
    if len(counted) >= need:
        return Verdict.MET
    return Verdict.PARTLY_MET if len(counted) * 4 >= need * 3 else Verdict.NOT_MET


def _is_there(one: Champion) -> bool:
    if one.last_active_on is None or one.last_active_on < ON - timedelta(days=90):
        return False
    return one.starts <= ON and (one.ends is None or one.ends > ON)


trusts = st.integers(0, 2**32).map(random_trust)


def test_random_champions_lead_to_every_verdict() -> None:
    assert {judge(TEST, random_trust(seed)).verdict for seed in range(400)} == TEST.verdicts


@given(trusts)
def test_it_agrees_with_looking_at_each_person(of: Trust) -> None:
    assert judge(TEST, of).verdict is slow(of)


@given(trusts, st.integers())
def test_the_order_of_rows_changes_nothing(of: Trust, seed: int) -> None:
    chance = Random(seed)
    people, champions = chance.sample(of.people, len(of.people)), chance.sample(of.champions, len(of.champions))
    assert judge(TEST, replace(of, people=tuple(people), champions=tuple(champions))) == judge(TEST, of)


@given(trusts)
def test_a_champion_who_is_not_active_and_one_to_come_change_nothing(of: Trust) -> None:
    if of.champions:
        idle = Champion("9999", SHIFTS, ON - timedelta(days=400), trained=True)
        soon = replace(idle, starts=ON + timedelta(days=1), last_active_on=ON)
        assert judge(TEST, replace(of, champions=(*of.champions, idle, soon))) == judge(TEST, of)


@given(trusts)
def test_a_finding_reads_well_and_gives_as_many_cells_as_columns(of: Trust) -> None:
    finding = judge(TEST, of)
    assert len(finding.sentence.split()) <= 16
    assert finding.sentence.startswith("We cannot tell.") == (finding.verdict is Verdict.NOT_ENOUGH_EVIDENCE)
    assert all(len(row.cells) + 1 == len(finding.columns) for row in finding.evidence)


@pytest.mark.parametrize("sheet", TEST.feeds)
def test_without_a_sheet_it_rests_on_there_is_no_evidence(sheet: str) -> None:
    whole = sketch_champions(600, ChampionSketch("Adult nurse"))
    poorer = replace(whole, feeds={name: day for name, day in whole.feeds.items() if name != sheet})
    assert judge(TEST, whole).verdict is Verdict.MET
    assert judge(TEST, poorer).verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_no_champion_cannot_be_told() -> None:
    finding = judge(TEST, sketch_champions(600))
    assert (finding.verdict, finding.sentence) == (
        Verdict.NOT_ENOUGH_EVIDENCE,
        "We cannot tell. No champion is recorded.",
    )


def test_what_no_champion_covers_stands_first_with_the_staff_there() -> None:
    trust = sketch_champions(
        600,
        ChampionSketch("Adult nurse", ("Days", "Nights")),
        ChampionSketch("adult nurse", ("Days",), trained=False),
        ChampionSketch("Midwife", ("Nights",), active_days_ago=200),
        ChampionSketch("Porter", ("Weekends",), viewpoint=Viewpoint.OPERATIONAL),
    )
    midwife = replace(trust.people[2], site="Annexe", origin=Origin("staff.csv", "people", 4, ON))
    first = replace(trust.champions[0], origin=Origin("board.xlsx", "champions", 2, ON))
    trust = replace(
        trust,
        people=(*trust.people[:2], midwife, *trust.people[3:]),
        champions=(first, *trust.champions[1:]),
    )
    finding = judge(TEST, trust)
    assert [(row.label, *row.cells, row.is_highlighted, row.people) for row in finding.evidence] == [
        ("Evenings", "Shift", "0", "0", "", True, ()),
        ("Annexe", "Site", "0", "0", "1", True, ()),
        ("Midwife", "Profession", "0", "0", "1", True, ()),
        ("Days", "Shift", "2", "1", "", False, ("1001", "1002")),
        ("Nights", "Shift", "1", "1", "", False, ("1001",)),
        ("Weekends", "Shift", "1", "0", "", False, ("1004",)),
        ("Main", "Site", "3", "1", "2", False, ("1001", "1002", "1004")),
        ("Adult nurse", "Profession", "2", "1", "2", False, ("1001", "1002")),
        ("Porter", "Profession", "1", "0", "0", False, ("1004",)),
    ]
    lines = [(row.label, row.origin and row.origin.line) for row in finding.evidence]
    assert ("Annexe", 4) in lines, "where there is no champion, from the first of the staff"
    assert ("Days", 2) in lines
    assert [row.label for row in finding.evidence if row.is_absent] == ["Evenings"], "nobody recorded such a row"
    assert finding.sentence == (
        "1 trained clinician-informatician is active; our size needs 1. Nobody covers evenings."
    )


def test_of_a_day_before_the_first_champion_nothing_can_be_told() -> None:
    trust = sketch_champions(600, ChampionSketch("Midwife"))
    first = min(one.starts for one in trust.champions)
    assert judge(TEST, replace(trust, on=first)).verdict is Verdict.MET
    before = judge(TEST, replace(trust, on=first - timedelta(days=1)))
    assert (before.verdict, before.sentence) == (
        Verdict.NOT_ENOUGH_EVIDENCE,
        "We cannot tell. No champion is recorded.",
    )


def test_a_champion_may_stand_for_another_profession_on_another_site() -> None:
    trust = sketch_champions(600, ChampionSketch("Adult nurse"))
    other = replace(trust.champions[0], profession="Theatre nurse", site="Annexe")
    labels = {row.label: row.cells[1] for row in judge(TEST, replace(trust, champions=(other,))).evidence}
    assert (labels["Theatre nurse"], labels["Annexe"], labels["Adult nurse"], labels["Main"]) == ("1", "1", "0", "0")


def test_what_would_count_says_how_many_more() -> None:
    few = judge(TEST, sketch_champions(3851, ChampionSketch("Midwife"), ChampionSketch("Midwife")))
    assert few.would_count.endswith(": 3 more.")
    enough = judge(TEST, sketch_champions(600, ChampionSketch("Midwife")))
    assert enough.would_count.startswith("Trained clinician-informaticians who leave")
