"""What the page of lending shows: whom this trust lends, and which trusts lend to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.litmus.wording import listed
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.lending import Lender, LentLine
from plait.store.paging import Page
from plait.web.shared.jinja import full_date, plural, short_date, wte
from plait.web.shared.listing import Column, Listing, Query
from plait.web.shared.origins import PLACE, last_day_words, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Name", "Reference", "Lent to", "Most WTE", "Name shown", "Starts", *PLACE)
OFFER = Listing(
    columns=(
        Column("name", "Name"),
        Column("borrower", "Lent to"),
        Column("wte", "Most WTE", number=True, sortable=False),
        Column("named", "Name shown", sortable=False),
        Column("ends", "Last day"),
        Column("source", "Source", sortable=False),
    ),
    search_label="Find a person or a trust",
    sort="name",
)


@dataclass(frozen=True, slots=True)
class LenderPart:
    """One trust that lends to this one, in words, with what may be answered."""

    name: str
    words: str
    agree: str = ""
    stop: str = ""


@dataclass(frozen=True, slots=True)
class LendingPage:
    """Whom this trust lends, the way to lend somebody, and which trusts lend to it."""

    answer: str
    table: TablePage
    add: Link | None
    lenders: tuple[LenderPart, ...]


def lending_page(
    viewer: Viewer, query: Query, found: Page[LentLine], lenders: Sequence[Lender], today: date
) -> LendingPage:
    """What this viewer reads of lending; whom other trusts lend is not told."""
    home = f"/t/{viewer.trust_code}/lending/"
    may_edit = bool(scope_of(viewer, Action.EDIT_LENDING))
    empty = EmptyState("Nobody is lent to another trust. Only who stands here may be asked for there.")
    rows = [_row(home, one, today) for one in found.rows]
    return LendingPage(
        answer=_answer(found.total, lenders),
        table=show_table(OFFER, query, ListWords("People lent", "people", empty), rows=rows, total=found.total),
        add=Link("Lend somebody", f"{home}add/") if may_edit else None,
        lenders=tuple(_lender(home, one, may_edit=may_edit) for one in lenders),
    )


def _answer(lent: int, lenders: Sequence[Lender]) -> str:
    ours = f"This trust lends {plural(lent, 'person', 'people')}." if lent else "This trust lends nobody."
    names = [one.name for one in lenders]
    theirs = f"{listed(names)} {'lends' if len(names) == 1 else 'lend'} to it." if names else "No trust lends to it."
    return f"{ours} {theirs}"


def _row(home: str, one: LentLine, today: date) -> Row:
    begins = f"Begins {short_date(one.starts)}" if one.starts > today else ""
    return Row(
        (
            Cell(one.name, href=f"{home}{one.id}/", note=begins or one.reference),
            trust_cell(one),
            Cell("All that is free" if one.wte is None else wte(one.wte)),
            Cell("Yes" if one.named else "No"),
            Cell(last_day_words(one.ends)),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"loan-{one.id}",
    )


def trust_cell(one: LentLine) -> Cell:
    """The trust somebody is lent to; one that does not use this Plait stands out, since nobody there sees it."""
    if one.borrower_name:
        return Cell(f"{one.borrower_name} ({one.borrower})")
    return Cell(one.borrower, look="warning", note="No trust of this code is here")


def _lender(home: str, one: Lender, *, may_edit: bool) -> LenderPart:
    until = full_date(one.ends - DAY)
    words = f"{one.name} lends {plural(one.people, 'person', 'people')} to you until {until}."
    if one.agreed_until is None:
        words += " Nobody here has agreed to it yet, so they cannot be asked for."
    elif one.waits:
        words += f" You agreed until {full_date(one.agreed_until - DAY)}."
    else:
        words += " You agreed to it."
    path = f"{home}from/{one.code}/"
    return LenderPart(
        one.name,
        words,
        agree=f"{path}agree/" if may_edit and one.waits else "",
        stop=f"{path}stop/" if may_edit and one.agreed_until is not None else "",
    )


def lent_rows(found: Page[LentLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.name,
            one.reference,
            one.borrower,
            "" if one.wte is None else f"{one.wte:f}",
            "Yes" if one.named else "No",
            one.starts.isoformat(),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
