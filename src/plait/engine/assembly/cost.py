"""What a plan costs: pay of the proposed teams by year, and what each department gets for whom it lends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.assembly.plan import Member, Plan, ProposedTeam
from plait.engine.funding.on_costs import BACKFILL_RATE, Charge, Contract, charges_of
from plait.engine.funding.showing import FEWEST, PaySum
from plait.engine.people import Person
from plait.engine.viewpoints import Viewpoint


@dataclass(frozen=True, slots=True)
class MemberCost:
    """What one member costs their team over the window; without charges where their pay is not known.

    `department` lends them: it is empty for a member of today, who is in the team already.
    """

    team: ProposedTeam
    member: Member
    department: str
    contract: Contract | None
    charges: tuple[Charge, ...]

    @property
    def is_known(self) -> bool:
        """Is there a published point for their band?"""
        return bool(self.charges)


@dataclass(frozen=True, slots=True)
class PlanCost:
    """Every member of every team of a plan with what they cost, and the financial years they cost it in."""

    members: tuple[MemberCost, ...]
    years: tuple[int, ...]

    @property
    def teams(self) -> tuple[tuple[ProposedTeam, tuple[MemberCost, ...]], ...]:
        """The members of each team that has any, in the order of the plan."""
        teams: dict[str, tuple[ProposedTeam, tuple[MemberCost, ...]]] = {}
        for one in self.members:
            teams[one.team.ask.team] = (one.team, (*teams.get(one.team.ask.team, (one.team, ()))[1], one))
        return tuple(teams.values())

    @property
    def departments(self) -> tuple[tuple[str, tuple[MemberCost, ...]], ...]:
        """Those whom each department lends, by its name; it gets what they cost."""
        lent: dict[str, tuple[MemberCost, ...]] = {}
        for one in self.members:
            if one.member.is_new:
                lent[one.department] = (*lent.get(one.department, ()), one)
        return tuple(sorted(lent.items(), key=lambda pair: (pair[0].casefold(), pair[0])))

    @property
    def is_by_earlier_pay(self) -> bool:
        """Is some of it worked out by the pay of an earlier year?"""
        return any(charge.is_by_earlier_pay for one in self.members for charge in one.charges)


def cost_plan(plan: Plan, contracts: Mapping[str, Contract], *, backfill: Decimal = BACKFILL_RATE) -> PlanCost:
    """What everybody in the plan costs, by rule 1 of 4.2 (spec of funding), with pay as `contracts` states it.

    Clinical time that is lent is charged as backfill, instead of the person's own share: never both.
    """
    departments = {one.employee_number: one.department for one in plan.pool}
    members = tuple(
        _cost(team, one, departments, contracts.get(one.employee_number), backfill)
        for team in plan.teams
        for one in team.members
    )
    years = sorted({charge.year for one in members for charge in one.charges})
    return PlanCost(members, tuple(years))


def _cost(
    team: ProposedTeam,
    member: Member,
    departments: Mapping[str, str],
    contract: Contract | None,
    backfill: Decimal,
) -> MemberCost:
    window = team.ask.window
    department = departments[member.employee_number] if member.is_new else ""
    factor = backfill if is_backfilled(member) else Decimal(1)
    charges = (
        charges_of(contract, member.wte, starts=window.starts, ends=window.ends, factor=factor) if contract else ()
    )
    return MemberCost(team, member, department, contract, charges)


def prices_of(people: Iterable[Person], starts: date, ends: date) -> dict[str, int]:
    """What a tenth of WTE of each person's time costs a team in pence, lent from the first of these days to the last.

    Whoever's pay is not known is left out. It is for a search alone, and stands in no plan.
    """
    prices = {}
    for one in people:
        factor = BACKFILL_RATE if one.viewpoint is Viewpoint.CLINICAL else Decimal(1)
        contract = Contract(one.band, one.point, one.wte)
        charges = charges_of(contract, Decimal("0.1"), starts=starts, ends=ends, factor=factor)
        if charges:
            prices[one.employee_number] = sum(charge.pence for charge in charges)
    return prices


def is_backfilled(member: Member) -> bool:
    """Must somebody else cover for them while they are in the team? So for clinical time that is lent."""
    return member.is_new and member.viewpoint is Viewpoint.CLINICAL


def sum_pay(members: Iterable[MemberCost], year: int | None = None) -> PaySum:
    """What these members cost, in all or within one financial year; people in several teams count once."""
    costs = tuple(members)
    pence = sum(charge.pence for one in costs for charge in one.charges if year in {None, charge.year})
    known = {one.member.employee_number for one in costs if one.is_known}
    return PaySum(pence, len(known), len({one.member.employee_number for one in costs}))


def tells_of_few(groups: Iterable[tuple[MemberCost, ...]]) -> bool:
    """Would the sum of these groups, less the larger of them, tell what fewer than five people cost?"""
    few = [one for group in groups if sum_pay(group).known < FEWEST for one in group]
    return 0 < sum_pay(few).known < FEWEST


def contracts_of(people: Iterable[Person]) -> dict[str, Contract]:
    """Band, point and contracted time of these people, by employee number."""
    return {one.employee_number: Contract(one.band, one.point, one.wte) for one in people}
