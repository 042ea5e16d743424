"""What was heard: themes with their answers and ages, and the listening log remark by remark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plait.engine.litmus.wording import many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.programme_sheets import ANSWERED, ANSWERS, CHALLENGED
from plait.engine.programmes import Heard, ThemeHeard
from plait.store.paging import Page
from plait.store.programmes import ProgrammeLine, RemarkLine
from plait.web.shared.jinja import plural, short_date
from plait.web.shared.listing import Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, Link, Row, TablePage
from plait.web.shared.table import ListWords, show_table

OPEN = "Open"
HEADINGS = (
    "Said on", "Remark", "Where", "Group", "Theme", "Theme answered", "Told on", "Days until told or today", *PLACE,
)  # fmt: skip


def offer(line: ProgrammeLine) -> Listing:
    """What the listening log offers, with the themes there are."""
    themes = tuple((one.record.name, one.record.name) for one in line.themes)
    return Listing(
        columns=(
            Column("said", "Said on"),
            Column("remark", "Remark", sortable=False),
            Column("group", "Who and where"),
            Column("theme", "Theme"),
            Column("days", "Answer to the person"),
            Column("source", "Source", sortable=False),
        ),
        filters=(
            Filter("theme", "Theme", themes),
            Filter("state", "State of the theme", (("open", OPEN), *ANSWERS.items())),
            Filter("told", "Answer to the person", (("yes", "Got one"), ("no", "Waits"))),
        ),
        search_label="Find a remark",
        sort="said",
        descending=True,
    )


@dataclass(frozen=True, slots=True)
class ListeningPage:
    """The listening log of one programme."""

    name: str
    back: Link
    answer: str
    more: str
    table: TablePage
    add: Link | None


def listening_page(
    viewer: Viewer, line: ProgrammeLine, heard: Heard, asked: tuple[Listing, Query, Page[RemarkLine]]
) -> ListeningPage:
    """The log as this viewer sees it; whoever logs is shown the way to change a remark."""
    home, (offered, query, found) = f"/t/{viewer.trust_code}/programmes", asked
    may_log = bool(scope_of(viewer, Action.LISTEN))
    empty = EmptyState("Nothing is logged yet. Without it nobody can tell whether those who spoke got an answer.")
    rows = [_row(home if may_log else "", one) for one in found.rows]
    return ListeningPage(
        name=line.programme.name,
        back=Link(line.programme.name, f"{home}/{line.id}/"),
        answer=heard_words(heard),
        more=states_words(heard),
        table=show_table(offered, query, ListWords("Listening log", "remarks", empty), rows=rows, total=found.total),
        add=Link("Log a remark", f"{home}/{line.id}/remarks/add/") if may_log else None,
    )


def heard_words(heard: Heard) -> str:
    """How many were heard, and how many of those who spoke got an answer."""
    if not heard.remarks:
        return "Nothing is logged yet."
    share = round(100 * heard.told / heard.remarks)
    return (
        f"{plural(heard.remarks, 'remark')} in {plural(heard.sessions, 'session')}. Of those who spoke, {heard.told} "
        f"got an answer ({share}%), and {heard.remarks - heard.told} wait."
    )


def states_words(heard: Heard) -> str:
    """How many themes are answered, challenged and open."""
    if not heard.themes:
        return ""
    kinds = [one.kind for one in heard.themes]
    return (
        f"Of {many(len(kinds), 'theme', 'themes')}, {kinds.count(ANSWERED)} are answered, {kinds.count(CHALLENGED)} "
        f"challenged and {kinds.count('')} open."
    )


def _row(home: str, one: RemarkLine) -> Row:
    told = Cell(short_date(one.told_on), note=f"after {plural(one.days, 'day')}") if one.told_on else Cell(
        "Waits", look="warning", note=f"for {plural(one.days, 'day')}"
    )  # fmt: skip
    return Row(
        (
            Cell(short_date(one.said_on)),
            Cell(f"“{one.remark}”", href=f"{home}/remarks/{one.id}/edit/" if home else ""),
            Cell(one.user_group or "–", note=one.session),
            Cell(one.theme or "None yet", note=ANSWERS.get(one.kind, OPEN) if one.theme else ""),
            told,
            Cell(source_words(one.origin), look="source"),
        ),
        id=f"remark-{one.id}",
    )


def remark_rows(found: Page[RemarkLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [
            one.said_on.isoformat(),
            one.remark,
            one.session,
            one.user_group,
            one.theme,
            ANSWERS.get(one.kind, OPEN) if one.theme else "",
            one.told_on.isoformat() if one.told_on else "",
            str(one.days),
            *place_of(one.origin),
        ]
        for one in found.rows
    ]


def themes_table(line: ProgrammeLine, heard: Heard, decisions: Mapping[str, str], home: str) -> TablePage:
    """The themes, open ones first, each with its answer and how long that took or how long it has been open.

    `decisions` gives the page of each design decision; with `home` stands the way to change a theme.
    """
    ids = {one.record.name: one.id for one in line.themes}
    heads = ("Theme", "State", "Remarks", "Age", "Answer", "Design decision", "Source")
    every = (*map(ColumnHead, heads), *((ColumnHead("Change", onscreen=True),) if home else ()))
    rows = tuple(
        _theme(one, decisions, f"{home}/themes/{ids[one.theme.name]}/edit/" if home else "") for one in heard.themes
    )
    return TablePage("Themes", every, rows, EmptyState("No theme is recorded yet."), caption_hidden=True)


def _theme(one: ThemeHeard, decisions: Mapping[str, str], edit: str) -> Row:
    theme = one.theme
    note = f"until {short_date(theme.answered_on)}" if one.kind and theme.answered_on else "so far"
    return Row(
        (
            Cell(theme.name),
            Cell(ANSWERS.get(one.kind, OPEN), look="" if one.kind else "warning"),
            Cell(str(one.remarks), note=f"{one.told} got an answer"),
            Cell("–") if one.days is None else Cell(plural(one.days, "day"), note=note),
            Cell(theme.answer or "–"),
            Cell(theme.decision or "–", href=decisions.get(theme.decision, "")),
            Cell(source_words(theme.origin), look="source"),
            *((Cell("Change", of=theme.name, href=edit),) if edit else ()),
        )
    )
