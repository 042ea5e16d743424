"""The plan of an invented trust: what it holds by office and by role, before any name is drawn."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

Row = Mapping[str, str]

GROUPS = {
    "doctor": "HCHS doctors",
    "nurse": "Nurses & health visitors",
    "midwife": "Midwives",
    "therapist": "Scientific, therapeutic & technical staff",
    "support": "Support to doctors, nurses & midwives",
    "therapist-support": "Support to ST&T staff",
    "central": "Central functions",
    "estates": "Hotel, property & estates",
    "senior": "Senior managers",
    "manager": "Managers",
    "digital": "Digital, data and technology",
}
"""Staff groups by the short words of the plans."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A competency that goes with a job; a rare one only some of its people have."""

    competency: str
    level: int
    is_rare: bool


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the establishment: `count` people in each of its departments.

    `wte` is nothing where some work part time. `reports_to` names jobs, or one person of a job (“matron 1”).
    """

    key: str
    count: int
    title: str
    departments: tuple[str, ...]
    group: str
    profession: str
    register: str
    band: str
    reports_to: tuple[str, ...]
    wte: Decimal | None
    viewpoint: str
    skills: tuple[Skill, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything an invented trust is, in the words of its plan; days are written as offsets."""

    jobs: tuple[Job, ...]
    sites: Mapping[str, str]
    rosters: tuple[Row, ...]
    story: tuple[Row, ...]
    services: tuple[Row, ...]
    needs: tuple[Row, ...]
    teams: tuple[Row, ...]
    members: tuple[Row, ...]
    releases: tuple[Row, ...]
    dependencies: tuple[Row, ...]
    communities: tuple[Row, ...]
    offers: tuple[Row, ...]
    roles: tuple[Row, ...]
    holders: tuple[Row, ...]
    deputies: tuple[Row, ...]
    declarations: tuple[Row, ...]
    leave: tuple[Row, ...]
    territories: tuple[Row, ...]
    claims: tuple[Row, ...]
    settlements: tuple[Row, ...]
    champions: tuple[Row, ...]
    areas: tuple[Row, ...]
    visits: tuple[Row, ...]
    education: tuple[Row, ...]
    targets: tuple[Row, ...]
    contacts: tuple[Row, ...]
    learning: tuple[Row, ...]
    lending: tuple[Row, ...]
    board_members: tuple[Row, ...]
    away: tuple[Row, ...]
    papers: tuple[Row, ...]
    challenges: tuple[Row, ...]
    actions: tuple[Row, ...]
    sponsorships: tuple[Row, ...]
    meetings: tuple[Row, ...]
    items: tuple[Row, ...]
    decisions: tuple[Row, ...]
    rights: tuple[Row, ...]
    thresholds: tuple[Row, ...]
    groups: tuple[Row, ...]
    rounds: tuple[Row, ...]
    assumptions: tuple[Row, ...]
    design: tuple[Row, ...]
    voices: tuple[Row, ...]
    blockers: tuple[Row, ...]
    objectives: tuple[Row, ...]
    not_chosen: tuple[Row, ...]
    outcomes: tuple[Row, ...]
    odd_figures: tuple[Row, ...]
    chart_marks: tuple[Row, ...]
    programmes: tuple[Row, ...]
    windows: tuple[Row, ...]
    milestones: tuple[Row, ...]
    reports: tuple[Row, ...]
    moves: tuple[Row, ...]
    themes: tuple[Row, ...]
    said: tuple[Row, ...]
    sayings: tuple[Row, ...]
    wards: tuple[Row, ...]
    named: frozenset[str]
    """Everybody the plan speaks of by name, like “matron 1”: nothing happens to them by chance."""

    def site_of(self, department: str) -> str:
        """Where a department is."""
        return self.sites.get(department, self.sites["*"])


