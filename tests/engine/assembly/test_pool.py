"""Who could serve: employed all through, holding something asked for, with the time and the places they have left."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plait.engine.assembly.asks import Policy, first_window
from plait.engine.assembly.pool import Candidate, pool_of
from plait.engine.assembly.wishes import Without
from plait.engine.competencies import Level
from plait.engine.teams import Membership
from plait.engine.trust import Trust
from plait.engine.viewpoints import Viewpoint
from tests.engine.assembly.tiny import (
    LONG_AGO,
    ON,
    WINDOW,
    asked,
    holding,
    membership,
    need,
    person,
    pool,
    team,
    three,
    trust,
)

PEOPLE, HOLDINGS = three()
MID, MARCH = date(2027, 2, 9), date(2027, 3, 1)
TOLD = trust(PEOPLE, HOLDINGS, [need(people=2)])


def one_of(told: Trust, number: str = "d1") -> Candidate:
    return next(one for one in pool(told) if one.employee_number == number)


def test_pool_of_no_asks_is_empty() -> None:
    assert pool_of(TOLD, (), Policy()) == ()


def test_pool_of_says_all_there_is_to_say_of_somebody() -> None:
    held = replace(holding("d1"), confirmed_by="c1", confirmed_on=LONG_AGO)
    told = replace(TOLD, people=PEOPLE[:1], holdings=(held, holding("d1", "Poetry"), holding("d1", level=2)))
    told = replace(told, memberships=(membership("d1", "Elsewhere", "0.25"),))
    assert pool(told) == (
        Candidate(
            "d1",
            ("", "d1"),
            Viewpoint.DIGITAL,
            "Medicine",
            7,
            frozenset(["Elsewhere"]),
            1,
            {"Triage": Level.PRACTITIONER},
            frozenset(["Triage"]),
        ),
    )


@pytest.mark.parametrize(
    ("ends", "is_there"), [(None, True), (WINDOW.ends, True), (date(2027, 5, 31), False), (WINDOW.starts, False)]
)
def test_whoever_leaves_within_the_window_is_not_asked(ends: date | None, is_there: bool) -> None:
    told = replace(TOLD, people=(person("d1", ends=ends),))
    assert bool(pool(told)) is is_there


def test_whoever_comes_later_or_holds_nothing_asked_for_or_no_longer_is_not_asked() -> None:
    later = replace(person("d1"), starts=date(2026, 12, 2))
    assert pool(replace(TOLD, people=(later,))) == ()
    assert pool(replace(TOLD, holdings=(holding("d1", "Poetry"),))) == ()
    assert pool(replace(TOLD, holdings=(replace(HOLDINGS[0], ends=WINDOW.starts),))) == ()


@pytest.mark.parametrize(
    ("rows", "free"),
    [
        ((membership("d1", "A", "0.85"),), 1),
        ((membership("d1", "A", "0.6"), membership("d1", "B", "0.6")), 0),
        ((membership("d1", "A", "0.3", ends=date(2027, 2, 2)), membership("d1", "B", "0.6", starts=MARCH)), 4),
        ((membership("d1", "A", "0.3", ends=date(2027, 3, 2)), membership("d1", "B", "0.6", starts=MARCH)), 1),
        ((membership("d1", "A", "0.3", ends=date(2027, 2, 9)), membership("d1", "A", "0.5", starts=MID)), 5),
        ((membership("d1", "A", "0.9", starts=WINDOW.ends), membership("d1", "B", "0.9", ends=WINDOW.starts)), 10),
    ],
)  # fmt: skip
def test_free_time_is_that_of_the_busiest_month_in_whole_tenths(rows: tuple[Membership, ...], free: int) -> None:
    assert one_of(replace(TOLD, memberships=rows)).free == free


def test_places_are_counted_by_person_not_by_employment() -> None:
    two = (person("d1", identity="Ann"), person("d2", identity="Ann"))
    rows = (membership("d2", "A"), membership("d1", "A"), membership("d2", "B"), membership("x9", "C"))
    ann = one_of(replace(TOLD, people=two, memberships=rows))
    assert (ann.teams, ann.places, ann.is_free) == (frozenset("AB"), 0, False)
    over = (*rows, membership("d1", "C"))
    assert one_of(replace(TOLD, people=two, memberships=over)).places == 0


def test_nobody_is_asked_for_a_team_they_are_in_by_another_employment() -> None:
    two = (person("d1", identity="Ann"), person("d2", identity="Ann"))
    told = replace(TOLD, people=two, teams=(team(),), memberships=(membership("d2"),))
    (ask,) = asked(told)
    assert one_of(told).is_free
    assert not one_of(told).may_join(ask)
    assert one_of(told).may_join(replace(ask, team="Another"))


def test_whoever_is_left_out_counts_in_their_team_and_joins_no_other() -> None:
    told = replace(TOLD, teams=(team(),), memberships=(membership("d1"),))
    left_out = pool(told, Policy((Without("d1"), Without("c1"), Without("nobody"))))
    assert [(one.employee_number, one.places) for one in left_out] == [("d1", 0), ("o1", 2)]


def test_two_years_are_looked_at_month_by_month() -> None:
    window = first_window(ON, 24)
    (ask,) = asked(TOLD)
    busy = replace(TOLD, memberships=(membership("d1", "A", "0.7", starts=date(2028, 11, 30)),))
    assert pool_of(busy, [replace(ask, window=window)], Policy())[1].free == 3
