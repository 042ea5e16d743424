"""What the list of deputies shows, and the form of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.deputies import DEPUTIES
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.acting_up import AwayLine, DeputyLine
from plait.store.history import HistoryLine
from plait.store.paging import Page
from plait.web.shared.acting_up import away_words
from plait.web.shared.editing import FormTask
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import Column, Listing, Query
from plait.web.shared.origins import PLACE, last_day_of, last_day_words, place_of, show_history, source_words
from plait.web.shared.page import Cell, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Role", "Deputy", "Covers today", "Starts", "Last day", *PLACE)
OFFER = Listing(
    columns=(
        Column("role", "Role"),
        Column("name", "Deputy"),
        Column("covers", "Covers today", sortable=False),
        Column("starts", "Starts"),
        Column("ends", "Last day", sortable=False),
        Column("source", "Source", sortable=False),
    ),
    search_label="Find a role or a person",
    sort="role",
)
RULE = (
    "A deputy fills the role while its holder is on long leave, or acts up in another and has not the time for both. "
    "Where nobody holds the role any more, a deputy does not fill it: appoint somebody, or name an interim."
)


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A register of the board: the answer, the list, the way to a new row, what happened to it, its rule."""

    title: str
    subject: str
    answer: str
    table: TablePage
    add: Link | None
    history: tuple[HistoryEntry, ...]
    rule: str


def deputies_page(
    viewer: Viewer,
    asked: tuple[Query, Page[DeputyLine]],
    away: Iterable[AwayLine],
    history: Iterable[HistoryLine],
    today: date,
) -> RegisterPage:
    """The deputies, as this viewer may change them; who leads and who stands in, everybody may know."""
    home, (query, found) = f"/t/{viewer.trust_code}", asked
    may_edit = bool(scope_of(viewer, Action.EDIT_LEADERSHIP))
    empty = EmptyState(
        "No deputy is recorded yet. Without one, a role stays open from the day its holder is away or acts up.",
        Link("Bring the Deputies sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    rows = [_row(home, one, today, may_edit=may_edit) for one in found.rows]
    return RegisterPage(
        "Deputies",
        "deputies",
        away_words(away) or "No holder of a role is away or acts up in another today.",
        show_table(OFFER, query, ListWords("Deputies", "deputies", empty), rows=rows, total=found.total),
        Link("Add a deputy", f"{home}/executives/deputies/add/") if may_edit else None,
        show_history(history, named=True),
        RULE,
    )


def _row(home: str, one: DeputyLine, today: date, *, may_edit: bool) -> Row:
    begins = f"Begins {short_date(one.starts)}" if one.starts > today else ""
    edit = f"{home}/executives/deputies/{one.id}/edit/" if may_edit else ""
    return Row(
        (
            Cell(one.role, href=f"{home}/leadership/{one.role_id}/"),
            Cell(one.name, href=edit, note=begins),
            Cell("Yes" if one.covers else "No"),
            Cell(short_date(one.starts)),
            Cell(last_day_words(one.ends)),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"deputy-{one.id}",
    )


def deputy_rows(found: Page[DeputyLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.role,
            one.name,
            "Yes" if one.covers else "No",
            one.starts.isoformat(),
            last_day_of(one.ends),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]


def deputy_task(viewer: Viewer, roles: tuple[str, ...], one: DeputyLine | None, today: date) -> FormTask:
    """The form that adds a deputy, or changes from when to when; whose deputy somebody is does not change."""
    home = f"/t/{viewer.trust_code}/executives/deputies/"
    return FormTask(
        sheet=DEPUTIES,
        title=f"Change {one.name}, deputy for {one.role}" if one else "Add a deputy",
        fields=("starts", "ends") if one else DEPUTIES.fields,
        back=Link("Deputies", home),
        after=lambda _id: home,
        done="The deputy is saved." if one else "The deputy is recorded.",
        record_id=one.id if one else None,
        offered={"role": roles},
        on=one.ends - DAY if one and one.ends is not None and one.ends <= today else None,
        section="board",
        subject="deputies",
    )
