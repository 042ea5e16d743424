"""Champions of digital work: who they are, where and when they are there, and who of them counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from plait.engine.cells import read_code, read_date, read_text, read_yes_no
from plait.engine.origins import Origin
from plait.engine.sheets import Column, Entry, Sheet, last_day
from plait.engine.shifts import HELP, read_shifts
from plait.engine.stated import perhaps, stated_text, stated_words

ACTIVE_DAYS = 90
"""Who was active longer ago than this is not counted (requirement 15)."""
MEDIAN_FTE = Decimal(3851)
"""Full-time equivalents of the trust in the middle of 229 trusts: NHS Digital, HCHS workforce statistics, June 2018."""


CHAMPIONS = Sheet(
    name="champions",
    title="Champions",
    help="One line for each person who carries digital work into their profession, on their site, on their shifts.",
    key=("employee_number",),
    columns=(
        Column(
            "employee_number", "Employee number", "An employment of the people sheet.", "1001", read_code,
            required=True, refers_to="people",
        ),
        Column(
            "profession", "Profession", "Whose champion this is; empty means the person's own profession.",
            "Adult nurse", read_text(),
        ),
        Column(
            "site", "Site", "Where the champion is there; empty means where the person works.", "Main hospital",
            read_text(), refers_to="sites",
        ),
        Column(
            "shifts", "Shifts", f"{HELP}.", "Days; Nights", read_shifts, required=True,
        ),
        Column(
            "trained", "Trained", "Yes for a trained clinician-informatician, else No.", "Yes", read_yes_no,
            choices=("Yes", "No"),
        ),
        Column("trained_on", "Trained on", "The day the training was finished.", "30/06/2025", read_date),
        Column(
            "last_active_on", "Last active on", "The last day on which this champion did something as one.",
            "02/11/2026", read_date,
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day as a champion; empty means no end is known."),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Champion:
    """Somebody's time as a champion; it ends with the employment at the latest. Nothing where nobody said."""

    employee_number: str
    shifts: tuple[str, ...]
    starts: date
    ends: date | None = None
    profession: str = ""
    site: str = ""
    trained: bool | None = None
    trained_on: date | None = None
    last_active_on: date | None = None
    origin: Origin | None = None


def champion_of(entry: Entry, *, starts: date, ends: date | None, origin: Origin) -> Champion:
    """The record an entry states; `starts` where it gives no first day, `ends` as written or with the employment."""
    return Champion(
        employee_number=stated_text(entry, "employee_number"),
        shifts=stated_words(entry, "shifts"),
        starts=perhaps(entry, "starts", date) or starts,
        ends=ends,
        profession=stated_text(entry, "profession"),
        site=stated_text(entry, "site"),
        trained=perhaps(entry, "trained", bool),
        trained_on=perhaps(entry, "trained_on", date),
        last_active_on=perhaps(entry, "last_active_on", date),
        origin=origin,
    )


def is_active(champion: Champion, on: date) -> bool:
    """Is this champion counted on that day: one today, and active within the last 90 days?"""
    holds = champion.starts <= on and (champion.ends is None or champion.ends > on)
    last = champion.last_active_on
    return holds and last is not None and (on - last).days <= ACTIVE_DAYS


def needed(limit: Decimal, wte: Decimal) -> int:
    """How many trained clinician-informaticians a trust of this size needs, one at least.

    `limit` is what a trust of the median size needs; more or fewer in proportion to the staff (our default).
    """
    return max(1, int((limit * wte / MEDIAN_FTE).to_integral_value(rounding=ROUND_CEILING)))


Fault = tuple[str, str, str, str]


def check_training(entry: Entry) -> list[Fault]:
    """A day of training for somebody who is not said to be trained."""
    day = perhaps(entry, "trained_on", date)
    if day is None or entry.values.get("trained") is True:
        return []
    return [
        (
            "Trained on",
            f"{day:%d/%m/%Y}",
            "A day of training for somebody who is not trained",
            "Write Yes under Trained",
        )
    ]


def check_activity(entry: Entry) -> list[Fault]:
    """Active last before the first day as a champion."""
    last, starts = perhaps(entry, "last_active_on", date), perhaps(entry, "starts", date)
    if last is None or starts is None or last >= starts:
        return []
    wrong = f"Last active before the first day, {starts:%d/%m/%Y}"
    return [("Last active on", f"{last:%d/%m/%Y}", wrong, "Write a later day, or an earlier Starts")]


def active_among(champions: Iterable[Champion], on: date) -> tuple[Champion, ...]:
    """The champions that are counted on that day, by employee number."""
    return tuple(sorted((one for one in champions if is_active(one, on)), key=lambda one: one.employee_number))
