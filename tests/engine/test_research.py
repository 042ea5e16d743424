"""The research log: what its sheets take, and what is counted of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from plait.engine.intake import nothing_registered
from plait.engine.research import (
    Assumption,
    ResearchLog,
    Round,
    UserGroup,
    cadences,
    changes_shipped,
    groups_heard,
    humility,
    releases_researched,
)
from plait.engine.research_sheets import DAYS_OF_RELEASES
from plait.engine.tables import Book, Line, Table
from plait.engine.teams import Release, Team
from plait.engine.workbook import Intake, read_workbook

ON = date(2026, 11, 2)
KNOWN: Mapping[str, Mapping[str, str]] = {
    **nothing_registered().known,
    "teams": {"ward": "Ward"},
    "user groups": {"nurses": "Nurses"},
    DAYS_OF_RELEASES: {"ward\nreadings": "2026-10-01"},
}


def _ago(days: int) -> date:
    return ON - timedelta(days=days)


def _intake(title: str, headings: str, *lines: str) -> Intake:
    rows = tuple(Line(place, tuple(line.split("|"))) for place, line in enumerate(lines, 2))
    return read_workbook(Book("log.xlsx", "0", (Table(title, tuple(headings.split("|")), 1, rows),)), KNOWN)


def _said(intake: Intake) -> list[tuple[str, str]]:
    return [(one.column, one.wrong) for one in intake.all_problems()]


ROUND = "Team|Held on|Group|What was asked|What was learnt|What changes|Release"
ASSUMPTION = "Team|Assumption|Written on|Tested on|Outcome|Built on since|Release"


def test_a_round_is_read_with_how_many_were_heard_and_in_their_words() -> None:
    intake = _intake(
        "Research rounds",
        f"{ROUND}|How many people|In their words",
        "ward|12/09/2026|NURSES|Can you scan?|Most could|A larger sign|Readings|5|It beeps",
    )
    assert _said(intake) == []
    [entry] = intake.entries()
    assert (entry.values["team"], entry.values["user_group"], entry.values["heard"]) == ("Ward", "Nurses", 5)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Ward|12/09/2026|Nurses|a|b||Readings",
            ("What changes", "A release is named, but not what changed with it"),
        ),
        ("Ward|12/09/2026|Nurses|a|b|c|Alarms", ("Release", "Not a release of Ward")),
        (
            "Ward|12/10/2026|Nurses|a|b|c|Readings",
            ("Release", "It was released before this round, on 01/10/2026"),
        ),
        ("Ward|12/09/2026|Porters|a|b||", ("Group", "Not in the user groups register")),
        ("Ward|12/09/2026|Nurses||b||", ("What was asked", "Nothing is written here")),
    ],
)
def test_a_round_that_cannot_be_is_named_by_line(line: str, said: tuple[str, str]) -> None:
    assert _said(_intake("Research rounds", ROUND, line)) == [said]


def test_an_example_that_asks_ends_without_a_question_mark() -> None:
    [problem] = _intake("Research rounds", ROUND, "Ward|12/09/2026|Nurses||b||").all_problems()
    assert problem.remedy == "Write what was asked, like Can you send a reading from your own phone"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "Ward|Twice a day|10/09/2026|01/09/2026|Held||",
            ("Tested on", "This is before it was written down, on 10/09/2026"),
        ),
        ("Ward|Twice a day|10/09/2026||Wrong||", ("Tested on", "The outcome is Wrong, but no test is given")),
        ("Ward|Twice a day|10/09/2026||Held||", ("Tested on", "The outcome is Held, but no test is given")),
        ("Ward|Twice a day|10/09/2026|11/09/2026|||", ("Outcome", "A test is given, but not its outcome")),
        ("Ward|Twice a day|10/09/2026||||Alarms", ("Release", "Not a release of Ward")),
    ],
)
def test_an_assumption_that_cannot_be_is_named_by_line(line: str, said: tuple[str, str]) -> None:
    assert _said(_intake("Assumptions", ASSUMPTION, line)) == [said]


def test_an_assumption_may_wait_for_its_test_and_rest_on_a_release_of_any_day() -> None:
    intake = _intake(
        "Assumptions",
        ASSUMPTION,
        "Ward|Twice a day|10/09/2026||||Readings",
        "Ward|Alone|10/10/2026|11/10/2026|Wrong|12/10/2026|Readings",
    )
    assert _said(intake) == []


def test_a_release_of_the_same_file_may_be_named() -> None:
    releases = Table("Releases", ("Team", "Released on", "Release"), 1, (Line(2, ("Ward", "20/10/2026", "Alarms")),))
    line = Line(2, ("Ward", "12/10/2026", "Nurses", "a", "b", "c", "Alarms"))
    rounds = Table("Research rounds", tuple(ROUND.split("|")), 1, (line,))
    assert _said(read_workbook(Book("log.xlsx", "0", (releases, rounds)), KNOWN)) == []


WARD = Team("Ward", _ago(400))


def _round(days: int, group: str = "Nurses", release: str = "") -> Round:
    return Round("Ward", _ago(days), group, None, "asked", "learnt", release=release)


def _log(*rounds: Round, **more: object) -> ResearchLog:
    return replace(ResearchLog(ON, (WARD,), rounds=rounds), **more)  # type: ignore[arg-type]  # fields by name


def test_days_between_rounds_are_those_of_one_team_whatever_the_order_and_groups() -> None:
    [one] = cadences(_log(_round(10), _round(30), _round(30, "Porters"), _round(50), _round(200)))
    assert (one.rounds, one.last, one.since) == (3, _ago(10), 10)
    assert one.days == (150, 20, 20)
    assert one.recent == (150, 20, 20)
    assert one.middle == 20


def test_days_without_a_round_count_once_they_are_too_many() -> None:
    [waits] = cadences(_log(_round(40), _round(50)))
    assert (waits.recent, waits.middle) == ((10, 40), 40)
    [never] = cadences(_log())
    assert (never.last, never.since, never.recent, never.middle) == (None, 400, (400,), 400)
    [ago] = cadences(_log(_round(100), _round(110)))
    assert (ago.recent, ago.middle) == ((100,), 100)


def test_a_team_of_last_week_and_one_that_has_ended_are_no_judge_of_cadence() -> None:
    new, gone = Team("New", _ago(7)), Team("Gone", _ago(400), ends=_ago(1))
    [one] = cadences(replace(_log(), teams=(new, gone, Team("Soon", _ago(-1)))))
    assert (one.team, one.middle) == ("New", None)


def test_groups_never_heard_come_first_and_a_round_to_come_is_none() -> None:
    groups = tuple(UserGroup(name, "staff") for name in ("Nurses", "Porters", "Clerks"))
    found = groups_heard(_log(_round(10), _round(20), _round(30, "Clerks"), _round(-5, "Porters"), groups=groups))
    assert [(one.group.name, one.rounds, one.last) for one in found] == [
        ("Porters", 0, None), ("Clerks", 1, _ago(30)), ("Nurses", 2, _ago(10)),
    ]  # fmt: skip


def test_a_change_took_from_its_round_to_the_first_release_of_that_name_since() -> None:
    releases = tuple(
        Release("Ward", _ago(days), name) for days, name in ((90, "Alarms"), (20, "Alarms"), (5, "Alarms"))
    )
    other = Release("Hub", _ago(40), "Alarms")
    found = changes_shipped(
        _log(_round(50, release="alarms"), _round(3, release="Alarms"), _round(60), releases=(*releases, other))
    )
    assert [(one.released_on, one.days) for one in found] == [(_ago(20), 30)]


def test_releases_after_research_are_those_with_a_round_of_their_team_in_the_90_days_before() -> None:
    days = {"Before": 30, "On the day": 10, "Too long after": 300, "Hidden": 20, "Years ago": 500}
    releases = tuple(Release("Ward", _ago(ago), name, visible=name != "Hidden") for name, ago in days.items())
    assert releases_researched(_log(_round(10), _round(100), releases=releases)) == (2, 3)


def _belief(name: str, **more: object) -> Assumption:
    return replace(Assumption("Ward", name, _ago(300)), **more)  # type: ignore[arg-type]  # fields by name


def test_an_assumption_counts_as_tested_first_when_its_test_is_no_later_than_the_building() -> None:
    first = _belief("First", tested_on=_ago(50), is_wrong=True, built_on=_ago(50), changes="Less")
    late = _belief("Late", tested_on=_ago(40), is_wrong=False, built_on=_ago(50))
    never = _belief("Never", built_on=_ago(50))
    old = _belief("Old", tested_on=_ago(400), is_wrong=True, built_on=_ago(390))
    told = humility((first, late, never, old, _belief("Waits"), _belief("Soon", built_on=_ago(-3))), ON)
    assert [one.name for one in told.built] == ["Late", "Never", "First"]
    assert (told.first, told.tested, told.wrong, told.changed, told.is_too_good) == (1, 2, 1, 1, False)


def test_none_wrong_of_ten_is_too_good_and_of_nine_is_not() -> None:
    held = [_belief(f"Number {n}", tested_on=_ago(30), is_wrong=False) for n in range(10)]
    assert humility(held, ON).is_too_good
    assert not humility(held[1:], ON).is_too_good
    assert not humility([*held, _belief("One", tested_on=_ago(30), is_wrong=True)], ON).is_too_good
