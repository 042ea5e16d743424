"""A pick by role beside the plan by competency: made as a trust does today, judged by the same scorer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.assembly import by_role
from plait.engine.assembly.asks import Policy
from plait.engine.assembly.by_role import ByRole, RoleAsked, pick_by_role
from plait.engine.assembly.role_words import cost_line, role_words, side_lines, side_of
from plait.engine.assembly.scorer import MISFIT, check, score
from plait.engine.assembly.wishes import Must, Without
from plait.engine.funding.on_costs import Contract
from plait.engine.people import Person
from plait.engine.trust import TeamSizes, Trust
from tests.engine.assembly.slow_by_role import slow_pick
from tests.engine.assembly.tiny import EXACT, holding, membership, need, person, planned, team, trust, trusts

TITLES = ("Nurse", "Developer", "Manager", "")
BANDS = ("8a", "8c", "7", "Consultant", "")


def titled(number: str, title: str, band: str = "6", wte: str = "1", point: int | None = None) -> Person:
    return replace(person(number, wte), job_title=title, band=band, point=point)


def picked(told: Trust, policy: Policy = EXACT) -> ByRole:
    made = pick_by_role(told, planned(told, policy))
    assert made is not None
    return made


def joining(made: ByRole) -> list[tuple[str, str, str]]:
    """Team, employee number and time of everybody who joins."""
    return [
        (one.ask.team, member.employee_number, f"{member.wte:f}")
        for one in made.plan.teams
        for member in one.members
        if member.is_new
    ]


NURSES = trust(
    [
        *(titled(f"c{n}", "Nurse", "7" if n == 3 else "5") for n in range(1, 5)),
        titled("c9", "Triage lead", "8a"),
        titled("d1", "Developer"),
        titled("o1", "Manager"),
    ],
    [holding("c1"), holding("c2"), holding("c9"), holding("d1", "Coding"), holding("o1", "Flow")],
    [need(people=1, priority=9), need("Coding", people=1), need("Flow", people=1)],
)


def test_the_role_is_asked_for_in_which_most_people_hold_the_competency_seniors_first() -> None:
    """Two nurses of four hold triage, and one triage lead; the senior nurse holds nothing."""
    made = picked(NURSES)
    assert made.asked[0] == RoleAsked("Discharge", "Triage", 3, "Nurse", 2, 4)
    assert joining(made) == [("Discharge", "c3", "0.2"), ("Discharge", "d1", "0.2"), ("Discharge", "o1", "0.2")]
    assert made.misfits == 1
    assert [gap.competency for gap in made.plan.teams[0].gaps] == ["Triage"]
    assert score(planned(NURSES)) == 1


def test_what_role_takes_more_and_leaves_short_is_said() -> None:
    plan, made = planned(NURSES), picked(NURSES)
    assert role_words(plan, made) == (
        "Asking by role takes as many people and leaves 1 more need short. "
        "1 place goes to people who hold nothing their team needs."
    )
    lines = {line[0]: line[1:] for line in side_lines(plan, made)}
    assert lines["Needs covered in full"] == ("3 of 3", "2 of 3", "1 fewer")
    assert lines["Share of the need covered, urgent needs most"] == ("100.0%", "25.0%", "75.0 points less")
    assert lines["People asked"] == ("3", "3", "the same")
    assert lines["Time asked for"] == ("0.6 WTE", "0.6 WTE", "the same")
    assert lines["Places given to people who hold nothing their team needs"] == ("0", "1", "1 more")


def test_a_pick_that_takes_more_people_and_time() -> None:
    """One developer could do both; testing is asked of a tester."""
    told = trust(
        [titled("d1", "Developer"), titled("c1", "Nurse"), titled("o1", "Manager"), titled("d2", "A tester")],
        [holding("d1", "Coding"), holding("d1", "Testing"), holding("d2", "Testing"), holding("c1"), holding("o1")],
        [need("Coding", wte="0.2"), need("Testing", wte="0.3"), need(people=2)],
    )
    plan, made = planned(told), picked(told)
    assert role_words(plan, made) == "Asking by role takes 1 more person and covers as many needs."
    assert [line[3] for line in side_lines(plan, made)] == ["the same", "the same", "1 more", "the same", "the same"]
    assert side_of(made.plan).wte == side_of(plan).wte


def test_a_pick_that_covers_more_than_the_plan_is_told_as_such() -> None:
    """Nobody clinical holds anything it needs: the plan makes no team, and a title does."""
    told = trust(
        [titled("d1", "Developer"), titled("c1", "Nurse"), titled("o1", "Manager")],
        [holding("d1"), holding("o1")],
        [need(people=2)],
    )
    plan, made = planned(told), picked(told)
    assert role_words(plan, made).startswith("Asking by role takes 3 more people and covers 1 more need. 1 place goes")
    assert side_lines(plan, made)[1][3] == "100.0 points more"
    assert side_lines(plan, made)[3][3] == "0.6 WTE more"
    assert side_lines(made.plan, replace(made, plan=plan))[2][3] == "3 fewer"
    assert side_lines(made.plan, replace(made, plan=plan))[3][3] == "0.6 WTE less"


def test_time_is_found_in_the_role_of_those_in_the_team_then_of_the_next() -> None:
    developers = [titled("d1", "Developer", "7", "0.5"), titled("d2", "Developer", "6", "0.5")]
    told = trust(
        [*developers, *NURSES.people[:1], titled("o1", "Manager")],
        [holding("d1", "Coding"), holding("d2", "Coding"), holding("d1", "Cloud"), holding("c1"), holding("o1")],
        [need("Coding", people=1, priority=9), need("Cloud", wte="0.75"), need(people=2)],
    )  # fmt: skip
    assert joining(picked(told)) == [
        ("Discharge", "d1", "0.5"), ("Discharge", "d2", "0.3"), ("Discharge", "o1", "0.2"), ("Discharge", "c1", "0.2"),
    ]  # fmt: skip


def test_members_of_today_count_for_their_role_and_stay() -> None:
    told = replace(
        trust(NURSES.people, NURSES.holdings, NURSES.needs, teams=[team()], memberships=[membership("c4", wte="0.3")])
    )
    made = picked(told)
    assert [one[1] for one in joining(made)] == ["d1", "o1"]
    assert made.misfits == 0


def test_higher_bands_and_points_and_longer_time_in_post_come_first() -> None:
    people = [
        titled("c1", "Nurse", "8a"), titled("c2", "Nurse", "8c"), titled("c3", "Nurse", "7", point=2),
        titled("c4", "Nurse", "7", point=3), titled("c5", "Nurse", "Consultant"),
        replace(titled("c6", "Nurse", ""), starts=date(2020, 1, 1)),
    ]  # fmt: skip
    order = []
    while people:
        told = trust(
            [*people, titled("d1", "D"), titled("o1", "O")], [holding(people[-1].employee_number)], [need(people=1)]
        )
        first = joining(picked(told))[0][1]
        order.append(first)
        people = [one for one in people if one.employee_number != first]
    assert order == ["c2", "c1", "c4", "c3", "c6", "c5"]  # fmt: skip


def test_a_team_that_cannot_be_made_up_takes_nobody() -> None:
    alone = trust([titled("d1", "Developer"), titled("d2", "Developer")], [holding("d1")], [need(people=1)])
    assert joining(picked(alone)) == []
    nobody = picked(trust(NURSES.people, NURSES.holdings, [need("Law", people=1)]))
    assert nobody.asked == (RoleAsked("Discharge", "Law", 3, "", 0, 0),)
    assert joining(nobody) == []


def test_the_most_urgent_service_takes_its_people_first() -> None:
    told = trust(
        [*(titled(f"{v}{n}", v, wte="0.2") for v in "dco" for n in (1, 2)), titled("d3", "d", "9", "0.2")],
        [holding("d1"), holding("d2"), holding("d3")],
        [need(people=1, service="Aftercare"), need(people=1, priority=9, service="Booking")],
    )
    assert [one for one in joining(picked(told)) if one[1] == "d3"] == [("Booking", "d3", "0.2")]


def test_a_full_team_leaves_room_for_the_viewpoints_it_lacks() -> None:
    told = trust(
        [titled("d1", "Developer"), titled("d2", "Developer"), titled("c1", "Nurse"), titled("o1", "Manager")],
        [holding("d1"), holding("d2")],
        [need(people=2)],
        sizes=TeamSizes(3, 3),
    )
    assert [one[1] for one in joining(picked(told))] == ["d1", "c1", "o1"]


def test_wishes_for_a_person_bind_the_plan_only_and_leaving_somebody_out_both() -> None:
    plan = planned(NURSES, Policy((Without("c9"),), gap=0))
    made = pick_by_role(NURSES, replace(plan, wishes=(*plan.wishes, Must("Discharge", "c1"))))
    assert made is not None
    assert made.plan.wishes == (Without("c9"),)
    assert made.plan.left_out == {"c9"}


def test_a_pick_that_breaks_another_rule_compares_with_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(by_role, "check", lambda *_: (f"x {MISFIT}", "x is past their time"))
    assert pick_by_role(NURSES, planned(NURSES)) is None


@st.composite
def titled_trusts(draw: st.DrawFn) -> Trust:
    told = draw(trusts())
    people = [
        replace(one, job_title=draw(st.sampled_from(TITLES)), band=draw(st.sampled_from(BANDS))) for one in told.people
    ]
    return replace(told, people=tuple(people))


@given(titled_trusts(), st.integers(0, 1000))
def test_a_pick_by_role_is_that_of_the_slow_version_and_breaks_no_other_rule(told: Trust, seed: int) -> None:
    plan = planned(told)
    made = pick_by_role(told, plan)
    assert made is not None
    assert joining(made) == slow_pick(told, plan)
    assert made.misfits == sum(1 for fault in check(made.plan, told) if fault.endswith(MISFIT))
    if not made.misfits:  # whoever joins holds something: then it is a plan like others, and none passes the bound
        assert score(made.plan) <= plan.coverage.bound + 1e-9
    draw = Random(seed)
    turned = replace(told, people=tuple(draw.sample(told.people, len(told.people))))
    assert pick_by_role(turned, plan) == made


@pytest.mark.parametrize(
    ("exact", "line"),
    [
        (True, ("known for 2 of 3 and 2 of 3", "£11,454.27", "£10,229.76", "£1,224.51 less")),
        (False, ("known for 2 of 3 and 2 of 3", "£0 to £50k", "£0 to £50k", "–")),
    ],
)
def test_what_both_cost_is_told_to_the_penny_only_to_who_may_know_it(*, exact: bool, line: tuple[str, ...]) -> None:
    seven, six = Contract("7", 1, Decimal(1)), Contract("6", 1, Decimal(1))
    contracts = {"c1": seven, "c2": seven, "c9": seven, "c3": six, "d1": six}
    told = cost_line(planned(NURSES), picked(NURSES), contracts, exact=exact)
    assert (told[0].removeprefix("Pay and on-costs, "), *told[1:]) == line
    assert cost_line(planned(NURSES), picked(NURSES), {}, exact=True)[1:] == ("Not known", "Not known", "the same")
    turned = replace(picked(NURSES), plan=planned(NURSES))
    assert cost_line(picked(NURSES).plan, turned, contracts, exact=True)[3].endswith("more")
