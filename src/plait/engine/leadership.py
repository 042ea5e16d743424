"""Leadership roles of digital work, what each may decide and spend, and who holds it for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from plait.engine.cells import (
    CannotRead,
    plain_number,
    read_choice,
    read_code,
    read_date,
    read_decimal,
    read_text,
    read_wte,
)
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Known, Sheet, last_day
from plait.engine.tables import Problem

CDIO, CCIO, CNIO, OTHER = "CDIO", "CCIO", "CNIO", "other"
LEADERS = (CDIO, CCIO, CNIO)
"""The three that a trust should have (requirements 3 and 12); a CIO is a CDIO by another title."""
VACANT_DAYS = 90
"""How long a role may be vacant (requirement 3; our default)."""
KIND_CHOICES = {
    "Chief digital and information officer (CDIO or CIO)": CDIO,
    "Chief clinical information officer (CCIO)": CCIO,
    "Chief nursing information officer (CNIO)": CNIO,
    "Other digital leader": OTHER,
}
KINDS = {kind: words for words, kind in KIND_CHOICES.items()}
"""The words for each kind."""
SHORT_KINDS = {"CDIO": CDIO, "CIO": CDIO, "CCIO": CCIO, "CNIO": CNIO, "Other": OTHER}
SEAT_CHOICES = {"Voting": "voting", "Attending": "attending", "No": "no"}
AT_THE_TABLE = frozenset(("voting", "attending"))
"""The seats from which one speaks at the board."""
AT_THE_TOP = "board or chief executive"
REPORTS_CHOICES = {
    "Board or chief executive": AT_THE_TOP,
    "Another director": "another director",
    "Somebody else": "somebody else",
}
INTERNAL, EXTERNAL, BOTH = "internal", "external", "both"
EMPHASIS_CHOICES = {"Inside the trust": INTERNAL, "Outside the trust": EXTERNAL, "Both alike": BOTH}
"""Where the weight of a role lies: running the trust's own systems, or patients, partners and the world outside."""
HELD_CHOICES = {"Substantive": "substantive", "Interim": "interim", "Acting": "acting"}
MOST_WTE = 1000
DAY = timedelta(days=1)
ENDS_OF_EMPLOYMENTS = "ends of employments"
"""Among the names that are known: employee number, folded, to the first day without the employment, as ISO text."""


def read_time(text: str) -> Decimal:
    """Whole-time equivalents that may be none at all: a zero here says something, unlike an empty cell."""
    number = read_decimal(text)
    if not 0 <= number <= MOST_WTE:
        raise CannotRead("Outside 0 to 1,000 WTE", "Write whole-time equivalents, like 2.4, or 0 for none")
    return plain_number(number)


def read_pounds(text: str) -> Decimal:
    """Whole pounds, none or more."""
    number = read_decimal(text)
    if number < 0:
        raise CannotRead("Less than nothing", "Write whole pounds, like 250000, or 0 for none")
    if number != number.to_integral_value():
        raise CannotRead("Not whole pounds", "Write whole pounds, like 250000")
    return number.quantize(Decimal(1))


ROLES = Sheet(
    name="leadership roles",
    title="Leadership roles",
    help="One line for each role that leads digital work: the CDIO or CIO, the CCIO, the CNIO, and others.",
    key=("name",),
    columns=(
        Column(
            "name",
            "Role",
            "What the trust calls it.",
            "Chief nursing information officer",
            read_text(),
            required=True,
        ),
        Column(
            "kind",
            "Kind",
            "Which of the three it is, or another. A CIO is a CDIO here.",
            "Chief nursing information officer (CNIO)",
            read_choice({**KIND_CHOICES, **SHORT_KINDS}),
            choices=tuple(KIND_CHOICES),
            required=True,
        ),
        Column(
            "seat",
            "Seat on the board",
            "Voting, Attending or No.",
            "Attending",
            read_choice(SEAT_CHOICES),
            choices=tuple(SEAT_CHOICES),
        ),
        Column(
            "reports_to",
            "Reports to",
            "Whom the role answers to.",
            "Board or chief executive",
            read_choice(REPORTS_CHOICES),
            choices=tuple(REPORTS_CHOICES),
        ),
        Column(
            "emphasis",
            "Emphasis",
            "Where the role's weight lies: inside the trust, outside it with patients and partners, or both.",
            "Inside the trust",
            read_choice({**EMPHASIS_CHOICES, "Internal": INTERNAL, "External": EXTERNAL, "Both": BOTH}),
            choices=tuple(EMPHASIS_CHOICES),
        ),
        Column(
            "post",
            "Post",
            "The number of its post in the establishment, of the posts sheet.",
            "P-0042",
            read_code,
            refers_to="posts",
            also_called=("Post number",),
        ),
        Column("protected_wte", "Protected WTE", "Time kept free for the role; 0 for none.", "0.6", read_time),
        Column("team_wte", "Team WTE", "Whole-time equivalents of its own team; 0 for none.", "4", read_time),
        Column(
            "budget_pounds",
            "Yearly budget (£)",
            "What it may spend in a year, in whole pounds; 0 for none.",
            "250000",
            read_pounds,
            also_called=("Yearly budget", "Budget"),
        ),
        Column(
            "limit_pounds",
            "Delegated limit (£)",
            "The largest sum it may decide alone, in whole pounds; 0 for none.",
            "50000",
            read_pounds,
            also_called=("Delegated limit",),
        ),
        Column(
            "starts",
            "Starts",
            "First day of the role; empty means the day the file is true from.",
            "01/04/2025",
            read_date,
        ),
        last_day("Last day of the role; empty means no end is known."),
    ),
)

