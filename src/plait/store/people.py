"""People for pages: one page of the register, one person with their posts over time, and counts without names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.db.models.functions import Lower

from plait.engine.origins import Origin
from plait.store.models import Assignment, Department, Employment, Site, StaffGroup
from plait.store.origins import Sheets, load_origins, origin_of, with_origin, with_origins
from plait.store.paging import Page, Wanted
from plait.store.reach import REACHED, Reach
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One employment in the list of people, as it stands on a day."""

    id: int
    employee_number: str
    name: str
    job_title: str
    profession: str
    staff_group: str
    viewpoint: str
    department: str
    site: str
    shifts: tuple[str, ...]
    teams: tuple[str, ...]
    wte: Decimal
    free_wte: Decimal
    band: str
    point: int | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many people a department has, and how many bring each viewpoint: no names."""

    department: str
    people: int
    digital: int
    clinical: int
    operational: int


@dataclass(frozen=True, slots=True)
class PeopleFilters:
    """What the list of people can be narrowed to, as this trust has it."""

    departments: tuple[str, ...]
    staff_groups: tuple[str, ...]
    sites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by name, and the employment their page is found by."""

    id: int
    name: str
    employee_number: str = ""
    job_title: str = ""


@dataclass(frozen=True, slots=True)
class PostHeld:
    """What an employment consisted of for a time."""

    job_title: str
    profession: str
    staff_group: str
    viewpoint: str
    department: str
    site: str
    shifts: tuple[str, ...]
    wte: Decimal
    band: str
    point: int | None
    manager: Named | None
    post: str
    starts: date
    ends: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class TeamTime:
    """Somebody's time in one team."""

    team_id: int
    team: str
    wte: Decimal
    part: str
    viewpoint: str
    joined: date
    starts: date
    ends: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class HeldCompetency:
    """A competency somebody holds."""

    competency_id: int
    name: str
    level: int
    since: date
    confirmed_by: str
    confirmed_on: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """One employment: who, the posts held (the one of the day, or else the nearest, as `now`), reports and teams."""

    id: int
    employee_number: str
    name: str
    email: str
    registration: str
    starts: date
    ends: date | None
    now: PostHeld
    posts: tuple[PostHeld, ...]
    others: tuple[Named, ...]
    """Other employments of the same person in this trust."""
    reports: tuple[Named, ...]
    teams: tuple[TeamTime, ...]
    origin: Origin | None


VIEWPOINT = "COALESCE(NULLIF(a.viewpoint, ''), g.viewpoint)"
EMPLOYED = f"""
    FROM store_employment e JOIN store_person p ON p.id = e.person_id
    JOIN store_assignment a ON a.employment_id = e.id AND {HOLDS.format("a")}
    JOIN store_staffgroup g ON g.id = a.staff_group_id JOIN store_department d ON d.id = a.department_id
    LEFT JOIN store_site s ON s.id = a.site_id
    WHERE e.trust_id = %(trust)s AND {HOLDS.format("e")}"""
IN_TEAMS = f"""FROM store_membership m JOIN store_team t ON t.id = m.team_id
    WHERE m.employment_id = e.id AND {HOLDS.format("m")} AND {HOLDS.format("t")}"""
LENT_OUT = f"""FROM store_sharedplace m WHERE m.employment_id = e.id AND m.lender_id = e.trust_id
    AND m.state = 'accepted' AND {HOLDS.format("m")}"""
FREE = f"a.wte - COALESCE((SELECT sum(m.wte) {IN_TEAMS}), 0) - COALESCE((SELECT sum(m.wte) {LENT_OUT}), 0)"
"""What the teams of employment `e`, here and where it is lent, leave of its assignment `a`; below nothing over it."""
AT_WORK = f"""
    SELECT e.id FROM store_employment e JOIN store_assignment a ON a.employment_id = e.id AND {HOLDS.format("a")}
    WHERE e.trust_id = %(trust)s AND {HOLDS.format("e")}"""
LISTED = f"""
    SELECT e.id, e.employee_number, p.name, a.job_title, a.profession, g.name AS staff_group,
        {VIEWPOINT} AS viewpoint, d.name AS department, COALESCE(s.name, '') AS site,
        a.shifts, ARRAY(SELECT t.name {IN_TEAMS} ORDER BY {plain_name("t.name")}) AS teams,
        trim_scale(a.wte) AS wte, trim_scale({FREE}) AS free_wte,
        a.band, a.point, a.origin_id, a.origin_line
    {EMPLOYED}
    AND (%(search)s = '' OR strpos(lower(p.name || ' ' || a.job_title || ' ' || a.profession), lower(%(search)s)) > 0
        OR (%(by_number)s AND lower(e.employee_number) = lower(%(search)s)))
    AND (%(department)s = '' OR d.name = %(department)s) AND (%(staff_group)s = '' OR g.name = %(staff_group)s)
    AND (%(viewpoint)s = '' OR {VIEWPOINT} = %(viewpoint)s) AND (%(site)s = '' OR s.name = %(site)s)
    AND (%(shift)s = '' OR %(shift)s = ANY(a.shifts))
    AND (%(team)s = '' OR (%(team)s = 'with') = EXISTS (SELECT 1 {IN_TEAMS}))"""
