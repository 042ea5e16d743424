"""Reasons for what a plan leaves short because its team may cost no more."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from plait.engine.assembly.asks import LEAST_TENTHS
from plait.engine.assembly.changing import left_by
from plait.engine.assembly.plan import Gap, Plan, ProposedTeam
from plait.engine.assembly.pool import Candidate
from plait.engine.assembly.purse import Purse
from plait.engine.funding.showing import short_pounds


def tell_limits(plan: Plan, purse: Purse | None) -> Plan:
    """The plan, and of each need that the limit of its team leaves short, that it does."""
    if purse is None:
        return plan
    left = left_by(plan.pool, plan.teams)
    return replace(plan, teams=tuple(_told(team, left, purse) for team in plan.teams))


def _told(team: ProposedTeam, left: Sequence[Candidate], purse: Purse) -> ProposedTeam:
    limit = team.ask.limit
    if limit is None:
        return team
    money = f"The limit of {short_pounds(limit)} leaves no room for anybody more who"
    is_dear = {gap.competency: _is_dear(gap, team, left, purse) for gap in team.gaps}
    gaps = tuple(replace(one, reason=f"{money} holds it") if is_dear[one.competency] else one for one in team.gaps)
    is_all = team.refusal and all(is_dear.values())
    return replace(team, gaps=gaps, refusal=f"{money} holds what it still lacks." if is_all else team.refusal)


def _is_dear(gap: Gap, team: ProposedTeam, left: Sequence[Candidate], purse: Purse) -> bool:
    """Is there somebody with time who could help, and would each of them carry the team past its limit?"""
    times = {one.employee_number: float(one.wte * 10) for one in team.members}
    helping = [more for one in left if (more := _more(one, gap, team, times)) is not None]
    return bool(helping) and not any(purse.affords(team.ask.limit or 0, more) for more in helping)


def _more(one: Candidate, gap: Gap, team: ProposedTeam, times: Mapping[str, float]) -> dict[str, float] | None:
    """The times of a team in which one more helps by as little as can be; nothing where they cannot."""
    number = one.employee_number
    new = {member.employee_number for member in team.members if member.is_new}
    if not one.holds(gap.competency, gap.level):
        return None
    if number in new:
        return {**times, number: times[number] + 1} if gap.wte and one.free else None
    has_place = number not in times and len(team.members) < team.ask.most
    return {**times, number: float(LEAST_TENTHS)} if has_place and one.may_join(team.ask) else None
