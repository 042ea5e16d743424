"""The register of interests: who declared what interest in which other organisation, from when to when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from plait.engine.cells import read_code, read_date, read_text
from plait.engine.sheets import Column, Sheet, last_day

DECLARATIONS = Sheet(
    name="declarations of interest",
    title="Declarations of interest",
    help="One line for each interest that somebody declared in another organisation.",
    key=("employee_number", "organisation", "interest"),
    columns=(
        Column(
            "employee_number", "Employee number", "An employment of the people sheet.", "1001", read_code,
            required=True, refers_to="people",
        ),
        Column(
            "organisation", "Other organisation", "In which organisation the interest is; of a trust its code or name.",
            "RXY", read_text(), required=True,
        ),
        Column(
            "interest", "Interest", "What the interest is.", "Chief digital and information officer there, half time",
            read_text(300), required=True,
        ),
        Column(
            "document", "Document", "The form or minute that says so.", "Register of interests, 2026", read_text(),
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day of the interest; empty means no end is known."),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Organisation:
    """Another trust, by code and name."""

    code: str
    name: str

    def is_named(self, text: str) -> bool:
        """Does the text name it, by code or name, whatever the capitals and spaces?"""
        return " ".join(text.split()).casefold() in (self.code.casefold(), self.name.casefold())


class Declared(Protocol):
    """An interest in another organisation, for a time."""

    @property
    def organisation(self) -> str:
        """In which organisation."""

    @property
    def starts(self) -> date:
        """The first day."""

    @property
    def ends(self) -> date | None:
        """The first day after it, or nothing where no end is known."""


def is_declared(declarations: Iterable[Declared], other: Organisation, on: date) -> bool:
    """Is an interest in the other organisation declared on that day?"""
    return any(
        other.is_named(one.organisation) and one.starts <= on and (one.ends is None or on < one.ends)
        for one in declarations
    )
