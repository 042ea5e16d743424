"""People whom another trust lends, as its own files state it, joined to the trust that borrows them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from plait.engine.lending import LENDING, Loan
from plait.engine.people import Person
from plait.engine.sheets import Entry
from plait.engine.teams import Membership
from plait.engine.trust import Trust, by_number


def with_lent(trust: Trust, lender: Trust, entries: Iterable[Entry]) -> Trust:
    """The trust with whom the entries of the lender's files lend to it on its day, as much told as in a shared Plait.

    Everybody goes by a reference, the lender's code and the place among its people lent, like RXX/1. Their names are
    told where the sheet says so; of their teams only the time; of their competencies those both trusts know.
    """
    people = {number.casefold(): one for number, one in by_number(lender.people).items()}
    made = trust
    for place, entry in enumerate((one for one in entries if one.sheet == LENDING.name), start=1):
        person = people.get(str(entry.values["employee_number"]).casefold())
        loan = _loan(entry, lender, f"{lender.code}/{place}", trust.on)
        is_ours = str(entry.values["borrower"]).casefold() == trust.code.casefold()
        if person and is_ours and loan.starts <= trust.on < loan.ends:
            name = person.name if entry.values.get("named") else f"Somebody of {lender.name}"
            made = _joined(made, lender, person, loan, name)
    return made


def _loan(entry: Entry, lender: Trust, reference: str, on: date) -> Loan:
    starts, ends, wte = (entry.values.get(name) for name in ("starts", "ends", "wte"))
    return Loan(
        reference,
        lender.code,
        lender.name,
        starts if isinstance(starts, date) else on,
        ends if isinstance(ends, date) else on,
        wte if isinstance(wte, Decimal) else None,
    )


def _joined(trust: Trust, lender: Trust, person: Person, loan: Loan, name: str) -> Trust:
    reference, number = loan.employee_number, person.employee_number
    guest = Person(
        employee_number=reference,
        name=name,
        staff_group="",
        viewpoint=person.viewpoint,
        department=lender.name,
        wte=person.wte,
        starts=person.starts,
        ends=person.ends,
    )
    known = {one.name.casefold(): one.name for one in trust.competencies}
    holdings = tuple(
        replace(one, employee_number=reference, competency=known[one.competency.casefold()], origin=None)
        for one in lender.holdings
        if one.employee_number == number and one.competency.casefold() in known
    )
    teams = {team.name: place for place, team in enumerate(lender.teams, start=1)}
    times = tuple(
        Membership(f"{lender.code} team {teams[one.team]}", reference, one.wte, one.joined, one.starts, one.ends)
        for one in lender.memberships
        if one.employee_number == number
    )
    return replace(
        trust,
        people=(*trust.people, guest),
        memberships=(*trust.memberships, *times),
        holdings=(*trust.holdings, *holdings),
        loans=(*trust.loans, loan),
    )
