"""What the page of strategic objectives shows: which have a digital outcome measure, and what serves none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.litmus.strategy_wording import words_of_measured, words_of_orphans
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.outcomes import Outcome
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.strategy import Linked, Links
from plait.store.history import HistoryLine
from plait.store.strategy import Strategy
from plait.web.shared.jinja import short_date
from plait.web.shared.listing import CHANGES, PAGE_SIZE, Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = (
    "Strategic objective", "Digital objective", "Measured by", "Digital outcome measures", "Not on the record",
    "Reviewed on", "Reviewed within 6 months", *PLACE,
)  # fmt: skip
YES_NO = {True: "Yes", False: "No"}
COLUMNS = (
    Column("name", "Objective"),
    Column("measures", "Measured by"),
    Column("reviewed", "Last reviewed"),
    Column("source", "Source", sortable=False),
)
FILTERS = (
    Filter("digital", "Kind", (("yes", "Digital objectives"), ("no", "All others")), "All objectives"),
    Filter("linked", "Digital measure", (("yes", "With one"), ("no", "Without")), "With or without"),
    Filter("overdue", "Review", (("yes", "More than 6 months ago"), ("no", "Within 6 months")), "Whenever reviewed"),
)
RULE = (
    "A digital outcome measure is an outcome with a measure and a digital owner. No digital objective should be "
    "without an objective of the trust (our default). Published: objectives are reviewed at least every 6 months "
    "(NHS England, The insightful provider board)."
)


@dataclass(frozen=True, slots=True)
class ObjectivesPage:
    """The objectives: the answer, what serves none of them, the list, what happened to it."""

    answer: str
    measured: str
    reviewed: str
    lost: TablePage
    table: TablePage
    history: tuple[HistoryEntry, ...]
    add: Link | None
    question: Link
    rule: str = RULE


def offer(viewer: Viewer) -> Listing:
    """What the list offers; who keeps the board's record changes its lines."""
    change = (CHANGES,) if scope_of(viewer, Action.EDIT_BOARD) else ()
    return Listing(columns=(*COLUMNS, *change), filters=FILTERS, search_label="Find an objective", sort="name")


SORTS: dict[str, Callable[[Linked], tuple[object, ...]]] = {
    "measures": lambda one: (len(one.digital),),
    "reviewed": lambda one: (one.objective.reviewed_on or date.min,),
}


def chosen(links: Links, query: Query, today: date) -> list[Linked]:
    """Those that match the query, in its order."""
    found = [one for one in links.linked if _matches(one, query, today)]
    found.sort(key=lambda one: one.objective.name.casefold())
    if query.sort == "name":
        return found[::-1] if query.descending else found
    return sorted(found, key=SORTS[query.sort], reverse=query.descending)


def _matches(one: Linked, query: Query, today: date) -> bool:
    says = {"digital": one.objective.is_digital, "linked": one.is_linked, "overdue": one.objective.is_overdue(today)}
    text = f"{one.objective.name} {'; '.join(one.objective.measured_by)}".casefold()
    fits = all(query.filter(name) in ("", "yes" if is_so else "no") for name, is_so in says.items())
    return fits and query.q.casefold() in text


def objectives_page(
    viewer: Viewer,
    asked: tuple[Query, Sequence[Linked]],
    strategy: Strategy,
    history: Iterable[HistoryLine],
    today: date,
) -> ObjectivesPage:
    """The page as this viewer sees it: what is found of what was asked, and the sentences of every objective."""
    home, links = f"/t/{viewer.trust_code}", strategy.links
    query, found = asked
    may_edit = bool(scope_of(viewer, Action.EDIT_BOARD))
    empty = EmptyState(
        "No strategic objective is recorded. Without them nobody can tell which digital work serves the strategy.",
        Link("Bring the Strategic objectives sheet", f"{home}/imports/") if may_edit else None,
    )
    shown = found[query.offset : query.offset + PAGE_SIZE]
    rows = [_row(home, one, strategy, today, may_edit=may_edit) for one in shown]
    words = ListWords("Strategic objectives", "objectives", empty)
    return ObjectivesPage(
        answer=_answer(links),
        measured=words_of_measured(links) if links.linked else "",
        reviewed=_reviewed(links, today),
        lost=_lost(home, links, strategy),
        table=show_table(offer(viewer), query, words, rows=rows, total=len(found)),
        history=show_history((line for line in history if line.action != "added"), named=True),
        add=Link("Add an objective", f"{home}/strategy/add/") if may_edit else None,
        question=Link(
            "Does every digital objective serve an objective of the trust?", f"{home}/questions/objectives-are-linked/"
        ),
    )


