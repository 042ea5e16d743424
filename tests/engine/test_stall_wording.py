"""What was reported and what the record showed, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plait.engine.outcomes import OutcomeReading
from plait.engine.programmes import Milestone, Remark, Report
from plait.engine.stall import Contradiction, Rule, Shown, Stall
from plait.engine.stall_wording import figure, record_words, report_words, stall_words

FIRST, LAST = date(2026, 8, 3), date(2026, 8, 10)
READING = OutcomeReading("Orders", 13, date(2026, 7, 27), 50.25, 70.0, unimproved=13)


def told(rule: Rule, shown: Shown, *days: date) -> Contradiction:
    reports = tuple(Report("P", day, "green") for day in days or (FIRST,))
    return Contradiction(rule, "Orders", reports, shown, is_current=True)


@pytest.mark.parametrize(
    ("rule", "days", "words"),
    [
        (Rule.STANDS_STILL, (FIRST,), "On track, on 3 August 2026"),
        (Rule.STANDS_STILL, (FIRST, LAST), "On track, in 2 reports from 3 August 2026 to 10 August 2026"),
        (Rule.NOT_IMPROVING, (FIRST,), "Says Orders is improving, on 3 August 2026"),
        (Rule.NOT_IN_TIME, (FIRST,), "Says Orders is in time, on 3 August 2026"),
    ],
)
def test_what_was_reported(rule: Rule, days: tuple[date, ...], words: str) -> None:
    assert report_words(told(rule, READING, *days)) == words


STILL = (
    "13 figures in a row without improvement, the latest 50.25% on 27 July 2026; the target of 70% lies beyond the "
    "limits and will be missed every time, as things stand"
)
LATE = Milestone("P", "All wards", date(2026, 7, 1))


@pytest.mark.parametrize(
    ("rule", "shown", "words"),
    [
        (Rule.STANDS_STILL, READING, STILL),
        (Rule.NOT_IMPROVING, READING, "No rule tells of improvement: the latest 50.25% on 27 July 2026"),
        (Rule.NOT_IMPROVING, OutcomeReading("Orders"), "No rule tells of improvement: the latest –"),
        (Rule.MILESTONE_LATE, LATE, "First planned for 1 July 2026, and not done"),
        (Rule.MILESTONE_LATE, replace(LATE, replanned_on=date(2026, 9, 1)),
         "First planned for 1 July 2026, and not done. It is now planned for 1 September 2026"),
        (Rule.NOT_IN_TIME, replace(LATE, done_on=date(2026, 8, 20)),
         "First planned for 1 July 2026, and not done. It was done on 20 August 2026, 50 days late"),
        (Rule.UNANSWERED, (Remark("P", date(2026, 6, 1), "It waits"),),
         "1 remark has waited more than 30 days for an answer, the oldest since 1 June 2026: “It waits”"),
    ],
)  # fmt: skip
def test_what_the_record_showed(rule: Rule, shown: Shown, words: str) -> None:
    assert record_words(told(rule, shown), "%") == words


def test_a_figure_has_its_unit() -> None:
    assert [figure(None, "%"), figure(9.5, "hours"), figure(3, ""), figure(50, "%")] == ["–", "9.5 hours", "3", "50%"]


def test_a_stall_is_told_with_the_first_report_that_said_so() -> None:
    still = "Orders stood still: its figures could show it from 3 August 2026 to 10 August 2026."
    assert stall_words(Stall("Orders", FIRST, LAST, date(2026, 8, 4))) == (
        f"{still} The first report since that did not say on track is of 4 August 2026, 1 day later."
    )
    assert stall_words(Stall("Orders", FIRST, LAST, None)) == (
        f"{still} No report since has said anything else than on track."
    )
