"""Whom champions reach, worked by hand for a small hospital, and who of them cannot be spared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import pytest

from plait.engine.champion_cover import (
    TOO_FEW_TRAINED,
    Headcount,
    Lost,
    by_group,
    by_place,
    informaticians,
    left_open,
    only_ones,
    percentages,
    persons,
    without,
)


@dataclass(frozen=True, slots=True)
class Someone:
    """A champion of the hospital."""

    person_id: int
    group: str = "Nurses"
    site: str = "Main"
    shifts: tuple[str, ...] = ("Days",)
    trained: bool | None = True
    is_clinical: bool = True
    is_active: bool = True

    @property
    def name(self) -> str:
        """A name by the number."""
        return f"Person {self.person_id}"


HEADS = Headcount({"Nurses": 60, "Doctors": 30, "Midwives": 10}, {"Main": 90, "Annexe": 10}, {"Managers": 7})
NURSE, DOCTOR = Someone(1), Someone(2, "Doctors", "Main", ("Days", "Nights"))
IDLE, MANAGER = Someone(3, "Midwives", "Annexe", is_active=False), Someone(4, "Managers", "Main", is_clinical=False)
EVERY = (NURSE, replace(NURSE, site="Annexe"), DOCTOR, IDLE, MANAGER)


def test_the_group_shortest_of_champions_comes_first_and_bridges_last() -> None:
    groups = by_group(EVERY, HEADS)
    assert [(one.name, one.staff, one.active, one.idle, one.in_proportion) for one in groups] == [
        ("Nurses", 60, 1, 0, Fraction(6, 5)),
        ("Midwives", 10, 0, 1, Fraction(1, 5)),
        ("Doctors", 30, 1, 0, Fraction(3, 5)),
        ("Managers", 7, 1, 0, None),
    ]
    assert [one.short for one in groups] == [Fraction(1, 5), Fraction(1, 5), Fraction(-2, 5), Fraction(-1)]


def test_nobody_is_counted_twice_and_what_has_no_name_is_left_out() -> None:
    nowhere = replace(DOCTOR, group="", site="")
    assert [one.name for one in by_group([nowhere], Headcount({}, {}, {}))] == []
    [alone] = by_group([DOCTOR], Headcount({}, {}, {}))
    assert (alone.in_proportion, alone.staff) == (Fraction(0), 0), "without staff nothing is in proportion"
    assert persons(EVERY) == 4
    assert by_place(EVERY, HEADS) == {"Annexe": (1, 0, 0, 0), "Main": (3, 0, 1, 0)}
    assert informaticians(EVERY) == [NURSE, replace(NURSE, site="Annexe"), DOCTOR]


def test_a_percentage_is_of_thirty_champions_or_more() -> None:
    many = tuple(Someone(n, "Nurses" if n < 20 else "Doctors") for n in range(30))
    groups = {one.name: one for one in by_group((*many, MANAGER), HEADS)}
    assert percentages(groups["Nurses"], groups.values()) == (Decimal(60), Decimal(67))
    assert percentages(groups["Managers"], groups.values()) is None, "a bridge is no clinician"
    few = by_group(many[:29], HEADS)
    assert percentages(few[0], few) is None
    assert percentages(groups["Nurses"], by_group(many, Headcount({}, {}, {}))) is None, "without staff there is none"


def test_who_leaves_most_staff_without_anybody_comes_first() -> None:
    second = Someone(5, "Nurses", "Main", ("Days", "Weekends"), trained=None)
    found = only_ones((*EVERY, second), HEADS, need=1)
    assert [(one.name, one.lost) for one in found] == [
        ("Person 2", (Lost("Nights at Main", 90), Lost("Doctors", 30))),
        ("Person 5", (Lost("Weekends at Main", 90),)),
        ("Person 1", (Lost("Days at Annexe", 10),)),
        ("Person 4", (Lost("Managers", 7),)),
    ]


def test_of_just_enough_trained_ones_nobody_can_be_spared() -> None:
    twins = (NURSE, replace(NURSE, person_id=9))
    assert only_ones(twins, HEADS, need=1) == ()
    assert [one.lost for one in only_ones(twins, HEADS, need=2)] == [(TOO_FEW_TRAINED,)] * 2
    nowhere = [replace(NURSE, group="", site="")]
    assert only_ones(nowhere, HEADS, need=0)[0].lost == (Lost("Days at no site"),)


@pytest.mark.parametrize(("gone", "left"), [((), 5), ((1,), 3), ((1, 2, 3, 4), 0), ((99,), 5)])
def test_whoever_leaves_is_gone_in_every_post(gone: tuple[int, ...], left: int) -> None:
    assert len(without(EVERY, gone)) == left


def test_what_nobody_covers_while_somebody_is_away_is_told_of_each_once_and_of_who_leaves_nothing_open() -> None:
    nurse, others = replace(NURSE, person_id=7, is_active=False), (DOCTOR, replace(NURSE, person_id=8))
    night = replace(nurse, person_id=9, shifts=("Nights", "Weekends"), site="Annexe")
    found = left_open([nurse, night, night], others, HEADS)
    assert [(one.name, [lost.what for lost in one.lost]) for one in found] == [
        ("Person 9", ["Nights at Annexe", "Weekends at Annexe"]), ("Person 7", []),
    ]  # fmt: skip
    assert left_open([], others, HEADS) == ()