SORTS = {
    "name": plain_name("name"),
    "staff_group": plain_name("staff_group"),
    "department": plain_name("department"),
    "wte": "wte",
    "free": "free_wte",
}
FILTERS = ("department", "staff_group", "viewpoint", "site", "shift", "team")


def list_people(trust_id: int, wanted: Wanted, *, on: date, by_number: bool) -> Page[PersonLine]:
    """One page of the people employed on a day; `by_number` lets the search find employee numbers too."""
    filters = {name: wanted.filters.get(name, "") for name in FILTERS}
    parameters = {"trust": trust_id, "on": on, "search": wanted.search, "by_number": by_number, **filters}
    is_narrowed = bool(wanted.search or any(filters.values()))
    rows, total = select_page(LISTED, SORTS, wanted, parameters, counted="" if is_narrowed else AT_WORK)
    lists = ("shifts", "teams")
    lines = ({**row, **{name: tuple(row[name]) for name in lists}} for row in with_origins(rows))
    return Page(tuple(PersonLine(**line) for line in lines), total)


def has_number(trust_id: int, text: str) -> bool:
    """Does somebody of the trust, of today or not, bear this employee number, whatever its capitals?"""
    return find_employment(trust_id, text) is not None


def find_employment(trust_id: int, number: str) -> int | None:
    """The employment of this number, of today or not, whatever its capitals."""
    found = Employment.objects.filter(trust_id=trust_id, employee_number__iexact="".join(number.split()))
    return found.values_list("id", flat=True).first()


def name_numbers(trust_id: int, numbers: Iterable[str]) -> dict[str, str]:
    """Who bears these employee numbers: names by number in small letters."""
    wanted = {number.casefold() for number in numbers if "\0" not in number}  # the database takes no such text
    if not wanted:
        return {}
    folded = Employment.objects.filter(trust_id=trust_id).annotate(folded=Lower("employee_number"))
    return dict(folded.filter(folded__in=wanted).values_list("folded", "person__name"))


@dataclass(frozen=True, slots=True)
class PersonWord:
    """Who an employee number is on a day: name, job title, department."""

    name: str
    job_title: str
    department: str


def describe_people(trust_id: int, numbers: Iterable[str], *, on: date) -> dict[str, PersonWord]:
    """Those of the employee numbers who are employed on the day, by number."""
    wanted = set(numbers)
    if not wanted:
        return {}
    held = Assignment.objects.filter(trust_id=trust_id, employment__employee_number__in=wanted, starts__lte=on)
    columns = ("employment__employee_number", "employment__person__name", "job_title", "department__name")
    rows = held.filter(Q(ends=None) | Q(ends__gt=on)).values_list(*columns)
    return {number: PersonWord(name, title, department) for number, name, title, department in rows}


def count_people(trust_id: int, *, on: date) -> tuple[Headcount, ...]:
    """Headcounts by department on a day, by name of the department."""
    counts = ", ".join(
        f"count(*) FILTER (WHERE {VIEWPOINT} = '{viewpoint}') AS {viewpoint}"
        for viewpoint in ("digital", "clinical", "operational")
    )
    query = f"""SELECT d.name AS department, count(*) AS people, {counts} {EMPLOYED}
        GROUP BY d.name ORDER BY {plain_name("d.name")}"""
    return tuple(Headcount(**row) for row in select(query, {"trust": trust_id, "on": on}))


def list_people_filters(trust_id: int) -> PeopleFilters:
    """The departments, staff groups and sites of a trust, by name."""
    departments, groups, sites = (
        tuple(sorted(model._default_manager.filter(trust_id=trust_id).values_list("name", flat=True), key=str.casefold))
        for model in (Department, StaffGroup, Site)
    )
    return PeopleFilters(departments, groups, sites)


