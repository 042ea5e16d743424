"""Who might become a champion, for pages: what the record says of people, and how many work where and when."""

from collections.abc import Collection
from datetime import date

from plait.engine.champion_candidates import FAMILIES, LEAST_LEVEL, Candidate, Champion, Leave, Skill
from plait.engine.champion_gaps import Gap, Rostered
from plait.engine.champions import ACTIVE_DAYS
from plait.engine.viewpoints import Viewpoint
from plait.store.people import EMPLOYED, VIEWPOINT
from plait.store.selecting import HOLDS, select
from plait.store.writing import Row

ROSTERED = f"""
    WITH staff AS MATERIALIZED (
        SELECT s.name AS site, a.shifts
        FROM store_assignment a JOIN store_employment e ON e.id = a.employment_id
        JOIN store_staffgroup g ON g.id = a.staff_group_id JOIN store_site s ON s.id = a.site_id
        WHERE a.trust_id = %(trust)s AND {HOLDS.format("a")} AND {HOLDS.format("e")}
            AND {VIEWPOINT} = %(clinical)s AND a.shifts <> '{{}}')
    SELECT site, shift, count(*) AS people FROM staff CROSS JOIN unnest(shifts) shift GROUP BY site, shift
    UNION ALL SELECT site, '', count(*) FROM staff GROUP BY site"""
# What the record says of everybody is gathered once, table by table, and not again for each of thousands of people.
# Duties and time are the person's, in whichever post of theirs.
CANDIDATES = f"""
    WITH staff AS MATERIALIZED (
        SELECT e.id, e.person_id, e.employee_number, p.name, a.job_title, a.profession, g.name AS "group",
            d.name AS department, COALESCE(s.name, '') AS site, a.shifts, {VIEWPOINT} = %(clinical)s AS is_clinical,
            a.manager_id, e.ends
        {EMPLOYED} AND {VIEWPOINT} <> %(digital)s AND {{chosen}}),
    skills AS MATERIALIZED (
        SELECT h.employment_id, array_agg(c.name ORDER BY h.level DESC, c.name) AS names,
            array_agg(h.level ORDER BY h.level DESC, c.name) AS levels,
            array_agg(h.confirmed_on IS NOT NULL ORDER BY h.level DESC, c.name) AS confirmed
        FROM store_holding h JOIN store_competency c ON c.id = h.competency_id
        WHERE h.trust_id = %(trust)s AND h.level >= %(level)s AND {HOLDS.format("h")}
            AND (c.viewpoint = %(digital)s OR c.family = ANY(%(families)s::text[]))
        GROUP BY h.employment_id),
    met AS MATERIALIZED (
        SELECT m.employment_id, array_agg(c.name ORDER BY c.name) AS names
        FROM store_communitymember m JOIN store_community c ON c.id = m.community_id
        WHERE m.trust_id = %(trust)s AND {HOLDS.format("m")} AND {HOLDS.format("c")} GROUP BY m.employment_id),
    held AS MATERIALIZED (
        SELECT e.person_id, array_agg(r.name ORDER BY r.name) AS names,
            trim_scale(sum(LEAST(r.protected_wte, h.wte))) AS freed
        FROM store_roleholder h JOIN store_leadershiprole r ON r.id = h.role_id
        JOIN store_employment e ON e.id = h.employment_id
        WHERE h.trust_id = %(trust)s AND {HOLDS.format("h")} AND {HOLDS.format("r")} GROUP BY e.person_id),
    teams AS MATERIALIZED (
        SELECT m.employment_id, array_agg(t.name ORDER BY t.name) AS names
        FROM store_membership m JOIN store_team t ON t.id = m.team_id
        WHERE m.trust_id = %(trust)s AND {HOLDS.format("m")} AND {HOLDS.format("t")} GROUP BY m.employment_id),
    leads AS MATERIALIZED (
        SELECT c.lead_id, array_agg(c.name ORDER BY c.name) AS names FROM store_community c
        WHERE c.trust_id = %(trust)s AND c.lead_id IS NOT NULL AND {HOLDS.format("c")} GROUP BY c.lead_id),
    away AS MATERIALIZED (
        SELECT l.employment_id, l.last_on FROM store_longleave l
        WHERE l.trust_id = %(trust)s AND l.first_on <= %(on)s AND (l.last_on IS NULL OR l.last_on >= %(on)s)),
    champions AS MATERIALIZED (
        SELECT c.employment_id, c.id, s.name AS site, c.shifts,
            COALESCE(c.starts <= %(on)s AND %(on)s - c.last_active_on <= %(days)s, FALSE) AS counts
        FROM store_champion c LEFT JOIN store_site s ON s.id = c.site_id
        WHERE c.trust_id = %(trust)s AND (c.ends IS NULL OR c.ends > %(on)s)),
    managers AS MATERIALIZED (
        SELECT e.id, p.name FROM store_employment e JOIN store_person p ON p.id = e.person_id
        WHERE e.id IN (SELECT manager_id FROM staff))
    SELECT staff.*, COALESCE(managers.name, '') AS manager, skills.names AS skills, skills.levels, skills.confirmed,
        met.names AS communities, held.names AS roles, COALESCE(held.freed, 0) AS freed, teams.names AS teams,
        leads.names AS leads, away.employment_id AS leave_of, away.last_on, champions.id AS champion_id,
        COALESCE(champions.site, staff.site) AS champion_site, champions.shifts AS champion_shifts,
        champions.counts AS champion_counts
    FROM staff LEFT JOIN managers ON managers.id = staff.manager_id
    LEFT JOIN skills ON skills.employment_id = staff.id LEFT JOIN met ON met.employment_id = staff.id
    LEFT JOIN held ON held.person_id = staff.person_id LEFT JOIN teams ON teams.employment_id = staff.id
    LEFT JOIN leads ON leads.lead_id = staff.id LEFT JOIN away ON away.employment_id = staff.id
    LEFT JOIN champions ON champions.employment_id = staff.id"""
