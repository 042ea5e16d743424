"""Who leaves a role open by acting up in another or by leave, as the database tells it; and who deputises for whom."""

from dataclasses import dataclass
from datetime import date

from plait.engine.origins import Origin
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Row

ON_LEAVE = """EXISTS (SELECT 1 FROM store_longleave v WHERE v.employment_id = {}.employment_id AND v.first_on <= %(on)s
    AND (v.last_on IS NULL OR v.last_on >= %(on)s))"""
"""Is the employment of a row on leave on the day asked of?"""
# The rule of engine/acting_up.py, made by the database: one row for each role that is left open today.
AWAY = f"""
    SELECT h.id AS stay, h.role_id, h.employment_id, COALESCE(x.acting_as, '') AS acting_as,
        GREATEST(h.starts, LEAST(x.since, l.first_on)) AS since, l.id IS NOT NULL AS is_on_leave, l.last_on,
        EXISTS (SELECT 1 FROM store_deputy d JOIN store_employment s ON s.id = d.employment_id
            WHERE d.role_id = h.role_id AND d.employment_id <> h.employment_id AND {HOLDS.format("d")}
                AND {HOLDS.format("s")} AND NOT {ON_LEAVE.format("d")})
        OR l.id IS NOT NULL AND EXISTS (SELECT 1 FROM store_roleholder i
            JOIN store_employment s ON s.id = i.employment_id
            WHERE i.role_id = h.role_id AND i.held_as <> 'substantive' AND {HOLDS.format("i")}
                AND {HOLDS.format("s")} AND NOT {ON_LEAVE.format("i")}) AS is_covered
    FROM store_roleholder h JOIN store_employment n ON n.id = h.employment_id AND {HOLDS.format("n")}
    JOIN store_assignment a ON a.employment_id = h.employment_id AND {HOLDS.format("a")}
    LEFT JOIN (
        SELECT o.employment_id, sum(o.wte) AS wte, min(o.starts) FILTER (WHERE o.held_as <> 'substantive') AS since,
            (array_agg(r.name ORDER BY o.starts, r.name) FILTER (WHERE o.held_as <> 'substantive'))[1] AS acting_as
        FROM store_roleholder o JOIN store_leadershiprole r ON r.id = o.role_id
        WHERE o.trust_id = %(trust)s AND {HOLDS.format("o")} GROUP BY o.employment_id
    ) x ON x.employment_id = h.employment_id AND x.since IS NOT NULL AND a.wte < x.wte
        AND h.held_as = 'substantive'
    LEFT JOIN store_longleave l ON l.employment_id = h.employment_id AND l.first_on <= %(on)s
        AND (l.last_on IS NULL OR l.last_on >= %(on)s)
    WHERE h.trust_id = %(trust)s AND {HOLDS.format("h")} AND (x.employment_id IS NOT NULL OR l.id IS NOT NULL)"""
STANDING_IN = f"""
    SELECT d.role_id, e.id, p.name, 'deputy' AS held_as, GREATEST(d.starts, w.since) AS starts,
        LEAST(d.ends, e.ends) AS ends
    FROM away w JOIN store_deputy d ON d.role_id = w.role_id AND d.employment_id <> w.employment_id
    JOIN store_employment e ON e.id = d.employment_id JOIN store_person p ON p.id = e.person_id
    WHERE (LEAST(d.ends, e.ends) IS NULL OR LEAST(d.ends, e.ends) > w.since) AND NOT {ON_LEAVE.format("d")}"""
"""Deputies of roles that are left open, of a query that has these as `away`."""


@dataclass(frozen=True, slots=True)
class AwayLine:
    """Somebody who is away: by `id` of the employment, since when, which role stays behind, covered?

    `acting_as` is the role they act up in, empty for who is only on leave; why and until when, it does not say.
    """

    id: int
    name: str
    role: str
    acting_as: str
    since: date
    is_covered: bool
    is_on_leave: bool


@dataclass(frozen=True, slots=True)
class DeputyLine:
    """Somebody who deputises for a role; `employment_id` is theirs, and `covers` says that the holder is away today."""

    id: int
    employment_id: int
    name: str
    role_id: int
    role: str
    covers: bool
    starts: date
    ends: date | None
    origin: Origin | None


EVERYBODY_AWAY = f"""
    WITH away AS MATERIALIZED ({AWAY})
    SELECT e.id, p.name, r.name AS role, w.acting_as, w.since, w.is_covered, w.is_on_leave
    FROM away w JOIN store_employment e ON e.id = w.employment_id JOIN store_person p ON p.id = e.person_id
    JOIN store_leadershiprole r ON r.id = w.role_id ORDER BY {plain_name("r.name")}, {plain_name("p.name")}"""
DEPUTIES = f"""
    WITH away AS MATERIALIZED ({AWAY})
    SELECT d.id, e.id AS employment_id, p.name, r.id AS role_id, r.name AS role,
        {HOLDS.format("d")} AND {HOLDS.format("e")} AND EXISTS (SELECT 1 FROM away w
            WHERE w.role_id = d.role_id AND w.employment_id <> d.employment_id)
            AND NOT {ON_LEAVE.format("d")} AS covers,
        d.starts, LEAST(d.ends, e.ends) AS ends, d.origin_id, d.origin_line
    FROM store_deputy d JOIN store_employment e ON e.id = d.employment_id JOIN store_person p ON p.id = e.person_id
    JOIN store_leadershiprole r ON r.id = d.role_id
    WHERE d.trust_id = %(trust)s"""
LISTED = f"""
    SELECT * FROM ({DEPUTIES}) known WHERE (ends IS NULL OR ends > %(on)s)
    AND (%(search)s = '' OR strpos(lower(name || ' ' || role), lower(%(search)s)) > 0)"""
SORTS = {"role": f"{plain_name('role')}, {plain_name('name')}", "name": plain_name("name"), "starts": "starts"}


def list_away(trust_id: int, *, on: date) -> tuple[AwayLine, ...]:
    """Everybody who leaves a role open on a day, by acting up or by leave, by that role."""
    return tuple(AwayLine(**row) for row in select(EVERYBODY_AWAY, {"trust": trust_id, "on": on}))


def list_deputies(trust_id: int, wanted: Wanted, *, on: date) -> Page[DeputyLine]:
    """One page of those who deputise today, or will."""
    rows, total = select_page(LISTED, SORTS, wanted, {"trust": trust_id, "on": on, "search": wanted.search})
    return Page(tuple(map(_line, with_origins(rows))), total)


def list_every_deputy(trust_id: int, *, on: date) -> tuple[DeputyLine, ...]:
    """Everybody who deputises on a day, did or will, by role."""
    ordered = f"SELECT * FROM ({DEPUTIES}) known ORDER BY {SORTS['role']}, id"
    return tuple(map(_line, with_origins(select(ordered, {"trust": trust_id, "on": on}))))


def load_deputy(trust_id: int, deputy_id: int, *, on: date) -> DeputyLine | None:
    """One row of the deputies, ended or not; None when the trust has none of this id."""
    rows = select(f"{DEPUTIES} AND d.id = %(deputy)s", {"trust": trust_id, "on": on, "deputy": deputy_id})
    return next(map(_line, with_origins(rows)), None)


def _line(row: Row) -> DeputyLine:
    return DeputyLine(**row)
