"""What a plan costs, as the viewer may see it: pence to a finance partner, sums that tell of nobody to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plait.engine.assembly.cost import (
    MemberCost,
    PlanCost,
    cost_plan,
    is_backfilled,
    sum_pay,
)
from plait.engine.assembly.cost_wording import cost_words, department_lines, spans_of, team_lines
from plait.engine.assembly.plan import Plan
from plait.engine.assembly.wording import time_words
from plait.engine.funding.on_costs import BACKFILL_RATE, Contract, year_words
from plait.engine.funding.showing import UNKNOWN, pounds, show_pay
from plait.engine.funding.wording import rules_of_pay
from plait.engine.permissions import Viewer
from plait.store.people import PersonWord
from plait.web.shared.jinja import plural
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Row, TablePage
from plait.web.shared.pence import sees_pence

COST_HEADS = ("Team", "Service", "Financial year", "Pay and on-costs", "Pay known", "Members")
PERSON_HEADS = ("Employee number", "Name", "Band", "Point", "Contracted WTE", "WTE in the team", "Backfill")


@dataclass(frozen=True, slots=True)
class CostPart:
    """The sums by team and by lending department, how they are made, and what each person costs for who may know."""

    lead: str
    notes: tuple[str, ...]
    teams: TablePage
    departments: TablePage
    people: TablePage | None
    rules: TablePage


def cost_part(
    viewer: Viewer, plan: Plan, people: Mapping[str, PersonWord], contracts: Mapping[str, Contract]
) -> CostPart:
    """What the plan costs, in words and tables."""
    cost, exact = cost_plan(plan, contracts), sees_pence(viewer)
    return CostPart(
        *cost_words(cost, exact=exact),
        _teams(cost, exact=exact),
        _departments(cost, exact=exact),
        _people(cost, people) if exact else None,
        _rules(),
    )


def _teams(cost: PlanCost, *, exact: bool) -> TablePage:
    heads = (_head("Service"), *(_head(span, number=True) for span in spans_of(cost)), _head("Pay known of"))
    rows = tuple(
        Row((Cell(line.name), *map(Cell, line.shown), Cell(f"{line.known} of {line.members}")))
        for line in team_lines(cost, exact=exact)
    )
    return TablePage("What each team costs", heads, rows, EmptyState("Nobody."))


def _departments(cost: PlanCost, *, exact: bool) -> TablePage:
    heads = (_head("Department"), _head("Lends"), _head("Of it backfill"), _head("Gets", number=True))
    rows = tuple(
        Row((Cell(line.name), _wte(line.wte), _wte(line.backfilled), Cell(line.shown[-1])))
        for line in department_lines(cost, exact=exact)
    )
    return TablePage("What each department gets for whom it lends", heads, rows, EmptyState("Nobody is lent."))


def _wte(time: Decimal) -> Cell:
    return Cell(f"{time_words(time)} WTE")


def _people(cost: PlanCost, people: Mapping[str, PersonWord]) -> TablePage:
    heads = ("Person", "Band and point", "A year", "Of it pay", "Insurance", "Pension", "Levy", "Time", "Costs")
    rows = tuple(_person(one, people) for one in cost.members)
    words = {"Person", "Band and point", "Time"}
    shown = tuple(_head(text, number=text not in words) for text in heads)
    return TablePage("What each person costs", shown, rows, EmptyState("Nobody."))


def _person(one: MemberCost, people: Mapping[str, PersonWord]) -> Row:
    member, contract = one.member, one.contract
    who = people.get(member.employee_number)
    name = Cell(who.name if who else member.employee_number, note=one.team.ask.service)
    written = f"{contract.band or 'No band'}, {contract.point or 'no point'}" if contract else UNKNOWN
    time = f"{time_words(member.wte)} of {time_words(contract.wte)} WTE" if contract else time_words(member.wte)
    if not one.charges:
        return Row((name, Cell(written), *[Cell("–")] * 5, Cell(time), Cell(UNKNOWN)))
    last = one.charges[-1].of
    each = [Cell(pounds(pence)) for pence in (last.total, last.gross, last.insurance, last.pension, last.levy)]
    point = f"{last.paid_by.name} in {year_words(last.year)}: £{last.paid_by.pounds:,}"
    months = "; ".join(f"{plural(charge.months, 'month')} of {year_words(charge.year)}" for charge in one.charges)
    costs = Cell(pounds(sum_pay([one]).pence), note="Backfill" if is_backfilled(member) else "")
    return Row((name, Cell(written, note=point), *each, Cell(time, note=months), costs))


def _rules() -> TablePage:
    rows = tuple(Row(tuple(map(Cell, rule))) for rule in rules_of_pay(BACKFILL_RATE))
    heads = (_head("Part"), _head("How it is worked out"), _head("From"))
    return TablePage("Rules and rates", heads, rows, EmptyState("None."))


def _head(text: str, *, number: bool = False) -> ColumnHead:
    return ColumnHead(text, number=number)


def cost_rows(
    viewer: Viewer, plan: Plan, people: Mapping[str, PersonWord], contracts: Mapping[str, Contract]
) -> tuple[tuple[str, ...], list[list[str]]]:
    """Heads and rows of a file: each team by financial year, and for who may know it each person."""
    cost, exact = cost_plan(plan, contracts), sees_pence(viewer)
    rows = []
    for team, members in cost.teams:
        for part in [[one] for one in members] if exact else [members]:
            for year in cost.years or (None,):
                pay = sum_pay(part, year)
                words = year_words(year) if year else ""
                sums = [team.ask.team, team.ask.service, words, show_pay(pay, exact=exact)]
                row = [*sums, str(pay.known), str(pay.people)]
                rows.append(row + _who(part[0], people) if exact else row)
    return (COST_HEADS + PERSON_HEADS if exact else COST_HEADS), rows


def _who(one: MemberCost, people: Mapping[str, PersonWord]) -> list[str]:
    number, contract = one.member.employee_number, one.contract
    name = people[number].name if number in people else ""
    paid = [contract.band, str(contract.point or ""), f"{contract.wte:f}"] if contract else ["", "", ""]
    return [number, name, *paid, f"{one.member.wte:f}", "Yes" if is_backfilled(one.member) else "No"]
