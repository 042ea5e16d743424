"""What the list of decisions shows: who led each, who questioned it, and which advice was there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.board_sheets import DRAFT
from plait.engine.litmus.questions.advice_before_decisions import CLAIM as ADVISED
from plait.engine.litmus.wording import CANNOT_TELL
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.board import DecisionLine
from plait.store.paging import Page
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

YES_NO = {True: "Yes", False: "No", None: ""}
NO_ADVICE = "None"
HEADINGS = (
    "Decision", "Meeting", "Decided on", "Item", "Technology decision", "Specialist present", "Written advice",
    "Advice by", "Led by", "Challenged by", *PLACE,
)  # fmt: skip
OFFER = Listing(
    columns=(
        Column("name", "Decision"),
        Column("meeting", "Meeting"),
        Column("decided", "Decided on"),
        Column("advice", "Advice", sortable=False),
        Column("leads", "Led by", sortable=False),
        Column("source", "Source", sortable=False),
    ),
    filters=(
        Filter("technology", "Technology", (("yes", "Technology decisions"), ("no", "All others")), "All decisions"),
        Filter("advised", "Advice", (("yes", "With advice"), ("no", "Without advice")), "With or without"),
    ),
    search_label="Find a decision or a meeting",
    sort="decided",
    descending=True,
)


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    """The decisions: the answer and the list."""

    answer: str
    table: TablePage
    rule: str = "A specialist in the room and written advice are both enough. Decisions of a draft count in nothing."


def decisions_page(
    viewer: Viewer, query: Query, found: Page[DecisionLine], published: Iterable[DecisionLine], today: date
) -> DecisionsPage:
    """The list as this viewer sees it; what is `published` is what the sentence speaks of."""
    home = f"/t/{viewer.trust_code}"
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    empty = EmptyState(
        "No decision is recorded yet. Without them nobody can tell whether advice was there.",
        Link("Bring the Board decisions sheet", f"{home}/imports/") if may_edit else None,
    )
    words = ListWords("Decisions", "decisions", empty)
    rows = [_row(home, one) for one in found.rows]
    return DecisionsPage(
        answer=_answer(published, today), table=show_table(OFFER, query, words, rows=rows, total=found.total)
    )


def _answer(published: Iterable[DecisionLine], today: date) -> str:
    year = [one for one in published if one.is_technology and 0 <= (today - one.decided_on).days < 365]
    if not year:
        return f"{CANNOT_TELL} No technology decision of the last 12 months is recorded."
    return f"{ADVISED.counted(sum(one.is_advised for one in year), len(year))} in the last 12 months."


def _row(home: str, one: DecisionLine) -> Row:
    challenged = f"Challenged by {'; '.join(one.challenged_by)}" if one.challenged_by else ""
    return Row(
        (
            Cell(one.name, note="Technology decision" if one.is_technology else ""),
            Cell(one.meeting, href=f"{home}/board/{one.meeting_id}/", note="Draft" if one.status == DRAFT else ""),
            Cell(short_date(one.decided_on)),
            advice_cell(one),
            Cell("; ".join(one.leads) or "–", note=challenged),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"decision-{one.id}",
    )


def advice_cell(one: DecisionLine) -> Cell:
    """Which advice was there; a warning where technology was decided without any."""
    said = "Specialist present" if one.specialist else ""
    if one.advice:
        return Cell(f"{one.advice}, by {one.advice_by}", note=said)
    return Cell(said or NO_ADVICE, look="warning" if one.is_technology and not one.is_advised else "")


def decision_rows(decisions: Sequence[DecisionLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.name,
            one.meeting,
            one.decided_on.isoformat(),
            one.item,
            YES_NO[one.is_technology],
            YES_NO[one.specialist],
            one.advice,
            one.advice_by,
            "; ".join(one.leads),
            "; ".join(one.challenged_by),
            *place_of(one.origin),
        ]
        for one in decisions
    ]
