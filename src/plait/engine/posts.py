"""Established posts: what the trust has decided to employ, whether or not somebody fills it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.cells import read_code, read_date, read_text, read_total_wte
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Sheet, last_day

POSTS = Sheet(
    name="posts",
    title="Posts",
    help="One line for each post of the establishment. People name the post they fill.",
    key=("number",),
    columns=(
        Column(
            "number",
            "Post number",
            "The number the establishment knows this post by.",
            "P-200",
            read_code,
            required=True,
        ),
        Column(
            "title",
            "Post title",
            "What the post is called.",
            "Chief clinical information officer",
            read_text(),
            required=True,
        ),
        Column(
            "department",
            "Department",
            "Where the post sits.",
            "Digital services",
            read_text(),
            required=True,
            refers_to="departments",
            may_be_new=True,
        ),
        Column(
            "staff_group",
            "Staff group",
            "A staff group of the trust's list.",
            "Senior managers",
            read_text(),
            refers_to="staff groups",
        ),
        Column("band", "Band", "Agenda for Change band, or the grade as the trust writes it.", "8c", read_text(40)),
        Column(
            "budgeted_wte",
            "Budgeted WTE",
            "Whole-time equivalents the budget pays for.",
            "1",
            read_total_wte,
            required=True,
        ),
        Column(
            "starts",
            "Starts",
            "First day of the post; empty means the day the file is true from.",
            "01/04/2025",
            read_date,
        ),
        last_day("Last day of the post; empty means no end is known."),
    ),
)


@dataclass(frozen=True, slots=True)
class Post:
    """One established post."""

    number: str
    title: str
    department: str
    budgeted_wte: Decimal
    starts: date
    ends: date | None = None
    staff_group: str = ""
    band: str = ""
    origin: Origin | None = None
