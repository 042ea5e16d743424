"""The charts of this repository's own reference: what a slow second version said is kept in a file, and holds.

`reference.csv` has a line for each point of the cases in `own_cases.py`. It was written by
`python -m tests.engine.spc.test_own_reference` from the second version alone, which works in exact fractions; the
engine is held to the file, and so is the second version. Nothing of it comes from any other program.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from plait.engine.spc.profiles import MDC, NHSR, Profile
from plait.engine.spc.reading import Direction, assurance, labels, variation
from plait.engine.spc.xmr import xmr
from tests.engine.spc.own_cases import CASES, STEADY, Case
from tests.engine.spc.slow_xmr import slow_icons, slow_series

FILE = Path(__file__).parent / "reference.csv"
HEADINGS = ("case", "place", "value", "mean", "lower", "upper", "label", "variation", "assurance")
LEVELS = ("mean", "lower", "upper")


def _told(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.17g}"


def _slow_rows(case: Case) -> Iterator[tuple[str, ...]]:
    values = [None if value is None else float(value) for value in case.values]
    points = slow_series(values, case.profile, case.starts, case.baseline)
    icons = slow_icons(points, values, case.direction, case.target, case.profile)
    for place, (value, point) in enumerate(zip(values, points, strict=True)):
        levels = (point.mean, point.lower, point.upper)
        last = icons if place == len(points) - 1 else ("", "")
        yield (case.name, str(place), _told(value), *map(_told, levels), point.label, *last)


def _kept() -> dict[str, list[dict[str, str]]]:
    kept: dict[str, list[dict[str, str]]] = defaultdict(list)
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kept[row["case"]].append(row)
    return kept


KEPT = _kept() if FILE.exists() else {}


def test_the_file_holds_every_case_and_enough_of_each_rule() -> None:
    assert list(KEPT) == [case.name for case in CASES]
    told = {row["label"] for rows in KEPT.values() for row in rows}
    assert told >= {
        "Common Cause", "Above UCL", "Below LCL", "7 Points Above CL", "7 Points Below CL", "2 in 3 Above CL",
        "7 Point Trend (Increasing)", "7 Point Trend (Decreasing)", "6 Point Trend (Increasing)",
        "6 Point Trend (Decreasing)", "6 Points Above CL", "5 Point Trend (Increasing)",
    }  # fmt: skip
    assert {row["assurance"] for rows in KEPT.values() for row in rows} == {
        "", "consistent_pass", "consistent_fail", "inconsistent",
    }  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_second_version_says_what_the_file_keeps(case: Case) -> None:
    assert [tuple(row.values()) for row in KEPT[case.name]] == list(_slow_rows(case))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_labels_are_equal_limits_within_the_twelfth_digit_and_icons_the_same(case: Case) -> None:
    rows = KEPT[case.name]
    values = np.array([np.nan if value is None else value for value in case.values], dtype=float)
    starts = np.isin(np.arange(len(values)), case.starts)
    points = xmr(values, starts=starts, baseline=case.baseline, profile=case.profile)
    for name in LEVELS:
        wanted = [float(row[name]) if row[name] else np.nan for row in rows]
        np.testing.assert_allclose(getattr(points, name), wanted, rtol=1e-12)
    assert labels(points, case.profile).tolist() == [row["label"] for row in rows]
    found = (
        variation(points, case.direction, case.profile),
        assurance(points, case.direction, case.target, case.profile),
    )
    assert tuple(one or "" for one in found) == (rows[-1]["variation"], rows[-1]["assurance"])


@pytest.mark.parametrize(
    ("values", "mean", "lower", "upper"),
    [
        ([10.0, 12.0] * 7, 11.0, 11 - 2.66 * 2, 11 + 2.66 * 2),  # every range is 2
        ([0.0, 3, 6, 3] * 4, 3.0, 3 - 2.66 * 3, 3 + 2.66 * 3),  # every range is 3
        ([5.0] * 13, 5.0, 5.0, 5.0),  # every range is nought
        ([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], 7.0, 7 - 2.66, 7 + 2.66),  # every range is 1
    ],
)
def test_limits_worked_by_hand(values: list[float], mean: float, lower: float, upper: float) -> None:
    points = xmr(values, profile=MDC)
    for name, wanted in (("mean", mean), ("lower", lower), ("upper", upper)):
        np.testing.assert_allclose(getattr(points, name), wanted, rtol=1e-12)


def test_screening_worked_by_hand() -> None:
    """Ranges of 2, but for one of 2 + 98 and one of 98: their mean is 14; 3.267 times that is 45.7, so both go."""
    values = [10.0, 12, 10, 12, 10, 12, 10, 12, 110, 12, 10, 12, 10, 12, 10, 12]
    mean = sum(values) / len(values)
    screened, whole = xmr(values, profile=NHSR), xmr(values, profile=MDC)
    np.testing.assert_allclose(screened.upper, mean + 2.66 * 2, rtol=1e-12)
    np.testing.assert_allclose(whole.upper, mean + 2.66 * (13 * 2 + 2 * 98) / 15, rtol=1e-12)


@pytest.mark.parametrize("profile", [MDC, NHSR], ids=lambda profile: profile.name)
def test_a_lower_is_better_measure_is_the_mirror_of_one_where_higher_is(profile: Profile) -> None:
    up, down = xmr([*STEADY, 95.0], profile=profile), xmr([-one for one in (*STEADY, 95.0)], profile=profile)
    found = variation(up, Direction.INCREASE, profile), variation(down, Direction.DECREASE, profile)
    assert found == ("improvement_high", "improvement_low")


if __name__ == "__main__":
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(row for case in CASES for row in _slow_rows(case))
