"""What the pack of an appointment shows: seven criteria, what to ask of each, and the evidence that is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from plait.engine.appointments import CRITERIA, LONGEST_DOCUMENT, LONGEST_TEXT, OFFICES, Criterion
from plait.engine.cells import CannotRead, read_date
from plait.engine.permissions import Viewer
from plait.engine.trust import holding_on
from plait.files.celltext import fault_in, tidy
from plait.store.appointments import Evidence, OfficeLine
from plait.store.leadership import RoleLine
from plait.web.shared.editing import EditPage
from plait.web.shared.entry_form import day_text, fault_words, plain_field
from plait.web.shared.forms import FormField, FormPage
from plait.web.shared.jinja import full_date
from plait.web.shared.origins import last_day_words
from plait.web.shared.page import Cell, Choice, ColumnHead, EmptyState, Fault, Link, Row, TablePage

OPEN_TO = "This page opens to the chair and the chief executive alone. No file takes it, and no score is made."
FIELDS: Mapping[str, tuple[str, str, str]] = {
    "criterion": ("Criterion", "select", "What the evidence is for."),
    "text": ("What the record shows", "textarea", "In a few sentences; no mark and no rank."),
    "document": ("Document", "text", "Which record says so, and where it is kept. Like: Panel notes, chair’s file 4"),
    "recorded_on": ("Day of the record", "text", "The day of the appraisal or of the panel. Like: 30/06/2026"),
}
MOST = {"text": LONGEST_TEXT, "document": LONGEST_DOCUMENT}


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of evidence as the pack prints it."""

    text: str
    source: str
    change: str


