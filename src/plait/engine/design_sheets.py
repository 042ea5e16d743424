"""The sheets of design: decisions of services, who took part in each, and what stands in the way of teams."""

from datetime import date

from plait.engine.board_sheets import ALSO_DIRECTORS, DIRECTORS
from plait.engine.cells import read_choice, read_code, read_date, read_text, read_yes_no
from plait.engine.people import VIEWPOINT_CHOICES
from plait.engine.sheets import Column, Entry, Sheet

_read_office = read_choice({**{office: office for office in DIRECTORS}, **ALSO_DIRECTORS})
YES_NO = ("Yes", "No")

DESIGN_DECISIONS = Sheet(
    name="design decisions",
    title="Design decisions",
    help="One line for each decision on how a service works for those who use it and run it.",
    key=("name",),
    columns=(
        Column(
            "name",
            "Decision",
            "What was decided, so that no other has the same name.",
            "Ask for consent by text, not by letter",
            read_text(300),
            required=True,
        ),
        Column(
            "service",
            "Service",
            "A service of the services sheet.",
            "Single point of access",
            read_text(),
            required=True,
            refers_to="services",
        ),
        Column("team", "Team", "The team that took it.", "Single point of access", read_text(), refers_to="teams"),
        Column("decided_on", "Decided on", "The day it was taken.", "12/10/2026", read_date, required=True),
        Column("reason", "Reason", "Why, in a sentence.", "Two of five letters came back", read_text(500)),
        Column(
            "with_users",
            "With users",
            "Yes when patients, carers or those who use it at work helped to write it; empty means No.",
            "Yes",
            read_yes_no,
            choices=YES_NO,
            default=False,
        ),
    ),
)

VOICES = Sheet(
    name="design voices",
    title="Design voices",
    help="One line for each person who took part in a design decision.",
    key=("decision", "employee_number"),
    columns=(
        Column(
            "decision",
            "Decision",
            "A decision of the design decisions sheet.",
            "Ask for consent by text, not by letter",
            read_text(300),
            required=True,
            refers_to="design decisions",
        ),
        Column(
            "employee_number",
            "Employee number",
            "An employment of the people sheet.",
            "1001",
            read_code,
            required=True,
            refers_to="people",
        ),
        Column(
            "wrote",
            "Wrote it",
            "Yes for who shaped what was decided and not only heard of it; empty means No.",
            "Yes",
            read_yes_no,
            choices=YES_NO,
            default=False,
        ),
        Column(
            "viewpoint",
            "Viewpoint",
            "Only where it differs from the person's usual one.",
            "Digital",
            read_choice(VIEWPOINT_CHOICES),
            choices=tuple(VIEWPOINT_CHOICES),
        ),
    ),
)

BLOCKERS = Sheet(
    name="blockers",
    title="Blockers",
    help="One line for each thing that stops a team and that it cannot remove itself.",
    key=("team", "name"),
    columns=(
        Column(
            "team", "Team", "A team of the teams sheet.", "Virtual ward", read_text(), required=True, refers_to="teams"
        ),
        Column(
            "name", "Blocker", "What stands in the way.", "No wireless on the ward", read_text(300), required=True
        ),
        Column("raised_on", "Raised on", "The day the team said so.", "05/10/2026", read_date, required=True),
        Column(
            "whose",
            "Whose to remove",
            "The office that can remove it.",
            "Chief operating officer",
            _read_office,
            choices=DIRECTORS,
        ),
        Column("removed_on", "Removed on", "The day it was gone; empty while it stands.", "19/10/2026", read_date),
        Column(
            "removed_by",
            "Removed by",
            "The office that removed it.",
            "Chief operating officer",
            _read_office,
            choices=DIRECTORS,
        ),
        Column("how", "How", "What was done.", "A loan until the cabling is done", read_text(500)),
    ),
)  # fmt: skip

DESIGN_SHEETS = (DESIGN_DECISIONS, VOICES, BLOCKERS)


def check_removal(entry: Entry) -> list[tuple[str, str, str, str]]:
    """Faults of a blocker removed before it was raised, or removed by somebody on no day."""
    removed, raised = entry.values.get("removed_on"), entry.values["raised_on"]
    if isinstance(removed, date) and isinstance(raised, date) and removed < raised:
        wrong = f"This is before it was raised, on {raised:%d/%m/%Y}"
        return [("Removed on", f"{removed:%d/%m/%Y}", wrong, "Write a later day, or an earlier Raised on")]
    said = [heading for name, heading in (("removed_by", "Removed by"), ("how", "How")) if entry.values.get(name)]
    if removed is None and said:
        wrong = f"{said[0]} is given, but not when it was removed"
        return [("Removed on", "", wrong, f"Write the day, or leave {said[0]} empty")]
    return []
