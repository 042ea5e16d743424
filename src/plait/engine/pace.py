"""Pace: how long needs wait for a team that covers them, and who moved from one team to another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.competencies import Holding
from plait.engine.quarters import Given
from plait.engine.services import Need

MOVED_WITHIN = timedelta(days=90)
"""Whoever joins a team within this time of leaving another was redeployed (our default)."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A need, the first day on which teams of its service covered it, and for how many days it waited, or waits yet."""

    need: Need
    covered_on: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody who left a team and joined another, by employment, on the day they joined."""

    employee_number: str
    left: str
    joined: str
    on: date


def waits_for_teams(
    needs: Iterable[Need], holdings: Iterable[Holding], given: Iterable[Given], on: date
) -> tuple[Wait, ...]:
    """How long each need that began by the day waited: those covered by the day they were covered, the others last.

    Covered is a need by as many people, or as much of their time, in running teams of its service as it asks for; who
    holds the competency at that level or above counts from the day they do. Rows of a need that follow one another
    without a change in what is asked are one. One that ended uncovered waited until then.
    """
    levels: dict[tuple[str, str], list[Holding]] = {}
    for one in holdings:
        levels.setdefault((one.competency, one.employee_number), []).append(one)
    teams: dict[str, list[Given]] = {}
    for stay in given:
        teams.setdefault(stay.service, []).append(stay)
    waits = [
        _wait(need, levels, teams.get(need.service, ()), on)
        for need in _joined(needs)
        if need.starts <= on and (need.people or need.wte)
    ]
    order = sorted(waits, key=lambda one: (one.need.starts, one.need.service, one.need.competency))
    return tuple(sorted(order, key=lambda one: one.covered_on or date.max))


def _joined(needs: Iterable[Need]) -> list[Need]:
    made: list[Need] = []
    for need in sorted(needs, key=lambda one: (one.service, one.competency, one.starts)):
        last = made[-1] if made else None
        if last is not None and last.ends == need.starts and _asks(last) == _asks(need):
            made[-1] = replace(need, starts=last.starts)
        else:
            made.append(need)
    return made


def _asks(need: Need) -> tuple[str, str, int, int | None, Decimal | None]:
    return need.service, need.competency, need.level, need.people, need.wte


def _wait(need: Need, levels: Mapping[tuple[str, str], Sequence[Holding]], stays: Sequence[Given], on: date) -> Wait:
    until = min(on, need.ends - timedelta(days=1)) if need.ends else on
    able = [
        (stay, held)
        for stay in stays
        for held in levels.get((need.competency, stay.employee_number), ())
        if held.level >= need.level
    ]
    days = sorted({need.starts, *(max(stay.starts, held.starts or held.since) for stay, held in able)})
    for day in days:
        there = [stay for stay, held in able if _is_there(stay, day) and held.is_held(day)]
        if need.starts <= day <= until and _is_covered(need, there):
            return Wait(need, day, (day - need.starts).days)
    return Wait(need, None, (until - need.starts).days)


def _is_covered(need: Need, there: Sequence[Given]) -> bool:
    """Are these people enough, each counted once by whichever post, or is their time?"""
    if need.people is not None:
        return len({stay.who for stay in there}) >= need.people
    return need.wte is not None and sum(stay.wte for stay in there) >= need.wte


def _is_there(stay: Given, day: date) -> bool:
    return stay.starts <= day and (stay.ends is None or day < stay.ends)


def redeployments(given: Iterable[Given], on: date) -> tuple[Move, ...]:
    """Everybody who by the day joined a team within 90 days of leaving another, by day and employee number.

    Whoever comes from several left the last of them. Another share of time in the same team is no move.
    """
    stays: dict[str, list[Given]] = {}
    for one in given:
        stays.setdefault(one.employee_number, []).append(one)
    moves = []
    for number, theirs in stays.items():
        for stay in theirs:
            others = [one for one in theirs if one.team != stay.team and _left_for(one, stay)]
            before = any(one.team == stay.team and one.starts < stay.starts for one in theirs)
            if others and not before and stay.starts <= on:
                last = max(others, key=lambda one: (one.ends or date.max, one.team))
                moves.append(Move(number, last.team, stay.team, stay.starts))
    return tuple(sorted(moves, key=lambda one: (one.on, one.employee_number, one.joined)))


def _left_for(one: Given, stay: Given) -> bool:
    return one.starts < stay.starts and one.ends is not None and abs(stay.starts - one.ends) <= MOVED_WITHIN
