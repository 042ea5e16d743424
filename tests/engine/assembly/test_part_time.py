"""Needs served part-time by a community of practice or an enabling team, without a place in the team."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plait.engine.assembly.acceptance import acceptable, entries_of
from plait.engine.assembly.apart import assemble_apart
from plait.engine.assembly.asks import Ask, Policy, asks_of, help_left, servable
from plait.engine.assembly.by_role import pick_by_role
from plait.engine.assembly.changing import change
from plait.engine.assembly.part_time import Help, Served
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.pool import pool_of
from plait.engine.assembly.scorer import check
from plait.engine.assembly.values import values_of
from plait.engine.assembly.wishes import Without
from plait.engine.offers import OFFERS, Offer
from plait.engine.trust import TeamSizes, Trust
from plait.engine.viewpoints import Viewpoint
from plait.files.plans import plain_plan, plan_of
from tests.engine.assembly import brute_force as brute
from tests.engine.assembly.tiny import (
    EXACT,
    WINDOW,
    asked,
    holding,
    membership,
    need,
    offer,
    offers_of,
    person,
    planned,
    team,
    three,
    trust,
    trusts,
)

PEOPLE, HOLDINGS = three()
NURSES = Served("Nurses", "", "Writing", 1)


def told(*offers: Offer, wte: str = "0.1") -> Trust:
    """Three people who hold triage, and a service that needs two of them and somebody's time to write."""
    made = trust(PEOPLE, HOLDINGS, [need(people=2), need("Writing", wte=wte)])
    return replace(made, offers=offers)


def writing(wte: str = "0.2", **more: object) -> Offer:
    return offer(wte, "Writing", **more)  # type: ignore[arg-type] # as the test names them


def helps(*offers: Offer, wte: str = "0.1") -> tuple[Help, ...]:
    [ask] = asked(told(*offers, wte=wte))
    return ask.help


def test_a_community_serves_a_need_for_a_part_of_its_time_and_takes_no_place() -> None:
    plan = planned(told(writing()))
    [made] = plan.teams
    assert made.served == (NURSES,)
    assert (made.is_whole, made.covered, len(made.members)) == (True, 2, 3)
    assert plan.effort.value == 3 * 12 + 1
    assert check(plan, told(writing())) == ()


def test_without_an_offer_the_need_stays_open() -> None:
    [made] = planned(told()).teams
    assert made.served == ()
    assert [(gap.competency, gap.wte) for gap in made.gaps] == [("Writing", Decimal("0.1"))]


def test_an_enabling_team_serves_other_teams_and_never_itself() -> None:
    assert helps(writing(team="Platform")) == (Help("", "Platform", "Writing", 2),)
    own = replace(told(writing(team="Hub")), teams=(team("Hub"),))
    assert [ask.help for ask in asked(own)] == [()]


@pytest.mark.parametrize(
    ("offers", "free"),
    [
        ([writing("0.35")], 3),
        ([writing(level=2)], None),
        ([offer("0.2", "Safety")], None),
        ([writing(ends=date(2027, 5, 31))], None),
        ([writing(ends=WINDOW.ends)], 2),
        ([writing(starts=date(2026, 12, 2))], None),
        ([writing(ends=date(2027, 3, 1)), writing("0.4", starts=date(2027, 3, 1))], 2),
        ([writing(), writing("0.1", service="Other")], 1),
        ([writing(), writing("0.1", level=1, service="Other", starts=date(2027, 5, 31))], 1),
        ([writing(), writing("0.15", service="Other"), writing("0.05", service="Third")], None),
        ([writing(), writing("0.2", service="Other", ends=WINDOW.starts)], 2),
        ([writing(), writing("0.3", service="Other")], None),
    ],
)
def test_only_time_that_is_there_all_through_and_nobody_has_is_free(offers: list[Offer], free: int | None) -> None:
    assert [one.free for one in helps(*offers)] == ([] if free is None else [free])


def test_a_need_by_people_is_not_served_so() -> None:
    made = replace(trust(PEOPLE, HOLDINGS, [need(people=2), need("Writing", people=1)]), offers=(writing(),))
    assert [ask.help for ask in asked(made)] == [()]


