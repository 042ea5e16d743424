"""The sheets of clinical areas: the wards and clinics there are, and who of those who lead digital work was there."""

from plait.engine.cells import read_choice, read_code, read_date, read_text, read_yes_no
from plait.engine.sheets import Column, Sheet, last_day

CLINIC, ROUND, LISTENING = "clinic", "round", "listening"
PURPOSE_CHOICES = {"Clinic": CLINIC, "Ward round": ROUND, "Listening": LISTENING}
PURPOSES = {purpose: words for words, purpose in PURPOSE_CHOICES.items()}
"""The words for each purpose of a visit."""

AREAS = Sheet(
    name="clinical areas",
    title="Clinical areas",
    help="One line for each ward, clinic, theatre or community base where people are cared for.",
    key=("name",),
    columns=(
        Column("name", "Area", "What the trust calls it.", "Ash ward", read_text(), required=True),
        Column("site", "Site", "Where it is.", "Main hospital", read_text(), refers_to="sites"),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("The last day the area was open; empty means no end is known."),
    ),
)

VISITS = Sheet(
    name="clinical visits",
    title="Clinical visits",
    help="One line for each visit to a clinical area by somebody who leads digital work there.",
    key=("area", "visited_on", "employee_number"),
    columns=(
        Column(
            "area", "Area", "An area of the clinical areas sheet.", "Ash ward", read_text(), required=True,
            refers_to="clinical areas",
        ),
        Column("visited_on", "Day", "The day of the visit.", "18/11/2026", read_date, required=True),
        Column(
            "employee_number", "Employee number", "Who went: an employment of the people sheet.", "1001", read_code,
            required=True, refers_to="people",
        ),
        Column(
            "purpose", "Purpose", "Clinic, Ward round or Listening.", "Ward round", read_choice(PURPOSE_CHOICES),
            choices=tuple(PURPOSE_CHOICES), required=True,
        ),
        Column(
            "took_place", "Took place", "No while the visit is only planned; empty means Yes.", "Yes", read_yes_no,
            choices=("Yes", "No"), default=True,
        ),
    ),
)  # fmt: skip

AREA_SHEETS = (AREAS, VISITS)
