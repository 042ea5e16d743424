"""The scorer: checks a plan against the trust by itself, and works out again what the plan is worth.

It shares no code with the model: it knows the trust, the plan and the rules, nothing of how the plan was found.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from plait.engine.assembly.asks import LEAST_TENTHS, MOST_TEAMS, Ask, Wanted
from plait.engine.assembly.granted import faults_of_wishes
from plait.engine.assembly.limit_scorer import faults_of_limits
from plait.engine.assembly.loans_scorer import faults_of_loans
from plait.engine.assembly.plan import Member, Plan, ProposedTeam
from plait.engine.assembly.served_scorer import faults_of_served
from plait.engine.people import Person
from plait.engine.teams import Membership
from plait.engine.trust import Trust, holds
from plait.engine.viewpoints import Viewpoint

NEAR = 1e-4
MISFIT = "holds nothing it needs"
"""How a fault ends that only a pick by role may have: it asks for job titles, whatever their people can do."""


def score(plan: Plan) -> float:
    """The share of the most that could be covered, from the members and their shares alone."""
    got = most = 0.0
    for team in plan.teams:
        shares = [min(1.0, float(_got(need, team) / need.amount)) for need in team.ask.needs]
        top = max((need.priority for need in team.ask.needs), default=0)
        got += sum(share * need.priority for share, need in zip(shares, team.ask.needs, strict=True))
        got += top if shares and min(shares) == 1.0 else 0
        most += sum(need.priority for need in team.ask.needs) + top
    return got / most if most else 0.0


def effort_of(plan: Plan) -> float:
    """Ten for each new person in a team, and one for each tenth of WTE they, or those outside the team, give."""
    outside = sum(one.tenths for team in plan.teams for one in team.served if one.is_new)
    return float(outside + sum(10 + m.wte * 10 for team in plan.teams for m in team.members if m.is_new))


def check(plan: Plan, trust: Trust) -> tuple[str, ...]:
    """Every rule the plan breaks, in words; empty where it keeps them all and is worth what it says."""
    people = {person.employee_number: person for person in trust.people}
    faults = [fault for team in plan.teams for fault in _faults_of_team(team, trust, people)]
    faults += [fault for team in plan.teams for fault in _faults_of_gaps(team)]
    faults += _faults_of_people(plan, trust, people)
    faults += faults_of_served(plan, trust)
    faults += faults_of_wishes(plan, trust)
    faults += faults_of_limits(plan, trust)
    faults += faults_of_loans(plan, trust)
    worth = score(plan)
    if abs(worth - plan.coverage.value) > NEAR:
        faults.append(f"The plan says it covers {plan.coverage.value:.4f}, and covers {worth:.4f}")
    if plan.coverage.value > plan.coverage.bound + NEAR:
        faults.append(f"The plan covers {plan.coverage.value:.4f}, more than the bound of {plan.coverage.bound:.4f}")
    if abs(effort_of(plan) - plan.effort.value) > NEAR or plan.effort.value < plan.effort.bound * (1 - NEAR):
        told = f"an effort of {plan.effort.value:.1f} and at least {plan.effort.bound:.1f}"
        faults.append(f"The plan says it takes {told}, and takes {effort_of(plan):.1f}")
    return tuple(faults)


def _got(need: Wanted, team: ProposedTeam) -> Decimal:
    """What of a need is covered: people, or tenths of WTE of members and of those who serve it from outside."""
    if need.people is not None:
        return Decimal(sum(1 for member in team.members if need.competency in member.serves))
    outside = Decimal(sum(one.tenths for one in team.served if one.competency == need.competency))
    return sum((s.tenths for m in team.members for s in m.shares if s.competency == need.competency), outside)


def _faults_of_team(team: ProposedTeam, trust: Trust, people: dict[str, Person]) -> Iterator[str]:
    ask = team.ask
    seats = sorted((seat.employee_number, seat.wte, seat.viewpoint) for seat in ask.seats)
    if seats != sorted((m.employee_number, m.wte, m.viewpoint) for m in team.members if not m.is_new):
        yield f"{ask.team}: the members of today are not those the ask names"
    who = Counter(_who(member.employee_number, people) for member in team.members)
    yield from (f"{ask.team}: {one} stands in it twice" for one, times in who.items() if times > 1)
    yield from _faults_of_today(team, trust, people)
    if ask.is_new and not team.members and any(one.is_new for one in team.served):
        yield f"{ask.team}: it is served, and there is no team"
    if any(m.is_new for m in team.members):
        if not ask.least <= len(team.members) <= ask.most:
            yield f"{ask.team}: {len(team.members)} people, and it may have {ask.least} to {ask.most}"
        there = {m.viewpoint for m in team.members}
        yield from (f"{ask.team}: nobody {viewpoint}" for viewpoint in Viewpoint if viewpoint not in there)
    for member in team.members:
        yield from _faults_of_member(member, ask, trust)
        yield from _faults_of_joining(member, ask, people)


def _faults_of_gaps(team: ProposedTeam) -> Iterator[str]:
    """A gap for each need that is short, as large as it is, and none besides."""
    ask = team.ask
    short = {need.competency: need.amount - _got(need, team) for need in ask.needs if _got(need, team) < need.amount}
    told = {gap.competency: gap.people + gap.wte * 10 for gap in team.gaps}
    for name in sorted({*short, *told}):
        if short.get(name) != told.get(name):
            yield f"{ask.team}: the gap in {name} is not what it says"
    if team.covered + len(team.gaps) != len(ask.needs):
        yield f"{ask.team}: {team.covered} needs covered and {len(team.gaps)} gaps are not {len(ask.needs)} needs"


def _faults_of_today(team: ProposedTeam, trust: Trust, people: dict[str, Person]) -> Iterator[str]:
    """Does the plan still fit the teams that the trust has?"""
    ask, new = team.ask, {member.employee_number for member in team.members if member.is_new}
    starts = ask.window.starts
    now = {one.employee_number for one in trust.memberships if one.team == ask.team and holds(one, starts)}
    there = [one for one in trust.teams if one.name.casefold() == ask.team.casefold()]
    if ask.is_new and there:
        yield f"{ask.team}: there is a team of this name already"
    if not ask.is_new and not any(holds(one, starts) for one in there):
        yield f"{ask.team}: there is no such team any more"
    yield from (
        f"{ask.team}: {s.employee_number} is no longer in it" for s in ask.seats if s.employee_number not in now
    )
    was, will = ({_who(number, people) for number in some} for some in (now, now | new))
    if len(will) > max(trust.sizes.most, len(was)):
        yield f"{ask.team}: {len(will)} people, and a team may have {trust.sizes.most}"


def _faults_of_joining(member: Member, ask: Ask, people: dict[str, Person]) -> Iterator[str]:
    person = people.get(member.employee_number)
    if member.is_new and member.wte * 10 < LEAST_TENTHS:
        yield f"{ask.team}: {member.employee_number} joins for less than 0.2 WTE"
    if member.is_new and person is not None and person.viewpoint != member.viewpoint:
        yield f"{ask.team}: {member.employee_number} is {person.viewpoint}, not {member.viewpoint}"


def _faults_of_member(member: Member, ask: Ask, trust: Trust) -> Iterator[str]:
    starts, number = ask.window.starts, member.employee_number
    held: dict[str, int] = {}
    for one in trust.holdings:
        if one.employee_number == number and one.is_held(starts):
            held[one.competency] = max(held.get(one.competency, 0), one.level)
    needs = {need.competency: need for need in ask.needs}
    able = {name for name, need in needs.items() if held.get(name, 0) >= need.level}
    if member.is_new and not able:
        yield f"{ask.team}: {number} {MISFIT}"
    if not {*member.serves, *(share.competency for share in member.shares)} <= able:
        yield f"{ask.team}: {number} serves a need whose level they do not meet"
    if sum((share.tenths for share in member.shares), Decimal(0)) > member.wte * 10:
        yield f"{ask.team}: {number} gives more hours to needs than to the team"
    if any(share.tenths <= 0 for share in member.shares):
        yield f"{ask.team}: {number} gives no time to a need, or less than none"


def _faults_of_people(plan: Plan, trust: Trust, people: dict[str, Person]) -> Iterator[str]:
    """Nobody past their time or in too many teams, in any month of the window; nobody who is not there all through."""
    joining: dict[str, list[tuple[str, Decimal]]] = {}
    for team in plan.teams:
        for member in team.members:
            if member.is_new:
                joining.setdefault(member.employee_number, []).append((team.ask.team, member.wte))
    window = plan.teams[0].ask.window if plan.teams else None
    for number, joined in joining.items():
        person = people.get(number)
        if person is None or window is None or not _covers(person, window.starts, window.ends):
            yield f"{number} is not employed all through"
            continue
        stays = [one for one in trust.memberships if one.employee_number == number]
        for first, after in _months(window.starts, window.ends):
            times = _in_month(stays, first, after)
            new = sum((wte for _, wte in joined), Decimal(0))
            if sum(times.values(), new) > person.wte:
                yield f"{number} is asked for more than their {person.wte} WTE in {first:%B %Y}"
                break
    yield from _faults_of_places(plan, trust, people, joining)


def _faults_of_places(
    plan: Plan, trust: Trust, people: dict[str, Person], joining: dict[str, list[tuple[str, Decimal]]]
) -> Iterator[str]:
    joins: dict[str, set[str]] = {}
    for number, joined in joining.items():
        joins.setdefault(_who(number, people), set()).update(team for team, _ in joined)
    window = plan.teams[0].ask.window if plan.teams else None
    stays: dict[str, set[str]] = {}
    for one in trust.memberships:
        if window and one.starts < window.ends and (one.ends is None or one.ends > window.starts):
            stays.setdefault(_who(one.employee_number, people), set()).add(one.team)
    for who, names in joins.items():
        there = stays.get(who, set())
        yield from (f"{who} is in {team} already" for team in sorted(names & there))
        if len(names | there) > MOST_TEAMS:
            yield f"{who} is in {len(names | there)} teams"


def _who(number: str, people: dict[str, Person]) -> str:
    person = people.get(number)
    return (person.identity if person else "") or number


def _covers(person: Person, starts: date, ends: date) -> bool:
    return person.starts <= starts and (person.ends is None or ends <= person.ends)


def _months(starts: date, ends: date) -> Iterator[tuple[date, date]]:
    first = starts
    while first < ends:
        after = date(first.year + (first.month == 12), first.month % 12 + 1, 1)
        yield first, after
        first = after


def _in_month(stays: Iterable[Membership], first: date, after: date) -> dict[str, Decimal]:
    times: dict[str, Decimal] = {}
    for one in stays:
        if one.starts < after and (one.ends is None or one.ends > first):
            times[one.team] = max(times.get(one.team, Decimal(0)), one.wte)
    return times
