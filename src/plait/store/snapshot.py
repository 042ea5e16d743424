"""One trust on one day, whole: for judging, assembly and the command line, never for a page."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
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
from plait.store.columns import Reader, Readers, records_of
from plait.store.selecting import HOLDS

Record = TypeVar("Record")
VIEWPOINTS = {viewpoint.value: viewpoint for viewpoint in Viewpoint}
LEVELS = {level.value: level for level in Level}

# Row security asks about each row that a join finds by its key, so what many rows share is fetched once and put in
# by its id; and PEOPLE asks for all the persons in scope before it joins them.
NAMES = " UNION ALL ".join(
    f"SELECT '{kind}', array_agg(id), array_agg({column}) FROM store_{kind.replace(' ', '')} WHERE trust_id = %(trust)s"
    for kind, column in {
        "employment": "employee_number", "department": "name", "site": "name", "staff group": "name",
        "post": "number", "competency": "name", "service": "name", "team": "name",
    }.items()
)  # fmt: skip

# Every query below takes the trust and the day and gives the columns of a record in order, ids in place of names; in
# place of its origin stand two, the imported sheet and the line. `trim_scale` takes off the noughts of numeric columns.
PEOPLE = f"""
    WITH p AS MATERIALIZED (SELECT id, name, email, registration_body, registration_number FROM store_person)
    SELECT e.employee_number, p.name, a.staff_group_id, COALESCE(NULLIF(a.viewpoint, ''), a.staff_group_id::text),
        a.department_id, trim_scale(a.wte), e.starts, e.ends, a.job_title, a.profession, a.site_id, a.band, a.point,
        a.manager_id, a.post_id, p.email, p.registration_body, p.registration_number, p.id::text, a.origin_id,
        a.origin_line
    FROM store_assignment a JOIN store_employment e ON e.id = a.employment_id JOIN p ON p.id = e.person_id
    WHERE a.trust_id = %(trust)s AND {HOLDS.format("a")} AND {HOLDS.format("e")} ORDER BY e.id"""
POSTS = f"""
    SELECT number, title, department_id, trim_scale(budgeted_wte), starts, ends, staff_group_id, band,
        origin_id, origin_line
    FROM store_post o WHERE trust_id = %(trust)s AND {HOLDS.format("o")} ORDER BY id"""
COMPETENCIES = """
    SELECT name, family, viewpoint, description, ARRAY[awareness, working, practitioner, expert], framework,
        also_called, origin_id, origin_line
    FROM store_competency WHERE trust_id = %(trust)s ORDER BY id"""
HOLDINGS = f"""
    SELECT e.employee_number, h.competency_id, h.level, h.since, h.confirmed_by_id, h.confirmed_on, h.starts, h.ends,
        h.origin_id, h.origin_line
    FROM store_holding h JOIN store_employment e ON e.id = h.employment_id
    WHERE h.trust_id = %(trust)s AND {HOLDS.format("h")} AND {HOLDS.format("e")} ORDER BY h.id"""
COMMUNITIES = f"""
    SELECT name, family, lead_id, met_on,
        ARRAY(SELECT e.employee_number FROM store_communitymember m JOIN store_employment e ON e.id = m.employment_id
              WHERE m.community_id = c.id AND {HOLDS.format("m")} AND {HOLDS.format("e")}),
        starts, ends, origin_id, origin_line
    FROM store_community c WHERE trust_id = %(trust)s AND {HOLDS.format("c")} ORDER BY id"""
SERVICES = f"""
    SELECT name, phase, starts, ends, description, outcome, owner_id, origin_id, origin_line
    FROM store_service s WHERE trust_id = %(trust)s AND {HOLDS.format("s")} ORDER BY id"""
NEEDS = f"""
    SELECT service_id, competency_id, level, people, trim_scale(wte), priority, starts, ends, origin_id, origin_line
    FROM store_need n WHERE trust_id = %(trust)s AND {HOLDS.format("n")} ORDER BY id"""
TEAMS = """
    SELECT name, starts, ends, service_id, purpose, parent_id, origin_id, origin_line
    FROM store_team WHERE trust_id = %(trust)s ORDER BY id"""
MEMBERSHIPS = """
    SELECT m.team_id, m.employment_id, trim_scale(m.wte), m.joined, m.starts, LEAST(m.ends, e.ends), m.viewpoint,
        m.part, m.reason, m.origin_id, m.origin_line
    FROM store_membership m JOIN store_employment e ON e.id = m.employment_id
    WHERE m.trust_id = %(trust)s ORDER BY m.id"""
RELEASES = """
    SELECT team_id, released_on, name, visible, accepted_by, origin_id, origin_line
    FROM store_release WHERE trust_id = %(trust)s ORDER BY id"""
DEPENDENCIES = f"""
    SELECT team_id, on_team_id, what, hard, starts, ends, origin_id, origin_line
    FROM store_dependency d WHERE trust_id = %(trust)s AND {HOLDS.format("d")} ORDER BY id"""


def load_trust(code: str, *, on: date) -> Trust:
    """The trust as we know today that it stood on `on`; the same number of queries at any size.

    Raises Trust.DoesNotExist when the scope holds no trust of this code.
    """
    with collecting_later():
        return _load(models.Trust.objects.get(code=code), on)


def load_competencies(trust_id: int) -> tuple[Competency, ...]:
    """The competencies of a trust alone, whole: what a published framework is joined with."""
    return _Loader(trust_id, date.max).competencies()


@contextmanager
def collecting_later() -> Iterator[None]:
    """Rest the collector of cyclic garbage, which would walk the many new records again and again; they hold none.

    Afterwards they count as old, so that the next of its many short walks does not begin with them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if was_on:
            gc.enable()


