"""The sheets of competencies: the framework, who holds what, and the communities of practice."""

from plait.engine.cells import read_choice, read_code, read_date, read_list, read_text
from plait.engine.people import VIEWPOINT_CHOICES
from plait.engine.services import LEVEL_CHOICES
from plait.engine.sheets import Column, Sheet, last_day


def read_days(text: str) -> tuple[str, ...]:
    """Several days in one cell, as ISO dates, earliest first, none twice."""
    return tuple(sorted({read_date(part).isoformat() for part in read_list(text)}))


COMPETENCIES = Sheet(
    name="competencies",
    title="Competencies",
    help="The trust's framework: one line for each competency. Plait brings one; change or add what you need.",
    key=("name",),
    columns=(
        Column("name", "Competency", "What people call it.", "Clinical safety", read_text(), required=True),
        Column("family", "Family", "The family it belongs to.", "Safety and quality", read_text(), required=True),
        Column(
            "viewpoint",
            "Viewpoint",
            "Which viewpoint it usually belongs to.",
            "Clinical",
            read_choice(VIEWPOINT_CHOICES),
            choices=tuple(VIEWPOINT_CHOICES),
            required=True,
        ),
        Column(
            "description",
            "Description",
            "What it is, in a sentence.",
            "Keeping patients safe when software changes",
            read_text(4000),
        ),
        Column(
            "awareness",
            "Awareness",
            "What someone at this level can do.",
            "Knows what a hazard log is",
            read_text(4000),
        ),
        Column("working", "Working", "What someone at this level can do.", "Adds hazards to the log", read_text(4000)),
        Column(
            "practitioner",
            "Practitioner",
            "What someone at this level can do.",
            "Runs a hazard workshop alone",
            read_text(4000),
        ),
        Column("expert", "Expert", "What someone at this level can do.", "Signs the safety case", read_text(4000)),
        Column(
            "framework", "Framework", "Where it was published, if it was.", "GOV.UK capability framework", read_text(80)
        ),
        Column("also_called", "Also called", "Other names, separated by semicolons.", "DCB0160", read_list),
    ),
)

HOLDINGS = Sheet(
    name="holdings",
    title="Competencies held",
    help="One line for each competency somebody holds.",
    key=("employee_number", "competency"),
    columns=(
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
            "competency",
            "Competency",
            "A competency of the framework.",
            "Clinical safety",
            read_text(),
            required=True,
            refers_to="competencies",
        ),
        Column(
            "level",
            "Level",
            "Awareness, Working, Practitioner or Expert.",
            "Practitioner",
            read_choice(LEVEL_CHOICES),
            choices=tuple(LEVEL_CHOICES),
            required=True,
        ),
        Column(
            "starts",
            "Since",
            "First day at this level; empty means the day the file is true from.",
            "01/04/2025",
            read_date,
        ),
        Column(
            "confirmed_by",
            "Confirmed by",
            "Employee number of who confirmed it: line manager or community lead.",
            "1000",
            read_code,
            refers_to="people",
        ),
        Column("confirmed_on", "Confirmed on", "The day it was confirmed.", "02/06/2025", read_date),
    ),
)

COMMUNITIES = Sheet(
    name="communities",
    title="Communities of practice",
    help="One line for each community of practice.",
    key=("name",),
    columns=(
        Column("name", "Community", "What people call it.", "User research community", read_text(), required=True),
        Column("family", "Family", "The family of competencies it looks after.", "User-centred design", read_text()),
        Column("lead", "Lead", "Employee number of the person who leads it.", "1000", read_code, refers_to="people"),
        Column("met_on", "Met on", "The days it met, separated by semicolons.", "05/05/2025; 02/06/2025", read_days),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day of the community; empty means it goes on."),
    ),
)

COMMUNITY_MEMBERS = Sheet(
    name="community members",
    title="Community members",
    help="One line for each person in a community of practice.",
    key=("community", "employee_number"),
    columns=(
        Column(
            "community",
            "Community",
            "A community of the communities sheet.",
            "User research community",
            read_text(),
            required=True,
            refers_to="communities",
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
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day in the community; empty means still in it."),
    ),
)
