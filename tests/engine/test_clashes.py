"""Where programmes are in each other's way: worked by hand, and against a slow and obvious second version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from plait.engine.change_windows import TOUCHED, ChangeWindow
from plait.engine.clashes import Clash, Kind, Stay, find_clashes

DAY = timedelta(days=1)
JAN = date(2027, 1, 1)
TODAY = date(2026, 12, 1)
TWELVE = {"ward team": tuple(Stay(f"p{n:02}", date(2026, 1, 1)) for n in range(12))}


def window(programme: str, name: str, first: int, last: int, **touched: str) -> ChangeWindow:
    """A change from so many days after the first of January to so many."""
    department, site, team, number, outcome = (touched.get(column, "") for column in TOUCHED)
    return ChangeWindow(programme, name, JAN + first * DAY, JAN + last * DAY, department, site, team, number, outcome)


CLOSED = window("New hospital", "Ward closed for building", 9, 20, department="Ash Ward")
CUT_OVER = window("Patient record", "Cut-over", 12, 14, department="ash ward")


def test_a_ward_closed_for_building_and_for_cut_over_is_a_clash_on_the_days_they_share() -> None:
    [clash] = find_clashes([CUT_OVER, CLOSED], {}, {}, on=TODAY)
    assert (clash.kind, clash.one, clash.other) == (Kind.PLACE, CLOSED, CUT_OVER)
    assert (clash.first_on, clash.last_on, clash.days, clash.reason) == (JAN + 12 * DAY, JAN + 14 * DAY, 3, "")
    assert (clash.is_past(TODAY), clash.is_past(JAN + 15 * DAY)) == (False, True)


def test_the_last_day_of_one_and_the_first_of_the_other_are_a_clash_and_the_day_after_is_none() -> None:
    assert len(find_clashes([CLOSED, replace(CUT_OVER, first_on=CLOSED.last_on, last_on=CLOSED.last_on)], {}, {},
                            on=TODAY)) == 1  # fmt: skip
    after = CLOSED.last_on + DAY
    assert find_clashes([CLOSED, replace(CUT_OVER, first_on=after, last_on=after)], {}, {}, on=TODAY) == ()


def test_what_a_programme_does_to_itself_and_a_ward_with_the_name_of_a_site_are_no_clash() -> None:
    assert find_clashes([CLOSED, replace(CUT_OVER, programme="new hospital")], {}, {}, on=TODAY) == ()
    assert find_clashes([CLOSED, replace(CUT_OVER, department="", site="Ash Ward")], {}, {}, on=TODAY) == ()
    assert find_clashes([CLOSED, CLOSED], {}, {}, on=TODAY) == ()


def test_the_same_twelve_clinicians_in_two_programmes_are_one_clash_of_twelve() -> None:
    one, other = (window(name, "Design", 0, 4, team="Ward team") for name in ("Patient record", "New hospital"))
    [clash] = find_clashes([one, other], TWELVE, {}, on=TODAY)
    assert (clash.kind, len(clash.things), clash.weight) == (Kind.PEOPLE, 12, 60)


def test_somebody_is_needed_only_while_in_the_team_and_in_whatever_post() -> None:
    teams = {"ward team": (Stay("ann", JAN, JAN + 2 * DAY), Stay("ben", JAN + 30 * DAY))}
    by_team = window("Patient record", "Design", 0, 9, team="Ward team")
    assert find_clashes([by_team, window("New hospital", "Walk", 2, 9, employee_number="7")], teams, {"7": "ann"},
                        on=TODAY) == ()  # fmt: skip
    [clash] = find_clashes(
        [by_team, window("New hospital", "Walk", 1, 9, employee_number="7")], teams, {"7": "ann"}, on=TODAY
    )
    assert clash.things == ("ann",)
    unknown = [window(name, "Walk", 0, 1, employee_number="8") for name in ("Patient record", "New hospital")]
    assert [one.things for one in find_clashes(unknown, teams, {}, on=TODAY)] == [("8",)]
    assert find_clashes([window("Patient record", "Design", 0, 9, team="Nobody’s")], teams, {}, on=TODAY) == ()


def test_the_worst_comes_first_and_what_was_accepted_or_is_over_later() -> None:
    accepted = replace(CUT_OVER, name="Accepted", accepted_with="New hospital", accepted_because="Empty anyway")
    over = [window(name, "Over", -90, -80, department="Elm Ward") for name in ("Patient record", "New hospital")]
    measured = [window(name, "Letters", 0, 28, outcome="Home before noon") for name in ("Patient record", "Quality")]
    people = [window(name, "Walk", 0, 0, team="Ward team") for name in ("Quality", "New hospital")]
    found = find_clashes([*over, accepted, CLOSED, CUT_OVER, *measured, *people], TWELVE, {}, on=TODAY)
    assert [(one.kind, one.other.name, one.reason) for one in found] == [
        (Kind.PLACE, "Cut-over", ""),
        (Kind.PEOPLE, "Walk", ""),
        (Kind.MEASURE, "Letters", ""),
        (Kind.PLACE, "Accepted", "Empty anyway"),
        (Kind.PLACE, "Over", ""),
    ]


def test_one_reason_on_either_side_accepts_and_two_are_both_told() -> None:
    agreed = replace(CLOSED, accepted_with="Patient record", accepted_because="Agreed")
    both = replace(CUT_OVER, accepted_with="New hospital", accepted_because="Empty")
    assert find_clashes([agreed, CUT_OVER], {}, {}, on=TODAY)[0].reason == "Agreed"
    assert find_clashes([agreed, both], {}, {}, on=TODAY)[0].reason == "Agreed Empty"


def slow(windows: list[ChangeWindow], teams: dict[str, tuple[Stay, ...]]) -> set[tuple[object, ...]]:
    """Day by day, two by two: who and what is touched by both."""

    def on_day(one: ChangeWindow, day: date) -> set[tuple[Kind, str, str]]:
        if not one.first_on <= day <= one.last_on:
            return set()
        there = {(Kind.PEOPLE, "", stay.person) for stay in teams.get(one.team, ())
                 if stay.starts <= day and (stay.ends is None or day < stay.ends)}  # fmt: skip
        places = {(Kind.PLACE, "ward", one.department), (Kind.PLACE, "site", one.site)}
        things = places | {(Kind.MEASURE, "", one.outcome), (Kind.PEOPLE, "", one.employee_number)} | there
        return {thing for thing in things if thing[2]}

    found: dict[tuple[object, ...], set[str]] = {}
    for (n, one), (m, other) in combinations(enumerate(windows), 2):
        if one.programme == other.programme:
            continue
        for offset in range(12):
            for kind, of, thing in on_day(one, JAN + offset * DAY) & on_day(other, JAN + offset * DAY):
                apart = "" if kind is Kind.PEOPLE else of + thing
                found.setdefault((n, m, kind, apart), set()).add(thing)
    return {(n, m, kind, tuple(sorted(things))) for (n, m, kind, _), things in found.items()}


NAMES = st.sampled_from(("", "a", "b"))
STAYS = st.builds(lambda who, first, days: Stay(who, JAN + first * DAY, JAN + (first + days) * DAY),
                  st.sampled_from(("a", "p", "q")), st.integers(0, 9), st.integers(1, 9))  # fmt: skip
WINDOWS = st.lists(
    st.builds(
        lambda programme, first, days, **touched: window(programme, "", first, min(first + days, 11), **touched),
        st.sampled_from(("x", "y", "z")), st.integers(0, 9), st.integers(0, 5), department=NAMES, site=NAMES,
        outcome=NAMES, employee_number=NAMES, team=st.sampled_from(("", "t")),
    ),
    max_size=7,
)  # fmt: skip


@settings(max_examples=60)
@given(WINDOWS, st.lists(STAYS, max_size=4))
def test_the_walk_through_the_days_finds_what_looking_at_every_day_finds(
    windows: list[ChangeWindow], stays: list[Stay]
) -> None:
    named = [replace(one, name=str(place)) for place, one in enumerate(windows)]
    teams = {"t": tuple(stays)}

    def plainly(clash: Clash) -> tuple[object, ...]:
        low, high = sorted((int(clash.one.name), int(clash.other.name)))
        return low, high, clash.kind, clash.things

    found = find_clashes(named, teams, {}, on=TODAY)
    assert {plainly(one) for one in found} == slow(named, teams)