@dataclass(frozen=True, slots=True)
class Part:
    """One criterion: what would be evidence, what to ask, and what is recorded."""

    name: str
    evidence: str
    questions: tuple[str, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class AppointmentPage:
    """The pack of one role."""

    name: str
    answer: str
    parts: tuple[Part, ...]
    add: Link
    offices: str
    rule: str = OPEN_TO


def appointment_page(
    viewer: Viewer, role: RoleLine, evidence: Iterable[Evidence], offices: Iterable[OfficeLine], today: date
) -> AppointmentPage:
    """The pack as chair and chief executive read it."""
    here = f"/t/{viewer.trust_code}/leadership/{role.id}/appointment/"
    by_criterion: dict[str, list[Evidence]] = {}
    for one in evidence:
        by_criterion.setdefault(one.criterion, []).append(one)
    missing = [CRITERIA[one].name for one in Criterion if one not in by_criterion]
    open_to = [f"{one.office}: {one.name}" for one in holding_on(offices, today)]
    return AppointmentPage(
        role.name,
        f"No evidence is recorded yet of: {', '.join(missing)}." if missing else "Each criterion has evidence.",
        tuple(_part(here, one, by_criterion.get(one, [])) for one in Criterion),
        Link("Add evidence", f"{here}add/"),
        f"Open to {'; '.join(open_to)}.",
    )


def _part(here: str, criterion: Criterion, evidence: Iterable[Evidence]) -> Part:
    asked = CRITERIA[criterion]
    shown = tuple(
        Shown(
            one.text,
            f"{one.document}, {full_date(one.recorded_on)}. Recorded by {one.recorded_by}.",
            f"{here}{one.id}/",
        )
        for one in evidence
    )
    return Part(asked.name, asked.evidence, asked.questions, shown)


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed of a row of evidence, what it states where all can be read, and what is wrong by field."""

    texts: Mapping[str, str]
    evidence: Evidence | None
    wrong: Mapping[str, str]


def first_written(known: Evidence | None, criterion: str, today: date) -> Written:
    """The form as it opens: of a row that is there, or of a new one."""
    if known is None:
        return Written({"criterion": criterion, "recorded_on": day_text(today)}, None, {})
    texts = {"criterion": known.criterion, "text": known.text, "document": known.document}
    return Written(texts | {"recorded_on": day_text(known.recorded_on)}, known, {})


def read_written(posted: Mapping[str, str], start: Evidence, today: date) -> Written:
    """What a form states over the row it was opened on, or what is wrong with it."""
    texts = {name: posted.get(name, "").strip() for name in FIELDS}
    wrong = {name: fault_words(*fault) for name, text in texts.items() if (fault := fault_in(text))}
    for name, most in MOST.items():
        if not texts[name]:
            wrong.setdefault(name, f"Write {'what the record shows' if name == 'text' else 'which document says so'}.")
        elif len(texts[name]) > most:
            wrong.setdefault(name, f"Longer than {most:,} letters. Write less, and name the document.")
    if texts["criterion"] not in list(Criterion):
        wrong["criterion"] = "Choose one of the seven."
    day = _day(texts["recorded_on"], wrong, today)
    if wrong or day is None:
        return Written(texts, None, wrong)
    said = replace(
        start,
        criterion=texts["criterion"],
        text=tidy(texts["text"]),
        document=tidy(texts["document"]),
        recorded_on=day,
    )
    return Written(texts, said, {})


def _day(text: str, wrong: dict[str, str], today: date) -> date | None:
    try:
        day = read_date(text)
    except CannotRead as fault:
        wrong.setdefault("recorded_on", fault_words(fault.wrong, fault.remedy))
        return None
    if day > today:
        wrong.setdefault("recorded_on", f"A day to come. Write a day up to {day_text(today)}.")
    return day


def evidence_form(role: RoleLine, back: str, written: Written, token: tuple[str, str], *, removal: str) -> EditPage:
    """The form of one row of evidence."""
    fields = tuple(_field(name, written) for name in FIELDS)
    faults = tuple(Fault(one.error, one.id) for one in fields if one.error)
    form = FormPage((*fields, plain_field(token[0], "", "hidden", token[1])), faults)
    title = f"Evidence for the appointment: {role.name}"
    also = Link("Remove this evidence for good", removal) if removal else None
    return EditPage(title, form, Link("Appointment pack", back), "Save", "board", "leadership", OPEN_TO, also)


def _field(name: str, written: Written) -> FormField:
    label, kind, hint = FIELDS[name]
    text = written.texts.get(name, "")
    made = replace(plain_field(name, label, kind, text), hint=hint, error=written.wrong.get(name, ""))
    if kind != "select":
        return made
    choices = tuple(Choice(one.value, CRITERIA[one].name, one.value == text) for one in Criterion)
    return replace(made, choices=(Choice("", "Choose", not text), *choices))


@dataclass(frozen=True, slots=True)
class OfficesPage:
    """Who is named chair and chief executive, and the forms that name somebody else."""

    table: TablePage
    forms: tuple[tuple[str, FormPage], ...]
    ends: tuple[Link, ...]
    faults: tuple[Fault, ...] = ()


def offices_page(
    viewer: Viewer, lines: Iterable[OfficeLine], people: Mapping[str, Mapping[int, str]], today: date
) -> OfficesPage:
    """What the board secretary sees; `people` gives by office who may be named."""
    here = f"/t/{viewer.trust_code}/leadership/offices/"
    lines = tuple(lines)
    rows = tuple(
        Row(
            tuple(
                map(
                    Cell,
                    (one.name, one.office.capitalize(), full_date(one.starts), last_day_words(one.ends)),
                )
            )
        )
        for one in lines
    )
    empty = EmptyState("Nobody is named yet, so nobody opens the record of an appointment.")
    heads = tuple(map(ColumnHead, ("Name", "Office", "From", "Last day")))
    live = [one for one in lines if one.ends is None or one.ends > today]
    return OfficesPage(
        TablePage("Chair and chief executive", heads, rows, empty, caption_hidden=True),
        tuple((office, _office_form(office, people.get(office, {}))) for office in OFFICES),
        tuple(Link(f"End today: {one.name}, {one.office}", f"{here}{one.id}/end/") for one in live),
    )


def _office_form(office: str, people: Mapping[int, str]) -> FormPage:
    made = replace(
        plain_field("user", f"Who is {office}", "select", ""),
        id=f"field-{office.replace(' ', '-')}",
        hint="Those who sign in to this trust as a board member or an executive director, as the office asks.",
        choices=(Choice("", "Choose", selected=True), *(Choice(str(id), name) for id, name in people.items())),
    )
    return FormPage((made, plain_field("office", "", "hidden", office)), ())


def new_evidence(role_id: int, by: str, today: date) -> Evidence:
    """A row of evidence that nothing is said in yet."""
    return Evidence(role_id, "", "", "", today, by)
