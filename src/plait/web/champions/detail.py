"""What the page of one champion shows, and the form of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.champions import ACTIVE_DAYS, CHAMPIONS
from plait.engine.permissions import Action, Viewer, scope_of
from plait.store.champions import ChampionLine
from plait.store.history import HistoryLine
from plait.web.champions.leaving import leaving_table, leaving_words, places_without
from plait.web.champions.page import active_cell, protected_cell, trained_words
from plait.web.shared.editing import FormTask
from plait.web.shared.origins import runs_words, show_history, source_words
from plait.web.shared.page import Definition, HistoryEntry, Link, TablePage


@dataclass(frozen=True, slots=True)
class ChampionPage:
    """One champion: where and when, trained or not, last active, the history."""

    name: str
    answer: str
    person: Link
    about: tuple[Definition, ...]
    leaving: TablePage
    would_lose: str
    history: tuple[HistoryEntry, ...]
    edit: Link | None


def champion_page(
    viewer: Viewer, one: ChampionLine, every: Iterable[ChampionLine], history: Iterable[HistoryLine], today: date
) -> ChampionPage:
    """One champion among `every` one, for a viewer who reads who they are."""
    places = places_without(one, every)
    home = f"/t/{viewer.trust_code}"
    may_edit = scope_of(viewer, Action.EDIT_CHAMPIONS)
    return ChampionPage(
        name=one.name,
        answer=_answer(one, today),
        person=Link(f"The record of {one.name}", f"{home}/people/{one.employment_id}/"),
        about=(
            Definition("Profession", one.profession or "Not recorded"),
            Definition("Site", one.site or "Not recorded"),
            Definition("Shifts", ", ".join(one.shifts)),
            Definition("Trained clinician-informatician", trained_words(one)),
            Definition("Last active", active_cell(one).text),
            Definition("Protected time", _protected(one)),
            Definition("Runs", runs_words(one.starts, one.ends)),
            Definition("Where it came from", source_words(one.origin)),
        ),
        leaving=leaving_table(one.name, places),
        would_lose=leaving_words(places),
        history=show_history(history),
        edit=Link("Change this champion", f"{home}/champions/{one.id}/edit/") if may_edit else None,
    )


def _answer(one: ChampionLine, today: date) -> str:
    if one.ends is not None and one.ends <= today:
        return "A champion no more."
    if one.starts > today:
        return "A champion to come."
    if one.is_away:
        return "A champion who is away, and not counted meanwhile."
    if one.is_active:
        return "An active champion."
    if one.last_active_on is None:
        return "A champion who is not counted yet: no active day is recorded."
    return f"A champion who is not counted: not active for {ACTIVE_DAYS} days."


def _protected(one: ChampionLine) -> str:
    cell = protected_cell(one)
    return f"{cell.text}: {cell.note}" if cell.note else cell.text


def champion_task(viewer: Viewer, sites: tuple[str, ...], one: ChampionLine | None, today: date) -> FormTask:
    """The form that changes a champion, or adds one; whose it is does not change."""
    home = f"/t/{viewer.trust_code}/champions/"
    fields = CHAMPIONS.fields
    return FormTask(
        sheet=CHAMPIONS,
        title=f"Change {one.name}" if one else "Add a champion",
        fields=fields[1:] if one else fields,
        back=Link(one.name, f"{home}{one.id}/") if one else Link("Champions", home),
        after=lambda record_id: f"{home}{record_id}/",
        done=f"{one.name} is saved." if one else "The champion is recorded.",
        record_id=one.id if one else None,
        offered={"site": sites},
        on=one.ends - DAY if one and one.ends is not None and one.ends <= today else None,
        section="board",
        subject="champions",
    )
