"""People lent to another trust: who may be asked for there, from which day to which, and for how much time."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from plait.engine.cells import read_code, read_date, read_wte, read_yes_no
from plait.engine.sheets import Column, Sheet, last_day


def read_trust(text: str) -> str:
    """The code of a trust, in capitals."""
    return read_code(text).upper()


LENDING = Sheet(
    name="people lent",
    title="People lent",
    help="One line for each person whom another trust may ask for, within two dates. It ends by itself.",
    key=("employee_number", "borrower"),
    columns=(
        Column(
            "employee_number", "Employee number", "An employment of the people sheet.", "1001", read_code,
            required=True, refers_to="people",
        ),
        Column(
            "borrower", "Lent to", "The code of the trust that may ask for this person.", "RXY", read_trust,
            required=True,
        ),
        Column(
            "wte", "WTE", "The most time that trust may ask for; empty means all that is free.", "0.4", read_wte,
        ),
        Column(
            "named", "Name shown", "Yes if that trust may read the name, else No.", "Yes", read_yes_no,
            choices=("Yes", "No"), default=False,
        ),
        Column(
            "starts", "Starts", "The first day on which that trust may ask; empty means the day the file is true from.",
            "01/04/2026", read_date,
        ),
        replace(last_day("The last day they may be asked for, and may work there."), required=True),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loan:
    """Somebody whom another trust lends, as an assembly needs to know: until when, and for how much time at most.

    `employee_number` is the reference they go by here, which is no employee number of theirs.
    """

    employee_number: str
    lender: str
    lender_name: str
    starts: date
    ends: date
    wte: Decimal | None = None


def reference_of(lender: str, employment_id: int) -> str:
    """What somebody lent is called where their name is not known: the trust that lends them, and a number."""
    return f"{lender}/{employment_id}"
