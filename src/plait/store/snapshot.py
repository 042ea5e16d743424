"""One trust on one day, whole: for judging, assembly and the command line, never for a page."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db import connection

from plait.engine.communities import Community
from plait.engine.competencies import Competency, Holding, Level
from plait.engine.origins import Origin
from plait.engine.people import Person
from plait.engine.posts import Post
from plait.engine.services import Need, Service
from plait.engine.staff_groups import StaffGroup
from plait.engine.teams import Dependency, Membership, Release, Team
from plait.engine.trust import TeamSizes, Trust
from plait.engine.viewpoints import Viewpoint
from plait.store import models

Record = TypeVar("Record")
VIEWPOINTS = {viewpoint.value: viewpoint for viewpoint in Viewpoint}
LEVELS = tuple(Level)

# Every query takes the trust and the day and gives the columns of a record in order; in place of its
# origin stand two, the imported sheet and the line. `trim_scale` takes the noughts off that numeric columns add.
HOLDS = "{0}.starts <= %(on)s AND ({0}.ends IS NULL OR {0}.ends > %(on)s)"
PEOPLE = f"""
    SELECT e.employee_number, p.name, g.name, COALESCE(NULLIF(a.viewpoint, ''), g.viewpoint), d.name,
        trim_scale(a.wte), e.starts, e.ends, a.job_title, a.profession, COALESCE(s.name, ''), a.band, a.point,
        COALESCE(m.employee_number, ''), COALESCE(o.number, ''), p.email, p.registration_body,
        p.registration_number, a.origin_id, a.origin_line
    FROM store_assignment a JOIN store_employment e ON e.id = a.employment_id JOIN store_person p ON p.id = e.person_id
    JOIN store_staffgroup g ON g.id = a.staff_group_id JOIN store_department d ON d.id = a.department_id
    LEFT JOIN store_site s ON s.id = a.site_id LEFT JOIN store_employment m ON m.id = a.manager_id
    LEFT JOIN store_post o ON o.id = a.post_id
    WHERE a.trust_id = %(trust)s AND {HOLDS.format("a")} AND {HOLDS.format("e")} ORDER BY e.id"""
POSTS = f"""
    SELECT o.number, o.title, d.name, trim_scale(o.budgeted_wte), o.starts, o.ends, COALESCE(g.name, ''), o.band,
        o.origin_id, o.origin_line
    FROM store_post o JOIN store_department d ON d.id = o.department_id
    LEFT JOIN store_staffgroup g ON g.id = o.staff_group_id
    WHERE o.trust_id = %(trust)s AND {HOLDS.format("o")} ORDER BY o.id"""
COMPETENCIES = """
    SELECT name, family, viewpoint, description, awareness, working, practitioner, expert, framework, also_called,
        origin_id, origin_line
    FROM store_competency WHERE trust_id = %(trust)s ORDER BY id"""
HOLDINGS = f"""
    SELECT e.employee_number, c.name, h.level, h.since, COALESCE(b.employee_number, ''), h.confirmed_on, h.starts,
        h.ends, h.origin_id, h.origin_line
    FROM store_holding h JOIN store_employment e ON e.id = h.employment_id
    JOIN store_competency c ON c.id = h.competency_id LEFT JOIN store_employment b ON b.id = h.confirmed_by_id
    WHERE h.trust_id = %(trust)s AND {HOLDS.format("h")} AND {HOLDS.format("e")} ORDER BY h.id"""
COMMUNITIES = f"""
    SELECT c.name, c.family, COALESCE(l.employee_number, ''), c.met_on,
        ARRAY(SELECT e.employee_number FROM store_communitymember m JOIN store_employment e ON e.id = m.employment_id
              WHERE m.community_id = c.id AND {HOLDS.format("m")} AND {HOLDS.format("e")}),
        c.starts, c.ends, c.origin_id, c.origin_line
    FROM store_community c LEFT JOIN store_employment l ON l.id = c.lead_id
    WHERE c.trust_id = %(trust)s AND {HOLDS.format("c")} ORDER BY c.id"""
SERVICES = f"""
    SELECT s.name, s.phase, s.starts, s.ends, s.description, s.outcome, COALESCE(o.employee_number, ''),
        s.origin_id, s.origin_line
    FROM store_service s LEFT JOIN store_employment o ON o.id = s.owner_id
    WHERE s.trust_id = %(trust)s AND {HOLDS.format("s")} ORDER BY s.id"""
NEEDS = f"""
    SELECT s.name, c.name, n.level, n.people, trim_scale(n.wte), n.priority, n.starts, n.ends,
        n.origin_id, n.origin_line
    FROM store_need n JOIN store_service s ON s.id = n.service_id
    JOIN store_competency c ON c.id = n.competency_id
    WHERE n.trust_id = %(trust)s AND {HOLDS.format("n")} ORDER BY n.id"""
TEAMS = """
    SELECT t.name, t.starts, t.ends, COALESCE(s.name, ''), t.purpose, COALESCE(p.name, ''), t.origin_id, t.origin_line
    FROM store_team t LEFT JOIN store_service s ON s.id = t.service_id LEFT JOIN store_team p ON p.id = t.parent_id
    WHERE t.trust_id = %(trust)s ORDER BY t.id"""
MEMBERSHIPS = """
    SELECT t.name, e.employee_number, trim_scale(m.wte), m.joined, m.starts, m.ends, m.viewpoint, m.part, m.reason,
        m.origin_id, m.origin_line
    FROM store_membership m JOIN store_team t ON t.id = m.team_id JOIN store_employment e ON e.id = m.employment_id
    WHERE m.trust_id = %(trust)s ORDER BY m.id"""
RELEASES = """
    SELECT t.name, r.released_on, r.name, r.visible, r.accepted_by, r.origin_id, r.origin_line
    FROM store_release r JOIN store_team t ON t.id = r.team_id WHERE r.trust_id = %(trust)s ORDER BY r.id"""
DEPENDENCIES = f"""
    SELECT t.name, o.name, d.what, d.hard, d.starts, d.ends, d.origin_id, d.origin_line
    FROM store_dependency d JOIN store_team t ON t.id = d.team_id JOIN store_team o ON o.id = d.on_team_id
    WHERE d.trust_id = %(trust)s AND {HOLDS.format("d")} ORDER BY d.id"""

Columns = Sequence[Any]  # what a query gives has the types of its table's columns


def load_trust(code: str, *, on: date) -> Trust:
    """The trust as we know today that it stood on `on`; the same number of queries at any size.

    Raises Trust.DoesNotExist when the scope holds no trust of this code.
    """
    trust = models.Trust.objects.get(code=code)
    load = _Loader(trust.id, on)
    groups = models.StaffGroup.objects.filter(trust=trust).order_by("id").values_list("name", "viewpoint")
    return Trust(
        code=trust.code,
        name=trust.name,
        on=on,
        sizes=TeamSizes(least=trust.team_least, most=trust.team_most),
        people=load.records(PEOPLE, _person),
        posts=load.records(POSTS, lambda row: Post(*row)),
        staff_groups=tuple(StaffGroup(name, VIEWPOINTS[viewpoint]) for name, viewpoint in groups),
        competencies=load.records(COMPETENCIES, _competency),
        holdings=load.records(HOLDINGS, _holding),
        communities=load.records(COMMUNITIES, _community),
        services=load.records(SERVICES, lambda row: Service(*row)),
        needs=load.records(NEEDS, lambda row: Need(*row)),
        teams=load.records(TEAMS, lambda row: Team(*row)),
        memberships=load.records(MEMBERSHIPS, _membership),
        releases=load.records(RELEASES, lambda row: Release(*row)),
        dependencies=load.records(DEPENDENCIES, lambda row: Dependency(*row)),
        feeds=dict(models.FeedDate.objects.filter(trust=trust).values_list("sheet", "confirmed_on")),
        is_invented=trust.is_invented,
    )


class _Loader:
    """Runs the queries of one trust and one day, and turns their rows into records."""

    def __init__(self, trust_id: int, on: date) -> None:
        self._parameters: Any = {"trust": trust_id, "on": on}  # the stubs know no named parameters
        sheets = models.ImportedSheet.objects.filter(trust_id=trust_id)
        columns = sheets.values_list("id", "imported__name", "table", "imported__true_from")
        self._sheets = {id: (file, table, true_from) for id, file, table, true_from in columns}

    def records(self, query: str, record_of: Callable[[Columns], Record]) -> tuple[Record, ...]:
        with connection.cursor() as cursor:
            cursor.execute(query, self._parameters)
            return tuple(self._made(cursor.fetchall(), record_of))

    def _made(self, rows: Iterable[Columns], record_of: Callable[[Columns], Record]) -> Iterable[Record]:
        for *columns, sheet_id, line in rows:
            yield record_of((*columns, self._origin(sheet_id, line)))

    def _origin(self, sheet_id: int | None, line: int | None) -> Origin | None:
        if sheet_id is None:
            return None
        file, table, true_from = self._sheets[sheet_id]
        return Origin(file, table, line, true_from)


def _person(row: Columns) -> Person:
    return Person(*(*row[:3], VIEWPOINTS[row[3]], *row[4:]))


def _competency(row: Columns) -> Competency:
    name, family, viewpoint, description, *levels, framework, also_called, origin = row
    awareness, working, practitioner, expert = levels
    meanings = (awareness, working, practitioner, expert)
    return Competency(name, family, VIEWPOINTS[viewpoint], description, meanings, framework, tuple(also_called), origin)


def _holding(row: Columns) -> Holding:
    return Holding(*(*row[:2], LEVELS[row[2] - 1], *row[3:]))


def _community(row: Columns) -> Community:
    name, family, lead, met_on, members, starts, ends, origin = row
    return Community(name, family, lead, tuple(met_on), frozenset(members), starts, ends, origin)


def _membership(row: Columns) -> Membership:
    viewpoint = VIEWPOINTS[row[6]] if row[6] else None
    return Membership(*(*row[:6], viewpoint, *row[7:]))
