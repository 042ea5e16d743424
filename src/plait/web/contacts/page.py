"""What the contact log shows: how long ago each director was met, and every contact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from plait.engine.board_sheets import DIRECTORS
from plait.engine.contacts import CONTACTS, KIND_CHOICES, KINDS, LEADER_OFFICES, Met
from plait.engine.litmus.wording import CANNOT_TELL, many
from plait.engine.permissions import Action, Viewer, scope_of
from plait.engine.sheets import Entry
from plait.store.contacts import ContactLine
from plait.store.history import HistoryLine
from plait.store.paging import Page
from plait.web.shared.editing import FormTask
from plait.web.shared.entry_form import day_text
from plait.web.shared.jinja import full_date, number, plural, short_date
from plait.web.shared.listing import CHANGES, Column, Filter, Listing, Query
from plait.web.shared.origins import PLACE, place_of, show_history, source_words
from plait.web.shared.page import Cell, ColumnHead, EmptyState, HistoryEntry, Link, Look, Row, TablePage
from plait.web.shared.table import ListWords, show_table

LIMIT = Decimal(45)
THEIRS = "The chief digital and information officer"
HEADINGS = ("Day", "Digital leader", "Kind", "Directors", *PLACE)
OPT_IN = (
    "This log is opt-in. Nothing is read from a calendar: a row stands here because somebody wrote it, and everybody "
    "in it agreed. It holds offices and a day, no names and nothing of what was said. Ask the board secretary to take "
    "a row away."
)


def offer(viewer: Viewer) -> Listing:
    """What the list offers; the last column leads to the form of those who write."""
    change = (CHANGES,) if scope_of(viewer, Action.EDIT_CONTACTS) else ()
    return Listing(
        columns=(
            Column("day", "Day"),
            Column("leader", "Digital leader"),
            Column("kind", "Kind", sortable=False),
            Column("offices", "Directors", sortable=False),
            Column("source", "Source", sortable=False),
            *change,
        ),
        filters=(
            Filter("office", "Director", tuple((office, office) for office in DIRECTORS)),
            Filter("kind", "Kind", tuple((kind, words) for words, kind in KIND_CHOICES.items())),
            Filter("leader", "Digital leader", tuple((office, office) for office in LEADER_OFFICES)),
        ),
        sort="day",
        descending=True,
    )


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """The log: the answer, the directors with the longest first, every contact, what happened to them."""

    answer: str
    directors: TablePage
    table: TablePage
    history: tuple[HistoryEntry, ...]
    add: Link | None
    question: Link | None
    opt_in: str = OPT_IN
    rule: str = (
        f"Expected are 6 directors and whoever else stands in the log; noted after {LIMIT} days (both our default). "
        "Contacts of the chief digital and information officer count; of a director who never stood here the days "
        "count from the first row of the log."
    )


def contacts_page(
    viewer: Viewer, met: tuple[Met, ...], table: TablePage, history: Iterable[HistoryLine]
) -> ContactsPage:  # fmt: skip
    """The log as this viewer sees it."""
    home = f"/t/{viewer.trust_code}"
    asked = Link("Has the digital leader met every director?", f"{home}/questions/directors-are-met/")
    return ContactsPage(
        answer=_answer(met),
        directors=_directors(met),
        table=table,
        history=show_history(line for line in history if line.action != "added"),
        add=Link("Log a contact", f"{home}/contacts/add/") if scope_of(viewer, Action.EDIT_CONTACTS) else None,
        question=asked if scope_of(viewer, Action.READ_FINDINGS) else None,
    )


def _answer(met: tuple[Met, ...]) -> str:
    if not met:
        return f"{CANNOT_TELL} No contact of the chief digital and information officer is logged."
    late = sum(one.days > LIMIT for one in met)
    if not late:
        return f"{THEIRS} met every director in the last {LIMIT} days."
    return f"{THEIRS} has not met {many(late, 'director', 'directors')} for more than {LIMIT} days."


def _directors(met: tuple[Met, ...]) -> TablePage:
    heads = tuple(map(ColumnHead, ("Director", "Last met", "Last one to one", "Contacts")))
    rows = tuple(
        Row(
            (
                Cell(one.office),
                _last(one),
                Cell("Never logged" if one.alone is None else f"{plural(one.alone, 'day')} ago"),
                Cell(number(len(one.contacts))),
            )
        )
        for one in met
    )
    empty = EmptyState("No director can be told of before the first contact is logged.")
    return TablePage("Directors and when they were met", heads, rows, empty, caption_hidden=True)


def _last(one: Met) -> Cell:
    look: Look = "warning" if one.days > LIMIT else ""
    if one.last is None:
        return Cell("Never logged", note=f"The log began {plural(one.days, 'day')} ago", look=look)
    return Cell(short_date(one.last.met_on), note=f"{plural(one.days, 'day')} ago", look=look)


def contacts_table(viewer: Viewer, query: Query, found: Page[ContactLine]) -> TablePage:
    """Every contact, the latest first."""
    empty = EmptyState("No contact is logged yet. Without them nobody can tell which director was not met.")
    rows = [_row(viewer, one) for one in found.rows]
    return show_table(offer(viewer), query, ListWords("Contacts", "contacts", empty), rows=rows, total=found.total)


def _row(viewer: Viewer, one: ContactLine) -> Row:
    edit = f"/t/{viewer.trust_code}/contacts/{one.id}/edit/"
    change = (Cell("Change", href=edit, of=f" the contact of {full_date(one.met_on)}"),)
    return Row(
        (
            Cell(short_date(one.met_on)),
            Cell(one.leader),
            Cell(KINDS[one.kind]),
            Cell("; ".join(one.offices)),
            Cell(source_words(one.origin), look="source"),
            *(change if scope_of(viewer, Action.EDIT_CONTACTS) else ()),
        ),
        id=f"contact-{one.id}",
    )


def contact_rows(found: Page[ContactLine]) -> list[list[str]]:
    """The filtered rows as a file."""
    return [
        [one.met_on.isoformat(), one.leader, KINDS[one.kind], "; ".join(one.offices), *place_of(one.origin)]
        for one in found.rows
    ]


def contact_task(viewer: Viewer, known: ContactLine | None = None) -> FormTask:
    """The form of a contact."""
    home = f"/t/{viewer.trust_code}/contacts/"
    return FormTask(
        sheet=CONTACTS,
        title="Change a contact" if known else "Log a contact",
        fields=CONTACTS.fields,
        back=Link("Contacts", home),
        after=lambda _id: home,
        done="The contact is saved." if known else "The contact is logged.",
        record_id=known.id if known else None,
        suggested={} if known else {"met_on": day_text(timezone.localdate())},
        section="board",
        subject="contacts",
        removal=f"{home}{known.id}/remove/" if known else "",
        lead="Only with the agreement of everybody in it. Offices and the day, nothing of what was said.",
        refused=_refused,
    )


def _refused(entry: Entry) -> Mapping[str, str]:
    if str(entry.values["met_on"]) > str(timezone.localdate()):
        return {"met_on": "This day is still to come. Log the contact once it was."}
    return {}
