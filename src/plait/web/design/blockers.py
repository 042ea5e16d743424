"""What the list of blockers and the page of one show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low

from plait.engine.board_sheets import DIRECTORS
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Viewer, reaches, scope_of
from plait.store.design import BlockerLine
from plait.store.history import HistoryLine
from plait.store.paging import Page
from plait.web.shared.jinja import full_date, number, plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, Definition, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

HEADINGS = (
    "Team", "Blocker", "Raised on", "Days", "Whose to remove", "Removed on", "Removed by", "How", *PLACE,
)  # fmt: skip
Listed = tuple[Listing, Query, Page[BlockerLine]]
"""What the list offers, what was asked of it, and what was found."""


@dataclass(frozen=True, slots=True)
class BlockersPage:
    """The blockers: the answer, the list, and the way to raise one."""

    answer: str
    removed: str
    table: TablePage
    add: Link | None


def offer(teams: Mapping[str, int]) -> Listing:
    """What the list offers, with the teams that have raised one."""
    return Listing(
        columns=(
            Column("name", "Blocker"),
            Column("team", "Team"),
            Column("raised", "Raised on"),
            Column("days", "Days", number=True),
            Column("whose", "Whose to remove", sortable=False),
            Column("removed", "Removed"),
            Column("source", "Source", sortable=False),
        ),
        filters=(
            Filter("state", "State", (("open", "Stands"), ("removed", "Removed"))),
            Filter("team", "Team", tuple((str(id), name) for name, id in teams.items())),
            Filter("whose", "Whose to remove", tuple((office, office) for office in DIRECTORS)),
        ),
        search_label="Find a blocker",
        sort="days",
        descending=True,
    )


def blockers_page(viewer: Viewer, asked: Listed, every: Sequence[BlockerLine]) -> BlockersPage:
    """The list as this viewer sees it; `every` blocker is what the sentences speak of."""
    home = f"/t/{viewer.trust_code}"
    offered, query, found = asked
    empty = EmptyState(
        "No blocker is recorded. Without them nobody can tell what teams wait for an executive to remove."
    )
    words = ListWords("Blockers", "blockers", empty)
    return BlockersPage(
        answer=_answer(every),
        removed=_removed([one.days for one in every if one.removed_on is not None]) if every else "",
        table=show_table(offered, query, words, rows=[_row(home, one) for one in found.rows], total=found.total),
        add=Link("Raise a blocker", f"{home}/blockers/add/") if scope_of(viewer, Action.RECORD_RELEASE) else None,
    )


def _answer(every: Sequence[BlockerLine]) -> str:
    if not every:
        return f"{CANNOT_TELL} No blocker is recorded."
    standing = [one for one in every if one.removed_on is None]
    if not standing:
        return "Nothing that teams have raised stands in their way."
    oldest = max(standing, key=lambda one: (one.days, one.name))
    return (
        f"{many(len(standing), 'blocker stands', 'blockers stand')}, the oldest for {plural(oldest.days, 'day')}: "
        f"{oldest.name}."
    )


def _removed(days: list[int]) -> str:
    if not days:
        return "None has been removed yet."
    return f"{many(len(days), 'was', 'were')} removed; the middle one took {plural(median_low(days), 'day')}."


def _row(home: str, one: BlockerLine) -> Row:
    removed = (
        Cell(short_date(one.removed_on), note=one.removed_by) if one.removed_on else Cell("Stands", look="warning")
    )
    return Row(
        (
            Cell(one.name, href=f"{home}/blockers/{one.id}/"),
            Cell(one.team),
            Cell(short_date(one.raised_on)),
            Cell(number(one.days)),
            Cell(one.whose or "Nobody named"),
            removed,
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"blocker-{one.id}",
    )


def blocker_rows(found: Page[BlockerLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.team,
            one.name,
            one.raised_on.isoformat(),
            str(one.days),
            one.whose,
            one.removed_on.isoformat() if one.removed_on else "",
            one.removed_by,
            one.how,
            *place_of(one.origin),
        ]
        for one in found.rows
    ]


@dataclass(frozen=True, slots=True)
class BlockerPage:
    """One blocker: whether it stands, since when, its history."""

    name: str
    answer: str
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    remove: Link | None


def blocker_page(viewer: Viewer, one: BlockerLine, history: Iterable[HistoryLine]) -> BlockerPage:
    """One blocker, as everybody in the trust reads it."""
    home = f"/t/{viewer.trust_code}"
    here = f"{home}/blockers/{one.id}/"
    gone, days = one.removed_on, plural(one.days, "day")
    may_edit = reaches(viewer, Action.RECORD_RELEASE, teams=[one.team])
    may_remove = bool(scope_of(viewer, Action.REMOVE_BLOCKER))
    by = f" by the {one.removed_by[0].lower()}{one.removed_by[1:]}" if one.removed_by else ""
    return BlockerPage(
        name=one.name,
        answer=f"Removed{by} on {full_date(gone)}, after {days}." if gone else f"It has stood for {days}.",
        about=(
            Definition("Team", one.team, f"{home}/teams/{one.team_id}/"),
            Definition("Raised on", full_date(one.raised_on)),
            Definition("Whose to remove", one.whose or "Nobody named"),
            Definition("How it was removed", one.how or ("Not recorded" if gone else "Not yet")),
            Definition("Where it came from", source_words(one.origin)),
        ),
        history=show_history(history),
        edit=Link("Change this blocker", f"{here}edit/") if may_edit else None,
        remove=Link("Change how it was removed" if gone else "Say that it is removed", f"{here}remove/")
        if may_remove
        else None,
    )
