"""Works out again, from the trust and the members alone, what a plan comes to in each level beside coverage.

Like the scorer it shares no code with the model. What a level comes to may change with the record, as when somebody
moves to another department; that breaks no rule, so it stands against no acceptance.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.engine.people import Person
from plait.engine.trust import Trust

FEW = 5
"""What no more people of the trust hold is scarce."""


def score_levels(plan: Plan, trust: Trust) -> Mapping[str, int]:
    """By name: places kept, departments in teams, second holders of what is scarce."""
    people = {person.employee_number: person for person in trust.people}
    return {
        "kept": sum(
            1
            for team in plan.teams
            for member in team.members
            if not member.is_new or (team.ask.service, member.employee_number) in plan.near
        ),
        "departments": sum(
            len({people[m.employee_number].department for m in team.members if m.employee_number in people})
            for team in plan.teams
        ),
        "second holders": sum(_second_holders(team, trust, people) for team in plan.teams),
    }


def check_levels(plan: Plan, trust: Trust) -> tuple[str, ...]:
    """Every level that is not what the plan says it is, or that passes its bound; in words."""
    return tuple(_faults(plan, score_levels(plan, trust)))


def _faults(plan: Plan, worth: Mapping[str, int]) -> Iterator[str]:
    for level in plan.levels:
        if worth.get(level.name) != level.value:
            yield f"The plan says its level {level.name} is {level.value:.0f}, and it is {worth.get(level.name)}"
        if level.value > level.bound:
            yield f"The plan's level {level.name} is {level.value:.0f}, more than its bound of {level.bound:.0f}"


def _second_holders(team: ProposedTeam, trust: Trust, people: Mapping[str, Person]) -> int:
    """The needs that few of the trust meet, and two of the team."""
    window = team.ask.window
    there = {
        number: person.identity or number
        for number, person in people.items()
        if person.starts <= window.starts and (person.ends is None or window.ends <= person.ends)
    }
    members = {member.employee_number for member in team.members}
    found = 0
    for need in team.ask.needs:
        able = {
            one.employee_number
            for one in trust.holdings
            if one.competency == need.competency and one.level >= need.level and one.is_held(window.starts)
        }
        few = len({there[number] for number in able if number in there}) <= FEW
        found += few and Counter(number in members for number in able if number in there)[True] > 1
    return found
