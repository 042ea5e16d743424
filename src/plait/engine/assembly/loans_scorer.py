"""Checks by itself that whoever another trust lends is asked for as that trust allows: its people, days and time."""

from collections.abc import Iterator
from decimal import Decimal

from plait.engine.assembly.plan import Plan
from plait.engine.trust import Trust


def faults_of_loans(plan: Plan, trust: Trust) -> Iterator[str]:
    """Nobody is named of another trust than lends them, or asked for outside their days or for more than is lent.

    Homes of teams that several sites ask for at once are no trusts, and nobody's to check here. Who is in a team today
    already is asked nothing.
    """
    loans = {loan.employee_number: loan for loan in trust.loans}
    asked: dict[str, Decimal] = {}
    for team in plan.teams:
        window = team.ask.window
        for member in (one for one in team.members if one.is_new):
            number, loan = member.employee_number, loans.get(member.employee_number)
            if member.home != (loan.lender if loan else "") and not team.ask.home:
                yield f"{team.ask.team}: {number} is not of {member.home or trust.name}"
            if loan and not loan.starts <= window.starts < window.ends <= loan.ends:
                yield f"{team.ask.team}: {number} is lent from {loan.starts:%d/%m/%Y} to before {loan.ends:%d/%m/%Y}"
            asked[number] = asked.get(number, Decimal(0)) + member.wte
    for number, wte in asked.items():
        most = loans[number].wte if number in loans else None
        takes = wte + (_taken(number, plan, trust) if most is not None else 0)
        if most is not None and takes > most:
            yield f"{number} is lent for {most} WTE, and asked for {takes}"


def _taken(number: str, plan: Plan, trust: Trust) -> Decimal:
    """What teams of this trust take of somebody at some time of the window already."""
    window, ours = plan.teams[0].ask.window, {team.name for team in trust.teams}
    stays = [one for one in trust.memberships if one.employee_number == number and one.team in ours]
    return sum((one.wte for one in stays if window.touches(one.starts, one.ends)), Decimal(0))
