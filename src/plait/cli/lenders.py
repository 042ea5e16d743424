"""Trusts that lend to the one whose teams are assembled: their files, beside its own."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from plait.cli.files import read_stated
from plait.cli.outcome import Ends, Exit
from plait.engine.assembly.plan import Plan
from plait.engine.lent_files import with_lent
from plait.engine.trust import Trust
from plait.engine.trust_of_files import trust_of_intake

lending: Callable[[Any], Any] = click.option(
    "--lent-by",
    "lenders",
    multiple=True,
    metavar="CODE=FOLDER",
    help="The files of a trust that lends people; again for more. Needs --trust, the code they are lent to.",
)


def lines_of_loans(plan: Plan, trust: Trust) -> Iterable[str]:
    """Who of the plan is lent, by whom and until when, and what becomes of their place then."""
    loans = {one.employee_number: one for one in trust.loans}
    for team in plan.teams:
        for one in team.members:
            loan = loans.get(one.employee_number)
            if loan:
                yield (
                    f"\n{loan.employee_number} in {team.ask.team} is lent by {loan.lender_name} ({loan.lender}) until "
                    f"{loan.ends - timedelta(days=1):%d/%m/%Y}. The place ends with the loan; what they cover is then "
                    "open again."
                )


def with_lenders(trust: Trust, lenders: Iterable[str], code: str | None) -> tuple[Trust, int]:
    """The trust with whom the files of others lend to it on its day, and how many faults those files have."""
    faults = 0
    for stated in lenders:
        name, parted, folder = stated.partition("=")
        if not (name and parted and folder):
            raise Ends(
                Exit.USAGE, f"Write the code of the trust that lends and its files, like RYY=theirs, not {stated}."
            )
        if not code:
            raise Ends(Exit.USAGE, "Say with --trust which trust this is: people are lent to a trust by its code.")
        intake = read_stated(Path(folder))
        lender = trust_of_intake(intake, code=name.upper(), name=intake.name, on=trust.on)
        trust, faults = with_lent(trust, lender, intake.entries()), faults + len(intake.all_problems())
    return trust, faults
