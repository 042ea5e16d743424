"""Why not: what keeps somebody out of a proposed team, in needs and time, never in worth."""

from decimal import Decimal

from plait.engine.assembly.asks import LEAST_TENTHS, MOST_TEAMS
from plait.engine.assembly.plan import Plan, ProposedTeam
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.wishes import Apart
from plait.engine.competencies import Level
from plait.engine.litmus.wording import listed

STRANGER = "They hold nothing these services need, or are not employed for the whole time."


def why_not(plan: Plan, number: str, service: str) -> str:
    """The first thing that keeps whoever has this employee number, in whatever capitals, out of the service's team.

    What they hold comes first, then their time, then the team and the rest of the plan. The service is one of the plan.
    """
    team, folded = next(one for one in plan.teams if one.ask.service == service), number.casefold()
    member = next((one for one in team.members if one.employee_number.casefold() == folded), None)
    if member is not None:
        return f"They are in it: {member.reason}." if member.is_new else "They are in the team today, and stay."
    if folded in {left.casefold() for left in plan.left_out}:
        return "They were left out of this plan on purpose."
    one = next((one for one in plan.pool if one.employee_number.casefold() == folded), None)
    return keeps_out(plan, one, team) or _not_needed(one, team) if one else STRANGER


def keeps_out(plan: Plan, one: Candidate, team: ProposedTeam) -> str:
    """What they lack, or what of their time or of the plan, keeps somebody out of a team; empty where nothing does."""
    return _lacking(one, team) or _busy(one, team, plan)


def _lacking(one: Candidate, team: ProposedTeam) -> str:
    needs = team.ask.needs
    if any(one.holds(need.competency, need.level) for need in needs):
        return ""
    below = [need for need in needs if need.competency in one.levels]
    if not below:
        return f"They hold nothing that {team.ask.service} needs."
    held = listed([f"{n.competency} at {one.levels[n.competency].word.lower()}" for n in below])
    return f"They hold {held}. {listed([_level(need.level) for need in below])} is needed."


def _level(level: int) -> str:
    return Level(level).word


def _busy(one: Candidate, team: ProposedTeam, plan: Plan) -> str:
    """What of the rest of their time, or of the plan, keeps them away."""
    if team.ask.service in one.kept_out:
        return "They were left out of this team on purpose."
    if _is_to_be_apart(one, team, plan):
        return "They are to be in no team with somebody who is in it."
    if team.ask.team in one.teams:
        return f"They are in {team.ask.team} for a part of the time already."
    if one.places < 1:
        return f"They are in {MOST_TEAMS} teams already: {listed(sorted(one.teams))}."
    if one.free < LEAST_TENTHS:
        return f"They have {Decimal(one.free) / 10} WTE free in their busiest month, and 0.2 is the least."
    others = _elsewhere(one, plan)
    left = one.free - sum(int(wte * 10) for _, wte in others)
    if others and (left < LEAST_TENTHS or len(others) >= one.places):
        return f"This plan asks them for {listed([f'{name} ({wte} WTE)' for name, wte in others])}; no more is free."
    return ""


def _is_to_be_apart(one: Candidate, team: ProposedTeam, plan: Plan) -> bool:
    who = {each.employee_number: each.identity for each in plan.pool}
    there = {who.get(member.employee_number) for member in team.members}
    pairs = [pair for pair in plan.wishes if isinstance(pair, Apart)]
    both = [(who.get(pair.person), who.get(pair.other)) for pair in pairs]
    return any(one.identity in two and set(two) - {one.identity} <= there for two in both)


def _elsewhere(one: Candidate, plan: Plan) -> list[tuple[str, Decimal]]:
    return [
        (team.ask.service, member.wte)
        for team in plan.teams
        for member in team.members
        if member.is_new and member.employee_number == one.employee_number
    ]


def _not_needed(one: Candidate, team: ProposedTeam) -> str:
    able = [need for need in team.ask.needs if one.holds(need.competency, need.level)]
    short = {gap.competency: gap for gap in team.gaps}
    missing = [need.competency for need in able if need.competency in short]
    if missing:
        return f"They could help with {listed(missing)}. {_sentence(team.refusal or short[missing[0]].reason)}"
    return f"What they could do is covered: {listed([need.competency for need in able])}. More people cover no more."


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def proposed_in(plan: Plan) -> frozenset[tuple[str, str]]:
    """Everybody the plan adds to a team, as service and employee number."""
    return frozenset(
        (team.ask.service, member.employee_number) for team in plan.teams for member in team.members if member.is_new
    )
