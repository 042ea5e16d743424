"""What must hold of the question of one accountable person, whatever territories and claims a trust has."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.accountability import Claim, Settlement, Territory
from plait.engine.litmus.examples import ON, TerritorySketch, sketch_accountability
from plait.engine.litmus.judging import judge
from plait.engine.litmus.questions.one_person_answers import TEST
from plait.engine.litmus.verdicts import Verdict
from plait.engine.origins import Origin
from plait.engine.trust import Trust

DAYS = (-5, 0, 1, 100, 200, 364, 365, 366, 500)


def random_trust(seed: int) -> Trust:
    """Up to 4 territories with up to 3 claims each, among 5 people of whom two employments may be one person."""
    chance = Random(seed)
    names = ["Record", "record two", "Cyber", "Data"][: chance.randrange(5)]
    claims = [_claim(name, chance) for name in names for _ in range(chance.choice((0, 1, 1, 1, 2, 3)))]
    some = sketch_accountability(TerritorySketch("Any", tuple((500, None) for _ in range(5))))
    people = [replace(one, identity=chance.choice(("", "P"))) for one in chance.sample(some.people, 4)]
    return replace(
        some,
        people=tuple(people),
        territories=tuple(Territory(name, "other", ON - timedelta(days=chance.choice((0, 60, 800)))) for name in names),
        claims=tuple(claims),
    )


def _claim(name: str, chance: Random) -> Claim:
    starts = ON - timedelta(days=chance.choice((*DAYS, 900, 900, 900, 900)))
    ends = chance.choice((None, None, None, ON - timedelta(days=chance.choice(DAYS))))
    return Claim(name, str(chance.randrange(1001, 1006)), "Job description", starts, ends)


def slow(trust: Trust) -> Verdict:
    """By asking of each territory on each day."""
    if not trust.territories:
        return Verdict.NOT_ENOUGH_EVIDENCE
    share = Fraction(sum(_is_clear(of, trust) for of in trust.territories), len(trust.territories))
    return Verdict.MET if share == 1 else Verdict.PARTLY_MET if share >= Fraction(3, 4) else Verdict.NOT_MET


def _is_clear(of: Territory, trust: Trust) -> bool:
    days = (trust.on - timedelta(days=back) for back in range(366))
    return all(len(_answering(of, day, trust)) == 1 for day in days if day >= of.starts)


def _answering(of: Territory, day: date, trust: Trust) -> set[str]:
    bears = {one.employee_number: one.identity or one.employee_number for one in trust.people}
    held = [one for one in trust.claims if one.territory == of.name and one.starts <= day]
    return {bears.get(one.employee_number, one.employee_number) for one in held if one.ends is None or one.ends > day}


trusts = st.integers(0, 2**32).map(random_trust)


def test_random_territories_lead_to_every_verdict() -> None:
    assert {judge(TEST, random_trust(seed)).verdict for seed in range(400)} == TEST.verdicts


@given(trusts)
def test_it_agrees_with_asking_day_by_day(of: Trust) -> None:
    assert judge(TEST, of).verdict is slow(of)


@given(trusts, st.integers())
def test_the_order_of_rows_changes_nothing(of: Trust, seed: int) -> None:
    chance = Random(seed)
    territories = tuple(chance.sample(of.territories, len(of.territories)))
    claims = tuple(chance.sample(of.claims, len(of.claims)))
    assert judge(TEST, replace(of, territories=territories, claims=claims)) == judge(TEST, of)


@given(trusts)
def test_a_settlement_and_a_claim_to_come_change_nothing(of: Trust) -> None:
    settled = tuple(
        Settlement(one.name, "1001", ON, "Board, item 7", ON - timedelta(days=500)) for one in of.territories
    )
    soon = tuple(Claim(one.name, "1005", "Minutes", ON + timedelta(days=1)) for one in of.territories)
    assert judge(TEST, replace(of, settlements=settled, claims=of.claims + soon)) == judge(TEST, of)


@pytest.mark.parametrize("sheet", TEST.feeds)
def test_without_a_sheet_it_rests_on_there_is_no_evidence(sheet: str) -> None:
    whole = sketch_accountability(TerritorySketch("Record", ((700, None),)))
    poorer = replace(whole, feeds={name: day for name, day in whole.feeds.items() if name != sheet})
    assert judge(TEST, whole).verdict is Verdict.MET
    assert judge(TEST, poorer).verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_claims_count_for_a_hundred_days_as_records_of_the_board_do() -> None:
    whole = sketch_accountability(TerritorySketch("Record", ((700, None),)))
    for sheet in ("territories", "accountability claims"):
        for age, verdict in ((100, Verdict.MET), (101, Verdict.NOT_ENOUGH_EVIDENCE)):
            late = replace(whole, feeds={**whole.feeds, sheet: ON - timedelta(days=age)})
            assert judge(TEST, late).verdict is verdict, (sheet, age)


def test_no_territory_cannot_be_told() -> None:
    finding = judge(TEST, sketch_accountability())
    assert (finding.verdict, finding.sentence) == (
        Verdict.NOT_ENOUGH_EVIDENCE,
        "We cannot tell. No territory is recorded.",
    )


def test_overlaps_and_gaps_stand_first_with_their_days_and_the_rows_they_come_from() -> None:
    trust = sketch_accountability(
        TerritorySketch("Cyber", ((900, 30),)),
        TerritorySketch("Record", ((900, None), (100, 50))),
        TerritorySketch("Data", ((900, None),)),
    )
    places = [Origin("board.xlsx", "claims", line, ON) for line in range(2, 6)]
    claims = [replace(claim, origin=place) for claim, place in zip(trust.claims, places, strict=True)]
    cyber = replace(trust.territories[0], origin=Origin("board.xlsx", "territories", 2, ON))
    finding = judge(TEST, replace(trust, claims=tuple(claims), territories=(cyber, *trust.territories[1:])))
    assert finding.columns == ("Territory", "Who answers", "From", "To", "Days")
    assert [(row.label, *row.cells, row.is_highlighted, row.people) for row in finding.evidence] == [
        ("Cyber", "Nobody", "3 October 2026", "Today", "31", True, ()),
        ("Record", "2 people", "25 July 2026", "12 September 2026", "50", True, ("1002", "1003")),
        ("Cyber", "1 person", "2 November 2025", "2 October 2026", "335", False, ("1001",)),
        ("Data", "1 person", "2 November 2025", "Today", "366", False, ("1004",)),
        ("Record", "1 person", "2 November 2025", "24 July 2026", "265", False, ("1002",)),
        ("Record", "1 person", "13 September 2026", "Today", "51", False, ("1002",)),
    ]
    lines = [row.origin and (row.origin.sheet, row.origin.line) for row in finding.evidence]
    assert lines[:2] == [("territories", 2), ("claims", 4)]


def test_what_would_count_speaks_of_claims_and_once_met_of_what_would_break_it() -> None:
    clear = judge(TEST, sketch_accountability(TerritorySketch("Record", ((700, None),))))
    assert clear.would_count == "A territory that nobody claims, or two people do, on any one day."
    broken = judge(TEST, sketch_accountability(TerritorySketch("Record", ((700, 30),))))
    assert broken.would_count.startswith("A claim for each day without one")
