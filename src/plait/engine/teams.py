"""Fusion teams: who is in them, what they have released, what they wait for, where they came from."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.cells import (
    CannotRead,
    Value,
    read_choice,
    read_code,
    read_date,
    read_list,
    read_text,
    read_wte,
    read_yes_no,
)
from plait.engine.origins import Origin
from plait.engine.people import VIEWPOINT_CHOICES
from plait.engine.sheets import Column, Entry, Sheet, last_day
from plait.engine.stated import stated_text, stated_words
from plait.engine.viewpoints import Viewpoint

YES_NO = ("Yes", "No")
NOT_SHOWN = "No"


def read_member(text: str) -> tuple[str, Decimal]:
    """One member of a team's cell: “1001 0.6” is employee 1001 for 0.6 WTE."""
    found = re.fullmatch(r"(\S+)\s+(\S+)", text)
    if not found:
        raise CannotRead(
            f"“{text}” is not a number and a WTE", "Write employee number and WTE, like 1001 0.6; 1002 0.4"
        )
    return read_code(found[1]), read_wte(found[2])


def read_release(text: str) -> tuple[date, str]:
    """One release of a team's cell: “09/06/2025 Call back” is what was released that day."""
    found = re.fullmatch(r"(\d[\d/.\-]+)\s+(.+)", text)
    if not found:
        raise CannotRead(f"“{text}” is not a date and a name", "Write date and name, like 09/06/2025 Call back")
    return read_date(found[1]), read_text()(found[2])


def read_members(text: str) -> tuple[str, ...]:
    """The members of a team's cell, each as “number WTE”, no number twice."""
    members = [read_member(part) for part in read_list(text)]
    numbers = [number for number, _ in members]
    twice = {number for number in numbers if numbers.count(number) > 1}
    if twice:
        raise CannotRead(f"{min(twice)} stands twice", "Name each person once, with all of their time in this team")
    return tuple(f"{number} {wte}" for number, wte in members)


def read_releases(text: str) -> tuple[str, ...]:
    """The releases of a team's cell, each as “yyyy-mm-dd name”."""
    return tuple(f"{on.isoformat()} {name}" for on, name in map(read_release, read_list(text)))


