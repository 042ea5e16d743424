"""Where champions are missing, worked by hand for a small hospital: 100 clinical people, two clinical champions."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from plait.engine.champion_cover import Changed, Headcount, changes, without
from plait.engine.champion_gaps import Gap, GapCover, Rostered, find_gaps
from tests.engine.test_champion_cover import DOCTOR, EVERY, HEADS, NURSE

ROSTERED = Rostered({("Main", "Days"): 50, ("Main", "Nights"): 25, ("Main", "Evenings"): 40}, {"Main": 80})


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (Gap("Midwives"), "Midwives"),
        (Gap(site="Main", shift="Nights"), "Nights at Main"),
        (Gap(shift="Nights"), "Nights"),
        (Gap(site="Main"), "Main"),
        (Gap("Midwives", "Main", "Nights"), "Midwives, nights at Main"),
        (Gap("Midwives", shift="Nights"), "Midwives, nights"),
    ],
)
def test_a_gap_says_what_somebody_is_looked_for(gap: Gap, words: str) -> None:
    assert gap.words == words
    assert not gap.is_any
    assert Gap().is_any


def test_the_largest_under_representation_comes_first_and_what_nobody_recorded_last() -> None:
    assert find_gaps(EVERY, HEADS, ROSTERED) == (
        GapCover(Gap(site="Main", shift="Evenings"), 40, 0, Fraction(40 * 2, 100)),
        GapCover(Gap("Midwives"), 10, 0, Fraction(10 * 2, 100)),
        GapCover(Gap(site="Annexe", shift="Evenings"), None, 0, None),
        GapCover(Gap(site="Annexe", shift="Nights"), None, 0, None),
        GapCover(Gap(site="Annexe", shift="Weekends"), None, 0, None),
    )
    assert [one.short for one in find_gaps(EVERY, HEADS, ROSTERED)][1:3] == [Fraction(1, 5), Fraction(0)]


def test_a_group_with_too_few_is_a_gap_as_soon_as_a_whole_champion_is_missing() -> None:
    doctors = [replace(DOCTOR, person_id=10 + n) for n in range(4)]
    found = {one.gap.words: one for one in find_gaps([NURSE, *doctors], HEADS, ROSTERED)}
    assert (found["Nurses"].active, found["Nurses"].short) == (1, Fraction(60 * 5, 100) - 1)
    assert "Doctors" not in found


def test_without_staff_there_is_no_gap() -> None:
    assert find_gaps([], Headcount({}, {}, {}), Rostered()) == ()


def test_what_changes_is_told_of_those_who_leave_and_of_those_who_come() -> None:
    left = changes(EVERY, without(EVERY, [DOCTOR.person_id]), HEADS)
    assert [(one.what, one.now, one.then) for one in left] == [
        ("Nights at Main", 1, 0), ("Doctors", 1, 0), ("Days at Main", 3, 2), ("Trained clinician-informaticians", 2, 1),
    ]  # fmt: skip
    midwife = replace(NURSE, person_id=9, group="Midwives", site="Hill", shifts=("Nights",), trained=None)
    come = changes(EVERY, (*EVERY, midwife), HEADS)
    assert come == (
        Changed("Midwives", "Staff group", 10, 0, 1, group="Midwives"),
        Changed("Nights at Hill", "Site and shift", 0, 0, 1, site="Hill", shift="Nights"),
    )
    assert changes(EVERY, EVERY, HEADS) == ()
