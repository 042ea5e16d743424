"""Champions for pages: who they are and where, who of them counts, and the staff they are there for."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.champion_cover import Headcount
from plait.engine.champion_gaps import Rostered
from plait.engine.champions import ACTIVE_DAYS
from plait.engine.origins import Origin
from plait.engine.viewpoints import Viewpoint
from plait.store.acting_up import ON_LEAVE
from plait.store.candidates import count_rostered
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class ChampionLine:
    """One champion: `profession` and `site` as stated, or else the person's own; `is_active` as it counts today.

    Whoever would count but for a long leave `is_away`; from when to when, it does not say.
    `group` is the staff group to which most people of a stated profession belong, or else the person's own.
    `protected_wte` is the time kept free for the leadership roles the person holds, at most what they give to each,
    and `roles` are their names; no time where nobody said.
    """

    id: int
    employment_id: int
    person_id: int
    name: str
    profession: str
    group: str
    site: str
    shifts: tuple[str, ...]
    trained: bool | None
    trained_on: date | None
    last_active_on: date | None
    is_clinical: bool
    is_active: bool
    is_away: bool
    roles: tuple[str, ...]
    protected_wte: Decimal | None
    starts: date
    ends: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Staffing:
    """The staff champions are there for: by group and site, by profession of clinical staff, and in WTE altogether.

    `rostered` is what the record says of their shifts.
    """

    heads: Headcount
    professions: dict[str, int]
    wte: Decimal
    rostered: Rostered


_USUAL = f"""
    SELECT DISTINCT ON (lower(oa.profession)) lower(oa.profession) AS profession, og.name
    FROM store_assignment oa JOIN store_staffgroup og ON og.id = oa.staff_group_id
    WHERE oa.trust_id = %(trust)s AND oa.profession <> '' AND {HOLDS.format("oa")}
    GROUP BY lower(oa.profession), og.name ORDER BY lower(oa.profession), count(*) DESC, og.name"""
_ROLES = f"""
    SELECT array_agg(r.name ORDER BY r.name) AS roles, trim_scale(sum(LEAST(r.protected_wte, h.wte))) AS protected_wte
    FROM store_roleholder h JOIN store_leadershiprole r ON r.id = h.role_id
    JOIN store_employment he ON he.id = h.employment_id
    WHERE h.trust_id = %(trust)s AND he.person_id = e.person_id AND {HOLDS.format("h")} AND {HOLDS.format("r")}
        AND {HOLDS.format("he")}"""
COUNTS = f"""{HOLDS.format("c")} AND (e.ends IS NULL OR e.ends > %(on)s)
    AND COALESCE(%(on)s - c.last_active_on <= %(days)s, FALSE)"""
# The sums of engine/champions.py, made by the database. Time as a champion ends with the employment.
CHAMPIONS = f"""
    WITH usual AS MATERIALIZED ({_USUAL})
    SELECT c.id, e.id AS employment_id, e.person_id, p.name,
        COALESCE(NULLIF(c.profession, ''), a.profession, '') AS profession, COALESCE(u.name, g.name, '') AS "group",
        COALESCE(s.name, o.name, '') AS site,
        c.shifts, c.trained, c.trained_on, c.last_active_on,
        COALESCE(NULLIF(a.viewpoint, ''), g.viewpoint) IS NOT DISTINCT FROM %(clinical)s AS is_clinical,
        ({COUNTS} AND NOT {ON_LEAVE.format("c")}) AS is_active, ({COUNTS} AND {ON_LEAVE.format("c")}) AS is_away,
        held.roles, held.protected_wte,
        c.starts, LEAST(c.ends, e.ends) AS ends, c.origin_id, c.origin_line
    FROM store_champion c JOIN store_employment e ON e.id = c.employment_id JOIN store_person p ON p.id = e.person_id
    LEFT JOIN store_assignment a ON a.employment_id = e.id AND {HOLDS.format("a")}
    LEFT JOIN store_staffgroup g ON g.id = a.staff_group_id
    LEFT JOIN store_site s ON s.id = c.site_id LEFT JOIN store_site o ON o.id = a.site_id
    LEFT JOIN usual u ON u.profession = lower(c.profession) AND c.profession <> ''
    CROSS JOIN LATERAL ({_ROLES}) held
    WHERE c.trust_id = %(trust)s"""
LISTED = f"""
    SELECT * FROM ({CHAMPIONS}) known WHERE (ends IS NULL OR ends > %(on)s)
    AND (%(search)s = '' OR strpos(lower(name || ' ' || profession || ' ' || site), lower(%(search)s)) > 0)
    AND (%(profession)s = '' OR profession = %(profession)s) AND (%(site)s = '' OR site = %(site)s)
    AND (%(shift)s = '' OR %(shift)s = ANY(shifts)) AND (%(active)s = '' OR (%(active)s = 'yes') = is_active)"""
SORTS = {
    "name": plain_name("name"),
    "profession": plain_name("profession"),
    "site": plain_name("site"),
    "active": "COALESCE(last_active_on, DATE '1900-01-01')",
}
FILTERS = ("profession", "site", "shift", "active")
STAFF = f"""
    WITH staff AS MATERIALIZED (
        SELECT a.profession, o.name AS site, g.name AS "group", a.wte,
            COALESCE(NULLIF(a.viewpoint, ''), g.viewpoint) = %(clinical)s AS is_clinical
        FROM store_assignment a JOIN store_employment e ON e.id = a.employment_id
        JOIN store_staffgroup g ON g.id = a.staff_group_id LEFT JOIN store_site o ON o.id = a.site_id
        WHERE a.trust_id = %(trust)s AND {HOLDS.format("a")} AND {HOLDS.format("e")})
    SELECT 'professions' AS kind, profession AS name, count(*) AS people FROM staff
        WHERE is_clinical AND profession <> '' GROUP BY profession
    UNION ALL SELECT 'sites', site, count(*) FROM staff WHERE is_clinical AND site <> '' GROUP BY site
    UNION ALL SELECT CASE WHEN is_clinical THEN 'groups' ELSE 'others' END, "group", count(*) FROM staff
        GROUP BY is_clinical, "group"
    UNION ALL SELECT 'wte', '', COALESCE(sum(wte), 0) FROM staff"""


def list_champions(trust_id: int, wanted: Wanted, *, on: date) -> Page[ChampionLine]:
    """One page of the champions of today, and of those to come."""
    filters = {name: wanted.filters.get(name, "") for name in FILTERS}
    rows, total = select_page(LISTED, SORTS, wanted, {**_asked(trust_id, on), "search": wanted.search, **filters})
    return Page(tuple(map(_line, with_origins(rows))), total)


def load_champion(trust_id: int, champion_id: int, *, on: date) -> ChampionLine | None:
    """One champion, ended or not; None when the trust has none of this id."""
    rows = select(f"{CHAMPIONS} AND c.id = %(champion)s", {**_asked(trust_id, on), "champion": champion_id})
    return next(map(_line, with_origins(rows)), None)


def count_staff(trust_id: int, *, on: date) -> Staffing:
    """How many people there are of each staff group and profession and on each site, and in WTE altogether."""
    found: dict[str, dict[str, int]] = {kind: {} for kind in ("groups", "sites", "others", "professions")}
    wte = Decimal(0)
    for row in select(STAFF, _asked(trust_id, on)):
        if row["kind"] == "wte":
            wte = row["people"]
        else:
            found[row["kind"]][row["name"]] = int(row["people"])
    heads = Headcount(found["groups"], found["sites"], found["others"])
    return Staffing(heads, found["professions"], wte, count_rostered(trust_id, on=on))


def _asked(trust_id: int, on: date) -> Row:
    return {"trust": trust_id, "on": on, "clinical": Viewpoint.CLINICAL.value, "days": ACTIVE_DAYS}


def _line(row: Row) -> ChampionLine:
    return ChampionLine(**{**row, "shifts": tuple(row["shifts"]), "roles": tuple(row["roles"] or ())})
