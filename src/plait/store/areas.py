"""Clinical areas for pages: when a clinical leader or champion was last in each, and every visit."""

from dataclasses import dataclass
from datetime import date

from plait.engine.areas import CLINICAL_LEADERS, REACHED_DAYS
from plait.engine.origins import Origin
from plait.store.history import rows_of
from plait.store.models import ClinicalArea, ClinicalVisit
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area open today: the last visit that counts, how many do in all, and what was said there in 90 days."""

    id: int
    name: str
    site: str
    last: date | None
    visits: int
    remarks: int
    starts: date
    ends: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit, made or planned, by whom, and whether whoever went led clinical work on digital that day."""

    id: int
    area_id: int
    area: str
    site: str
    visited_on: date
    employment_id: int
    employee_number: str
    name: str
    purpose: str
    took_place: bool
    leads: bool
    origin: Origin | None


# The sums of engine/areas.py, made by the database.
ON_THE_DAY = "{0}.starts <= v.visited_on AND ({0}.ends IS NULL OR {0}.ends > v.visited_on)"
LEADS = f"""(EXISTS (SELECT 1 FROM store_roleholder h JOIN store_leadershiprole r ON r.id = h.role_id
        WHERE h.employment_id = v.employment_id AND r.kind = ANY(%(leaders)s) AND {HOLDS.format("r")}
            AND {ON_THE_DAY.format("h")})
    OR EXISTS (SELECT 1 FROM store_champion c WHERE c.employment_id = v.employment_id AND {ON_THE_DAY.format("c")}))
    AND (e.ends IS NULL OR e.ends > v.visited_on)"""
VISITS = f"""
    SELECT v.id, v.area_id, a.name AS area, COALESCE(s.name, '') AS site, v.visited_on, v.employment_id,
        e.employee_number, p.name, v.purpose, v.took_place, ({LEADS}) AS leads, v.origin_id, v.origin_line
    FROM store_clinicalvisit v JOIN store_clinicalarea a ON a.id = v.area_id
    JOIN store_employment e ON e.id = v.employment_id JOIN store_person p ON p.id = e.person_id
    LEFT JOIN store_site s ON s.id = a.site_id
    WHERE v.trust_id = %(trust)s"""
LISTED_VISITS = f"""
    SELECT * FROM ({VISITS}) known
    WHERE (%(search)s = '' OR strpos(lower(area || ' ' || site), lower(%(search)s)) > 0
        OR (%(named)s AND strpos(lower(name), lower(%(search)s)) > 0))
    AND (%(area)s = '' OR area_id::text = %(area)s) AND (%(purpose)s = '' OR purpose = %(purpose)s)
    AND (%(state)s = '' OR %(state)s = CASE WHEN took_place AND visited_on <= %(on)s THEN 'made' ELSE 'planned' END)"""
VISIT_SORTS = {"day": "visited_on", "area": plain_name("area"), "name": plain_name("name")}
AREAS = f"""
    SELECT a.id, a.name, COALESCE(s.name, '') AS site, b.last, COALESCE(b.visits, 0) AS visits,
        (SELECT count(*) FROM store_remark m WHERE m.trust_id = %(trust)s AND m.said_on <= %(on)s
            AND m.said_on >= %(since)s AND starts_with(lower(m.session), lower(a.name))) AS remarks,
        a.starts, a.ends, a.origin_id, a.origin_line
    FROM store_clinicalarea a LEFT JOIN store_site s ON s.id = a.site_id
    LEFT JOIN (SELECT v.area_id, max(v.visited_on) AS last, count(*) AS visits
        FROM store_clinicalvisit v JOIN store_employment e ON e.id = v.employment_id
        WHERE v.trust_id = %(trust)s AND v.took_place AND v.visited_on <= %(on)s AND {LEADS}
        GROUP BY v.area_id) b ON b.area_id = a.id
    WHERE a.trust_id = %(trust)s"""
LISTED_AREAS = f"""
    SELECT * FROM ({AREAS}) known WHERE starts <= %(on)s AND (ends IS NULL OR ends > %(on)s)
    AND (%(search)s = '' OR strpos(lower(name || ' ' || site), lower(%(search)s)) > 0)
    AND (%(site)s = '' OR site = %(site)s)
    AND (%(reached)s = '' OR (%(reached)s = 'yes') = COALESCE(last >= %(since)s, FALSE))"""
AREA_SORTS = {
    "last": "COALESCE(last, DATE '1900-01-01')", "name": plain_name("name"), "site": plain_name("site"),
    "visits": "visits",
}  # fmt: skip


def list_areas(trust_id: int, wanted: Wanted, *, on: date) -> Page[AreaLine]:
    """One page of the areas open on a day."""
    filters = {name: wanted.filters.get(name, "") for name in ("site", "reached")}
    rows, total = select_page(
        LISTED_AREAS, AREA_SORTS, wanted, {**_asked(trust_id, on), "search": wanted.search, **filters}
    )
    return Page(tuple(AreaLine(**row) for row in with_origins(rows)), total)


def load_area(trust_id: int, area_id: int, *, on: date) -> AreaLine | None:
    """One area, open or not; None when the trust has none of this id."""
    rows = select(f"{AREAS} AND a.id = %(area)s", {**_asked(trust_id, on), "area": area_id})
    return next((AreaLine(**row) for row in with_origins(rows)), None)


def list_visits(trust_id: int, wanted: Wanted, *, on: date, named: bool) -> Page[VisitLine]:
    """One page of the visits, made and planned; where `named`, the search finds who went, too."""
    filters = {name: wanted.filters.get(name, "") for name in ("area", "purpose", "state")}
    rows, total = select_page(
        LISTED_VISITS,
        VISIT_SORTS,
        wanted,
        {**_asked(trust_id, on), "search": wanted.search, "named": named, **filters},
    )
    return Page(tuple(VisitLine(**row) for row in with_origins(rows)), total)


def load_visit(trust_id: int, visit_id: int, *, on: date) -> VisitLine | None:
    """One visit; None when the trust has none of this id."""
    rows = select(f"{VISITS} AND v.id = %(visit)s", {**_asked(trust_id, on), "visit": visit_id})
    return next((VisitLine(**row) for row in with_origins(rows)), None)


def list_area_names(trust_id: int) -> tuple[str, ...]:
    """What the areas are called, by name."""
    names = ClinicalArea._default_manager.filter(trust_id=trust_id).values_list("name", flat=True)
    return tuple(sorted(names, key=str.casefold))


def rows_about_area(trust_id: int, area_id: int) -> dict[str, list[int]]:
    """The rows that tell of one area and of the visits to it, by kind, for its history."""
    return {"clinicalarea": [area_id], **rows_of((ClinicalVisit,), trust_id=trust_id, area_id=area_id)}


def _asked(trust_id: int, on: date) -> Row:
    since = date.fromordinal(on.toordinal() - REACHED_DAYS)
    return {"trust": trust_id, "on": on, "since": since, "leaders": sorted(CLINICAL_LEADERS)}
