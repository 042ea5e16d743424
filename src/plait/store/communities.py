"""Communities of practice for pages: which are alive, who is in them, who practises alone; and the days they meet."""

from dataclasses import dataclass
from datetime import date, timedelta

from plait.engine.communities import LIVING_DAYS
from plait.engine.competencies import Level
from plait.engine.origins import Origin
from plait.store.editing import NoSuchRecord
from plait.store.models import Community, CommunityMember
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.reach import REACHED, Reach
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Act, Row, read_rows_by, writing


@dataclass(frozen=True, slots=True)
class CommunityLine:
    """One community on one day: who leads it, when it last met, how many are in it."""

    id: int
    name: str
    family: str
    lead_id: int | None
    lead: str
    last_met: date | None
    is_living: bool
    members: int
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class CommunityDetail:
    """One community with every day it met; `version` guards a new meeting day."""

    line: CommunityLine
    met_on: tuple[date, ...]
    starts: date
    ends: date | None
    version: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a community; `stay` is the row that says so."""

    id: int
    stay: int
    name: str
    job_title: str
    department: str
    starts: date
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Alone:
    """Somebody who practises a family of competencies without a living community of it."""

    id: int
    name: str
    department: str
    competencies: tuple[str, ...]


# The sums of engine/communities.py, made by the database.
ALIVE = f"""{HOLDS.format("{0}")} AND EXISTS (
    SELECT 1 FROM unnest({{0}}.met_on) AS met WHERE met BETWEEN %(earliest)s AND %(on)s)"""
LIVE_MEMBER = f"{HOLDS.format('m')} AND {HOLDS.format('me')}"
MEMBERS_OF = f"""(SELECT count(DISTINCT m.employment_id) FROM store_communitymember m
    JOIN store_employment me ON me.id = m.employment_id WHERE m.community_id = {{0}}.id AND {LIVE_MEMBER})"""
COMMUNITIES = f"""
    SELECT c.id, c.name, c.family, c.lead_id, COALESCE(p.name, '') AS lead, c.met_on, c.starts, c.ends, c.version,
        c.origin_id, c.origin_line, ({ALIVE.format("c")}) AS is_living, {MEMBERS_OF.format("c")} AS members,
        (SELECT max(met) FROM unnest(c.met_on) AS met WHERE met <= %(on)s) AS last_met
    FROM store_community c LEFT JOIN store_employment e ON e.id = c.lead_id
    LEFT JOIN store_person p ON p.id = e.person_id WHERE c.trust_id = %(trust)s"""
LISTED = f"""
    SELECT * FROM ({COMMUNITIES} AND (c.ends IS NULL OR c.ends > %(on)s)) known
    WHERE (%(search)s = '' OR strpos(lower(name || ' ' || family), lower(%(search)s)) > 0)
    AND (%(family)s = '' OR family = %(family)s)
    AND (%(living)s = '' OR is_living = (%(living)s = 'yes'))"""
SORTS = {
    "name": plain_name("name"),
    "family": plain_name("family"),
    "lead": plain_name("lead"),
    "met": "last_met",
    "living": "is_living",
    "members": "members",
}


def _day(trust_id: int, on: date) -> Row:
    return {"trust": trust_id, "on": on, "earliest": on - timedelta(days=LIVING_DAYS)}


def list_communities(trust_id: int, wanted: Wanted, *, on: date) -> Page[CommunityLine]:
    """One page of the communities that have not ended; two queries."""
    filters = {name: wanted.filters.get(name, "") for name in ("family", "living")}
    rows, total = select_page(LISTED, SORTS, wanted, {**_day(trust_id, on), "search": wanted.search, **filters})
    return Page(tuple(map(_line, with_origins(rows))), total)


def list_community_families(trust_id: int) -> tuple[str, ...]:
    """The families that have a community, by name."""
    families = Community.objects.filter(trust_id=trust_id).exclude(family="").values_list("family", flat=True)
    return tuple(sorted(set(families), key=str.casefold))


def list_living_families(trust_id: int, *, on: date) -> frozenset[str]:
    """The families, in small letters, that have a living community on a day."""
    query = f"SELECT k.family FROM store_community k WHERE k.trust_id = %(trust)s AND {ALIVE.format('k')}"
    return frozenset(row["family"].casefold() for row in select(query, _day(trust_id, on)))


def load_community(trust_id: int, community_id: int, *, on: date) -> CommunityDetail | None:
    """One community, ended or not; None when the trust has none of this id."""
    rows = select(f"{COMMUNITIES} AND c.id = %(community)s", {**_day(trust_id, on), "community": community_id})
    if not rows:
        return None
    [row] = with_origins(rows)
    days = tuple(sorted(row["met_on"], reverse=True))
    return CommunityDetail(_line(row), days, row["starts"], row["ends"], row["version"])


def _line(row: Row) -> CommunityLine:
    return CommunityLine(**{name: row[name] for name in CommunityLine.__dataclass_fields__})


MEMBERS = f"""
    SELECT DISTINCT ON (me.id) me.id, m.id AS stay, p.name, COALESCE(a.job_title, '') AS job_title,
        COALESCE(d.name, '') AS department, m.starts, m.origin_id, m.origin_line
    FROM store_communitymember m JOIN store_employment me ON me.id = m.employment_id
    JOIN store_person p ON p.id = me.person_id
    LEFT JOIN store_assignment a ON a.employment_id = me.id AND {HOLDS.format("a")}
    LEFT JOIN store_department d ON d.id = a.department_id
    WHERE m.trust_id = %(trust)s AND m.community_id = %(community)s AND {LIVE_MEMBER}"""
MEMBER_SORTS = {"name": plain_name("name"), "department": plain_name("department"), "since": "starts"}


def list_members(trust_id: int, community_id: int, wanted: Wanted, *, on: date) -> Page[Member]:
    """One page of the people in a community on a day."""
    parameters = {"trust": trust_id, "on": on, "community": community_id}
    rows, total = select_page(MEMBERS, MEMBER_SORTS, wanted, parameters)
    return Page(tuple(Member(**row) for row in with_origins(rows)), total)


def find_community_of(trust_id: int, stay: int) -> tuple[int, str] | None:
    """The community that a row of its members belongs to, and who the member is; None when there is no such row."""
    rows = CommunityMember.objects.filter(trust_id=trust_id, id=stay)
    return rows.values_list("community_id", "employment__person__name").first()


# Holders at practitioner or above in no living community of the family. A lead is a member, and a living community
# with no member recorded serves its whole family.
ALONE = f"""
    WITH living AS MATERIALIZED (
        SELECT k.id, lower(k.family) AS family, k.lead_id FROM store_community k
        WHERE k.trust_id = %(trust)s AND {ALIVE.format("k")}
    ), members AS MATERIALIZED (
        SELECT k.id, k.family, m.employment_id FROM living k JOIN store_communitymember m ON m.community_id = k.id
        JOIN store_employment me ON me.id = m.employment_id WHERE {LIVE_MEMBER}
    ), served AS (
        SELECT family, employment_id FROM members UNION ALL SELECT family, lead_id FROM living
    ), open_to_all AS (
        SELECT family FROM living WHERE NOT EXISTS (SELECT 1 FROM members WHERE members.id = living.id)
    )
    SELECT e.id, e.employee_number, c.family, array_agg(c.name ORDER BY {plain_name("c.name")}) AS competencies
    FROM store_holding h JOIN store_competency c ON c.id = h.competency_id
    JOIN store_employment e ON e.id = h.employment_id
    WHERE h.trust_id = %(trust)s AND h.level >= {Level.PRACTITIONER.value} AND {HOLDS.format("h")}
        AND {HOLDS.format("e")} AND (%(of)s = '' OR lower(c.family) = lower(%(of)s))
        AND NOT EXISTS (SELECT 1 FROM open_to_all o WHERE o.family = lower(c.family))
        AND NOT EXISTS (SELECT 1 FROM served s WHERE s.family = lower(c.family) AND s.employment_id = e.id)
    GROUP BY e.id, e.employee_number, c.family"""
ALONE_NAMED = f"""
    SELECT e.id, p.name, COALESCE(d.name, '') AS department, e.competencies
    FROM ({ALONE}) e JOIN store_employment w ON w.id = e.id JOIN store_person p ON p.id = w.person_id
    LEFT JOIN store_assignment a ON a.employment_id = e.id AND {HOLDS.format("a")}
    LEFT JOIN store_department d ON d.id = a.department_id
    WHERE {REACHED}"""
ALONE_SORTS = {"name": plain_name("name"), "department": plain_name("department")}


def count_alone(trust_id: int, *, on: date) -> dict[str, int]:
    """By family: how many people practise it without a living community of it."""
    query = f"SELECT family, count(*) AS people FROM ({ALONE}) alone GROUP BY family ORDER BY {plain_name('family')}"
    return {row["family"]: row["people"] for row in select(query, {**_day(trust_id, on), "of": ""})}


def is_practised(trust_id: int, *, on: date) -> bool:
    """Does anybody employed hold a competency at practitioner level or above?"""
    query = f"""
        SELECT EXISTS (SELECT FROM store_holding h JOIN store_employment e ON e.id = h.employment_id
            WHERE h.trust_id = %(trust)s AND h.level >= {Level.PRACTITIONER.value} AND {HOLDS.format("h")}
                AND {HOLDS.format("e")}) AS found"""
    return bool(select(query, _day(trust_id, on))[0]["found"])


def list_alone(trust_id: int, family: str, reach: Reach, wanted: Wanted, *, on: date) -> Page[Alone]:
    """One page of the people who practise a family alone, of them whose names the viewer may read."""
    if not family:
        return Page((), 0)
    parameters = {**_day(trust_id, on), "of": family, **reach.parameters}
    rows, total = select_page(ALONE_NAMED, ALONE_SORTS, wanted, parameters)
    named = [{**row, "competencies": tuple(row["competencies"])} for row in rows]
    return Page(tuple(Alone(**row) for row in named), total)


def add_meeting(act: Act, community_id: int, day: date, *, version: int) -> bool:
    """Record that a community met on `day`; False when that is recorded already.

    Raises StaleRecord when somebody changed the community since `version`, NoSuchRecord when there is none.
    """
    rows = read_rows_by(Community, trust_id=act.trust_id, id=community_id)
    if not rows:
        raise NoSuchRecord(f"community {community_id}")
    [row] = rows
    if day in row["met_on"]:
        return False
    with writing(act) as pen:
        days = sorted([*row["met_on"], day])
        pen.change(Community, [({**row, "version": version}, {"met_on": days})])
        pen.touch("communities")
    return True
