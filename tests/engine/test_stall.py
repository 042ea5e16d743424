"""Where what a programme reports and what its record shows contradict each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plait.engine.outcomes import Measured, Outcome, OutcomeReading
from plait.engine.programme_sheets import AMBER, ANSWERED, GREEN, RED
from plait.engine.programmes import Milestone, Programme, Remark, Report, Theme
from plait.engine.spc.reading import Variation
from plait.engine.stall import (
    Account,
    Contradiction,
    Followed,
    Rule,
    Stall,
    contradictions,
    known_days,
    measured_until,
    stalls,
    unanswered,
    unjudged,
)

FIRST = date(2026, 1, 5)
WEEK = timedelta(days=7)
FLAT = (50.0, 51.0, 49.0, 50.5, 49.5, 50.0, 51.0, 49.0, 50.0, 50.5, 49.5, 51.0, 49.0, 50.0, 50.5, 49.5, 50.0, 51.0)
ORDERS = Outcome("Orders", FIRST, measure="Share", unit="%", better="increase", targets=("70",))
EPMA = Programme("Prescribing", FIRST)


def week(number: int) -> date:
    """The Monday of a week, of which the first is week 1."""
    return FIRST + (number - 1) * WEEK


def weekly(*values: float) -> Measured:
    """A figure a week."""
    return Measured(tuple(week(n) for n in range(1, len(values) + 1)), values, (False,) * len(values))


def says(number: int, status: str = GREEN, *, improving: str = "", in_time: str = "") -> Report:
    """The report of the Monday of a week."""
    return Report("Prescribing", week(number), status, "All goes well", improving=improving, in_time=in_time)


def account(
    *reports: Report,
    milestones: tuple[Milestone, ...] = (),
    followed: tuple[Followed, ...] = (),
    themes: tuple[Theme, ...] = (),
    remarks: tuple[Remark, ...] = (),
) -> Account:
    """A programme with these reports and these parts of its record."""
    return Account(EPMA, milestones, reports, followed, themes, remarks)


def told(every: tuple[Contradiction, ...]) -> list[tuple[Rule, str, int, bool]]:
    """Rule, subject, how many reports, and whether it holds for the latest."""
    return [(one.rule, one.subject, len(one.reports), one.is_current) for one in every]


STILL = (Followed(ORDERS, weekly(*FLAT)),)


def test_a_report_on_track_contradicts_an_outcome_that_stands_still() -> None:
    [one] = contradictions(account(*(says(n) for n in range(10, 19)), followed=STILL))
    assert told((one,)) == [(Rule.STANDS_STILL, "Orders", 5, True)]
    assert [report.reported_on for report in one.reports[:1]] == [week(14)]  # limits from 13 figures, each a week old
    assert isinstance(one.shown, OutcomeReading)
    assert (one.shown.points, one.shown.last_on, one.shown.unimproved) == (13, week(13), 13)


@pytest.mark.parametrize("status", [AMBER, RED])
def test_a_report_that_owns_up_contradicts_nothing(status: str) -> None:
    late = (Milestone("Prescribing", "All wards", week(2)),)
    waits = (Remark("Prescribing", week(1), "Nobody asks"),)
    assert contradictions(account(says(18, status), followed=STILL, milestones=late, remarks=waits)) == ()


def test_an_outcome_that_may_meet_its_target_does_not_stand_still() -> None:
    within = (Followed(replace(ORDERS, targets=("51",)), weekly(*FLAT)),)
    assert contradictions(account(says(18), followed=within)) == ()


def test_an_outcome_that_improved_within_twelve_figures_does_not_stand_still() -> None:
    risen = (Followed(ORDERS, weekly(*FLAT, 60.0, 61.0, 50.0)),)
    assert contradictions(account(says(22), followed=risen)) == ()


def test_lower_may_be_better() -> None:
    waits = replace(ORDERS, name="Hours", better="decrease", targets=("40",))
    assert told(contradictions(account(says(19), followed=(Followed(waits, weekly(*FLAT)),)))) == [
        (Rule.STANDS_STILL, "Hours", 1, True)
    ]


def test_a_claim_of_improvement_is_held_against_the_latest_figure_whatever_the_status() -> None:
    found = contradictions(account(says(15, AMBER, improving="orders"), followed=STILL))
    assert told(found) == [(Rule.NOT_IMPROVING, "Orders", 1, True)]
    risen = (Followed(ORDERS, weekly(*FLAT, 60.0)),)
    assert contradictions(account(says(20, AMBER, improving="Orders"), followed=risen)) == ()
    few = (Followed(ORDERS, weekly(*FLAT[:5])),)
    assert contradictions(account(says(9, AMBER, improving="Orders"), followed=few)) == ()


def test_a_milestone_is_late_by_its_first_plan_until_it_is_done() -> None:
    late = Milestone("Prescribing", "All wards", week(2), replanned_on=week(30), done_on=week(6))
    found = contradictions(account(*(says(n) for n in (2, 3, 5, 6, 7)), milestones=(late,)))
    assert told(found) == [(Rule.MILESTONE_LATE, "All wards", 2, False)]
    assert found[0].shown == late


def test_a_report_that_vouches_for_a_late_milestone_is_told_by_its_own_rule_alone() -> None:
    late = (Milestone("Prescribing", "All wards", week(2)),)
    for status in (GREEN, RED):
        found = contradictions(account(says(5, status, in_time="all wards"), milestones=late))
        assert told(found) == [(Rule.NOT_IN_TIME, "All wards", 1, True)]


def test_somebody_waits_too_long_for_an_answer_on_an_open_theme() -> None:
    remarks = (
        Remark("Prescribing", week(1), "Never told", theme="Screens"),
        Remark("Prescribing", week(1), "Told", theme="Screens", told_on=week(3)),
        Remark("Prescribing", week(1), "Settled", theme="Logins"),
        Remark("Prescribing", week(6), "Not long ago"),
    )
    themes = (
        Theme("Prescribing", "Screens"),
        Theme("Prescribing", "Logins", ANSWERED, week(4), "One card"),
    )
    whole = account(says(5), says(6), themes=themes, remarks=remarks)
    [one] = contradictions(whole)
    assert told((one,)) == [(Rule.UNANSWERED, "Listening log", 1, True)]
    assert one.reports == (says(6),)
    assert one.shown == (remarks[0],)
    assert unanswered(whole, week(3)) == ()
    assert [one.remark for one in unanswered(replace(whole, themes=()), week(6))] == ["Never told", "Settled"]


def test_contradictions_end_and_begin_again_the_current_ones_first() -> None:
    late = (Milestone("Prescribing", "A", week(2)), Milestone("Prescribing", "B", week(8), done_on=week(9)))
    found = contradictions(account(says(3), says(4, RED), says(9, RED), says(5), milestones=late))
    assert told(found) == [(Rule.MILESTONE_LATE, "A", 1, True), (Rule.MILESTONE_LATE, "A", 1, False)]
    latest = contradictions(account(says(3), says(5), milestones=late), only_latest=True)
    assert told(latest) == [(Rule.MILESTONE_LATE, "A", 1, True)]
    assert contradictions(account()) == ()


def test_an_account_stands_as_it_could_be_known_on_a_day() -> None:
    whole = account(says(9), says(4), followed=STILL, remarks=(Remark("Prescribing", week(8), "Late"),))
    then = whole.until(week(5))
    assert then.reports == (says(4),)
    assert then.followed[0].measured.days == tuple(week(n) for n in (1, 2, 3, 4))
    assert then.remarks == ()
    assert [one.reported_on for one in whole.until(week(40)).reports] == [week(4), week(9)]


def test_the_latest_report_stands_until_the_next_and_is_held_against_today_as_well() -> None:
    late = (Milestone("Prescribing", "All wards", week(8)),)
    whole = account(says(3), says(5), milestones=late, followed=STILL)
    assert contradictions(whole) == ()
    now = contradictions(whole.until(week(18)))
    assert told(now) == [(Rule.STANDS_STILL, "Orders", 1, True), (Rule.MILESTONE_LATE, "All wards", 1, True)]
    assert now[0].reports == (says(5),)
    assert told(contradictions(whole.until(week(7)))) == []
    ended = replace(whole, programme=replace(EPMA, ends=week(8)))
    assert contradictions(ended.until(week(18))) == ()
    assert told(contradictions(whole.until(week(5)))) == []


def test_a_figure_is_known_once_its_week_or_month_is_over() -> None:
    assert known_days(weekly(1, 2, 3)) == (week(2), week(3), week(4))
    gap = Measured((week(1), week(2), week(3), week(7)), (1.0, 2, 3, 4), (False,) * 4)
    assert known_days(gap) == (week(2), week(3), week(4), week(8))
    assert known_days(Measured()) == ()
    once = Measured((week(1),), (1.0,), (False,))
    assert known_days(once) == (week(1),)
    rebased = replace(weekly(1, 2, 3), rebased=frozenset({week(1), week(3)}))
    assert measured_until(rebased, week(2)).rebased == frozenset({week(1)})


def test_a_stall_is_told_from_when_it_could_be_known_and_when_a_report_first_said_so() -> None:
    followed = (Followed(ORDERS, weekly(*FLAT, 60.0, 61.0)),)
    whole = account(says(10, RED), says(15), says(17, AMBER), says(18, RED), followed=followed)
    assert stalls(whole) == (Stall("Orders", week(14), week(19), week(17)),)
    [unsaid] = stalls(account(says(15), followed=followed))
    assert unsaid.said_on is None


def test_what_cannot_be_judged_says_why() -> None:
    followed = (
        Followed(ORDERS, weekly(*FLAT)),
        Followed(replace(ORDERS, name="No way", better="", targets=()), weekly(*FLAT)),
        Followed(replace(ORDERS, name="Few"), weekly(1, 2)),
        Followed(replace(ORDERS, name="No target", targets=()), weekly(*FLAT)),
        Followed(replace(ORDERS, name="Mixed"), MIXED),
    )
    assert [(one.subject, one.why) for one in unjudged(account(followed=followed))] == [
        ("Reports", "No report is recorded, so there is no story to hold against the record."),
        ("Milestones", "No milestone is recorded."),
        ("Listening log", "No remark is recorded, so nobody can tell who waits for an answer."),
        ("No way", "Nobody has said which way is better."),
        ("Few", "It has 2 figures; 13 are needed before limits can be worked out."),
        ("No target", "No target holds on the day of its latest figure."),
        ("Mixed", "Its figures mix two rhythms, so that limits cannot be worked out."),
    ]
    assert [one.subject for one in unjudged(account(says(1)))] == ["Outcomes", "Milestones", "Listening log"]


MIXED = Measured(
    tuple(week(n) for n in range(1, 9)) + tuple(date(2027, month, 1) for month in range(1, 9)),
    FLAT[:16],
    (False,) * 16,
)

drawn = st.lists(st.integers(40, 60).map(float), min_size=14, max_size=24)


@given(drawn, st.lists(st.sampled_from((GREEN, AMBER, RED)), min_size=14, max_size=24), st.integers(0, 400))
@settings(max_examples=25)
def test_whatever_is_told_rests_on_what_could_be_known_and_no_more(
    values: list[float], statuses: list[str], later: int
) -> None:
    reports = tuple(says(n, status) for n, status in enumerate(statuses, 1))
    whole = account(*reports, followed=(Followed(ORDERS, weekly(*values)),))
    found = contradictions(whole)
    for one in found:
        assert one.rule is Rule.STANDS_STILL
        assert all(report.is_green for report in one.reports)
        assert isinstance(one.shown, OutcomeReading)
        assert one.shown.unimproved >= 12
        assert one.shown.variation in {Variation.COMMON_CAUSE, Variation.CONCERN_LOW}
        assert one.shown.last_on is not None
        assert one.shown.last_on < one.reports[0].reported_on
    # Figures that came later change nothing of what was told before them, and nor does the order of the rows.
    more = account(*reports, followed=(Followed(ORDERS, weekly(*values, *([float(later)] * 3))),))
    cut = week(len(values) + 1)
    assert contradictions(more.until(cut)) == contradictions(whole.until(cut))
    # Turned upside down, the same is told of an outcome of which less is better.
    down = replace(ORDERS, better="decrease", targets=("30",))
    mirrored = account(*reports, followed=(Followed(down, weekly(*(100 - value for value in values))),))
    assert told(contradictions(mirrored)) == told(found)
