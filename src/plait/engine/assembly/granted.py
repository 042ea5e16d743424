"""Granted: does a plan keep each wish, told from the plan and the trust alone, with no code of the model."""

from collections.abc import Iterator

from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.engine.assembly.wishes import Apart, Budget, Lead, Must, Size, Together, Weight, Without
from plait.engine.trust import Trust

Single = Must | Lead | Without | Weight | Size | Budget
"""A wish about one team, or one person."""


def faults_of_wishes(plan: Plan, trust: Trust) -> Iterator[str]:
    """Every wish the plan does not keep, in words; those of services it has no team for are none of its concern."""
    who = {one.employee_number: one.identity or one.employee_number for one in trust.people}
    for one in plan.wishes:
        if isinstance(one, Together | Apart):
            yield from _fault_of_pair(one, plan, who)
    for team in plan.teams:
        for one in plan.wishes:
            if not isinstance(one, Together | Apart) and one.service in {"", team.ask.service}:
                yield from _fault(one, team, who)


def _fault_of_pair(pair: Together | Apart, plan: Plan, who: dict[str, str]) -> Iterator[str]:
    both = {who.get(number, number) for number in (pair.person, pair.other)}
    shared = [
        team.ask.service
        for team in plan.teams
        if both <= {who.get(one.employee_number, one.employee_number) for one in team.members}
    ]
    if isinstance(pair, Together) and not shared:
        yield f"{pair.person} and {pair.other} were wished for in one team, and are in none together"
    if isinstance(pair, Apart):
        yield from (f"{name}: {pair.person} and {pair.other} were to be apart, and are both in it" for name in shared)


def _fault(one: Single, team: ProposedTeam, who: dict[str, str]) -> Iterator[str]:
    name = team.ask.service
    if isinstance(one, Without):
        theirs = [member.employee_number for member in team.members if member.is_new]
        found = [number for number in theirs if who.get(number) == who.get(one.person, one.person)]
        yield from (f"{name}: {number} was to be done without" for number in found)
    elif isinstance(one, Must | Lead):
        yield from _fault_of_place(one, team)
    else:
        yield from _fault_of_ask(one, team)


def _size(one: Size) -> str:
    if one.least and one.most:
        return f"{one.least} to {one.most}"
    return f"at least {one.least}" if one.least else f"at most {one.most}"


def _fault_of_ask(one: Size | Weight | Budget, team: ProposedTeam) -> Iterator[str]:
    name = team.ask.service
    if isinstance(one, Size):
        count = len(team.members)
        is_kept = (one.least or 0) <= count <= (one.most or count)
        if any(member.is_new for member in team.members) and not is_kept:
            yield f"{name}: {count} people, and {_size(one)} were wished for"
    elif isinstance(one, Budget):
        if team.ask.limit != one.pence:
            yield f"{name}: its limit is not the one wished for"
    else:
        told = {need.competency: need.priority for need in team.ask.needs}
        if told.get(one.competency, 0) != one.priority:
            yield f"{name}: {one.competency} does not count as wished for"


def _fault_of_place(one: Must | Lead, team: ProposedTeam) -> Iterator[str]:
    name, there = team.ask.service, {member.employee_number: member for member in team.members}
    if one.person not in there:
        yield f"{name}: {one.person} was wished for, and is not in it"
    elif isinstance(one, Lead):
        if team.ask.lead != one.person:
            yield f"{name}: {one.person} was to lead it"
    elif one.tenths is not None and there[one.person].wte * 10 != one.tenths:
        yield f"{name}: {one.person} was wished for with another time"
