"""What the page of one leadership role shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from plait.engine.leadership import AT_THE_TOP, CDIO, KINDS, lacks_of
from plait.engine.litmus.wording import NONE_AT_ALL, listed
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.history import HistoryLine
from plait.store.leadership import HolderLine, RoleLine
from plait.web.leadership.page import EMPHASES, REPORTS, SEATS, Clock, away_words_of, vacant_long, word_of
from plait.web.shared.jinja import full_date, number, plural, short_date, wte
from plait.web.shared.naming import reads_names
from plait.web.shared.origins import last_day_words, runs_words, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, Definition, EmptyState, HistoryEntry, Link, Row, TablePage
from plait.web.shared.span_chart import SpanChart

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class RolePage:
    """One role: who holds it, what it may decide and spend, who held it, its history."""

    name: str
    answer: str
    chart: SpanChart | None
    lacks: str
    authority: TablePage
    holders: TablePage
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    add_holder: Link | None
    appointment: Link | None


@dataclass(frozen=True, slots=True)
class Whole:
    """What is recorded of one role, with the picture of who held it."""

    role: RoleLine
    holders: tuple[HolderLine, ...]
    history: tuple[HistoryLine, ...]
    chart: SpanChart | None
    deputies: tuple[str, ...]


def role_page(viewer: Viewer, whole: Whole, clock: Clock) -> RolePage:
    """One role as this viewer may read it: who holds one, everybody may know."""
    role, lacks = whole.role, lacks_of(whole.role)
    here = f"/t/{viewer.trust_code}/leadership/{role.id}/"
    may_edit = bool(scope_of(viewer, Action.EDIT_LEADERSHIP))
    return RolePage(
        name=role.name,
        answer=_answer(role, away_words_of(viewer, role), clock),
        chart=whole.chart,
        lacks=f"It has no {listed(lacks, joined_by='or')}." if lacks else "",
        authority=_authority(role),
        holders=_holders(viewer, whole.holders, may_edit=may_edit),
        about=(
            Definition("Kind", KINDS.get(role.kind, role.kind)),
            Definition("Emphasis", word_of(EMPHASES, role.emphasis)),
            Definition("Post of the establishment", role.post or "None named"),
            Definition(
                "Who deputises",
                "; ".join(whole.deputies) or "Nobody is named",
                f"/t/{viewer.trust_code}/executives/deputies/",
            ),
            Definition("Runs", runs_words(role.starts, role.ends)),
            Definition("Where it came from", source_words(role.origin)),
        ),
        history=show_history(whole.history, named=True),
        edit=Link("Change this role", f"{here}edit/") if may_edit else None,
        add_holder=Link("Add a holder", f"{here}holders/add/") if may_edit else None,
        appointment=_appointment(viewer, role, here),
    )


def _appointment(viewer: Viewer, role: RoleLine, here: str) -> Link | None:
    """The way to the record of the appointment, for chair and chief executive; and to who they are."""
    if role.kind != CDIO:
        return None
    if scope_of(viewer, Action.NAME_OFFICES):
        return Link("Who opens the appointment pack", f"/t/{viewer.trust_code}/leadership/offices/")
    may_keep = scope_of(viewer, Action.KEEP_APPOINTMENTS)
    return Link("Appointment pack", f"{here}appointment/") if may_keep else None


def _answer(role: RoleLine, gone: Iterable[str], clock: Clock) -> str:
    today = clock.today
    if role.ends is not None and role.ends <= today:
        return f"It ended on {full_date(role.ends - DAY)}."
    if role.starts > today:
        return f"It begins on {full_date(role.starts)}."
    away = "".join(f" {words}." for words in gone)
    if role.vacant_since is None:
        return f"Held by {listed(role.holders)}.{away}"
    days, limit = vacant_long(role.vacant_since, today), plural(clock.days, "day")
    since = f", since {full_date(role.vacant_since)}" if role.vacant_since < today else ""
    said = f"Nobody has held it {days}{since}. The limit is {limit}"
    return f"{said}; it {_ran_out(role.vacant_since, clock)}.{away}"


def _ran_out(since: date, clock: Clock) -> str:
    late = since + timedelta(days=clock.days)
    return f"{'ran' if late < clock.today else 'runs'} out on {full_date(late)}"


def _authority(role: RoleLine) -> TablePage:
    rows = (
        _fact("Protected time", role.protected_wte, f"{wte(role.protected_wte or 0)} WTE"),
        _fact("Team", role.team_wte, f"{wte(role.team_wte or 0)} WTE"),
        _fact("Yearly budget", role.budget_pounds, f"£{number(role.budget_pounds or 0)}"),
        _fact("Delegated limit", role.limit_pounds, f"£{number(role.limit_pounds or 0)}"),
        Row((Cell("Reports to"), _reports(role.reports_to))),
        Row((Cell("Seat on the board"), Cell(word_of(SEATS, role.seat)))),
    )
    heads = (ColumnHead("What"), ColumnHead("How much"))
    return TablePage("Authority and resources", heads, rows, EmptyState(""), caption_hidden=True)


def _fact(what: str, figure: Decimal | None, words: str) -> Row:
    if figure is None:
        return Row((Cell(what), Cell("Not recorded")))
    return Row((Cell(what), Cell(words) if figure else Cell(NONE_AT_ALL, look="warning")))


def _reports(reports_to: str) -> Cell:
    return Cell(word_of(REPORTS, reports_to), look="" if reports_to in ("", AT_THE_TOP) else "warning")


def _holders(viewer: Viewer, holders: Iterable[HolderLine], *, may_edit: bool) -> TablePage:
    heads = ["Name", "Held as", "WTE", "From", "Last day", "Source", *(["Change"] if may_edit else [])]
    rows = tuple(_holder(viewer, one, may_edit=may_edit) for one in holders)
    empty = EmptyState("Nobody has held it yet.")
    return TablePage("Who holds it", tuple(map(ColumnHead, heads)), rows, empty, caption_hidden=True)


def _holder(viewer: Viewer, one: HolderLine, *, may_edit: bool) -> Row:
    home = f"/t/{viewer.trust_code}"
    change = Cell(f"Change {one.name}", href=f"{home}/leadership/holders/{one.stay}/edit/")
    return Row(
        (
            Cell(one.name, href=f"{home}/people/{one.id}/" if reads_names(viewer) else ""),
            Cell(one.held_as.capitalize()),
            Cell(wte(one.wte)),
            Cell(short_date(one.starts)),
            Cell(last_day_words(one.ends)),
            Cell(source_words(one.origin), look="source"),
            *((change,) if may_edit else ()),
        )
    )
