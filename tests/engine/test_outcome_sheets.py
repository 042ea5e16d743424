"""The sheets of outcomes: targets by date, units, percentages, days, and marks on the day of a figure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from plait.engine.cells import CannotRead
from plait.engine.fitting import AsOf, fit
from plait.engine.outcome_sheets import (
    MEASURED_DAYS,
    OBSERVATIONS,
    UNITS,
    read_figure,
    read_groups,
    read_targets,
    read_unit,
)
from plait.engine.sheets import Entry
from plait.engine.workbook import Intake, read_workbook
from tests.books import book

OUTCOME = "Outcome|Unit|Better|Target\nSeen in time|%|Higher|75; 80 from 01/04/2027"


def read(known: Mapping[str, Mapping[str, str]] | None = None, **tables: str) -> Intake:
    return read_workbook(book(**tables), known or {})


def faults(intake: Intake) -> list[tuple[int | None, str, str, str]]:
    return [(one.line, one.column, one.wrong, one.remedy) for one in intake.all_problems()]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("75", ("75",)),
        ("75%", ("75",)),
        ("80 from 01/04/2027; 75", ("75", "80 from 01/04/2027")),
        ("1,000 from 2026-04-01; 12.50 from 1 May 2026", ("1000 from 01/04/2026", "12.5 from 01/05/2026")),
    ],
)
def test_targets_are_read_in_the_order_of_their_days(text: str, targets: tuple[str, ...]) -> None:
    assert read_targets(text) == targets


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("75; 80", "Two targets without the day from which the second holds"),
        ("75 from 01/04/2027; 80 from 01/04/2027", "Two targets from one day"),
        ("soon", "Not a number"),
        ("75 from spring", "Not a date"),
    ],
)
def test_a_target_that_cannot_be_read_says_what_to_write(text: str, wrong: str) -> None:
    with pytest.raises(CannotRead) as fault:
        read_targets(text)
    assert fault.value.wrong == wrong
    assert "like 75; 80 from 01/04/2027" in fault.value.remedy


def test_units_and_figures_are_written_in_many_ways() -> None:
    assert [read_unit(text) for text in ("%", "per cent", "Percentage", "minutes")] == ["%", "%", "%", "minutes"]
    assert [read_figure(text) for text in ("71.50%", "1,200", "-3")] == [Decimal("71.5"), Decimal(1200), Decimal(-3)]


def test_a_figure_worked_out_is_kept_to_eight_decimals() -> None:
    texts = ("69.6821398718598", "-0.000000015 %", "0.000000004999")
    assert [f"{read_figure(text):f}" for text in texts] == ["69.68213987", "-0.00000002", "0"]
    for text in ("1.12345678x", "1.123456789x", "1.2345678.9", "1.12345678²"):
        with pytest.raises(CannotRead, match="Not a number"):
            read_figure(text)


def test_groups_are_named_once_each() -> None:
    assert read_groups("Ward; Pharmacy;Ward") == ("Ward", "Pharmacy")


def test_a_good_file_has_no_fault() -> None:
    intake = read(
        outcomes=OUTCOME,
        observations="Outcome|Date|Value|Left out because\nseen in time|01/10/2026|71.5|\n"
        "Seen in time|01/11/2026||Closed",
        chart_marks="Outcome|Date|Mark|What happened\nSeen in time|01/10/2026|Limits start again|New rota\n"
        "Seen in time|09/10/2026|Note|The CCIO started",
    )
    assert faults(intake) == []
    assert [entry.values["outcome"] for entry in intake.entries() if entry.sheet == "observations"] == [
        "Seen in time"
    ] * 2


def test_a_target_needs_a_direction() -> None:
    assert faults(read(outcomes="Outcome|Target\nSeen in time|75")) == [
        (2, "Better", "There is a target, but not which way is better", "Write Higher or Lower")
    ]


@pytest.mark.parametrize(("value", "wrong"), [("101", "More than 100%"), ("-1", "Less than 0%")])
def test_a_percentage_lies_between_none_and_all(value: str, wrong: str) -> None:
    over = "Write a percentage from 0 to 100, or another unit for the outcome"
    observed = f"Outcome|Date|Value\nSeen in time|01/10/2026|{value}"
    wanted = [(2, "Value", wrong, over)]
    assert faults(read(outcomes=OUTCOME, observations=observed)) == wanted
    known = {"outcomes": {"seen in time": "Seen in time"}, UNITS: {"seen in time": "%"}}
    assert faults(read(known, observations=observed)) == wanted
    assert faults(read({**known, UNITS: {"seen in time": "minutes"}}, observations=observed)) == []
    several = read(outcomes=f"Outcome|Unit|Better|Baseline|Target\nSeen in time|%|Higher|{value}|{value}")
    assert [column for _, column, *_ in faults(several)] == ["Baseline", "Target"]


def test_the_same_day_stands_once() -> None:
    [fault] = faults(
        read(
            outcomes=OUTCOME, observations="Outcome|Date|Value\nSeen in time|01/10/2026|71\nSeen in time|01/10/2026|72"
        )
    )
    assert fault[:3] == (3, "Outcome and Date", "The same outcome and date stands on line 2")


def test_limits_start_again_only_on_the_day_of_a_figure() -> None:
    marks = "Outcome|Date|Mark|What happened\nSeen in time|09/10/2026|Limits start again|New rota"
    observed = "Outcome|Date|Value\n" + "\n".join(f"Seen in time|01/{month:02}/2026|7" for month in (9, 10, 11))
    [fault] = faults(read(outcomes=OUTCOME, observations=observed, chart_marks=marks))
    assert fault == (2, "Date", "Seen in time has no observation on this day", "Nearest: 01/10/2026; 01/11/2026")
    [nothing] = faults(read(outcomes=OUTCOME, chart_marks=marks))
    assert nothing[3] == "Bring its observations first"
    known = {"outcomes": {"seen in time": "Seen in time"}, MEASURED_DAYS: {"seen in time": "2026-10-09"}}
    assert faults(read(known, chart_marks=marks)) == []


def test_a_reason_is_never_left_out() -> None:
    marks = "Outcome|Date|Mark|What happened\nSeen in time|01/10/2026|Limits start again|"
    [fault] = faults(read(outcomes=OUTCOME, chart_marks=marks))
    assert fault[1:3] == ("What happened", "Nothing is written here")


@pytest.mark.parametrize(
    ("brought_on", "wrong"), [(date(2026, 10, 1), []), (date(2026, 9, 30), ["A day to come"]), (None, [])]
)
def test_a_figure_of_a_day_to_come_does_not_fit(brought_on: date | None, wrong: list[str]) -> None:
    entry = Entry("observations", {"outcome": "Seen in time", "observed_on": date(2026, 10, 1), "value": Decimal(7)})
    _, problems = fit(OBSERVATIONS, entry, None, AsOf(date(2026, 1, 1), brought_on=brought_on))
    assert [problem.wrong for problem in problems] == wrong
