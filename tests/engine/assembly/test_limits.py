"""Budget limits: no team costs more, tried against every choice; too small a one is told; nobody's pay shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.assembly.asks import Ask, Policy
from plait.engine.assembly.conflict import Conflict
from plait.engine.assembly.cost import contracts_of, cost_plan, sum_pay
from plait.engine.assembly.cost_wording import team_lines
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.planning import CannotBeHad, change_teams, plan_teams
from plait.engine.assembly.purse import Purse, purse_of
from plait.engine.assembly.scorer import check
from plait.engine.assembly.wishes import Budget, Must, Size, Wish
from plait.engine.assembly.wording import conflict_words
from plait.engine.funding.on_costs import Contract, charges_of
from plait.engine.funding.showing import short_pounds
from plait.engine.people import Person
from plait.engine.trust import TeamSizes, Trust
from tests.engine.assembly.brute_force import Choice, best_by_trying_all
from tests.engine.assembly.tiny import WINDOW, asked, holding, membership, need, person, team, trust, trusts

PAY = (("5", 1), ("6", 2), ("7", 3), ("8a", 1), ("", None))


def paid(number: str, band: str = "6", point: int | None = 2, wte: str = "1") -> Person:
    return replace(person(number, wte), band=band, point=point)


TOLD = trust(
    (*(paid(number) for number in ("d1", "c1", "o1", "c2", "o2")), paid("d2", "8a", 1)),
    (*(holding(number) for number in ("d1", "c1", "o1", "c2", "o2")), holding("d2", "Safety")),
    [need(people=5, priority=9), need("Safety", people=1, priority=1)],
    sizes=TeamSizes(3, 9),
)
"""Five of band 6 are needed, each for a fifth of their time, and one of band 8a."""


def cost_of(plan: Plan, told: Trust, service: str = "Discharge") -> int:
    cost = cost_plan(plan, contracts_of(told.people))
    return sum(sum_pay(members).pence for one, members in cost.teams if one.ask.service == service)


def planned(*wishes: Wish, told: Trust = TOLD, is_exact: bool = True) -> Plan:
    services = sorted({one.service for one in told.needs})
    return plan_teams(told, services, WINDOW, Policy(wishes, gap=0, is_exact=is_exact))


def conflict(*wishes: Wish, told: Trust = TOLD, is_exact: bool = True) -> Conflict:
    with pytest.raises(CannotBeHad) as refused:
        planned(*wishes, told=told, is_exact=is_exact)
    return refused.value.conflict


def test_a_team_costs_no_more_than_its_limit_and_says_what_that_leaves_short() -> None:
    free = planned()
    assert (len(free.teams[0].members), free.coverage.value) == (6, 1)
    cost = cost_of(free, TOLD)
    assert planned(Budget("Discharge", cost + 10_00)).coverage.value == 1
    limited = planned(Budget("Discharge", cost - 10_00))
    assert cost_of(limited, TOLD) <= cost - 10_00
    (gap,) = limited.teams[0].gaps
    assert gap.competency == "Safety"
    money = short_pounds(cost - 10_00)
    assert gap.reason == f"The limit of {money} leaves no room for anybody more who holds it"


def test_a_limit_of_one_team_is_none_of_another() -> None:
    both = trust(TOLD.people, TOLD.holdings, [*TOLD.needs, need(people=5, service="Referrals")], sizes=TOLD.sizes)
    limited = planned(Budget("Discharge", cost_of(planned(told=both), both) - 10_00), told=both)
    assert any("leaves no room" in gap.reason for gap in limited.teams[0].gaps)
    assert limited.teams[1].is_whole


def test_a_team_that_runs_says_that_its_limit_lets_nobody_join() -> None:
    runs = replace(TOLD, teams=(team(),), memberships=tuple(membership(n) for n in ("d1", "c1", "o1", "c2", "o2")))
    today = cost_of(planned(Must("Discharge", "d2"), told=runs), runs) - _price("d2", 2)
    limited = planned(Budget("Discharge", today + 100_00), told=runs)
    assert [one.is_new for one in limited.teams[0].members] == [False] * 5
    assert "leaves no room for anybody more who holds what it still lacks." in limited.teams[0].refusal
    (fault,) = conflict(Budget("Discharge", today - 100_00), told=runs).faults
    assert fault.startswith("The members of Discharge hub today come to more than £")
    few = replace(runs, memberships=runs.memberships[:4])
    assert conflict(Budget("Discharge", 20_000_00), told=few, is_exact=False).faults == (
        (
            "The pay in Discharge hub today is told in a range of £50,000, up to £50,000, which is more than £20,000. "
            "Write more, or remove the limit."
        ),
    )
    (about,) = conflict(Budget("Discharge", today), told=runs, is_exact=False).faults
    assert "today come to about £" in about


def _price(number: str, tenths: int, told: Trust = TOLD) -> int:
    who = next(one for one in told.people if one.employee_number == number)
    contract = Contract(who.band, who.point, who.wte)
    charges = charges_of(contract, Decimal(tenths) / 10, starts=WINDOW.starts, ends=WINDOW.ends)
    return sum(charge.pence for charge in charges)


def test_a_limit_too_small_for_any_team_is_told_before_the_search_with_one_that_would_do() -> None:
    three = sum(_price(number, 2) for number in ("d1", "c1", "o1"))
    (fault,) = conflict(Budget("Discharge", 1_000_00)).faults
    enough = -(-three // 5_000_00) * 5_000
    assert fault == (
        f"£1,000 is too little for any team of Discharge. Write £{enough:,} or more, or ask for a shorter time."
    )
    assert planned(Budget("Discharge", enough * 100)).teams[0].members
    (coarse,) = conflict(Budget("Discharge", 1_000_00), is_exact=False).faults
    assert "in ranges of £50,000" in coarse


def test_a_limit_that_only_more_than_can_be_written_would_meet_names_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plait.engine.assembly.limits.MOST_STEPS", 1)
    (fault,) = conflict(Budget("Discharge", 1_000_00)).faults
    assert fault.endswith("Write more, or ask for a shorter time.")


def test_no_limit_is_too_small_where_no_team_is_possible_anyway() -> None:
    nobody = replace(TOLD, people=TOLD.people[:2])
    assert planned(Budget("Discharge", 1_00), told=nobody).teams[0].members == ()


def test_a_limit_cannot_be_kept_where_nobodys_pay_is_known() -> None:
    unknown = replace(TOLD, people=tuple(replace(one, band="") for one in TOLD.people))
    assert conflict(Budget("Discharge", 60_000_00), told=unknown).faults == (
        "Discharge is to cost £60,000 at most, and nobody's pay is known. Remove the limit.",
    )
    assert conflict(Budget("Discharge", 0)).faults == (
        "Discharge: a limit of nothing leaves no team. Write pounds, like 60,000.",
    )


def test_a_limit_against_people_wished_for_is_raised_by_as_little_as_will_do() -> None:
    limit = Budget("Discharge", 20_000_00)
    pins = [Must("Discharge", number, 10) for number in ("d1", "c1", "o1")]
    found = conflict(limit, *pins, Size("Discharge", 3, 5))
    assert limit in found.wishes
    (raised,) = [new for old, new in found.instead if old == limit]
    assert isinstance(raised, Budget)
    assert 0 <= raised.pence - sum(_price(one.person, 10) for one in pins) < 5_000_00
    assert "Discharge costs £20,000 at most" in conflict_words(found, {})[0]
    assert conflict(limit, replace(limit, pence=1)).faults == (
        "2 wishes say different things of what Discharge may cost. Keep one.",
    )


@pytest.mark.parametrize("is_exact", [True, False])
def test_whoevers_pay_is_not_known_counts_as_the_mean_of_the_others(is_exact: bool) -> None:
    told = replace(TOLD, people=(*TOLD.people[:5], replace(TOLD.people[5], band="")))
    mean = _price("d1", 2)
    free = planned(told=told)
    known = cost_of(free, told)
    assert len(planned(Budget("Discharge", known + mean + 100_00), told=told).teams[0].members) == 6
    limited = planned(Budget("Discharge", known + mean - 100_00), told=told)
    assert len(limited.teams[0].members) == 5
    wide = planned(Budget("Discharge", 90_000_00), told=told, is_exact=is_exact)
    assert wide.coverage.value == 1
    broken = replace(wide, teams=(replace(wide.teams[0], ask=replace(wide.teams[0].ask, limit=known)),))
    assert any("it costs more than the £" in fault for fault in check(broken, told))


def test_the_scorer_catches_a_team_past_its_limit_and_a_limit_nobody_wished_for() -> None:
    plan = planned(Budget("Discharge", 90_000_00))
    assert check(plan, TOLD) == ()
    tight = replace(plan.teams[0], ask=replace(plan.teams[0].ask, limit=cost_of(plan, TOLD) - 1))
    faults = check(replace(plan, teams=(tight,)), TOLD)
    assert any(one.startswith("Discharge: it costs more than the £") for one in faults)
    assert "Discharge: its limit is not the one wished for" in faults
    exact = replace(plan.teams[0], ask=replace(plan.teams[0].ask, limit=cost_of(plan, TOLD)))
    assert not any("it costs more" in one for one in check(replace(plan, teams=(exact,)), TOLD))


def test_what_a_limit_lets_through_is_what_the_page_shows_and_no_more() -> None:
    """Whatever limits somebody tries on a team, it is within them or not as its shown sum is: R3 for all of them."""
    purse = Purse({str(number): 1 for number in range(9)}, 1)
    for known, step in ((4, 50_000_00), (5, 5_000_00)):
        for limit in range(10_000_00, 200_000_00, 1_234_56):
            most = purse.most(limit, known)
            assert most < limit
            assert purse.most(limit // step * step, known) == most
    for cost in range(3_000_00, 190_000_00, 777_77):
        few = {limit for limit in range(5_000_00, 300_000_00, 5_000_00) if cost <= purse.most(limit, 4)}
        assert min(few) == cost // 50_000_00 * 50_000_00 + 50_000_00
        many = {limit for limit in range(5_000_00, 300_000_00, 5_000_00) if cost <= purse.most(limit, 5)}
        assert min(many) == (cost + 2_500_00) // 5_000_00 * 5_000_00 + 5_000_00
    assert Purse({}, 1, is_exact=True).most(123, 1) == 123
    assert purse_of({}, is_exact=False).prices == {}


def test_of_few_people_the_range_shown_has_to_be_within_the_limit() -> None:
    few = trust(TOLD.people[:3], TOLD.holdings[:3], [need(people=3)], sizes=TeamSizes(3, 9))
    assert planned(Budget("Discharge", 50_000_00), told=few, is_exact=False).coverage.value == 1
    (fault,) = conflict(Budget("Discharge", 49_999_00), told=few, is_exact=False).faults
    assert fault.startswith("£49,999 is too little for any team of Discharge. Write £50,000 or more")
    assert planned(Budget("Discharge", 49_999_00), told=few).coverage.value == 1


def test_five_people_may_stay_within_a_limit_that_three_cannot_and_members_of_today_count() -> None:
    plan = planned(Budget("Discharge", 45_000_00), is_exact=False)
    assert len(plan.teams[0].members) >= 5
    runs = replace(TOLD, teams=(team(),), memberships=tuple(membership(n) for n in ("d1", "c1", "o1", "c2", "o2")))
    assert planned(Budget("Discharge", 45_000_00), told=runs, is_exact=False).coverage.value == 1


def test_a_plan_shows_what_a_team_costs_of_what_it_may() -> None:
    plan = planned(Budget("Discharge", 60_000_00))
    cost = cost_plan(plan, contracts_of(TOLD.people))
    (exact,), (coarse,) = team_lines(cost, exact=True), team_lines(cost, exact=False)
    assert exact.shown[-1].endswith(" of £60,000")
    assert coarse.shown[-1] == "£35,000 of £60,000"
    assert exact.limit == 60_000_00


def test_a_limit_set_later_changes_the_team_and_a_kept_one_holds_when_pay_has_changed() -> None:
    before = planned()
    cost = cost_of(before, TOLD)
    limited = change_teams(TOLD, before, Policy((Budget("Discharge", cost - 10_00),), is_exact=True))
    assert len(limited.teams[0].members) == 5
    raised = change_teams(TOLD, limited, Policy((Budget("Discharge", cost + 10_00),), is_exact=True))
    assert raised.coverage.value == 1
    dear = replace(TOLD, people=tuple(replace(one, band="8a", point=1) for one in TOLD.people))
    again = change_teams(dear, raised, Policy((Budget("Discharge", cost + 10_00),), is_exact=True))
    assert check(again, dear) == ()
    assert len(again.teams[0].members) < 6


@dataclass(frozen=True)
class Paid:
    """What a trust with drawn bands pays, worked out slowly; `limits` by service."""

    told: Trust
    limits: dict[str, int]

    def cost(self, number: str, tenths: Decimal) -> Decimal:
        known = {one.employee_number: one for one in self.told.people if one.band}
        if number in known:
            one = known[number]
            contract = Contract(one.band, one.point, one.wte)
            charges = charges_of(contract, tenths / 10, starts=WINDOW.starts, ends=WINDOW.ends)
            return Decimal(sum(charge.pence for charge in charges))
        return sum((_price(one, 1, self.told) * tenths for one in known), Decimal(0)) / (len(known) or 1)

    def within(self, asks: list[Ask], choice: Choice) -> bool:
        for ask, times in zip(asks, choice, strict=True):
            joining = [(one.employee_number, Decimal(t)) for one, t in zip(self.told.people, times, strict=True) if t]
            seated = [(seat.employee_number, seat.wte * 10) for seat in ask.seats]
            cost = sum((self.cost(*one) for one in (*joining, *seated)), Decimal(0))
            if joining and cost > self.limits[ask.service]:
                return False
        return True

    def staffed(self, place: int, asks: list[Ask], choice: Choice) -> bool:
        return any(choice[place]) and self.within(asks, choice)


@st.composite
def paying(draw: st.DrawFn) -> Paid:
    drawn = draw(trusts())
    pay = [draw(st.sampled_from(PAY)) for _ in drawn.people]
    people = (replace(one, band=band, point=point) for one, (band, point) in zip(drawn.people, pay, strict=True))
    services = sorted({one.service for one in drawn.needs})
    limits = {name: draw(st.sampled_from((5_000_37, 9_000_37, 14_000_37, 30_000_37))) for name in services}
    return Paid(replace(drawn, people=tuple(people)), limits)


@given(paying())
def test_no_choice_within_the_limit_covers_more(paid: Paid) -> None:
    told, services = paid.told, sorted(paid.limits)
    wishes = tuple(Budget(name, pence) for name, pence in paid.limits.items())
    try:
        plan = plan_teams(told, services, WINDOW, Policy(wishes, gap=0, is_exact=True))
    except CannotBeHad as refused:
        for place, name in enumerate(services):
            if any(f"too little for any team of {name}" in fault for fault in refused.conflict.faults):
                assert best_by_trying_all(told, list(asked(told)), partial(paid.staffed, place)) is None
        return
    best = best_by_trying_all(told, list(asked(told)), paid.within)
    assert best is not None
    assert plan.coverage.value == pytest.approx(best[0], abs=1e-6)
    assert best[1] <= plan.effort.value <= best[1] * 1.01
