"""What the page of expertise shows: which technology decisions had a specialist or advice, those without any first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.board import YEAR
from plait.engine.litmus.questions.advice_before_decisions import CLAIM as ADVISED
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.parity import Questioned
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = (
    "Decision", "Meeting", "Decided on", "Item", "Specialist present", "Written advice", "Advice by", "Led by",
    "Challenged by", "Questions raised", "Questions that changed something", *PLACE,
)  # fmt: skip
PRESENT = {True: "Yes", False: "No", None: "Not recorded"}
OFFER = Listing(
    columns=(
        Column("name", "Decision"),
        Column("decided", "Decided on"),
        Column("advice", "Specialist or advice"),
        Column("challenged", "Challenged by"),
        Column("raised", "Questions"),
        Column("source", "Source", sortable=False),
    ),
    filters=(
        Filter("advised", "Advice", (("yes", "With advice"), ("no", "Without advice")), "With or without"),
        Filter("when", "When", (("year", "Last 12 months"), ("before", "Before that")), "At any time"),
    ),
    search_label="Find a decision or a meeting",
    sort="advice",
)


@dataclass(frozen=True, slots=True)
class ExpertisePage:
    """Every technology decision: the answer, what questions came to, and the list."""

    answer: str
    raised: str
    table: TablePage
    question: Link
    rule: str = (
        "A specialist in the room and written advice are both enough: what counts is access to expertise, not a seat. "
        "All technology decisions should have it (our default). Drafts count in nothing."
    )


SORTS: dict[str, Callable[[Questioned], tuple[object, ...]]] = {
    "name": lambda one: (one.decision.name.casefold(),),
    "decided": lambda one: (one.decision.decided_on,),
    "advice": lambda one: (one.decision.is_advised,),
    "challenged": lambda one: (len(one.decision.challenged_by),),
    "raised": lambda one: (one.raised, one.changed),
}


def chosen(every: Sequence[Questioned], query: Query, today: date) -> list[Questioned]:
    """Those that match the query, in its order; of equal ones the latest first."""
    found = [one for one in every if _matches(one, query, today)]
    return sorted(found, key=SORTS[query.sort], reverse=query.descending)


def _matches(one: Questioned, query: Query, today: date) -> bool:
    advised, when = query.filter("advised"), query.filter("when")
    return (
        query.q.casefold() in f"{one.decision.name} {one.decision.meeting}".casefold()
        and advised in ("", "yes" if one.decision.is_advised else "no")
        and when in ("", "year" if _is_of_year(one, today) else "before")
    )


def _is_of_year(one: Questioned, today: date) -> bool:
    return today - YEAR < one.decision.decided_on <= today


def expertise_page(
    viewer: Viewer, every: Sequence[Questioned], query: Query, found: Sequence[Questioned], today: date
) -> ExpertisePage:
    """The list as this viewer sees it; `every` decision is what the sentences speak of."""
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No technology decision is recorded. Without them nobody can tell whether advice was there.",
        Link("Bring the Board decisions sheet", f"{home}/imports/") if scope_of(viewer, Action.EDIT_BOARD) else None,
    )
    words = ListWords("Technology decisions", "decisions", empty)
    rows = [_row(home, one) for one in found[query.offset : query.offset + PAGE_SIZE]]
    year = [one for one in every if _is_of_year(one, today)]
    return ExpertisePage(
        answer=_answer(year),
        raised=_raised(year),
        table=show_table(OFFER, query, words, rows=rows, total=len(found)),
        question=Link(
            "Was specialist advice there for every technology decision of the board?",
            f"{home}/questions/advice-before-decisions/",
        ),
    )


def _answer(year: Sequence[Questioned]) -> str:
    if not year:
        return f"{CANNOT_TELL} No technology decision of the last 12 months is recorded."
    return f"{ADVISED.counted(sum(one.decision.is_advised for one in year), len(year))} in the last 12 months."


def _raised(year: Sequence[Questioned]) -> str:
    if not year:
        return ""
    challenged = sum(bool(one.decision.challenged_by) for one in year)
    raised, changed = sum(one.raised for one in year), sum(one.changed for one in year)
    said = f"{challenged} of {many(len(year), 'decision was', 'decisions were')} challenged."
    return (
        f"{said} Of {many(raised, 'question', 'questions')} on record {changed} changed something." if raised else said
    )


def _row(home: str, one: Questioned) -> Row:
    decision = one.decision
    return Row(
        (
            Cell(decision.name, note=f"Led by {'; '.join(decision.leads)}" if decision.leads else ""),
            Cell(short_date(decision.decided_on), href=f"{home}/board/{decision.meeting_id}/", note=decision.meeting),
            _advice(one),
            Cell("; ".join(decision.challenged_by) or "–"),
            Cell(str(one.raised), note=f"{one.changed} changed something" if one.raised else ""),
            Cell(source_words(decision.origin), look="source"),
        ),
        id=f"decision-{decision.id}",
    )


def _advice(one: Questioned) -> Cell:
    decision = one.decision
    said = "Specialist present" if decision.specialist else ""
    if decision.advice:
        return Cell(f"{decision.advice}, by {decision.advice_by}", note=said)
    return Cell(said or "None", look="" if said else "warning")


def expertise_rows(found: Sequence[Questioned]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.decision.name,
            one.decision.meeting,
            one.decision.decided_on.isoformat(),
            one.decision.item,
            PRESENT[one.decision.specialist],
            one.decision.advice,
            one.decision.advice_by,
            "; ".join(one.decision.leads),
            "; ".join(one.decision.challenged_by),
            str(one.raised),
            str(one.changed),
            *place_of(one.decision.origin),
        ]
        for one in found
    ]