HOLDERS = Sheet(
    name="role holders",
    title="Role holders",
    help="One line for each person who holds a leadership role, or held it.",
    key=("role", "employee_number"),
    columns=(
        Column(
            "role",
            "Role",
            "A role of the leadership roles sheet.",
            "Chief nursing information officer",
            read_text(),
            required=True,
            refers_to="leadership roles",
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
            "held_as",
            "Held as",
            "Substantive, Interim or Acting.",
            "Substantive",
            read_choice(HELD_CHOICES),
            choices=tuple(HELD_CHOICES),
            required=True,
        ),
        Column("wte", "WTE", "Share of a full post this person gives to the role.", "0.6", read_wte, required=True),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day in the role; empty means no end is known."),
    ),
)


@dataclass(frozen=True, slots=True)
class LeadershipRole:
    """One role: of which kind, where it stands, and the time, team and money it has; nothing where nobody said."""

    name: str
    kind: str
    starts: date
    ends: date | None = None
    seat: str = ""
    reports_to: str = ""
    protected_wte: Decimal | None = None
    team_wte: Decimal | None = None
    budget_pounds: Decimal | None = None
    limit_pounds: Decimal | None = None
    emphasis: str = ""
    post: str = ""
    origin: Origin | None = None


class Resourced(Protocol):
    """A role with what it may decide and spend; nothing where nobody said."""

    @property
    def protected_wte(self) -> Decimal | None:
        """Time kept free for it."""

    @property
    def team_wte(self) -> Decimal | None:
        """Whole-time equivalents of its own team."""

    @property
    def budget_pounds(self) -> Decimal | None:
        """What it may spend in a year."""

    @property
    def limit_pounds(self) -> Decimal | None:
        """The largest sum it may decide alone."""

    @property
    def reports_to(self) -> str:
        """Whom it answers to."""


LINE = "line to the board"


def figures_of(role: Resourced) -> tuple[tuple[str, Decimal | None], ...]:
    """What a role has, each by the words for it."""
    return (
        ("protected time", role.protected_wte),
        ("team", role.team_wte),
        ("budget", role.budget_pounds),
        ("delegated limit", role.limit_pounds),
    )


def lacks_of(role: Resourced) -> list[str]:
    """What a role is recorded to be without, in words (requirement 14); what nobody recorded is not told."""
    without = [words for words, figure in figures_of(role) if figure is not None and figure <= 0]
    return without + ([LINE] if role.reports_to not in ("", AT_THE_TOP) else [])


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody's time in a leadership role; it ends with the employment at the latest."""

    role: str
    employee_number: str
    held_as: str
    wte: Decimal
    starts: date
    ends: date | None = None
    origin: Origin | None = None


def check_holders(entries: Iterable[Entry], known: Known) -> tuple[Problem, ...]:
    """A problem for each holder who has left the trust by the first day in the role."""
    problems: list[Problem] = []
    ends = known.get(ENDS_OF_EMPLOYMENTS, {})
    for entry in entries:
        starts, number = entry.values.get("starts"), str(entry.values["employee_number"])
        gone = ends.get(number.casefold(), "")
        if isinstance(starts, date) and gone and date.fromisoformat(gone) <= starts:
            wrong = f"{number} left the trust before, on {date.fromisoformat(gone) - DAY:%d/%m/%Y}"
            remedy = "Write an earlier Starts, or the employee number of somebody who was there"
            problems.append(Problem(entry.table, entry.line, "Starts", f"{starts:%d/%m/%Y}", wrong, remedy))
    return tuple(problems)


def vacant_since(role: LeadershipRole, holders: Iterable[Holder], on: date) -> date | None:
    """The first day without anybody in a role that nobody holds on that day; nothing while somebody does.

    Interim and acting holders fill it as well. A role that nobody ever held is vacant from its own first day.
    """
    since = role.starts
    for holder in holders:
        if holder.role != role.name or holder.starts > on:
            continue
        if holder.ends is None or holder.ends > on:
            return None
        if holder.starts < holder.ends:  # else the employment had ended before
            since = max(since, holder.ends)
    return since
