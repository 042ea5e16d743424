"""What somebody holds in a time of leave: roles, shifts, territories, teams, what falls due; each with who covers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plait.engine.origins import Origin
from plait.store.origins import with_origins
from plait.store.selecting import plain_name, select

FOREVER = date.max
"""Stands for the last day of a leave of which nobody knows it."""


@dataclass(frozen=True, slots=True)
class Held:
    """One thing somebody holds, of a kind of KINDS: `id` is that of its page, `name` what it is called.

    `detail` says how it is held, `open` what of it nobody covers for all of the leave, empty where somebody does or
    where nothing of the kind can be covered; `covered_by` are the names of those who do, `day` when it falls due.
    """

    kind: str
    id: int
    name: str
    detail: str
    open: str
    covered_by: tuple[str, ...]
    day: date | None
    origin: Origin | None


WITHIN = "{0}.starts <= %(last)s AND ({0}.ends IS NULL OR {0}.ends > %(first)s)"
"""The row of table {0} shares a day with the leave."""
ALL_OF_IT = "{0}.starts <= %(first)s AND ({0}.ends IS NULL OR {0}.ends > %(last)s)"
THERE = f"""JOIN store_employment ce ON ce.id = {{0}}.employment_id JOIN store_person cp ON cp.id = ce.person_id
    AND {{0}}.employment_id <> %(employment)s AND {ALL_OF_IT.format("ce")}
    AND NOT EXISTS (SELECT 1 FROM store_longleave cl WHERE cl.employment_id = ce.id
        AND cl.first_on <= %(last)s AND (cl.last_on IS NULL OR cl.last_on >= %(first)s))"""
"""Joins whoever is there for all of the leave, is somebody else, and is not on leave on any day of it."""
DEPUTIES = f"""SELECT cp.name FROM store_deputy cd {THERE.format("cd")}
    WHERE cd.role_id = r.id AND {ALL_OF_IT.format("cd")}"""
INTERIMS = f"""SELECT cp.name FROM store_roleholder ch {THERE.format("ch")}
    WHERE ch.role_id = r.id AND ch.held_as <> 'substantive' AND {ALL_OF_IT.format("ch")}"""
NOBODY = "'{}'::text[]"
OFFICE = f"""JOIN store_boardmember m ON m.trust_id = %(trust)s AND m.employment_id = %(employment)s
    AND {WITHIN.format("m")}"""
"""Joins the offices the person has on the board in that time."""
AT = "x.{0} BETWEEN %(first)s AND %(last)s"
SHIFTS_OPEN = f"""(SELECT COALESCE(string_agg(shift, ', ' ORDER BY place), '')
    FROM unnest(x.shifts) WITH ORDINALITY own(shift, place)
    WHERE NOT EXISTS (SELECT 1 FROM store_champion cc {THERE.format("cc")}
        LEFT JOIN store_assignment ca ON ca.employment_id = ce.id AND {ALL_OF_IT.format("ca")}
        WHERE cc.trust_id = %(trust)s AND own.shift = ANY(cc.shifts) AND {ALL_OF_IT.format("cc")}
            AND COALESCE(cc.site_id, ca.site_id) IS NOT DISTINCT FROM COALESCE(x.site_id, a.site_id)))"""
# The others who claim the same territory for all of the leave.
CLAIMING = f"""SELECT cp.name FROM store_accountabilityclaim cc {THERE.format("cc")}
    WHERE cc.territory_id = t.id AND cc.overruled_on IS NULL AND {ALL_OF_IT.format("cc")}"""
PARTS: Mapping[str, str] = {
    "role": f"""SELECT r.id, r.name, x.held_as AS detail, '' AS open,
            ARRAY({DEPUTIES} UNION {INTERIMS} ORDER BY 1) AS covered_by, NULL::date AS day, x.origin_id, x.origin_line
        FROM store_roleholder x JOIN store_leadershiprole r ON r.id = x.role_id
        WHERE x.employment_id = %(employment)s AND {WITHIN.format("x")} AND {WITHIN.format("r")}""",
    "deputy": f"""SELECT r.id, r.name, '', '', ARRAY({DEPUTIES} ORDER BY 1), NULL::date, x.origin_id, x.origin_line
        FROM store_deputy x JOIN store_leadershiprole r ON r.id = x.role_id
        WHERE x.employment_id = %(employment)s AND {WITHIN.format("x")} AND {WITHIN.format("r")}""",
    "champion": f"""SELECT x.id, COALESCE(s.name, o.name, ''), array_to_string(x.shifts, ', '), {SHIFTS_OPEN},
            {NOBODY}, NULL::date, x.origin_id, x.origin_line
        FROM store_champion x LEFT JOIN store_assignment a ON a.employment_id = x.employment_id
            AND {ALL_OF_IT.replace("%(last)s", "%(first)s").format("a")}
        LEFT JOIN store_site s ON s.id = x.site_id LEFT JOIN store_site o ON o.id = a.site_id
        WHERE x.employment_id = %(employment)s AND {WITHIN.format("x")}""",
    "claim": f"""SELECT t.id, t.name, x.document, '', ARRAY({CLAIMING} ORDER BY 1), NULL::date,
            x.origin_id, x.origin_line
        FROM store_accountabilityclaim x JOIN store_territory t ON t.id = x.territory_id
        WHERE x.employment_id = %(employment)s AND x.overruled_on IS NULL
            AND {WITHIN.format("x")} AND {WITHIN.format("t")}""",
    "action": f"""SELECT g.id, x.name, x.owner, '', {NOBODY}, x.due_on, x.origin_id, x.origin_line
        FROM store_boardaction x {OFFICE} AND m.office = x.owner JOIN store_meeting g ON g.id = x.meeting_id
        WHERE x.trust_id = %(trust)s AND x.done_on IS NULL AND {AT.format("due_on")} AND x.due_on >= m.starts
            AND (m.ends IS NULL OR m.ends > x.due_on) AND (%(drafts)s OR g.status = 'published')""",
    "meeting": f"""SELECT x.id, x.name, m.office, '', {NOBODY}, x.held_on, x.origin_id, x.origin_line
        FROM store_meeting x {OFFICE} AND m.starts <= x.held_on AND (m.ends IS NULL OR m.ends > x.held_on)
        WHERE x.trust_id = %(trust)s AND x.kind = 'board' AND {AT.format("held_on")}
            AND (%(drafts)s OR x.status = 'published')""",
    "paper": f"""SELECT x.id, x.title, m.office, '', {NOBODY}, g.held_on, x.origin_id, x.origin_line
        FROM store_boardpaper x {OFFICE} AND m.office = ANY(x.authors) JOIN store_meeting g ON g.id = x.meeting_id
        WHERE x.trust_id = %(trust)s AND NOT x.is_private AND x.status = 'published'
            AND g.held_on BETWEEN %(first)s AND %(last)s AND (%(drafts)s OR g.status = 'published')""",
    "sponsorship": f"""SELECT x.id, x.name, x.part, '', {NOBODY}, NULL::date, x.origin_id, x.origin_line
        FROM store_sponsorship x {OFFICE} AND m.office = x.office
        WHERE x.trust_id = %(trust)s AND {WITHIN.format("x")}""",
    "session": f"""SELECT m.id, COALESCE(NULLIF(x.what, ''), x.kind), '', '', {NOBODY}, x.held_on,
            x.origin_id, x.origin_line
        FROM store_boardlearning x JOIN store_boardmember m ON m.id = x.member_id
        WHERE x.trust_id = %(trust)s AND m.employment_id = %(employment)s AND NOT x.took_place
            AND {AT.format("held_on")}""",
    "visit": f"""SELECT x.id, v.name, '', '', {NOBODY}, x.visited_on, x.origin_id, x.origin_line
        FROM store_clinicalvisit x JOIN store_clinicalarea v ON v.id = x.area_id
        WHERE x.employment_id = %(employment)s AND NOT x.took_place AND {AT.format("visited_on")}""",
    "change": f"""SELECT x.programme_id, x.name, g.name, '', {NOBODY}, x.first_on, x.origin_id, x.origin_line
        FROM store_changewindow x JOIN store_programme g ON g.id = x.programme_id
        WHERE x.employment_id = %(employment)s AND x.first_on <= %(last)s AND x.last_on >= %(first)s""",
    "programme": f"""SELECT x.id, x.name, concat_ws(', ',
            CASE WHEN x.owner_id = %(employment)s THEN 'Owner' END,
            CASE WHEN x.lead_id = %(employment)s THEN 'Lead' END,
            CASE WHEN x.clinical_lead_id = %(employment)s THEN 'Clinical lead' END), '', {NOBODY}, NULL::date,
            x.origin_id, x.origin_line
        FROM store_programme x WHERE %(employment)s IN (x.owner_id, x.lead_id, x.clinical_lead_id)
            AND {WITHIN.format("x")}""",
    "service": f"""SELECT x.id, x.name, 'Owner', '', {NOBODY}, NULL::date, x.origin_id, x.origin_line
        FROM store_service x WHERE x.owner_id = %(employment)s AND {WITHIN.format("x")}""",
    "community": f"""SELECT x.id, x.name, 'Lead', '', {NOBODY}, NULL::date, x.origin_id, x.origin_line
        FROM store_community x WHERE x.lead_id = %(employment)s AND {WITHIN.format("x")}""",
    "team": f"""SELECT t.id, t.name, x.part, '', {NOBODY}, NULL::date, x.origin_id, x.origin_line
        FROM store_membership x JOIN store_team t ON t.id = x.team_id
        WHERE x.employment_id = %(employment)s AND {WITHIN.format("x")} AND {WITHIN.format("t")}""",
    "reports": f"""SELECT %(employment)s::bigint, count(DISTINCT x.employment_id)::text, '', '', {NOBODY}, NULL::date,
            NULL::bigint, NULL::integer
        FROM store_assignment x JOIN store_employment e ON e.id = x.employment_id
        WHERE x.manager_id = %(employment)s AND {WITHIN.format("x")} AND {WITHIN.format("e")}
        HAVING count(DISTINCT x.employment_id) > 0""",
}
COLUMNS = "id, name, detail, open, covered_by, day, origin_id, origin_line"
KINDS = tuple(PARTS)
"""What can be held, in the order of the list: what nobody else can decide first."""
HELD = " UNION ALL ".join(
    f"SELECT {place} AS place, '{kind}' AS kind, p.* FROM ({query}) p({COLUMNS})"
    for place, (kind, query) in enumerate(PARTS.items())
)
ORDERED = f"""SELECT kind, {COLUMNS}
    FROM ({HELD}) held ORDER BY place, day, {plain_name("name")}, id"""


def list_held(
    trust_id: int, employment_id: int, first_on: date, last_on: date | None, *, drafts: bool
) -> tuple[Held, ...]:
    """What an employment holds on any day from the first to the last, kind by kind; meetings in draft on demand.

    One query, however much is held. A paper is told of once everybody may read it.
    """
    days = {"first": first_on, "last": last_on or FOREVER}
    rows = with_origins(select(ORDERED, {"trust": trust_id, "employment": employment_id, "drafts": drafts, **days}))
    return tuple(Held(**{**row, "covered_by": tuple(row["covered_by"])}) for row in rows)
