"""People whom other trusts lend, joined to the trust that borrows them: with what an assembly needs, and no more."""

from dataclasses import replace
from decimal import Decimal

from plait.engine.competencies import Holding
from plait.engine.lending import Loan
from plait.engine.people import Person
from plait.engine.teams import Membership
from plait.engine.trust import Trust
from plait.store.selecting import select
from plait.store.snapshot import LEVELS, VIEWPOINTS
from plait.store.writing import Row

PEOPLE = """
    SELECT reference, lender, lender_name, name, identity, viewpoint, trim_scale(wte) AS wte, employed_from,
        employed_until, trim_scale(most_wte) AS most_wte, starts, ends
    FROM store_lent WHERE borrower_id = %(trust)s ORDER BY reference"""
TIMES = """
    SELECT reference, team, trim_scale(wte) AS wte, joined, starts, ends FROM store_lenttime
    WHERE borrower_id = %(trust)s ORDER BY reference, team, starts"""
COMPETENCIES = """
    SELECT reference, competency, level, since, confirmed_on, starts, ends FROM store_lentcompetency
    WHERE borrower_id = %(trust)s ORDER BY reference, competency, since"""


def with_borrowed(trust: Trust, trust_id: int) -> Trust:
    """The trust with everybody lent to it today, under their references: `loans` says by whom and until when."""
    asked = {"trust": trust_id}
    people = select(PEOPLE, asked)
    return replace(
        trust,
        people=(*trust.people, *map(_person, people)),
        memberships=(*trust.memberships, *map(_membership, select(TIMES, asked))),
        holdings=(*trust.holdings, *map(_holding, select(COMPETENCIES, asked))),
        loans=tuple(map(_loan, people)),
    )


def with_guests(trust: Trust, trust_id: int) -> Trust:
    """The trust with those of other trusts who take a place in one of its teams, none of whom is asked for more."""
    if not trust.guests:
        return trust
    every = with_borrowed(trust, trust_id)
    apart = {loan.employee_number for loan in every.loans} - trust.guests
    return replace(
        every,
        people=tuple(one for one in every.people if one.employee_number not in apart),
        memberships=tuple(one for one in every.memberships if one.employee_number not in apart),
        holdings=tuple(one for one in every.holdings if one.employee_number not in apart),
        loans=tuple(replace(one, wte=Decimal(0)) for one in every.loans if one.employee_number in trust.guests),
    )


def without_guests(trust: Trust) -> Trust:
    """The trust as if nobody of another one were in its teams."""
    stays = tuple(one for one in trust.memberships if one.employee_number not in trust.guests)
    return replace(trust, memberships=stays, guests=frozenset())


def _loan(row: Row) -> Loan:
    return Loan(row["reference"], row["lender"], row["lender_name"], row["starts"], row["ends"], row["most_wte"])


def _person(row: Row) -> Person:
    """Who lends them stands in place of their department."""
    return Person(
        employee_number=row["reference"],
        name=row["name"],
        staff_group="",
        viewpoint=VIEWPOINTS[row["viewpoint"]],
        department=row["lender_name"],
        wte=row["wte"],
        starts=row["employed_from"],
        ends=row["employed_until"],
        identity=row["identity"],
    )


def _membership(row: Row) -> Membership:
    return Membership(row["team"], row["reference"], row["wte"], row["joined"], row["starts"], row["ends"])


def _holding(row: Row) -> Holding:
    return Holding(
        row["reference"],
        row["competency"],
        LEVELS[row["level"]],
        row["since"],
        confirmed_on=row["confirmed_on"],
        starts=row["starts"],
        ends=row["ends"],
    )
