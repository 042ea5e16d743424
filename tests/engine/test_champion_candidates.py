"""Whom one might ask to be a champion: why and why not in words, and an order that is no score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.champion_candidates import (
    Candidate,
    Champion,
    Joined,
    Leave,
    Skill,
    against,
    fits,
    put_in_order,
    why,
    with_joined,
)
from plait.engine.champion_cover import by_group, by_place
from plait.engine.champion_gaps import Gap
from tests.engine.test_champion_cover import EVERY, HEADS

TODAY = date(2026, 11, 2)
ANN = Candidate(
    1, 101, "1001", "Ann Frost", "Midwife", "Midwife", "Midwives", "Maternity", "Main", ("Days", "Nights"),
    is_clinical=True, manager_id=None, manager="", ends=None,
)  # fmt: skip
SKILLED = replace(ANN, id=2, name="Zoe Hart", skills=(Skill("Clinical informatics", 3, is_confirmed=True),))
NIGHTS, MAIN_NIGHTS = Gap(shift="Nights"), Gap(site="Main", shift="Nights")


@pytest.mark.parametrize(
    ("gap", "is_fit"),
    [
        (Gap("Midwives"), True), (Gap("Nurses"), False), (MAIN_NIGHTS, True), (Gap(site="Hill", shift="Nights"), False),
        (Gap(shift="Weekends"), False), (Gap("Midwives", "Main", "Days"), True),
    ],
)  # fmt: skip
def test_who_fits_is_of_the_group_the_site_and_the_shift(gap: Gap, *, is_fit: bool) -> None:
    assert fits(ANN, gap) is is_fit


def test_somebody_who_is_no_clinician_closes_no_gap_of_a_group() -> None:
    bridge = replace(ANN, is_clinical=False)
    assert not fits(bridge, Gap("Midwives"))
    assert fits(bridge, MAIN_NIGHTS)


def test_a_champion_fits_where_they_are_not_one_yet() -> None:
    days = replace(ANN, champion=Champion(7, "Main", ("Days",), is_active=True))
    assert fits(days, MAIN_NIGHTS)
    assert not fits(days, Gap("Midwives")), "the group has this champion"
    assert not fits(days, Gap(site="Main", shift="Days"))
    assert not fits(replace(days, champion=Champion(7, "Main", ("Nights",), is_active=True)), NIGHTS)
    elsewhere = replace(days, champion=Champion(7, "Hill", ("Nights",), is_active=True))
    assert fits(elsewhere, MAIN_NIGHTS)
    assert fits(replace(days, champion=Champion(7, "Main", ("Nights",), is_active=False)), MAIN_NIGHTS)


def test_what_speaks_for_somebody_is_said_in_words() -> None:
    full = replace(
        ANN,
        skills=(Skill("Clinical informatics", 3, is_confirmed=True), Skill("User research", 2, is_confirmed=False)),
        communities=("Ward leaders’ community", "Nights forum"),
        freed=Decimal("0.20"),
        champion=Champion(7, "Main", ("Days", "Evenings"), is_active=True),
    )
    assert why(full) == (
        "Clinical informatics: practitioner",
        "User research: working, not confirmed",
        "In the Ward leaders’ community",
        "In the community Nights forum",
        "Has 0.2 WTE kept free",
        "A champion already, on days, evenings",
    )
    assert why(replace(ANN, champion=Champion(7, "Main", (), is_active=False))) == why(ANN) == ()


def test_what_stands_against_somebody_is_said_in_words() -> None:
    full = replace(
        ANN,
        leave=Leave(date(2027, 1, 31)),
        duties=("Caldicott guardian", "Virtual ward"),
        ends=date(2026, 12, 1),
        champion=Champion(7, "Main", ("Days",), is_active=False),
        is_clinical=False,
    )
    assert against(full, TODAY) == (
        "On long leave until 31/01/2027",
        "Carries 2 duties already: Caldicott guardian, Virtual ward",
        "Leaves after 30/11/2026",
        "Is recorded as a champion and not active for 90 days: ask whether to begin again",
        "Brings no clinical viewpoint: would count as a bridge",
    )
    assert against(replace(ANN, leave=Leave(None)), TODAY) == ("On long leave, with no last day recorded",)
    later = replace(ANN, ends=date(2027, 2, 1), duties=("Virtual ward",))
    assert against(later, TODAY) == (), "91 days and one duty stand against nobody"
    assert against(replace(later, ends=date(2027, 1, 31)), TODAY) == ("Leaves after 30/01/2027",)


def test_nothing_against_comes_before_every_reason_for_and_then_reason_by_reason() -> None:
    met = replace(ANN, id=3, name="Yan Low", communities=("Nights forum",))
    freed = replace(ANN, id=4, name="Xu Price", freed=Decimal("0.1"))
    away = replace(SKILLED, id=5, name="Abe Mole", leave=Leave(None))
    plain = replace(ANN, id=6, name="ann frost", employee_number="1000")
    assert [one.id for one in put_in_order([away, ANN, freed, met, SKILLED, plain], TODAY)] == [2, 3, 4, 6, 1, 5]


def test_who_joins_counts_on_the_shifts_recorded_and_as_not_trained() -> None:
    then = with_joined(EVERY, [replace(ANN, site="Annexe")])
    assert then[-1] == Joined(101, "Ann Frost", "Midwives", "Annexe", ("Days", "Nights"), is_clinical=True)
    assert {one.name: one.active for one in by_group(then, HEADS)}["Midwives"] == 1
    assert by_place(then, HEADS)["Annexe"] == (2, 0, 1, 0)
    assert with_joined(EVERY, []) == EVERY