ASKED = CANDIDATES.format(
    chosen="""EXISTS (SELECT 1 FROM unnest(%(groups)s::text[], %(sites)s::text[], %(shifts)s::text[])
            w("group", site, shift) WHERE (w."group" = '' OR w."group" = g.name)
            AND (w.site = '' OR w.site = s.name) AND (w.shift = '' OR w.shift = ANY(a.shifts)))"""
)
CHOSEN = CANDIDATES.format(chosen="e.id = ANY(%(ids)s::bigint[])")


def count_rostered(trust_id: int, *, on: date) -> Rostered:
    """How many clinical people are recorded to work on each site at each shift, and of how many anything is."""
    places: dict[tuple[str, str], int] = {}
    sites: dict[str, int] = {}
    for row in select(ROSTERED, {"trust": trust_id, "on": on, "clinical": Viewpoint.CLINICAL.value}):
        if row["shift"]:
            places[row["site"], row["shift"]] = row["people"]
        else:
            sites[row["site"]] = row["people"]
    return Rostered(places, sites)


def find_candidates(trust_id: int, gaps: Collection[Gap], *, on: date) -> tuple[Candidate, ...]:
    """Everybody employed whom one of the gaps asks for, people of the digital viewpoint aside; in no order.

    Somebody with a champion's record that has begun or is to begin has it beside their name.
    """
    asked = {"groups": [one.group for one in gaps], "sites": [one.site for one in gaps]}
    rows = select(ASKED, {**_known(trust_id, on), **asked, "shifts": [one.shift for one in gaps]}) if gaps else []
    return _each(rows)


def load_candidates(trust_id: int, ids: Collection[int], *, on: date) -> tuple[Candidate, ...]:
    """Those of these employments that are of the trust today, people of the digital viewpoint aside."""
    return _each(select(CHOSEN, {**_known(trust_id, on), "ids": list(ids)}) if ids else [])


def _known(trust_id: int, on: date) -> Row:
    return {
        "trust": trust_id,
        "on": on,
        "days": ACTIVE_DAYS,
        "clinical": Viewpoint.CLINICAL.value,
        "digital": Viewpoint.DIGITAL.value,
        "families": list(FAMILIES),
        "level": LEAST_LEVEL.value,
    }


def _each(rows: list[Row]) -> tuple[Candidate, ...]:
    """One candidate a row; of several champion's records, the one that holds first."""
    found: dict[int, Candidate] = {}
    for row in sorted(rows, key=lambda row: (row["id"], not row["champion_counts"], row["champion_id"] or 0)):
        found.setdefault(row["id"], _candidate(row))
    return tuple(found.values())


PLAIN = (
    "id", "person_id", "employee_number", "name", "job_title", "profession", "group", "department", "site",
    "is_clinical", "manager_id", "manager", "ends",
)  # fmt: skip


def _candidate(row: Row) -> Candidate:
    champion = _champion(row)
    led = (f"lead of the {name}" for name in row["leads"] or ())
    skills = zip(row["skills"] or (), row["levels"] or (), row["confirmed"] or (), strict=True)
    return Candidate(
        **{name: row[name] for name in PLAIN},
        shifts=tuple(row["shifts"]),
        skills=tuple(Skill(name, level, is_confirmed=confirmed) for name, level, confirmed in skills),
        communities=tuple(row["communities"] or ()),
        freed=row["freed"],
        duties=(
            *(row["roles"] or ()), *(row["teams"] or ()), *led,
            *(("champion",) if champion and champion.is_active else ()),
        ),
        leave=Leave(row["last_on"]) if row["leave_of"] else None,
        champion=champion,
    )  # fmt: skip


def _champion(row: Row) -> Champion | None:
    if not row["champion_id"]:
        return None
    return Champion(row["champion_id"], row["champion_site"], tuple(row["champion_shifts"]), row["champion_counts"])