def _load(trust: models.Trust, on: date) -> Trust:
    groups = models.StaffGroup.objects.filter(trust=trust).order_by("id").values_list("id", "name", "viewpoint")
    viewpoints = VIEWPOINTS | {str(id): VIEWPOINTS[viewpoint] for id, _, viewpoint in groups}
    load = _Loader(trust.id, on)
    number, competency, service, team = map(load.named, ("employment", "competency", "service", "team"))
    return Trust(
        code=trust.code,
        name=trust.name,
        on=on,
        sizes=TeamSizes(least=trust.team_least, most=trust.team_most),
        people=load.records(Person, PEOPLE, {"viewpoint": viewpoints, **load.readers_of_people()}),
        posts=load.records(
            Post, POSTS, {"department": load.named("department"), "staff_group": load.named("staff group")}
        ),
        staff_groups=tuple(StaffGroup(name, VIEWPOINTS[viewpoint]) for _, name, viewpoint in groups),
        competencies=load.competencies(),
        holdings=load.records(Holding, HOLDINGS, {"competency": competency, "level": LEVELS, "confirmed_by": number}),
        communities=load.records(Community, COMMUNITIES, {"lead": number, "met_on": tuple, "members": frozenset}),
        services=load.records(Service, SERVICES, {"owner": number}),
        needs=load.records(Need, NEEDS, {"service": service, "competency": competency}),
        teams=load.records(Team, TEAMS, {"service": service, "parent": team}),
        memberships=load.records(
            Membership, MEMBERSHIPS, {"team": team, "employee_number": number, "viewpoint": {"": None} | VIEWPOINTS}
        ),
        releases=load.records(Release, RELEASES, {"team": team}),
        dependencies=load.records(Dependency, DEPENDENCIES, {"team": team, "on_team": team}),
        feeds=dict(models.FeedDate.objects.filter(trust=trust).values_list("sheet", "confirmed_on")),
        is_invented=trust.is_invented,
    )


class _Loader:
    """Runs the queries of one trust and one day, and turns their rows into records."""

    def __init__(self, trust_id: int, on: date) -> None:
        self._parameters: Any = {"trust": trust_id, "on": on}  # the stubs know no named parameters
        self._names: dict[str, dict[int | None, str]] = {
            kind: dict(zip((None, *(ids or ())), ("", *(names or ())), strict=True))
            for kind, ids, names in zip(*self._columns(NAMES), strict=True)
        }
        sheets = models.ImportedSheet.objects.filter(trust_id=trust_id)
        rows = list(sheets.values_list("id", "imported__name", "table", "imported__true_from"))
        self._origin: Readers = {
            "file": {id: file for id, file, _, _ in rows},
            "sheet": {id: table for id, _, table, _ in rows},
            "on": {id: true_from for id, _, _, true_from in rows},
        }

    def named(self, kind: str) -> dict[int | None, str]:
        """Id to name, or number, of every row of a kind; what has no id has no name."""
        return self._names[kind]

    def readers_of_people(self) -> dict[str, Reader]:
        """What makes the fields of a person of the ids in their place."""
        kinds = {"staff_group": "staff group", "manager": "employment"}
        others = ("staff_group", "department", "site", "manager", "post")
        return {field: self.named(kinds.get(field, field)) for field in others}

    def competencies(self) -> tuple[Competency, ...]:
        """Every competency, whatever the day."""
        readers: Readers = {"viewpoint": VIEWPOINTS, "levels": tuple, "also_called": tuple}
        return self.records(Competency, COMPETENCIES, readers)

    def records(self, kind: type[Record], query: str, readers: Readers) -> tuple[Record, ...]:
        """What a query finds, as records of a kind."""
        *columns, sheets, lines = self._columns(query)
        return records_of(kind, (*columns, self._origins(sheets, lines)), readers)

    def _columns(self, query: str) -> Sequence[Sequence[Any]]:
        with connection.cursor() as cursor:
            cursor.execute(query, self._parameters)
            return list(zip(*cursor.fetchall(), strict=True)) or [()] * len(cursor.description)

    def _origins(self, sheets: Sequence[int | None], lines: Sequence[int | None]) -> Iterable[Origin | None]:
        brought = [(id, line) for id, line in zip(sheets, lines, strict=True) if id is not None]
        ids = [id for id, _ in brought]
        made = iter(records_of(Origin, (ids, ids, [line for _, line in brought], ids), self._origin))
        return [None if id is None else next(made) for id in sheets]
