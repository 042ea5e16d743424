"""One trust on one day, whole: for judging, assembly and the command line, never for a page."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from operator import itemgetter
from typing import Any, TypeVar

from django.db import connection

from plait.engine.accountability import Claim, Settlement, Territory
from plait.engine.board import AgendaItem, Decision, Meeting, StandingRight
from plait.engine.champions import Champion
from plait.engine.communities import Community
from plait.engine.competencies import Competency, Holding, Level
from plait.engine.leadership import Holder, LeadershipRole
from plait.engine.origins import Origin
from plait.engine.people import Person
from plait.engine.posts import Post
from plait.engine.services import Need, Service
from plait.engine.staff_groups import StaffGroup
from plait.engine.teams import Dependency, Membership, Release, Team
from plait.engine.thresholds import OwnThreshold
from plait.engine.trust import TeamSizes, Trust
from plait.engine.viewpoints import Viewpoint
from plait.store import models
from plait.store.columns import Readers, records_of
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
        "post": "number", "competency": "name", "service": "name", "team": "name", "leadership role": "name",
        "meeting": "name",
        "territory": "name",
    }.items()
)  # fmt: skip

SHEETS = """
    SELECT s.id, i.name, s."table", i.true_from FROM store_importedsheet s JOIN store_import i ON i.id = s.imported_id
    WHERE s.trust_id = %(trust)s"""
STAFF_GROUPS = "SELECT id, name, viewpoint FROM store_staffgroup WHERE trust_id = %(trust)s"
FEEDS = "SELECT sheet, confirmed_on FROM store_feeddate WHERE trust_id = %(trust)s"

# Every query below takes the trust and the day and gives the id of a row, by which the rows are put in order here,
# quicker than there; then the columns of a record in order, ids in place of names, and in place of its origin two, the
# imported sheet and the line. `trim_scale` takes off the noughts of numeric columns.
PEOPLE = f"""
    WITH p AS MATERIALIZED (SELECT id, name, email, registration_body, registration_number FROM store_person)
    SELECT e.id, e.employee_number, p.name, a.staff_group_id, COALESCE(NULLIF(a.viewpoint, ''), a.staff_group_id::text),
        a.department_id, trim_scale(a.wte), e.starts, e.ends, a.job_title, a.profession, a.site_id, a.band, a.point,
        a.manager_id, a.post_id, p.email, p.registration_body, p.registration_number, p.id::text, a.origin_id,
        a.origin_line
    FROM store_assignment a JOIN store_employment e ON e.id = a.employment_id JOIN p ON p.id = e.person_id
    WHERE a.trust_id = %(trust)s AND {HOLDS.format("a")} AND {HOLDS.format("e")}"""
POSTS = f"""
    SELECT id, number, title, department_id, trim_scale(budgeted_wte), starts, ends, staff_group_id, band,
        origin_id, origin_line
    FROM store_post o WHERE trust_id = %(trust)s AND {HOLDS.format("o")}"""
COMPETENCIES = """
    SELECT id, name, family, viewpoint, description, ARRAY[awareness, working, practitioner, expert], framework,
        also_called, origin_id, origin_line
    FROM store_competency WHERE trust_id = %(trust)s"""
HOLDINGS = f"""
    SELECT h.id, e.employee_number, h.competency_id, h.level, h.since, h.confirmed_by_id, h.confirmed_on, h.starts,
        h.ends, h.origin_id, h.origin_line
    FROM store_holding h JOIN store_employment e ON e.id = h.employment_id
    WHERE h.trust_id = %(trust)s AND {HOLDS.format("h")} AND {HOLDS.format("e")}"""
COMMUNITIES = f"""
    WITH m AS MATERIALIZED (
        SELECT m.community_id, array_agg(e.employee_number) AS members
        FROM store_communitymember m JOIN store_employment e ON e.id = m.employment_id
        WHERE m.trust_id = %(trust)s AND {HOLDS.format("m")} AND {HOLDS.format("e")} GROUP BY m.community_id)
    SELECT id, name, family, lead_id, met_on, COALESCE(m.members, '{{}}'), starts, ends, origin_id, origin_line
    FROM store_community c LEFT JOIN m ON m.community_id = c.id WHERE trust_id = %(trust)s AND {HOLDS.format("c")}"""
SERVICES = f"""
    SELECT id, name, phase, starts, ends, description, outcome, owner_id, origin_id, origin_line
    FROM store_service s WHERE trust_id = %(trust)s AND {HOLDS.format("s")}"""
NEEDS = f"""
    SELECT id, service_id, competency_id, level, people, trim_scale(wte), priority, starts, ends, origin_id, origin_line
    FROM store_need n WHERE trust_id = %(trust)s AND {HOLDS.format("n")}"""
TEAMS = """
    SELECT id, name, starts, ends, service_id, purpose, parent_id, origin_id, origin_line
    FROM store_team WHERE trust_id = %(trust)s"""
MEMBERSHIPS = """
    SELECT m.id, m.team_id, m.employment_id, trim_scale(m.wte), m.joined, m.starts, LEAST(m.ends, e.ends), m.viewpoint,
        m.part, m.reason, m.origin_id, m.origin_line
    FROM store_membership m JOIN store_employment e ON e.id = m.employment_id
    WHERE m.trust_id = %(trust)s"""
RELEASES = """
    SELECT id, team_id, released_on, name, visible, accepted_by, origin_id, origin_line
    FROM store_release WHERE trust_id = %(trust)s"""
DEPENDENCIES = f"""
    SELECT id, team_id, on_team_id, what, hard, starts, ends, origin_id, origin_line
    FROM store_dependency d WHERE trust_id = %(trust)s AND {HOLDS.format("d")}"""

ROLES = f"""
    SELECT id, name, kind, starts, ends, seat, reports_to, trim_scale(protected_wte), trim_scale(team_wte),
        budget_pounds, limit_pounds, origin_id, origin_line
    FROM store_leadershiprole r WHERE trust_id = %(trust)s AND {HOLDS.format("r")}"""
HOLDERS = """
    SELECT h.id, h.role_id, h.employment_id, h.held_as, trim_scale(h.wte), h.starts, LEAST(h.ends, e.ends),
        h.origin_id, h.origin_line
    FROM store_roleholder h JOIN store_employment e ON e.id = h.employment_id
    WHERE h.trust_id = %(trust)s"""
THRESHOLDS = f"""
    SELECT id, question, trim_scale(value), reason, starts, ends, origin_id, origin_line
    FROM store_ownthreshold t WHERE trust_id = %(trust)s AND {HOLDS.format("t")}"""
CHAMPIONS = """
    SELECT c.id, c.employment_id, c.shifts, c.starts, LEAST(c.ends, e.ends), c.profession, c.site_id, c.trained,
        c.trained_on, c.last_active_on, c.origin_id, c.origin_line
    FROM store_champion c JOIN store_employment e ON e.id = c.employment_id
    WHERE c.trust_id = %(trust)s"""
TERRITORIES = f"""
    SELECT id, name, kind, starts, ends, origin_id, origin_line
    FROM store_territory t WHERE trust_id = %(trust)s AND {HOLDS.format("t")}"""
CLAIMS = """
    SELECT c.id, c.territory_id, c.employment_id, c.document, c.starts, LEAST(c.ends, e.ends),
        c.origin_id, c.origin_line
    FROM store_accountabilityclaim c JOIN store_employment e ON e.id = c.employment_id
    WHERE c.trust_id = %(trust)s"""
SETTLEMENTS = """
    SELECT s.id, s.territory_id, s.employment_id, s.decided_on, s.decision, s.starts, LEAST(s.ends, e.ends),
        s.origin_id, s.origin_line
    FROM store_settlement s JOIN store_employment e ON e.id = s.employment_id
    WHERE s.trust_id = %(trust)s"""

MEETINGS = """
    SELECT id, name, kind, held_on, begins, finishes, status, origin_id, origin_line
    FROM store_meeting WHERE trust_id = %(trust)s"""
ITEMS = """
    SELECT id, meeting_id, number, title, minutes, tag, is_confirmed, for_decision, authors, origin_id, origin_line
    FROM store_agendaitem WHERE trust_id = %(trust)s"""
DECISIONS = """
    SELECT id, meeting_id, name, item, decided_on, is_technology, specialist, advice, advice_by, leads, challenged_by,
        origin_id, origin_line
    FROM store_decision WHERE trust_id = %(trust)s"""
RIGHTS = """
    SELECT id, "right", subject, has, since, document, origin_id, origin_line
    FROM store_standingright WHERE trust_id = %(trust)s"""

# All are asked in one journey to the database: for a small trust the way there and back is most of the time.
QUERIES = {
    "names": NAMES, "sheets": SHEETS, "staff groups": STAFF_GROUPS, "feeds": FEEDS, "people": PEOPLE, "posts": POSTS,
    "competencies": COMPETENCIES, "holdings": HOLDINGS, "communities": COMMUNITIES, "services": SERVICES,
    "needs": NEEDS, "teams": TEAMS, "memberships": MEMBERSHIPS, "releases": RELEASES, "dependencies": DEPENDENCIES,
    "roles": ROLES, "holders": HOLDERS, "meetings": MEETINGS, "items": ITEMS, "decisions": DECISIONS, "rights": RIGHTS,
    "thresholds": THRESHOLDS,
    "territories": TERRITORIES, "claims": CLAIMS, "settlements": SETTLEMENTS, "champions": CHAMPIONS,
}  # fmt: skip
Columns = Sequence[Sequence[Any]]


def load_trust(code: str, *, on: date) -> Trust:
    """The trust as we know today that it stood on `on`; two queries, at any size.

    Raises Trust.DoesNotExist when the scope holds no trust of this code.
    """
    with collecting_later():
        trust = models.Trust.objects.get(code=code)
        return _trust(trust, on, _Found(_ask(QUERIES, {"trust": trust.pk, "on": on})))


def load_competencies(trust_id: int) -> tuple[Competency, ...]:
    """The competencies of a trust alone, whole: what a published framework is joined with."""
    asked = {name: QUERIES[name] for name in ("sheets", "competencies")}
    return _Found(_ask(asked, {"trust": trust_id})).competencies()


def _ask(queries: Mapping[str, str], parameters: Any) -> dict[str, Columns]:
    """What several queries find, by name, each as its columns."""
    found: dict[str, Columns] = {}
    with connection.cursor() as cursor:
        cursor.execute(";".join(queries.values()), parameters)
        for name in queries:
            rows = sorted(cursor.fetchall(), key=itemgetter(0))
            found[name] = list(zip(*rows, strict=True)) or [()] * len(cursor.description)
            cursor.nextset()
    return found


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


def _trust(trust: models.Trust, on: date, found: "_Found") -> Trust:
    groups = list(zip(*found.columns["staff groups"], strict=True))
    viewpoints = VIEWPOINTS | {str(id): VIEWPOINTS[viewpoint] for id, _, viewpoint in groups}
    names = found.names()
    number, competency, service, team = map(names.__getitem__, ("employment", "competency", "service", "team"))
    answers: Readers = {"territory": names["territory"], "employee_number": number}
    return Trust(
        code=trust.code,
        name=trust.name,
        on=on,
        sizes=TeamSizes(least=trust.team_least, most=trust.team_most),
        people=found.records(
            "people",
            Person,
            {
                "viewpoint": viewpoints, "staff_group": names["staff group"], "department": names["department"],
                "site": names["site"], "manager": number, "post": names["post"],
            },
        ),
        posts=found.records(
            "posts", Post, {"department": names["department"], "staff_group": names["staff group"]}
        ),
        staff_groups=tuple(StaffGroup(name, VIEWPOINTS[viewpoint]) for _, name, viewpoint in groups),
        competencies=found.competencies(),
        holdings=found.records(
            "holdings", Holding, {"competency": competency, "level": LEVELS, "confirmed_by": number}
        ),
        communities=found.records(
            "communities", Community, {"lead": number, "met_on": tuple, "members": frozenset}
        ),
        services=found.records("services", Service, {"owner": number}),
        needs=found.records("needs", Need, {"service": service, "competency": competency}),
        teams=found.records("teams", Team, {"service": service, "parent": team}),
        memberships=found.records(
            "memberships",
            Membership,
            {"team": team, "employee_number": number, "viewpoint": {"": None} | VIEWPOINTS},
        ),
        releases=found.records("releases", Release, {"team": team}),
        dependencies=found.records("dependencies", Dependency, {"team": team, "on_team": team}),
        roles=found.records("roles", LeadershipRole, {}),
        holders=found.records("holders", Holder, {"role": names["leadership role"], "employee_number": number}),
        meetings=found.records("meetings", Meeting, {}),
        items=found.records("items", AgendaItem, {"meeting": names["meeting"], "authors": tuple}),
        decisions=found.records(
            "decisions", Decision, {"meeting": names["meeting"], "leads": tuple, "challenged_by": tuple}
        ),
        rights=found.records("rights", StandingRight, {}),
        thresholds=found.records("thresholds", OwnThreshold, {}),
        territories=found.records("territories", Territory, {}),
        champions=found.records(
            "champions", Champion, {"employee_number": number, "shifts": tuple, "site": names["site"]}
        ),
        claims=found.records("claims", Claim, answers),
        settlements=found.records("settlements", Settlement, answers),
        feeds=dict(zip(*found.columns["feeds"], strict=True)),
        is_invented=trust.is_invented,
    )  # fmt: skip


class _Found:
    """What the queries of one trust found, and how it is made into records."""

    def __init__(self, columns: Mapping[str, Columns]) -> None:
        self.columns = columns
        ids, files, tables, days = columns["sheets"]
        known = (None, *ids)
        self._origin: Readers = {
            "file": dict(zip(known, ("", *files), strict=True)),
            "sheet": dict(zip(known, ("", *tables), strict=True)),
            "on": dict(zip(known, (None, *days), strict=True)),
        }

    def names(self) -> dict[str, dict[int | None, str]]:
        """By kind, id to name, or number, of every row; what has no id has no name."""
        return {
            kind: dict(zip((None, *(ids or ())), ("", *(names or ())), strict=True))
            for kind, ids, names in zip(*self.columns["names"], strict=True)
        }

    def competencies(self) -> tuple[Competency, ...]:
        """Every competency, whatever the day."""
        readers: Readers = {"viewpoint": VIEWPOINTS, "levels": tuple, "also_called": tuple}
        return self.records("competencies", Competency, readers)

    def records(self, name: str, kind: type[Record], readers: Readers) -> tuple[Record, ...]:
        """What a query found, as records of a kind."""
        _, *columns, sheets, lines = self.columns[name]
        return records_of(kind, (*columns, self._origins(sheets, lines)), readers)

    def _origins(self, sheets: Sequence[int | None], lines: Sequence[int | None]) -> Iterable[Origin | None]:
        made = records_of(Origin, (sheets, sheets, lines, sheets), self._origin)
        if None not in sheets:
            return made
        return [None if id is None else origin for id, origin in zip(sheets, made, strict=True)]
