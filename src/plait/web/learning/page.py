"""What the education page shows: how far each staff group was reached, the targets, and every session."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plait.engine.education import GroupReach
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.small_numbers import LEAST, TOO_FEW
from plait.store.history import HistoryLine
from plait.store.learning import SessionLine, TargetLine
from plait.store.paging import Page
from plait.web.shared.jinja import full_date, number, short_date
from plait.web.shared.listing import CHANGES, Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, EmptyState, HistoryEntry, Link, Row, TablePage, plain_heads
from plait.web.shared.table import ListWords, show_table

HEADINGS = ("Day", "Topic", "Staff group", "People reached", "People in the group today", *PLACE)
RULE = (
    "Sessions count attendances. Nobody knows who came twice, so the people reached are told from the least they can "
    "have been, those of the largest session, to the most, as if nobody came twice; never more than the group has "
    "today. Groups of fewer than 5 people show no figure."
)


@dataclass(frozen=True, slots=True)
class EducationPage:
    """Education: the answer, reach by staff group, targets, every session, the history."""

    answer: str
    groups: TablePage
    targets: TablePage
    table: TablePage
    history: tuple[HistoryEntry, ...]
    add: Link | None
    aim: Link | None
    question: Link | None
    rule: str = RULE


def offer(viewer: Viewer, groups: Iterable[str]) -> Listing:
    """What the list of sessions offers."""
    change = (CHANGES,) if scope_of(viewer, Action.EDIT_LEARNING) else ()
    return Listing(
        columns=(
            Column("topic", "Topic"),
            Column("day", "Day"),
            Column("group", "Staff group"),
            Column("reached", "People reached", number=True),
            Column("source", "Source", sortable=False),
            *change,
        ),
        filters=(Filter("group", "Staff group", tuple((name, name) for name in groups)),),
        search_label="Find a session",
        sort="day",
        descending=True,
    )


def education_page(
    viewer: Viewer,
    reach: tuple[GroupReach, ...],
    targets: Sequence[TargetLine],
    table: TablePage,
    history: Iterable[HistoryLine],
) -> EducationPage:
    """Education as everybody in the trust reads it."""
    home, may_edit = f"/t/{viewer.trust_code}", scope_of(viewer, Action.EDIT_LEARNING)
    return EducationPage(
        answer=_answer(reach),
        groups=_groups(reach),
        targets=_targets(home, targets, may_edit=bool(may_edit)),
        table=table,
        history=show_history(line for line in history if line.action != "added"),
        add=Link("Log a session", f"{home}/learning/sessions/add/") if may_edit else None,
        aim=Link("Set a target", f"{home}/learning/targets/add/") if may_edit else None,
        question=Link("How many staff have been reached?", f"{home}/questions/trust-is-educated/")
        if scope_of(viewer, Action.READ_FINDINGS)
        else None,
    )


def _answer(reach: tuple[GroupReach, ...]) -> str:
    if not reach:
        return f"{CANNOT_TELL} No education session is recorded."
    behind = [one for one in reach if one.is_behind]
    aimed = sum(one.target is not None for one in reach)
    if not aimed:
        return "No target is set, so nobody can tell whether the sessions reach enough people."
    if not behind:
        return "Every target may have been met." if aimed > 1 else "The one target may have been met."
    missed = f"{many(len(behind), 'staff group misses', 'staff groups miss')} the target even if nobody came twice."
    least = next((one.staff_group for one in behind if not one.is_small), "")
    return f"{missed} Least reached: {least}." if least else missed


def _groups(reach: tuple[GroupReach, ...]) -> TablePage:
    heads = ("Staff group", "People today", "Sessions in 12 months", "Attendances", "People reached", "Target")
    empty = EmptyState("No session and no target is recorded.")
    rows = tuple(Row(_cells(one)) for one in reach)
    return TablePage("Reach by staff group", plain_heads(heads), rows, empty, caption_hidden=True)


def _cells(one: GroupReach) -> tuple[Cell, ...]:
    target = "No target" if one.target is None else f"{one.target}%"
    if one.is_small:
        return (Cell(one.staff_group), *(Cell(TOO_FEW) for _ in range(4)), Cell(target))
    note = f"One session says {one.largest:,}: more than the group has" if one.is_too_many else ""
    return (
        Cell(one.staff_group),
        Cell(number(one.people)),
        Cell(number(one.sessions)),
        Cell(number(one.attended), look="warning" if note else "", note=note),
        Cell(reach_words(one), look="warning" if one.is_behind else ""),
        Cell(target),
    )


def reach_words(one: GroupReach) -> str:
    """“24 to 61 of 300, 8% to 20%”, or what is missing."""
    if not one.people:
        return "Nobody is in this group today"
    if not one.sessions:
        return f"0 of {one.people:,}"
    least, most = (part * 100 // one.people for part in (one.least, one.most))
    if one.least == one.most:
        return f"{one.most:,} of {one.people:,}, {most}%"
    return f"{one.least:,} to {one.most:,} of {one.people:,}, {least}% to {most}%"


def _targets(home: str, targets: Sequence[TargetLine], *, may_edit: bool) -> TablePage:
    heads = ["Staff group", "Share to reach in 12 months", "Source", *(["Change"] if may_edit else [])]
    rows = tuple(
        Row(
            (
                Cell(one.staff_group),
                Cell(f"{one.share}%"),
                Cell(source_words(one.origin), look="source"),
                *(
                    (Cell("Change", href=f"{home}/learning/targets/{one.id}/edit/", of=f" {one.staff_group}"),)
                    if may_edit
                    else ()
                ),
            )
        )
        for one in targets
    )
    empty = EmptyState("No target is set.")
    return TablePage("Targets", plain_heads(heads), rows, empty, caption_hidden=True)


def sessions_table(viewer: Viewer, offered: Listing, query: Query, found: Page[SessionLine]) -> TablePage:
    """Every session, the latest first."""
    empty = EmptyState("No session is recorded yet. Without them nobody can tell which staff were never reached.")
    rows = [_row(viewer, one) for one in found.rows]
    return show_table(offered, query, ListWords("Sessions", "sessions", empty), rows=rows, total=found.total)


def _row(viewer: Viewer, one: SessionLine) -> Row:
    edit = f"/t/{viewer.trust_code}/learning/sessions/{one.id}/edit/"
    change = (Cell("Change", href=edit, of=f" {one.topic}, {full_date(one.held_on)}"),)
    of = f"{one.people:,}" if one.people >= LEAST else f"fewer than {LEAST}"
    too_many = f"The group has {of} today" if one.reached > one.people else ""
    return Row(
        (
            Cell(one.topic),
            Cell(short_date(one.held_on)),
            Cell(one.staff_group),
            Cell(number(one.reached), note=too_many, look="warning" if too_many else ""),
            Cell(source_words(one.origin), look="source"),
            *(change if scope_of(viewer, Action.EDIT_LEARNING) else ()),
        ),
        id=f"session-{one.id}",
    )


def session_rows(found: Page[SessionLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.held_on.isoformat(),
            one.topic,
            one.staff_group,
            str(one.reached),
            str(one.people) if one.people >= LEAST else "",
            *place_of(one.origin),
        ]
        for one in found.rows
    ]
