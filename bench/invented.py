"""An invented trust of any size, as the tables of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plait.engine.staff_groups import USUAL_STAFF_GROUPS
from plait.engine.tables import Book, Line, Table

PEOPLE = (
    "Employee number", "Name", "Work e-mail", "Job title", "Staff group", "Profession", "Department", "Site", "WTE",
    "Band", "Line manager", "Registration body", "Registration number", "Starts",
)  # fmt: skip
LEVELS = ("Awareness", "Working", "Practitioner", "Expert")


def people_rows(count: int) -> list[tuple[str, ...]]:
    """Lines of a register of people, everybody but the first with a line manager of a lower number."""
    groups = [group.name for group in USUAL_STAFF_GROUPS]
    return [
        (
            str(10_000 + n), f"Given{n % 97} Family{n % 1009}", f"p{n}@trust.example", f"Title {n % 41}",
            groups[n % len(groups)], f"Profession {n % 23}", f"Department {n % 60}", f"Site {n % 9}",
            ("1", "0.8", "0.6")[n % 3], str(2 + n % 8), str(10_000 + n // 10) if n else "", "NMC", f"{n:06}E",
            "01/04/2024",
        )
        for n in range(count)
    ]  # fmt: skip


def people_book(count: int, name: str) -> Book:
    """A file of nothing but people."""
    return Book(name, f"{hash(name) & 0xFFFFFFFF:064x}", (_table("People", PEOPLE, people_rows(count)),))


def whole_book(count: int, name: str) -> Book:
    """A file with every part of a trust, in proportion to its people."""
    services, teams = max(3, count // 50), max(2, count // 70)
    competencies = 24
    sheets = (
        _table("People", PEOPLE, people_rows(count)),
        _table("Services", ("Service", "Phase", "Owner"), ((f"Service {n}", "Live", "10000") for n in range(services))),
        _table(
            "Competencies", ("Competency", "Family", "Viewpoint"),
            ((f"Competency {n}", f"Family {n % 4}", "Digital") for n in range(competencies)),
        ),
        _table(
            "Holdings", ("Employee number", "Competency", "Level", "Confirmed by"),
            (
                (str(10_000 + n), f"Competency {n % competencies}", LEVELS[n % 4], "10000")
                for n in range(count // 2)
            ),
        ),
        _table(
            "Teams", ("Team", "Service", "Members", "Releases"),
            (
                (f"Team {n}", f"Service {n % services}", _members(n), f"09/06/2025 Release {n}")
                for n in range(teams)
            ),
        ),
    )  # fmt: skip
    return Book(name, f"{hash(name) & 0xFFFFFFFF:064x}", sheets)


def _members(team: int) -> str:
    return "; ".join(f"{10_000 + team * 7 + n} 0.2" for n in range(7))


def _table(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    return Table(name, tuple(headings), 1, tuple(Line(n, tuple(cells)) for n, cells in enumerate(rows, start=2)))