TEAMS = Sheet(
    name="teams",
    title="Teams",
    help="One line for each team. Members and releases may stand here, or on sheets of their own.",
    key=("name",),
    columns=(
        Column("name", "Team", "What people call it.", "Single point of access", read_text(), required=True),
        Column(
            "service",
            "Service",
            "The service it works on.",
            "Single point of access",
            read_text(),
            refers_to="services",
        ),
        Column(
            "purpose",
            "Purpose",
            "What it is for, in a sentence.",
            "Every referral answered once, by the right person",
            read_text(500),
        ),
        Column(
            "parent",
            "Parent team",
            "The team it grew out of, if any.",
            "Community referrals",
            read_text(),
            refers_to="teams",
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day of the team; empty means no end is known."),
        Column(
            "members",
            "Members",
            "Employee number and WTE of each, separated by semicolons.",
            "1001 0.6; 1002 0.4",
            read_members,
        ),
        Column(
            "releases",
            "Releases",
            "Date and name of each release people could see, separated by semicolons.",
            "09/06/2025 Call back; 01/09/2025 Text reminders",
            read_releases,
        ),
    ),
)

MEMBERSHIPS = Sheet(
    name="memberships",
    title="Members",
    help="One line for each person in a team. Use it where the cell on the teams sheet says too little.",
    key=("team", "employee_number"),
    columns=(
        Column(
            "team",
            "Team",
            "A team of the teams sheet.",
            "Single point of access",
            read_text(),
            required=True,
            refers_to="teams",
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
        Column("wte", "WTE", "Share of a full post given to this team.", "0.4", read_wte, required=True),
        Column("part", "Part in the team", "What this person does there.", "Clinical safety officer", read_text()),
        Column(
            "viewpoint",
            "Viewpoint",
            "Only where it differs from the person's usual one; say why.",
            "Digital",
            read_choice(VIEWPOINT_CHOICES),
            choices=tuple(VIEWPOINT_CHOICES),
        ),
        Column("reason", "Reason", "Why the viewpoint differs.", "Nurse working as product manager", read_text(500)),
        Column("starts", "Starts", "First day in the team; empty means the team's first day.", "01/04/2025", read_date),
        last_day("Last day in the team; empty means no end is known."),
    ),
)

RELEASES = Sheet(
    name="releases",
    title="Releases",
    help="One line for each thing a team put in front of the people it is for.",
    key=("team", "released_on", "name"),
    columns=(
        Column(
            "team",
            "Team",
            "A team of the teams sheet.",
            "Single point of access",
            read_text(),
            required=True,
            refers_to="teams",
        ),
        Column("released_on", "Released on", "The day people could use it.", "09/06/2025", read_date, required=True),
        Column("name", "Release", "What was released.", "Call back", read_text(), required=True),
        Column(
            "visible",
            "Visible to users",
            "Could the people it is for see it? Empty means yes.",
            "Yes",
            read_yes_no,
            choices=YES_NO,
            default=True,
        ),
        Column("accepted_by", "Accepted by", "Who accepted it, if anyone did.", "Service owner", read_text()),
    ),
)

DEPENDENCIES = Sheet(
    name="dependencies",
    title="Dependencies",
    help="One line for each thing a team waits for from another team.",
    key=("team", "on_team", "what"),
    columns=(
        Column(
            "team",
            "Team",
            "The team that waits.",
            "Single point of access",
            read_text(),
            required=True,
            refers_to="teams",
        ),
        Column(
            "on_team",
            "Depends on team",
            "The team it waits for.",
            "Integration",
            read_text(),
            required=True,
            refers_to="teams",
        ),
        Column("what", "What for", "What is needed.", "Referral messages", read_text(), required=True),
        Column(
            "hard",
            "Hard",
            "Does work stop without it? Empty means yes.",
            "Yes",
            read_yes_no,
            choices=YES_NO,
            default=True,
        ),
        Column("starts", "Starts", "First day; empty means the day the file is true from.", "01/04/2025", read_date),
        last_day("Last day of the dependency; empty means it still stands."),
    ),
)


def expand_team(entry: Entry) -> tuple[Entry, ...]:
    """An entry of the teams sheet without its two lists, then each member and release as an entry of its own sheet."""
    values = {name: value for name, value in entry.values.items() if name not in ("members", "releases")}
    members, releases = stated_words(entry, "members"), stated_words(entry, "releases")
    team = stated_text(entry, "name")
    plain = Entry("teams", values, entry.table, entry.line, entry.key)
    return (
        plain,
        *(_member_entry(entry, team, *read_member(text)) for text in members),
        *(_release_entry(entry, team, *read_release(text)) for text in releases),
    )


def _member_entry(entry: Entry, team: str, number: str, wte: Decimal) -> Entry:
    values: dict[str, Value] = {"team": team, "employee_number": number, "wte": wte}
    return Entry("memberships", values, entry.table, entry.line, (team.casefold(), number.casefold()))


def _release_entry(entry: Entry, team: str, on: date, name: str) -> Entry:
    values: dict[str, Value] = {"team": team, "released_on": on, "name": name, "visible": True}
    return Entry("releases", values, entry.table, entry.line, (team.casefold(), on, name.casefold()))


@dataclass(frozen=True, slots=True)
class Team:
    """One fusion team."""

    name: str
    starts: date
    ends: date | None = None
    service: str = ""
    purpose: str = ""
    parent: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Membership:
    """One person's time in one team, and the viewpoint it brings: stated, or the person's usual one.

    `joined` is the first day in the team; `starts` the first day on which these values hold.
    """

    team: str
    employee_number: str
    wte: Decimal
    joined: date
    starts: date
    ends: date | None = None
    viewpoint: Viewpoint | None = None
    part: str = ""
    reason: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """Something a team put in front of people."""

    team: str
    released_on: date
    name: str
    visible: bool = True
    accepted_by: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Dependency:
    """Something one team waits for from another; a hard one stops its work."""

    team: str
    on_team: str
    what: str
    hard: bool
    starts: date
    ends: date | None = None
    origin: Origin | None = None
