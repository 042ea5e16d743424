"""What the register of interests shows, and the form of one declaration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.declarations import DECLARATIONS, Organisation, is_declared
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.declarations import DeclarationLine
from plait.store.executives import ShareLine
from plait.store.history import HistoryLine
from plait.store.paging import Page
from plait.web.executives.deputies import RegisterPage
from plait.web.shared.editing import FormTask
from plait.web.shared.jinja import plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, last_day_of, last_day_words, place_of, show_history, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Name", "Other organisation", "Interest", "Document", "Starts", "Last day", *PLACE)
OFFER = Listing(
    columns=(
        Column("name", "Name"),
        Column("organisation", "Other organisation"),
        Column("interest", "Interest", sortable=False),
        Column("document", "Document", sortable=False),
        Column("starts", "Starts"),
        Column("ends", "Last day", sortable=False),
        Column("source", "Source", sortable=False),
    ),
    filters=(Filter("when", "When", (("all", "Ended ones too"),), "Today and to come"),),
    search_label="Find a person, an organisation or an interest",
    sort="name",
)
RULE = "Whoever leads two trusts declares it in the register of each. The board secretary keeps this register."


@dataclass(frozen=True, slots=True)
class Register:
    """Every interest of today and to come, whom this trust shares with others as far as may be read, the history."""

    every: tuple[DeclarationLine, ...]
    shares: tuple[ShareLine, ...]
    history: tuple[HistoryLine, ...]


def declarations_page(
    viewer: Viewer, query: Query, found: Page[DeclarationLine], register: Register, today: date
) -> RegisterPage:
    """The register as this viewer may change it."""
    home = f"/t/{viewer.trust_code}"
    may_edit = bool(scope_of(viewer, Action.EDIT_DECLARATIONS))
    empty = EmptyState(
        "No interest is declared yet. Without the register nobody can tell who stood aside, and why.",
        Link("Bring the Declarations of interest sheet", f"{home}/imports/") if may_edit else None,
    )
    words = ListWords("Register of interests", "declarations", empty)
    rows = [_row(home, one, today, may_edit=may_edit) for one in found.rows]
    return RegisterPage(
        "Register of interests",
        "declarations",
        _answer(register, today),
        show_table(OFFER, query, words, rows=rows, total=found.total),
        Link("Add a declaration", f"{home}/executives/declarations/add/") if may_edit else None,
        show_history(register.history, named=True),
        RULE,
    )


def _answer(register: Register, today: date) -> str:
    """How many are declared, whatever the list is filtered by; and which executive of two trusts declared nothing."""
    count = len(register.every)
    said = [f"{plural(count, 'interest is', 'interests are')} declared." if count else "No interest is declared."]
    for one in register.shares:
        own = [kept for kept in register.every if kept.employment_id == one.employment_id]
        if not is_declared(own, Organisation(one.other, one.other_name), today):
            said.append(f"{one.name} has declared nothing about {one.other_name}.")
    return " ".join(said)


def _row(home: str, one: DeclarationLine, today: date, *, may_edit: bool) -> Row:
    begins = f"Begins {short_date(one.starts)}" if one.starts > today else ""
    edit = f"{home}/executives/declarations/{one.id}/edit/" if may_edit else ""
    return Row(
        (
            Cell(one.name, href=edit, note=begins),
            Cell(one.organisation),
            Cell(one.interest),
            Cell(one.document or "–"),
            Cell(short_date(one.starts)),
            Cell(last_day_words(one.ends)),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"declaration-{one.id}",
    )


def declaration_rows(found: Page[DeclarationLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.name,
            one.organisation,
            one.interest,
            one.document,
            one.starts.isoformat(),
            last_day_of(one.ends),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]


def declaration_task(viewer: Viewer, one: DeclarationLine | None, today: date) -> FormTask:
    """The form that adds a declaration, or changes one; whose it is does not change."""
    home = f"/t/{viewer.trust_code}/executives/declarations/"
    fields = DECLARATIONS.fields
    return FormTask(
        sheet=DECLARATIONS,
        title=f"Change what {one.name} declared" if one else "Add a declaration of interest",
        fields=fields[1:] if one else fields,
        back=Link("Register of interests", home),
        after=lambda _id: home,
        done="The declaration is saved." if one else "The declaration is recorded.",
        record_id=one.id if one else None,
        on=one.ends - DAY if one and one.ends is not None and one.ends <= today else None,
        section="board",
        subject="declarations",
    )
