"""Supply against demand by quarter: a worked example, and a slow, obvious second version."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from plait.engine.assembly import asks
from plait.engine.competencies import Holding, Level
from plait.engine.quarters import (
    LEAST_WTE,
    QUARTER_MONTHS,
    Given,
    Quarter,
    QuarterLine,
    Staffing,
    Worked,
    given_of,
    quarter_of,
    quarters_ahead,
    quarters_until,
    supply_by_quarter,
)
from plait.engine.services import Need
from plait.engine.teams import Membership, Team

SPRING = Quarter(date(2027, 4, 1))
SINCE = date(2026, 1, 1)
HALF, FIFTH = Decimal("0.5"), Decimal("0.2")


def need(
    level: int, people: int | None = None, wte: str | None = None, *, of: str = "Flow", what: str = "Triage"
) -> Need:
    return Need(of, what, level, people, Decimal(wte) if wte else None, 3, SINCE)


def held(number: str, level: int, what: str = "Triage") -> Holding:
    return Holding(number, what, Level(level), SINCE)


def worked(number: str, wte: str = "1", person: str = "") -> Worked:
    return Worked(number, person or number, Decimal(wte), SINCE)


def given_to(number: str, wte: str, service: str = "Flow", team: str = "") -> Given:
    return Given(number, team or f"{service} team", service, Decimal(wte), SINCE)


def lines_of(*records: Need | Holding | Worked | Given, quarter: Quarter = SPRING) -> tuple[QuarterLine, ...]:
    kinds = [tuple(one for one in records if isinstance(one, kind)) for kind in (Need, Holding, Worked, Given)]
    return supply_by_quarter(Staffing(*kinds), [quarter])  # type: ignore[arg-type] # each of its kind


def test_whoever_is_free_could_join_a_team() -> None:
    assert (int(LEAST_WTE * 10), QUARTER_MONTHS) == (asks.LEAST_TENTHS, asks.QUARTER_MONTHS)


def test_quarters_are_those_of_the_calendar() -> None:
    assert quarter_of(date(2026, 12, 31)) == Quarter(date(2026, 10, 1))
    ahead = quarters_ahead(date(2026, 11, 29))
    assert [one.words for one in ahead][::3] == ["January to March 2027", "October to December 2027"]
    past = quarters_until(date(2026, 11, 29), 6)
    assert (past[0].starts, past[-1].starts, past[-1].ends) == (date(2025, 7, 1), date(2026, 10, 1), ahead[0].starts)


def test_worked_example() -> None:
    """Two practitioners and an expert are asked for; one is in the team, one is free, one has no time left."""
    lines = lines_of(
        need(3, people=2), need(4, people=1, of="Beds"), need(3, wte="2", of="Discharge"),
        held("1", 4), held("2", 3), held("3", 3), held("4", 2), held("5", 4),
        worked("1"), worked("2", "0.6"), worked("3", "0.4"), worked("4"),
        given_to("1", "0.6"), given_to("1", "0.3", "Elsewhere"), given_to("3", "0.3", "Elsewhere"),
    )  # fmt: skip
    practitioner, expert = lines
    assert expert == QuarterLine(
        "Triage", Level.EXPERT, SPRING, 1, 1, Decimal(0), ("1",), 1, Decimal("0.6"), 0, Decimal("0.1"), 0, Decimal(0)
    )
    assert expert.single_holder == "1"
    assert not expert.is_short
    assert practitioner == QuarterLine(
        "Triage", Level.PRACTITIONER, SPRING, 2, 2, Decimal(2), ("1", "2", "3"), 1, Decimal("0.6"), 1, Decimal("0.8"),
        1, Decimal("0.6"),
    )  # fmt: skip
    assert practitioner.single_holder == ""
    assert practitioner.is_short


def test_only_needs_of_the_quarter_count_and_the_later_of_two() -> None:
    earlier = replace(need(2, people=1), ends=date(2027, 5, 1))
    later = replace(need(3, people=4), starts=date(2027, 5, 1))
    nothing = need(2, of="Quiet")
    for some in ([earlier, later], [later, earlier]):
        [line] = lines_of(*some, nothing)
        assert (line.level, line.people, line.short_people) == (Level.PRACTITIONER, 4, 4)
    assert lines_of(replace(earlier, ends=SPRING.starts), replace(later, starts=SPRING.ends)) == ()


def test_only_who_is_employed_all_through_counts() -> None:
    leaves = replace(worked("1"), ends=SPRING.ends - timedelta(days=1))
    comes = replace(worked("2"), starts=SPRING.starts + timedelta(days=1))
    stays = replace(worked("3"), ends=SPRING.ends)
    [line] = lines_of(need(2, people=3), *(held(n, 2) for n in ("1", "2", "3")), leaves, comes, stays)
    assert (line.holders, line.short_people) == (("3",), 2)


def test_one_person_in_two_employments_is_one_holder_with_the_time_of_both() -> None:
    [line] = lines_of(
        need(2, people=1, wte="1"), held("1", 2), held("2", 3), worked("1", "0.4", "Ann"), worked("2", "0.2", "Ann")
    )
    assert (line.holders, line.free, line.free_wte) == (("1",), 1, Decimal("0.6"))
    assert line.single_holder == "1"


def test_a_stay_in_a_team_ends_with_the_team() -> None:
    teams = [Team("Hub", SINCE, date(2027, 3, 1), service="Flow"), Team("Beds", SINCE, service="Beds")]
    stays = [Membership(name, "1", HALF, SINCE, SINCE, ends) for name, ends in (("Hub", None), ("Beds", SPRING.ends))]
    stays.append(Membership("Gone", "2", HALF, SINCE, SINCE))
    assert given_of(stays, teams) == (
        Given("1", "Hub", "Flow", HALF, SINCE, date(2027, 3, 1)),
        Given("1", "Beds", "Beds", HALF, SINCE, SPRING.ends),
        Given("2", "Gone", "", HALF, SINCE),
    )


def test_of_two_rows_of_one_competency_the_higher_level_counts() -> None:
    [line] = lines_of(need(3, people=1), held("1", 3), held("1", 4), worked("1"))
    assert line.holders == ("1",)


numbers = st.sampled_from("1234")
whats = st.sampled_from(["Triage", "Research"])
services = st.sampled_from(["Flow", "Beds"])
tenths = st.integers(1, 10).map(lambda n: str(Decimal(n) / 10))
at = st.integers(1, 4)
needs = st.lists(
    st.one_of(
        st.builds(lambda s, w, lv, n: need(lv, people=n, of=s, what=w), services, whats, at, st.integers(1, 3)),
        st.builds(lambda s, w, lv, t: need(lv, wte=t, of=s, what=w), services, whats, at, tenths),
    ),
    max_size=4, unique_by=lambda one: (one.service, one.competency),
)  # fmt: skip
holdings = st.lists(
    st.builds(held, numbers, st.integers(1, 4), whats),
    max_size=6,
    unique_by=lambda one: (one.employee_number, one.competency),
)
own = st.lists(st.builds(worked, numbers, tenths), max_size=4, unique_by=lambda one: one.employee_number)
to_teams = st.lists(
    st.builds(given_to, numbers, tenths, services), max_size=4, unique_by=lambda one: (one.employee_number, one.service)
)


def most_matched(held_levels: Sequence[int], asked_levels: Sequence[int]) -> int:
    """The most asked places that can be filled, each by another person: every way of seating people is tried."""
    seats = [*asked_levels, *[None] * max(0, len(held_levels) - len(asked_levels))]
    return max(
        sum(1 for has, wants in zip(held_levels, order, strict=False) if wants is not None and has >= wants)
        for order in permutations(seats, len(seats))
    )


@given(needs, holdings, own, to_teams)
def test_every_figure_equals_its_plain_definition(
    needs: list[Need], holdings: list[Holding], own: list[Worked], given_time: list[Given]
) -> None:
    lines = supply_by_quarter(Staffing(tuple(needs), tuple(holdings), tuple(own), tuple(given_time)), [SPRING])
    assert {(one.competency, one.level) for one in lines} == {(one.competency, one.level) for one in needs}
    whole = {one.employee_number: one.wte for one in own}
    for line in lines:
        wanting = {one.service for one in needs if one.competency == line.competency}
        there = [
            one for one in holdings
            if one.competency == line.competency and one.level >= line.level and one.employee_number in whole
        ]  # fmt: skip
        helping = {
            one.employee_number: sum(
                (g.wte for g in given_time if g.employee_number == one.employee_number and g.service in wanting),
                Decimal(0),
            )
            for one in there
        }
        free = {
            number: max(
                Decimal(0), whole[number] - sum((g.wte for g in given_time if g.employee_number == number), Decimal(0))
            )
            for number in helping
        }
        assert set(line.holders) == set(helping)
        assert line.in_teams == sum(1 for time in helping.values() if time)
        assert line.in_teams_wte == sum(helping.values(), Decimal(0))
        assert line.free == sum(1 for number, time in free.items() if time >= FIFTH and not helping[number])
        assert line.free_wte == sum(free.values(), Decimal(0))
        above = [one for one in needs if one.competency == line.competency and one.level >= line.level]
        assert line.short_wte == max(
            Decimal(0), sum((one.wte or Decimal(0) for one in above), Decimal(0)) - line.in_teams_wte - line.free_wte
        )


@given(st.lists(st.integers(1, 4), max_size=5), st.lists(st.integers(1, 4), min_size=1, max_size=5))
def test_the_worst_level_is_short_of_whom_no_way_of_seating_people_finds(
    held_levels: list[int], asked_levels: list[int]
) -> None:
    wanted = [need(level, people=1, of=f"Service {place}") for place, level in enumerate(asked_levels)]
    people = [held(str(place), level) for place, level in enumerate(held_levels)]
    lines = lines_of(*wanted, *people, *(worked(one.employee_number) for one in people))
    assert max(line.short_people for line in lines) == len(asked_levels) - most_matched(held_levels, asked_levels)