def test_what_a_service_has_already_counts_and_it_asks_for_no_more() -> None:
    there = told(writing(), writing("0.1", service="Discharge"), wte="0.2")
    [ask] = asked(there)
    assert ask.help == (Help("Nurses", "", "Writing", 0, 1),)
    plan = planned(there)
    assert plan.teams[0].served == (replace(NURSES, is_new=False),)
    assert plan.teams[0].gaps[0].wte == Decimal("0.1")
    assert check(plan, there) == ()


def test_what_begins_later_for_a_service_is_not_asked_for_twice() -> None:
    assert helps(writing(), writing("0.1", service="Discharge", starts=date(2027, 2, 1))) == ()


def test_a_service_with_nobody_in_a_team_is_not_served() -> None:
    [made] = planned(replace(told(writing()), people=())).teams
    assert (made.members, made.served) == ((), ())


def test_a_team_that_runs_is_served_though_nobody_joins() -> None:
    there = trust(
        PEOPLE,
        HOLDINGS,
        [need(people=2), need("Writing", wte="0.1")],
        teams=[team()],
        memberships=[membership(one.employee_number, wte="1") for one in PEOPLE],
    )
    there = replace(there, offers=(writing(),))
    plan = planned(there)
    assert plan.teams[0].served == (NURSES,)
    assert plan.teams[0].is_whole
    assert check(plan, there) == ()
    assert acceptable(plan) == plan.teams


def two_services(*offers: Offer, wte: str = "0.2") -> Trust:
    people, holdings = three()
    more = [person(one, "1") for one in ("d2", "c2", "o2")]
    needs = [
        n
        for service in ("A", "B")
        for n in (need(people=2, service=service), need("Writing", wte=wte, service=service))
    ]
    able = [*holdings, *(holding(one.employee_number) for one in more)]
    return replace(trust([*people, *more], able, needs), offers=offers)


def test_what_is_offered_once_is_promised_once() -> None:
    there = two_services(writing("0.3"))
    plan = planned(there)
    assert sorted(one.tenths for made in plan.teams for one in made.served) == [1, 2]
    assert check(plan, there) == ()
    assert "asked for more than it offers" in check(plan, two_services(writing("0.2")))[0]


def test_a_change_leaves_what_other_teams_have() -> None:
    there = two_services(writing("0.3"))
    plan = planned(there)
    gone = plan.teams[0].members[0].employee_number
    policy = Policy((Without(gone),), gap=0)
    asks = asked(there)
    changed = change(plan, pool_of(there, asks, policy), asks, policy)
    assert changed is not None
    assert [made.ask for made in changed.teams] == list(asks)
    assert sum(one.tenths for made in changed.teams for one in made.served) == 3
    assert check(changed, there) == ()


def test_teams_that_stay_take_their_part_of_an_offer() -> None:
    [first, second] = asked(two_services(writing("0.3")))
    assert help_left([second], [(replace(NURSES, tenths=2), replace(NURSES, tenths=9, is_new=False))])[0].help == (
        Help("Nurses", "", "Writing", 1),
    )
    assert help_left([first], []) == (first,)


def test_homes_apart_give_what_each_of_them_offers() -> None:
    there = two_services(writing("0.3"))
    asks = tuple(replace(ask, home=f"home {ask.service}") for ask in asked(there))
    pool = [
        replace(one, home=f"home {'A' if one.employee_number.endswith('1') else 'B'}")
        for one in pool_of(there, asks, EXACT)
    ]
    plan = assemble_apart(pool, asks, EXACT)
    assert [one.tenths for made in plan.teams for one in made.served] == [2, 2]


def test_recruiting_is_worth_nothing_where_a_community_serves_all() -> None:
    views = {"Writing": Viewpoint.DIGITAL, "Triage": Viewpoint.CLINICAL}
    assert [one.competency for one in values_of(planned(told(writing())), views)] == []
    assert "Writing" in [one.competency for one in values_of(planned(told()), views)]
    assert "Writing" in [one.competency for one in values_of(planned(two_services(writing("0.3"))), views, large=0)]