HELD = f"""
    SELECT a.job_title, a.profession, g.name AS staff_group, {VIEWPOINT} AS viewpoint, d.name AS department,
        COALESCE(s.name, '') AS site, a.shifts, trim_scale(a.wte) AS wte, a.band, a.point, a.manager_id,
        m.employee_number, mp.name AS manager_name, COALESCE(o.number, '') AS post, a.starts, a.ends, a.origin_id,
        a.origin_line
    FROM store_assignment a JOIN store_staffgroup g ON g.id = a.staff_group_id
    JOIN store_department d ON d.id = a.department_id LEFT JOIN store_site s ON s.id = a.site_id
    LEFT JOIN store_employment m ON m.id = a.manager_id LEFT JOIN store_person mp ON mp.id = m.person_id
    LEFT JOIN store_post o ON o.id = a.post_id
    WHERE a.trust_id = %(trust)s AND a.employment_id = %(id)s ORDER BY a.starts"""
REPORTS = f"""
    SELECT e.id, p.name, e.employee_number, a.job_title {EMPLOYED} AND a.manager_id = %(id)s
    ORDER BY {plain_name("p.name")}, e.id"""
# A team of another trust has a number below nothing, since no page here is about it.
TIMES = f"""
    SELECT * FROM (
        SELECT t.id AS team_id, t.name AS team, trim_scale(m.wte) AS wte, m.part, m.viewpoint, m.joined, m.starts,
            m.ends, m.origin_id, m.origin_line
        FROM store_membership m JOIN store_team t ON t.id = m.team_id
        WHERE m.trust_id = %(trust)s AND m.employment_id = %(id)s
        UNION ALL
        SELECT -s.id, s.team || ', at ' || s.borrower_name, trim_scale(s.wte), '', '', s.starts, s.starts, s.ends, NULL,
            NULL
        FROM store_sharedplace s
        WHERE s.lender_id = %(trust)s AND s.employment_id = %(id)s AND s.state = 'accepted'
    ) times ORDER BY starts DESC, {plain_name("team")}"""
HOLDINGS = f"""
    SELECT c.id AS competency_id, c.name, h.level, h.since, COALESCE(bp.name, '') AS confirmed_by, h.confirmed_on,
        h.origin_id, h.origin_line
    FROM store_holding h JOIN store_competency c ON c.id = h.competency_id
    LEFT JOIN store_employment b ON b.id = h.confirmed_by_id LEFT JOIN store_person bp ON bp.id = b.person_id
    WHERE h.trust_id = %(trust)s AND h.employment_id = %(id)s AND {HOLDS.format("h")}
    ORDER BY h.level DESC, {plain_name("c.name")}"""


def load_person(trust_id: int, employment_id: int, *, on: date) -> PersonDetail | None:
    """One employment, past and present; None when the trust has none of this id."""
    employment = Employment.objects.filter(trust_id=trust_id, id=employment_id).select_related("person").first()
    if employment is None:
        return None
    asked = {"trust": trust_id, "on": on, "id": employment_id}
    posts, teams = select(HELD, asked), select(TIMES, asked)
    origins = load_origins([employment.origin_id, *(row["origin_id"] for row in posts + teams)])
    held = tuple(_post(row, origins) for row in posts)
    same = Employment.objects.filter(trust_id=trust_id, person_id=employment.person_id)
    same = same.exclude(id=employment_id).order_by("employee_number")
    person = employment.person
    return PersonDetail(
        id=employment_id,
        employee_number=employment.employee_number,
        name=person.name,
        email=person.email,
        registration=" ".join(part for part in (person.registration_body, person.registration_number) if part),
        starts=employment.starts,
        ends=employment.ends,
        now=next((post for post in held if post.ends is None or post.ends > on), held[-1]),
        posts=held,
        others=tuple(Named(id, person.name, number) for id, number in same.values_list("id", "employee_number")),
        reports=tuple(Named(**row) for row in select(REPORTS, asked)),
        teams=tuple(TeamTime(**with_origin(row, origins)) for row in teams),
        origin=origin_of(employment.origin_id, employment.origin_line, origins),
    )


def _post(row: Row, origins: Sheets) -> PostHeld:
    manager_id, number, name = row.pop("manager_id"), row.pop("employee_number"), row.pop("manager_name")
    manager = Named(manager_id, name, number) if manager_id else None
    return PostHeld(**{**with_origin(row, origins), "shifts": tuple(row["shifts"])}, manager=manager)


def is_reached(trust_id: int, employment_id: int, reach: Reach, *, on: date) -> bool:
    """Does a viewer's reach take in this employment on a day?"""
    query = f"SELECT 1 FROM store_employment e WHERE e.trust_id = %(trust)s AND e.id = %(id)s AND {REACHED}"
    return bool(select(query, {"trust": trust_id, "on": on, "id": employment_id, **reach.parameters}))


def load_competencies_held(trust_id: int, employment_id: int, *, on: date) -> tuple[HeldCompetency, ...]:
    """What somebody holds on a day, the highest level first."""
    rows = select(HOLDINGS, {"trust": trust_id, "on": on, "id": employment_id})
    return tuple(HeldCompetency(**row) for row in with_origins(rows))
