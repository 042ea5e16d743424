"""How long needs wait for a team, and who moves: worked examples, and a slow, obvious second version day by day."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plait.engine.competencies import Holding, Level
from plait.engine.pace import Move, Wait, redeployments, waits_for_teams
from plait.engine.quarters import Given
from plait.engine.services import Need

ON = date(2026, 11, 2)
BEGAN = date(2026, 10, 1)
NEED = Need("Flow", "Triage", 3, 1, None, 9, BEGAN)


def after(days: int) -> date:
    return BEGAN + timedelta(days=days)


def stay(
    number: str, day: int, *, service: str = "Flow", team: str = "", wte: str = "0.4", until: int | None = None
) -> Given:
    ends = None if until is None else after(until)
    return Given(number, team or f"{service} team", service, Decimal(wte), after(day), ends)


def held(number: str, level: int = 3, *, day: int = -90) -> Holding:
    return Holding(number, "Triage", Level(level), after(day))


def test_a_need_waits_until_enough_people_of_its_team_hold_it() -> None:
    two = replace(NEED, people=2)
    stays = [stay("1", 3), stay("2", 5), stay("3", 9), stay("4", 1, service="Beds")]
    skills = [held("1"), held("2", 2), held("3", 4), held("4")]
    assert waits_for_teams([two], skills, stays, ON) == (Wait(two, after(9), 9),)
    assert waits_for_teams([two], [*skills, held("2", day=7)], stays, ON) == (Wait(two, after(7), 7),)


def test_somebody_with_two_posts_is_one_person_whose_time_adds_up() -> None:
    two, time = replace(NEED, people=2), replace(NEED, people=None, wte=Decimal("0.8"))
    both = [replace(stay(number, 3), person="Ann") for number in "12"]
    skills = [held("1"), held("2"), held("3")]
    assert waits_for_teams([two], skills, both, ON)[0].covered_on is None
    assert waits_for_teams([two], skills, [*both, stay("3", 5)], ON)[0].covered_on == after(5)
    assert waits_for_teams([time], skills, both, ON)[0].covered_on == after(3)


def test_a_need_by_time_waits_until_there_is_enough_of_it() -> None:
    time = replace(NEED, people=None, wte=Decimal("0.8"))
    stays = [stay("1", 3, until=4), stay("2", 5), stay("3", 9)]
    assert waits_for_teams([time], [held(n) for n in "123"], stays, ON) == (Wait(time, after(9), 9),)


def test_one_covered_before_it_began_waits_no_day_and_one_without_a_team_waits_yet() -> None:
    other = replace(NEED, service="Beds")
    nothing, later = replace(NEED, service="Quiet", people=None), replace(NEED, starts=ON + timedelta(days=1))
    waits = waits_for_teams([other, nothing, later, NEED], [held("1")], [stay("1", -30)], ON)
    assert waits == (Wait(NEED, BEGAN, 0), Wait(other, None, (ON - BEGAN).days))


def test_one_that_ended_uncovered_waited_until_then() -> None:
    ended = replace(NEED, ends=after(5))
    assert waits_for_teams([ended], [held("1")], [stay("1", 5)], ON) == (Wait(ended, None, 4),)
    assert waits_for_teams([ended], [held("1")], [stay("1", 4)], ON) == (Wait(ended, after(4), 4),)


def test_rows_that_ask_the_same_one_after_another_are_one_need() -> None:
    first, second = replace(NEED, ends=after(10)), replace(NEED, starts=after(10), priority=3)
    [wait] = waits_for_teams([second, first], [held("1")], [stay("1", 15)], ON)
    assert (wait.need.starts, wait.days) == (BEGAN, 15)
    more = replace(second, people=2)
    assert len(waits_for_teams([first, more], [held("1")], [stay("1", 15)], ON)) == 2


days = st.integers(-3, 12)
numbers = st.sampled_from("123")
stays_of = st.lists(
    st.builds(
        lambda number, day, lasts, wte: stay(number, day, wte=wte, until=None if lasts is None else day + lasts),
        numbers, days, st.none() | st.integers(1, 5), st.sampled_from(("0.2", "0.4")),
    ),
    max_size=4, unique_by=lambda one: one.employee_number,
)  # fmt: skip
skills_of = st.lists(
    st.builds(lambda number, level, day: held(number, level, day=day), numbers, st.integers(2, 4), days),
    max_size=3,
    unique_by=lambda one: one.employee_number,
)
needs_of = st.builds(
    lambda people, wte, ends: replace(
        NEED,
        people=people,
        wte=None if people else Decimal(wte),
        ends=None if ends is None else after(ends),
    ),
    st.none() | st.integers(1, 2), st.sampled_from(("0.2", "0.5")), st.none() | st.integers(1, 9),
)  # fmt: skip


@given(needs_of, skills_of, stays_of)
def test_the_wait_is_what_a_walk_day_by_day_finds(need: Need, skills: list[Holding], stays: list[Given]) -> None:
    today = after(10)
    covered, walked, day = None, 0, need.starts
    while covered is None and day <= today and (need.ends is None or day < need.ends):
        able = [
            one for one in stays
            if one.starts <= day and (one.ends is None or day < one.ends)
            and any(s.employee_number == one.employee_number and s.level >= 3 and s.since <= day for s in skills)
        ]  # fmt: skip
        enough = len(able) >= need.people if need.people else sum(one.wte for one in able) >= (need.wte or 0)
        covered, walked = (day if enough else None), (day - need.starts).days
        day += timedelta(days=1)
    assert waits_for_teams([need], skills, stays, today) == (Wait(need, covered, walked),)


def test_whoever_joins_a_team_soon_after_leaving_another_moved() -> None:
    stays = [
        stay("1", -200, team="A", until=0), stay("1", 90, team="B"),
        stay("2", -200, team="A", until=0), stay("2", 91, team="B"),
        stay("3", -200, team="A", until=20), stay("3", 0, team="B"),
        stay("4", -200, team="A", until=0), stay("4", 0, team="A"),
        stay("5", -200, team="A", until=-5), stay("5", -200, team="C", until=-1), stay("5", 2, team="B", until=4),
        stay("5", 4, team="B"),
    ]  # fmt: skip
    later = after(400)
    assert redeployments(stays, later) == (
        Move("3", "A", "B", after(0)), Move("5", "C", "B", after(2)), Move("1", "A", "B", after(90)),
    )  # fmt: skip
    assert [one.employee_number for one in redeployments(stays, after(1))] == ["3"]