def test_who_is_picked_by_role_has_the_same_help() -> None:
    there = told(writing())
    picked = pick_by_role(there, planned(there))
    assert picked is not None
    assert picked.plan.teams[0].served == (NURSES,)
    assert picked.plan.teams[0].is_whole


def test_where_no_team_is_picked_by_role_nobody_serves_it() -> None:
    there = replace(told(writing()), sizes=TeamSizes(3, 3))
    plan = planned(there)
    nobody = replace(there, people=tuple(replace(one, wte=Decimal("0.1")) for one in there.people))
    picked = pick_by_role(nobody, plan)
    assert picked is not None
    assert picked.plan.teams[0].served == ()


def test_an_accepted_plan_says_which_part_of_the_offer_goes_to_the_service() -> None:
    [entry] = entries_of(planned(told(writing())), source="run 1")[OFFERS.name]
    assert entry.values == {
        "community": "Nurses",
        "team": None,
        "competency": "Writing",
        "level": 3,
        "wte": Decimal("0.1"),
        "service": "Discharge",
        "starts": WINDOW.starts,
        "ends": WINDOW.ends,
    }
    assert entry.key == ("nurses", None, "writing", "discharge")
    there = told(writing(), writing("0.1", service="Discharge"))
    assert OFFERS.name not in entries_of(planned(there), source="run 1")


def test_a_plan_is_read_as_it_was_written() -> None:
    plan = planned(told(writing()))
    assert plan_of(plain_plan(plan)) == plan


def served(plan: Plan, *some: Served) -> Plan:
    return replace(plan, teams=(replace(plan.teams[0], served=some),))


@pytest.mark.parametrize(
    ("some", "offers", "fault"),
    [
        ([NURSES, NURSES], [writing()], "serves it twice"),
        ([replace(NURSES, tenths=0)], [writing()], "serves no need of it"),
        ([replace(NURSES, competency="Triage")], [writing(), offer()], "serves no need of it"),
        ([replace(NURSES, competency="Safety")], [writing()], "serves no need of it"),
        ([NURSES], [], "does not give so much"),
        ([NURSES], [writing(level=2)], "does not give so much"),
        ([NURSES], [writing(ends=date(2027, 4, 1))], "does not give so much"),
        ([replace(NURSES, tenths=3)], [writing()], "does not give so much"),
        ([NURSES], [writing(), writing("0.1", service="Discharge")], "serves it already"),
        ([NURSES], [writing(), writing("0.15", service="Other")], "asked for more than it offers"),
        ([replace(NURSES, is_new=False)], [writing()], "does not give so much"),
        ([Served("", "Platform", "Writing", 1)], [writing()], "the team Platform, for Writing,"),
    ],
)
def test_the_scorer_finds_each_planted_fault(some: list[Served], offers: list[Offer], fault: str) -> None:
    plan = served(planned(told(writing())), *some)
    assert any(fault in one for one in check(plan, told(*offers)))


def test_the_scorer_finds_a_service_served_without_a_team() -> None:
    there = told(writing())
    plan = planned(there)
    empty = replace(plan, teams=(replace(plan.teams[0], members=()),))
    assert any("there is no team" in one for one in check(empty, there))


Row = tuple[str, str, str]


def best_by_trying_all(there: Trust, asks: Sequence[Ask]) -> tuple[float, int]:
    """The most that can be covered, and the least effort for it: every choice of help for every choice of people."""
    most = sum(sum(n.priority for n in ask.needs) + ask.priority for ask in asks)
    found = []
    for choice in product(*(list(_ways(there, ask)) for ask in asks)):
        if brute._is_within(there, asks, [times for times, _, _ in choice]) and _is_offered(
            there, [h for _, h, _ in choice]
        ):
            effort = brute.effort_of_choice(tuple(times for times, _, _ in choice))
            effort += sum(sum(given.values()) for _, given, _ in choice)
            found.append((round(sum(worth for _, _, worth in choice), 9), -effort))
    worth, less = max(found)
    return worth / most, -less