def _answer(links: Links) -> str:
    if not links.linked:
        return f"{CANNOT_TELL} No strategic objective is recorded."
    return words_of_orphans(links) if links.digital else f"{CANNOT_TELL} No digital objective is recorded."


def _reviewed(links: Links, today: date) -> str:
    late = sum(one.objective.is_overdue(today) for one in links.linked)
    if not links.linked:
        return ""
    if not late:
        return "Each was reviewed in the last 6 months."
    were = "was" if late == 1 else "were"
    return f"{late} of {many(len(links.linked), 'objective', 'objectives')} {were} not reviewed in the last 6 months."


def _lost(home: str, links: Links, strategy: Strategy) -> TablePage:
    heads = tuple(map(ColumnHead, ("Digital objective", "Digital owner", "Source")))
    rows = tuple(_lost_row(home, one, strategy) for one in links.lost)
    rows += tuple(_orphan_row(one) for one in links.linked if one.is_orphan)
    nothing = EmptyState("There is none.")
    return TablePage("Digital objectives linked with nothing", heads, rows, nothing, caption_hidden=True)


def _orphan_row(one: Linked) -> Row:
    objective = one.objective
    name = Cell(objective.name, note="A strategic objective that no outcome measures")
    return Row((name, Cell("–"), Cell(source_words(objective.origin), look="source")))


def _lost_row(home: str, one: Outcome, strategy: Strategy) -> Row:
    link = f"{home}/outcomes/{strategy.outcome_ids[one.name]}/"
    owner, source = Cell("; ".join(one.digital_owner)), Cell(source_words(one.origin), look="source")
    return Row((Cell(one.name, href=link, note="" if one.measure else "No measure"), owner, source))


def _row(home: str, one: Linked, strategy: Strategy, today: date, *, may_edit: bool) -> Row:
    record, id = one.objective, strategy.objective_ids[one.objective.name]
    measures = "; ".join(outcome.name for outcome in one.outcomes) or "Nothing"
    unknown = f"Not on the record: {'; '.join(one.unknown)}" if one.unknown else ""
    seen = short_date(record.reviewed_on) if record.reviewed_on else "Never"
    late = "More than 6 months ago" if record.is_overdue(today) else ""
    change = Cell("Change", href=f"{home}/strategy/{id}/edit/", of=record.name)
    return Row(
        (
            Cell(record.name, note="Digital objective" if record.is_digital else ""),
            Cell(measures, note=unknown or _digital(one), look="warning" if one.is_orphan else ""),
            Cell(seen, note=late),
            Cell(source_words(record.origin), look="source"),
            *((change,) if may_edit else ()),
        ),
        id=f"objective-{id}",
    )


def _digital(one: Linked) -> str:
    return many(len(one.digital), "digital measure", "digital measures") if one.digital else "No digital measure"


def objective_rows(found: Iterable[Linked], today: date) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.objective.name,
            YES_NO[one.objective.is_digital],
            "; ".join(outcome.name for outcome in one.outcomes),
            "; ".join(one.digital),
            "; ".join(one.unknown),
            one.objective.reviewed_on.isoformat() if one.objective.reviewed_on else "",
            YES_NO[not one.objective.is_overdue(today)],
            *place_of(one.objective.origin),
        ]
        for one in found
    ]
