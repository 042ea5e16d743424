"""The users of a trust as its administrator reviews them: who may enter as what, and who signs in."""

from dataclasses import dataclass
from datetime import date, datetime

from plait.store.paging import Page, Wanted
from plait.store.selecting import plain_name, select, select_page

LIVE_OR_TO_COME = "(ends IS NULL OR ends > %(on)s)"
STATES = {
    "": LIVE_OR_TO_COME,
    "never": f"{LIVE_OR_TO_COME} AND last_sign_in IS NULL",
    "quiet": f"{LIVE_OR_TO_COME} AND last_sign_in < %(quiet_since)s",
    "ended": f"NOT {LIVE_OR_TO_COME}",
    "all": "TRUE",
}
"""Which accesses a list holds, by the word of its filter."""

SORTS = {
    "name": plain_name("name"),
    "role": "role",
    "starts": "starts",
    "last_sign_in": "coalesce(last_sign_in, '-infinity')",
}
ACCESSES = """
    SELECT a.id, a.version, a.user_id, u.name, u.email, u.is_active, a.role, a.starts, a.ends AS own_ends,
        LEAST(a.ends, e.ends) AS ends, e.employee_number, u.last_login AS last_sign_in,
        u.is_active AND starts_with(u.password, '!') AND EXISTS (
            SELECT 1 FROM store_event o
            WHERE o.trust_id = a.trust_id AND o.kind = 'user' AND o.record_id = u.id AND o.action = 'opened'
        ) AS awaits_password
    FROM store_access a
    JOIN store_user u ON u.id = a.user_id
    LEFT JOIN store_employment e ON e.id = a.employment_id
    WHERE a.trust_id = %(trust_id)s
"""

LISTED = f"""
    SELECT * FROM ({ACCESSES}) accesses
    WHERE (%(role)s = '' OR role = %(role)s)
    AND (strpos(lower(name), %(search)s) > 0 OR strpos(lower(email), %(search)s) > 0)
"""


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One user's access to the trust in one role; it ends with the employment it hangs on at the latest.

    `own_ends` is the end it was given itself. `awaits_password` is true of an account this very trust opened, until
    whoever it is for has chosen a password; an account opened elsewhere is none of this trust's business.
    """

    id: int
    version: int
    user_id: int
    name: str
    email: str
    is_active: bool
    role: str
    starts: date
    own_ends: date | None
    ends: date | None
    employee_number: str | None
    last_sign_in: datetime | None
    awaits_password: bool


def list_accesses(trust_id: int, wanted: Wanted, *, on: date, quiet_since: datetime) -> Page[AccessLine]:
    """Who may enter the trust as what: those of today and to come, unless the filter `state` asks for others."""
    state = STATES.get(wanted.filters.get("state", ""), LIVE_OR_TO_COME)
    query = f"{LISTED} AND {state}"
    parameters = {
        "trust_id": trust_id,
        "on": on,
        "quiet_since": quiet_since,
        "role": wanted.filters.get("role", ""),
        "search": wanted.search.lower(),
    }
    rows, total = select_page(query, SORTS, wanted, parameters)
    return Page(tuple(AccessLine(**row) for row in rows), total)


def load_access(trust_id: int, access_id: int) -> AccessLine | None:
    """One access of the trust; None when it has none of this number."""
    rows = select(f"{ACCESSES} AND a.id = %(id)s", {"trust_id": trust_id, "id": access_id})
    return AccessLine(**rows[0]) if rows else None
