"""Reached: what proposed teams come to in each level beside coverage."""

from collections.abc import Collection, Mapping, Sequence

from plait.engine.assembly.levels import DEPARTMENTS, KEPT, SECONDS
from plait.engine.assembly.plan import Level, ProposedTeam
from plait.engine.assembly.pool import Candidate


def levels_of(
    teams: Sequence[ProposedTeam],
    pool: Sequence[Candidate],
    near: Collection[tuple[str, str]],
    bounds: Mapping[str, float],
) -> tuple[Level, ...]:
    """Each level with its bound; those without one are left out."""
    by_number = {one.employee_number: one for one in pool}
    reached = {
        KEPT: sum(_kept(team, near) for team in teams),
        DEPARTMENTS: sum(len(_departments(team, by_number)) for team in teams),
        SECONDS: sum(_seconds(team, by_number) for team in teams),
    }
    return tuple(
        Level(name, float(value), max(float(value), bounds[name])) for name, value in reached.items() if name in bounds
    )


def _kept(team: ProposedTeam, near: Collection[tuple[str, str]]) -> int:
    """The members of today, who all stay, and those of an earlier plan."""
    return sum(not one.is_new or (team.ask.service, one.employee_number) in near for one in team.members)


def _departments(team: ProposedTeam, pool: Mapping[str, Candidate]) -> set[str]:
    new = {pool[one.employee_number].department for one in team.members if one.is_new}
    return new | {seat.department for seat in team.ask.seats}


def _seconds(team: ProposedTeam, pool: Mapping[str, Candidate]) -> int:
    """The scarce needs whose level two of the team meet."""
    there = [pool[one.employee_number] for one in team.members if one.employee_number in pool]
    scarce = [need for need in team.ask.needs if need.is_scarce]
    return sum(sum(one.holds(need.competency, need.level) for one in there) > 1 for need in scarce)
