"""The words for what a plan costs, the same on pages and from the command."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plait.engine.assembly.cost import MemberCost, PlanCost, is_backfilled, sum_pay, tells_of_few
from plait.engine.funding.on_costs import LAST_YEAR, year_words
from plait.engine.funding.showing import short_pounds, show_pay
from plait.engine.litmus.wording import day, many


def cost_words(cost: PlanCost, *, exact: bool) -> tuple[str, tuple[str, ...]]:
    """What a plan costs for the whole window, of how many, and what to know of the figure."""
    pay = sum_pay(cost.members)
    if not pay.people:
        return "Nobody is proposed, so nothing is to be paid.", ()
    if not pay.known:
        what = "What it costs is not known: no member has a band and point for which pay is published."
    else:
        window = cost.members[0].team.ask.window
        whom = f"for {many(pay.known, 'member', 'members')}, {day(window.starts)} to {day(window.last_day)}"
        coarse = tells_of_few(members for _, members in cost.teams)
        what = f"{show_pay(pay, exact=exact, coarse=coarse)} of pay and on-costs {whom}."
    notes = []
    if pay.known < pay.people:
        short = pay.people - pay.known
        who = "who has" if short == 1 else "who have"
        notes.append(
            f"Not known for {short} of {many(pay.people, 'member', 'members')}, {who} no band and point of the "
            "published Agenda for Change table and no part in the sum."
        )
        if any(team.ask.limit is not None for team, _ in cost.teams):
            notes.append("A limit counts each of them as the mean of everybody whose pay is known.")
    if cost.is_by_earlier_pay:
        notes.append(f"Pay after {year_words(LAST_YEAR)} is not published yet: that of {year_words(LAST_YEAR)} stands.")
    if not exact:
        notes.append(
            "Pay is shown to £5,000, and as a range for fewer than five people, so that it tells of nobody. "
            "Rounded figures may not add up. A finance partner sees every figure."
        )
    return what, tuple(notes)


@dataclass(frozen=True, slots=True)
class CostLine:
    """What some members cost, as it may be shown: in each financial year where there are several, then in all.

    `pence` are the same sums for who may know them, and empty for others. `limit` is what a team may cost, in pence.
    """

    name: str
    shown: tuple[str, ...]
    pence: tuple[int, ...]
    known: int
    members: int
    wte: Decimal
    backfilled: Decimal
    limit: int | None = None


def spans_of(cost: PlanCost) -> tuple[str, ...]:
    """What the sums of a line are of: each year where there are several, then all."""
    return (*(year_words(year) for year in _several(cost)), "In all")


def team_lines(cost: PlanCost, *, exact: bool) -> tuple[CostLine, ...]:
    """A line for each team, and where there are several one for the whole plan."""
    lines = [
        _within(_line(team.ask.service, members, cost, exact=exact), team.ask.limit) for team, members in cost.teams
    ]
    if len(lines) > 1:
        coarse = tells_of_few(members for _, members in cost.teams)
        lines.append(_line("The whole plan", cost.members, cost, exact=exact, coarse=coarse))
    return tuple(lines)


def _within(line: CostLine, limit: int | None) -> CostLine:
    """The line of a team that may cost so much at most: what it costs of that."""
    if limit is None:
        return line
    return replace(line, shown=(*line.shown[:-1], f"{line.shown[-1]} of {short_pounds(limit)}"), limit=limit)


def department_lines(cost: PlanCost, *, exact: bool) -> tuple[CostLine, ...]:
    """A line for each department that lends somebody: it gets what they cost."""
    coarse = tells_of_few(members for _, members in cost.departments)
    return tuple(_line(name, members, cost, exact=exact, coarse=coarse) for name, members in cost.departments)


def _line(name: str, members: Sequence[MemberCost], cost: PlanCost, *, exact: bool, coarse: bool = False) -> CostLine:
    pay = sum_pay(members)
    sums = (*(sum_pay(members, year) for year in _several(cost)), pay)
    return CostLine(
        name,
        tuple(show_pay(one, exact=exact, coarse=coarse) for one in sums),
        tuple(one.pence for one in sums) if exact else (),
        pay.known,
        pay.people,
        _time(members),
        _time(one for one in members if is_backfilled(one.member)),
    )


def _several(cost: PlanCost) -> tuple[int, ...]:
    return cost.years if len(cost.years) > 1 else ()


def _time(members: Iterable[MemberCost]) -> Decimal:
    return sum((one.member.wte for one in members), Decimal(0))
