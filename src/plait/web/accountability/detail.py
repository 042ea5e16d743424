"""What the page of one territory shows: from day to day who answered, the claims, and what is settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.accountability_sheets import KINDS
from plait.engine.litmus.wording import listed
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.accountability import AnswerLine, TerritoryLine
from plait.store.history import HistoryLine
from plait.web.accountability.chart import intervals
from plait.web.accountability.page import INTERVAL_HEADS, RULE, interval_cells
from plait.web.accountability.settling import MaySettle
from plait.web.shared.jinja import full_date, plural, short_date
from plait.web.shared.naming import reads_names
from plait.web.shared.origins import last_day_words, runs_words, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, Definition, EmptyState, HistoryEntry, Link, Row, TablePage


@dataclass(frozen=True, slots=True)
class TerritoryPage:
    """One territory: who answers today, from day to day, by which claims, what is settled, its history."""

    name: str
    answer: str
    days: TablePage
    claims: TablePage
    settlements: TablePage
    about: tuple[Definition, ...]
    history: tuple[HistoryEntry, ...]
    edit: Link | None
    add_claim: Link | None
    settle: Link | None
    rule: str = RULE


@dataclass(frozen=True, slots=True)
class Known:
    """What is recorded of one territory; claims, settlements and history with the latest first.

    `answers` are the claims as they count, those of somebody who acts up only until then.
    """

    territory: TerritoryLine
    claims: tuple[AnswerLine, ...]
    answers: tuple[AnswerLine, ...]
    settlements: tuple[AnswerLine, ...]
    history: tuple[HistoryLine, ...]


def territory_page(viewer: Viewer, known: Known, may_settle: MaySettle, today: date) -> TerritoryPage:
    """One territory as this viewer may read and change it."""
    of = known.territory
    here = f"/t/{viewer.trust_code}/accountability/{of.id}/"
    may_edit = bool(scope_of(viewer, Action.EDIT_LEADERSHIP))
    return TerritoryPage(
        name=of.name,
        answer=_answer(of, known.answers, today),
        days=_days(of, known.answers, today),
        claims=_claims(viewer, known.claims, may_edit=may_edit),
        settlements=_settlements(viewer, known.settlements, may_settle),
        about=(
            Definition("Kind", KINDS.get(of.kind, of.kind)),
            Definition("Runs", runs_words(of.starts, of.ends)),
            Definition("Where it came from", source_words(of.origin)),
        ),
        history=show_history(known.history, named=True),
        edit=Link("Change this territory", f"{here}edit/") if may_edit else None,
        add_claim=Link("Add a claim", f"{here}claims/add/") if may_edit else None,
        settle=Link("Propose a settlement", f"{here}settlements/add/") if may_edit else None,
    )


def _answer(of: TerritoryLine, claims: Sequence[AnswerLine], today: date) -> str:
    if of.ends is not None and of.ends <= today:
        return f"It ended on {full_date(of.ends - DAY)}."
    if of.starts > today:
        return f"It begins on {full_date(of.starts)}."
    now = intervals(of, claims, today)[-1]
    since = full_date(now.starts)
    if now.is_clear:
        return f"{of.people[0]} answers for it."
    if of.people:
        return f"{len(of.people)} people answer for it since {since}: {listed(of.people)}."
    return f"Nobody answers for it, since {since}: {plural(now.days, 'day')}.{_later(claims, today)}"


def _later(claims: Iterable[AnswerLine], today: date) -> str:
    """Who will answer where nobody does today: the next claim that counts."""
    later = sorted((one.starts, one.name) for one in claims if one.starts > today and one.overruled_on is None)
    return f" {later[0][1]} will from {full_date(later[0][0])} on." if later else ""


def _days(of: TerritoryLine, claims: tuple[AnswerLine, ...], today: date) -> TablePage:
    rows = tuple(Row(interval_cells(one, of, claims, today)) for one in reversed(intervals(of, claims, today)))
    heads = tuple(map(ColumnHead, INTERVAL_HEADS))
    return TablePage("From day to day", heads, rows, EmptyState("No day of it has come yet."), caption_hidden=True)


def _claims(viewer: Viewer, claims: Iterable[AnswerLine], *, may_edit: bool) -> TablePage:
    heads = ["Name", "Document", "From", "Last day", "Source", *(["Change"] if may_edit else [])]
    rows = []
    for one in claims:
        change = (_change(viewer, one, "claims"),) if may_edit else ()
        rows.append(Row((*_who(viewer, one), *_until(one), *change)))
    empty = EmptyState("Nobody claims it yet.")
    return TablePage("Claims", tuple(map(ColumnHead, heads)), tuple(rows), empty, caption_hidden=True)


def _settlements(viewer: Viewer, settled: Iterable[AnswerLine], may_settle: MaySettle) -> TablePage:
    settles = bool(scope_of(viewer, Action.SETTLE))
    heads = ["Name", "Decision", "Decided on", "From", "Last day", "Source", *(["Change"] if settles else [])]
    rows = []
    for one in settled:
        decided = Cell(short_date(one.decided_on) if one.decided_on else "")
        change = _change(viewer, one, "settlements") if settles and may_settle(one.number) else Cell("")
        rows.append(Row((*_who(viewer, one), decided, *_until(one), *([change] if settles else []))))
    empty = EmptyState("No decision has settled it yet.")
    return TablePage("Settled", tuple(map(ColumnHead, heads)), tuple(rows), empty, caption_hidden=True)


def _who(viewer: Viewer, one: AnswerLine) -> tuple[Cell, Cell]:
    href = f"/t/{viewer.trust_code}/people/{one.id}/" if reads_names(viewer) else ""
    return Cell(one.name, href=href), Cell(one.by)


def _until(one: AnswerLine) -> tuple[Cell, Cell, Cell]:
    source = Cell(source_words(one.origin), look="source")
    note = f"Overruled by the decision of {short_date(one.overruled_on)}" if one.overruled_on else ""
    return Cell(short_date(one.starts)), Cell(last_day_words(one.ends), note=note), source


def _change(viewer: Viewer, one: AnswerLine, kind: str) -> Cell:
    return Cell(f"Change {one.name}", href=f"/t/{viewer.trust_code}/accountability/{kind}/{one.stay}/edit/")
