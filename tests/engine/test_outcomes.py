"""Outcomes: who shares them, what they lack, and how they stand by their figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.outcomes import Measured, Outcome, OutcomeReading, missing_parts, read_outcomes
from plait.engine.spc.reading import Assurance, Direction, Variation

WHOLE = Outcome(
    "Seen in time",
    date(2024, 1, 1),
    measure="Share seen within four hours",
    unit="%",
    better="increase",
    baseline=Decimal(60),
    targets=("75",),
    digital_owner=("Digital services",),
    other_owner=("Emergency department",),
)
FLAT = (60.0, 62, 61, 59, 60, 63, 61, 60, 62, 59, 61, 60, 62, 61, 60, 59)


def measured(*values: float | None) -> Measured:
    days = tuple(date(2024 + place // 12, place % 12 + 1, 1) for place in range(len(values)))
    return Measured(days, values, (False,) * len(values))


@pytest.mark.parametrize(
    ("digital", "other", "is_shared"),
    [
        (("Digital",), ("Ward",), True),
        ((), ("Ward", "Pharmacy"), True),
        (("Digital", "Data"), (), False),
        ((), ("Ward",), False),
        (("Ward",), ("Ward",), False),
        ((), (), False),
    ],
)
def test_an_outcome_is_shared_by_two_groups_of_which_one_is_not_digital(
    digital: tuple[str, ...], other: tuple[str, ...], is_shared: bool
) -> None:
    assert replace(WHOLE, digital_owner=digital, other_owner=other).is_shared is is_shared


def test_what_an_objective_lacks_is_read_from_its_empty_cells() -> None:
    assert missing_parts(WHOLE, 13) == ()
    assert missing_parts(Outcome("Twelve modules", date(2024, 1, 1)), 0) == (
        "a measure", "a baseline", "a direction", "a target", "an owner", "13 observations (0 so far)",
    )  # fmt: skip
    assert Outcome("Twelve modules", date(2024, 1, 1)).direction is Direction.NEUTRAL


def test_how_outcomes_stand_is_worked_out_for_all_together() -> None:
    lower = replace(WHOLE, name="Wait", better="decrease", targets=("70",))
    flat, risen, none = read_outcomes([WHOLE, lower, WHOLE], [measured(*FLAT, None), measured(*FLAT, 90.0), Measured()])
    assert (flat.points, flat.last_on, flat.last, flat.target, flat.unimproved) == (
        16,
        date(2025, 4, 1),
        59.0,
        75.0,
        16,
    )
    assert (flat.variation, flat.assurance) == (Variation.COMMON_CAUSE, Assurance.FAILS)
    assert (risen.variation, risen.last) == (Variation.CONCERN_HIGH, 90.0)
    assert none == OutcomeReading("Seen in time")


def test_how_long_nothing_improved_counts_from_the_last_improvement() -> None:
    [reading] = read_outcomes([WHOLE], [measured(*FLAT, 90.0, 60.0, 61.0)])
    assert reading.unimproved == 2
