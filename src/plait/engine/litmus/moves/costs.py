"""What the time of people that a move places or protects costs in a year, by published pay, and never by a guess.

A year is the twelve months from that of the trust's day on. Pay, on-costs and backfill are those of an assembled plan.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

from plait.engine.funding.on_costs import BACKFILL_RATE, LAST_YEAR, Contract, charges_of, year_words
from plait.engine.funding.pay_points import find_pay_point
from plait.engine.funding.showing import range_of_time
from plait.engine.leadership import LeadershipRole
from plait.engine.litmus.cost import Cost
from plait.engine.litmus.wording import many
from plait.engine.people import Person
from plait.engine.trust import Trust, by_number, holding_on
from plait.engine.viewpoints import Viewpoint

FULL = Decimal(1)
NO_TIME = "How much time the role would get is not recorded: write its Protected WTE on the Leadership roles sheet."
NO_POST = (
    "The role names no post, so that its band is not known: write its Post on the Leadership roles sheet, and the band "
    "of that post on the Posts sheet."
)
NO_ROLE = "The trust has no such role yet: record it with its Protected WTE and its Post, and the band of the post."
LATER = f" Pay after {year_words(LAST_YEAR)} is not published yet: that of {year_words(LAST_YEAR)} stands."


def cost_of_vacant(trust: Trust, role: LeadershipRole | None, wte: Decimal | None) -> Cost:
    """So much time of a role that nobody holds, from the first to the last point of the band of its post."""
    if role is None:
        return Cost(missing=NO_ROLE)
    if not wte:
        return Cost(missing=NO_TIME)
    if not role.post:
        return Cost(missing=NO_POST)
    band = next((one.band for one in trust.posts if one.number == role.post), "")
    if not band:
        return Cost(missing=f"The post {role.post} has no band on the Posts sheet: write it there, like 8c.")
    last = next(point for point in count() if find_pay_point(LAST_YEAR, band, point + 1) is None)
    if not last:
        return Cost(
            missing=f"No pay is published here for the band of the post {role.post}: Plait knows the bands of Agenda "
            "for Change, 2 to 9."
        )
    paid = [_paid(Contract(band, point, FULL), wte, trust.on) for point in (1, last)]
    return _of(paid, wte, f"{_wte(wte)}, first to last point of the band of its post, {role.post}.")


def cost_of_protected(trust: Trust, role: LeadershipRole, wte: Decimal) -> Cost:
    """Time kept free for a role: what covering for whoever holds it costs; as of a vacant one where nobody does."""
    people = by_number(trust.people)
    now = [one.employee_number for one in holding_on(trust.holders, trust.on) if one.role == role.name]
    holders = [people[number] for number in now if number in people]
    if not holders or not wte:
        return cost_of_vacant(trust, role, wte)
    paid = [_paid(_contract(one), wte, trust.on, _factor(one.viewpoint)) for one in holders]
    if not all(paid):
        return Cost(
            missing=f"No band and point with published pay are recorded of who holds the role {role.name}: write both "
            "on the People sheet."
        )
    whom = "whoever holds the role" if len(holders) == 1 else f"one of the {len(holders)} who hold the role"
    return _of(paid, wte, f"{_wte(wte)}, what covering for {whom} costs.")


def cost_of_viewpoint(trust: Trust, viewpoint: Viewpoint, wte: Decimal) -> Cost:
    """Time of somebody of a viewpoint who is still to be named: from the least to the most that anybody of it costs."""
    held = Counter((one.band, one.point, one.wte) for one in trust.people if one.viewpoint is viewpoint)
    found = {one: _paid(Contract(*one), wte, trust.on, _factor(viewpoint)) for one in held}
    known = sum(held[one] for one, paid in found.items() if paid)
    if not known:
        return Cost(
            missing=f"No {viewpoint.value} person on the People sheet has a band and point with published pay: write "
            "both there for those it may be."
        )
    short = held.total() - known
    without = f" (not known of {short:,} more)" if short else ""
    lent = ", with backfill" if viewpoint is Viewpoint.CLINICAL else ""
    whom = many(known, f"{viewpoint.value} person", f"{viewpoint.value} people")
    return _of(found.values(), wte, f"{_wte(wte)}, least to most of {whom} whose pay is known{without}{lent}.")


def _contract(one: Person) -> Contract:
    return Contract(one.band, one.point, one.wte)


def _factor(viewpoint: Viewpoint) -> Decimal:
    """Clinical time is covered by somebody else."""
    return BACKFILL_RATE if viewpoint is Viewpoint.CLINICAL else FULL


@dataclass(frozen=True, slots=True)
class _Paid:
    """What some time of one person costs in a year, and a whole post of theirs, in pence."""

    pence: int
    whole: int
    is_early: bool


def _paid(contract: Contract, wte: Decimal, on: date, factor: Decimal = FULL) -> _Paid | None:
    """A year from the month of the day on; nothing where the pay is not known."""
    starts = on.replace(day=1)
    ends = starts.replace(year=starts.year + 1)
    some, full = (charges_of(contract, time, starts=starts, ends=ends, factor=factor) for time in (wte, FULL))
    if not some:
        return None
    pence, whole = (sum(charge.pence for charge in charges) for charges in (some, full))
    return _Paid(pence, whole, any(charge.is_by_earlier_pay for charge in some))


def _of(paid: Iterable[_Paid | None], wte: Decimal, basis: str) -> Cost:
    every = [one for one in paid if one]
    sums, posts = [one.pence for one in every], [one.whole for one in every]
    least, most = range_of_time(min(posts), max(posts), wte)
    later = LATER if any(one.is_early for one in every) else ""
    return Cost(min(sums), max(sums), basis + later, least=least, most=most)


def _wte(time: Decimal) -> str:
    return f"{time.normalize():f} WTE"
