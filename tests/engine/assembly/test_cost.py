"""What a plan costs: by team, year and lending department, with those counted whose pay is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from plait.engine.assembly.asks import Policy, Window
from plait.engine.assembly.cost import MemberCost, PlanCost, contracts_of, cost_plan, sum_pay, tells_of_few
from plait.engine.assembly.cost_wording import team_lines
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.planning import plan_teams
from plait.engine.funding.on_costs import Contract
from plait.engine.funding.showing import PaySum
from tests.engine.assembly.tiny import holding, membership, need, person, team, trust

BEGINS = Window(date(2027, 1, 1), 6)
PAID = {
    "d1": Contract("7", 3, Decimal(1)),
    "c1": Contract("6", 3, Decimal(1)),
    "o1": Contract("Consultant", 1, Decimal(1)),
}


@cache
def small_plan() -> Plan:
    """A digital, a clinical and an operational person for a new team, a fifth of each, over two financial years."""
    people = [replace(person(number), department=f"Dept {number}") for number in ("d1", "c1", "o1")]
    held = [holding("d1", "Build"), holding("c1", "Triage"), holding("o1", "Beds")]
    wanted = [need("Build", people=1), need("Triage", people=1), need("Beds", people=1)]
    return plan_teams(trust(people, held, wanted), ["Discharge"], BEGINS, Policy())


def test_each_member_is_charged_their_share_by_year_and_the_unknown_are_counted() -> None:
    cost = cost_plan(small_plan(), PAID)
    assert cost.years == (2026, 2027)
    known = {one.member.employee_number: [charge.pence for charge in one.charges] for one in cost.members}
    # £72,651.69 × 0.2 = £14,530.34, of which a quarter falls to each of two years.
    assert known == {"c1": [308_722, 308_722], "d1": [363_258, 363_259], "o1": []}
    assert sum_pay(cost.members) == PaySum(308_722 + 308_722 + 363_258 + 363_259, 2, 3)
    assert sum_pay(cost.members, 2026) == PaySum(308_722 + 363_258, 2, 3)
    assert cost.is_by_earlier_pay


def test_each_department_gets_what_those_it_lends_cost() -> None:
    cost = cost_plan(small_plan(), PAID)
    got = {name: sum_pay(members) for name, members in cost.departments}
    assert list(got) == ["Dept c1", "Dept d1", "Dept o1"]
    assert got["Dept c1"] == PaySum(617_444, 1, 1)
    assert got["Dept o1"] == PaySum(0, 0, 1)
    assert sum(one.pence for one in got.values()) == sum_pay(cost.members).pence


def test_only_clinical_time_that_is_lent_is_charged_as_backfill_instead_of_the_share() -> None:
    plain, dearer = (cost_plan(small_plan(), PAID, backfill=rate) for rate in (Decimal(1), Decimal("1.10")))
    change = {
        one.member.employee_number: (sum_pay([one]).pence, sum_pay([other]).pence)
        for one, other in zip(plain.members, dearer.members, strict=True)
    }
    assert change["d1"][0] == change["d1"][1]
    assert change["c1"] == (617_444, 679_188)


def test_members_of_today_cost_their_team_and_no_department_lends_them() -> None:
    people = [person(number) for number in ("d1", "c1", "o1", "o2")]
    there = [membership(number, wte="0.4") for number in ("d1", "c1", "o1")]
    with_team = trust(people, [holding("o2", "Beds")], [need("Beds", people=1)], teams=[team()], memberships=there)
    cost = cost_plan(plan_teams(with_team, ["Discharge"], Window(date(2026, 12, 1), 3), Policy()), PAID)
    assert {one.member.employee_number for one in cost.members} == {"d1", "c1", "o1", "o2"}
    assert [name for name, _ in cost.departments] == ["Medicine"]
    assert [one.member.employee_number for one in cost.departments[0][1]] == ["o2"]
    assert cost.years == (2026,)
    assert not cost.is_by_earlier_pay
    ((found, members),) = cost.teams
    assert (found.ask.team, len(members)) == ("Discharge hub", 4)


def test_a_trust_that_states_no_bands_has_no_known_cost() -> None:
    plan = small_plan()
    cost = cost_plan(plan, {})
    assert (cost.years, sum_pay(cost.members)) == ((), PaySum(0, 0, 3))
    assert contracts_of([replace(person("d1", "0.8"), band="7", point=2)]) == {"d1": Contract("7", 2, Decimal("0.8"))}


def test_a_person_in_two_teams_counts_once_and_costs_twice() -> None:
    one = cost_plan(small_plan(), PAID).members[0]
    assert sum_pay([one, one]) == PaySum(2 * sum_pay([one]).pence, 1, 1)


def paid(count: int, first: int = 0) -> tuple[MemberCost, ...]:
    """So many different people whose pay is known."""
    one = cost_plan(small_plan(), PAID).members[0]
    return tuple(
        replace(one, member=replace(one.member, employee_number=f"p{number}")) for number in range(first, first + count)
    )


def test_what_is_left_when_larger_groups_are_taken_away_never_tells_of_few() -> None:
    assert tells_of_few([paid(6), paid(1, 6)])
    assert tells_of_few([paid(6), paid(2, 6), paid(2, 8)])
    assert not tells_of_few([paid(6), paid(2, 6), paid(3, 8)])
    assert not tells_of_few([paid(6), paid(5, 6)])
    assert tells_of_few([paid(6), paid(3, 6), paid(3, 6)])  # the same three in two groups
    unknown = tuple(replace(one, charges=()) for one in paid(2, 6))
    assert not tells_of_few([paid(6), unknown])


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), min_size=1, max_size=6))
def test_no_figure_beside_others_tells_what_one_to_four_people_cost(teams: list[tuple[int, int]]) -> None:
    """Of all figures to £5,000 in one table, none, and no difference of the total and some lines, is of so few."""
    cost = PlanCost(tuple(one for number, sizes in enumerate(teams) for one in in_team(number, *sizes)), (2026,))
    shown = team_lines(cost, exact=False)
    lines, totals = (shown[:-1], shown[-1:]) if len(cost.teams) > 1 else (shown, ())
    near = [line.known for line in lines if " to " not in line.shown[-1]]
    assert not set(near) & {1, 2, 3, 4}
    for total in totals:
        rest = {total.known - sum(some) for count in range(len(near) + 1) for some in combinations(near, count)}
        assert " to " in total.shown[-1] or not rest & {1, 2, 3, 4}


def in_team(number: int, known: int, unknown: int) -> tuple[MemberCost, ...]:
    """A team of so many people of its own whose pay is known, and so many of whom it is not."""
    members = paid(known + unknown, 100 * number)
    ask = replace(members[0].team.ask, team=f"Team {number}", service=f"Team {number}") if members else None
    return tuple(
        replace(one, team=replace(one.team, ask=ask), charges=one.charges if place < known else ())
        for place, one in enumerate(members)
        if ask
    )