@cache
def read_plan(folder: str) -> Plan:
    """The plan kept in a folder beside this file."""
    jobs = tuple(_job(row) for row in _rows(folder, "jobs"))
    people = {
        "members": "person", "story": "person", "services": "owner", "communities": "lead", "claims": "person",
        "visits": "person",
        "champions": "person", "voices": "person", "programmes": "lead", "lending": "person",
        "deputies": "person", "declarations": "person", "leave": "person",
    }  # fmt: skip
    named = {row[column] for table, column in people.items() for row in _rows(folder, table)}
    named.update(key for job in jobs for key in job.reports_to if key[-1].isdigit())
    return Plan(
        jobs=jobs,
        sites={row["department"]: row["site"] for row in _rows(folder, "departments")},
        rosters=_rows(folder, "rosters"),
        story=_rows(folder, "story"),
        services=_rows(folder, "services"),
        needs=_rows(folder, "needs"),
        teams=_rows(folder, "teams"),
        members=_rows(folder, "members"),
        releases=_rows(folder, "releases"),
        dependencies=_rows(folder, "dependencies"),
        communities=_rows(folder, "communities"),
        offers=_rows(folder, "offers"),
        roles=_rows(folder, "roles"),
        holders=_rows(folder, "holders"),
        deputies=_rows(folder, "deputies"),
        declarations=_rows(folder, "declarations"),
        leave=_rows(folder, "leave"),
        territories=_rows(folder, "territories"),
        claims=_rows(folder, "claims"),
        settlements=_rows(folder, "settlements"),
        champions=_rows(folder, "champions"),
        areas=_rows(folder, "areas"),
        visits=_rows(folder, "visits"),
        education=_rows(folder, "education"),
        targets=_rows(folder, "targets"),
        contacts=_rows(folder, "contacts"),
        learning=_rows(folder, "learning"),
        lending=_rows(folder, "lending"),
        board_members=_rows(folder, "board_members"),
        away=_rows(folder, "away"),
        papers=_rows(folder, "papers"),
        challenges=_rows(folder, "challenges"),
        actions=_rows(folder, "actions"),
        sponsorships=_rows(folder, "sponsorships"),
        meetings=_rows(folder, "meetings"),
        items=_rows(folder, "items"),
        decisions=_rows(folder, "decisions"),
        rights=_rows(folder, "rights"),
        thresholds=_rows(folder, "thresholds"),
        groups=_rows(folder, "groups"),
        rounds=_rows(folder, "rounds"),
        assumptions=_rows(folder, "assumptions"),
        design=_rows(folder, "design"),
        voices=_rows(folder, "voices"),
        blockers=_rows(folder, "blockers"),
        objectives=_rows(folder, "objectives"),
        not_chosen=_rows(folder, "not_chosen"),
        outcomes=_rows(folder, "outcomes"),
        odd_figures=_rows(folder, "odd_figures"),
        chart_marks=_rows(folder, "chart_marks"),
        programmes=_rows(folder, "programmes"),
        windows=_rows(folder, "windows"),
        milestones=_rows(folder, "milestones"),
        reports=_rows(folder, "reports"),
        moves=_rows(folder, "moves"),
        themes=_rows(folder, "themes"),
        said=_rows(folder, "said"),
        sayings=_rows(folder, "sayings"),
        wards=_rows(folder, "wards"),
        named=frozenset(named),
    )


def _rows(folder: str, name: str) -> tuple[Row, ...]:
    text = files("plait.engine.demo").joinpath(folder, f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def _job(row: Row) -> Job:
    return Job(
        key=row["key"],
        count=int(row["count"]),
        title=row["title"],
        departments=parts(row["departments"]),
        group=row["group"],
        profession=row["profession"],
        register=row["register"],
        band=row["band"],
        reports_to=parts(row["reports_to"]),
        wte=None if row["wte"] == "mixed" else Decimal(row["wte"]),
        viewpoint=row["viewpoint"],
        skills=tuple(_skill(text) for text in parts(row["competencies"])),
    )


def _skill(text: str) -> Skill:
    name, level = text.removeprefix("*").rsplit(" ", 1)
    return Skill(name, int(level), text.startswith("*"))


def parts(text: str) -> tuple[str, ...]:
    """The parts of a cell, separated by semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
