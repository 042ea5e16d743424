"""Conflicts: a minimal set of wishes, each needed for it, and the smallest change that makes the others possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plait.engine.assembly.asks import Policy
from plait.engine.assembly.conflict import Conflict, minimal
from plait.engine.assembly.planning import CannotBeHad, plan_teams
from plait.engine.assembly.wishes import Lead, Must, Size, Weight, Wish, Without
from plait.engine.assembly.wording import conflict_words, wish_words
from plait.engine.trust import Trust
from tests.engine.assembly.test_wishes import wishes_of
from tests.engine.assembly.tiny import WINDOW, holding, need, person, three, trust, trusts

PEOPLE, HOLDINGS = three()
THREE = ("Discharge", "Referrals", "Wards")
TOLD = trust(
    (*PEOPLE, person("d2", "0.6"), *(person(f"{letter}{n}") for letter in "co" for n in (2, 3)), person("d3")),
    (*HOLDINGS, holding("d2"), holding("d3"), *(holding(f"{letter}{n}") for letter in "co" for n in (2, 3))),
    [need(people=3, service=service) for service in THREE],
)


def can_be_had(told: Trust, wishes: Sequence[Wish]) -> bool:
    try:
        plan_teams(told, sorted({one.service for one in told.needs}), WINDOW, Policy(tuple(wishes), gap=0))
    except CannotBeHad:
        return False
    return True


def conflict(*wishes: Wish, told: Trust = TOLD) -> Conflict:
    with pytest.raises(CannotBeHad) as refused:
        plan_teams(told, sorted({one.service for one in told.needs}), WINDOW, Policy(wishes, gap=0))
    return refused.value.conflict


def test_pins_past_somebody_s_time_over_three_teams_are_named_with_the_smallest_change() -> None:
    pins = [Must("Discharge", "d2", 4), Must("Referrals", "d2", 3)]
    found = conflict(Must("Wards", "c1"), *pins, Size("Discharge", 3, 5))
    assert (set(found.wishes), found.drop) == (set(pins), (pins[1],))
    assert found.instead == ((pins[0], replace(pins[0], tenths=3)), (pins[1], replace(pins[1], tenths=2)))
    assert all(can_be_had(TOLD, [one for one in pins if one != each]) for each in pins)


def test_a_third_team_is_one_too_many() -> None:
    pins = [Must(service, "d1", 2) for service in THREE]
    found = conflict(*pins)
    assert (set(found.wishes), found.drop, found.instead) == (set(pins), (pins[2],), ())


def test_a_size_against_pins_is_widened_by_as_little_as_will_do() -> None:
    pins = [Must("Discharge", number) for number in ("d1", "c1", "o1", "c2")]
    size = Size("Discharge", 3, 3)
    found = conflict(size, *pins)
    assert set(found.wishes) >= {size}
    assert found.instead == ((size, Size("Discharge", 3, 4)),)
    assert len(found.drop) == 1


def test_the_most_people_alone_are_widened_by_as_little_as_will_do() -> None:
    pins = [Must("Discharge", number) for number in ("d1", "c1", "o1", "c2")]
    size = Size("Discharge", None, 3)
    assert conflict(size, *pins).instead == ((size, Size("Discharge", None, 4)),)
    least = Size("Discharge", 5, None)
    few = replace(TOLD, people=(*PEOPLE, person("d2")))
    assert conflict(least, Must("Discharge", "d1"), told=few).instead == ((least, Size("Discharge", 4, None)),)


def test_a_size_that_too_few_can_fill_is_lowered_by_as_little_as_will_do() -> None:
    size = Size("Discharge", 5, 5)
    found = conflict(size, Must("Discharge", "d1"), told=replace(TOLD, people=(*PEOPLE, person("d2"))))
    assert found.instead == ((size, Size("Discharge", 4, 5)),)


def test_several_conflicts_are_all_solved_by_the_fewest_dropped() -> None:
    found = conflict(*(Must(s, n, 2) for n in ("d1", "c1") for s in THREE))
    assert {one.person for one in found.drop if isinstance(one, Must)} == {"d1", "c1"}
    assert len(found.drop) == 2


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        (Must("Discharge", "x1"), "They hold nothing these services need, or are not employed for the whole time."),
        (Must("Discharge", "d9"), "They hold Triage at awareness. Practitioner is needed."),
        (Must("Discharge", "d2", 8), "They have 0.6 WTE free in their busiest month."),
        (Must("Discharge", "d8", 2), "They have 0.1 WTE free in their busiest month, and 0.2 is the least."),
    ],
)
def test_a_single_wish_that_cannot_be_had_says_why(wish: Wish, why: str) -> None:
    told = replace(
        TOLD,
        people=(*TOLD.people, replace(person("d7"), employee_number="x1"),
                person("d9"), person("d8", "0.1")),
        holdings=(*TOLD.holdings, holding("d9", level=1), holding("d8")),
    )  # fmt: skip
    found = conflict(wish, told=told)
    assert (found.wishes, found.why, found.drop) == ((wish,), why, (wish,))


def test_a_team_that_cannot_be_built_round_somebody_says_what_it_lacks() -> None:
    found = conflict(Lead("Discharge", "d1"), told=replace(TOLD, people=(person("d1"), person("d2"), person("c1"))))
    assert "Nobody operational who is free holds anything it needs." in found.why


def test_conflicts_are_told_in_words() -> None:
    names = {"d2": "Ann", "d1": "Bo"}
    pins = (Must("Discharge", "d2", 4), Must("Referrals", "d2", 3))
    both = "“Ann is in Discharge for 0.4 WTE”; “Ann is in Referrals for 0.3 WTE”"
    assert conflict_words(conflict(*pins), names) == (
        f"These 2 wishes cannot be had together: {both}. Without any one of them the rest can.",
        "Smallest change: drop “Ann is in Referrals for 0.3 WTE”; then all your other wishes can be had.",
        "Or change one: “Ann is in Discharge for 0.3 WTE”.",
        "Or change one: “Ann is in Referrals for 0.2 WTE”.",
    )
    single = conflict_words(conflict(Must("Discharge", "d2", 8)), names)
    assert single[0].startswith("This wish cannot be had: “Ann is in Discharge for 0.8 WTE”. They have 0.6 WTE free")
    assert conflict_words(Conflict(faults=("No.",)), {}) == ("No.",)
    said = [wish_words(one, names) for one in (
        Must("A", "d1"), Lead("A", "d1"), Without("d1"), Without("d1", "A"), Weight("A", "Triage", 9),
        Weight("A", "Triage", 0), Size("A", 3, 5), Size("A", 1, 1), Size("A", 4, None), Size("A", None, 1),
    )]  # fmt: skip
    assert said == [
        "Bo is in A", "Bo leads A", "Do without Bo in every team", "Do without Bo in A", "Triage counts as Must in A",
        "Triage is left out in A", "A has 3 to 5 people", "A has 1 person", "A has at least 4 people",
        "A has at most 1 person",
    ]  # fmt: skip


@given(st.integers(1, 9), st.data())
def test_a_minimal_set_has_no_wish_to_spare(count: int, data: st.DataObject) -> None:
    """Against any rule that no fewer wishes break: drawn sets that do not go together."""
    wishes = [Without(str(number)) for number in range(count)]
    bad = data.draw(st.lists(st.sets(st.sampled_from(wishes), min_size=1), min_size=1, max_size=4))

    def fits(some: Sequence[Wish]) -> bool:
        return not any(one <= set(some) for one in bad)

    core = minimal(wishes, fits)
    assert not fits(core)
    assert all(fits([one for one in core if one != each]) for each in core)


@given(st.data())
def test_drawn_conflicts_are_minimal_and_no_fewer_can_be_dropped(data: st.DataObject) -> None:
    told = data.draw(trusts())
    wishes = list(dict.fromkeys(data.draw(wishes_of(told)) + data.draw(wishes_of(told))))
    try:
        plan_teams(told, sorted({one.service for one in told.needs}), WINDOW, Policy(tuple(wishes), gap=0))
    except CannotBeHad as refused:
        found = refused.conflict
        if found.faults:
            return
        assert not can_be_had(told, found.wishes)
        assert all(can_be_had(told, [one for one in found.wishes if one != each]) for each in found.wishes)
        for size in range(len(found.drop)):
            for fewer in combinations(wishes, size):
                assert not can_be_had(told, [one for one in wishes if one not in fewer])
        assert can_be_had(told, [one for one in wishes if one not in found.drop])
        for old, new in found.instead:
            assert can_be_had(told, [new if one == old else one for one in wishes])


def test_nobody_can_be_wished_for_whose_only_need_is_left_out() -> None:
    writes = replace(TOLD, holdings=(*TOLD.holdings, holding("d1", "Writing")))
    told = replace(writes, needs=(*writes.needs, need("Writing", people=1)))
    kept: list[Wish] = [Must("Discharge", "d2"), Weight("Discharge", "Triage", 0)]
    found = conflict(*kept, told=told)
    assert set(found.wishes) == set(kept)
    assert can_be_had(told, kept[:1])
    assert can_be_had(told, kept[1:])
