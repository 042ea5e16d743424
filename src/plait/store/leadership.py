"""Leadership roles for pages: who holds each, since when nobody does, and what each may decide and spend."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plait.engine.origins import Origin
from plait.store.acting_up import AWAY, STANDING_IN
from plait.store.history import rows_of
from plait.store.models import RoleHolder
from plait.store.origins import with_origins
from plait.store.paging import Page, Wanted
from plait.store.selecting import HOLDS, plain_name, select, select_page
from plait.store.writing import Row


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One leadership role on a day: `holders` by name, with how each holds it unless for good.

    `post` is the number and title of its post in the establishment; `away` says of each holder who left it open by
    acting up in which role, `leave` who is on leave, with the last day, which is not for everybody to read.
    """

    id: int
    name: str
    kind: str
    seat: str
    reports_to: str
    protected_wte: Decimal | None
    team_wte: Decimal | None
    budget_pounds: Decimal | None
    limit_pounds: Decimal | None
    emphasis: str
    post: str
    starts: date
    ends: date | None
    holders: tuple[str, ...]
    away: tuple[str, ...]
    leave: tuple[tuple[str, date | None], ...]
    vacant_since: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class HolderLine:
    """Somebody's time in a role; `id` is the employment, `stay` the row that says so."""

    id: int
    stay: int
    role_id: int
    name: str
    held_as: str
    wte: Decimal
    starts: date
    ends: date | None
    origin: Origin | None


# The sums of engine/leadership.py, made by the database. Time in a role ends with the employment; whoever acts up or is
# on leave fills their own only until that day, and from then on their deputies do (engine/acting_up.py).
HELD = """
    SELECT h.id AS stay, h.role_id, e.id, p.name, h.held_as, trim_scale(h.wte) AS wte, h.starts,
        LEAST(h.ends, e.ends) AS ends, h.origin_id, h.origin_line
    FROM store_roleholder h JOIN store_employment e ON e.id = h.employment_id JOIN store_person p ON p.id = e.person_id
    WHERE h.trust_id = %(trust)s"""
ROLES = f"""
    WITH away AS MATERIALIZED ({AWAY}),
    held AS MATERIALIZED (
        SELECT o.role_id, o.id, o.name, o.held_as, o.starts, COALESCE(w.since, o.ends) AS ends
        FROM ({HELD}) o LEFT JOIN away w ON w.stay = o.stay
        UNION ALL {STANDING_IN})
    SELECT r.id, r.name, r.kind, r.seat, r.reports_to, trim_scale(r.protected_wte) AS protected_wte,
        trim_scale(r.team_wte) AS team_wte, r.budget_pounds, r.limit_pounds, r.emphasis,
        COALESCE((SELECT o.number || ', ' || o.title FROM store_post o WHERE o.id = r.post_id), '') AS post,
        r.starts, r.ends,
        ARRAY(SELECT h.name || CASE h.held_as WHEN 'substantive' THEN '' ELSE ' (' || h.held_as || ')' END
            FROM held h WHERE h.role_id = r.id AND {HOLDS.format("h")} ORDER BY {plain_name("h.name")}) AS holders,
        ARRAY(SELECT p.name || ' acts up as ' || w.acting_as FROM away w
            JOIN store_employment e ON e.id = w.employment_id JOIN store_person p ON p.id = e.person_id
            WHERE w.role_id = r.id AND w.acting_as <> '' ORDER BY {plain_name("p.name")}) AS away,
        ARRAY(SELECT ARRAY[p.name, w.last_on::text] FROM away w
            JOIN store_employment e ON e.id = w.employment_id JOIN store_person p ON p.id = e.person_id
            WHERE w.role_id = r.id AND w.is_on_leave ORDER BY {plain_name("p.name")}) AS leave,
        CASE WHEN NOT EXISTS (SELECT 1 FROM held h WHERE h.role_id = r.id AND {HOLDS.format("h")})
            THEN GREATEST(r.starts, (SELECT max(h.ends) FROM held h
                WHERE h.role_id = r.id AND h.starts <= %(on)s AND h.starts < h.ends)) END AS vacant_since,
        r.origin_id, r.origin_line
    FROM store_leadershiprole r WHERE r.trust_id = %(trust)s"""
LISTED = f"""
    SELECT * FROM ({ROLES} AND (r.ends IS NULL OR r.ends > %(on)s)) known
    WHERE (%(search)s = '' OR strpos(lower(name || ' ' || array_to_string(holders, ' ')), lower(%(search)s)) > 0)
    AND (%(kind)s = '' OR kind = %(kind)s)
    AND (%(filled)s = '' OR (%(filled)s = 'yes') = (vacant_since IS NULL))"""
# The three that every trust should have come first.
KIND_ORDER = "COALESCE(array_position(ARRAY['CDIO', 'CCIO', 'CNIO'], kind::text), 4)"
SORTS = {
    "kind": f"({KIND_ORDER}, {plain_name('name')})",
    "name": plain_name("name"),
    "vacant": "vacant_since",
}


def list_roles(trust_id: int, wanted: Wanted, *, on: date) -> Page[RoleLine]:
    """One page of the leadership roles that have not ended."""
    filters = {name: wanted.filters.get(name, "") for name in ("kind", "filled")}
    rows, total = select_page(LISTED, SORTS, wanted, {"trust": trust_id, "on": on, "search": wanted.search, **filters})
    return Page(tuple(map(_line, with_origins(rows))), total)


def load_role(trust_id: int, role_id: int, *, on: date) -> RoleLine | None:
    """One leadership role, ended or not; None when the trust has none of this id."""
    rows = select(f"{ROLES} AND r.id = %(role)s", {"trust": trust_id, "on": on, "role": role_id})
    return next(map(_line, with_origins(rows)), None)


def _line(row: Row) -> RoleLine:
    leave = tuple((name, date.fromisoformat(last) if last else None) for name, last in row["leave"])
    return RoleLine(**{**row, "holders": tuple(row["holders"]), "away": tuple(row["away"]), "leave": leave})


def list_holders(trust_id: int, role_id: int = 0) -> tuple[HolderLine, ...]:
    """Everybody who holds a role, held it or will, the latest first; without a role, of any."""
    ordered = f"{HELD} AND (%(role)s = 0 OR h.role_id = %(role)s) ORDER BY h.starts DESC, {plain_name('p.name')}"
    rows = with_origins(select(ordered, {"trust": trust_id, "role": role_id}))
    return tuple(HolderLine(**{name: row[name] for name in HolderLine.__dataclass_fields__}) for row in rows)


@dataclass(frozen=True, slots=True)
class Stay:
    """The role a row of its holders belongs to, who the holder is, and when it ends."""

    role_id: int
    name: str
    ends: date | None


def find_stay(trust_id: int, stay: int) -> Stay | None:
    """One row of the holders; None when the trust has no such row."""
    rows = RoleHolder.objects.filter(trust_id=trust_id, id=stay)
    found = rows.values_list("role_id", "employment__person__name", "ends").first()
    return Stay(*found) if found else None


def rows_about_role(trust_id: int, role_id: int) -> dict[str, list[int]]:
    """The rows that tell of one leadership role and of who held it, by kind, for its history."""
    return {"leadershiprole": [role_id], **rows_of((RoleHolder,), trust_id=trust_id, role_id=role_id)}
