"""What the list of users and their access shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from plait.engine.permissions import Role, Viewer
from plait.store.paging import Page
from plait.store.users import AccessLine
from plait.web.shared.jinja import plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import last_day_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

QUIET = timedelta(days=90)
OFFERED_ROLES = tuple(role for role in Role if role is not Role.OPS)
"""The operator runs the machine and enters no trust."""


def capital(words: str) -> str:
    """The words with a capital at the start; CCIO keeps its own."""
    return words[:1].upper() + words[1:]


USERS = Listing(
    columns=(
        Column("name", "Name"),
        Column("role", "Role"),
        Column("starts", "From"),
        Column("ends", "Last day", sortable=False),
        Column("last_sign_in", "Last sign-in"),
        Column("close", "Close", sortable=False),
    ),
    filters=(
        Filter("role", "Role", tuple((role.value, capital(role.words)) for role in OFFERED_ROLES)),
        Filter(
            "state",
            "Access",
            (
                ("never", "Never signed in"),
                ("quiet", "Not signed in for 90 days"),
                ("ended", "Ended"),
                ("all", "Ended ones too"),
            ),
            "Today or to come",
        ),
    ),
    search_label="Find by name or e-mail",
    sort="name",
)
HEADINGS = ("Name", "E-mail", "Role", "From", "Last day", "Employee number", "Last sign-in")


@dataclass(frozen=True, slots=True)
class UsersPage:
    """The users of the trust: a sentence, the list, and the way to give a role."""

    answer: str
    table: TablePage
    give: Link


def users_page(viewer: Viewer, query: Query, found: Page[AccessLine], today: date) -> UsersPage:
    """The list of accesses, as a page."""
    home = f"/t/{viewer.trust_code}/access"
    words = ListWords("Who may enter this trust", "roles", EmptyState("Nobody may enter this trust yet."))
    rows = [_row(home, line, today) for line in found.rows]
    narrowed = bool(query.q or query.chosen)
    return UsersPage(
        answer=_answer(found.total, narrowed=narrowed),
        table=show_table(USERS, query, words, rows=rows, total=found.total),
        give=Link("Give somebody a role", f"{home}/give/"),
    )


def _answer(total: int, *, narrowed: bool) -> str:
    if narrowed:
        return f"{plural(total, 'role matches', 'roles match')}."
    return f"{plural(total, 'role is', 'roles are')} held today or to come. Close those nobody needs any more."


def role_words(code: str) -> str:
    """A role as people say it; the letters themselves where the table has no such role, which opens nothing."""
    return Role(code).words if code in Role.__members__ else code


def _row(home: str, line: AccessLine, today: date) -> Row:
    is_over = line.ends is not None and line.ends <= today
    number = f"Ends with employee number {line.employee_number}" if line.employee_number else ""
    change = "" if is_over else f"{home}/{line.id}/change/"
    cells = (
        Cell(line.name, href=change, note=line.email if line.is_active else f"{line.email}, account closed"),
        Cell(capital(role_words(line.role)), note=number),
        Cell(short_date(line.starts)),
        Cell(last_day_words(line.ends)),
        _sign_in_cell(home, line),
        Cell("Ended") if is_over else Cell(f"Close {line.name}’s access", href=f"{home}/{line.id}/close/"),
    )
    return Row(cells)


def _sign_in_cell(home: str, line: AccessLine) -> Cell:
    if line.awaits_password:
        return Cell("Send a new letter", href=f"{home}/{line.id}/letter/", note="Never: no password chosen yet")
    return Cell(_last_sign_in(line) or "Never")


def _last_sign_in(line: AccessLine) -> str:
    return short_date(timezone.localdate(line.last_sign_in)) if line.last_sign_in else ""


def user_rows(found: Page[AccessLine]) -> list[list[str]]:
    """The list as a file, for a review of access."""
    return [
        [
            line.name,
            line.email,
            role_words(line.role),
            f"{line.starts:%Y-%m-%d}",
            f"{line.ends - timedelta(days=1):%Y-%m-%d}" if line.ends else "",
            line.employee_number or "",
            f"{timezone.localtime(line.last_sign_in):%Y-%m-%d}" if line.last_sign_in else "",
        ]
        for line in found.rows
    ]
