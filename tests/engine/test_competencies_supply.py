"""Supply against demand: a worked example, and a slow, obvious second version."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from plait.engine.competencies import Competency, Holding, Level
from plait.engine.people import Person
from plait.engine.services import Need
from plait.engine.supply import LevelDemand, SupplyLine, supply_and_demand
from plait.engine.viewpoints import Viewpoint

TODAY = date(2026, 7, 1)
SINCE = date(2026, 1, 1)
TEXTS = ("Knows", "Does", "Leads", "Sets")
SAFETY = Competency("Clinical safety", "Safety", Viewpoint.CLINICAL, "Hazards", TEXTS, "Ours")
TRIAGE = Competency("Triage", "Flow", Viewpoint.CLINICAL, "Who is first", TEXTS, "Ours")
HALF = Decimal("0.5")


def person(number: str, wte: Decimal = Decimal(1)) -> Person:
    return Person(number, f"Person {number}", "Nurses", Viewpoint.CLINICAL, "Medicine", wte, SINCE)


def need(
    level: int, people: int | None = None, wte: Decimal | None = None, competency: str = "Clinical safety"
) -> Need:
    return Need("A service", competency, level, people, wte, 3, SINCE)


def held(number: str, level: Level, competency: str = "Clinical safety") -> Holding:
    return Holding(number, competency, level, SINCE)


def line_of(holdings: Sequence[Holding], needs: Sequence[Need], people: Sequence[Person]) -> SupplyLine:
    (line,) = supply_and_demand([SAFETY], holdings, needs, people, TODAY)
    return line


def test_supply_and_demand_worked_example() -> None:
    people = [person("1", HALF), person("2"), person("3"), person("4")]
    holdings = [
        replace(held("1", Level.EXPERT), confirmed_by="9", confirmed_on=SINCE),
        held("2", Level.PRACTITIONER),
        held("3", Level.WORKING),
    ]
    needs = [need(3, people=3), need(3, wte=Decimal(2)), need(4, people=1)]
    assert line_of(holdings, needs, people) == SupplyLine(
        competency="Clinical safety",
        family="Safety",
        viewpoint=Viewpoint.CLINICAL,
        holders=(0, 1, 1, 1),
        confirmed=1,
        claimed=2,
        wte=Decimal("2.5"),
        demand=(
            LevelDemand(Level.PRACTITIONER, 2, 3, Decimal(2), ("1", "2"), 1, Decimal("1.5"), ("3",)),
            LevelDemand(Level.EXPERT, 1, 1, Decimal(0), ("1",), 1, HALF, ("2",)),
        ),
        gap_people=2,
        gap_wte=HALF,
        single_holder="1",
    )


def test_a_line_says_whether_it_is_short_and_hangs_on_one_person() -> None:
    short = line_of([held("1", Level.WORKING)], [need(2, people=2)], [person("1")])
    assert (short.needs, short.is_short, short.is_single_point) == (1, True, True)
    short_of_time = line_of([held("1", Level.WORKING)], [need(2, wte=Decimal(2))], [person("1")])
    assert short_of_time.is_short
    idle = line_of([held("1", Level.WORKING)], [], [person("1")])
    assert (idle.needs, idle.is_short, idle.is_single_point) == (0, False, False)


def test_a_trust_without_people_is_short_of_everything_it_needs() -> None:
    line = line_of([], [need(1, people=2), need(1, wte=HALF)], [])
    assert (line.gap_people, line.gap_wte, line.single_holder) == (2, HALF, "")
    assert supply_and_demand([], [], [need(1, people=1)], [], TODAY) == ()


def test_only_people_needs_and_holdings_of_the_day_count() -> None:
    tomorrow = TODAY + timedelta(days=1)
    people = [person("1"), replace(person("2"), ends=TODAY), replace(person("3"), starts=tomorrow)]
    holdings = [held(number, Level.WORKING) for number in ("1", "2", "3", "unknown")]
    holdings.append(replace(held("1", Level.WORKING, "Triage"), ends=TODAY))
    needs = [
        need(2, people=1),
        replace(need(2, people=5), starts=tomorrow),
        replace(need(2, people=7), ends=TODAY),
        need(2, people=9, competency="Not in the framework"),
    ]
    safety, triage = supply_and_demand([SAFETY, TRIAGE], holdings, needs, people, TODAY)
    assert (safety.holders, safety.needs, safety.gap_people) == ((0, 1, 0, 0), 1, 0)
    assert (triage.holders, triage.demand) == ((0, 0, 0, 0), ())


def test_of_two_rows_that_overlap_the_later_counts() -> None:
    early, late = held("1", Level.EXPERT), replace(held("1", Level.AWARENESS), starts=date(2026, 5, 1))
    for rows in ([early, late], [late, early]):
        assert line_of(rows, [], [person("1")]).holders == (1, 0, 0, 0)


def test_time_of_two_rows_of_one_employment_adds_up() -> None:
    line = line_of([held("1", Level.WORKING)], [], [person("1", HALF), person("1", Decimal("0.25"))])
    assert (line.wte, line.holders) == (Decimal("0.75"), (0, 1, 0, 0))


levels = st.sampled_from(list(Level))
staff = st.lists(levels, max_size=5)
asked = st.lists(levels, max_size=5)


def most_matched(held_levels: Sequence[Level], asked_levels: Sequence[Level]) -> int:
    """The most asked places that can be filled, each by another person: every way of seating people is tried."""
    seats = [*asked_levels, *[None] * max(0, len(held_levels) - len(asked_levels))]
    return max(
        sum(1 for has, wants in zip(held_levels, order, strict=False) if wants is not None and has >= wants)
        for order in permutations(seats, len(seats))
    )


@given(staff, asked)
def test_the_gap_is_what_no_way_of_seating_people_can_fill(held_levels: list[Level], asked_levels: list[Level]) -> None:
    people = [person(str(number)) for number in range(len(held_levels))]
    holdings = [held(str(number), level) for number, level in enumerate(held_levels)]
    line = line_of(holdings, [need(level, people=1) for level in asked_levels], people)
    assert line.gap_people == len(asked_levels) - most_matched(held_levels, asked_levels)


@given(staff, asked)
def test_a_gap_of_wte_in_whole_posts_is_the_gap_of_people(held_levels: list[Level], asked_levels: list[Level]) -> None:
    people = [person(str(number)) for number in range(len(held_levels))]
    holdings = [held(str(number), level) for number, level in enumerate(held_levels)]
    by_people = line_of(holdings, [need(level, people=1) for level in asked_levels], people)
    by_time = line_of(holdings, [need(level, wte=Decimal(1)) for level in asked_levels], people)
    assert by_time.gap_wte == by_people.gap_people


people_rows = st.lists(st.builds(person, st.sampled_from("12345"), st.sampled_from([HALF, Decimal(1)])), max_size=6)
holding_rows = st.lists(
    st.builds(held, st.sampled_from("12345"), levels), max_size=6, unique_by=lambda h: h.employee_number
)
need_rows = st.lists(
    st.builds(need, levels.map(int), st.none() | st.integers(1, 3), st.none() | st.just(HALF)), max_size=5
)


@given(holding_rows, need_rows, people_rows)
def test_every_figure_equals_its_plain_definition(
    holdings: list[Holding], needs: list[Need], people: list[Person]
) -> None:
    line = line_of(holdings, needs, people)
    here = [h for h in holdings if any(p.employee_number == h.employee_number for p in people)]
    assert line.holders == tuple(len([h for h in here if h.level == level]) for level in Level)
    assert line.confirmed + line.claimed == len(here)
    assert line.wte == sum(p.wte for h in here for p in people if p.employee_number == h.employee_number)
    assert line.needs == len(needs)
    alone = set()
    for at in line.demand:
        meeting = sorted(h.employee_number for h in here if h.level >= at.level)
        assert list(at.meeting) == meeting
        assert list(at.nearly) == sorted(h.employee_number for h in here if h.level == at.level - 1)
        assert at.people == sum(n.people or 0 for n in needs if n.level == at.level)
        assert at.wte == sum(n.wte or 0 for n in needs if n.level == at.level)
        alone |= set(meeting) if len(meeting) == 1 else set()
    assert {line.single_holder} - {""} == alone


@given(holding_rows, need_rows, people_rows, st.randoms())
def test_the_order_of_rows_changes_nothing(
    holdings: list[Holding], needs: list[Need], people: list[Person], chance: Random
) -> None:
    before = line_of(holdings, needs, people)
    for rows in (holdings, needs, people):
        chance.shuffle(rows)
    assert line_of(holdings, needs, people) == before
