"""People of a trust: who they are, what post they fill, whom they report to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.cells import read_choice, read_code, read_date, read_email, read_text, read_whole, read_wte
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Sheet, last_day
from plait.engine.shifts import HELP, read_shifts
from plait.engine.stated import perhaps, stated, stated_text
from plait.engine.tables import Problem
from plait.engine.viewpoints import Viewpoint

VIEWPOINT_CHOICES = {viewpoint.word: viewpoint.value for viewpoint in Viewpoint}

PEOPLE = Sheet(
    name="people",
    title="People",
    help="One line for each employment. Someone with two posts has two employee numbers and two lines.",
    key=("employee_number",),
    columns=(
        Column(
            "employee_number",
            "Employee number",
            "The number the staff record knows this employment by.",
            "1001",
            read_code,
            required=True,
            also_called=("Employee no", "Assignment number"),
        ),
        Column("name", "Name", "First name and family name.", "Ann Frost", read_text(), required=True),
        Column("email", "Work e-mail", "Used to sign in and for proposals.", "ann.frost@example.nhs.uk", read_email),
        Column("job_title", "Job title", "As the trust writes it.", "Ward sister", read_text()),
        Column(
            "staff_group",
            "Staff group",
            "A staff group of the trust's list; it gives the usual viewpoint.",
            "Nurses & health visitors",
            read_text(),
            required=True,
            refers_to="staff groups",
        ),
        Column("profession", "Profession", "What this person trained as.", "Adult nurse", read_text()),
        Column(
            "viewpoint",
            "Viewpoint",
            "Only where it differs from that of the staff group.",
            "Clinical",
            read_choice(VIEWPOINT_CHOICES),
            choices=tuple(VIEWPOINT_CHOICES),
        ),
        Column(
            "department",
            "Department",
            "Where this person works in the organisation.",
            "Medicine",
            read_text(),
            required=True,
            refers_to="departments",
            may_be_new=True,
        ),
        Column(
            "site", "Site", "The place of work.", "Northmoor General", read_text(), refers_to="sites", may_be_new=True
        ),
        Column(
            "shifts",
            "Shifts",
            f"When this person works: {HELP}.",
            "Days; Nights",
            read_shifts,
            also_called=("Shift", "Shifts worked"),
        ),
        Column("wte", "WTE", "Share of a full post, up to 1.", "0.8", read_wte, required=True, also_called=("FTE",)),
        Column("band", "Band", "Agenda for Change band, or the grade as the trust writes it.", "7", read_text(40)),
        Column("point", "Point", "Pay point within the band.", "3", read_whole(1, 99)),
        Column(
            "manager",
            "Line manager",
            "Employee number of the person this one reports to.",
            "1000",
            read_code,
            refers_to="people",
        ),
        Column("post", "Post number", "The established post this person fills.", "P-200", read_code, refers_to="posts"),
        Column("registration_body", "Registration body", "Professional register.", "NMC", read_text(40)),
        Column("registration_number", "Registration number", "Number on that register.", "18A1234E", read_code),
        Column(
            "starts",
            "Starts",
            "First day of this employment; empty means the day the file is true from.",
            "01/04/2025",
            read_date,
        ),
        last_day("Last day of this employment; empty means no end is known."),
    ),
)

DATED = frozenset(
    (
        "job_title",
        "staff_group",
        "profession",
        "viewpoint",
        "department",
        "site",
        "shifts",
        "wte",
        "band",
        "point",
        "manager",
        "post",
    )
)
"""What may change during an employment: a change ends the old row and starts a new one."""


@dataclass(frozen=True, slots=True)
class Person:
    """One employment as it stands on the day of the Trust, with the person's name beside it.

    Employments of one `identity` are one person's. It is empty where nobody could say so, as of a folder of files:
    then every employment counts as a person.
    """

    employee_number: str
    name: str
    staff_group: str
    viewpoint: Viewpoint
    department: str
    wte: Decimal
    starts: date
    ends: date | None = None
    job_title: str = ""
    profession: str = ""
    site: str = ""
    band: str = ""
    point: int | None = None
    manager: str = ""
    post: str = ""
    email: str = ""
    registration_body: str = ""
    registration_number: str = ""
    identity: str = ""
    origin: Origin | None = None


def person_of(entry: Entry, viewpoints: Mapping[str, Viewpoint], *, starts: date, origin: Origin | None) -> Person:
    """The person an entry of the people sheet states; `viewpoints` gives each staff group's usual one."""
    group = stated_text(entry, "staff_group")
    viewpoint = stated_text(entry, "viewpoint")
    return Person(
        employee_number=stated_text(entry, "employee_number"),
        name=stated_text(entry, "name"),
        staff_group=group,
        viewpoint=Viewpoint(viewpoint) if viewpoint else viewpoints[group],
        department=stated_text(entry, "department"),
        wte=stated(entry, "wte", Decimal),
        starts=perhaps(entry, "starts", date) or starts,
        ends=perhaps(entry, "ends", date),
        job_title=stated_text(entry, "job_title"),
        profession=stated_text(entry, "profession"),
        site=stated_text(entry, "site"),
        band=stated_text(entry, "band"),
        point=perhaps(entry, "point", int),
        manager=stated_text(entry, "manager"),
        post=stated_text(entry, "post"),
        email=stated_text(entry, "email"),
        registration_body=stated_text(entry, "registration_body"),
        registration_number=stated_text(entry, "registration_number"),
        origin=origin,
    )


def find_cycles(managers: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Every circle in the reporting lines (person to line manager), each from its least member onwards.

    Walks without recursion, so a line of ten thousand managers is no deeper than one of ten.
    """
    settled: set[str] = set()
    cycles: list[tuple[str, ...]] = []
    for start in sorted(managers):
        walk: dict[str, int] = {}
        here = start
        while here in managers and here not in settled and here not in walk:
            walk[here] = len(walk)
            here = managers[here]
        if here in walk:
            circle = list(walk)[walk[here] :]
            least = circle.index(min(circle))
            cycles.append(tuple(circle[least:] + circle[:least]))
        settled.update(walk)
    return tuple(cycles)


def check_managers(entries: Sequence[Entry], standing: Mapping[str, str]) -> tuple[Problem, ...]:
    """A problem for every line that closes a circle of line managers, with `standing` the lines already recorded."""
    stated = {str(e.values["employee_number"]).casefold(): e for e in entries}
    spelt = {number.casefold(): number for number in standing}
    spelt.update({number: str(entry.values["employee_number"]) for number, entry in stated.items()})
    lines = {number.casefold(): manager.casefold() for number, manager in standing.items()}
    lines.update({number: str(e.values.get("manager") or "").casefold() for number, e in stated.items()})
    cycles = find_cycles({number: manager for number, manager in lines.items() if manager})
    return tuple(
        _circular(stated[number], [spelt[one] for one in cycle])
        for cycle in cycles
        for number in cycle
        if number in stated
    )


def _circular(entry: Entry, cycle: Sequence[str]) -> Problem:
    shown = cycle if len(cycle) <= 6 else (*cycle[:3], "…", *cycle[-2:])
    way = " → ".join((*shown, cycle[0]))
    wrong = "This person is their own line manager" if len(cycle) == 1 else f"The reporting line is a circle: {way}"
    number = str(entry.values["manager"])
    return Problem(
        entry.table, entry.line, "Line manager", number, wrong, "Write who each of them reports to outside this circle"
    )
