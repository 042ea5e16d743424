"""What the list of assumptions and the page of one show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Viewer, reaches, scope_of
from plait.engine.research import TOO_GOOD, Humility
from plait.engine.research_sheets import HELD, WRONG
from plait.store.history import HistoryLine
from plait.store.paging import Page
from plait.store.research import AssumptionLine, teams_with_research
from plait.web.research.detail import RecordPage
from plait.web.shared.jinja import full_date, plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, Definition, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = (
    "Team", "Assumption", "Written on", "Tested on", "How", "Outcome", "Built on since", "What changed", "Release",
    *PLACE,
)  # fmt: skip
COLUMNS = (
    Column("name", "Assumption"),
    Column("team", "Team"),
    Column("written", "Written on"),
    Column("tested", "Tested on"),
    Column("outcome", "Outcome", sortable=False),
    Column("built", "Built on since"),
    Column("source", "Source", sortable=False),
)


@dataclass(frozen=True, slots=True)
class AssumptionsPage:
    """The assumptions: the answer, the list, and the way to a new one."""

    answer: str
    humility: str
    table: TablePage
    add: Link | None
    rule: str = (
        "Counted are assumptions on which building began in the last 12 months; tested first is one whose test was no "
        f"later than that day. None wrong of {TOO_GOOD} or more tested is too good to be true, and never a pass (our "
        "default)."
    )


def offer(trust_id: int) -> Listing:
    """What the list offers, with the teams there are."""
    return Listing(
        columns=COLUMNS,
        filters=(
            Filter("team", "Team", tuple((str(id), name) for name, id in teams_with_research(trust_id).items())),
            Filter("outcome", "Outcome", (("held", HELD), ("wrong", WRONG), ("open", "Not tested"))),
        ),
        search_label="Find an assumption",
        sort="written",
        descending=True,
    )


def assumptions_page(
    viewer: Viewer, offered: Listing, query: Query, found: Page[AssumptionLine], told: Humility
) -> AssumptionsPage:
    """The list as this viewer sees it, under what the last 12 months say."""
    home = f"/t/{viewer.trust_code}"
    empty = EmptyState(
        "No assumption is written down yet. Without them nobody can tell what was believed and turned out wrong.",
        Link("Bring the Assumptions sheet", f"{home}/imports/") if scope_of(viewer, Action.IMPORT) else None,
    )
    words = ListWords("Assumptions", "assumptions", empty)
    rows = [_row(home, one) for one in found.rows]
    may_add = scope_of(viewer, Action.RECORD_RELEASE)
    return AssumptionsPage(
        answer=_answer(told),
        humility=_humility(told),
        table=show_table(offered, query, words, rows=rows, total=found.total),
        add=Link("Write down an assumption", f"{home}/research/assumptions/add/") if may_add else None,
    )


def _answer(told: Humility) -> str:
    if not told.built:
        return f"{CANNOT_TELL} No assumption was built upon in the last 12 months."
    first = f"{told.first} of {plural(len(told.built), 'assumption')} built upon"
    return f"{first} {'was' if told.first == 1 else 'were'} tested first."


def _humility(told: Humility) -> str:
    if told.is_too_good:
        return f"None of {told.tested} tested was wrong. That is too good: check how they are tested."
    if not told.tested:
        return "None was tested in the last 12 months."
    was = f"{many(told.wrong, 'was', 'were')} wrong"
    return f"Of {told.tested} tested, {was}, and {told.changed} of those changed something."


def outcome_of(one: AssumptionLine) -> str:
    """What became of it, in a word."""
    return "Not tested" if one.is_wrong is None else WRONG if one.is_wrong else HELD


def _row(home: str, one: AssumptionLine) -> Row:
    is_late = one.built_on is not None and (one.tested_on is None or one.built_on < one.tested_on)
    built = short_date(one.built_on) if one.built_on else "–"
    return Row(
        (
            Cell(one.name, href=f"{home}/research/assumptions/{one.id}/"),
            Cell(one.team),
            Cell(short_date(one.written_on)),
            Cell(short_date(one.tested_on) if one.tested_on else "–", note=one.how),
            Cell(outcome_of(one), look="strong" if one.is_wrong else "", note=one.changes if one.is_wrong else ""),
            Cell(built, look="warning" if is_late else "", note="Before any test" if is_late else ""),
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"assumption-{one.id}",
    )


def assumption_rows(found: Page[AssumptionLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.team,
            one.name,
            one.written_on.isoformat(),
            one.tested_on.isoformat() if one.tested_on else "",
            one.how,
            "" if one.is_wrong is None else outcome_of(one),
            one.built_on.isoformat() if one.built_on else "",
            one.changes,
            one.release,
            *place_of(one.origin),
        ]
        for one in found.rows
    ]


def assumption_page(viewer: Viewer, one: AssumptionLine, history: Iterable[HistoryLine]) -> RecordPage:
    """One assumption, as everybody in the trust reads it."""
    home = f"/t/{viewer.trust_code}"
    may_edit = reaches(viewer, Action.RECORD_RELEASE, teams=[one.team])
    return RecordPage(
        name=one.name,
        answer=f"{outcome_of(one)}." if one.tested_on is None else f"{outcome_of(one)}: {one.how or 'tested'}.",
        about=(
            Definition("Team", one.team, f"{home}/teams/{one.team_id}/"),
            Definition("Written on", full_date(one.written_on)),
            Definition("Tested on", full_date(one.tested_on) if one.tested_on else "Not yet"),
            Definition("Built on since", full_date(one.built_on) if one.built_on else "Not yet"),
            Definition("What changed", one.changes or "Nothing"),
            Definition("Release", one.release or "None"),
            Definition("Where it came from", source_words(one.origin)),
        ),
        history=show_history(history),
        edit=Link("Change this assumption", f"{home}/research/assumptions/{one.id}/edit/") if may_edit else None,
    )
