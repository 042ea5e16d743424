"""Competencies, levels and holdings."""

from datetime import date

import pytest

from plait.engine.cells import CannotRead
from plait.engine.competencies import LEVELS, Competency, Holding, Level, read_level
from plait.engine.viewpoints import Viewpoint

SINCE = date(2026, 3, 1)


@pytest.mark.parametrize("text", ["Practitioner", "practitioner", " PRACTITIONER "])
def test_read_level_takes_any_case(text: str) -> None:
    assert read_level(text) is Level.PRACTITIONER


@pytest.mark.parametrize("text", ["", "3", "practitionr", "NOT IN USE"])
def test_read_level_says_what_to_write(text: str) -> None:
    with pytest.raises(CannotRead) as fault:
        read_level(text)
    assert fault.value.remedy == "Write Awareness, Working, Practitioner or Expert"


def test_levels_are_four_and_in_order() -> None:
    assert tuple(level.word.casefold() for level in sorted(Level)) == LEVELS
    assert [int(level) for level in Level] == [1, 2, 3, 4]


def test_a_competency_says_what_a_level_means() -> None:
    texts = ("Knows", "Does", "Leads", "Sets")
    competency = Competency("Triage", "Flow", Viewpoint.CLINICAL, "Deciding who is first", texts, "Ours")
    assert [competency.meaning(level) for level in Level] == list(texts)


def test_a_holding_holds_from_its_first_day_up_to_not_including_its_end() -> None:
    holding = Holding("1001", "Triage", Level.WORKING, SINCE, ends=date(2026, 6, 1))
    days = [date(2026, 2, 28), SINCE, date(2026, 5, 31), date(2026, 6, 1)]
    assert [holding.is_held(day) for day in days] == [False, True, True, False]


def test_a_holding_that_was_restated_holds_from_the_later_day() -> None:
    holding = Holding("1001", "Triage", Level.WORKING, SINCE, starts=date(2026, 4, 1))
    assert not holding.is_held(date(2026, 3, 31))
    assert holding.is_held(date(2026, 4, 1))


def test_a_holding_is_confirmed_from_the_day_it_was() -> None:
    claimed = Holding("1001", "Triage", Level.WORKING, SINCE)
    confirmed = Holding("1001", "Triage", Level.WORKING, SINCE, "1000", date(2026, 3, 9))
    assert not claimed.is_confirmed(date(2026, 12, 1))
    assert [confirmed.is_confirmed(date(2026, 3, day)) for day in (8, 9)] == [False, True]
