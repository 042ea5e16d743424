"""What the page of somebody lent shows, and the form that lends somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from plait.engine.accountability import DAY
from plait.engine.lending import LENDING
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.sheets import Entry
from plait.store.history import HistoryLine
from plait.store.lending import LentLine
from plait.store.lent_places import Given
from plait.web.lending.page import trust_cell
from plait.web.shared.editing import FormTask
from plait.web.shared.jinja import full_date, short_date, wte
from plait.web.shared.origins import last_day_words, runs_words, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, Definition, EmptyState, HistoryEntry, Link, Row, TablePage


@dataclass(frozen=True, slots=True)
class LoanPage:
    """Somebody lent: to whom and until when, what is told there, the history."""

    name: str
    answer: str
    person: Link
    about: tuple[Definition, ...]
    places: TablePage
    history: tuple[HistoryEntry, ...]
    edit: Link | None


def loan_page(
    viewer: Viewer, one: LentLine, history: Iterable[HistoryLine], places: Iterable[Given], today: date
) -> LoanPage:
    """One loan as its own trust reads it, with the places in teams there that come of it."""
    home = f"/t/{viewer.trust_code}"
    may_edit = scope_of(viewer, Action.EDIT_LENDING)
    return LoanPage(
        name=one.name,
        answer=_answer(one, today),
        person=Link(f"The record of {one.name}", f"{home}/people/{one.employment_id}/"),
        about=(
            Definition("Lent to", trust_cell(one).text),
            Definition("Most WTE", "All that is free" if one.wte is None else wte(one.wte)),
            Definition("Name shown there", "Yes" if one.named else f"No: they read {one.reference}"),
            Definition("Told there", "Viewpoint, competencies that trust knows too, and how much time is free"),
            Definition("Runs", runs_words(one.starts, one.ends)),
            Definition("Where it came from", source_words(one.origin)),
        ),
        places=_places(one, places),
        history=show_history(history),
        edit=Link("Change or end this", f"{home}/lending/{one.id}/edit/") if may_edit else None,
    )


def _places(one: LentLine, places: Iterable[Given]) -> TablePage:
    heads = tuple(ColumnHead(text, number=text == "WTE") for text in ("Team", "WTE", "From", "Last day"))
    rows = tuple(
        Row((Cell(place.team), Cell(wte(place.wte)), Cell(short_date(place.starts)), Cell(last_day_words(place.ends))))
        for place in places
        if place.borrower.upper() == one.borrower.upper()
    )
    nobody = f"{one.borrower_name or one.borrower} has accepted no team with them yet."
    return TablePage("Places in teams there", heads, rows, EmptyState(nobody), caption_hidden=True)


def _answer(one: LentLine, today: date) -> str:
    to = one.borrower_name or one.borrower
    if one.ends <= today:
        return f"Lent to {to} no more: it ended on {full_date(one.ends - DAY)}."
    if one.starts > today:
        return f"Will be lent to {to} from {full_date(one.starts)}."
    return f"Lent to {to} until {full_date(one.ends - DAY)}."


def loan_task(viewer: Viewer, trusts: Mapping[str, str], one: LentLine | None, today: date) -> FormTask:
    """The form that lends somebody, or changes or ends it; who is lent to whom does not change."""
    home = f"/t/{viewer.trust_code}/lending/"
    fields = LENDING.fields

    def refused(entry: Entry) -> Mapping[str, str]:
        known = one is not None or entry.values["borrower"] in trusts
        return {} if known else {"borrower": "Choose another trust from the list."}

    return FormTask(
        sheet=LENDING,
        title=f"Change or end the lending of {one.name}" if one else "Lend somebody to another trust",
        fields=fields[2:] if one else fields,
        back=Link(one.name, f"{home}{one.id}/") if one else Link("Lending", home),
        after=lambda record_id: f"{home}{record_id}/",
        done=f"{one.name} is saved." if one else "That is recorded. The other trust has to agree to it.",
        record_id=one.id if one else None,
        offered={"borrower": tuple(trusts)},
        lead="" if one else "; ".join(f"{code} is {name}" for code, name in trusts.items()),
        on=one.ends - DAY if one and one.ends <= today else None,
        section="teams",
        subject="lending",
        refused=refused,
    )