def _ways(there: Trust, ask: Ask) -> Iterator[tuple[brute.Times, Mapping[Row, int], float]]:
    """Who joins, how many tenths of which offer serve a need, and what that covers."""
    needs = {n.competency: n for n in ask.needs if n.people is None}
    rows = [one for one in there.offers if not one.service and one.competency in needs and one.team != ask.team]
    rows = [one for one in rows if one.level >= needs[one.competency].level]
    fixed = {_row(one): _has(there, ask, one) for one in rows}
    limits = [
        range(1 if fixed[_row(one)] is not None else min(_free(there, one), _whole(needs[one.competency].amount)) + 1)
        for one in rows
    ]
    for times in brute._worths(there, ask):
        for tenths in product(*limits):
            if any(tenths) and ask.is_new and not any(times):
                continue
            outside = {_row(one): fixed[_row(one)] or t for one, t in zip(rows, tenths, strict=True)}
            new = {_row(one): t for one, t in zip(rows, tenths, strict=True) if t}
            yield times, new, _worth(there, ask, times, {key: Decimal(t) for key, t in outside.items() if t})


def _worth(there: Trust, ask: Ask, times: brute.Times, outside: Mapping[Row, Decimal]) -> float:
    """As without help; whoever helps is one more who has that time and can do that one thing."""
    given: dict[str, Decimal] = {seat.employee_number: seat.wte * 10 for seat in ask.seats}
    given |= {one.employee_number: Decimal(t) for one, t in zip(there.people, times, strict=True) if t}
    able = {number: brute._able(there, ask, number) for number in given}
    by_people = [n for n in ask.needs if n.people]
    worth = sum(min(1.0, sum(n in able[who] for who in given) / (n.people or 1)) * n.priority for n in by_people)
    by_time = [n for n in ask.needs if n.wte]
    given |= {str(key): tenths for key, tenths in outside.items()}
    able |= {str(key): [n for n in by_time if n.competency == key[2]] for key in outside}
    worth += brute.time_worth(by_time, given, able)
    return worth + (ask.priority if worth > sum(n.priority for n in ask.needs) - 1e-9 else 0)


def _row(one: Offer) -> Row:
    return one.community, one.team, one.competency


def _has(there: Trust, ask: Ask, one: Offer) -> int | None:
    """Whole tenths the service has all through; nothing where it has no part of this offer."""
    parts = [o for o in there.offers if _row(o) == _row(one) and o.service == ask.service]
    if not parts:
        return None
    return min(int((o.wte * 10).to_integral_value(ROUND_FLOOR)) if o.starts <= WINDOW.starts else 0 for o in parts)


def _free(there: Trust, one: Offer) -> int:
    if one.ends is not None and one.ends < WINDOW.ends:
        return 0
    taken = sum((o.wte for o in there.offers if _row(o) == _row(one) and o.service), Decimal(0))
    return max(0, int(((one.wte - taken) * 10).to_integral_value(ROUND_FLOOR)))


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_CEILING))


def _is_offered(there: Trust, asked_for: Sequence[Mapping[Row, int]]) -> bool:
    rows = [one for one in there.offers if not one.service]
    return all(sum(some.get(_row(one), 0) for some in asked_for) <= _free(there, one) for one in rows)


@settings(max_examples=100)
@given(trusts(), st.data())
def test_no_choice_of_people_and_help_covers_more_nor_as_much_with_less(made: Trust, data: st.DataObject) -> None:
    few = replace(made, people=made.people[:4], offers=tuple(data.draw(offers_of())))
    numbers = {one.employee_number for one in few.people}
    few = replace(few, memberships=tuple(one for one in few.memberships if one.employee_number in numbers))
    asks = asks_of(few, servable(few), WINDOW)
    worth, effort = best_by_trying_all(few, asks)
    plan = planned(few)
    assert check(plan, few) == ()
    assert plan.coverage.value == pytest.approx(worth, abs=1e-6)
    assert effort <= plan.effort.value <= effort * 1.01
